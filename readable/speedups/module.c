/* The door to what is also written in C. Each function has a twin in Python, which says what it does
   and what its arguments are; tests/test_speedups.py holds the two together. */

#include "speedups.h"

bool
read_whole(PyObject *number, int64_t least, int64_t most, int64_t *into)
{
    if (!read_long(number, into)) {
        return false;
    }
    if (*into < least || *into > most) {
        PyErr_SetString(PyExc_OverflowError, "a number is out of bounds");
        return false;
    }
    return true;
}

bool
read_floats(PyObject *sequence, Py_ssize_t count, double *into)
{
    PyObject *all = PySequence_Tuple(sequence);
    if (all == NULL) {
        return false;
    }
    bool is_right = count_of(all) == count;
    if (!is_right) {
        PyErr_SetString(PyExc_ValueError, "there are too few numbers, or too many");
    }
    for (Py_ssize_t at = 0; is_right && at < count; at++) {
        is_right = read_float(item_of(all, at), into + at);
    }
    Py_DECREF(all);
    return is_right;
}

bool
refuse_tuple(Py_ssize_t count)
{
    PyErr_Format(PyExc_TypeError, "a tuple of %zd was expected", count);
    return false;
}

bool
is_tuple_class(PyObject *one)
{
    return PyType_Check(one) && PyType_IsSubtype((PyTypeObject *)one, &PyTuple_Type);
}

PyObject *
named_tuple(PyObject *class, PyObject *const *fields, Py_ssize_t count)
{
    PyObject *made = PyType_GenericAlloc((PyTypeObject *)class, count);
    if (made == NULL) {
        return NULL;
    }
    PyObject_GC_UnTrack(made);
    for (Py_ssize_t at = 0; at < count; at++) {
        PyTuple_SET_ITEM(made, at, Py_NewRef(fields[at]));
    }
#if PY_VERSION_HEX >= 0x030E0000
    /* Not known yet, which the 0 that it begins with does not say. */
    ((PyTupleObject *)made)->ob_hash = -1;
#endif
    return made;
}

static PyMethodDef functions[] = {
    {"total_fit", (PyCFunction)(void (*)(void))total_fit, METH_FASTCALL, NULL},
    {"cores", (PyCFunction)(void (*)(void))cores, METH_FASTCALL, NULL},
    {"cut_row", (PyCFunction)(void (*)(void))cut_row, METH_FASTCALL, NULL},
    {"open_singles", (PyCFunction)(void (*)(void))open_singles, METH_FASTCALL, NULL},
    {"join_singles", (PyCFunction)(void (*)(void))join_singles, METH_FASTCALL, NULL},
    {"read_keys", (PyCFunction)(void (*)(void))read_keys, METH_FASTCALL, NULL},
    {"read_model", (PyCFunction)(void (*)(void))read_model, METH_FASTCALL, NULL},
    {"know_words", (PyCFunction)(void (*)(void))know_words, METH_FASTCALL, NULL},
    {"weigh_words", (PyCFunction)(void (*)(void))weigh_words, METH_FASTCALL, NULL},
    {"draw_lines", (PyCFunction)(void (*)(void))draw_lines, METH_FASTCALL, NULL},
    {"underline", (PyCFunction)(void (*)(void))underline, METH_FASTCALL, NULL},
    {"pack_rows", (PyCFunction)(void (*)(void))pack_rows, METH_FASTCALL, NULL},
    {"open_letters", (PyCFunction)(void (*)(void))open_letters, METH_FASTCALL, NULL},
    {"count_letters", (PyCFunction)(void (*)(void))count_letters, METH_FASTCALL, NULL},
    {"make_segments", (PyCFunction)(void (*)(void))make_segments, METH_FASTCALL, NULL},
    {"find_segments", (PyCFunction)(void (*)(void))find_segments, METH_FASTCALL, NULL},
    {"look_up", (PyCFunction)(void (*)(void))look_up, METH_FASTCALL, NULL},
    {"columns_of", (PyCFunction)(void (*)(void))columns_of, METH_FASTCALL, NULL},
    {"set_lines", (PyCFunction)(void (*)(void))set_lines, METH_FASTCALL, NULL},
    {"put_on_page", (PyCFunction)(void (*)(void))put_on_page, METH_FASTCALL, NULL},
    {"place", (PyCFunction)(void (*)(void))place, METH_FASTCALL, NULL},
    {"spaces_of", (PyCFunction)(void (*)(void))spaces_of, METH_FASTCALL, NULL},
    {"untrack", (PyCFunction)(void (*)(void))untrack, METH_FASTCALL, NULL},
    {NULL, NULL, 0, NULL},
};

/* `building.py` says of which sources it is. */
static int
prepare(PyObject *module)
{
    prepare_packing();
    return PyModule_AddStringConstant(module, "SOURCES", SOURCES);
}

static PyModuleDef_Slot slots[] = {{Py_mod_exec, prepare}, {0, NULL}};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "readable.speedups._compiled",
    .m_methods = functions,
    .m_slots = slots,
};

PyMODINIT_FUNC
PyInit__compiled(void)
{
    return PyModuleDef_Init(&module);
}
