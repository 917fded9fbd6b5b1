/* What tokens.c and words.c share: what is known of single tokens, and of words of several. */

#include "speedups.h"

#define SYLLABLE_BITS 14
#define MOST_SYLLABLES (1 << SYLLABLE_BITS)
#define LOOK_BITS 3
#define LOOKS 8

/* How a token looks, by its place in SHAPES. */
enum { SMALL = 2, CAPITAL, BEGINNING, CAPITALS };
/* _OPENS, _ENDS, _UPPER, _ODD */
enum { OPENS = 1, ENDS_SENTENCE = 2, UPPER = 4, ODD = 8 };

/* Longer tokens are looked up in Python. */
#define LONGEST 19

/* What is known of a token: the fields of `Seen`. */
typedef struct {
    uint64_t sounds;
    uint32_t roles;
    uint16_t syllable;
    uint8_t shape, flags;
    /* Where in the text its core is, if C knows it: else it has no length. */
    uint8_t core, core_length;
    bool joins_before, joins_after, closes;
} Token;

/* Roles of `Role`, alone or together, as `Words` are told them. */
enum { COUNTED, NAME, STOPPABLE, SECOND, FIRST, CALLED, CALLS, CALLS_NAME, ROLES };

/* A token by its text; there is none where it has no length. */
typedef struct {
    Token token;
    uint8_t length;
    uint16_t letters[LONGEST];
} Slot;

/* All tokens met so far, and what is asked of Python about others. */
typedef struct {
    /* Open-addressed. When half are taken, all tokens are forgotten. */
    Slot *slots;
    size_t count, room;
    int bits;
    PyObject *model, *token, *shapes, *seen, *syllables, *sounds, *small_roles, *capital_roles, *onsets, *likeness;
    uint32_t roles[ROLES];
    double *alike;
    Py_ssize_t alike_count;
    double chain[LOOKS];
} Words;

/* What Python holds them by. */
#define WORDS "readable.speedups.Words"

/* What is known of a token; false, with an error, if that cannot be told. */
bool find_token(Words *words, PyObject *text, Token *into);

/* The core of a token, in small letters. A new reference. */
PyObject *core_of(const Words *words, PyObject *text, const Token *token);

/* A token as Python has it, of the class of `Words`. A new reference. */
PyObject *token_of(const Words *words, PyObject *text, const Token *token);
