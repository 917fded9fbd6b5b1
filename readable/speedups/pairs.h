/* What a character becomes before another: see pairs.c. */

#include "speedups.h"

/* Its glyph, how far the next stands from it, and how high and how deep its ink goes, in font units;
   `both` says of which characters. */
typedef struct {
    uint32_t both;
    int32_t glyph, advance, top, bottom;
} Pair;

typedef struct Pairs Pairs;

/* The next of a word's last character. */
#define NO_CHARACTER 0

/* What `open_pairs` made; NULL, with an error, if it is another thing. */
Pairs *pairs_in(PyObject *capsule);

/* What is kept of two characters; NULL where nothing is. */
const Pair *find_pair(const Pairs *pairs, Py_UCS4 first, Py_UCS4 second);

/* Keeps it, if there is room. False, with an error, if there is no memory. */
bool keep_pair(Pairs *pairs, Py_UCS4 first, Py_UCS4 second, Pair pair);
