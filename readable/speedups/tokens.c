/* What is known of a token: the twin of `_see` in readable/vietnamese/words.py, for words in Vietnamese
   letters whose spelling is the usual one, the first a capital or not, for numbers, dates and the numbers of
   documents, and for anything known with signs around it. Any other is looked up in Python. */

#include "words.h"

#include <string.h>

/* Fields of `Seen`, and of its token. */
enum { OF_TOKEN, FLAGS, OF_ROLES, JOINS_BEFORE, JOINS_AFTER, SYLLABLE = 6, SHAPE, FIELDS };
enum { CORE, HAS_CLOSING = 3, TOKEN_FIELDS = 6 };

/* How many kinds of onsets there are, by the rimes that they may begin: `compiled_sounds`. */
#define ONSET_BITS 3
#define ONSET_KINDS (1 << ONSET_BITS)

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

/* The letters a and e with a tone. */
static bool
is_toned_a_or_e(Py_UCS4 letter)
{
    switch (letter) {
    case 0xE0: case 0xE1: case 0xE3: case 0xE8: case 0xE9:
    case 0x1EA1: case 0x1EA3: case 0x1EB9: case 0x1EBB: case 0x1EBD:
        return true;
    default:
        return false;
    }
}

/* Whether a word, in small letters, is of Vietnamese letters alone, and no word that has two spellings
   (hoà, kỳ), and no letter that may stand for something (điểm a). */
static bool
is_usual(const Letters *letters)
{
    Py_ssize_t length = letters->count;
    for (Py_ssize_t at = 0; at < length; at++) {
        if (!is_small_letter(letters->at[at])) {
            return false;
        }
    }
    Py_UCS4 last = letters->at[length - 1];
    if (length < 2) {
        return last > 'z' && !is_consonant(last);
    }
    Py_UCS4 before = letters->at[length - 2];
    bool is_after_q = length > 2 && letters->at[length - 3] == 'q';
    bool is_glide = (before == 'o' && is_toned_a_or_e(last)) ||
                    (before == 'u' && is_y(last) && last != 'y' && !is_after_q);
    return !is_glide && !(length == 2 && is_y(last) && is_among(before, "hklmst"));
}

/* How many letters stand before the first vowel. */
static Py_ssize_t
consonants_of(const Letters *letters)
{
    Py_ssize_t count = 0;
    while (count < letters->count && is_consonant(letters->at[count])) {
        count++;
    }
    return count;
}

static uint32_t
hash_of(const Letters *letters)
{
    /* FNV-1a, by letters and not by bytes. */
    uint64_t hash = UINT64_C(0xCBF29CE484222325);
    for (Py_ssize_t at = 0; at < letters->count; at++) {
        hash = (hash ^ letters->at[at]) * UINT64_C(0x100000001B3);
    }
    return (uint32_t)(hash >> 32);
}

bool
number_of(PyObject *known, PyObject *key, int64_t other, int64_t most, int64_t *into)
{
    PyObject *found = PyDict_GetItemWithError(known, key);
    *into = other;
    return found == NULL ? !PyErr_Occurred() : read_whole(found, 0, most, into);
}

/* Takes an onset of so many letters and the rest as the rime, if they go together: the twin of `_may_begin`
   in readable/vietnamese/syllables.py. */
static void
take_sounds(const Words *words, const Letters *letters, Py_ssize_t cut, Token *into)
{
    int64_t onset = find_part(&words->onsets, letters->at, cut);
    int64_t rime = find_part(&words->rimes, letters->at + cut, letters->count - cut);
    /* Of an onset the lowest bits are its kind; of a rime there is a bit for each. */
    if (onset >= 0 && rime >= 0 && rime >> (onset & (ONSET_KINDS - 1)) & 1) {
        into->onset = (uint8_t)(onset >> ONSET_BITS);
        into->rime = (uint16_t)(rime >> ONSET_KINDS);
    }
}

/* How a word in small letters sounds. */
static void
find_sounds(const Words *words, const Letters *letters, Token *into)
{
    Py_UCS4 first = letters->count < 2 ? 0 : letters->at[0];
    if ((first == 'q' && letters->at[1] == 'u') || (first == 'g' && letters->at[1] == 'i')) {
        take_sounds(words, letters, 2, into);
    }
    if (into->rime == 0) {
        take_sounds(words, letters, consonants_of(letters), into);
    }
}

/* A word, also in small letters. */
static bool
see_word(const Words *words, PyObject *word, const Letters *letters, bool is_capital, Token *into)
{
    int64_t roles, syllable;
    if (!number_of(is_capital ? words->capital_roles : words->small_roles, word,
                   words->roles[is_capital ? NAME : COUNTED], UINT32_MAX, &roles) ||
        !number_of(words->syllables, word, 0, MOST_SYLLABLES - 1, &syllable)) {
        return false;
    }
    find_sounds(words, letters, into);
    into->roles = (uint32_t)roles;
    into->syllable = (uint16_t)syllable;
    into->shape = is_capital ? CAPITAL : SMALL;
    into->flags = is_capital && letters->count == 1 ? UPPER : 0;
    into->core_length = (uint8_t)letters->count;
    into->core_hash = hash_of(letters);
    into->joins_before = into->joins_after = true;
    return true;
}

/* Whether a title may follow another in one token ("NgưtTs"): the one that begins as a word does. */
static bool
may_be_titles(const Letters *letters)
{
    static const Py_UCS4 title[] = {'n', 'g', 0x1B0, 't'};
    return letters->count > 4 && memcmp(letters->at, title, sizeof title) == 0;
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
    Py_ssize_t consonants = consonants_of(letters);
    if (!is_usual(letters) || (small != 0 && consonants == letters->count)) {
        return UNKNOWN;
    }
    if (small == 0) {
        return see_word(words, text, letters, false, into) ? KNOWN : FAILED;
    }
    bool begins = small == 'q' ? letters->count > 1 && letters->at[1] == 'u'
                               : find_part(&words->onsets, letters->at, consonants) >= 0;
    if (!begins || may_be_titles(letters)) {
        return UNKNOWN;
    }
    PyObject *word = PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, letters->at, letters->count);
    Answer answer = word != NULL && see_word(words, word, letters, true, into) ? KNOWN : FAILED;
    Py_XDECREF(word);
    return answer;
}

static bool
is_digit(Py_UCS4 letter)
{
    return letter >= '0' && letter <= '9';
}

/* How many digits stand at a place, and what number they are; of more than four some number. */
static Py_ssize_t
read_digits(const Letters *letters, Py_ssize_t at, unsigned *into)
{
    Py_ssize_t count = 0;
    for (*into = 0; at + count < letters->count && is_digit(letters->at[at + count]); count++) {
        *into = *into * 10 + (letters->at[at + count] - '0');
    }
    return count;
}

/* Whether it is digits in groups of three behind points: 47.300. */
static bool
is_grouped(const Letters *letters, Py_ssize_t first)
{
    bool is_right = first <= 3 && first < letters->count && (letters->count - first) % 4 == 0;
    for (Py_ssize_t at = first; is_right && at < letters->count; at += 4) {
        unsigned group;
        is_right = letters->at[at] == '.' && read_digits(letters, at + 1, &group) == 3;
    }
    return is_right;
}

/* Whether it is a day with its month and the year: 11/6/1948. */
static bool
is_date(const Letters *letters, Py_ssize_t day_digits, unsigned day)
{
    unsigned month, year;
    Py_ssize_t at = day_digits + 1;
    if (day_digits > 2 || at > letters->count || letters->at[day_digits] != '/') {
        return false;
    }
    Py_ssize_t month_digits = read_digits(letters, at, &month);
    at += month_digits;
    if (month_digits < 1 || month_digits > 2 || at >= letters->count || letters->at[at] != '/') {
        return false;
    }
    Py_ssize_t year_digits = read_digits(letters, at + 1, &year);
    return year_digits == 4 && at + 1 + year_digits == letters->count && day >= 1 && day <= 31 &&
           month >= 1 && month <= 12;
}

/* Whether it is the number of a document in capitals: 946/QĐ-UBND. */
static bool
is_document(const Letters *letters, Py_ssize_t digits)
{
    Py_ssize_t first = digits + 1;
    bool is_right = first < letters->count && letters->at[digits] == '/' && letters->at[first] != '-';
    for (Py_ssize_t at = first; is_right && at < letters->count; at++) {
        Py_UCS4 letter = letters->at[at];
        is_right = letter == '-' || letter == 0x110 || (letter >= 'A' && letter <= 'Z');
    }
    return is_right;
}

/* A number in digits, also in groups, a date with its year, and the number of a document. */
static Answer
see_number(const Words *words, const Letters *letters, Token *into)
{
    unsigned number;
    Py_ssize_t digits = read_digits(letters, 0, &number);
    if (digits == letters->count) {
        bool is_year = digits == 4 && number >= 1500 && number < 2100;
        into->roles = NUMBER | (is_year ? YEAR : digits <= 4 ? LABEL : 0) |
                      (letters->at[0] == '0' && digits > 2 ? AREA_CODE : 0);
    }
    else if (is_grouped(letters, digits)) {
        into->roles = NUMBER | GROUPED;
    }
    else if (is_date(letters, digits, number)) {
        into->roles = DATE;
        into->flags = ODD;
    }
    else if (is_document(letters, digits)) {
        into->roles = DOCUMENT;
        into->flags = UPPER | ODD;
    }
    else {
        return UNKNOWN;
    }
    into->is_number = into->joins_before = into->joins_after = true;
    into->shape = DIGITS;
    into->syllable = words->syllable_of_numbers;
    into->core_hash = hash_of(&(Letters){{'0'}, 1});
    return KNOWN;
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
    if (start > 0 || end < letters->count) {
        return see_signs(words, text, letters, start, end, into);
    }
    return is_digit(letters->at[0]) ? see_number(words, letters, into)
                                    : see_letters(words, text, letters, into);
}

/* What Python knows of a token, as a tuple that has one more in it. A new reference. */
static PyObject *
seen_of(const Words *words, PyObject *text)
{
    PyObject *seen = PyObject_GetItem(words->seen, text);
    if (seen != NULL &&
        (!is_tuple_of(seen, FIELDS) || !is_tuple_of(item_of(seen, OF_TOKEN), TOKEN_FIELDS))) {
        Py_CLEAR(seen);
    }
    return seen;
}

/* Takes the sounds of a core, and what tells it from others. */
static bool
hear(const Words *words, PyObject *core, Token *into)
{
    Letters letters = {.count = PyUnicode_Check(core) ? PyUnicode_GetLength(core) : -1};
    if (letters.count < 0) {
        PyErr_SetString(PyExc_TypeError, "the core of a token is a text");
        return false;
    }
    if (letters.count > LONGEST) {
        Py_hash_t hash = PyObject_Hash(core);
        into->core_hash = (uint32_t)hash;
        return hash != -1;
    }
    if (PyUnicode_AsUCS4(core, letters.at, LONGEST, 0) == NULL) {
        return false;
    }
    into->core_hash = hash_of(&letters);
    find_sounds(words, &letters, into);
    return true;
}

static bool
ask(const Words *words, PyObject *text, Token *into)
{
    PyObject *seen = seen_of(words, text);
    if (seen == NULL) {
        return false;
    }
    PyObject *token = item_of(seen, OF_TOKEN);
    *into = (Token){0};
    int64_t flags, roles, syllable, shape;
    bool is_right = read_whole(item_of(seen, FLAGS), 0, UINT8_MAX, &flags) &&
                    read_whole(item_of(seen, OF_ROLES), 0, UINT32_MAX, &roles) &&
                    read_whole(item_of(seen, SYLLABLE), 0, MOST_SYLLABLES - 1, &syllable) &&
                    read_whole(item_of(seen, SHAPE), 0, LOOKS - 1, &shape) &&
                    hear(words, item_of(token, CORE), into);
    if (is_right) {
        into->roles = (uint32_t)roles;
        into->syllable = (uint16_t)syllable;
        into->shape = (uint8_t)shape;
        into->flags = (uint8_t)flags;
        into->joins_before = item_of(seen, JOINS_BEFORE) == Py_True;
        into->joins_after = item_of(seen, JOINS_AFTER) == Py_True;
        into->closes = item_of(token, HAS_CLOSING) == Py_True;
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
    uint16_t narrow[LONGEST];
    for (Py_ssize_t at = 0; at < letters.count; at++) {
        letters.at[at] = PyUnicode_READ_CHAR(text, at);
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
    if (token->is_number) {
        return PyUnicode_FromString("0");
    }
    if (token->core_length == 0) {
        PyObject *seen = seen_of(words, text);
        PyObject *core =
            seen == NULL ? NULL : Py_NewRef(item_of(item_of(seen, OF_TOKEN), CORE));
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
