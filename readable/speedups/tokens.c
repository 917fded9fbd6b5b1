/* What is known of most new tokens: the twin of `_see` in readable/vietnamese/words.py, for words in
   Vietnamese letters whose spelling is the usual one, the first a capital or not, and for anything
   known with signs around it. Of any other it knows nothing. */

#include "speedups.h"

#include <string.h>

/* LONGEST_WHOLE_TOKEN */
#define LONGEST 24
#define SYLLABLE_BITS 14
#define LOOK_BITS 3
#define LOOKS 8
/* _OPENS, _ENDS, _ODD */
enum { OPENS = 1, ENDS_SENTENCE = 2, ODD = 8 };

/* What all tokens have in common, in this order in a tuple: two classes, tables of the model, all that
   is known, the roles that a stop adds to, what words begin with, and what those in small letters and
   those with a first capital have in common. */
enum { SEEN, TOKEN, SYLLABLES, SOUNDS, WEIGHED, WEIGHTS_BEFORE, WEIGHTS_AFTER, KNOWN, STOPPABLE, ONSETS,
       SMALL, CAPITAL, TABLES };
/* And these, each a tuple: the shape, the roles of some words and of all others, and of most the last
   five fields of `Seen`. */
enum { SHAPE, ROLES, OTHER_ROLES, ENDS, OF_SHAPE };
/* Fields of `Seen`, those at its end, and those of `Token`. */
enum { OF_TOKEN, FLAGS, JOINS_BEFORE = 3, JOINS_AFTER, FIRST_AFTER_SIGNS, FIRST_ENDS = 8, FIELDS = 13 };
enum { WEIGHT_BITS, LOOK, BEFORE, AFTER, CHAIN };
enum { CORE, OF_SHAPE_LETTER, TOKEN_ROLES = 5, TOKEN_FIELDS };

/* A token's letters. */
typedef struct {
    Py_UCS4 at[LONGEST];
    Py_ssize_t count;
} Letters;

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

/* The small letter of a capital, or 0 where it is none of Vietnamese. */
static Py_UCS4
small_of(Py_UCS4 letter)
{
    bool is_in_pairs = letter >= 0x100;
    Py_UCS4 small = is_in_pairs ? letter + 1 : letter + 0x20;
    bool is_capital = letter < 'a' || (letter > 'z' && letter < 0xDF) ||
                      (is_in_pairs && !is_small_letter(letter));
    return is_capital && is_small_letter(small) ? small : 0;
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

/* How many of a word's letters, in small, stand before its first vowel, or -1 where Python has more to
   ask: of other letters, of "qu" and "gi", and of words that have two spellings (hoà, kỳ). */
static Py_ssize_t
onset_of(const Letters *letters)
{
    Py_ssize_t length = letters->count, onset = 0;
    if (length < 2) {
        return -1;
    }
    for (Py_ssize_t at = 0; at < length; at++) {
        if (!is_small_letter(letters->at[at])) {
            return -1;
        }
        onset += onset == at && is_consonant(letters->at[at]);
    }
    Py_UCS4 first = letters->at[0], second = letters->at[1], last = letters->at[length - 1];
    bool is_of_two_vowels = last >= 0x80 && is_among(letters->at[length - 2], "ou");
    bool is_open = length == 2 && is_y(last) && is_among(first, "hklmst");
    bool is_glide = (first == 'q' && second == 'u') || (first == 'g' && second == 'i');
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

/* What a token of some number weighs by the shape across a space: what the model has, or what most
   tokens do. */
static PyObject *
weights_of(PyObject *weights, long token, PyObject *of_most)
{
    PyObject *made = is_tuple_of(of_most, LOOKS) ? PyTuple_New(LOOKS) : NULL;
    for (long look = 0; made != NULL && look < LOOKS; look++) {
        PyObject *key = PyLong_FromLong(token << LOOK_BITS | look);
        PyObject *weight =
            key == NULL ? NULL : item_or(weights, key, PyTuple_GetItem(of_most, look));
        Py_XDECREF(key);
        if (weight == NULL || PyTuple_SetItem(made, look, weight) < 0) {
            Py_CLEAR(made);
        }
    }
    if (made != NULL) {
        PyObject_GC_UnTrack(made);
    }
    return made;
}

/* The last fields: of most syllables the same. */
static PyObject *
ends_of(PyObject *tables, PyObject *of_most, long syllable)
{
    if (!is_tuple_of(of_most, FIELDS - FIRST_ENDS)) {
        return NULL;
    }
    long token = syllable << LOOK_BITS | PyLong_AsLong(PyTuple_GetItem(of_most, LOOK));
    PyObject *key = PyErr_Occurred() ? NULL : PyLong_FromLong(token);
    int is_weighed = key == NULL ? -1 : PySet_Contains(PyTuple_GetItem(tables, WEIGHED), key);
    Py_XDECREF(key);
    if (is_weighed <= 0) {
        return is_weighed < 0 ? NULL : Py_NewRef(of_most);
    }
    PyObject *before =
        weights_of(PyTuple_GetItem(tables, WEIGHTS_BEFORE), token, PyTuple_GetItem(of_most, BEFORE));
    PyObject *after = before == NULL ? NULL
                                     : weights_of(PyTuple_GetItem(tables, WEIGHTS_AFTER), token,
                                                  PyTuple_GetItem(of_most, AFTER));
    PyObject *ends = after == NULL ? NULL
                                   : PyTuple_Pack(FIELDS - FIRST_ENDS, PyTuple_GetItem(of_most, WEIGHT_BITS),
                                                  PyTuple_GetItem(of_most, LOOK), before, after,
                                                  PyTuple_GetItem(of_most, CHAIN));
    Py_XDECREF(before);
    Py_XDECREF(after);
    return ends;
}

/* A word in small letters, and what those of its shape have in common. */
static PyObject *
see_word(PyObject *tables, PyObject *of_shape, PyObject *text, Py_ssize_t onset)
{
    PyObject *zero = PyLong_FromLong(0);
    PyObject *roles = zero == NULL ? NULL : item_or(PyTuple_GetItem(of_shape, ROLES), text,
                                                    PyTuple_GetItem(of_shape, OTHER_ROLES));
    PyObject *number =
        roles == NULL ? NULL : item_or(PyTuple_GetItem(tables, SYLLABLES), text, zero);
    long syllable = number == NULL ? -1 : PyLong_AsLong(number);
    PyObject *first_of_pair = PyErr_Occurred() ? NULL : PyLong_FromLong(syllable << SYLLABLE_BITS);
    PyObject *sounds =
        first_of_pair == NULL ? NULL : sounds_of(PyTuple_GetItem(tables, SOUNDS), text, onset);
    PyObject *ends = sounds == NULL ? NULL : ends_of(tables, PyTuple_GetItem(of_shape, ENDS), syllable);
    PyObject *seen = NULL;
    if (ends != NULL) {
        PyObject *shape = PyTuple_GetItem(of_shape, SHAPE);
        PyObject *of_token[TOKEN_FIELDS] = {text, shape, Py_False, Py_False, Py_False, roles};
        PyObject *token = named_tuple(PyTuple_GetItem(tables, TOKEN), of_token, TOKEN_FIELDS);
        if (token != NULL) {
            PyObject *fields[FIELDS] = {token,  zero,   roles,  Py_True,
                                        Py_True, sounds, number, first_of_pair};
            for (int at = FIRST_ENDS; at < FIELDS; at++) {
                fields[at] = PyTuple_GetItem(ends, at - FIRST_ENDS);
            }
            seen = named_tuple(PyTuple_GetItem(tables, SEEN), fields, FIELDS);
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

/* A word in small letters, or one with a first capital that begins as words of the language do: others
   may be abbreviations. */
static PyObject *
see_letters(PyObject *tables, PyObject *text, Letters *letters)
{
    Py_UCS4 small = small_of(letters->at[0]);
    if (small != 0) {
        letters->at[0] = small;
    }
    Py_ssize_t onset = onset_of(letters);
    if (onset < 0 || (small != 0 && onset == letters->count)) {
        return Py_NewRef(Py_None);
    }
    if (small == 0) {
        return see_word(tables, PyTuple_GetItem(tables, SMALL), text, onset);
    }
    PyObject *word = PyObject_CallMethod(text, "lower", NULL);
    PyObject *first = word == NULL ? NULL : PyUnicode_Substring(word, 0, onset);
    int is_onset = first == NULL ? -1
                   : onset == 0  ? 1
                                 : PySequence_Contains(PyTuple_GetItem(tables, ONSETS), first);
    PyObject *seen = is_onset < 0    ? NULL
                     : is_onset == 0 ? Py_NewRef(Py_None)
                                     : see_word(tables, PyTuple_GetItem(tables, CAPITAL), word, onset);
    Py_XDECREF(first);
    Py_XDECREF(word);
    return seen;
}

static bool
is_opening(Py_UCS4 letter)
{
    return is_among(letter, "([{\"'<") || letter == 0x201C || letter == 0x2018 || letter == 0xAB;
}

static bool
is_closing(Py_UCS4 letter)
{
    return is_among(letter, ".,;:!?)]}\"'>") || letter == 0x2026 || letter == 0x201D ||
           letter == 0x2019 || letter == 0xBB;
}

/* What a token is whose core, from one place to before another, is known. */
static PyObject *
see_signs(PyObject *tables, PyObject *text, const Letters *letters, Py_ssize_t start, Py_ssize_t end)
{
    Py_ssize_t length = letters->count;
    bool opens = start > 0, closes = end < length, ends_sentence = false, is_plain = true;
    for (Py_ssize_t at = 0; at < start; at++) {
        is_plain = is_plain && !is_among(letters->at[at], "{<") && letters->at[at] != 0xAB;
    }
    for (Py_ssize_t at = end; at < length; at++) {
        Py_UCS4 sign = letters->at[at];
        ends_sentence = ends_sentence || is_among(sign, ".!?:") || sign == 0x2026;
        is_plain = is_plain && !is_among(sign, "}>") && sign != 0x2026 && sign != 0xBB;
    }
    PyObject *core = PyUnicode_Substring(text, start, end);
    PyObject *known = core == NULL ? NULL : PyObject_GetItem(PyTuple_GetItem(tables, KNOWN), core);
    Py_XDECREF(core);
    if (known == NULL || !is_tuple_of(known, FIELDS) ||
        !is_tuple_of(PyTuple_GetItem(known, OF_TOKEN), TOKEN_FIELDS)) {
        Py_XDECREF(known);
        return NULL;
    }
    PyObject *of_core = PyTuple_GetItem(known, OF_TOKEN);
    PyObject *roles = PyTuple_GetItem(of_core, TOKEN_ROLES);
    long has_roles = PyLong_AsLong(roles), flags = PyLong_AsLong(PyTuple_GetItem(known, FLAGS));
    long stoppable = PyLong_AsLong(PyTuple_GetItem(tables, STOPPABLE));
    bool is_stopped = end == length - 1 && letters->at[end] == '.' && (has_roles & stoppable) != 0;
    PyObject *seen = PyErr_Occurred() ? NULL : Py_NewRef(Py_None);
    if (seen != NULL && !is_stopped) {
        Py_DECREF(seen);
        flags |= (opens ? OPENS : 0) | (ends_sentence ? ENDS_SENTENCE : 0) | (is_plain ? 0 : ODD);
        PyObject *flagged = PyLong_FromLong(flags);
        PyObject *of_token[TOKEN_FIELDS] = {PyTuple_GetItem(of_core, CORE),
                                            PyTuple_GetItem(of_core, OF_SHAPE_LETTER),
                                            opens ? Py_True : Py_False,
                                            closes ? Py_True : Py_False,
                                            ends_sentence ? Py_True : Py_False,
                                            roles};
        PyObject *token = flagged == NULL ? NULL
                                          : named_tuple(PyTuple_GetItem(tables, TOKEN), of_token,
                                                        TOKEN_FIELDS);
        seen = NULL;
        if (token != NULL) {
            PyObject *fields[FIELDS] = {token, flagged, roles,
                                        opens ? Py_False : PyTuple_GetItem(known, JOINS_BEFORE),
                                        closes ? Py_False : PyTuple_GetItem(known, JOINS_AFTER)};
            for (int at = FIRST_AFTER_SIGNS; at < FIELDS; at++) {
                fields[at] = PyTuple_GetItem(known, at);
            }
            seen = named_tuple(PyTuple_GetItem(tables, SEEN), fields, FIELDS);
        }
        Py_XDECREF(token);
        Py_XDECREF(flagged);
    }
    Py_DECREF(known);
    return seen;
}

/* see(what all tokens have in common, text): what is known of it, or None */
PyObject *
see(PyObject *Py_UNUSED(self), PyObject *const *args, Py_ssize_t given)
{
    if (given != 2 || !PyTuple_Check(args[0]) || PyTuple_Size(args[0]) != TABLES ||
        !is_tuple_class(PyTuple_GetItem(args[0], SEEN)) ||
        !is_tuple_class(PyTuple_GetItem(args[0], TOKEN)) || !PyUnicode_Check(args[1])) {
        PyErr_SetString(PyExc_TypeError, "see takes twelve tables and a text");
        return NULL;
    }
    PyObject *tables = args[0], *text = args[1];
    if (!is_tuple_of(PyTuple_GetItem(tables, SMALL), OF_SHAPE) ||
        !is_tuple_of(PyTuple_GetItem(tables, CAPITAL), OF_SHAPE)) {
        return NULL;
    }
    Letters letters = {.count = PyUnicode_GetLength(text)};
    if (letters.count < 2 || letters.count > LONGEST) {
        return Py_NewRef(Py_None);
    }
    if (PyUnicode_AsUCS4(text, letters.at, LONGEST, 0) == NULL) {
        return NULL;
    }
    Py_ssize_t start = 0, end = letters.count;
    while (start < end && is_opening(letters.at[start])) {
        start++;
    }
    while (end > start && is_closing(letters.at[end - 1])) {
        end--;
    }
    if (start == end) {
        return Py_NewRef(Py_None);
    }
    bool has_signs = start > 0 || end < letters.count;
    return has_signs ? see_signs(tables, text, &letters, start, end)
                     : see_letters(tables, text, &letters);
}
