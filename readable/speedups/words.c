/* Which spaces stand inside a word: the twin of readable/vietnamese/model.py and words.py. */

#include "words.h"

#include <math.h>
#include <string.h>

#define ALL_LOOKS (2 * LOOKS * LOOKS * LOOKS * LOOKS)
#define STEP 0.125

/* What is known of a pair: from the lowest bits up what it weighs if its second has a capital or
   none, and flags. Its bits in Python count from LISTED. */
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

/* What tokens weigh for the spaces beside them: for each side a weight by the look across. Of the first
   row, which most tokens have, all are nothing. */
enum { WEIGHS_BEFORE, WEIGHS_AFTER, SIDES };
#define ROW_BITS 16
typedef struct {
    Table rows;
    signed char (*weights)[SIDES][LOOKS];
    uint64_t count;
} Beside;

typedef struct {
    Table pairs, farther;
    Beside beside;
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
    PyMem_Free(model->beside.rows.slots);
    PyMem_Free(model->beside.weights);
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
fill_beside(Beside *beside, const Keys keys[SIDES])
{
    size_t all = 1 + (size_t)keys[WEIGHS_BEFORE].count + (size_t)keys[WEIGHS_AFTER].count;
    all = all < 1 << ROW_BITS ? all : 1 << ROW_BITS;
    beside->weights = PyMem_Calloc(all, sizeof *beside->weights);
    if (beside->weights == NULL || !make_table(&beside->rows, all, ROW_BITS)) {
        PyErr_NoMemory();
        return false;
    }
    beside->count = 1;
    for (int side = 0; side < SIDES; side++) {
        for (Py_ssize_t at = 0; at < keys[side].count; at++) {
            uint64_t key = key_at(keys + side, at), token = key >> LOOK_BITS;
            uint64_t row = value_of(&beside->rows, token);
            if (row == 0 && beside->count < all) {
                row = beside->count++;
                add_value(&beside->rows, token, row);
            }
            if (row == 0) {
                PyErr_SetString(PyExc_ValueError, "too many tokens weigh for what is beside them");
                return false;
            }
            beside->weights[row][side][key & (LOOKS - 1)] = (signed char)keys[side].weight[at];
        }
    }
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

/* read_model(looks, listed, keys and weights of pairs, of each of the tables beyond, and of what tokens
   weigh for the space before and after them) */
PyObject *
read_model(PyObject *Py_UNUSED(self), PyObject *const *args, Py_ssize_t given)
{
    if (given != 4 + 2 * (TABLES + SIDES)) {
        PyErr_SetString(PyExc_TypeError, "read_model takes looks, words and seven tables");
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
    Keys keys[2 + TABLES + SIDES];
    int opened = 0;
    bool is_right = read_floats(args[0], ALL_LOOKS, model->looks);
    while (is_right && opened < 2 + TABLES + SIDES) {
        PyObject *weights = opened ? args[2 * opened + 1] : NULL;
        is_right = open_keys(args[opened ? 2 * opened : 1], weights, keys + opened);
        opened += is_right;
    }
    is_right = is_right && fill(model, keys, keys + 1, keys + 2) &&
               fill_beside(&model->beside, keys + 2 + TABLES);
    while (opened--) {
        PyBuffer_Release(&keys[opened].keys);
    }
    if (!is_right) {
        Py_CLEAR(capsule);
    }
    return capsule;
}

/* Of the number of slots for tokens, of 64 bytes each. */
#define MOST_BITS 24

static void
free_words(PyObject *capsule)
{
    Words *words = PyCapsule_GetPointer(capsule, WORDS);
    PyMem_Free(words->slots);
    PyMem_Free(words->onsets.all);
    PyMem_Free(words->rimes.all);
    PyObject *held[] = {words->model,     words->token,       words->shapes,       words->seen,
                        words->syllables, words->small_roles, words->capital_roles};
    for (size_t at = 0; at < sizeof held / sizeof *held; at++) {
        Py_XDECREF(held[at]);
    }
    PyMem_Free(words);
}

/* know_words(model, a class of tuples for tokens, shapes, all seen, syllables, roles of words in small
   letters, and with a first capital, onsets, rimes, what it weighs that two sound alike, the odds of chains,
   roles, bits of the number of slots) */
PyObject *
know_words(PyObject *Py_UNUSED(self), PyObject *const *args, Py_ssize_t given)
{
    bool is_fit = given == 13 && PyCapsule_IsValid(args[0], MODEL) && is_tuple_class(args[1]) &&
                  PyUnicode_Check(args[2]) && PyUnicode_GetLength(args[2]) == LOOKS;
    for (int at = 4; is_fit && at < 9; at++) {
        is_fit = PyDict_Check(args[at]);
    }
    if (!is_fit) {
        PyErr_SetString(PyExc_TypeError, "know_words takes a model, a class, shapes and tables");
        return NULL;
    }
    Words *words = PyMem_Calloc(1, sizeof *words);
    PyObject *capsule = words == NULL ? PyErr_NoMemory() : PyCapsule_New(words, WORDS, free_words);
    if (capsule == NULL) {
        PyMem_Free(words);
        return NULL;
    }
    PyObject **held[] = {&words->model,     &words->token,       &words->shapes,       &words->seen,
                         &words->syllables, &words->small_roles, &words->capital_roles};
    for (size_t at = 0; at < sizeof held / sizeof *held; at++) {
        *held[at] = Py_NewRef(args[at]);
    }
    long bits = PyLong_AsLong(args[12]);
    bool is_right = !PyErr_Occurred();
    if (is_right) {
        words->bits = bits < 1 ? 1 : bits > MOST_BITS ? MOST_BITS : (int)bits;
        words->room = (size_t)1 << words->bits;
        words->slots = PyMem_Calloc(words->room, sizeof *words->slots);
        is_right = words->slots != NULL;
        if (!is_right) {
            PyErr_NoMemory();
        }
    }
    is_right = is_right && read_parts(args[7], &words->onsets) && read_parts(args[8], &words->rimes) &&
               read_floats(args[9], LIKENESSES * LOOKS * LOOKS, words->alike) &&
               read_floats(args[10], LOOKS, words->chain) && is_tuple_of(args[11], ROLES);
    for (int role = 0; is_right && role < ROLES; role++) {
        int64_t value;
        is_right = read_whole(item_of(args[11], role), 0, UINT32_MAX, &value);
        words->roles[role] = is_right ? (uint32_t)value : 0;
    }
    PyObject *number = is_right ? PyUnicode_FromString("0") : NULL;
    int64_t syllable = 0;
    is_right = number != NULL && number_of(args[4], number, 0, MOST_SYLLABLES - 1, &syllable);
    words->syllable_of_numbers = (uint16_t)syllable;
    Py_XDECREF(number);
    if (!is_right) {
        Py_CLEAR(capsule);
    }
    return capsule;
}

/* A text, and room to work in. */
typedef struct {
    Words *words;
    const Model *model;
    Py_ssize_t count;
    /* A tuple: nothing that is called meanwhile can change it. */
    PyObject *texts;
    Token *token;
    uint32_t *number, *pair;
    double *weight, *forward;
    bool *is_open;
} Text;

static double
weigh(uint64_t stored)
{
    return (double)(signed char)(stored & 0xFF) * STEP;
}

static bool
find_tokens(Text *text)
{
    for (Py_ssize_t at = 0; at < text->count; at++) {
        PyObject *one = item_of(text->texts, at);
        if (!PyUnicode_Check(one)) {
            PyErr_SetString(PyExc_TypeError, "a token is a text");
            return false;
        }
        if (!find_token(text->words, one, text->token + at)) {
            return false;
        }
        if (at) {
            text->is_open[at - 1] = text->token[at - 1].joins_after && text->token[at].joins_before;
        }
    }
    return true;
}

/* Whether two tokens in capitals stand beside each other: perhaps words that shout. */
static bool
has_shouts(const Text *text)
{
    for (Py_ssize_t at = 1; at < text->count; at++) {
        if (text->token[at - 1].flags & text->token[at].flags & UPPER) {
            return true;
        }
    }
    return false;
}

/* Adds a number to a list. */
static bool
add_place(PyObject *list, Py_ssize_t place)
{
    PyObject *number = PyLong_FromSsize_t(place);
    bool is_right = number != NULL && PyList_Append(list, number) == 0;
    Py_XDECREF(number);
    return is_right;
}

/* Tokens with a first capital that begin a sentence look like such. */
static void
find_beginnings(Text *text)
{
    bool begins = true;
    for (Py_ssize_t at = 0; at < text->count; at++) {
        Token *token = text->token + at;
        if ((begins || token->flags & OPENS) && token->shape == CAPITAL) {
            token->shape = BEGINNING;
        }
        begins = token->flags & ENDS_SENTENCE;
    }
}

static bool
find_odd(const Text *text, PyObject *into)
{
    for (Py_ssize_t at = 0; at < text->count; at++) {
        if (text->token[at].flags & ODD && !add_place(into, at)) {
            return false;
        }
    }
    return true;
}

/* Puts those tokens into a list that are asked for what unit a space makes, where they are not yet. */
static bool
add_tokens(const Text *text, Py_ssize_t space, PyObject *into)
{
    Py_ssize_t end = space + 3 < text->count ? space + 3 : text->count;
    for (Py_ssize_t at = space > 2 ? space - 2 : 0; at < end; at++) {
        if (PyList_GetItem(into, at) != Py_None) {
            continue;
        }
        PyObject *token = token_of(text->words, item_of(text->texts, at), text->token + at);
        if (token == NULL || PyList_SetItem(into, at, token) < 0) {
            return false;
        }
    }
    return true;
}

/* The spaces whose two tokens may make a unit, and those beside: the twin of `find_candidates` in
   units.py. */
static bool
find_candidates(const Text *text, PyObject *into, PyObject *tokens)
{
    const uint32_t *any = text->words->roles;
    for (Py_ssize_t at = 0; at + 1 < text->count; at++) {
        uint32_t here = text->token[at].roles, next = text->token[at + 1].roles;
        uint32_t calls = (next & any[CALLED] ? any[CALLS] : 0) | (next & any[NAME] ? any[CALLS_NAME] : 0);
        bool may_join = next & any[SECOND] || here & calls || here & any[FIRST];
        if (may_join && !(add_place(into, at) && add_tokens(text, at, tokens))) {
            return false;
        }
    }
    return true;
}

static double
beside(const Text *text, const Token *token, int side, unsigned look)
{
    uint64_t key = (uint64_t)token->syllable << LOOK_BITS | token->shape;
    uint64_t row = value_of(&text->model->beside.rows, key);
    return weigh((uint64_t)(unsigned char)text->model->beside.weights[row][side][look]);
}

static void
weigh_pairs(const Text *text)
{
    Py_ssize_t spaces = text->count - 1;
    for (Py_ssize_t at = 0; at < spaces; at++) {
        const Token *here = text->token + at, *next = here + 1;
        uint32_t number = (uint32_t)here->syllable << SYLLABLE_BITS | next->syllable;
        uint32_t pair = (uint32_t)value_of(&text->model->pairs, number);
        text->number[at] = number;
        text->pair[at] = pair;
        unsigned behind = at && text->is_open[at - 1] ? here[-1].shape : 0;
        unsigned ahead = at + 1 < spaces && text->is_open[at + 1] ? next[1].shape : 0;
        unsigned look = (behind << LOOK_BITS | here->shape) << 2 * LOOK_BITS |
                        (unsigned)next->shape << LOOK_BITS | ahead;
        if (pair & LISTED) {
            look |= 1 << 4 * LOOK_BITS;
        }
        bool is_capital = next->shape == CAPITAL || next->shape == CAPITALS;
        text->weight[at] = weigh(is_capital ? pair >> WEIGHT_BITS : pair) +
                           beside(text, here, WEIGHS_AFTER, next->shape) +
                           beside(text, next, WEIGHS_BEFORE, here->shape) +
                           text->model->looks[look];
    }
}

static double
farther(const Model *model, int table, uint64_t number, uint32_t rest)
{
    uint64_t key = (number << rest_bits[table] | rest) << TABLE_BITS | (uint64_t)table;
    return weigh(value_of(&model->farther, key));
}

static void
weigh_farther(const Text *text)
{
    Py_ssize_t spaces = text->count - 1;
    const Model *model = text->model;
    for (Py_ssize_t at = 0; at < spaces; at++) {
        uint32_t pair = text->pair[at], number = text->number[at];
        const Token *here = text->token + at;
        if (!text->is_open[at]) {
            continue;
        }
        if (at && text->is_open[at - 1]) {
            if (pair & CONTEXT_ON) {
                text->weight[at - 1] += farther(model, OF_CONTEXT_ON, number, here[-1].shape);
            }
            if (pair & TRIPLE) {
                text->weight[at] += farther(model, OF_TRIPLE, number, here[-1].syllable);
            }
        }
        if (at + 1 < spaces && text->is_open[at + 1]) {
            if (pair & CONTEXT) {
                text->weight[at + 1] += farther(model, OF_CONTEXT, number, here[2].shape);
            }
            if (pair & TRIPLE_ON) {
                text->weight[at] += farther(model, OF_TRIPLE_ON, number, here[2].syllable);
            }
        }
    }
}

/* Whether two tokens beside each other have the same core; -1, with an error, if that cannot be told. */
static int
has_same_core(const Text *text, Py_ssize_t at)
{
    const Token *here = text->token + at;
    if (here[0].core_hash != here[1].core_hash) {
        return 0;
    }
    PyObject *first = core_of(text->words, item_of(text->texts, at), here);
    PyObject *second =
        first == NULL ? NULL : core_of(text->words, item_of(text->texts, at + 1), here + 1);
    int is_same = second == NULL ? -1 : PyUnicode_Compare(first, second) == 0;
    Py_XDECREF(first);
    Py_XDECREF(second);
    return is_same < 0 || PyErr_Occurred() ? -1 : is_same;
}

/* How two tokens beside each other sound alike: the twin of `likeness` in syllables.py. -1, with an error,
   if that cannot be told. */
static int
likeness(const Text *text, Py_ssize_t at)
{
    const Token *here = text->token + at, *next = here + 1;
    int is_same = has_same_core(text, at);
    if (is_same != 0 || here->rime == 0 || next->rime == 0) {
        return is_same;
    }
    if (here->onset != 0 && here->onset == next->onset) {
        return here->rime == next->rime ? 2 : 3;
    }
    return here->rime == next->rime ? 4 : 0;
}

static bool
weigh_likeness(const Text *text)
{
    for (Py_ssize_t at = 0; at + 1 < text->count; at++) {
        int alike = text->is_open[at] ? likeness(text, at) : 0;
        if (alike < 0) {
            return false;
        }
        if (alike > 0) {
            int looks = text->token[at].shape * LOOKS + text->token[at + 1].shape;
            text->weight[at] += text->words->alike[alike * LOOKS * LOOKS + looks];
        }
    }
    return true;
}

/* The chain's marginals, in the place of the weights. */
static void
find_likely(const Text *text)
{
    Py_ssize_t spaces = text->count - 1;
    double odds = 0.0;
    for (Py_ssize_t at = 0; at < spaces; at++) {
        double own = text->is_open[at] ? exp(text->weight[at]) : 0.0;
        text->weight[at] = own;
        odds = own * (1.0 + odds * text->words->chain[text->token[at].shape]) / (1.0 + odds);
        text->forward[at] = odds;
    }
    double behind_odds = 1.0;
    for (Py_ssize_t at = spaces - 1; at >= 0; at--) {
        double own = text->weight[at];
        odds = text->forward[at] * behind_odds;
        text->weight[at] = odds / (1.0 + odds);
        odds = own * behind_odds;
        behind_odds = (1.0 + text->words->chain[text->token[at].shape] * odds) / (1.0 + odds);
    }
}

static PyObject *
list_of(const double *values, Py_ssize_t count)
{
    PyObject *made = PyList_New(count);
    for (Py_ssize_t at = 0; made != NULL && at < count; at++) {
        PyObject *value = PyFloat_FromDouble(values[at]);
        if (value == NULL) {
            Py_CLEAR(made);
            break;
        }
        PyList_SET_ITEM(made, at, value);
    }
    return made;
}

static PyObject *
list_of_none(Py_ssize_t count)
{
    PyObject *made = PyList_New(count);
    for (Py_ssize_t at = 0; made != NULL && at < count; at++) {
        PyList_SET_ITEM(made, at, Py_NewRef(Py_None));
    }
    return made;
}

/* Four lists: how likely each space is inside a word, which spaces may be in a unit, the tokens beside
   these in their places, and which tokens are more than a plain word. */
static PyObject *
weigh_text(Text *text)
{
    PyObject *candidates = PyList_New(0), *odd = PyList_New(0), *tokens = list_of_none(text->count);
    PyObject *all = NULL;
    find_beginnings(text);
    if (candidates && odd && tokens && find_odd(text, odd) &&
        find_candidates(text, candidates, tokens)) {
        weigh_pairs(text);
        weigh_farther(text);
        if (weigh_likeness(text)) {
            find_likely(text);
            PyObject *likely = list_of(text->weight, text->count ? text->count - 1 : 0);
            all = likely == NULL ? NULL : PyTuple_Pack(4, likely, candidates, tokens, odd);
            Py_XDECREF(likely);
        }
    }
    Py_XDECREF(candidates);
    Py_XDECREF(odd);
    Py_XDECREF(tokens);
    return all;
}

/* weigh_words(what is known of words, tokens, whether they are said as they are): what `weigh_text` says,
   or None if they are not and some may shout. */
PyObject *
weigh_words(PyObject *Py_UNUSED(self), PyObject *const *args, Py_ssize_t given)
{
    if (given != 3 || !PyList_Check(args[1])) {
        PyErr_SetString(PyExc_TypeError, "weigh_words takes what is known, tokens and yes or no");
        return NULL;
    }
    Words *words = PyCapsule_GetPointer(args[0], WORDS);
    if (words == NULL) {
        return NULL;
    }
    Text text = {.words = words,
                 .model = PyCapsule_GetPointer(words->model, MODEL),
                 .texts = PyList_AsTuple(args[1])};
    if (text.texts == NULL) {
        return NULL;
    }
    text.count = count_of(text.texts);
    size_t count = (size_t)text.count;
    size_t each = sizeof(Token) + 2 * sizeof(double) + 2 * sizeof(uint32_t) + sizeof(bool);
    char *memory = PyMem_Calloc(count + 1, each);
    if (memory == NULL) {
        Py_DECREF(text.texts);
        return PyErr_NoMemory();
    }
    text.token = (Token *)memory;
    text.weight = (double *)(text.token + count);
    text.forward = text.weight + count;
    text.number = (uint32_t *)(text.forward + count);
    text.pair = text.number + count;
    text.is_open = (bool *)(text.pair + count);
    PyObject *answer = NULL;
    if (find_tokens(&text)) {
        bool may_shout = args[2] != Py_True && has_shouts(&text);
        answer = may_shout ? Py_NewRef(Py_None) : weigh_text(&text);
    }
    PyMem_Free(memory);
    Py_DECREF(text.texts);
    return answer;
}
