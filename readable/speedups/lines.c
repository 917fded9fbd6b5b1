/* What stands on a line: the twin of `_place` in readable/layout/lines.py. */

#include "speedups.h"

#include <string.h>

/* The fields of `Segment` and of `Piece`. */
enum { TEXT, PIECES, WIDTH, SPACE, TOP, BOTTOM, IS_DECORATED, SEGMENT_FIELDS };
enum { X_OF_PIECE, ADVANCE, GLYPHS, INK, PIECE_FIELDS };

/* The pieces found so far, and where the next goes. */
typedef struct {
    double size;
    Py_ssize_t count;
    PyObject *xs, *glyphs, *inks;
} Pieces;

/* What is asked of segments as a whole. */
typedef struct {
    double top, bottom;
    bool is_decorated;
    PyObject *texts;
} Line;

/* The pieces of all segments, or -1, with an error, where they have none. */
static Py_ssize_t
count_pieces(PyObject *segments)
{
    Py_ssize_t all = 0, count = PyTuple_Size(segments);
    for (Py_ssize_t at = 0; at < count; at++) {
        PyObject *segment = PyTuple_GetItem(segments, at);
        if (!is_tuple_of(segment, SEGMENT_FIELDS)) {
            return -1;
        }
        Py_ssize_t own = PyTuple_Size(PyTuple_GetItem(segment, PIECES));
        if (own < 0) {
            return -1;
        }
        all += own;
    }
    return all;
}

static bool
add_pieces(Pieces *all, PyObject *pieces, double x_px)
{
    Py_ssize_t count = PyTuple_Size(pieces);
    for (Py_ssize_t at = 0; at < count; at++) {
        PyObject *piece = PyTuple_GetItem(pieces, at);
        double x_em;
        if (!is_tuple_of(piece, PIECE_FIELDS) ||
            !read_float(PyTuple_GetItem(piece, X_OF_PIECE), &x_em) ||
            PyTuple_SetItem(all->glyphs, all->count, Py_NewRef(PyTuple_GetItem(piece, GLYPHS))) < 0 ||
            PyTuple_SetItem(all->inks, all->count, Py_NewRef(PyTuple_GetItem(piece, INK))) < 0) {
            return false;
        }
        double x = x_px + x_em * all->size;
        memcpy(PyBytes_AsString(all->xs) + all->count * (Py_ssize_t)sizeof x, &x, sizeof x);
        all->count++;
    }
    return true;
}

static bool
add_segment(Line *line, PyObject *segment)
{
    double top, bottom;
    int is_decorated = PyObject_IsTrue(PyTuple_GetItem(segment, IS_DECORATED));
    if (is_decorated < 0 || !read_float(PyTuple_GetItem(segment, TOP), &top) ||
        !read_float(PyTuple_GetItem(segment, BOTTOM), &bottom)) {
        return false;
    }
    line->top = top > line->top ? top : line->top;
    line->bottom = bottom > line->bottom ? bottom : line->bottom;
    line->is_decorated |= is_decorated;
    return PyList_Append(line->texts, PyTuple_GetItem(segment, TEXT)) == 0;
}

static bool
add_segments(Line *line, Pieces *pieces, PyObject *segments, PyObject *begins, double first, double unit,
             double left)
{
    Py_ssize_t count = PyTuple_Size(segments);
    for (Py_ssize_t at = 0; at < count; at++) {
        PyObject *segment = PyTuple_GetItem(segments, at);
        double begin;
        if (!read_float(PyTuple_GetItem(begins, at), &begin) || !add_segment(line, segment) ||
            !add_pieces(pieces, PyTuple_GetItem(segment, PIECES), left + (begin - first) * unit)) {
            return false;
        }
    }
    return true;
}

/* Mostly the same for all: then it is told once. A new reference. */
static PyObject *
told_once(PyObject *inks)
{
    Py_ssize_t count = PyTuple_Size(inks);
    for (Py_ssize_t at = 1; at < count; at++) {
        int is_same = PyObject_RichCompareBool(PyTuple_GetItem(inks, at), PyTuple_GetItem(inks, 0), Py_EQ);
        if (is_same <= 0) {
            return is_same ? NULL : Py_NewRef(inks);
        }
    }
    return PyTuple_GetSlice(inks, 0, 1);
}

static PyObject *
placed(PyObject *segments, PyObject *begins, const double numbers[4])
{
    Py_ssize_t count = count_pieces(segments);
    if (count < 0) {
        return NULL;
    }
    Pieces pieces = {
        .size = numbers[3],
        .xs = PyBytes_FromStringAndSize(NULL, count * (Py_ssize_t)sizeof(double)),
        .glyphs = PyTuple_New(count),
        .inks = PyTuple_New(count),
    };
    Line line = {.texts = PyList_New(0)};
    PyObject *nothing = PyUnicode_FromString(""), *made = NULL;
    if (pieces.xs && pieces.glyphs && pieces.inks && line.texts && nothing &&
        add_segments(&line, &pieces, segments, begins, numbers[0], numbers[1], numbers[2])) {
        PyObject *text = PyUnicode_Join(nothing, line.texts);
        PyObject *inks = text == NULL ? NULL : told_once(pieces.inks);
        if (inks != NULL) {
            made = Py_BuildValue("(OOOOddO)", pieces.xs, pieces.glyphs, inks, text, line.top,
                                 line.bottom, line.is_decorated ? Py_True : Py_False);
        }
        Py_XDECREF(inks);
        Py_XDECREF(text);
    }
    Py_XDECREF(nothing);
    Py_XDECREF(line.texts);
    Py_XDECREF(pieces.xs);
    Py_XDECREF(pieces.glyphs);
    Py_XDECREF(pieces.inks);
    return made;
}

/* place(segments, where each begins, of which this is the first, pixels in its unit, where the line
   begins, the size of its text) */
PyObject *
place(PyObject *Py_UNUSED(self), PyObject *const *args, Py_ssize_t given)
{
    double numbers[4];
    if (given != 6) {
        PyErr_SetString(PyExc_TypeError, "place takes segments, their places and four numbers");
        return NULL;
    }
    for (int at = 0; at < 4; at++) {
        if (!read_float(args[at + 2], numbers + at)) {
            return NULL;
        }
    }
    PyObject *segments = PySequence_Tuple(args[0]);
    PyObject *begins = segments == NULL ? NULL : PySequence_Tuple(args[1]);
    PyObject *made = NULL;
    if (begins != NULL && PyTuple_Size(begins) != PyTuple_Size(segments)) {
        PyErr_SetString(PyExc_ValueError, "each segment begins at one place");
    } else if (begins != NULL) {
        made = placed(segments, begins, numbers);
    }
    Py_XDECREF(segments);
    Py_XDECREF(begins);
    return made;
}
