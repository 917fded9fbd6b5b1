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

#define EVEN_BYTES UINT64_C(0x00FF00FF00FF00FF)
#define ONE_IN_EACH UINT64_C(0x0001000100010001)

/* A mask whose columns are a part of a pixel wide, so many bits finer. */
typedef struct {
    const unsigned char *pixels;
    int64_t stride, width, height, left, top;
    int64_t bits;
} Fine;

static bool
read_fine(PyObject *mask, int64_t bits, Fine *into)
{
    *into = (Fine){.bits = bits};
    if (!is_tuple_of(mask, 6) ||
        !read_whole(PyTuple_GetItem(mask, 1), 0, INT32_MAX, &into->stride) ||
        !read_whole(PyTuple_GetItem(mask, 2), 0, into->stride, &into->width) ||
        !read_whole(PyTuple_GetItem(mask, 3), 0, INT32_MAX, &into->height) ||
        !read_whole(PyTuple_GetItem(mask, 4), INT32_MIN, INT32_MAX, &into->left) ||
        !read_whole(PyTuple_GetItem(mask, 5), INT32_MIN, INT32_MAX, &into->top)) {
        return false;
    }
    PyObject *pixels = PyTuple_GetItem(mask, 0);
    if (!PyBytes_Check(pixels) || PyBytes_Size(pixels) < into->stride * into->height) {
        PyErr_SetString(PyExc_ValueError, "a mask has fewer pixels than it should");
        return false;
    }
    into->pixels = (const unsigned char *)PyBytes_AsString(pixels);
    into->height = into->width ? into->height : 0;
    return true;
}

/* Of the columns of a pixel, of which there are two to the power of `bits`: up to eight are added at
   once, in four sums of two and then all of these. */
static inline unsigned
mean_of(const unsigned char *columns, int64_t bits)
{
    unsigned sum = 0;
    for (int64_t rest = (int64_t)1 << bits; rest > 0; rest -= 8, columns += 8) {
        uint64_t eight = 0;
        memcpy(&eight, columns, rest < 8 ? (size_t)rest : 8);
        eight = (eight & EVEN_BYTES) + (eight >> 8 & EVEN_BYTES);
        sum += (unsigned)(eight * ONE_IN_EACH >> 48);
    }
    return (sum + (1u << bits >> 1)) >> bits;
}

static inline void
pack_row(const unsigned char *columns, int64_t width_px, int64_t bits, unsigned char *into)
{
    for (int64_t at = 0; at < width_px; at++) {
        unsigned level = (mean_of(columns + (at << bits), bits) * 15u + 127u) / 255u;
        into[at / 2] |= (unsigned char)(at % 2 ? level : level << 4);
    }
}

/* The letter so many columns right of where the mask has it. */
static Letter *
packed(const Fine *fine, int64_t right)
{
    int64_t last = ((int64_t)1 << fine->bits) - 1, left = fine->left + right;
    int64_t before = left & last, left_px = (left - before) / (last + 1);
    int64_t width_px = (before + fine->width + last) >> fine->bits, width = (width_px + 1) / 2;
    size_t bytes = (size_t)fine->height * (size_t)(width + 1) + 1 + AT_A_TIME;
    Letter *made = PyMem_Calloc(1, sizeof *made + bytes);
    unsigned char *columns = PyMem_Calloc((size_t)(width_px << fine->bits) + 1, 1);
    if (made == NULL || columns == NULL) {
        PyMem_Free(made);
        PyMem_Free(columns);
        PyErr_NoMemory();
        return NULL;
    }
    *made = (Letter){(int32_t)left_px, (int32_t)fine->top, (int32_t)width, (int32_t)fine->height};
    unsigned char *into = made->rows + 1;
    for (int64_t row = fine->height; row--; into += width + 1) {
        memcpy(columns + before, fine->pixels + row * fine->stride, (size_t)fine->width);
        switch (fine->bits) { /* Of a number that is known fewer steps are made. */
        case 2:
            pack_row(columns, width_px, 2, into);
            break;
        case 3:
            pack_row(columns, width_px, 3, into);
            break;
        default:
            pack_row(columns, width_px, fine->bits, into);
        }
    }
    PyMem_Free(columns);
    return made;
}

static bool
keep(Letters *all, int64_t number, Letter *letter)
{
    if (all->count >= all->most) {
        forget(all, all->count / FORGOTTEN + 1);
    }
    if (all->count == all->room && !make_room(all)) {
        PyErr_NoMemory();
        return false;
    }
    all->entries[all->count++] = (Entry){number, letter};
    *place_of(all, number) = (uint32_t)all->count;
    return true;
}

int64_t
letter_number(int64_t glyph, int64_t right, int64_t up, int64_t bits)
{
    return (glyph << bits | right) << bits | up;
}

const Letter *
keep_letters(Letters *all, int64_t glyph, int64_t right, int64_t up, int64_t bits, PyObject *mask)
{
    Fine fine;
    if (!read_fine(mask, bits, &fine)) {
        return NULL;
    }
    const Letter *found = NULL;
    /* Last the one that is asked for: what is kept may be few. */
    for (int64_t step = 1; step <= (int64_t)1 << bits; step++) {
        int64_t place = (right + step) & (((int64_t)1 << bits) - 1);
        int64_t number = letter_number(glyph, place, up, bits);
        found = find_letter(all, number);
        if (found == NULL) {
            Letter *letter = packed(&fine, place);
            if (letter == NULL || !keep(all, number, letter)) {
                PyMem_Free(letter);
                return NULL;
            }
            found = letter;
        }
    }
    return found;
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
