/* What stands on a line: the twin of `_place` in readable/layout/lines.py. */

#include "lines.h"

#include <string.h>

/* The fields of `Piece`. */
enum { X_OF_PIECE, ADVANCE, GLYPHS, INK, PIECE_FIELDS };

/* How many pieces the segments have, or -1, with an error, where they have none. */
static Py_ssize_t
count_pieces(PyObject *segments, Py_ssize_t start, Py_ssize_t end)
{
    Py_ssize_t all = 0;
    for (Py_ssize_t at = start; at < end; at++) {
        PyObject *segment = item_of(segments, at);
        if (!is_tuple_of(segment, SEGMENT_FIELDS)) {
            return -1;
        }
        Py_ssize_t own = count_of(item_of(segment, PIECES));
        if (own < 0) {
            return -1;
        }
        all += own;
    }
    return all;
}

/* Adds pieces behind so many; answers how many there are then, or -1 with an error. */
static Py_ssize_t
add_pieces(const Standing *line, Py_ssize_t count, PyObject *pieces, double x_px, double size)
{
    for (Py_ssize_t at = 0; at < count_of(pieces); at++, count++) {
        PyObject *piece = item_of(pieces, at);
        double x_em;
        if (!is_tuple_of(piece, PIECE_FIELDS) ||
            !read_float(item_of(piece, X_OF_PIECE), &x_em)) {
            return -1;
        }
        PyTuple_SET_ITEM(line->glyphs, count, Py_NewRef(item_of(piece, GLYPHS)));
        PyTuple_SET_ITEM(line->inks, count, Py_NewRef(item_of(piece, INK)));
        double x = x_px + x_em * size;
        memcpy(PyBytes_AsString(line->xs) + count * (Py_ssize_t)sizeof x, &x, sizeof x);
    }
    return count;
}

/* A segment but for its pieces; its text becomes that of its place. */
static bool
add_segment(Standing *line, PyObject *texts, Py_ssize_t place, PyObject *segment)
{
    double top, bottom;
    int is_decorated = PyObject_IsTrue(item_of(segment, IS_DECORATED));
    if (is_decorated < 0 || !read_float(item_of(segment, TOP), &top) ||
        !read_float(item_of(segment, BOTTOM), &bottom)) {
        return false;
    }
    line->top = top > line->top ? top : line->top;
    line->bottom = bottom > line->bottom ? bottom : line->bottom;
    line->is_decorated |= is_decorated;
    PyTuple_SET_ITEM(texts, place, Py_NewRef(item_of(segment, TEXT)));
    return true;
}

static bool
add_segments(Standing *line, PyObject *texts, PyObject *segments, Py_ssize_t start,
             const Places *places)
{
    Py_ssize_t count = 0;
    for (Py_ssize_t at = 0; at < count_of(texts); at++) {
        PyObject *segment = item_of(segments, start + at);
        double x_px = places->left + (places->begins[start + at] - places->first) * places->unit;
        if (!add_segment(line, texts, at, segment)) {
            return false;
        }
        count = add_pieces(line, count, item_of(segment, PIECES), x_px, places->size);
        if (count < 0) {
            return false;
        }
    }
    return true;
}

/* Mostly the same for all: then it is told once. A new reference. */
static PyObject *
told_once(PyObject *inks)
{
    Py_ssize_t count = count_of(inks);
    for (Py_ssize_t at = 1; at < count; at++) {
        int is_same = PyObject_RichCompareBool(item_of(inks, at), item_of(inks, 0), Py_EQ);
        if (is_same <= 0) {
            return is_same ? NULL : Py_NewRef(inks);
        }
    }
    return PyTuple_GetSlice(inks, 0, 1);
}

bool
put_on_line(Standing *line, PyObject *segments, Py_ssize_t start, Py_ssize_t end,
            const Places *places)
{
    *line = (Standing){0};
    Py_ssize_t count = count_pieces(segments, start, end);
    if (count < 0) {
        return false;
    }
    line->xs = PyBytes_FromStringAndSize(NULL, count * (Py_ssize_t)sizeof(double));
    line->glyphs = PyTuple_New(count);
    line->inks = PyTuple_New(count);
    PyObject *texts = PyTuple_New(end - start), *nothing = PyUnicode_FromString("");
    if (line->xs && line->glyphs && line->inks && texts && nothing &&
        add_segments(line, texts, segments, start, places)) {
        line->text = PyUnicode_Join(nothing, texts);
        PyObject *inks = told_once(line->inks);
        Py_DECREF(line->inks);
        line->inks = inks;
    }
    if (line->glyphs != NULL && PyObject_GC_IsTracked(line->glyphs)) {
        PyObject_GC_UnTrack(line->glyphs);
    }
    Py_XDECREF(texts);
    Py_XDECREF(nothing);
    return line->text && line->inks;
}

void
drop_line(Standing *line)
{
    Py_CLEAR(line->xs);
    Py_CLEAR(line->glyphs);
    Py_CLEAR(line->inks);
    Py_CLEAR(line->text);
}

static PyObject *
placed(PyObject *segments, PyObject *begins, const double numbers[4])
{
    Py_ssize_t count = count_of(segments);
    double *units = PyMem_Calloc((size_t)count + 1, sizeof *units);
    if (units == NULL) {
        return PyErr_NoMemory();
    }
    Standing line = {0};
    Places places = {units, numbers[0], numbers[1], numbers[2], numbers[3]};
    PyObject *made = NULL;
    if (read_floats(begins, count, units) && put_on_line(&line, segments, 0, count, &places)) {
        made = Py_BuildValue("(OOOOddO)", line.xs, line.glyphs, line.inks, line.text, line.top,
                             line.bottom, line.is_decorated ? Py_True : Py_False);
    }
    drop_line(&line);
    PyMem_Free(units);
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
    if (segments == NULL) {
        return NULL;
    }
    PyObject *made = placed(segments, args[1], numbers);
    Py_DECREF(segments);
    return made;
}
