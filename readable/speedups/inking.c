/* The words of lines onto a page: the twin of what Canvas.draw_lines asks of itself and of
   readable/masks.py, which says where each letter stands.

   No word is kept here, only letters: to lay one on a page takes less time than to look a word up.
   Ink is laid over ink by "or", so it does not matter in what order, or what overlaps. */

#include "glyphs.h"
#include "letters.h"

#include <string.h>

/* As readable.masks._FAR. */
#define FAR_BYTES ((int64_t)1 << 20)

/* The fields of `Line` and of `Word`. */
enum { BASELINE = 4, WORDS };
enum { X_OF_WORD, RISE, SIZE, FACE, GLYPHS, SLANTED, WORD_FIELDS };
/* And of what `Words` has for all its words, or for each. */
enum { INKED_FIELDS = 4 };

/* The rows of a page, of which the first is not always its uppermost. */
typedef struct {
    unsigned char *bytes;
    int64_t stride, rows, top_px;
} Sheet;

/* What words of a face and size are drawn with, as it was told; what is not owned is borrowed from
   what told it. */
typedef struct {
    PyObject *told, *face, *slanted;
    double size;
    int64_t step_bits, letter_bits;
    double scale;
    Letters *letters;
    PyObject *draw;
} Tool;

/* The last ones are at hand; the oldest is laid aside for another. */
enum { MOST_TOOLS = 8 };

/* A letter that is found and not laid yet, so that it is fetched from memory meanwhile. */
typedef struct {
    const Letter *letter;
    int64_t left_px, top_px;
} Found;

enum { MOST_FOUND = 32 };

typedef struct {
    const Sheet *sheet;
    PyObject *ink_of, *zero;
    Tool tools[MOST_TOOLS];
    size_t taken;
    const Tool *tool;
    Found found[MOST_FOUND];
    size_t count;
} Pen;

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

#ifdef __GNUC__
#define FETCH(address) __builtin_prefetch(address)
#else
#define FETCH(address)
#endif

#define LOW_HALVES UINT64_C(0x0F0F0F0F0F0F0F0F)

static uint64_t
eight(const unsigned char *from)
{
    uint64_t bytes;
    memcpy(&bytes, from, sizeof bytes);
    return bytes;
}

/* Eight bytes of a letter. Shifted, they begin half a byte further right, and one more is read. */
static inline uint64_t
ink_of_eight(const unsigned char *from, bool is_shifted)
{
    uint64_t ink = eight(from);
    return is_shifted ? (ink & LOW_HALVES) << 4 | (eight(from + 1) >> 4 & LOW_HALVES) : ink;
}

/* A part of a letter, and where it goes. */
typedef struct {
    unsigned char *into;
    const unsigned char *from;
    int64_t rows, width, stride, letter_stride;
} Patch;

/* Rows of less than eight bytes: the others of eight are read, and written as they were. */
static inline void
lay_narrow(Patch patch, bool is_shifted)
{
    unsigned char own[AT_A_TIME] = {0};
    memset(own, 0xFF, (size_t)patch.width);
    uint64_t kept = eight(own);
    for (; patch.rows--; patch.into += patch.stride, patch.from += patch.letter_stride) {
        uint64_t ink = eight(patch.into) | (ink_of_eight(patch.from, is_shifted) & kept);
        memcpy(patch.into, &ink, sizeof ink);
    }
}

/* Rows of eight bytes or more. The last eight of a row are read before any is written: to read what was
   just written in other pieces takes as long as all the rest. */
static inline void
lay_wide(Patch patch, bool is_shifted)
{
    for (; patch.rows--; patch.into += patch.stride, patch.from += patch.letter_stride) {
        int64_t last = patch.width - AT_A_TIME;
        uint64_t behind = eight(patch.into + last) | ink_of_eight(patch.from + last, is_shifted);
        for (int64_t at = 0; at < last; at += AT_A_TIME) {
            uint64_t ink = eight(patch.into + at) | ink_of_eight(patch.from + at, is_shifted);
            memcpy(patch.into + at, &ink, sizeof ink);
        }
        memcpy(patch.into + last, &behind, sizeof behind);
    }
}

/* The same byte by byte, where eight would go beyond the page. */
static void
lay_last(Patch patch, bool is_shifted)
{
    for (; patch.rows--; patch.into += patch.stride, patch.from += patch.letter_stride) {
        for (int64_t at = 0; at < patch.width; at++) {
            const unsigned char *from = patch.from + at;
            patch.into[at] |= is_shifted ? (unsigned char)(from[0] << 4 | from[1] >> 4) : from[0];
        }
    }
}

static void
lay_letter(const Sheet *sheet, const Letter *letter, int64_t left_px, int64_t top_px)
{
    left_px += letter->left_px;
    top_px += letter->top_px;
    bool is_shifted = left_px & 1;
    /* Behind the byte that a row begins with. */
    int64_t begin = wholes(left_px, 1) + 1;
    int64_t left = begin < 1 ? 1 : begin;
    int64_t right = begin + letter->width + is_shifted;
    right = right > sheet->stride ? sheet->stride : right;
    int64_t top = top_px < 0 ? 0 : top_px;
    int64_t bottom = top_px + letter->height_px;
    bottom = bottom > sheet->rows ? sheet->rows : bottom;
    if (left >= right || top >= bottom) {
        return;
    }
    Patch patch = {.rows = bottom - top, .width = right - left, .stride = sheet->stride,
                   .letter_stride = letter->width + 1};
    patch.into = sheet->bytes + top * sheet->stride + left;
    patch.from = letter->rows + (top - top_px) * patch.letter_stride + (left - begin) + !is_shifted;
    if (patch.width >= AT_A_TIME) {
        is_shifted ? lay_wide(patch, true) : lay_wide(patch, false);
    } else if ((sheet->rows - bottom + 1) * sheet->stride >= left + AT_A_TIME) {
        is_shifted ? lay_narrow(patch, true) : lay_narrow(patch, false);
    } else {
        lay_last(patch, is_shifted);
    }
}

/* Lays what was found: before Python is asked for anything, or a tool is laid aside, for then letters may be
   forgotten. */
static void
lay_found(Pen *pen)
{
    for (size_t at = 0; at < pen->count; at++) {
        const Found *one = pen->found + at;
        lay_letter(pen->sheet, one->letter, one->left_px, one->top_px);
    }
    pen->count = 0;
}

/* A glyph so many steps right of and above a pixel: kept, or drawn by a call. */
static const Letter *
letter_of(Pen *pen, int64_t glyph, int64_t right, int64_t up)
{
    const Tool *tool = pen->tool;
    int64_t bits = tool->letter_bits;
    const Letter *letter = find_letter(tool->letters, letter_number(glyph, right, up, bits));
    if (letter != NULL) {
        return letter;
    }
    lay_found(pen);
    PyObject *mask = PyObject_CallFunction(tool->draw, "LL", (long long)glyph, (long long)up);
    /* Meanwhile another thread may have drawn it. */
    letter = mask == NULL ? NULL : keep_letters(tool->letters, glyph, right, up, bits, mask);
    Py_XDECREF(mask);
    return letter;
}

static inline void
add_found(Pen *pen, const Letter *letter, int64_t left_px, int64_t top_px)
{
    if (pen->count == MOST_FOUND) {
        lay_found(pen);
    }
    pen->found[pen->count++] = (Found){letter, left_px, top_px};
    FETCH((const char *)letter);
    FETCH((const char *)letter + 64);
    FETCH((const char *)letter + 128);
}

/* The glyphs of a word; `origin` is how many steps it stands right of the pixel. */
static bool
draw_glyphs(Pen *pen, PyObject *ids, PyObject *xs, PyObject *ys, int64_t origin, int64_t left_px,
            int64_t baseline)
{
    if (!PyTuple_Check(ids) || !is_tuple_of(xs, count_of(ids)) ||
        !is_tuple_of(ys, count_of(ids))) {
        PyErr_SetString(PyExc_TypeError, "glyphs and their places are tuples of one length");
        return false;
    }
    const Tool *tool = pen->tool;
    int64_t last = ((int64_t)1 << tool->letter_bits) - 1;
    int64_t far = FAR_BYTES << (tool->letter_bits + 1);
    /* The sum that Python adds, so that it is rounded alike. */
    double rounding = (double)(origin + far) + 0.5;
    Py_ssize_t count = count_of(ids);
    for (Py_ssize_t at = 0; at < count; at++) {
        int64_t glyph, x_units, y_units = 0;
        PyObject *up = item_of(ys, at);
        if (!read_whole(item_of(ids, at), 0, UINT32_MAX, &glyph) ||
            !read_whole(item_of(xs, at), -FURTHEST, FURTHEST, &x_units) ||
            (up != pen->zero && !read_whole(up, -FURTHEST, FURTHEST, &y_units))) {
            return false;
        }
        double x_steps = (double)x_units * tool->scale + rounding;
        double y_steps = (double)y_units * tool->scale + 0.5;
        if (!is_near(x_steps) || !is_near(y_steps)) {
            return false;
        }
        int64_t x = floored(x_steps) - far, y = floored(y_steps);
        const Letter *letter = letter_of(pen, glyph, x & last, y & last);
        if (letter == NULL) {
            return false;
        }
        add_found(pen, letter, left_px + wholes(x, tool->letter_bits),
                  baseline - wholes(y, tool->letter_bits));
    }
    return true;
}

static bool
draw_word(Pen *pen, PyObject *glyphs, double x_px, int64_t baseline)
{
    const Tool *tool = pen->tool;
    double x_steps = x_px * (double)((int64_t)1 << tool->step_bits) + 0.5;
    if (!is_near(x_steps)) {
        return false;
    }
    /* A word is placed by a byte. */
    int64_t steps = floored(x_steps);
    int64_t byte = wholes(steps, tool->step_bits + 1);
    int64_t phase = steps & (((int64_t)1 << (tool->step_bits + 1)) - 1);
    return is_tuple_of(glyphs, OF_GLYPHS) &&
           draw_glyphs(pen, item_of(glyphs, GLYPHS_IDS),
                       item_of(glyphs, GLYPHS_XS), item_of(glyphs, GLYPHS_YS),
                       phase << (tool->letter_bits - tool->step_bits), 2 * byte, baseline);
}

static bool
read_ink(Tool *tool)
{
    PyObject *told = tool->told;
    if (!is_tuple_of(told, 5) ||
        !read_whole(item_of(told, 1), 0, MOST_STEP_BITS, &tool->letter_bits) ||
        !read_whole(item_of(told, 0), 0, tool->letter_bits, &tool->step_bits) ||
        !read_float(item_of(told, 2), &tool->scale)) {
        return false;
    }
    tool->letters = letters_in(item_of(told, 3));
    tool->draw = item_of(told, 4);
    return tool->letters != NULL;
}

static void
lay_aside(Tool *tool)
{
    Py_CLEAR(tool->told);
    Py_CLEAR(tool->face);
    Py_CLEAR(tool->slanted);
}

static bool
is_for(const Tool *tool, PyObject *face, double size, PyObject *slanted)
{
    return tool->told != NULL && face == tool->face && slanted == tool->slanted && size == tool->size;
}

/* Asks how words of a face and size are drawn, if that is not at hand. */
static bool
take_up(Pen *pen, PyObject *face, PyObject *size, PyObject *slanted)
{
    double size_px;
    if (!read_float(size, &size_px)) {
        return false;
    }
    if (pen->tool != NULL && is_for(pen->tool, face, size_px, slanted)) {
        return true;
    }
    for (size_t at = 0; at < MOST_TOOLS; at++) {
        if (is_for(&pen->tools[at], face, size_px, slanted)) {
            pen->tool = &pen->tools[at];
            return true;
        }
    }
    Tool *tool = &pen->tools[pen->taken++ % MOST_TOOLS];
    lay_found(pen);
    lay_aside(tool);
    tool->told = PyObject_CallFunctionObjArgs(pen->ink_of, face, size, slanted, NULL);
    if (tool->told == NULL || !read_ink(tool)) {
        return false;
    }
    tool->face = Py_NewRef(face);
    tool->slanted = Py_NewRef(slanted);
    tool->size = size_px;
    pen->tool = tool;
    return true;
}

/* Any words, one after the other. */
static bool
draw_rows(Pen *pen, PyObject *rows, int64_t baseline)
{
    PyObject *words = PySequence_Tuple(rows);
    bool is_right = words != NULL;
    for (Py_ssize_t at = 0; is_right && at < count_of(words); at++) {
        PyObject *word = item_of(words, at);
        int64_t rise_px;
        double x_px;
        is_right = is_tuple_of(word, WORD_FIELDS) &&
                   read_whole(item_of(word, RISE), -FURTHEST, FURTHEST, &rise_px) &&
                   take_up(pen, item_of(word, FACE), item_of(word, SIZE),
                           item_of(word, SLANTED)) &&
                   read_float(item_of(word, X_OF_WORD), &x_px) &&
                   draw_word(pen, item_of(word, GLYPHS), x_px, baseline - rise_px);
    }
    lay_found(pen);
    Py_XDECREF(words);
    return is_right;
}

/* Words that differ in little but their glyphs and places: each is drawn as its own of `inked` says,
   or all as the only one. */
static bool
draw_alike(Pen *pen, PyObject *xs, PyObject *glyphs, PyObject *inked, int64_t baseline)
{
    Py_ssize_t count = PyTuple_Check(glyphs) ? count_of(glyphs) : -1;
    Py_ssize_t told = PyTuple_Check(inked) ? count_of(inked) : -1;
    if (count < 0 || (told != 1 && told != count) || !PyBytes_Check(xs) ||
        PyBytes_Size(xs) != count * (Py_ssize_t)sizeof(double)) {
        PyErr_SetString(PyExc_TypeError, "words have as many places as glyphs");
        return false;
    }
    const char *places = PyBytes_AsString(xs);
    int64_t rise_px = 0;
    for (Py_ssize_t at = 0; at < count; at++) {
        if (at < told) {
            PyObject *one = item_of(inked, at);
            if (!is_tuple_of(one, INKED_FIELDS) ||
                !read_whole(item_of(one, 0), -FURTHEST, FURTHEST, &rise_px) ||
                !take_up(pen, item_of(one, 2), item_of(one, 1),
                         item_of(one, 3))) {
                return false;
            }
        }
        double x_px;
        memcpy(&x_px, places + at * (Py_ssize_t)sizeof x_px, sizeof x_px);
        if (!draw_word(pen, item_of(glyphs, at), x_px, baseline - rise_px)) {
            return false;
        }
    }
    lay_found(pen);
    return true;
}

static bool
draw_line(Pen *pen, PyObject *line, PyObject *class, PyObject *const names[3])
{
    int64_t baseline;
    if (!PyTuple_Check(line) || count_of(line) <= WORDS) {
        PyErr_SetString(PyExc_TypeError, "a line is a tuple with a baseline and words");
        return false;
    }
    if (!read_whole(item_of(line, BASELINE), -FURTHEST, FURTHEST, &baseline)) {
        return false;
    }
    baseline -= pen->sheet->top_px;
    PyObject *words = item_of(line, WORDS);
    if ((PyObject *)Py_TYPE(words) != class) {
        return draw_rows(pen, words, baseline);
    }
    PyObject *xs = PyObject_GetAttr(words, names[0]);
    PyObject *glyphs = xs == NULL ? NULL : PyObject_GetAttr(words, names[1]);
    PyObject *inked = glyphs == NULL ? NULL : PyObject_GetAttr(words, names[2]);
    bool is_right = inked != NULL && draw_alike(pen, xs, glyphs, inked, baseline);
    Py_XDECREF(xs);
    Py_XDECREF(glyphs);
    Py_XDECREF(inked);
    return is_right;
}

static bool
draw_all(const Sheet *sheet, PyObject *lines, PyObject *class, PyObject *ink_of)
{
    Pen pen = {.sheet = sheet, .ink_of = ink_of, .zero = PyLong_FromLong(0)};
    PyObject *names[] = {
        PyUnicode_InternFromString("_xs"),
        PyUnicode_InternFromString("_glyphs"),
        PyUnicode_InternFromString("_inked"),
    };
    bool is_right = pen.zero && names[0] && names[1] && names[2];
    for (Py_ssize_t at = 0; is_right && at < count_of(lines); at++) {
        is_right = draw_line(&pen, item_of(lines, at), class, names);
    }
    for (int at = 0; at < MOST_TOOLS; at++) {
        lay_aside(&pen.tools[at]);
    }
    Py_XDECREF(pen.zero);
    for (int at = 0; at < 3; at++) {
        Py_XDECREF(names[at]);
    }
    return is_right;
}

/* draw_lines(page, stride, the row that it begins with, lines, Words, ink_of) */
PyObject *
draw_lines(PyObject *Py_UNUSED(self), PyObject *const *args, Py_ssize_t given)
{
    Sheet sheet;
    if (given != 6 || !PyByteArray_Check(args[0])) {
        PyErr_SetString(PyExc_TypeError, "draw_lines takes the bytes of a page and five more");
        return NULL;
    }
    if (!read_whole(args[1], 1, INT32_MAX, &sheet.stride) ||
        !read_whole(args[2], -FURTHEST, FURTHEST, &sheet.top_px)) {
        return NULL;
    }
    PyObject *lines = PySequence_Tuple(args[3]);
    /* As long as they are asked for, nobody moves them. */
    Py_buffer page;
    if (lines == NULL || PyObject_GetBuffer(args[0], &page, PyBUF_WRITABLE) < 0) {
        Py_XDECREF(lines);
        return NULL;
    }
    sheet.bytes = page.buf;
    sheet.rows = page.len / sheet.stride;
    bool is_right = draw_all(&sheet, lines, args[4], args[5]);
    PyBuffer_Release(&page);
    Py_DECREF(lines);
    if (!is_right) {
        return NULL;
    }
    Py_RETURN_NONE;
}
