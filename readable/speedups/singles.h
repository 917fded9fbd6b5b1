/* Characters by themselves, of which words are put together: see singles.c. */

#include "speedups.h"

/* A letter and its marks are no more glyphs than this. */
#define MOST_PARTS 3

/* The glyphs of a character and where they stand, how far the next stands from the first, and how high
   and how deep the ink of all goes, in font units; and which of all it is. */
typedef struct {
    int64_t glyphs[MOST_PARTS], xs[MOST_PARTS], ys[MOST_PARTS], advance, top, bottom;
    Py_ssize_t parts;
    size_t place;
} Single;

typedef struct Singles Singles;

/* What `open_singles` made; NULL, with an error, if it is another thing. */
const Singles *singles_in(PyObject *capsule);

/* What is known of a character; NULL where nothing is. */
const Single *find_single(const Singles *singles, Py_UCS4 character);

/* What is added to the advance of one before another. */
int64_t added(const Singles *singles, const Single *one, const Single *other);
