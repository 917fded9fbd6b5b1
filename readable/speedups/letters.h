/* Letters that were drawn, to be laid on pages. */

#include "speedups.h"

/* What is read of a row at a time. */
#define AT_A_TIME 8

/* Of two to the power of more steps that make a pixel the levels could not be added up in 16 bits. */
#define MOST_STEP_BITS 8

/* Where a letter's ink begins from its pixel, how many bytes of two pixels each of its rows has, and
   how many rows there are. They follow from top to bottom, a byte without ink before each and behind
   the last, so that half a byte can be shifted out of a row; then some to be read and not used. */
typedef struct {
    int32_t left_px, top_px, width, height_px;
    unsigned char rows[];
} Letter;

typedef struct Letters Letters;

/* What `open_letters` made; NULL, with an error, if it is another thing. */
Letters *letters_in(PyObject *capsule);

/* The letter of a number; NULL where there is none. */
const Letter *find_letter(const Letters *all, int64_t number);

/* That of a glyph so many steps right of and above a pixel, of which two to the power of `bits` make a
   pixel. */
int64_t letter_number(int64_t glyph, int64_t right, int64_t up, int64_t bits);

/* The same once it is kept, at all steps to the right: as the mask has it, a readable.face.Mask with a
   column for each step. NULL, with an error, if that cannot be done. */
const Letter *keep_letters(Letters *all, int64_t glyph, int64_t right, int64_t up, int64_t bits,
                           PyObject *mask);
