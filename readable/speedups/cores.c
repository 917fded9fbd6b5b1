/* Which words may be shaped together: the twin of `Face._cores` in readable/face.py. */

#include "speedups.h"

/* What is known of a character. */
enum { UNKNOWN, ALONE, NOT_ALONE };

/* Whether what stands beside a character changes nothing, as it is known or asked for now; -1 with an
   error. */
static int
stands_alone(PyObject *known, PyObject *ask, PyObject *word, Py_ssize_t at)
{
    Py_UCS4 character = PyUnicode_ReadChar(word, at);
    if ((size_t)character >= (size_t)PyByteArray_Size(known)) {
        return 0;
    }
    char told = PyByteArray_AsString(known)[character];
    if (told != UNKNOWN) {
        return told == ALONE;
    }
    PyObject *letter = PyUnicode_Substring(word, at, at + 1);
    PyObject *answer = letter == NULL ? NULL : PyObject_CallFunctionObjArgs(ask, letter, NULL);
    int is_alone = answer == NULL ? -1 : PyObject_IsTrue(answer);
    Py_XDECREF(letter);
    Py_XDECREF(answer);
    return is_alone;
}

/* A word without the space at its end, or None. */
static PyObject *
core_of(PyObject *known, PyObject *ask, PyObject *word)
{
    Py_ssize_t length = PyUnicode_GetLength(word);
    if (length < 0) {
        return NULL;
    }
    if (length > 0 && PyUnicode_ReadChar(word, length - 1) == ' ') {
        length--;
    }
    int are_alone = length > 0;
    for (Py_ssize_t at = 0; are_alone > 0 && at < length; at++) {
        are_alone = stands_alone(known, ask, word, at);
    }
    if (are_alone < 0) {
        return NULL;
    }
    return are_alone ? PyUnicode_Substring(word, 0, length) : Py_NewRef(Py_None);
}

/* cores(words, what is known of each character by its code, what answers whether one stands alone) */
PyObject *
cores(PyObject *Py_UNUSED(self), PyObject *const *args, Py_ssize_t given)
{
    if (given != 3 || !PyByteArray_Check(args[1])) {
        PyErr_SetString(PyExc_TypeError, "cores takes words, a table of bytes and a function");
        return NULL;
    }
    PyObject *words = PySequence_Tuple(args[0]);
    PyObject *found = words == NULL ? NULL : PyList_New(0);
    for (Py_ssize_t at = 0; found != NULL && at < count_of(words); at++) {
        PyObject *core = core_of(args[1], args[2], item_of(words, at));
        if (core == NULL || PyList_Append(found, core) < 0) {
            Py_CLEAR(found);
        }
        Py_XDECREF(core);
    }
    Py_XDECREF(words);
    return found;
}
