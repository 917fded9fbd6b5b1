/* The lines of a paragraph, and those of a page: the twins of `LineSetter.slabs` and `columns_of` in
   readable/layout/lines.py and of `_put_on_page` in readable/paging.py.

   What is made leads back to nothing, so Python's collector need not visit it. */

#include "lines.h"

/* The fields of `Look`, */
enum { SIZE, LINE_HEIGHT, GAP, TAG, BOLD, KEEP_ALL, KEEP_NEXT, LANG, ALIGNMENT, LOOK_FIELDS };
/* of `Line`, */
enum {
    LEFT, TOP_OF_LINE, WIDTH_OF_LINE, HEIGHT_OF_LINE, BASELINE, WORDS, TEXT_OF_LINE, TAG_OF_LINE, BLOCK,
    ENDS_BLOCK, LANG_OF_LINE, MARKERS, PARTS, LABEL, LINE_FIELDS
};
/* and of `Slab`. */
enum { HEIGHT, GAP_ABOVE, KEEP, LINES, BOXES, PICTURES, BARS, HEAD, SLAB_FIELDS };

/* Where a line stands, how wide it is, and how much of it is above its baseline and below. */
typedef struct {
    int64_t left, above, below;
    double used_px;
} Extent;

/* Of most paragraphs all words are drawn in fewer ways. */
enum { MOST_WAYS = 8 };

/* What all lines of a paragraph have in common. */
typedef struct {
    PyObject *segments, *look, *block, *slab, *line, *words, *inked_of, *boxes_of;
    PyObject *names[3];
    PyObject *zero, *no_block, *unsaid, *none;
    double size;
    int64_t left, width, hang, above, below;
    /* How words of some inks are drawn, which the segments hold; the oldest is overwritten. */
    PyObject *of_ink[MOST_WAYS], *drawn[MOST_WAYS];
    size_t ways;
    /* And those of the line before. */
    PyObject *inks, *inked;
} Paragraph;

/* Whether a length is one that can be counted with; an error is set if it is none. */
static bool
is_near(double px)
{
    if (px > -(double)FURTHEST && px < (double)FURTHEST) {
        return true;
    }
    PyErr_SetString(PyExc_OverflowError, "a line is too long or too high");
    return false;
}

/* The smallest whole number that is not below. */
static int64_t
ceiled(double value)
{
    int64_t cut = (int64_t)value;
    return cut + ((double)cut < value);
}

static int64_t
larger(int64_t one, int64_t other)
{
    return one > other ? one : other;
}

/* How a word of an ink is drawn: a new reference. */
static PyObject *
drawn_with(Paragraph *all, PyObject *ink)
{
    for (size_t at = 0; at < MOST_WAYS && at < all->ways; at++) {
        if (all->of_ink[at] == ink) {
            return Py_NewRef(all->drawn[at]);
        }
    }
    PyObject *drawn = PyObject_CallFunctionObjArgs(all->inked_of, ink, NULL);
    if (drawn != NULL) {
        if (PyTuple_CheckExact(drawn) && PyObject_GC_IsTracked(drawn)) {
            PyObject_GC_UnTrack(drawn);
        }
        size_t at = all->ways++ % MOST_WAYS;
        Py_XDECREF(all->drawn[at]);
        all->of_ink[at] = ink;
        all->drawn[at] = Py_NewRef(drawn);
    }
    return drawn;
}

/* Finds how words are drawn if it is not as those before. */
static bool
take_inks(Paragraph *all, PyObject *inks)
{
    int is_same = all->inks == NULL ? 0 : PyObject_RichCompareBool(inks, all->inks, Py_EQ);
    if (is_same) {
        return is_same > 0;
    }
    PyObject *inked = PyTuple_New(count_of(inks));
    for (Py_ssize_t at = 0; inked != NULL && at < count_of(inks); at++) {
        PyObject *drawn = drawn_with(all, item_of(inks, at));
        if (drawn == NULL || PyTuple_SetItem(inked, at, drawn) < 0) {
            Py_CLEAR(inked);
        }
    }
    if (inked == NULL) {
        return false;
    }
    if (PyObject_GC_IsTracked(inked)) {
        PyObject_GC_UnTrack(inked);
    }
    Py_XDECREF(all->inks);
    Py_XDECREF(all->inked);
    all->inks = Py_NewRef(inks);
    all->inked = inked;
    return true;
}

static PyObject *
words_of(Paragraph *all, const Standing *standing)
{
    if (!take_inks(all, standing->inks)) {
        return NULL;
    }
    PyObject *words = PyType_GenericAlloc((PyTypeObject *)all->words, 0);
    if (words == NULL) {
        return NULL;
    }
    if (PyObject_GC_IsTracked(words)) {
        PyObject_GC_UnTrack(words);
    }
    if (PyObject_SetAttr(words, all->names[0], standing->xs) < 0 ||
        PyObject_SetAttr(words, all->names[1], standing->glyphs) < 0 ||
        PyObject_SetAttr(words, all->names[2], all->inked) < 0) {
        Py_CLEAR(words);
    }
    return words;
}

static bool
measure(Extent *extent, const Paragraph *all, const double *begins, Py_ssize_t start, Py_ssize_t end)
{
    double width;
    PyObject *last = item_of(all->segments, end - 1);
    if (!is_tuple_of(last, SEGMENT_FIELDS) || !read_float(item_of(last, WIDTH), &width)) {
        return false;
    }
    extent->used_px = (begins[end - 1] + width - begins[start]) * all->size;
    extent->left = all->left - (start ? 0 : all->hang);
    double room = (double)all->width - extent->used_px;
    if (!is_near(room)) {
        return false;
    }
    PyObject *alignment = item_of(all->look, ALIGNMENT);
    if (alignment == Py_None || room < 0.0) {
        return true;
    }
    if (!PyUnicode_Check(alignment)) {
        PyErr_SetString(PyExc_TypeError, "an alignment is a text or None");
        return false;
    }
    bool is_end = PyUnicode_CompareWithASCIIString(alignment, "end") == 0;
    extent->left += is_end ? (int64_t)room : (int64_t)room / 2;
    return true;
}

/* Ink that is higher or deeper than the line height leaves room for opens the line. */
static bool
open_for_ink(Extent *extent, const Paragraph *all, const Standing *standing)
{
    double top = standing->top * all->size, bottom = standing->bottom * all->size;
    if (!is_near(top) || !is_near(bottom)) {
        return false;
    }
    /* With a row of pixels between them: ink in two rows that follow each other touches. */
    extent->above = larger(all->above, ceiled(top) + 1);
    extent->below = larger(all->below, ceiled(bottom));
    return true;
}

/* A new tuple of a class; takes the references of those fields that are `own`, of which some are NULL
   after an error. */
static PyObject *
made_of(PyObject *class, PyObject *const *fields, Py_ssize_t count, PyObject *const *own,
        Py_ssize_t owned)
{
    bool is_right = true;
    for (Py_ssize_t at = 0; at < owned; at++) {
        is_right = is_right && own[at] != NULL;
    }
    PyObject *made = is_right ? named_tuple(class, fields, count) : NULL;
    for (Py_ssize_t at = 0; at < owned; at++) {
        Py_XDECREF(own[at]);
    }
    return made;
}

static PyObject *
line_of(Paragraph *all, const Standing *standing, const Extent *extent, bool is_last)
{
    bool is_said = all->block != Py_None;
    PyObject *own[] = {
        PyLong_FromLongLong(extent->left),
        PyFloat_FromDouble(extent->used_px),
        PyLong_FromLongLong(extent->above + extent->below),
        PyLong_FromLongLong(extent->above),
        words_of(all, standing),
    };
    PyObject *fields[LINE_FIELDS] = {
        [LEFT] = own[0],
        [TOP_OF_LINE] = all->zero,
        [WIDTH_OF_LINE] = own[1],
        [HEIGHT_OF_LINE] = own[2],
        [BASELINE] = own[3],
        [WORDS] = own[4],
        [TEXT_OF_LINE] = is_said ? standing->text : all->unsaid,
        [TAG_OF_LINE] = item_of(all->look, TAG),
        [BLOCK] = is_said ? all->block : all->no_block,
        [ENDS_BLOCK] = is_said && is_last ? Py_True : Py_False,
        [LANG_OF_LINE] = item_of(all->look, LANG),
        [MARKERS] = all->none,
        [PARTS] = all->none,
        [LABEL] = Py_None,
    };
    return made_of(all->line, fields, LINE_FIELDS, own, 5);
}

/* What is drawn under, through and behind the letters of a line. */
static PyObject *
boxes_of(const Paragraph *all, const Standing *standing, const Extent *extent, Py_ssize_t start,
         Py_ssize_t end)
{
    if (!standing->is_decorated) {
        return Py_NewRef(all->none);
    }
    return PyObject_CallFunction(all->boxes_of, "nnLLL", start, end, (long long)extent->left,
                                 (long long)extent->above, (long long)extent->below);
}

static PyObject *
lines_of(Paragraph *all, const Standing *standing, const Extent *extent, bool is_last)
{
    PyObject *line = line_of(all, standing, extent, is_last);
    PyObject *lines = line == NULL ? NULL : PyTuple_Pack(1, line);
    Py_XDECREF(line);
    if (lines != NULL) {
        PyObject_GC_UnTrack(lines);
    }
    return lines;
}

static PyObject *
slab_of(Paragraph *all, const double *begins, Py_ssize_t start, Py_ssize_t end, PyObject *keep)
{
    Extent extent;
    if (!measure(&extent, all, begins, start, end)) {
        return NULL;
    }
    Places places = {begins, begins[start], all->size, (double)extent.left, all->size};
    Standing standing;
    PyObject *made = NULL;
    if (put_on_line(&standing, all->segments, start, end, &places) &&
        open_for_ink(&extent, all, &standing)) {
        PyObject *own[] = {
            PyLong_FromLongLong(extent.above + extent.below),
            lines_of(all, &standing, &extent, end == count_of(all->segments)),
            NULL,
        };
        own[2] = own[1] == NULL ? NULL : boxes_of(all, &standing, &extent, start, end);
        PyObject *fields[SLAB_FIELDS] = {
            [HEIGHT] = own[0],
            [GAP_ABOVE] = start ? all->zero : item_of(all->look, GAP),
            [KEEP] = keep,
            [LINES] = own[1],
            [BOXES] = own[2],
            [PICTURES] = all->none,
            [BARS] = all->none,
            [HEAD] = Py_None,
        };
        made = made_of(all->slab, fields, SLAB_FIELDS, own, 3);
    }
    drop_line(&standing);
    return made;
}

/* The slabs of lines that end before these segments. */
static PyObject *
slabs_of(Paragraph *all, const double *begins, PyObject *ends)
{
    Py_ssize_t count = count_of(ends);
    int keeps_all = PyObject_IsTrue(item_of(all->look, KEEP_ALL));
    PyObject *made = keeps_all < 0 ? NULL : PyList_New(count);
    int64_t start = 0, end;
    for (Py_ssize_t at = 0; made != NULL && at < count; at++, start = end) {
        if (!read_whole(item_of(ends, at), start + 1, count_of(all->segments), &end)) {
            Py_CLEAR(made);
            break;
        }
        /* A first or last line never stands alone on a page. */
        PyObject *keep = keeps_all || at == 0 || at == count - 2 ? Py_True : Py_False;
        if (at == count - 1) {
            keep = item_of(all->look, KEEP_NEXT);
        }
        PyObject *slab = slab_of(all, begins, (Py_ssize_t)start, (Py_ssize_t)end, keep);
        if (slab == NULL || PyList_SetItem(made, at, slab) < 0) {
            Py_CLEAR(made);
        }
    }
    return made;
}

/* With the place of each segment read, and what all lines share made. */
static PyObject *
set_with(Paragraph *all, PyObject *begins, PyObject *ends)
{
    /* And where the last ends. */
    Py_ssize_t count = count_of(all->segments) + 1;
    double *places = PyMem_Calloc((size_t)count, sizeof *places);
    if (places == NULL) {
        return PyErr_NoMemory();
    }
    all->zero = PyLong_FromLong(0);
    all->no_block = PyLong_FromLong(-1);
    all->unsaid = PyUnicode_FromString("");
    all->none = PyTuple_New(0);
    all->names[0] = PyUnicode_InternFromString("_xs");
    all->names[1] = PyUnicode_InternFromString("_glyphs");
    all->names[2] = PyUnicode_InternFromString("_inked");
    PyObject *made = NULL;
    if (all->zero && all->no_block && all->unsaid && all->none && all->names[0] && all->names[1] &&
        all->names[2] && read_floats(begins, count, places)) {
        made = slabs_of(all, places, ends);
    }
    PyMem_Free(places);
    Py_XDECREF(all->zero);
    Py_XDECREF(all->no_block);
    Py_XDECREF(all->unsaid);
    Py_XDECREF(all->none);
    for (int at = 0; at < 3; at++) {
        Py_XDECREF(all->names[at]);
    }
    for (int at = 0; at < MOST_WAYS; at++) {
        Py_XDECREF(all->drawn[at]);
    }
    Py_XDECREF(all->inks);
    Py_XDECREF(all->inked);
    return made;
}

static bool
read_column(Paragraph *all, PyObject *column)
{
    return is_tuple_of(column, 5) &&
           read_whole(item_of(column, 0), -FURTHEST, FURTHEST, &all->left) &&
           read_whole(item_of(column, 1), -FURTHEST, FURTHEST, &all->width) &&
           read_whole(item_of(column, 2), -FURTHEST, FURTHEST, &all->hang) &&
           read_whole(item_of(column, 3), -FURTHEST, FURTHEST, &all->above) &&
           read_whole(item_of(column, 4), -FURTHEST, FURTHEST, &all->below);
}

/* set_lines(segments, where each begins, ends of lines, look, (left, width, hang, above, below), block,
   (Slab, Line, Words), what tells of an ink how words are drawn, and of a line its boxes) */
PyObject *
set_lines(PyObject *Py_UNUSED(self), PyObject *const *args, Py_ssize_t given)
{
    Paragraph all = {0};
    if (given != 9) {
        PyErr_SetString(PyExc_TypeError, "set_lines takes segments, their places and seven more");
        return NULL;
    }
    if (!is_tuple_of(args[3], LOOK_FIELDS) || !is_tuple_of(args[6], 3) ||
        !read_float(item_of(args[3], SIZE), &all.size) || !read_column(&all, args[4])) {
        return NULL;
    }
    all.look = args[3];
    all.block = args[5];
    all.slab = item_of(args[6], 0);
    all.line = item_of(args[6], 1);
    all.words = item_of(args[6], 2);
    all.inked_of = args[7];
    all.boxes_of = args[8];
    if (!is_tuple_class(all.slab) || !is_tuple_class(all.line) || !PyType_Check(all.words)) {
        PyErr_SetString(PyExc_TypeError, "set_lines makes slabs and lines that are tuples, and words");
        return NULL;
    }
    all.segments = PySequence_Tuple(args[0]);
    PyObject *ends = all.segments == NULL ? NULL : PySequence_Tuple(args[2]);
    PyObject *made = ends == NULL ? NULL : set_with(&all, args[1], ends);
    Py_XDECREF(all.segments);
    Py_XDECREF(ends);
    return made;
}

/* columns_of(segments) */
PyObject *
columns_of(PyObject *Py_UNUSED(self), PyObject *const *args, Py_ssize_t given)
{
    if (given != 1) {
        PyErr_SetString(PyExc_TypeError, "columns_of takes segments");
        return NULL;
    }
    PyObject *segments = PySequence_Tuple(args[0]);
    if (segments == NULL) {
        return NULL;
    }
    Py_ssize_t count = count_of(segments);
    PyObject *begins = PyList_New(count + 1), *widths = PyList_New(count), *spaces = PyList_New(count);
    double begin = 0.0, width, space;
    bool is_right = begins && widths && spaces;
    for (Py_ssize_t at = 0; is_right && at <= count; at++) {
        PyObject *number = PyFloat_FromDouble(begin);
        if (number == NULL) {
            is_right = false;
            break;
        }
        PyList_SET_ITEM(begins, at, number);
        if (at == count) {
            break;
        }
        PyObject *segment = item_of(segments, at);
        is_right = is_tuple_of(segment, SEGMENT_FIELDS) &&
                   read_float(item_of(segment, WIDTH), &width) &&
                   read_float(item_of(segment, SPACE), &space);
        if (is_right) {
            PyList_SET_ITEM(widths, at, Py_NewRef(item_of(segment, WIDTH)));
            PyList_SET_ITEM(spaces, at, Py_NewRef(item_of(segment, SPACE)));
            begin += width + space;
        }
    }
    PyObject *made = is_right ? PyTuple_Pack(3, begins, widths, spaces) : NULL;
    Py_DECREF(segments);
    Py_XDECREF(begins);
    Py_XDECREF(widths);
    Py_XDECREF(spaces);
    return made;
}

/* A line so much further down. */
static PyObject *
moved(PyObject *class, PyObject *line, int64_t by_px)
{
    int64_t top, baseline;
    if (!is_tuple_of(line, LINE_FIELDS) ||
        !read_whole(item_of(line, TOP_OF_LINE), -FURTHEST, FURTHEST, &top) ||
        !read_whole(item_of(line, BASELINE), -FURTHEST, FURTHEST, &baseline)) {
        return NULL;
    }
    PyObject *own[] = {PyLong_FromLongLong(top + by_px), PyLong_FromLongLong(baseline + by_px)};
    PyObject *fields[LINE_FIELDS];
    for (int at = 0; at < LINE_FIELDS; at++) {
        fields[at] = item_of(line, at);
    }
    fields[TOP_OF_LINE] = own[0];
    fields[BASELINE] = own[1];
    return made_of(class, fields, LINE_FIELDS, own, 2);
}

/* Adds a slab's lines, moved, and its top. */
static bool
add_slab(PyObject *lines, PyObject *tops, PyObject *class, PyObject *slab, int64_t top_px)
{
    PyObject *own = item_of(slab, LINES), *top = PyLong_FromLongLong(top_px);
    if (top == NULL || PyList_Append(tops, top) < 0) {
        Py_XDECREF(top);
        return false;
    }
    Py_DECREF(top);
    if (!PyTuple_Check(own)) {
        PyErr_SetString(PyExc_TypeError, "the lines of a slab are a tuple");
        return false;
    }
    for (Py_ssize_t at = 0; at < count_of(own); at++) {
        PyObject *line = moved(class, item_of(own, at), top_px);
        if (line == NULL || PyList_Append(lines, line) < 0) {
            Py_XDECREF(line);
            return false;
        }
        Py_DECREF(line);
    }
    return true;
}

static bool
add_slabs(PyObject *lines, PyObject *tops, PyObject *class, PyObject *slabs, int64_t top_px)
{
    for (Py_ssize_t at = 0; at < count_of(slabs); at++) {
        PyObject *slab = item_of(slabs, at);
        int64_t height, gap;
        if (!is_tuple_of(slab, SLAB_FIELDS) ||
            !read_whole(item_of(slab, HEIGHT), -FURTHEST, FURTHEST, &height) ||
            !read_whole(item_of(slab, GAP_ABOVE), -FURTHEST, FURTHEST, &gap)) {
            return false;
        }
        top_px += at ? gap : 0;
        if (top_px < -FURTHEST || top_px > FURTHEST) {
            PyErr_SetString(PyExc_OverflowError, "a page is too high");
            return false;
        }
        if (!add_slab(lines, tops, class, slab, top_px)) {
            return false;
        }
        top_px += height;
    }
    return true;
}

/* put_on_page(slabs, where the first begins, Line) */
PyObject *
put_on_page(PyObject *Py_UNUSED(self), PyObject *const *args, Py_ssize_t given)
{
    int64_t top_px;
    if (given != 3 || !is_tuple_class(args[2])) {
        PyErr_SetString(PyExc_TypeError, "put_on_page takes slabs, their top and a class of lines");
        return NULL;
    }
    if (!read_whole(args[1], -FURTHEST, FURTHEST, &top_px)) {
        return NULL;
    }
    PyObject *slabs = PySequence_Tuple(args[0]);
    if (slabs == NULL) {
        return NULL;
    }
    PyObject *lines = PyList_New(0), *tops = PyList_New(0), *made = NULL;
    if (lines && tops && add_slabs(lines, tops, args[2], slabs, top_px)) {
        made = PyTuple_Pack(2, lines, tops);
    }
    Py_DECREF(slabs);
    Py_XDECREF(lines);
    Py_XDECREF(tops);
    return made;
}
