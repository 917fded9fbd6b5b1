/* Words as segments: the twin of `_segments` in readable/shaping.py. There are some for each new word,
   and no cycle goes through them: Python's collector need not visit them. */

#include "glyphs.h"
#include "speedups.h"

/* How many heights are at hand that words share, each in the place of its lowest bits. */
#define HEIGHTS 64
typedef struct {
    double units[HEIGHTS];
    PyObject *value[HEIGHTS];
} Heights;

/* What all of them have in common. */
typedef struct {
    Heights tops, bottoms;
    PyObject *segment, *piece, *ink, *space, *zero, *is_decorated;
    double em, rise;
} Style;

static double
positive(double value)
{
    return value > 0.0 ? value : 0.0;
}

/* The height that comes of these units, for all words of one call the same object. */
static PyObject *
height(Heights *known, double units, double value)
{
    if (!(units > -1e6 && units < 1e6)) {
        return PyFloat_FromDouble(value);
    }
    int at = (int)units & (HEIGHTS - 1);
    if (known->value[at] == NULL || known->units[at] != units) {
        PyObject *made = PyFloat_FromDouble(value);
        if (made == NULL) {
            return NULL;
        }
        Py_XDECREF(known->value[at]);
        known->value[at] = made;
        known->units[at] = units;
    }
    return Py_NewRef(known->value[at]);
}

static void
forget_heights(Heights *known)
{
    for (int at = 0; at < HEIGHTS; at++) {
        Py_XDECREF(known->value[at]);
    }
}

static PyObject *
segment_of(Style *style, PyObject *text, bool has_space, PyObject *glyphs)
{
    double advance, top, bottom;
    if (!is_tuple_of(glyphs, OF_GLYPHS) ||
        !read_float(item_of(glyphs, GLYPHS_ADVANCE), &advance) ||
        !read_float(item_of(glyphs, GLYPHS_TOP), &top) ||
        !read_float(item_of(glyphs, GLYPHS_BOTTOM), &bottom)) {
        return NULL;
    }
    PyObject *width = PyFloat_FromDouble(advance * style->em);
    PyObject *high = height(&style->tops, top, positive(style->rise + top * style->em));
    PyObject *deep = height(&style->bottoms, bottom, positive(-style->rise - bottom * style->em));
    PyObject *segment = NULL;
    if (width && high && deep) {
        PyObject *piece =
            named_tuple(style->piece, (PyObject *[]){style->zero, width, glyphs, style->ink}, 4);
        PyObject *pieces = piece == NULL ? NULL : PyTuple_Pack(1, piece);
        if (pieces != NULL) {
            PyObject_GC_UnTrack(pieces);
            PyObject *space = has_space ? style->space : style->zero;
            PyObject *fields[] = {text, pieces, width, space, high, deep, style->is_decorated};
            segment = named_tuple(style->segment, fields, 7);
        }
        Py_XDECREF(pieces);
        Py_XDECREF(piece);
    }
    Py_XDECREF(width);
    Py_XDECREF(high);
    Py_XDECREF(deep);
    return segment;
}

static PyObject *
segments_of(Style *style, PyObject *texts, PyObject *glyphs)
{
    PyObject *made = PyDict_New();
    for (Py_ssize_t at = 0; made != NULL && at < count_of(texts); at++) {
        PyObject *text = item_of(texts, at), *shaped = item_of(glyphs, at);
        if (shaped == Py_None) {
            continue;
        }
        Py_ssize_t length = PyUnicode_Check(text) ? PyUnicode_GetLength(text) : 0;
        if (length == 0) {
            PyErr_SetString(PyExc_TypeError, "a segment has a text");
            Py_CLEAR(made);
            break;
        }
        if (PyObject_GC_IsTracked(shaped)) {
            PyObject_GC_UnTrack(shaped);
        }
        bool has_space = PyUnicode_ReadChar(text, length - 1) == ' ';
        PyObject *segment = segment_of(style, text, has_space, shaped);
        if (segment == NULL || PyDict_SetItem(made, text, segment) < 0) {
            Py_CLEAR(made);
        }
        Py_XDECREF(segment);
    }
    return made;
}

/* make_segments(Segment, Piece, ink, em, space, whether anything is drawn under, through or behind
   them, texts, and the glyphs of each or None) */
PyObject *
make_segments(PyObject *Py_UNUSED(self), PyObject *const *args, Py_ssize_t given)
{
    if (given != 8 || !is_tuple_class(args[0]) || !is_tuple_class(args[1]) ||
        !PyTuple_Check(args[2]) || count_of(args[2]) == 0) {
        PyErr_SetString(PyExc_TypeError, "make_segments takes two classes, an ink and five more");
        return NULL;
    }
    Style style = {.segment = args[0], .piece = args[1], .ink = args[2], .space = args[4],
                   .is_decorated = args[5]};
    if (!read_float(item_of(style.ink, 0), &style.rise) || !read_float(args[3], &style.em)) {
        return NULL;
    }
    style.zero = PyFloat_FromDouble(0.0);
    PyObject *texts = PySequence_Tuple(args[6]);
    PyObject *glyphs = texts == NULL ? NULL : PySequence_Tuple(args[7]);
    PyObject *made = NULL;
    if (glyphs != NULL && count_of(texts) != count_of(glyphs)) {
        PyErr_SetString(PyExc_ValueError, "each text has glyphs or None");
    } else if (glyphs && style.zero) {
        made = segments_of(&style, texts, glyphs);
    }
    forget_heights(&style.tops);
    forget_heights(&style.bottoms);
    Py_XDECREF(style.zero);
    Py_XDECREF(texts);
    Py_XDECREF(glyphs);
    return made;
}
