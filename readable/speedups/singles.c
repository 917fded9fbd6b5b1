/* The characters of a face that words are put together of, and how much nearer than by themselves they
   stand before each other: `Face._singles` in readable/face.py. */

#include "glyphs.h"
#include "singles.h"

#include <string.h>

#define SINGLES "readable.speedups.Singles"
/* No character of them is as far as this, nor are there as many. */
#define CHARACTERS 0x2100

struct Singles {
    /* Where each character is among all, plus one. */
    uint16_t places[CHARACTERS];
    Single *all;
    int16_t *added;
    size_t count;
};

const Single *
find_single(const Singles *singles, Py_UCS4 character)
{
    uint16_t place = character < CHARACTERS ? singles->places[character] : 0;
    return place ? &singles->all[place - 1] : NULL;
}

int64_t
added(const Singles *singles, const Single *one, const Single *other)
{
    return singles->added[one->place * singles->count + other->place];
}

const Singles *
singles_in(PyObject *capsule)
{
    return PyCapsule_GetPointer(capsule, SINGLES);
}

static void
close_all(Singles *singles)
{
    if (singles != NULL) {
        PyMem_Free(singles->all);
        PyMem_Free(singles->added);
    }
    PyMem_Free(singles);
}

static void
close_singles(PyObject *capsule)
{
    close_all(PyCapsule_GetPointer(capsule, SINGLES));
}

static bool
read_parts(PyObject *tuple, Py_ssize_t count, int64_t *into)
{
    if (!is_tuple_of(tuple, count)) {
        return false;
    }
    for (Py_ssize_t at = 0; at < count; at++) {
        if (!read_whole(item_of(tuple, at), -FURTHEST, FURTHEST, into + at)) {
            return false;
        }
    }
    return true;
}

/* The glyphs of a character; false, with an error, if they are not such. */
static bool
read_single(PyObject *glyphs, Single *into)
{
    if (!is_tuple_of(glyphs, OF_GLYPHS)) {
        return false;
    }
    PyObject *ids = item_of(glyphs, GLYPHS_IDS);
    into->parts = PyTuple_Check(ids) ? count_of(ids) : 0;
    if (into->parts < 1 || into->parts > MOST_PARTS) {
        PyErr_SetString(PyExc_ValueError, "a character has no glyphs, or too many");
        return false;
    }
    return read_parts(ids, into->parts, into->glyphs) &&
           read_parts(item_of(glyphs, GLYPHS_XS), into->parts, into->xs) &&
           read_parts(item_of(glyphs, GLYPHS_YS), into->parts, into->ys) &&
           read_whole(item_of(glyphs, GLYPHS_ADVANCE), INT32_MIN, INT32_MAX, &into->advance) &&
           read_whole(item_of(glyphs, GLYPHS_TOP), INT32_MIN, INT32_MAX, &into->top) &&
           read_whole(item_of(glyphs, GLYPHS_BOTTOM), INT32_MIN, INT32_MAX, &into->bottom);
}

static bool
read_singles(Singles *singles, PyObject *glyphs)
{
    for (size_t at = 0; at < singles->count; at++) {
        PyObject *one = item_of(glyphs, (Py_ssize_t)at);
        singles->all[at].place = at;
        if (!read_single(one, &singles->all[at])) {
            return false;
        }
        PyObject *text = item_of(one, GLYPHS_TEXT);
        bool is_one = PyUnicode_Check(text) && PyUnicode_GetLength(text) == 1;
        Py_UCS4 character = is_one ? PyUnicode_ReadChar(text, 0) : CHARACTERS;
        if (character >= CHARACTERS) {
            PyErr_SetString(PyExc_ValueError, "the glyphs are not those of one character each");
            return false;
        }
        singles->places[character] = (uint16_t)(at + 1);
    }
    return true;
}

/* open_singles(the glyphs of each character, what is added to the advance of each before each) */
PyObject *
open_singles(PyObject *Py_UNUSED(self), PyObject *const *args, Py_ssize_t given)
{
    if (given != 2 || !PyTuple_Check(args[0]) || !PyBytes_Check(args[1])) {
        PyErr_SetString(PyExc_TypeError, "open_singles takes a tuple and bytes");
        return NULL;
    }
    size_t count = (size_t)count_of(args[0]), bytes = count * count * sizeof(int16_t);
    if (count >= CHARACTERS || (size_t)PyBytes_Size(args[1]) != bytes) {
        PyErr_SetString(PyExc_ValueError, "there are two bytes for each two characters");
        return NULL;
    }
    Singles *singles = PyMem_Calloc(1, sizeof *singles);
    bool is_right = singles != NULL;
    if (is_right) {
        singles->count = count;
        singles->all = PyMem_Calloc(count + 1, sizeof *singles->all);
        singles->added = PyMem_Malloc(bytes + 1);
        is_right = singles->all != NULL && singles->added != NULL;
    }
    if (!is_right) {
        PyErr_NoMemory();
    } else {
        memcpy(singles->added, PyBytes_AsString(args[1]), bytes);
        is_right = read_singles(singles, args[0]);
    }
    PyObject *made = is_right ? PyCapsule_New(singles, SINGLES, close_singles) : NULL;
    if (made == NULL) {
        close_all(singles);
    }
    return made;
}
