/* The words of a line onto a page: the twin of Canvas._draw_words and of what that asks
   of readable/masks.py, which say where each letter stands.

   No word is kept here, only letters: to lay one on a page takes less time than to look a word up.
   Ink is laid over ink by "or", so it does not matter in what order, or what overlaps. */

#include "speedups.h"

#include <stdint.h>
#include <string.h>

/* As readable.masks._FAR. */
#define FAR_BYTES ((int64_t)1 << 20)
#define MOST_STEP_BITS 8
/* Further than this nothing is from anywhere: sums of a few such numbers are no overflow. */
#define FURTHEST ((int64_t)1 << 52)

/* How an inker draws. References are borrowed from what told it. */
typedef struct {
    int64_t step_bits, letter_bits;
    double scale;
    PyObject *known, *draw;
} Ink;

/* What a kept letter begins with: where its ink begins from its pixel, how many bytes of two pixels
   each of its rows has, and how many rows there are. The rows follow from top to bottom, a byte
   without ink before each and behind the last, so that half a byte can be shifted out of a row. */
typedef struct {
    int32_t left_px, top_px, width, height_px;
} Letter;

/* A kept letter, and the pixel of the page where its ink begins. */
typedef struct {
    PyObject *letter;
    int64_t left_px, top_px;
} Placed;

typedef struct {
    Placed *letters;
    Py_ssize_t count, room;
} Line;

/* The largest whole number that is not above. */
static int64_t
floored(double value)
{
    int64_t cut = (int64_t)value;
    return cut - ((double)cut > value);
}

/* Of a number in steps of which two to the power of `bits` make a whole. */
static int64_t
wholes(int64_t steps, int64_t bits)
{
    return (steps - (steps & (((int64_t)1 << bits) - 1))) / ((int64_t)1 << bits);
}

/* Whether a place is one that can be counted with; an error is set if it is none. */
static bool
is_near(double place)
{
    if (place > -(double)FURTHEST && place < (double)FURTHEST) {
        return true;
    }
    if (!PyErr_Occurred()) {
        PyErr_SetString(PyExc_OverflowError, "a letter stands too far away");
    }
    return false;
}

/* A whole number between two; -1 with an error if there is none. */
static bool
read_whole(PyObject *number, int64_t least, int64_t most, int64_t *into)
{
    *into = number == NULL ? -1 : PyLong_AsLongLong(number);
    if (*into == -1 && PyErr_Occurred()) {
        return false;
    }
    if (*into < least || *into > most) {
        PyErr_SetString(PyExc_OverflowError, "a number is out of bounds");
        return false;
    }
    return true;
}

static bool
read_ink(PyObject *told, Ink *into)
{
    if (!is_tuple_of(told, 5) ||
        !read_whole(PyTuple_GetItem(told, 1), 0, MOST_STEP_BITS, &into->letter_bits) ||
        !read_whole(PyTuple_GetItem(told, 0), 0, into->letter_bits, &into->step_bits)) {
        return false;
    }
    into->known = PyTuple_GetItem(told, 3);
    into->draw = PyTuple_GetItem(told, 4);
    if (!PyDict_Check(into->known)) {
        PyErr_SetString(PyExc_TypeError, "letters are kept in a dictionary");
        return false;
    }
    return read_float(PyTuple_GetItem(told, 2), &into->scale);
}

static size_t
bytes_of(const Letter *letter)
{
    return sizeof(Letter) + (size_t)letter->height_px * ((size_t)letter->width + 1) + 1;
}

/* A readable.face.Mask as it is kept. */
static PyObject *
packed(PyObject *mask)
{
    int64_t stride, width, height, left, top;
    if (!is_tuple_of(mask, 6) ||
        !read_whole(PyTuple_GetItem(mask, 1), 0, INT32_MAX, &stride) ||
        !read_whole(PyTuple_GetItem(mask, 2), 0, stride, &width) ||
        !read_whole(PyTuple_GetItem(mask, 3), 0, INT32_MAX, &height) ||
        !read_whole(PyTuple_GetItem(mask, 4), INT32_MIN, INT32_MAX, &left) ||
        !read_whole(PyTuple_GetItem(mask, 5), INT32_MIN, INT32_MAX, &top)) {
        return NULL;
    }
    PyObject *pixels = PyTuple_GetItem(mask, 0);
    if (!PyBytes_Check(pixels) || PyBytes_Size(pixels) < stride * height) {
        PyErr_SetString(PyExc_ValueError, "a mask has fewer pixels than it should");
        return NULL;
    }
    Letter letter = {(int32_t)left, (int32_t)top, (int32_t)((width + 1) / 2), (int32_t)height};
    if (!width) {
        letter.height_px = 0;
    }
    PyObject *made = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)bytes_of(&letter));
    if (made == NULL) {
        return NULL;
    }
    unsigned char *into = (unsigned char *)PyBytes_AsString(made);
    memset(into, 0, bytes_of(&letter));
    memcpy(into, &letter, sizeof letter);
    into += sizeof letter;
    const unsigned char *coverage = (const unsigned char *)PyBytes_AsString(pixels);
    for (int64_t row = letter.height_px; row--;) {
        into++;
        for (int64_t at = 0; at < width; at++) {
            unsigned level = (coverage[row * stride + at] * 15u + 127u) / 255u;
            into[at / 2] |= (unsigned char)(at % 2 ? level : level << 4);
        }
        into += letter.width;
    }
    return made;
}

/* A glyph so many steps right of and above a pixel: kept, or drawn by a call. A new reference. */
static PyObject *
letter_of(const Ink *ink, int64_t glyph, int64_t right, int64_t up)
{
    PyObject *key = PyLong_FromLongLong((glyph << ink->letter_bits | right) << ink->letter_bits | up);
    if (key == NULL) {
        return NULL;
    }
    PyObject *letter = PyDict_GetItemWithError(ink->known, key);
    Py_XINCREF(letter);
    if (letter == NULL && !PyErr_Occurred()) {
        PyObject *mask = PyObject_CallFunction(ink->draw, "LLL", (long long)glyph,
                                               (long long)right, (long long)up);
        letter = mask == NULL ? NULL : packed(mask);
        Py_XDECREF(mask);
        if (letter != NULL && PyDict_SetItem(ink->known, key, letter) < 0) {
            Py_CLEAR(letter);
        }
    }
    Py_DECREF(key);
    return letter;
}

/* Takes the reference, and keeps it if there is any ink. */
static bool
add_letter(Line *line, PyObject *letter, int64_t left_px, int64_t top_px)
{
    Letter about;
    Py_ssize_t size = PyBytes_CheckExact(letter) ? PyBytes_Size(letter) : 0;
    bool is_right = size >= (Py_ssize_t)sizeof about;
    if (is_right) {
        memcpy(&about, PyBytes_AsString(letter), sizeof about);
        is_right = about.width >= 0 && about.height_px >= 0 && bytes_of(&about) == (size_t)size;
    }
    if (!is_right) {
        PyErr_SetString(PyExc_TypeError, "what is kept is not a letter");
    } else if (about.height_px) {
        if (line->count == line->room) {
            Py_ssize_t room = line->room * 2 + 256;
            void *more = PyMem_Realloc(line->letters, (size_t)room * sizeof(Placed));
            if (more == NULL) {
                PyErr_NoMemory();
                Py_DECREF(letter);
                return false;
            }
            line->letters = more;
            line->room = room;
        }
        line->letters[line->count++] =
            (Placed){letter, left_px + about.left_px, top_px + about.top_px};
        return true;
    }
    Py_DECREF(letter);
    return is_right;
}

/* The glyphs of a word; `origin` is how many steps it stands right of the pixel. */
static bool
add_glyphs(Line *line, const Ink *ink, PyObject *ids, PyObject *xs, PyObject *ys, int64_t origin,
           int64_t left_px, int64_t baseline)
{
    if (!PyTuple_Check(ids) || !is_tuple_of(xs, PyTuple_Size(ids)) ||
        !is_tuple_of(ys, PyTuple_Size(ids))) {
        PyErr_SetString(PyExc_TypeError, "glyphs and their places are tuples of one length");
        return false;
    }
    int64_t last = ((int64_t)1 << ink->letter_bits) - 1;
    int64_t far = FAR_BYTES << (ink->letter_bits + 1);
    /* The sum that Python adds, so that it is rounded alike. */
    double rounding = (double)(origin + far) + 0.5;
    Py_ssize_t count = PyTuple_Size(ids);
    for (Py_ssize_t at = 0; at < count; at++) {
        int64_t glyph, x_units, y_units;
        if (!read_whole(PyTuple_GetItem(ids, at), 0, UINT32_MAX, &glyph) ||
            !read_whole(PyTuple_GetItem(xs, at), -FURTHEST, FURTHEST, &x_units) ||
            !read_whole(PyTuple_GetItem(ys, at), -FURTHEST, FURTHEST, &y_units)) {
            return false;
        }
        double x_steps = (double)x_units * ink->scale + rounding;
        double y_steps = (double)y_units * ink->scale + 0.5;
        if (!is_near(x_steps) || !is_near(y_steps)) {
            return false;
        }
        int64_t x = floored(x_steps) - far, y = floored(y_steps);
        PyObject *letter = letter_of(ink, glyph, x & last, y & last);
        if (letter == NULL || !add_letter(line, letter, left_px + wholes(x, ink->letter_bits),
                                          baseline - wholes(y, ink->letter_bits))) {
            return false;
        }
    }
    return true;
}

static bool
add_words(Line *line, PyObject *words, int64_t baseline, PyObject *ink_of)
{
    PyObject *ids_name = PyUnicode_InternFromString("ids");
    PyObject *xs_name = PyUnicode_InternFromString("x_units");
    PyObject *ys_name = PyUnicode_InternFromString("y_units");
    PyObject *face = NULL, *size = NULL, *slanted = NULL, *told = NULL;
    Ink ink = {0};
    bool is_right = ids_name != NULL && xs_name != NULL && ys_name != NULL;
    Py_ssize_t count = PyTuple_Size(words);
    for (Py_ssize_t at = 0; is_right && at < count; at++) {
        PyObject *word = PyTuple_GetItem(words, at);
        int64_t rise_px;
        if (!is_tuple_of(word, 6) ||
            !read_whole(PyTuple_GetItem(word, 1), -FURTHEST, FURTHEST, &rise_px)) {
            is_right = false;
            break;
        }
        /* Words of one line mostly share the very objects; the words hold on to them. */
        if (told == NULL || PyTuple_GetItem(word, 3) != face ||
            PyTuple_GetItem(word, 2) != size || PyTuple_GetItem(word, 5) != slanted) {
            size = PyTuple_GetItem(word, 2);
            face = PyTuple_GetItem(word, 3);
            slanted = PyTuple_GetItem(word, 5);
            Py_XDECREF(told);
            told = PyObject_CallFunctionObjArgs(ink_of, face, size, slanted, NULL);
            if (told == NULL || !read_ink(told, &ink)) {
                is_right = false;
                break;
            }
        }
        double x_px;
        if (!read_float(PyTuple_GetItem(word, 0), &x_px)) {
            is_right = false;
            break;
        }
        double x_steps = x_px * (double)((int64_t)1 << ink.step_bits) + 0.5;
        if (!is_near(x_steps)) {
            is_right = false;
            break;
        }
        /* A word is placed by a byte. */
        int64_t steps = (int64_t)x_steps;
        int64_t byte = wholes(steps, ink.step_bits + 1);
        int64_t phase = steps & (((int64_t)1 << (ink.step_bits + 1)) - 1);
        PyObject *glyphs = PyTuple_GetItem(word, 4);
        PyObject *ids = PyObject_GetAttr(glyphs, ids_name);
        PyObject *xs = ids == NULL ? NULL : PyObject_GetAttr(glyphs, xs_name);
        PyObject *ys = xs == NULL ? NULL : PyObject_GetAttr(glyphs, ys_name);
        is_right = ys != NULL && add_glyphs(line, &ink, ids, xs, ys,
                                            phase << (ink.letter_bits - ink.step_bits),
                                            2 * byte, baseline - rise_px);
        Py_XDECREF(ids);
        Py_XDECREF(xs);
        Py_XDECREF(ys);
    }
    Py_XDECREF(ids_name);
    Py_XDECREF(xs_name);
    Py_XDECREF(ys_name);
    Py_XDECREF(told);
    return is_right;
}

#define LOW_HALVES UINT64_C(0x0F0F0F0F0F0F0F0F)

static uint64_t
eight(const unsigned char *from)
{
    uint64_t bytes;
    memcpy(&bytes, from, sizeof bytes);
    return bytes;
}

/* Lays a row of a letter over that of a page. Shifted, it begins half a byte further right, and one
   byte more is read. The last eight bytes may be laid on twice. */
static void
lay_row(unsigned char *into, const unsigned char *from, int64_t count, bool is_shifted)
{
    if (count < 8) {
        for (int64_t at = 0; at < count; at++) {
            into[at] |= is_shifted ? (unsigned char)(from[at] << 4 | from[at + 1] >> 4) : from[at];
        }
        return;
    }
    for (int64_t at = 0; at < count; at += 8) {
        if (at > count - 8) {
            at = count - 8;
        }
        uint64_t ink = eight(from + at);
        if (is_shifted) {
            ink = (ink & LOW_HALVES) << 4 | (eight(from + at + 1) >> 4 & LOW_HALVES);
        }
        ink |= eight(into + at);
        memcpy(into + at, &ink, sizeof ink);
    }
}

static void
lay_letter(const Placed *placed, unsigned char *page, int64_t rows, int64_t stride)
{
    Letter letter;
    const unsigned char *bytes = (const unsigned char *)PyBytes_AsString(placed->letter);
    memcpy(&letter, bytes, sizeof letter);
    bool is_shifted = placed->left_px & 1;
    /* Behind the byte that a row begins with. */
    int64_t begin = wholes(placed->left_px, 1) + 1;
    int64_t left = begin < 1 ? 1 : begin;
    int64_t right = begin + letter.width + is_shifted;
    right = right > stride ? stride : right;
    int64_t top = placed->top_px < 0 ? 0 : placed->top_px;
    int64_t bottom = placed->top_px + letter.height_px;
    bottom = bottom > rows ? rows : bottom;
    if (left >= right) {
        return;
    }
    bytes += sizeof letter + (left - begin) + !is_shifted;
    for (int64_t row = top; row < bottom; row++) {
        lay_row(page + row * stride + left, bytes + (row - placed->top_px) * (letter.width + 1),
                right - left, is_shifted);
    }
}

/* draw_words(page, stride, baseline, words, ink_of) */
PyObject *
draw_words(PyObject *Py_UNUSED(self), PyObject *const *args, Py_ssize_t given)
{
    int64_t stride, baseline;
    if (given != 5 || !PyByteArray_Check(args[0])) {
        PyErr_SetString(PyExc_TypeError, "draw_words takes the bytes of a page and four more");
        return NULL;
    }
    if (!read_whole(args[1], 1, INT32_MAX, &stride) ||
        !read_whole(args[2], -FURTHEST, FURTHEST, &baseline)) {
        return NULL;
    }
    PyObject *words = PySequence_Tuple(args[3]);
    if (words == NULL) {
        return NULL;
    }
    Line line = {NULL, 0, 0};
    bool is_right = add_words(&line, words, baseline, args[4]);
    /* From here on nothing is called that is written in Python: the page stays where it is. */
    unsigned char *page = (unsigned char *)PyByteArray_AsString(args[0]);
    int64_t rows = PyByteArray_Size(args[0]) / stride;
    for (Py_ssize_t at = 0; is_right && at < line.count; at++) {
        lay_letter(&line.letters[at], page, rows, stride);
    }
    while (line.count--) {
        Py_DECREF(line.letters[line.count].letter);
    }
    PyMem_Free(line.letters);
    Py_DECREF(words);
    if (!is_right) {
        return NULL;
    }
    Py_RETURN_NONE;
}
