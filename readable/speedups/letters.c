/* The letters that an `Inker` of readable/masks.py has drawn: its `letters`. */

#include "letters.h"

#include <string.h>

#define LETTERS "readable.speedups.Letters"
#define FEWEST 64
/* An eighth is forgotten at once, as readable.forgetting does. */
#define FORGOTTEN 8

typedef struct {
    int64_t number;
    Letter *letter;
} Entry;

struct Letters {
    /* The oldest first, */
    Entry *entries;
    /* and where each stands there, plus one, found by its number: twice as many as there is room. */
    uint32_t *places;
    size_t count, room, most;
};

/* The place of a number, or the free one that it would have. */
static uint32_t *
place_of(const Letters *all, int64_t number)
{
    uint64_t mixed = (uint64_t)number * UINT64_C(0x9E3779B97F4A7C15);
    size_t at = (size_t)(mixed >> 32);
    for (;; at++) {
        uint32_t *place = &all->places[at & (2 * all->room - 1)];
        if (!*place || all->entries[*place - 1].number == number) {
            return place;
        }
    }
}

static void
find_places(Letters *all)
{
    memset(all->places, 0, 2 * all->room * sizeof *all->places);
    for (size_t at = 0; at < all->count; at++) {
        *place_of(all, all->entries[at].number) = (uint32_t)at + 1;
    }
}

static bool
make_room(Letters *all)
{
    size_t room = all->room ? 2 * all->room : FEWEST;
    Entry *entries = PyMem_Realloc(all->entries, room * sizeof *entries);
    if (entries == NULL) {
        return false;
    }
    all->entries = entries;
    uint32_t *places = PyMem_Realloc(all->places, 2 * room * sizeof *places);
    if (places == NULL) {
        return false;
    }
    all->places = places;
    all->room = room;
    find_places(all);
    return true;
}

static void
forget(Letters *all, size_t count)
{
    for (size_t at = 0; at < count; at++) {
        PyMem_Free(all->entries[at].letter);
    }
    all->count -= count;
    memmove(all->entries, all->entries + count, all->count * sizeof *all->entries);
    find_places(all);
}

const Letter *
find_letter(const Letters *all, int64_t number)
{
    uint32_t place = *place_of(all, number);
    return place ? all->entries[place - 1].letter : NULL;
}

static Letter *
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
    height = width ? height : 0;
    size_t bytes = (size_t)height * (size_t)((width + 1) / 2 + 1) + 1 + AT_A_TIME;
    Letter *made = PyMem_Calloc(1, sizeof *made + bytes);
    if (made == NULL) {
        PyErr_NoMemory();
        return NULL;
    }
    *made = (Letter){(int32_t)left, (int32_t)top, (int32_t)((width + 1) / 2), (int32_t)height};
    unsigned char *into = made->rows;
    const unsigned char *coverage = (const unsigned char *)PyBytes_AsString(pixels);
    for (int64_t row = height; row--;) {
        into++;
        for (int64_t at = 0; at < width; at++) {
            unsigned level = (coverage[row * stride + at] * 15u + 127u) / 255u;
            into[at / 2] |= (unsigned char)(at % 2 ? level : level << 4);
        }
        into += made->width;
    }
    return made;
}

const Letter *
keep_letter(Letters *all, int64_t number, PyObject *mask)
{
    Letter *letter = packed(mask);
    if (letter == NULL) {
        return NULL;
    }
    if (all->count >= all->most) {
        forget(all, all->count / FORGOTTEN + 1);
    }
    if (all->count == all->room && !make_room(all)) {
        PyMem_Free(letter);
        PyErr_NoMemory();
        return NULL;
    }
    all->entries[all->count++] = (Entry){number, letter};
    *place_of(all, number) = (uint32_t)all->count;
    return letter;
}

Letters *
letters_in(PyObject *capsule)
{
    return PyCapsule_GetPointer(capsule, LETTERS);
}

static void
close_letters(PyObject *capsule)
{
    Letters *all = letters_in(capsule);
    forget(all, all->count);
    PyMem_Free(all->entries);
    PyMem_Free(all->places);
    PyMem_Free(all);
}

/* open_letters(how many are kept at the most) */
PyObject *
open_letters(PyObject *Py_UNUSED(self), PyObject *const *args, Py_ssize_t given)
{
    int64_t most;
    if (given != 1) {
        PyErr_SetString(PyExc_TypeError, "open_letters takes a number");
        return NULL;
    }
    if (!read_whole(args[0], 1, INT32_MAX, &most)) {
        return NULL;
    }
    Letters *all = PyMem_Calloc(1, sizeof *all);
    if (all == NULL || !make_room(all)) {
        if (all != NULL) {
            PyMem_Free(all->entries);
            PyMem_Free(all);
        }
        return PyErr_NoMemory();
    }
    all->most = (size_t)most;
    PyObject *made = PyCapsule_New(all, LETTERS, close_letters);
    if (made == NULL) {
        PyMem_Free(all->entries);
        PyMem_Free(all->places);
        PyMem_Free(all);
    }
    return made;
}

/* count_letters(what open_letters made) */
PyObject *
count_letters(PyObject *Py_UNUSED(self), PyObject *const *args, Py_ssize_t given)
{
    const Letters *all = given == 1 ? letters_in(args[0]) : NULL;
    if (all == NULL) {
        if (!PyErr_Occurred()) {
            PyErr_SetString(PyExc_TypeError, "count_letters takes letters");
        }
        return NULL;
    }
    return PyLong_FromSize_t(all->count);
}
