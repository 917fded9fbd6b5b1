/* What is known of most new tokens: the twin of `_see` in readable/vietnamese/words.py, for words in
   small Vietnamese letters whose spelling is the usual one. Of any other it knows nothing. */

#include "speedups.h"

#include <string.h>

/* LONGEST_WHOLE_TOKEN */
#define LONGEST 24
#define SYLLABLE_BITS 14
#define LOOK_BITS 3

/* What all tokens have in common, in this order in a tuple; `ends` are the last five fields of
   `Seen`. */
enum { SEEN, TOKEN, SHAPE, LOOK, ROLES, OTHER_ROLES, SYLLABLES, SOUNDS, WEIGHED, FIND_ENDS, ENDS,
       TABLES };
#define FIRST_ENDS 8
#define FIELDS 13

static bool
is_among(Py_UCS4 letter, const char *ascii)
{
    return letter < 0x80 && letter != 0 && strchr(ascii, (int)letter) != NULL;
}

static bool
is_small_letter(Py_UCS4 letter)
{
    if (letter >= 0x1EA0 && letter <= 0x1EF9) {
        return letter & 1;
    }
    switch (letter) {
    case 0xE0: case 0xE1: case 0xE2: case 0xE3: case 0xE8: case 0xE9: case 0xEA: case 0xEC:
    case 0xED: case 0xF2: case 0xF3: case 0xF4: case 0xF5: case 0xF9: case 0xFA: case 0xFD:
    case 0x103: case 0x111: case 0x129: case 0x169: case 0x1A1: case 0x1B0:
        return true;
    default:
        return letter >= 'a' && letter <= 'z';
    }
}

static bool
is_consonant(Py_UCS4 letter)
{
    return letter == 0x111 || is_among(letter, "bcdghklmnpqrstvx");
}

static bool
is_y(Py_UCS4 letter)
{
    return letter == 'y' || letter == 0xFD || (letter >= 0x1EF3 && letter <= 0x1EF9);
}

/* How many of a word's letters stand before its first vowel, or -1 where Python has more to ask: of
   other letters, of "qu" and "gi", and of words that have two spellings (hoà, kỳ). */
static Py_ssize_t
onset_of(PyObject *text)
{
    Py_UCS4 letters[LONGEST];
    Py_ssize_t length = PyUnicode_GetLength(text), onset = 0;
    if (length < 2 || length > LONGEST || PyUnicode_AsUCS4(text, letters, LONGEST, 0) == NULL) {
        return -1;
    }
    for (Py_ssize_t at = 0; at < length; at++) {
        if (!is_small_letter(letters[at])) {
            return -1;
        }
        onset += onset == at && is_consonant(letters[at]);
    }
    Py_UCS4 last = letters[length - 1];
    bool is_of_two_vowels = last >= 0x80 && is_among(letters[length - 2], "ou");
    bool is_open = length == 2 && is_y(last) && is_among(letters[0], "hklmst");
    bool is_glide = (letters[0] == 'q' && letters[1] == 'u') || (letters[0] == 'g' && letters[1] == 'i');
    return is_of_two_vowels || is_open || is_glide ? -1 : onset;
}

/* What a dictionary has, or something else. A new reference. */
static PyObject *
item_or(PyObject *known, PyObject *key, PyObject *other)
{
    PyObject *found = PyDict_GetItemWithError(known, key);
    if (found == NULL && !PyErr_Occurred()) {
        found = other;
    }
    return Py_XNewRef(found);
}

/* The sounds of the letters from one to before another. */
static PyObject *
sound_of(PyObject *sounds, PyObject *text, Py_ssize_t start, Py_ssize_t end)
{
    PyObject *part = PyUnicode_Substring(text, start, end);
    PyObject *found = part == NULL ? NULL : PyObject_GetItem(sounds, part);
    Py_XDECREF(part);
    return found;
}

static PyObject *
sounds_of(PyObject *sounds, PyObject *text, Py_ssize_t onset)
{
    PyObject *first = sound_of(sounds, text, 0, onset);
    PyObject *second = first == NULL ? NULL : sound_of(sounds, text, onset, PyUnicode_GetLength(text));
    PyObject *both = second == NULL ? NULL : PyNumber_Or(first, second);
    Py_XDECREF(first);
    Py_XDECREF(second);
    return both;
}

/* The last fields: of most syllables the same. */
static PyObject *
ends_of(PyObject *tables, long syllable)
{
    long look = PyLong_AsLong(PyTuple_GetItem(tables, LOOK));
    PyObject *key = PyErr_Occurred() ? NULL : PyLong_FromLong(syllable << LOOK_BITS | look);
    int is_weighed = key == NULL ? -1 : PySet_Contains(PyTuple_GetItem(tables, WEIGHED), key);
    Py_XDECREF(key);
    if (is_weighed < 0) {
        return NULL;
    }
    PyObject *ends = is_weighed ? PyObject_CallFunction(PyTuple_GetItem(tables, FIND_ENDS), "l", syllable)
                                : Py_NewRef(PyTuple_GetItem(tables, ENDS));
    if (ends != NULL && !is_tuple_of(ends, FIELDS - FIRST_ENDS)) {
        Py_CLEAR(ends);
    }
    return ends;
}

/* see(what all tokens have in common, text): what is known of it, or None */
PyObject *
see(PyObject *Py_UNUSED(self), PyObject *const *args, Py_ssize_t given)
{
    if (given != 2 || !PyTuple_Check(args[0]) || PyTuple_Size(args[0]) != TABLES ||
        !is_tuple_class(PyTuple_GetItem(args[0], SEEN)) ||
        !is_tuple_class(PyTuple_GetItem(args[0], TOKEN)) || !PyUnicode_Check(args[1])) {
        PyErr_SetString(PyExc_TypeError, "see takes eleven tables and a text");
        return NULL;
    }
    PyObject *tables = args[0], *text = args[1];
    Py_ssize_t onset = onset_of(text);
    if (onset < 0) {
        return PyErr_Occurred() ? NULL : Py_NewRef(Py_None);
    }
    PyObject *zero = PyLong_FromLong(0);
    PyObject *roles = zero == NULL ? NULL : item_or(PyTuple_GetItem(tables, ROLES), text,
                                                    PyTuple_GetItem(tables, OTHER_ROLES));
    PyObject *number =
        roles == NULL ? NULL : item_or(PyTuple_GetItem(tables, SYLLABLES), text, zero);
    long syllable = number == NULL ? -1 : PyLong_AsLong(number);
    PyObject *first_of_pair = PyErr_Occurred() ? NULL : PyLong_FromLong(syllable << SYLLABLE_BITS);
    PyObject *sounds =
        first_of_pair == NULL ? NULL : sounds_of(PyTuple_GetItem(tables, SOUNDS), text, onset);
    PyObject *ends = sounds == NULL ? NULL : ends_of(tables, syllable);
    PyObject *seen = NULL;
    if (ends != NULL) {
        PyObject *token = named_tuple(
            PyTuple_GetItem(tables, TOKEN),
            PyTuple_Pack(6, text, PyTuple_GetItem(tables, SHAPE), Py_False, Py_False, Py_False, roles));
        if (token != NULL) {
            seen = named_tuple(
                PyTuple_GetItem(tables, SEEN),
                PyTuple_Pack(FIELDS, token, zero, roles, Py_True, Py_True, sounds, number,
                             first_of_pair, PyTuple_GetItem(ends, 0), PyTuple_GetItem(ends, 1),
                             PyTuple_GetItem(ends, 2), PyTuple_GetItem(ends, 3),
                             PyTuple_GetItem(ends, 4)));
        }
        Py_XDECREF(token);
    }
    Py_XDECREF(roles);
    Py_XDECREF(zero);
    Py_XDECREF(number);
    Py_XDECREF(first_of_pair);
    Py_XDECREF(sounds);
    Py_XDECREF(ends);
    return seen;
}
