/* Where lines end: the twin of readable/optimum.py, whose comments say why. */

#include "speedups.h"

#include <math.h>
#include <string.h>

#define TOLERANCE 1e-6
#define MOST_BEGINNINGS 64
#define HELD 0.5
#define EARLIER 1e-5
#define LEAST_RAGGED 1e-9
#define SHORT 0.4

typedef struct {
    double parting, line, ragged, runt;
    bool levels_last;
    double dense, unit;
} Costs;

/* What one paragraph needs of memory, of each as much as the longest has boxes, and one. */
typedef struct {
    double *begins, *ends, *held, *base, *way_begins;
    Py_ssize_t *places, *previous;
    bool *may_end;
} Room;

static bool
read_costs(PyObject *costs, Costs *into)
{
    double values[7];
    if (!is_tuple_of(costs, 7) || !read_floats(costs, 7, values)) {
        return false;
    }
    *into = (Costs){values[0], values[1], values[2], values[3], values[4] != 0, values[5], values[6]};
    return true;
}

static double
line_in_dense_prose(const Costs *costs, const double *partings, Py_ssize_t count)
{
    if (costs->dense >= 1.0) {
        return costs->line;
    }
    Py_ssize_t held = 0;
    for (Py_ssize_t at = 0; at < count; at++) {
        held += HELD < partings[at];
    }
    double share = (double)held / (double)count;
    return share <= costs->dense ? costs->line : costs->line * pow(costs->dense / share, 5);
}

static void
find_may_end(const Room *room, const double *partings, Py_ssize_t count, double full,
             const Costs *costs)
{
    double dearest = costs->line + costs->ragged * (SHORT * SHORT);
    double longest = full * SHORT;
    memset(room->may_end, true, (size_t)count * sizeof(bool));
    Py_ssize_t first = -1;
    for (Py_ssize_t place = 0; place + 1 < count; place++) {
        if (!(partings[place] * costs->parting >= dearest)) {
            continue;
        }
        if (first < 0) {
            first = place;
        }
        bool goes_on = place + 2 < count && partings[place + 1] * costs->parting >= dearest;
        if (goes_on) {
            continue;
        }
        if (room->ends[place + 1] - room->begins[first] <= longest) {
            memset(room->may_end + first, false, (size_t)(place + 1 - first) * sizeof(bool));
        }
        first = -1;
    }
}

/* The ends of the lines of the boxes from `start` to before `end`, last first; how many. */
static Py_ssize_t
fit(const double *widths, const double *spaces, const double *partings, Py_ssize_t start,
    Py_ssize_t end, double measure, const Costs *costs, const Room *room, Py_ssize_t *lines)
{
    Py_ssize_t boxes = end - start;
    double least = costs->ragged > LEAST_RAGGED ? costs->ragged : LEAST_RAGGED;
    double scale = measure > 0 ? pow(least, 0.5) / measure : 1.0;
    double full = measure * scale;
    double over = -TOLERANCE * scale;
    double *begins = room->begins, *ends = room->ends, *held = room->held;
    double widest = widths[start] * scale;
    begins[0] = 0.0;
    for (Py_ssize_t at = 0; at < boxes; at++) {
        double size = widths[start + at] * scale;
        double gap = spaces[start + at] * scale;
        widest = size > widest ? size : widest;
        begins[at + 1] = begins[at] + (size + gap);
        ends[at] = begins[at] + size;
    }
    find_may_end(room, partings + start, boxes, full, costs);
    Py_ssize_t count = 0;
    for (Py_ssize_t at = 0; at < boxes; at++) {
        if (room->may_end[at]) {
            room->places[count] = at + 1;
            begins[count + 1] = begins[at + 1];
            ends[count] = ends[at];
            held[count] = partings[start + at];
            count++;
        }
    }
    bool is_any_wide = full - widest < over;
    /* The ways to begin a line from place `first` on stand from `first` on. */
    double *base = room->base, *way_begins = room->way_begins;
    Py_ssize_t *previous = room->previous;
    Py_ssize_t first = 0, ways = 1;
    base[0] = way_begins[0] = 0.0;
    previous[0] = 0;
    Py_ssize_t last = costs->levels_last ? count : count - 1;
    for (Py_ssize_t at = 0; at < last; at++) {
        double line_end = ends[at], begin_next = begins[at + 1];
        double left = full - line_end;
        while (left + way_begins[first] < over && ways - first > 1) {
            first++;
        }
        double twice = left + left;
        double cost = INFINITY;
        Py_ssize_t best = first;
        Py_ssize_t stop = ways - first <= MOST_BEGINNINGS ? ways : first + MOST_BEGINNINGS;
        for (Py_ssize_t way = first; way < stop; way++) {
            double one = base[way] + twice * way_begins[way];
            if (one < cost) {
                cost = one;
                best = way;
            }
        }
        first = best;
        previous[at + 1] = first;
        double lack = left + way_begins[first];
        if (is_any_wide && lack < over) {
            cost -= lack * lack;
        }
        double price = costs->line + costs->parting * held[at] + EARLIER * line_end;
        base[ways] = cost + left * left + price + begin_next * begin_next;
        way_begins[ways] = begin_next;
        ways++;
    }
    if (!costs->levels_last) {
        double left = full - ends[count - 1];
        while (left + way_begins[first] < over && ways - first > 1) {
            first++;
        }
        bool is_short = ends[count - 1] - begins[count - 1] <= full * SHORT;
        bool is_alone = count > 1 && room->places[count - 2] == boxes - 1 && spaces[end - 2] != 0;
        double cost = INFINITY;
        Py_ssize_t best = first;
        for (Py_ssize_t way = first; way < ways; way++) {
            double one = base[way] - way_begins[way] * way_begins[way];
            if (way == ways - 1 && is_alone && is_short) {
                one += costs->runt;
            }
            if (one < cost) {
                cost = one;
                best = way;
            }
        }
        previous[count] = best;
    }
    Py_ssize_t made = 0;
    for (Py_ssize_t reached = count; reached; reached = previous[reached]) {
        lines[made++] = start + room->places[reached - 1];
    }
    return made;
}

static PyObject *
fit_all(const double *widths, const double *spaces, const double *told, const double *partings,
        const double *forced, Py_ssize_t count, double measure, const Costs *costs,
        const Room *room, Py_ssize_t *lines)
{
    PyObject *ends = PyList_New(0);
    Py_ssize_t start = 0;
    for (Py_ssize_t index = 1; ends != NULL && index <= count; index++) {
        if (index < count && forced[index - 1] == 0) {
            continue;
        }
        Costs here = *costs;
        here.line = line_in_dense_prose(costs, told + start, index - start);
        Py_ssize_t made = fit(widths, spaces, partings, start, index, measure, &here, room, lines);
        while (ends != NULL && made--) {
            PyObject *end = PyLong_FromSsize_t(lines[made]);
            if (end == NULL || PyList_Append(ends, end) < 0) {
                Py_CLEAR(ends);
            }
            Py_XDECREF(end);
        }
        start = index;
    }
    return ends;
}

/* total_fit(widths, spaces, forced, partings, measure, costs, unit, likely_unit) */
PyObject *
total_fit(PyObject *Py_UNUSED(self), PyObject *const *args, Py_ssize_t given)
{
    Costs costs;
    if (given != 8) {
        PyErr_SetString(PyExc_TypeError, "total_fit takes eight arguments");
        return NULL;
    }
    double measure, unit, likely_unit;
    if (!read_float(args[4], &measure) || !read_costs(args[5], &costs) ||
        !read_float(args[6], &unit) || !read_float(args[7], &likely_unit)) {
        return NULL;
    }
    Py_ssize_t count = PySequence_Size(args[0]);
    if (count < 0) {
        return NULL;
    }
    size_t each = (size_t)count + 1;
    size_t sizes = each * (10 * sizeof(double) + 3 * sizeof(Py_ssize_t) + sizeof(bool));
    double *memory = count < PY_SSIZE_T_MAX / 256 ? PyMem_Malloc(sizes) : NULL;
    if (memory == NULL) {
        return PyErr_NoMemory();
    }
    double *column[10];
    for (size_t at = 0; at < 10; at++) {
        column[at] = memory + at * each;
    }
    Py_ssize_t *numbers = (Py_ssize_t *)(memory + 10 * each);
    Room room = {
        .begins = column[5],
        .ends = column[6],
        .held = column[7],
        .base = column[8],
        .way_begins = column[9],
        .places = numbers,
        .previous = numbers + each,
        .may_end = (bool *)(numbers + 3 * each),
    };
    double *told = column[3], *partings = column[4];
    PyObject *ends = NULL;
    if (read_floats(args[0], count, column[0]) && read_floats(args[1], count, column[1]) &&
        read_floats(args[2], count, column[2]) && read_floats(args[3], count, told)) {
        for (Py_ssize_t at = 0; at < count; at++) {
            bool is_unit = told[at] == unit || told[at] == likely_unit;
            partings[at] = is_unit ? told[at] * costs.unit : told[at];
        }
        ends = fit_all(column[0], column[1], told, partings, column[2], count, measure, &costs,
                       &room, numbers + 2 * each);
    }
    PyMem_Free(memory);
    return ends;
}
