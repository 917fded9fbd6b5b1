/* Parts of syllables, onsets or rimes, found by their letters: a dictionary of them without Python's objects. */

#include "words.h"

#include <string.h>

/* No part has these letters. */
#define NOTHING UINT64_MAX
#define LETTER_BITS 16

/* So few letters as one number; `NOTHING` where they are no such part. */
static uint64_t
joined(const Py_UCS4 *letters, Py_ssize_t count)
{
    uint64_t all = 0;
    for (Py_ssize_t at = 0; at < count; at++) {
        if (count > LONGEST_PART || letters[at] == 0 || letters[at] >= UINT16_MAX) {
            return NOTHING;
        }
        all = all << LETTER_BITS | letters[at];
    }
    return all;
}

static Part *
place_of(const Parts *parts, uint64_t letters)
{
    /* Fibonacci hashing. */
    size_t place = letters * UINT64_C(0x9E3779B97F4A7C15) >> (64 - parts->bits);
    while (parts->all[place].letters != NOTHING && parts->all[place].letters != letters) {
        place = (place + 1) & (((size_t)1 << parts->bits) - 1);
    }
    return parts->all + place;
}

int64_t
find_part(const Parts *parts, const Py_UCS4 *letters, Py_ssize_t count)
{
    uint64_t all = joined(letters, count);
    const Part *found = all == NOTHING ? NULL : place_of(parts, all);
    return found == NULL || found->letters == NOTHING ? -1 : (int64_t)found->number;
}

static bool
add_part(Parts *parts, PyObject *text, PyObject *number)
{
    Py_UCS4 letters[LONGEST_PART];
    int64_t value;
    /* Only numbers that are read without a call, which could change what is gone through. */
    if (!PyUnicode_Check(text) || PyUnicode_GET_LENGTH(text) > LONGEST_PART || !PyLong_Check(number)) {
        PyErr_Format(PyExc_TypeError, "%R is no part of a syllable", text);
        return false;
    }
    Py_ssize_t count = PyUnicode_GET_LENGTH(text);
    if (!read_whole(number, 0, UINT32_MAX, &value) || !PyUnicode_AsUCS4(text, letters, LONGEST_PART, 0)) {
        return false;
    }
    uint64_t all = joined(letters, count);
    if (all == NOTHING) {
        PyErr_Format(PyExc_ValueError, "%R is no part of a syllable", text);
        return false;
    }
    *place_of(parts, all) = (Part){all, (uint32_t)value};
    return true;
}

bool
read_parts(PyObject *from, Parts *into)
{
    /* At most half full. */
    into->bits = 1;
    while ((Py_ssize_t)1 << into->bits < 2 * PyDict_Size(from)) {
        into->bits++;
    }
    size_t bytes = sizeof(Part) << into->bits;
    into->all = PyMem_Malloc(bytes);
    if (into->all == NULL) {
        PyErr_NoMemory();
        return false;
    }
    memset(into->all, 0xFF, bytes);
    PyObject *text, *number;
    Py_ssize_t at = 0;
    bool is_right = true;
    while (is_right && PyDict_Next(from, &at, &text, &number)) {
        is_right = add_part(into, text, number);
    }
    return is_right;
}
