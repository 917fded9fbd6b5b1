/* The spaces of a text as columns: the twin of `_spaces` in readable/linebreak.py. */

#include "speedups.h"

/* The level of a weight from 0 to 1. A borrowed reference. */
static PyObject *
level_of(PyObject *levels, PyObject *weight)
{
    double value;
    if (!read_float(weight, &value)) {
        return NULL;
    }
    Py_ssize_t finest = PyList_Size(levels) - 1;
    if (!(value >= 0.0 && value <= 1.0)) {
        PyErr_SetString(PyExc_ValueError, "a weight is from 0 to 1");
        return NULL;
    }
    return PyList_GetItem(levels, (Py_ssize_t)(value * (double)finest));
}

/* spaces_of(tokens, weights of the spaces between them, levels, the last level): three lists, as those
   of `Weighed` */
PyObject *
spaces_of(PyObject *Py_UNUSED(self), PyObject *const *args, Py_ssize_t given)
{
    if (given != 4 || !PyList_Check(args[0]) || !PyList_Check(args[1]) || !PyList_Check(args[2])) {
        PyErr_SetString(PyExc_TypeError, "spaces_of takes three lists and a level");
        return NULL;
    }
    Py_ssize_t count = PyList_Size(args[0]);
    if (PyList_Size(args[1]) != count - 1) {
        PyErr_SetString(PyExc_ValueError, "there is a weight for each space between two tokens");
        return NULL;
    }
    PyObject *offsets = PyList_New(count), *mandatory = PyList_New(count), *penalties = PyList_New(count);
    bool is_right = offsets && mandatory && penalties;
    Py_ssize_t end = 0;
    for (Py_ssize_t at = 0; is_right && at < count; at++) {
        PyObject *token = PyList_GetItem(args[0], at);
        Py_ssize_t length = token == NULL ? -1 : PyUnicode_GetLength(token);
        end += length + 1;
        PyObject *offset = length < 0 ? NULL : PyLong_FromSsize_t(end);
        PyObject *level = offset == NULL   ? NULL
                          : at < count - 1 ? level_of(args[2], PyList_GetItem(args[1], at))
                                           : args[3];
        is_right = level != NULL;
        if (is_right) {
            PyList_SET_ITEM(offsets, at, offset);
            PyList_SET_ITEM(mandatory, at, Py_NewRef(Py_False));
            PyList_SET_ITEM(penalties, at, Py_NewRef(level));
        }
        else {
            Py_XDECREF(offset);
        }
    }
    PyObject *all = is_right ? PyTuple_Pack(3, offsets, mandatory, penalties) : NULL;
    Py_XDECREF(offsets);
    Py_XDECREF(mandatory);
    Py_XDECREF(penalties);
    return all;
}
