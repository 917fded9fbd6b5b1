/* A line under letters, with room for those that reach into it: the twin of `Canvas._underline`. */

#include "speedups.h"

#include <string.h>

/* A row of pixels, two a byte behind its first, and so many of these below each other. */
typedef struct {
    unsigned char *bytes;
    int64_t stride, rows;
} Page;

typedef struct {
    int64_t left, right, top, bottom, clearance;
} Line;

/* Marks the pixels from `left` on that have ink in the line's rows, or in those beside them, within
   its clearance. */
static void
mark_taken(bool *taken, const Page *page, const Line *line)
{
    int64_t width = line->right - line->left, pixels = 2 * (page->stride - 1);
    int64_t begin = line->left - line->clearance, end = line->right + line->clearance;
    int64_t first = line->top > 0 ? line->top - 1 : 0;
    int64_t last = line->bottom < page->rows ? line->bottom + 1 : page->rows;
    begin = begin > 0 ? begin : 0;
    end = end < pixels ? end : pixels;
    for (int64_t pixel = begin; pixel < end; pixel++) {
        unsigned char half = pixel % 2 ? 0x0F : 0xF0, ink = 0;
        for (int64_t row = first; row < last; row++) {
            ink |= page->bytes[row * page->stride + 1 + pixel / 2];
        }
        if (ink & half) {
            int64_t from = pixel - line->left - line->clearance;
            int64_t to = pixel - line->left + line->clearance + 1;
            from = from > 0 ? from : 0;
            to = to < width ? to : width;
            memset(taken + from, true, (size_t)(to - from));
        }
    }
}

static void
draw(const Page *page, const Line *line, const bool *taken)
{
    for (int64_t row = line->top; row < line->bottom; row++) {
        unsigned char *bytes = page->bytes + row * page->stride + 1;
        for (int64_t pixel = line->left; pixel < line->right; pixel++) {
            if (!taken[pixel - line->left]) {
                bytes[pixel / 2] |= pixel % 2 ? 0x0F : 0xF0;
            }
        }
    }
}

/* underline(page, stride, left, right, top, bottom, clearance) */
PyObject *
underline(PyObject *Py_UNUSED(self), PyObject *const *args, Py_ssize_t given)
{
    Page page;
    Line line;
    if (given != 7 || !PyByteArray_Check(args[0])) {
        PyErr_SetString(PyExc_TypeError, "underline takes the bytes of a page and six numbers");
        return NULL;
    }
    if (!read_whole(args[1], 1, INT32_MAX, &page.stride)) {
        return NULL;
    }
    if (!read_whole(args[2], 0, 2 * (page.stride - 1), &line.left) ||
        !read_whole(args[3], line.left, 2 * (page.stride - 1), &line.right) ||
        !read_whole(args[4], 0, INT32_MAX, &line.top) ||
        !read_whole(args[5], line.top, INT32_MAX, &line.bottom) ||
        !read_whole(args[6], 0, INT32_MAX, &line.clearance)) {
        return NULL;
    }
    /* Asked for last: to read a number may be a call that changes the page. */
    page.rows = PyByteArray_Size(args[0]) / page.stride;
    if (line.bottom > page.rows) {
        PyErr_SetString(PyExc_OverflowError, "a line is below the page");
        return NULL;
    }
    bool *taken = PyMem_Calloc((size_t)(line.right - line.left) + 1, sizeof *taken);
    if (taken == NULL) {
        return PyErr_NoMemory();
    }
    page.bytes = (unsigned char *)PyByteArray_AsString(args[0]);
    mark_taken(taken, &page, &line);
    draw(&page, &line, taken);
    PyMem_Free(taken);
    Py_RETURN_NONE;
}
