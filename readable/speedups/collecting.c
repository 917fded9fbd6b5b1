/* What Python's collector need not visit: the twin of `pass_by` in readable/collecting.py. */

#include "speedups.h"

/* Tuples in tuples are passed by as far down as this. */
#define DEEPEST 8

/* Nothing but tuples: what else they hold, a face, may be part of a cycle. */
static void
untrack_all(PyObject *one, int depth)
{
    if (depth > DEEPEST || !PyTuple_Check(one) || !PyObject_GC_IsTracked(one)) {
        return;
    }
    PyObject_GC_UnTrack(one);
    Py_ssize_t count = count_of(one);
    for (Py_ssize_t at = 0; at < count; at++) {
        untrack_all(item_of(one, at), depth + 1);
    }
}

/* untrack(*tuples) */
PyObject *
untrack(PyObject *Py_UNUSED(self), PyObject *const *args, Py_ssize_t given)
{
    for (Py_ssize_t at = 0; at < given; at++) {
        untrack_all(args[at], 0);
    }
    Py_RETURN_NONE;
}
