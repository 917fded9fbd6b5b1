/* What is known of a token: the twin of `_see` in readable/vietnamese/words.py, for words in Vietnamese
   letters whose spelling is the usual one, the first a capital or not, and for anything known with
   signs around it. Any other is looked up in Python. */

#include "words.h"

#include <string.h>

/* Fields of `Seen`, and of its token. */
enum { OF_TOKEN, FLAGS, OF_ROLES, JOINS_BEFORE, JOINS_AFTER, SOUNDS, SYLLABLE, SHAPE, FIELDS };
enum { CORE, HAS_CLOSING = 3, TOKEN_FIELDS = 6 };

/* A token's letters. */
typedef struct {
    Py_UCS4 at[LONGEST];
    Py_ssize_t count;
} Letters;

/* Whether C knows a token. */
typedef enum { FAILED, UNKNOWN, KNOWN } Answer;

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

/* A number that a dictionary has, up to another, or a third; false, with an error, if it cannot be. */
static bool
number_of(PyObject *known, PyObject *key, int64_t other, int64_t most, int64_t *into)
{
    PyObject *found = PyDict_GetItemWithError(known, key);
    *into = other;
    return found == NULL ? !PyErr_Occurred() : read_whole(found, 0, most, into);
}

/* Adds the sounds of the letters from one to before another. */
static bool
add_sound(PyObject *sounds, PyObject *word, Py_ssize_t start, Py_ssize_t end, uint64_t *into)
{
    PyObject *part = PyUnicode_Substring(word, start, end);
    PyObject *found = part == NULL ? NULL : PyObject_GetItem(sounds, part);
    *into |= found == NULL ? 0 : PyLong_AsUnsignedLongLong(found);
    Py_XDECREF(part);
    Py_XDECREF(found);
    return !PyErr_Occurred();
}

/* A word in small letters, which may be written with a first capital. */
static bool
see_word(const Words *words, PyObject *word, Py_ssize_t onset, bool is_capital, Token *into)
{
    int64_t roles, syllable;
    Py_ssize_t length = PyUnicode_GetLength(word);
    if (!number_of(is_capital ? words->capital_roles : words->small_roles, word,
                   words->roles[is_capital ? NAME : COUNTED], UINT32_MAX, &roles) ||
        !number_of(words->syllables, word, 0, MOST_SYLLABLES - 1, &syllable) ||
        !add_sound(words->sounds, word, 0, onset, &into->sounds) ||
        !add_sound(words->sounds, word, onset, length, &into->sounds)) {
        return false;
    }
    into->roles = (uint32_t)roles;
    into->syllable = (uint16_t)syllable;
    into->shape = is_capital ? CAPITAL : SMALL;
    into->core_length = (uint8_t)length;
    into->joins_before = into->joins_after = true;
    return true;
}

/* A word in small letters, or one with a first capital that begins as words of the language do: others
   may be abbreviations. */
static Answer
see_letters(const Words *words, PyObject *text, Letters *letters, Token *into)
{
    Py_UCS4 small = small_of(letters->at[0]);
    if (small != 0) {
        letters->at[0] = small;
    }
    Py_ssize_t onset = onset_of(letters);
    if (onset < 0 || (small != 0 && onset == letters->count)) {
        return UNKNOWN;
    }
    if (small == 0) {
        return see_word(words, text, onset, false, into) ? KNOWN : FAILED;
    }
    PyObject *word = PyObject_CallMethod(text, "lower", NULL);
    PyObject *first = word == NULL ? NULL : PyUnicode_Substring(word, 0, onset);
    int is_onset = first == NULL ? -1 : onset == 0 ? 1 : PySequence_Contains(words->onsets, first);
    Answer answer = is_onset < 0    ? FAILED
                    : is_onset == 0 ? UNKNOWN
                    : see_word(words, word, onset, true, into) ? KNOWN
                                                               : FAILED;
    Py_XDECREF(first);
    Py_XDECREF(word);
    return answer;
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

/* A token whose core, from one place to before another, is known. */
static Answer
see_signs(Words *words, PyObject *text, const Letters *letters, Py_ssize_t start, Py_ssize_t end,
          Token *into)
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
    bool is_found = core != NULL && find_token(words, core, into);
    Py_XDECREF(core);
    if (!is_found) {
        return FAILED;
    }
    if (end == length - 1 && letters->at[end] == '.' && (into->roles & words->roles[STOPPABLE])) {
        return UNKNOWN;
    }
    into->flags |= (opens ? OPENS : 0) | (ends_sentence ? ENDS_SENTENCE : 0) | (is_plain ? 0 : ODD);
    into->joins_before = into->joins_before && !opens;
    into->joins_after = into->joins_after && !closes;
    into->closes = closes;
    into->core = (uint8_t)start;
    return KNOWN;
}

static Answer
see(Words *words, PyObject *text, Letters *letters, Token *into)
{
    Py_ssize_t start = 0, end = letters->count;
    while (start < end && is_opening(letters->at[start])) {
        start++;
    }
    while (end > start && is_closing(letters->at[end - 1])) {
        end--;
    }
    if (start == end) {
        return UNKNOWN;
    }
    bool has_signs = start > 0 || end < letters->count;
    return has_signs ? see_signs(words, text, letters, start, end, into)
                     : see_letters(words, text, letters, into);
}

/* What Python knows of a token, as a tuple that has one more in it. A new reference. */
static PyObject *
seen_of(const Words *words, PyObject *text)
{
    PyObject *seen = PyObject_GetItem(words->seen, text);
    if (seen != NULL &&
        (!is_tuple_of(seen, FIELDS) || !is_tuple_of(PyTuple_GetItem(seen, OF_TOKEN), TOKEN_FIELDS))) {
        Py_CLEAR(seen);
    }
    return seen;
}

static bool
ask(const Words *words, PyObject *text, Token *into)
{
    PyObject *seen = seen_of(words, text);
    if (seen == NULL) {
        return false;
    }
    int64_t flags, roles, syllable, shape;
    bool is_right = read_whole(PyTuple_GetItem(seen, FLAGS), 0, UINT8_MAX, &flags) &&
                    read_whole(PyTuple_GetItem(seen, OF_ROLES), 0, UINT32_MAX, &roles) &&
                    read_whole(PyTuple_GetItem(seen, SYLLABLE), 0, MOST_SYLLABLES - 1, &syllable) &&
                    read_whole(PyTuple_GetItem(seen, SHAPE), 0, LOOKS - 1, &shape);
    uint64_t sounds = is_right ? PyLong_AsUnsignedLongLong(PyTuple_GetItem(seen, SOUNDS)) : 0;
    is_right = is_right && !PyErr_Occurred();
    if (is_right) {
        *into = (Token){
            .sounds = sounds,
            .roles = (uint32_t)roles,
            .syllable = (uint16_t)syllable,
            .shape = (uint8_t)shape,
            .flags = (uint8_t)flags,
            .joins_before = PyTuple_GetItem(seen, JOINS_BEFORE) == Py_True,
            .joins_after = PyTuple_GetItem(seen, JOINS_AFTER) == Py_True,
            .closes = PyTuple_GetItem(PyTuple_GetItem(seen, OF_TOKEN), HAS_CLOSING) == Py_True,
        };
    }
    Py_DECREF(seen);
    return is_right;
}

static Slot *
slot_of(const Words *words, const uint16_t *letters, uint8_t count)
{
    /* FNV-1a, by letters and not by bytes; Fibonacci hashing takes the highest bits of it. */
    uint64_t hash = UINT64_C(0xCBF29CE484222325);
    for (uint8_t at = 0; at < count; at++) {
        hash = (hash ^ letters[at]) * UINT64_C(0x100000001B3);
    }
    size_t place = hash * UINT64_C(0x9E3779B97F4A7C15) >> (64 - words->bits);
    Slot *slot = words->slots + place;
    while (slot->length != 0 && (slot->length != count ||
                                 memcmp(slot->letters, letters, count * sizeof *letters) != 0)) {
        place = (place + 1) & (words->room - 1);
        slot = words->slots + place;
    }
    return slot;
}

static void
keep(Words *words, const uint16_t *letters, uint8_t count, const Token *token)
{
    if (words->count >= words->room / 2) {
        memset(words->slots, 0, words->room * sizeof *words->slots);
        words->count = 0;
    }
    /* What was asked of Python may have been kept meanwhile. */
    Slot *slot = slot_of(words, letters, count);
    words->count += slot->length == 0;
    slot->token = *token;
    slot->length = count;
    memcpy(slot->letters, letters, count * sizeof *letters);
}

bool
find_token(Words *words, PyObject *text, Token *into)
{
    Letters letters = {.count = PyUnicode_GetLength(text)};
    if (letters.count < 1 || letters.count > LONGEST) {
        return letters.count >= 0 && ask(words, text, into);
    }
    if (PyUnicode_AsUCS4(text, letters.at, LONGEST, 0) == NULL) {
        return false;
    }
    uint16_t narrow[LONGEST];
    for (Py_ssize_t at = 0; at < letters.count; at++) {
        if (letters.at[at] > UINT16_MAX) {
            return ask(words, text, into);
        }
        narrow[at] = (uint16_t)letters.at[at];
    }
    uint8_t count = (uint8_t)letters.count;
    const Slot *slot = slot_of(words, narrow, count);
    if (slot->length != 0) {
        *into = slot->token;
        return true;
    }
    *into = (Token){0};
    Answer answer = see(words, text, &letters, into);
    if (answer == FAILED || (answer == UNKNOWN && !ask(words, text, into))) {
        return false;
    }
    keep(words, narrow, count, into);
    return true;
}

PyObject *
core_of(const Words *words, PyObject *text, const Token *token)
{
    if (token->core_length == 0) {
        PyObject *seen = seen_of(words, text);
        PyObject *core =
            seen == NULL ? NULL : Py_NewRef(PyTuple_GetItem(PyTuple_GetItem(seen, OF_TOKEN), CORE));
        Py_XDECREF(seen);
        return core;
    }
    PyObject *core = PyUnicode_Substring(text, token->core, token->core + token->core_length);
    if (core == NULL || token->shape == SMALL) {
        return core;
    }
    PyObject *small = PyObject_CallMethod(core, "lower", NULL);
    Py_DECREF(core);
    return small;
}

PyObject *
token_of(const Words *words, PyObject *text, const Token *token)
{
    PyObject *core = core_of(words, text, token);
    PyObject *letter = core == NULL ? NULL : PyUnicode_Substring(words->shapes, token->shape, token->shape + 1);
    PyObject *roles = letter == NULL ? NULL : PyLong_FromUnsignedLong(token->roles);
    PyObject *made = NULL;
    if (roles != NULL) {
        PyObject *fields[TOKEN_FIELDS] = {core,
                                          letter,
                                          token->flags & OPENS ? Py_True : Py_False,
                                          token->closes ? Py_True : Py_False,
                                          token->flags & ENDS_SENTENCE ? Py_True : Py_False,
                                          roles};
        made = named_tuple(words->token, fields, TOKEN_FIELDS);
    }
    Py_XDECREF(core);
    Py_XDECREF(letter);
    Py_XDECREF(roles);
    return made;
}
