/* The words of a row that was shaped in one go, the twin of `Face.shape_together` in readable/face.py;
   and words put together of single characters, to what HarfBuzz would answer. */

#include "glyphs.h"
#include "singles.h"

#include <stdint.h>

enum { ID, CLUSTER, X, Y, X_ADVANCE, Y_ADVANCE, TOP, BOTTOM, FIELDS };

typedef struct {
    Py_ssize_t count;
    int64_t *field[FIELDS];
} Row;

/* The names of what HarfBuzz tells of a glyph. */
typedef struct {
    PyObject *codepoint, *cluster, *position;
} Names;

/* Of how many glyphs the words are for which it is kept what they share. */
#define SHARED 32

/* How many depths are at hand that words share, each in the place of its lowest bits. */
#define DEPTHS 64

/* What words are made by: the class `Glyphs`, what gives each its number, what answers the heights and
   clusters that most words of so many glyphs have, its answers so far, and the numbers from 0 on that
   all of them share, and the depths that the last ones had. */
typedef struct {
    PyObject *class, *next_number, *share, *shared[SHARED], *numbers, *depths[DEPTHS];
    int64_t units[DEPTHS];
} Maker;

/* The ink of glyphs that were met in this row, each in the place of its lowest bits. */
#define MET 256
typedef struct {
    int64_t glyph, top, bottom;
} Ink;

/* A number of a font or a place: of so large ones a row's sum is no overflow. */
static bool
read_number(PyObject *value, int64_t *into)
{
    return read_whole(value, -(int64_t)UINT32_MAX, UINT32_MAX, into);
}

static bool
read_field(PyObject *from, PyObject *name, int64_t *into)
{
    PyObject *value = PyObject_GetAttr(from, name);
    bool is_right = read_number(value, into);
    Py_XDECREF(value);
    return is_right;
}

/* A tuple of so many numbers. */
static bool
read_numbers(PyObject *tuple, int count, int64_t **into)
{
    if (!is_tuple_of(tuple, count)) {
        return false;
    }
    for (int at = 0; at < count; at++) {
        if (!read_number(item_of(tuple, at), into[at])) {
            return false;
        }
    }
    return true;
}

/* The ink of a glyph above and below the baseline, as it is known or asked for now. */
static bool
read_ink(PyObject *known, PyObject *ask, int64_t glyph, Ink *into)
{
    PyObject *number = PyLong_FromLongLong(glyph);
    if (number == NULL) {
        return false;
    }
    PyObject *ink = PyDict_GetItemWithError(known, number);
    Py_XINCREF(ink);
    if (ink == NULL && !PyErr_Occurred()) {
        ink = PyObject_CallFunctionObjArgs(ask, number, NULL);
    }
    Py_DECREF(number);
    if (ink == NULL) {
        return false;
    }
    bool is_right = read_numbers(ink, 2, (int64_t *[]){&into->top, &into->bottom});
    into->glyph = glyph;
    Py_DECREF(ink);
    return is_right;
}

static bool
read_row(Row *row, const Names *names, PyObject *infos, PyObject *positions, int64_t between,
         PyObject *known, PyObject *ask)
{
    int64_t x_pen = 0, y_pen = 0;
    Ink met[MET];
    for (int at = 0; at < MET; at++) {
        met[at] = (Ink){.glyph = between};
    }
    for (Py_ssize_t at = 0; at < row->count; at++) {
        int64_t x_offset, y_offset;
        PyObject *info = item_of(infos, at), *position = item_of(positions, at);
        PyObject *places = PyObject_GetAttr(position, names->position);
        int64_t *of_place[] = {&x_offset, &y_offset, row->field[X_ADVANCE] + at,
                            row->field[Y_ADVANCE] + at};
        bool is_right = places != NULL && read_numbers(places, 4, of_place);
        Py_XDECREF(places);
        if (!is_right || !read_field(info, names->codepoint, row->field[ID] + at) ||
            !read_field(info, names->cluster, row->field[CLUSTER] + at)) {
            return false;
        }
        row->field[X][at] = x_pen + x_offset;
        row->field[Y][at] = y_pen + y_offset;
        x_pen += row->field[X_ADVANCE][at];
        y_pen += row->field[Y_ADVANCE][at];
        int64_t glyph = row->field[ID][at];
        Ink *ink = glyph == between ? &(Ink){0} : met + (glyph & (MET - 1));
        if (glyph != between && ink->glyph != glyph && !read_ink(known, ask, glyph, ink)) {
            return false;
        }
        row->field[TOP][at] = ink->top;
        row->field[BOTTOM][at] = ink->bottom;
    }
    return true;
}

/* A number, which words share if it is small. */
static PyObject *
number(const Maker *maker, int64_t value)
{
    bool is_shared = value >= 0 && value < count_of(maker->numbers);
    return is_shared ? Py_NewRef(item_of(maker->numbers, value)) : PyLong_FromLongLong(value);
}

/* The numbers from `start` to before `end`, less `origin`. */
static PyObject *
numbers(const Maker *maker, const int64_t *values, Py_ssize_t start, Py_ssize_t end, int64_t origin)
{
    PyObject *made = PyTuple_New(end - start);
    for (Py_ssize_t at = start; made != NULL && at < end; at++) {
        PyObject *value = number(maker, values[at] - origin);
        if (value == NULL) {
            Py_CLEAR(made);
            break;
        }
        PyTuple_SET_ITEM(made, at - start, value);
    }
    if (made != NULL) {
        PyObject_GC_UnTrack(made); /* as the collector itself would, at its first visit */
    }
    return made;
}

/* The heights and the clusters that most words of so many glyphs have. */
static PyObject *
shared_by(Maker *maker, Py_ssize_t glyphs)
{
    if (glyphs < SHARED && maker->shared[glyphs] != NULL) {
        return Py_NewRef(maker->shared[glyphs]);
    }
    PyObject *shared = PyObject_CallFunction(maker->share, "n", glyphs);
    if (glyphs < SHARED) {
        maker->shared[glyphs] = Py_XNewRef(shared);
    }
    return shared;
}

/* The heights and the clusters of a word: those that most have, which all of them share, or its own. */
static bool
read_shared(const Row *row, Py_ssize_t start, Py_ssize_t end, int64_t offset, Maker *maker,
            PyObject **heights, PyObject **clusters)
{
    PyObject *shared = shared_by(maker, end - start);
    if (shared == NULL) {
        return false;
    }
    bool is_right = PyArg_ParseTuple(shared, "OO", heights, clusters);
    bool is_flat = true, is_one_by_one = true;
    for (Py_ssize_t at = start; at < end; at++) {
        is_flat = is_flat && row->field[Y][at] == 0;
        is_one_by_one = is_one_by_one && row->field[CLUSTER][at] - offset == at - start;
    }
    if (is_right) {
        *heights = is_flat ? Py_NewRef(*heights) : numbers(maker, row->field[Y], start, end, 0);
        *clusters = is_one_by_one ? Py_NewRef(*clusters)
                                  : numbers(maker, row->field[CLUSTER], start, end, offset);
    }
    Py_DECREF(shared);
    return is_right;
}

/* An object of the class with these fields. Takes them over, also where it fails. */
static PyObject *
glyphs_of(const Maker *maker, PyObject *const fields[OF_GLYPHS])
{
    bool is_whole = true;
    for (int at = 0; at < OF_GLYPHS; at++) {
        is_whole = is_whole && fields[at] != NULL;
    }
    PyObject *made = is_whole ? named_tuple(maker->class, fields, OF_GLYPHS) : NULL;
    for (int at = 0; at < OF_GLYPHS; at++) {
        Py_XDECREF(fields[at]);
    }
    return made;
}

/* How deep ink goes, for most words where that is the same the same object. */
static PyObject *
depth(Maker *maker, int64_t units)
{
    size_t at = (size_t)units & (DEPTHS - 1);
    if (maker->depths[at] == NULL || maker->units[at] != units) {
        PyObject *made = PyLong_FromLongLong(units);
        if (made == NULL) {
            return NULL;
        }
        Py_XDECREF(maker->depths[at]);
        maker->depths[at] = made;
        maker->units[at] = units;
    }
    return Py_NewRef(maker->depths[at]);
}

static PyObject *
word_of(const Row *row, Py_ssize_t start, Py_ssize_t end, int64_t x_pen, int64_t offset,
        Maker *maker, PyObject *text)
{
    int64_t advance = 0, high = 0, deep = 0;
    for (Py_ssize_t at = start; at < end; at++) {
        int64_t up = row->field[Y][at];
        int64_t top = row->field[TOP][at] + up, bottom = row->field[BOTTOM][at] + up;
        advance += row->field[X_ADVANCE][at];
        high = top > high ? top : high;
        deep = bottom < deep ? bottom : deep;
    }
    PyObject *heights = NULL, *clusters = NULL;
    if (!read_shared(row, start, end, offset, maker, &heights, &clusters)) {
        return NULL;
    }
    PyObject *fields[OF_GLYPHS] = {
        [GLYPHS_IDS] = numbers(maker, row->field[ID], start, end, 0),
        [GLYPHS_XS] = numbers(maker, row->field[X], start, end, x_pen),
        [GLYPHS_YS] = heights,
        [GLYPHS_CLUSTERS] = clusters,
        [GLYPHS_ADVANCE] = number(maker, advance),
        [GLYPHS_TOP] = number(maker, high),
        [GLYPHS_BOTTOM] = depth(maker, deep),
        [GLYPHS_TEXT] = Py_NewRef(text),
        [GLYPHS_STANDS_FOR] = Py_NewRef(Py_None),
    };
    /* Not where there is an error already. */
    fields[GLYPHS_NUMBER] = PyErr_Occurred() ? NULL : PyObject_CallNoArgs(maker->next_number);
    return glyphs_of(maker, fields);
}

static PyObject *
cut_words(const Row *row, PyObject *words, int64_t between, Maker *maker)
{
    Py_ssize_t count = count_of(words), start = 0;
    int64_t x_pen = 0, offset = 0;
    PyObject *made = PyList_New(0);
    for (Py_ssize_t at = 0; made != NULL && at < count; at++) {
        PyObject *text = item_of(words, at);
        if (text == Py_None) {
            if (PyList_Append(made, Py_None) < 0) {
                Py_CLEAR(made);
            }
            continue;
        }
        Py_ssize_t length = PyObject_Size(text), end = start;
        while (end < row->count && row->field[ID][end] != between) {
            end++;
        }
        if (length < 0 || end == row->count) {
            if (length >= 0) {
                PyErr_SetString(PyExc_ValueError, "there are fewer words in the row");
            }
            Py_CLEAR(made);
            break;
        }
        PyObject *word = word_of(row, start, end, x_pen, offset, maker, text);
        if (word == NULL || PyList_Append(made, word) < 0) {
            Py_CLEAR(made);
        }
        Py_XDECREF(word);
        for (; start <= end; start++) {
            x_pen += row->field[X_ADVANCE][start];
        }
        offset += (int64_t)length + 1;
    }
    return made;
}

static void
close_names(Names *names)
{
    Py_XDECREF(names->codepoint);
    Py_XDECREF(names->cluster);
    Py_XDECREF(names->position);
}

static void
close_maker(Maker *maker)
{
    for (int at = 0; at < SHARED; at++) {
        Py_XDECREF(maker->shared[at]);
    }
    for (int at = 0; at < DEPTHS; at++) {
        Py_XDECREF(maker->depths[at]);
    }
}

/* False, with an error, where there is no room for them. */
static bool
open_names(Names *names)
{
    names->codepoint = PyUnicode_InternFromString("codepoint");
    names->cluster = PyUnicode_InternFromString("cluster");
    names->position = PyUnicode_InternFromString("position");
    return !PyErr_Occurred();
}

static PyObject *
cut(PyObject *infos, PyObject *positions, PyObject *words, int64_t between, PyObject *known,
    PyObject *ask, Maker *maker)
{
    Row row = {.count = count_of(infos)};
    if (count_of(positions) != row.count) {
        PyErr_SetString(PyExc_ValueError, "there is one position for each glyph");
        return NULL;
    }
    int64_t *memory = PyMem_Calloc((size_t)row.count + 1, FIELDS * sizeof(int64_t));
    if (memory == NULL) {
        return PyErr_NoMemory();
    }
    for (int at = 0; at < FIELDS; at++) {
        row.field[at] = memory + at * row.count;
    }
    Names names;
    PyObject *made = NULL;
    if (open_names(&names) && read_row(&row, &names, infos, positions, between, known, ask)) {
        made = cut_words(&row, words, between, maker);
    }
    close_names(&names);
    close_maker(maker);
    PyMem_Free(memory);
    return made;
}

/* What is `Maker`'s of what both functions are told last. */
static bool
read_maker(PyObject *const *told, Maker *maker)
{
    *maker = (Maker){.share = told[0], .class = told[1], .next_number = told[2], .numbers = told[3]};
    if (is_tuple_class(maker->class) && PyTuple_Check(maker->numbers)) {
        return true;
    }
    PyErr_SetString(PyExc_TypeError, "words are made by a class and a tuple of numbers");
    return false;
}

/* cut_row(infos, positions, words, the glyph between two, what is known of ink, what answers it,
   what answers the heights and clusters that most words of so many glyphs have, Glyphs, what answers
   their next number, the numbers from 0 on) */
PyObject *
cut_row(PyObject *Py_UNUSED(self), PyObject *const *args, Py_ssize_t given)
{
    if (given != 10 || !PyList_Check(args[0]) || !PyList_Check(args[1]) || !PyList_Check(args[2]) ||
        !PyDict_Check(args[4])) {
        PyErr_SetString(PyExc_TypeError,
                        "cut_row takes three lists, a glyph, a dictionary and what makes words");
        return NULL;
    }
    Maker maker;
    int64_t between;
    if (!read_maker(args + 6, &maker) || !read_long(args[3], &between)) {
        return NULL;
    }
    /* As tuples: nothing that is called meanwhile can change them. */
    PyObject *infos = PySequence_Tuple(args[0]);
    PyObject *positions = infos == NULL ? NULL : PySequence_Tuple(args[1]);
    PyObject *words = positions == NULL ? NULL : PySequence_Tuple(args[2]);
    PyObject *made = NULL;
    if (words != NULL) {
        made = cut(infos, positions, words, between, args[4], args[5], &maker);
    }
    Py_XDECREF(infos);
    Py_XDECREF(positions);
    Py_XDECREF(words);
    return made;
}

/* Longer words are rare. */
#define MOST_GLYPHS 48

/* The glyphs of a word; NULL where it has other characters, or with an error. */
static PyObject *
join(const Singles *singles, PyObject *text, Maker *maker)
{
    int64_t fields[FIELDS][MOST_GLYPHS] = {{0}};
    Row row = {.count = 0};
    for (int at = 0; at < FIELDS; at++) {
        row.field[at] = fields[at];
    }
    int64_t x_pen = 0;
    const Single *before = NULL;
    Py_ssize_t length = PyUnicode_GetLength(text);
    for (Py_ssize_t at = 0; at < length; at++) {
        const Single *single = find_single(singles, PyUnicode_READ_CHAR(text, at));
        if (single == NULL || row.count + single->parts > MOST_GLYPHS) {
            return NULL;
        }
        if (before != NULL) {
            int64_t nearer = added(singles, before, single);
            fields[X_ADVANCE][row.count - before->parts] += nearer;
            x_pen += nearer;
        }
        for (Py_ssize_t part = 0; part < single->parts; part++, row.count++) {
            fields[ID][row.count] = single->glyphs[part];
            fields[CLUSTER][row.count] = at;
            fields[X][row.count] = x_pen + single->xs[part];
            fields[Y][row.count] = single->ys[part];
            /* What is told of all is told of the first. */
            fields[X_ADVANCE][row.count] = part ? 0 : single->advance;
            fields[TOP][row.count] = part ? -single->ys[part] : single->top;
            fields[BOTTOM][row.count] = part ? -single->ys[part] : single->bottom;
        }
        x_pen += single->advance;
        before = single;
    }
    return length > 0 ? word_of(&row, 0, row.count, 0, 0, maker, text) : NULL;
}

/* join_singles(words, singles, and as the last of `cut_row`): the glyphs of each word or None, and
   those words that have some but must be shaped. */
PyObject *
join_singles(PyObject *Py_UNUSED(self), PyObject *const *args, Py_ssize_t given)
{
    Maker maker;
    if (given != 6 || !PyList_Check(args[0])) {
        PyErr_SetString(PyExc_TypeError, "join_singles takes a list, singles and what makes words");
        return NULL;
    }
    const Singles *singles = singles_in(args[1]);
    if (singles == NULL || !read_maker(args + 2, &maker)) {
        return NULL;
    }
    PyObject *words = PySequence_Tuple(args[0]);
    PyObject *made = words == NULL ? NULL : PyList_New(0), *others = made ? PyList_New(0) : NULL;
    for (Py_ssize_t at = 0; others != NULL && at < count_of(words); at++) {
        PyObject *text = item_of(words, at);
        PyObject *word = text == Py_None ? NULL : join(singles, text, &maker);
        if (PyErr_Occurred() || PyList_Append(made, word == NULL ? Py_None : word) < 0 ||
            (word == NULL && text != Py_None && PyList_Append(others, text) < 0)) {
            Py_CLEAR(others);
        }
        Py_XDECREF(word);
    }
    close_maker(&maker);
    PyObject *both = others == NULL ? NULL : PyTuple_Pack(2, made, others);
    Py_XDECREF(words);
    Py_XDECREF(made);
    Py_XDECREF(others);
    return both;
}
