/* The door to what is also written in C. Each function has a twin in Python, which says what it does
   and what its arguments are; tests/test_speedups.py holds the two together. */

#include "speedups.h"

static PyMethodDef functions[] = {
    {"total_fit", (PyCFunction)(void (*)(void))total_fit, METH_FASTCALL, NULL},
    {"cut_row", (PyCFunction)(void (*)(void))cut_row, METH_FASTCALL, NULL},
    {"read_keys", (PyCFunction)(void (*)(void))read_keys, METH_FASTCALL, NULL},
    {"read_model", (PyCFunction)(void (*)(void))read_model, METH_FASTCALL, NULL},
    {"weigh_words", (PyCFunction)(void (*)(void))weigh_words, METH_FASTCALL, NULL},
    {"draw_words", (PyCFunction)(void (*)(void))draw_words, METH_FASTCALL, NULL},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef_Slot slots[] = {{0, NULL}};

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
