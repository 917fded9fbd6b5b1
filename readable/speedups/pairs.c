/* What the characters of shaped words became, each before the next: `Face.shape_together` in
   readable/face.py says of which faces. Words of which all pairs were met are put together of them,
   by glyphs.c. */

#include "pairs.h"

#define PAIRS "readable.speedups.Pairs"
#define FEWEST 1024
/* Twenty times as many as a hundred articles have. */
#define MOST ((size_t)1 << 16)
/* None that is kept is as far as this. */
#define CHARACTERS 0x2000

struct Pairs {
    bool is_kept[CHARACTERS];
    /* Found by its characters, those of a free one being 0; half of them are free. */
    Pair *all;
    size_t count, room;
};

static Pair *
place_of(Pair *all, size_t room, uint32_t both)
{
    size_t at = (size_t)((both * UINT64_C(0x9E3779B97F4A7C15)) >> 32);
    while (all[at & (room - 1)].both && all[at & (room - 1)].both != both) {
        at++;
    }
    return &all[at & (room - 1)];
}

static bool
make_room(Pairs *pairs)
{
    size_t room = pairs->room ? 2 * pairs->room : FEWEST;
    Pair *all = PyMem_Calloc(room, sizeof *all);
    if (all == NULL) {
        return false;
    }
    for (size_t at = 0; at < pairs->room; at++) {
        if (pairs->all[at].both) {
            *place_of(all, room, pairs->all[at].both) = pairs->all[at];
        }
    }
    PyMem_Free(pairs->all);
    pairs->all = all;
    pairs->room = room;
    return true;
}

/* The number of two characters, or 0 if they are not kept. */
static uint32_t
number_of(const Pairs *pairs, Py_UCS4 first, Py_UCS4 second)
{
    bool is_kept = first < CHARACTERS && second < CHARACTERS && pairs->is_kept[first] &&
                   (second == NO_CHARACTER || pairs->is_kept[second]);
    return is_kept ? first << 16 | second : 0;
}

const Pair *
find_pair(const Pairs *pairs, Py_UCS4 first, Py_UCS4 second)
{
    uint32_t both = number_of(pairs, first, second);
    const Pair *pair = both ? place_of(pairs->all, pairs->room, both) : NULL;
    return pair != NULL && pair->both ? pair : NULL;
}

bool
keep_pair(Pairs *pairs, Py_UCS4 first, Py_UCS4 second, Pair pair)
{
    pair.both = number_of(pairs, first, second);
    if (!pair.both || pairs->count == MOST) {
        return true;
    }
    if (2 * pairs->count == pairs->room && !make_room(pairs)) {
        PyErr_NoMemory();
        return false;
    }
    Pair *place = place_of(pairs->all, pairs->room, pair.both);
    pairs->count += !place->both;
    *place = pair;
    return true;
}

Pairs *
pairs_in(PyObject *capsule)
{
    return PyCapsule_GetPointer(capsule, PAIRS);
}

static void
close_pairs(PyObject *capsule)
{
    Pairs *pairs = pairs_in(capsule);
    PyMem_Free(pairs->all);
    PyMem_Free(pairs);
}

/* open_pairs(the characters that are kept) */
PyObject *
open_pairs(PyObject *Py_UNUSED(self), PyObject *const *args, Py_ssize_t given)
{
    if (given != 1 || !PyUnicode_Check(args[0])) {
        PyErr_SetString(PyExc_TypeError, "open_pairs takes characters");
        return NULL;
    }
    Pairs *pairs = PyMem_Calloc(1, sizeof *pairs);
    PyObject *made = NULL;
    if (pairs == NULL || !make_room(pairs)) {
        PyErr_NoMemory();
    } else {
        made = PyCapsule_New(pairs, PAIRS, close_pairs);
    }
    if (made == NULL) {
        if (pairs != NULL) {
            PyMem_Free(pairs->all);
        }
        PyMem_Free(pairs);
        return NULL;
    }
    for (Py_ssize_t at = 0; at < PyUnicode_GetLength(args[0]); at++) {
        Py_UCS4 character = PyUnicode_ReadChar(args[0], at);
        if (character != NO_CHARACTER && character < CHARACTERS) {
            pairs->is_kept[character] = true;
        }
    }
    return made;
}
