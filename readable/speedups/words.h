/* What tokens.c and words.c share: what is known of single tokens, and of words of several. */

#include "speedups.h"

#define SYLLABLE_BITS 14
#define MOST_SYLLABLES (1 << SYLLABLE_BITS)
#define LOOK_BITS 3
#define LOOKS 8
/* How many answers `likeness` has. */
#define LIKENESSES 5

/* How a token looks, by its place in SHAPES. */
enum { SMALL = 2, CAPITAL, BEGINNING, CAPITALS, DIGITS };
/* _OPENS, _ENDS, _UPPER, _ODD */
enum { OPENS = 1, ENDS_SENTENCE = 2, UPPER = 4, ODD = 8 };

/* Longer tokens are looked up in Python. */
#define LONGEST 19

/* Of `Role`. */
enum { NUMBER = 1 << 0, LABEL = 1 << 1, YEAR = 1 << 2, DATE = 1 << 3, DOCUMENT = 1 << 4,
       GROUPED = 1 << 22, AREA_CODE = 1 << 26 };

/* What is known of a token: the fields of `Seen`, but of how it sounds the numbers of its onset and its
   rime, which is none if it is no syllable. */
typedef struct {
    uint32_t roles, core_hash;
    uint16_t syllable, rime;
    uint8_t onset, shape, flags;
    /* Where in the text its core is, if C knows it: else it has no length. */
    uint8_t core, core_length;
    bool is_number, joins_before, joins_after, closes;
} Token;

/* A token by its text; there is none where it has no length. */
typedef struct {
    Token token;
    uint8_t length;
    uint16_t letters[LONGEST];
} Slot;

/* A part of a syllable, and its number; there is none where its letters are `UINT64_MAX`. */
#define LONGEST_PART 4
typedef struct {
    uint64_t letters;
    uint32_t number;
} Part;

/* Onsets or rimes, open-addressed. */
typedef struct {
    Part *all;
    int bits;
} Parts;

/* More of them, alone or together, as `Words` are told them. */
enum { COUNTED, NAME, STOPPABLE, SECOND, FIRST, CALLED, CALLS, CALLS_NAME, ROLES };

/* All tokens met so far, and what is asked of Python about others. */
typedef struct {
    /* Open-addressed. When half are taken, all tokens are forgotten. */
    Slot *slots;
    size_t count, room;
    int bits;
    PyObject *model, *token, *shapes, *seen, *syllables, *small_roles, *capital_roles;
    Parts onsets, rimes;
    uint32_t roles[ROLES];
    double alike[LIKENESSES * LOOKS * LOOKS];
    double chain[LOOKS];
    uint16_t syllable_of_numbers;
} Words;

/* What Python holds them by. */
#define WORDS "readable.speedups.Words"

/* Takes the parts of a dictionary; false, with an error, where it has other things. */
bool read_parts(PyObject *from, Parts *into);

/* The number of a part; -1 where there is none of these letters. */
int64_t find_part(const Parts *parts, const Py_UCS4 *letters, Py_ssize_t count);

/* What is known of a token; false, with an error, if that cannot be told. */
bool find_token(Words *words, PyObject *text, Token *into);

/* The core of a token, in small letters. A new reference. */
PyObject *core_of(const Words *words, PyObject *text, const Token *token);

/* A number that a dictionary has, up to another, or a third; false, with an error, if it cannot be. */
bool number_of(PyObject *known, PyObject *key, int64_t other, int64_t most, int64_t *into);

/* A token as Python has it, of the class of `Words`. A new reference. */
PyObject *token_of(const Words *words, PyObject *text, const Token *token);
