/* Only Python's stable interface, so that one binary serves every Python from 3.11 on. */

#define Py_LIMITED_API 0x030B0000
#define PY_SSIZE_T_CLEAN
#include <Python.h>

/* readable.optimum */
PyObject *total_fit(PyObject *self, PyObject *const *args, Py_ssize_t count);
