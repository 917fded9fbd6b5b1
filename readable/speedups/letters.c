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
        !read_whole(item_of(mask, 1), 0, INT32_MAX, &into->stride) ||
        !read_whole(item_of(mask, 2), 0, into->stride, &into->width) ||
        !read_whole(item_of(mask, 3), 0, INT32_MAX, &into->height) ||
        !read_whole(item_of(mask, 4), INT32_MIN, INT32_MAX, &into->left) ||
        !read_whole(item_of(mask, 5), INT32_MIN, INT32_MAX, &into->top)) {
        return false;
    }
    PyObject *pixels = item_of(mask, 0);
    if (!PyBytes_Check(pixels) || PyBytes_Size(pixels) < into->stride * into->height) {
        PyErr_SetString(PyExc_ValueError, "a mask has fewer pixels than it should");
        return false;
    }
    into->pixels = (const unsigned char *)PyBytes_AsString(pixels);
    into->height = into->width ? into->height : 0;
    return true;
}

/* A letter to be drawn, so many columns right of where the mask has it, and which of the levels of a row its
   first pixel has. */
typedef struct {
    Letter *letter;
    int64_t first;
} Drawn;

/* Without its ink yet. */
static bool
begin_letter(const Fine *fine, int64_t right, Drawn *into)
{
    int64_t last = ((int64_t)1 << fine->bits) - 1, left = fine->left + right;
    int64_t before = left & last, left_px = (left - before) / (last + 1);
    int64_t width_px = (before + fine->width + last) >> fine->bits, width = (width_px + 1) / 2;
    size_t bytes = (size_t)fine->height * (size_t)(width + 1) + 1 + AT_A_TIME;
    Letter *made = PyMem_Calloc(1, sizeof *made + bytes);
    if (made == NULL) {
        PyErr_NoMemory();
        return false;
    }
    *made = (Letter){(int32_t)left_px, (int32_t)fine->top, (int32_t)width, (int32_t)fine->height};
    *into = (Drawn){made, last - before};
    return true;
}

/* The level of a pixel that begins at each column of a row, or at one of those before, in which only its last
   has ink; it is the mean of its columns. `sums` has room for two pixels more, which hold nothing before the
   first row. */
static void
read_levels(const unsigned char *row, int64_t width, int64_t bits, uint16_t *sums, unsigned char *levels)
{
    int64_t steps = (int64_t)1 << bits, before = steps - 1, count = before + width;
    memset(sums, 0, (size_t)before * sizeof *sums);
    for (int64_t at = 0; at < width; at++) {
        sums[before + at] = row[at];
    }
    /* Of twice as many columns each time. */
    for (int64_t step = 1; step < steps; step *= 2) {
        for (int64_t at = 0; at < count; at++) {
            sums[at] = (uint16_t)(sums[at] + sums[at + step]);
        }
    }
    uint16_t half = (uint16_t)(steps / 2);
    for (int64_t at = 0; at < count; at++) {
        uint16_t mean = (uint16_t)((uint16_t)(sums[at] + half) >> bits);
        uint16_t scaled = (uint16_t)(mean * 15 + 127);
        /* A 255th. */
        levels[at] = (unsigned char)((uint16_t)(scaled + 1 + (scaled >> 8)) >> 8);
    }
}

/* Draws all rows of letters; a mask has the lowest first. */
static bool
draw_letters(const Fine *fine, const Drawn *drawn, int64_t count)
{
    int64_t steps = (int64_t)1 << fine->bits;
    size_t columns = (size_t)(fine->width + 3 * steps);
    uint16_t *sums = PyMem_Calloc(columns, sizeof *sums + 1);
    if (sums == NULL) {
        PyErr_NoMemory();
        return false;
    }
    unsigned char *levels = (unsigned char *)(sums + columns);
    for (int64_t row = 0; row < fine->height; row++) {
        const unsigned char *pixels = fine->pixels + (fine->height - 1 - row) * fine->stride;
        read_levels(pixels, fine->width, fine->bits, sums, levels);
        for (int64_t at = 0; at < count; at++) {
            Letter *letter = drawn[at].letter;
            unsigned char *into = letter->rows + 1 + row * (letter->width + 1);
            const unsigned char *level = levels + drawn[at].first;
            for (int64_t byte = 0; byte < letter->width; byte++, level += 2 * steps) {
                into[byte] = (unsigned char)(level[0] << 4 | level[steps]);
            }
        }
    }
    PyMem_Free(sums);
    return true;
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
    Drawn drawn[1 << MOST_STEP_BITS];
    int64_t numbers[1 << MOST_STEP_BITS], count = 0, kept = 0;
    if (!read_fine(mask, bits, &fine)) {
        return NULL;
    }
    const Letter *found = find_letter(all, letter_number(glyph, right, up, bits));
    if (found != NULL) {
        return found;
    }
    bool is_right = true;
    /* Last the one that is asked for: what is kept may be few. */
    for (int64_t step = 1; is_right && step <= (int64_t)1 << bits; step++) {
        int64_t place = (right + step) & (((int64_t)1 << bits) - 1);
        numbers[count] = letter_number(glyph, place, up, bits);
        if (find_letter(all, numbers[count]) == NULL) {
            is_right = begin_letter(&fine, place, &drawn[count]);
            count += is_right;
        }
    }
    is_right = is_right && draw_letters(&fine, drawn, count);
    while (is_right && kept < count) {
        is_right = keep(all, numbers[kept], drawn[kept].letter);
        kept += is_right;
    }
    for (int64_t at = kept; at < count; at++) {
        PyMem_Free(drawn[at].letter);
    }
    return is_right ? find_letter(all, letter_number(glyph, right, up, bits)) : NULL;
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
