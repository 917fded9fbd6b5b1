/* What stands on a line. */

#include "speedups.h"

/* The fields of `Segment`. */
enum { TEXT, PIECES, WIDTH, SPACE, TOP, BOTTOM, IS_DECORATED, SEGMENT_FIELDS };

/* The pieces of its segments: their places in pixels, glyphs, and inks, one if it is that of all;
   the text; how high and deep the ink goes, in em; and whether any is decorated. */
typedef struct {
    PyObject *xs, *glyphs, *inks, *text;
    double top, bottom;
    bool is_decorated;
} Standing;

/* Where segments begin: of those of a paragraph, at so many units of so many pixels; what is `first`
   of these stands `left` pixels from the page's edge. */
typedef struct {
    const double *begins;
    double first, unit, left, size;
} Places;

/* Puts the segments of a tuple from one to before another on a line; false, with an error, if that
   cannot be done. What was made is to be dropped. */
bool put_on_line(Standing *line, PyObject *segments, Py_ssize_t start, Py_ssize_t end,
                 const Places *places);

void drop_line(Standing *line);
