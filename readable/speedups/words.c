/* Which spaces stand inside a word: the twin of readable/vietnamese/model.py and words.py. */

#include "speedups.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#define SYLLABLE_BITS 14
#define LOOK_BITS 3
#define LOOKS 8
#define ALL_LOOKS (2 * LOOKS * LOOKS * LOOKS * LOOKS)
#define STEP 0.125

/* What is known of a pair: from the lowest bits up what it weighs if its second has a capital or
   none, and flags. Its bits in Python count from SMALL, CAPITAL and LISTED. */
#define SMALL 17
#define WEIGHT_BITS 8
enum { LISTED = 1 << 16, TRIPLE = 1 << 17, TRIPLE_ON = 1 << 18, CONTEXT = 1 << 19,
       CONTEXT_ON = 1 << 20 };
#define PAIR_BITS 21

/* The tables beyond pairs; a key in them ends in its table's number. */
enum { OF_TRIPLE, OF_TRIPLE_ON, OF_CONTEXT, OF_CONTEXT_ON, TABLES };
#define TABLE_BITS 2
static const int rest_bits[TABLES] = {SYLLABLE_BITS, SYLLABLE_BITS, LOOK_BITS, LOOK_BITS};
static const uint32_t flags[TABLES] = {TRIPLE, TRIPLE_ON, CONTEXT, CONTEXT_ON};

/* What Python holds a model by. */
#define MODEL "readable.speedups.Model"

/* An open-addressed table of numbers; `value_bits` of each slot are its value, the rest its key: of
   a pair 28 bits, beyond pairs 42 and its table's. What is above would be cut off: no model has it. */
#define EMPTY UINT64_MAX
typedef struct {
    uint64_t *slots;
    int bits, value_bits;
} Table;

typedef struct {
    Table pairs, farther;
    double looks[ALL_LOOKS];
} Model;

static uint64_t *
slot_of(const Table *table, uint64_t key)
{
    uint64_t mask = (UINT64_C(1) << table->bits) - 1;
    /* Fibonacci hashing: the highest bits of a product with 2^64 over the golden ratio. */
    uint64_t place = key * UINT64_C(0x9E3779B97F4A7C15) >> (64 - table->bits);
    while (table->slots[place] != EMPTY && table->slots[place] >> table->value_bits != key) {
        place = (place + 1) & mask;
    }
    return table->slots + place;
}

static uint64_t
value_of(const Table *table, uint64_t key)
{
    uint64_t slot = *slot_of(table, key);
    return slot == EMPTY ? 0 : slot & ((UINT64_C(1) << table->value_bits) - 1);
}

static void
add_value(Table *table, uint64_t key, uint64_t value)
{
    uint64_t *slot = slot_of(table, key);
    *slot = (*slot == EMPTY ? key << table->value_bits : *slot) | value;
}

/* At most half full. */
static bool
make_table(Table *table, size_t most, int value_bits)
{
    table->value_bits = value_bits;
    table->bits = 4;
    while ((size_t)1 << table->bits < 2 * most) {
        table->bits++;
    }
    size_t bytes = sizeof(uint64_t) << table->bits;
    table->slots = PyMem_Malloc(bytes);
    if (table->slots == NULL) {
        PyErr_NoMemory();
        return false;
    }
    memset(table->slots, 0xFF, bytes);
    return true;
}

static void
free_model(PyObject *capsule)
{
    Model *model = PyCapsule_GetPointer(capsule, MODEL);
    PyMem_Free(model->pairs.slots);
    PyMem_Free(model->farther.slots);
    PyMem_Free(model);
}

/* read_keys(part, count): the numbers of which the part has the steps, in the bytes of an array. */
PyObject *
read_keys(PyObject *Py_UNUSED(self), PyObject *const *args, Py_ssize_t given)
{
    if (given != 2 || !PyBytes_Check(args[0])) {
        PyErr_SetString(PyExc_TypeError, "read_keys takes bytes and how many keys they have");
        return NULL;
    }
    Py_ssize_t count = PyLong_AsSsize_t(args[1]);
    Py_ssize_t places = count > 0 ? PyBytes_Size(args[0]) / count : 0;
    if (PyErr_Occurred()) {
        return NULL;
    }
    if (count < 0 || count > PY_SSIZE_T_MAX / 8 || places > 8) {
        PyErr_SetString(PyExc_ValueError, "a key has no more than eight bytes");
        return NULL;
    }
    PyObject *made = PyBytes_FromStringAndSize(NULL, 8 * count);
    if (made == NULL) {
        return NULL;
    }
    const unsigned char *part = (const unsigned char *)PyBytes_AsString(args[0]);
    char *into = PyBytes_AsString(made);
    uint64_t key = 0;
    for (Py_ssize_t at = 0; at < count; at++) {
        uint64_t step = 0;
        for (Py_ssize_t place = 0; place < places; place++) {
            step |= (uint64_t)part[place * count + at] << 8 * place;
        }
        key += step;
        memcpy(into + 8 * at, &key, 8);
    }
    return made;
}

/* The keys of a table, and as many weights, if it has any. */
typedef struct {
    Py_buffer keys;
    const unsigned char *weight;
    Py_ssize_t count;
} Keys;

static uint64_t
key_at(const Keys *keys, Py_ssize_t at)
{
    uint64_t key;
    memcpy(&key, (const char *)keys->keys.buf + 8 * at, 8);
    return key;
}

/* False, with an error, where they do not fit. */
static bool
open_keys(PyObject *array, PyObject *weights, Keys *into)
{
    if (PyObject_GetBuffer(array, &into->keys, PyBUF_SIMPLE) < 0) {
        return false;
    }
    into->count = into->keys.len / 8;
    bool has_right_weights =
        weights == NULL || (PyBytes_Check(weights) && PyBytes_Size(weights) == into->count);
    if (into->keys.len % 8 || !has_right_weights) {
        PyErr_SetString(PyExc_ValueError, "keys have eight bytes, and each has one weight");
        PyBuffer_Release(&into->keys);
        return false;
    }
    into->weight = weights ? (const unsigned char *)PyBytes_AsString(weights) : NULL;
    return true;
}

static bool
fill(Model *model, const Keys *listed, const Keys *pairs, const Keys farther[TABLES])
{
    size_t all = 0;
    for (int table = 0; table < TABLES; table++) {
        all += (size_t)farther[table].count;
    }
    if (!make_table(&model->pairs, all + (size_t)(listed->count + pairs->count), PAIR_BITS) ||
        !make_table(&model->farther, all, WEIGHT_BITS)) {
        return false;
    }
    for (Py_ssize_t at = 0; at < listed->count; at++) {
        add_value(&model->pairs, key_at(listed, at), LISTED);
    }
    for (Py_ssize_t at = 0; at < pairs->count; at++) {
        uint64_t key = key_at(pairs, at);
        add_value(&model->pairs, key >> 1, (uint64_t)pairs->weight[at] << WEIGHT_BITS * (key & 1));
    }
    for (int table = 0; table < TABLES; table++) {
        for (Py_ssize_t at = 0; at < farther[table].count; at++) {
            uint64_t key = key_at(farther + table, at);
            add_value(&model->pairs, key >> rest_bits[table], flags[table]);
            add_value(&model->farther, key << TABLE_BITS | (uint64_t)table,
                      farther[table].weight[at]);
        }
    }
    return true;
}

/* read_model(looks, listed, keys and weights of pairs, and of each of the tables beyond) */
PyObject *
read_model(PyObject *Py_UNUSED(self), PyObject *const *args, Py_ssize_t given)
{
    if (given != 4 + 2 * TABLES) {
        PyErr_SetString(PyExc_TypeError, "read_model takes looks, words and five tables");
        return NULL;
    }
    Model *model = PyMem_Calloc(1, sizeof(Model));
    if (model == NULL) {
        return PyErr_NoMemory();
    }
    PyObject *capsule = PyCapsule_New(model, MODEL, free_model);
    if (capsule == NULL) {
        PyMem_Free(model);
        return NULL;
    }
    Keys keys[2 + TABLES];
    int opened = 0;
    bool is_right = read_floats(args[0], ALL_LOOKS, model->looks);
    while (is_right && opened < 2 + TABLES) {
        PyObject *weights = opened ? args[2 * opened + 1] : NULL;
        is_right = open_keys(args[opened ? 2 * opened : 1], weights, keys + opened);
        opened += is_right;
    }
    is_right = is_right && fill(model, keys, keys + 1, keys + 2);
    while (opened--) {
        PyBuffer_Release(&keys[opened].keys);
    }
    if (!is_right) {
        Py_CLEAR(capsule);
    }
    return capsule;
}

/* The fields of `Seen`, what is known of a token. */
enum { JOINS_BEFORE = 3, JOINS_AFTER, SOUNDS, SYLLABLE, FIRST_OF_PAIR, BITS_OF_WEIGHT, SHAPE, BEFORE,
       AFTER, CHAIN, FIELDS };

/* The tokens of a text, and room to work in. */
typedef struct {
    Py_ssize_t count;
    /* A tuple of tuples: nothing that is called meanwhile can change it. */
    PyObject *seen;
    uint64_t *sounds;
    uint32_t *syllable, *number, *pair;
    double *weight, *forward, *chain;
    unsigned char *shape;
    bool *is_open;
} Tokens;

static double
weigh(uint64_t stored)
{
    return (double)(signed char)(stored & 0xFF) * STEP;
}

static bool
float_at(PyObject *tuple, Py_ssize_t at, double *into)
{
    PyObject *item = PyTuple_Check(tuple) ? PyTuple_GetItem(tuple, at) : NULL;
    if (item == NULL && !PyErr_Occurred()) {
        PyErr_SetString(PyExc_TypeError, "there is no tuple of weights");
    }
    return read_float(item, into);
}

/* A number from 0 to below a limit. */
static bool
read_whole(PyObject *tuple, Py_ssize_t at, long limit, long *into)
{
    *into = PyLong_AsLong(PyTuple_GetItem(tuple, at));
    if (*into == -1 && PyErr_Occurred()) {
        return false;
    }
    if (*into < 0 || *into >= limit) {
        PyErr_SetString(PyExc_ValueError, "there is no syllable, shape or weight of this number");
        return false;
    }
    return true;
}

static bool
read_seen(Tokens *tokens)
{
    bool joins_on = false;
    for (Py_ssize_t at = 0; at < tokens->count; at++) {
        PyObject *one = PyTuple_GetItem(tokens->seen, at);
        if (!PyTuple_Check(one) || PyTuple_Size(one) != FIELDS) {
            PyErr_SetString(PyExc_TypeError, "a token is told by a tuple of thirteen");
            return false;
        }
        tokens->sounds[at] = PyLong_AsUnsignedLongLong(PyTuple_GetItem(one, SOUNDS));
        long syllable, shape;
        if ((tokens->sounds[at] == (uint64_t)-1 && PyErr_Occurred()) ||
            !read_whole(one, SYLLABLE, 1 << SYLLABLE_BITS, &syllable) ||
            !read_whole(one, SHAPE, LOOKS, &shape) || !float_at(one, CHAIN, tokens->chain + at)) {
            return false;
        }
        tokens->syllable[at] = (uint32_t)syllable;
        tokens->shape[at] = (unsigned char)shape;
        if (at) {
            tokens->is_open[at - 1] = joins_on && PyTuple_GetItem(one, JOINS_BEFORE) == Py_True;
        }
        joins_on = PyTuple_GetItem(one, JOINS_AFTER) == Py_True;
    }
    return true;
}

static bool
weigh_pairs(const Model *model, const Tokens *tokens)
{
    Py_ssize_t spaces = tokens->count - 1;
    const unsigned char *shape = tokens->shape;
    for (Py_ssize_t at = 0; at < spaces; at++) {
        uint32_t number = tokens->syllable[at] << SYLLABLE_BITS | tokens->syllable[at + 1];
        uint32_t pair = (uint32_t)value_of(&model->pairs, number);
        tokens->number[at] = number;
        tokens->pair[at] = pair;
        PyObject *here = PyTuple_GetItem(tokens->seen, at);
        PyObject *next = PyTuple_GetItem(tokens->seen, at + 1);
        double before, after;
        long bits;
        if (!read_whole(next, BITS_OF_WEIGHT, SMALL + 2 * WEIGHT_BITS, &bits) ||
            !float_at(PyTuple_GetItem(here, AFTER), shape[at + 1], &after) ||
            !float_at(PyTuple_GetItem(next, BEFORE), shape[at], &before)) {
            return false;
        }
        unsigned behind = at && tokens->is_open[at - 1] ? shape[at - 1] : 0;
        unsigned ahead = at + 1 < spaces && tokens->is_open[at + 1] ? shape[at + 2] : 0;
        unsigned look = (behind << LOOK_BITS | shape[at]) << 2 * LOOK_BITS |
                        (unsigned)shape[at + 1] << LOOK_BITS | ahead;
        if (pair & LISTED) {
            look |= 1 << 4 * LOOK_BITS;
        }
        tokens->weight[at] = weigh(bits < SMALL + WEIGHT_BITS ? pair : pair >> WEIGHT_BITS) + after +
                             before + model->looks[look];
    }
    return true;
}

static double
farther(const Model *model, int table, uint64_t number, uint32_t rest)
{
    uint64_t key = (number << rest_bits[table] | rest) << TABLE_BITS | (uint64_t)table;
    return weigh(value_of(&model->farther, key));
}

static void
weigh_farther(const Model *model, const Tokens *tokens)
{
    Py_ssize_t spaces = tokens->count - 1;
    for (Py_ssize_t at = 0; at < spaces; at++) {
        uint32_t pair = tokens->pair[at], number = tokens->number[at];
        if (!tokens->is_open[at]) {
            continue;
        }
        if (at && tokens->is_open[at - 1]) {
            if (pair & CONTEXT_ON) {
                tokens->weight[at - 1] +=
                    farther(model, OF_CONTEXT_ON, number, tokens->shape[at - 1]);
            }
            if (pair & TRIPLE) {
                tokens->weight[at] += farther(model, OF_TRIPLE, number, tokens->syllable[at - 1]);
            }
        }
        if (at + 1 < spaces && tokens->is_open[at + 1]) {
            if (pair & CONTEXT) {
                tokens->weight[at + 1] += farther(model, OF_CONTEXT, number, tokens->shape[at + 2]);
            }
            if (pair & TRIPLE_ON) {
                tokens->weight[at] +=
                    farther(model, OF_TRIPLE_ON, number, tokens->syllable[at + 2]);
            }
        }
    }
}

static bool
weigh_likeness(const Tokens *tokens, PyObject *ask)
{
    for (Py_ssize_t at = 0; at + 1 < tokens->count; at++) {
        if (!tokens->is_open[at] || !(tokens->sounds[at] & tokens->sounds[at + 1])) {
            continue;
        }
        PyObject *answer = PyObject_CallFunction(ask, "n", at);
        double weight;
        bool is_right = read_float(answer, &weight);
        Py_XDECREF(answer);
        if (!is_right) {
            return false;
        }
        tokens->weight[at] += weight;
    }
    return true;
}

/* The chain's marginals, in the place of the weights. */
static void
find_likely(const Tokens *tokens)
{
    Py_ssize_t spaces = tokens->count - 1;
    double odds = 0.0;
    for (Py_ssize_t at = 0; at < spaces; at++) {
        double own = tokens->is_open[at] ? exp(tokens->weight[at]) : 0.0;
        tokens->weight[at] = own;
        odds = own * (1.0 + odds * tokens->chain[at]) / (1.0 + odds);
        tokens->forward[at] = odds;
    }
    double behind_odds = 1.0;
    for (Py_ssize_t at = spaces - 1; at >= 0; at--) {
        double own = tokens->weight[at];
        odds = tokens->forward[at] * behind_odds;
        tokens->weight[at] = odds / (1.0 + odds);
        odds = own * behind_odds;
        behind_odds = (1.0 + tokens->chain[at] * odds) / (1.0 + odds);
    }
}

static PyObject *
list_of(const double *values, Py_ssize_t count)
{
    PyObject *made = PyList_New(count);
    for (Py_ssize_t at = 0; made != NULL && at < count; at++) {
        PyObject *value = PyFloat_FromDouble(values[at]);
        if (value == NULL || PyList_SetItem(made, at, value) < 0) {
            Py_CLEAR(made);
        }
    }
    return made;
}

/* weigh_words(model, what is known of each token, what answers how two beside each other sound) */
PyObject *
weigh_words(PyObject *Py_UNUSED(self), PyObject *const *args, Py_ssize_t given)
{
    if (given != 3) {
        PyErr_SetString(PyExc_TypeError, "weigh_words takes a model, tokens and a function");
        return NULL;
    }
    const Model *model = PyCapsule_GetPointer(args[0], MODEL);
    if (model == NULL) {
        return NULL;
    }
    Tokens tokens = {.seen = PySequence_Tuple(args[1])};
    if (tokens.seen == NULL) {
        return NULL;
    }
    tokens.count = PyTuple_Size(tokens.seen);
    size_t count = (size_t)tokens.count;
    size_t each = 3 * sizeof(double) + sizeof(uint64_t) + 3 * sizeof(uint32_t) + 2;
    char *memory = PyMem_Calloc(count + 1, each);
    if (memory == NULL) {
        Py_DECREF(tokens.seen);
        return PyErr_NoMemory();
    }
    tokens.weight = (double *)memory;
    tokens.forward = tokens.weight + count;
    tokens.chain = tokens.forward + count;
    tokens.sounds = (uint64_t *)(tokens.chain + count);
    tokens.syllable = (uint32_t *)(tokens.sounds + count);
    tokens.number = tokens.syllable + count;
    tokens.pair = tokens.number + count;
    tokens.shape = (unsigned char *)(tokens.pair + count);
    tokens.is_open = (bool *)(tokens.shape + count);
    PyObject *likely = NULL;
    if (read_seen(&tokens) && weigh_pairs(model, &tokens)) {
        weigh_farther(model, &tokens);
        if (weigh_likeness(&tokens, args[2])) {
            find_likely(&tokens);
            likely = list_of(tokens.weight, tokens.count ? tokens.count - 1 : 0);
        }
    }
    PyMem_Free(memory);
    Py_DECREF(tokens.seen);
    return likely;
}
