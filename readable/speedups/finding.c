/* Which words are known as segments, and which are new: the twins of `_Shaper._find` and `_look_up`
   in readable/shaping.py. */

#include "lines.h"

/* What each of the runs of a text is a tuple of. */
enum { END, STYLE, KNOWN, AHEAD, OF_RUN };

/* A text, its runs, and how far it was gone through. */
typedef struct {
    PyObject *class, *text, *runs, *blank;
    Py_ssize_t place, end;
} Search;

/* Goes on to the run in which what begins at `start` does; false, with an error, if there is none. */
static bool
go_on(Search *search, Py_ssize_t start)
{
    while (search->end <= start) {
        search->place++;
        if (search->place == count_of(search->runs)) {
            PyErr_SetString(PyExc_IndexError, "the text is longer than its runs");
            return false;
        }
        PyObject *run = item_of(search->runs, search->place);
        if (!is_tuple_of(run, OF_RUN)) {
            return false;
        }
        search->end = PyLong_AsSsize_t(item_of(run, END));
        if (PyErr_Occurred()) {
            return false;
        }
    }
    return true;
}

/* What is known of a text in the run, borrowed; NULL where nothing is, or with an error. */
static PyObject *
known_of(const Search *search, PyObject *text)
{
    PyObject *run = item_of(search->runs, search->place);
    PyObject *segment = PyDict_GetItemWithError(item_of(run, AHEAD), text);
    if ((segment == NULL || segment == Py_None) && !PyErr_Occurred()) {
        segment = PyDict_GetItemWithError(item_of(run, KNOWN), text);
    }
    return segment != NULL && is_tuple_of(segment, SEGMENT_FIELDS) ? segment : NULL;
}

/* A word with the space of another style behind it. */
static PyObject *
find_spaced(Search *search, Py_ssize_t start, Py_ssize_t end, PyObject *text)
{
    PyObject *word = PyUnicode_Substring(search->text, start, end - 1);
    PyObject *core = word == NULL ? NULL : known_of(search, word);
    Py_XINCREF(core);
    Py_XDECREF(word);
    PyObject *found = NULL;
    double space;
    if (core != NULL && read_float(item_of(core, SPACE), &space) && space == 0.0 &&
        go_on(search, end - 1)) {
        PyObject *blank = known_of(search, search->blank);
        if (blank != NULL) {
            PyObject *fields[SEGMENT_FIELDS];
            for (int at = 0; at < SEGMENT_FIELDS; at++) {
                fields[at] = item_of(core, at);
            }
            fields[TEXT] = text;
            fields[SPACE] = item_of(blank, SPACE);
            found = named_tuple(search->class, fields, SEGMENT_FIELDS);
        }
    }
    Py_XDECREF(core);
    return found;
}

/* The segment from one offset to another; NULL where none is known, or with an error. */
static PyObject *
find(Search *search, Py_ssize_t start, Py_ssize_t end)
{
    PyObject *text = PyUnicode_Substring(search->text, start, end);
    PyObject *found = NULL;
    if (text != NULL && end <= search->end) {
        found = Py_XNewRef(known_of(search, text));
    } else if (text != NULL && end == search->end + 1 &&
               PyUnicode_ReadChar(search->text, end - 1) == ' ') {
        found = find_spaced(search, start, end, text);
    }
    Py_XDECREF(text);
    return found;
}

static PyObject *
find_all(Search *search, PyObject *offsets)
{
    Py_ssize_t start = 0, length = PyUnicode_GetLength(search->text);
    PyObject *all = PyList_New(0);
    for (Py_ssize_t at = 0; all != NULL && at < count_of(offsets); at++) {
        Py_ssize_t end = PyLong_AsSsize_t(item_of(offsets, at));
        if (!PyErr_Occurred() && (end <= start || end > length)) {
            PyErr_SetString(PyExc_ValueError, "an offset is not behind the one before, or beyond the text");
        }
        PyObject *found =
            !PyErr_Occurred() && go_on(search, start) ? find(search, start, end) : NULL;
        if (PyErr_Occurred() || PyList_Append(all, found == NULL ? Py_None : found) < 0) {
            Py_CLEAR(all);
        }
        Py_XDECREF(found);
        start = end;
    }
    return all;
}

/* find_segments(Segment, text, offsets, runs) */
PyObject *
find_segments(PyObject *Py_UNUSED(self), PyObject *const *args, Py_ssize_t given)
{
    if (given != 4 || !is_tuple_class(args[0]) || !PyUnicode_Check(args[1])) {
        PyErr_SetString(PyExc_TypeError, "find_segments takes a class, a text, offsets and runs");
        return NULL;
    }
    Search search = {.class = args[0], .text = args[1], .place = -1, .end = 0};
    PyObject *offsets = PySequence_Tuple(args[2]);
    search.runs = offsets == NULL ? NULL : PySequence_Tuple(args[3]);
    search.blank = search.runs == NULL ? NULL : PyUnicode_InternFromString(" ");
    PyObject *found = search.blank == NULL ? NULL : find_all(&search, offsets);
    Py_XDECREF(offsets);
    Py_XDECREF(search.runs);
    Py_XDECREF(search.blank);
    return found;
}

/* Adds the words of a text with what is known of each, or None. */
static bool
add_words(PyObject *found, PyObject *text, PyObject *known)
{
    Py_ssize_t length = PyUnicode_GetLength(text);
    for (Py_ssize_t start = 0; start < length;) {
        Py_ssize_t space = PyUnicode_FindChar(text, ' ', start, length, 1);
        Py_ssize_t end = space < 0 ? length : space + 1;
        PyObject *word = space == -2 ? NULL : PyUnicode_Substring(text, start, end);
        int is_there = word == NULL ? -1 : PyDict_Contains(found, word);
        if (is_there == 0) {
            PyObject *segment = PyDict_GetItemWithError(known, word);
            bool is_right = segment != NULL || !PyErr_Occurred();
            segment = segment == NULL ? Py_None : segment;
            is_there = is_right && PyDict_SetItem(found, word, segment) == 0 ? 1 : -1;
        }
        Py_XDECREF(word);
        if (is_there < 0) {
            return false;
        }
        start = end;
    }
    return length >= 0;
}

/* look_up(texts, what is known) */
PyObject *
look_up(PyObject *Py_UNUSED(self), PyObject *const *args, Py_ssize_t given)
{
    if (given != 2 || !PyDict_Check(args[1])) {
        PyErr_SetString(PyExc_TypeError, "look_up takes texts and a dictionary");
        return NULL;
    }
    PyObject *texts = PySequence_Tuple(args[0]);
    PyObject *found = texts == NULL ? NULL : PyDict_New();
    for (Py_ssize_t at = 0; found != NULL && at < count_of(texts); at++) {
        if (!add_words(found, item_of(texts, at), args[1])) {
            Py_CLEAR(found);
        }
    }
    Py_XDECREF(texts);
    return found;
}
