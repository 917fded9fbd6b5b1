/* What all of them need. A binary is of one Python: what tuples and numbers hold is read where it stands. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdbool.h>
#include <stdint.h>

/* Whether a whole number is of one digit inside of Python, as nearly all are, and it. */
#if PY_VERSION_HEX >= 0x030C0000
#define IS_SMALL PyUnstable_Long_IsCompact
#define SMALL_OF PyUnstable_Long_CompactValue
#else
#define IS_SMALL(number) (Py_ABS(Py_SIZE(number)) <= 1)
#define SMALL_OF(number) (Py_SIZE(number) * (int64_t)(number)->ob_digit[0])
#endif

/* Further than this nothing is from anywhere: sums of a few such numbers are no overflow. */
#define FURTHEST ((int64_t)1 << 52)

/* What stands in a tuple, borrowed; NULL, with an error, where there is none or it is no tuple. */
static inline PyObject *
item_of(PyObject *tuple, Py_ssize_t at)
{
    bool is_there = PyTuple_Check(tuple) && at >= 0 && at < PyTuple_GET_SIZE(tuple);
    return is_there ? PyTuple_GET_ITEM(tuple, at) : PyTuple_GetItem(tuple, at);
}

/* How many stand in a tuple; -1, with an error, if it is none. */
static inline Py_ssize_t
count_of(PyObject *tuple)
{
    return PyTuple_Check(tuple) ? PyTuple_GET_SIZE(tuple) : PyTuple_Size(tuple);
}

/* The whole number that a value is; false, with an error, where it is none or there is none. */
static inline bool
read_long(PyObject *value, int64_t *into)
{
    if (value != NULL && PyLong_CheckExact(value) && IS_SMALL((PyLongObject *)value)) {
        *into = SMALL_OF((PyLongObject *)value);
        return true;
    }
    *into = value == NULL ? -1 : PyLong_AsLongLong(value);
    return *into != -1 || !PyErr_Occurred();
}

/* The number that a value is; false, with an error, where it is none or there is none. */
static inline bool
read_float(PyObject *value, double *into)
{
    if (value != NULL && PyFloat_CheckExact(value)) {
        *into = PyFloat_AS_DOUBLE(value);
        return true;
    }
    *into = value == NULL ? -1.0 : PyFloat_AsDouble(value);
    return *into != -1.0 || !PyErr_Occurred();
}

/* A whole number between two; false, with an error, if there is none. */
bool read_whole(PyObject *number, int64_t least, int64_t most, int64_t *into);

/* The numbers of a sequence, as many as there must be; false, with an error, if there are not. */
bool read_floats(PyObject *sequence, Py_ssize_t count, double *into);

/* Says that a tuple of so many was expected, and answers false. */
bool refuse_tuple(Py_ssize_t count);

/* Whether it is a tuple of so many; if not, there is an error. */
static inline bool
is_tuple_of(PyObject *one, Py_ssize_t count)
{
    return (PyTuple_Check(one) && PyTuple_GET_SIZE(one) == count) || refuse_tuple(count);
}

/* Whether it is a class of tuples. */
bool is_tuple_class(PyObject *one);

/* So many fields as a tuple of such a class, one that Python's collector need not visit. */
PyObject *named_tuple(PyObject *class, PyObject *const *fields, Py_ssize_t count);

/* readable.collecting */
PyObject *untrack(PyObject *self, PyObject *const *args, Py_ssize_t count);

/* readable.optimum */
PyObject *total_fit(PyObject *self, PyObject *const *args, Py_ssize_t count);

/* readable.vietnamese: model, words */
PyObject *read_keys(PyObject *self, PyObject *const *args, Py_ssize_t count);
PyObject *read_model(PyObject *self, PyObject *const *args, Py_ssize_t count);
PyObject *know_words(PyObject *self, PyObject *const *args, Py_ssize_t count);
PyObject *weigh_words(PyObject *self, PyObject *const *args, Py_ssize_t count);

/* readable.linebreak */
PyObject *spaces_of(PyObject *self, PyObject *const *args, Py_ssize_t count);

/* readable.canvas */
PyObject *draw_lines(PyObject *self, PyObject *const *args, Py_ssize_t count);
PyObject *underline(PyObject *self, PyObject *const *args, Py_ssize_t count);

/* readable.masks */
PyObject *open_letters(PyObject *self, PyObject *const *args, Py_ssize_t count);
PyObject *count_letters(PyObject *self, PyObject *const *args, Py_ssize_t count);

/* readable.shaping */
PyObject *make_segments(PyObject *self, PyObject *const *args, Py_ssize_t count);
PyObject *find_segments(PyObject *self, PyObject *const *args, Py_ssize_t count);
PyObject *look_up(PyObject *self, PyObject *const *args, Py_ssize_t count);

/* readable.layout */
PyObject *columns_of(PyObject *self, PyObject *const *args, Py_ssize_t count);
PyObject *place(PyObject *self, PyObject *const *args, Py_ssize_t count);
PyObject *set_lines(PyObject *self, PyObject *const *args, Py_ssize_t count);

/* readable.paging */
PyObject *put_on_page(PyObject *self, PyObject *const *args, Py_ssize_t count);

/* readable.face */
PyObject *cores(PyObject *self, PyObject *const *args, Py_ssize_t count);
PyObject *cut_row(PyObject *self, PyObject *const *args, Py_ssize_t count);
PyObject *open_singles(PyObject *self, PyObject *const *args, Py_ssize_t count);
PyObject *join_singles(PyObject *self, PyObject *const *args, Py_ssize_t count);

/* readable.png */
void prepare_packing(void);
PyObject *pack_rows(PyObject *self, PyObject *const *args, Py_ssize_t count);
