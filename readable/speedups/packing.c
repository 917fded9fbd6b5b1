/* The rows of a page as a block of DEFLATE (RFC 1951): the twin of isal in readable/png.py, which packs
   the same rows into other bytes.

   A library looks for what a byte may repeat anywhere in the last 32 kB. The rows of a text repeat the
   row above, or one byte, its paper; where they do, for eight bytes or more, is seen at a glance for 64
   bytes at a time. All else are literals. What is said is found first, and put into bits some rows later,
   by one small table. The code is the same for all pages, so they are gone through once: one made for
   each page would take a hundredth less at 200 %, and some more for larger text. */

#include "speedups.h"

#include <string.h>
#if defined(__SSE2__) || defined(_M_X64)
#include <emmintrin.h>
#define HAS_SSE2
#endif
#ifdef _MSC_VER
#include <intrin.h>
#endif

/* Also compiled for processors that have these, to the same bytes. */
#if defined(__GNUC__) && defined(__x86_64__)
#include <immintrin.h>
#define HAS_OTHERS
#define FOR_OTHERS __attribute__((target("avx2,bmi,bmi2")))
#define WITHIN __attribute__((always_inline))
#else
#define WITHIN
#endif

/* How many bits say each byte, the end of the block, and each class of lengths. From how often they are
   in the pages of four articles of readable.bench at 16, 24, 32, 48 and 64 px, each size having the same
   weight (tests/benchmarks/packing.py); none has more than twelve. */
#define SYMBOLS 286
#define END_OF_BLOCK 256
static const unsigned char LENGTHS[SYMBOLS] = {
    2, 6, 7, 7, 7, 7, 7, 7, 7, 7, 8, 7, 8, 8, 8, 9, 6, 10, 10, 10, 11, 11, 11, 10, 11, 11, 11, 10,
    10, 9, 9, 8, 7, 10, 10, 11, 11, 11, 12, 11, 11, 11, 11, 11, 11, 10, 9, 8, 7, 10, 11, 9, 10, 11,
    11, 11, 11, 11, 11, 11, 11, 11, 10, 8, 7, 10, 11, 10, 10, 12, 12, 11, 12, 12, 12, 11, 11, 11,
    10, 8, 7, 11, 11, 11, 12, 9, 11, 11, 12, 11, 12, 11, 11, 11, 10, 7, 7, 11, 12, 12, 12, 11, 10,
    11, 11, 11, 12, 12, 12, 11, 11, 7, 7, 10, 11, 11, 11, 11, 11, 9, 11, 11, 12, 12, 11, 11, 10, 7,
    7, 11, 11, 11, 12, 12, 11, 11, 10, 10, 12, 12, 12, 11, 10, 7, 8, 11, 11, 11, 12, 11, 11, 11, 11,
    10, 12, 12, 12, 11, 9, 7, 7, 11, 11, 11, 12, 12, 12, 12, 12, 12, 10, 11, 11, 10, 10, 7, 8, 11,
    11, 11, 11, 11, 12, 12, 12, 12, 11, 9, 10, 10, 9, 7, 8, 10, 11, 11, 11, 11, 12, 11, 12, 12, 12,
    10, 10, 10, 10, 7, 8, 9, 10, 11, 11, 11, 11, 11, 11, 11, 10, 10, 10, 9, 10, 7, 8, 9, 9, 10, 10,
    11, 10, 10, 10, 10, 10, 10, 10, 10, 8, 6, 9, 8, 8, 8, 8, 8, 7, 7, 7, 8, 7, 7, 7, 7, 6, 3, 12,
    12, 12, 12, 12, 12, 7, 7, 8, 7, 8, 8, 8, 8, 8, 8, 9, 8, 9, 9, 10, 9, 9, 9, 9, 8, 9, 10, 10, 6,
};

/* RFC 1951, 3.2.5: the least length and the least distance of each class, and one above all. */
#define LENGTH_CLASSES 29
#define DISTANCE_CLASSES 30
static const int LEAST_LENGTHS[LENGTH_CLASSES + 1] = {
    3,  4,  5,  6,  7,  8,  9,  10, 11,  13,  15,  17,  19,  23,  27,
    31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258, 259,
};
static const int LEAST_DISTANCES[DISTANCE_CLASSES + 1] = {
    1,   2,   3,   4,   5,    7,    9,    13,   17,   25,   33,   49,   65,    97,    129,   193,
    257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577, 32769,
};
#define LONGEST 258
#define SHORTEST 3
/* A byte may repeat one that is 32768 away: then two tokens, below, would not fit into 64 bits. */
#define FURTHEST_BACK 8192

/* And 3.2.7: in which order the lengths of the code for the lengths are written. */
#define LENGTHS_OF_CODE 19
static const unsigned char ORDER[LENGTHS_OF_CODE] = {16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                                     11, 4,  12, 3, 13, 2, 14, 1, 15};

/* So many bits, the first of them the lowest. */
typedef struct {
    uint32_t bits;
    int count;
} Bits;

static Bits of_symbols[SYMBOLS], of_lengths[LONGEST + 1];

static uint32_t
reversed(uint32_t code, int count)
{
    uint32_t turned = 0;
    for (; count--; code >>= 1) {
        turned = turned << 1 | (code & 1);
    }
    return turned;
}

/* RFC 1951, 3.2.2: codes of one length count up, and a longer one goes on from the shorter. */
void
prepare_packing(void)
{
    if (of_lengths[LONGEST].count) {
        return; /* Another interpreter has, and may be packing. */
    }
    uint32_t code = 0;
    for (int length = 1; length <= 15; length++, code <<= 1) {
        for (int symbol = 0; symbol < SYMBOLS; symbol++) {
            if (LENGTHS[symbol] == length) {
                of_symbols[symbol] = (Bits){reversed(code++, length), length};
            }
        }
    }
    for (int class = 0; class < LENGTH_CLASSES; class++) {
        Bits bits = of_symbols[END_OF_BLOCK + 1 + class];
        int least = LEAST_LENGTHS[class], above = LEAST_LENGTHS[class + 1], more = 0;
        while (least + (1 << more) < above) {
            more++;
        }
        for (int length = least; length < above; length++) {
            of_lengths[length].bits = bits.bits | (uint32_t)(length - least) << bits.count;
            of_lengths[length].count = bits.count + more;
        }
    }
}

/* Where whole bytes go, and the bits that are none yet: fewer than eight after each `flush`. */
typedef struct {
    unsigned char *into;
    uint64_t bits;
    int count;
} Writer;

static inline WITHIN void
put(Writer *writer, uint32_t bits, int count)
{
    writer->bits |= (uint64_t)bits << writer->count;
    writer->count += count;
}

/* Eight bytes are written, of which those that are not whole will be written again. */
static inline WITHIN void
flush(Writer *writer)
{
    for (int at = 0; at < 8; at++) {
        writer->into[at] = (unsigned char)(writer->bits >> 8 * at);
    }
    writer->into += writer->count >> 3;
    writer->bits >>= writer->count & 56;
    writer->count &= 7;
}

/* The class of a distance. */
static uint32_t
class_of(int64_t distance)
{
    uint32_t class = 0;
    while (LEAST_DISTANCES[class + 1] <= distance) {
        class++;
    }
    return class;
}

/* That a block follows, which is not the last, and its codes: four bits for each length, and one for
   each of two classes of distances, the first and another. */
static void
put_header(Writer *writer, uint32_t further)
{
    put(writer, 2 << 1, 3);
    put(writer, SYMBOLS - 257, 5);
    put(writer, further, 5);
    put(writer, LENGTHS_OF_CODE - 4, 4);
    flush(writer);
    for (int at = 0; at < LENGTHS_OF_CODE; at++) {
        put(writer, ORDER[at] < 16 ? 4 : 0, 3);
        flush(writer);
    }
    for (int at = 0; at < SYMBOLS; at++) {
        put(writer, reversed(LENGTHS[at], 4), 4);
        flush(writer);
    }
    for (uint32_t at = 0; at <= further; at++) {
        put(writer, at == 0 || at == further ? reversed(1, 4) : 0, 4);
        flush(writer);
    }
}

/* The end of the block, and an empty one after it that ends with a byte (3.2.4). */
static void
put_end(Writer *writer)
{
    put(writer, of_symbols[END_OF_BLOCK].bits, of_symbols[END_OF_BLOCK].count);
    put(writer, 0, 3);
    writer->count = (writer->count + 7) & ~7;
    flush(writer);
    put(writer, UINT32_C(0xFFFF0000), 32);
    flush(writer);
}

/* Which of so many bytes, 64 at the most, are alike: the first by the lowest bit. */
static uint64_t
alike_of(const unsigned char *some, const unsigned char *others, int64_t count)
{
    uint64_t alike = 0;
    for (int64_t at = 0; at < count; at++) {
        alike |= (uint64_t)(some[at] == others[at]) << at;
    }
    return alike;
}

static inline WITHIN uint64_t
alike_of_64(const unsigned char *some, const unsigned char *others)
{
#ifdef HAS_SSE2
    uint64_t alike = 0;
    for (int at = 0; at < 64; at += 16) {
        __m128i one = _mm_loadu_si128((const __m128i *)(some + at));
        __m128i other = _mm_loadu_si128((const __m128i *)(others + at));
        alike |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(one, other)) << at;
    }
    return alike;
#elif defined(_MSC_VER) || (defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__)
    uint64_t alike = 0, low = UINT64_C(0x7F7F7F7F7F7F7F7F);
    for (int at = 0; at < 64; at += 8) {
        uint64_t one, other;
        memcpy(&one, some + at, sizeof one);
        memcpy(&other, others + at, sizeof other);
        /* The highest bit of each byte that differs; then those of the others, side by side. */
        uint64_t differ = one ^ other, highest = ((differ & low) + low) | differ;
        alike |= ((~highest & ~low) >> 7) * UINT64_C(0x0102040810204080) >> 56 << at;
    }
    return alike;
#else
    return alike_of(some, others, 64);
#endif
}

/* The same for all bytes of a row, by words of 64. Nothing is read beyond them. */
static inline WITHIN void
mark_alike(uint64_t *marks, const unsigned char *row, const unsigned char *other, int64_t length)
{
    int64_t at = 0;
    for (; at + 64 <= length; at += 64) {
        *marks++ = alike_of_64(row + at, other + at);
    }
    int64_t rest = length - at;
    if (rest && at) {
        *marks = alike_of_64(row + length - 64, other + length - 64) >> (64 - rest);
    } else if (rest) {
        *marks = alike_of(row, other, rest);
    }
}

static inline WITHIN int
lowest(uint64_t bits)
{
#ifdef _MSC_VER
    unsigned long at;
    return _BitScanForward(&at, (unsigned long)bits) ? (int)at
           : _BitScanForward(&at, (unsigned long)(bits >> 32)) ? (int)at + 32 : 64;
#else
    return __builtin_ctzll(bits);
#endif
}

/* 64 marks from one on. There is a word more than is asked for. */
static inline WITHIN uint64_t
marks_from(const uint64_t *marks, int64_t from)
{
    const uint64_t *word = marks + (from >> 6);
    return word[0] >> (from & 63) | word[1] << 1 << (63 - (from & 63));
}

/* Where the first mark is from one on, or that there is none before the end. */
static inline WITHIN int64_t
next_mark(const uint64_t *marks, int64_t from, int64_t end)
{
    for (; from < end; from += 64) {
        uint64_t some = marks_from(marks, from);
        if (some) {
            return from + lowest(some);
        }
    }
    return end;
}

/* How many marks follow each other from one on, of which none is behind the end. */
static inline WITHIN int64_t
count_marks(const uint64_t *marks, int64_t from, int64_t end)
{
    for (int64_t at = from; at < end; at += 64) {
        uint64_t missing = ~marks_from(marks, at);
        if (missing) {
            return at + lowest(missing) - from;
        }
    }
    return end - from;
}

/* The checksum of zlib (RFC 1950, 8.2): the sum of bytes and that of the sums up to each, both less than
   `BASE`. */
#define BASE 65521
typedef struct {
    uint64_t s1, s2;
} Sums;

/* Those of some bytes, with so many others behind them. */
static inline WITHIN Sums
followed(Sums some, Sums others, uint64_t count_of_others)
{
    return (Sums){(some.s1 + others.s1) % BASE,
                  (some.s2 + count_of_others % BASE * some.s1 + others.s2) % BASE};
}

/* A byte so many times. */
static inline WITHIN Sums
sums_of_same(uint64_t byte, uint64_t count)
{
    uint64_t even = count % 2 ? count + 1 : count, odd = count % 2 ? count : count + 1;
    return (Sums){byte * count % BASE, even / 2 % BASE * (odd % BASE) % BASE * byte % BASE};
}

/* Of so many bytes, or fewer, they fit. */
#define PIECE 65536
typedef Sums SumsOf(const unsigned char *bytes, int64_t count);

/* In sixteen columns, which compilers know how to add at once: each byte counts as often as there are sums
   from it on in its row of sixteen, and sixteen times more for each row below. */
static Sums
sums_here(const unsigned char *bytes, int64_t count)
{
    Sums sums = {0, 0};
    uint32_t own[16] = {0}, before[16] = {0};
    int64_t at = 0;
    for (; at + 16 <= count; at += 16) {
        for (int column = 0; column < 16; column++) {
            before[column] += own[column];
            own[column] += bytes[at + column];
        }
    }
    for (uint64_t column = 0; column < 16; column++) {
        sums.s1 += own[column];
        sums.s2 += 16 * (uint64_t)before[column] + (16 - column) * own[column];
    }
    for (; at < count; at++) {
        sums.s1 += bytes[at];
        sums.s2 += sums.s1;
    }
    return sums;
}

#ifdef HAS_OTHERS
static const unsigned char NONE_THEN_ALL[64] = {[32 ... 63] = 255};

/* The same by 32. Those that are left are read with some before them, which are made none. */
FOR_OTHERS static Sums
sums_there(const unsigned char *bytes, int64_t count)
{
    if (count < 32) {
        return sums_here(bytes, count);
    }
    __m256i none = _mm256_setzero_si256(), ones = _mm256_set1_epi16(1);
    __m256i own = none, before = none, weighed = none;
    __m256i weights = _mm256_set_epi8(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20,
                                      21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32);
    int64_t left = count & 31;
    for (const unsigned char *end = bytes + count - left; bytes < end; bytes += 32) {
        __m256i some = _mm256_loadu_si256((const __m256i *)bytes);
        before = _mm256_add_epi64(before, own);
        own = _mm256_add_epi64(own, _mm256_sad_epu8(some, none));
        weighed = _mm256_add_epi32(weighed, _mm256_madd_epi16(_mm256_maddubs_epi16(some, weights), ones));
    }
    __m256i those = _mm256_loadu_si256((const __m256i *)(NONE_THEN_ALL + left));
    those = _mm256_and_si256(those, _mm256_loadu_si256((const __m256i *)(bytes + left - 32)));
    weighed = _mm256_add_epi32(weighed, _mm256_madd_epi16(_mm256_maddubs_epi16(those, weights), ones));
    those = _mm256_sad_epu8(those, none);
    uint64_t of_all[3][4];
    uint32_t of_weighed[8];
    memcpy(of_all[0], &own, sizeof own);
    memcpy(of_all[1], &before, sizeof before);
    memcpy(of_all[2], &those, sizeof those);
    memcpy(of_weighed, &weighed, sizeof weighed);
    Sums sums = {0, 0};
    for (int at = 0; at < 4; at++) {
        sums.s1 += of_all[0][at] + of_all[2][at];
        sums.s2 += (uint64_t)left * of_all[0][at] + 32 * of_all[1][at] + of_weighed[at] + of_weighed[at + 4];
    }
    return sums;
}
#endif

static inline WITHIN Sums
sums_of(SumsOf of_piece, const unsigned char *bytes, int64_t count)
{
    Sums sums = of_piece(bytes, count < PIECE ? count : PIECE);
    for (int64_t at = PIECE; at < count; at += PIECE) {
        int64_t part = count - at < PIECE ? count - at : PIECE;
        sums = followed(sums, of_piece(bytes + at, part), (uint64_t)part);
    }
    return sums;
}

/* What repeats: the byte before, or the one above. */
enum { BYTE_BEFORE, ROW_ABOVE, KINDS };

/* What is said of a row: a byte as it is, or how many repeat what. */
typedef uint16_t Token;
#define BYTES 256
#define OF_KIND (LONGEST + 1)
#define TOKENS (BYTES + KINDS * OF_KIND)

/* The bits of each token, 27 at the most, stand above how many these are. */
#define COUNT_BITS 5
#define COUNT ((1 << COUNT_BITS) - 1)
typedef uint32_t Code[TOKENS];

static uint32_t
coded(Bits first, Bits second)
{
    uint32_t bits = first.bits | second.bits << first.count;
    return bits << COUNT_BITS | (uint32_t)(first.count + second.count);
}

static void
make_code(Code code, const Bits *distances)
{
    for (int byte = 0; byte < BYTES; byte++) {
        code[byte] = coded(of_symbols[byte], (Bits){0, 0});
    }
    for (int kind = 0; kind < KINDS; kind++) {
        for (int length = 0; length <= LONGEST; length++) {
            code[BYTES + kind * OF_KIND + length] = coded(of_lengths[length], distances[kind]);
        }
    }
}

/* Bytes as they are, of a page that ends with `end`: 32 at once, of which those that are too many are
   overwritten. To ask how many of 32 there are takes longer. */
#define AT_ONCE 32
static inline WITHIN Token *
add_bytes(Token *tokens, const unsigned char *bytes, int64_t count, const unsigned char *end)
{
    int64_t at = 0;
    (void)end;
#ifdef HAS_SSE2
    if (end - bytes >= count + AT_ONCE) {
        do {
            for (int half = 0; half < AT_ONCE; half += 16, at += 16) {
                __m128i some = _mm_loadu_si128((const __m128i *)(bytes + at)), none = _mm_setzero_si128();
                _mm_storeu_si128((__m128i *)(tokens + at), _mm_unpacklo_epi8(some, none));
                _mm_storeu_si128((__m128i *)(tokens + at + 8), _mm_unpackhi_epi8(some, none));
            }
        } while (at < count);
    }
#endif
    for (; at < count; at++) {
        tokens[at] = bytes[at];
    }
    return tokens + count;
}

/* The longest repeats that can be said, as long as what is left can be said, too. */
static inline WITHIN Token *
add_longest(Token *tokens, int64_t *length, int kind)
{
    for (; *length >= LONGEST + SHORTEST; *length -= LONGEST) {
        *tokens++ = (Token)(BYTES + kind * OF_KIND + LONGEST);
    }
    return tokens;
}

static inline WITHIN Token *
add_repeats(Token *tokens, int64_t length, int kind)
{
    int base = BYTES + kind * OF_KIND;
    tokens = add_longest(tokens, &length, kind);
    if (length > LONGEST) {
        *tokens++ = (Token)(base + length - SHORTEST);
        length = SHORTEST;
    }
    *tokens = (Token)(base + length);
    return tokens + (length > 0);
}

static inline WITHIN void
put_tokens(Writer *all, const Token *tokens, const Token *end, const Code code)
{
    Writer writer = *all;
    for (; tokens + 1 < end; tokens += 2) {
        uint32_t one = code[tokens[0]], two = code[tokens[1]];
        int count = one & COUNT;
        uint64_t both = one >> COUNT_BITS | (uint64_t)(two >> COUNT_BITS) << count;
        writer.bits |= both << writer.count;
        writer.count += count + (int)(two & COUNT);
        flush(&writer);
    }
    if (tokens < end) {
        put(&writer, code[*tokens] >> COUNT_BITS, (int)(code[*tokens] & COUNT));
        flush(&writer);
    }
    *all = writer;
}

/* What repeats what in a row, for eight bytes or more: fewer are said in less as they are. */
#define FEWEST 8
typedef struct {
    /* For each kind, which bytes repeat; and where it is that many, or more, begin to, of any. */
    uint64_t *alike[KINDS], *begins;
    int64_t words;
} Marks;

/* Of words of marks from the last to the first, which begin so many. */
typedef struct {
    uint64_t of_one, of_two, of_four;
} Behind;

static inline WITHIN uint64_t
beginning(uint64_t one, Behind *behind)
{
    uint64_t two = one & (one >> 1 | behind->of_one << 63);
    uint64_t four = two & (two >> 2 | behind->of_two << 62);
    uint64_t eight = four & (four >> 4 | behind->of_four << 60);
    *behind = (Behind){one, two, four};
    return eight;
}

static inline WITHIN void
mark_row(const Marks *marks, const unsigned char *row, int64_t stride, bool is_first, bool is_near)
{
    if (is_first) {
        for (int64_t at = 0; at < marks->words; at++) {
            int64_t from = 64 * at, rest = stride - from < 64 ? stride - from : 64;
            int64_t own = from ? 0 : 1;
            marks->alike[BYTE_BEFORE][at] =
                alike_of(row + from + own, row + from + own - 1, rest - own) << own;
        }
    } else {
        mark_alike(marks->alike[BYTE_BEFORE], row, row - 1, stride);
    }
    if (is_first || !is_near) {
        memset(marks->alike[ROW_ABOVE], 0, (size_t)marks->words * sizeof(uint64_t));
    } else {
        mark_alike(marks->alike[ROW_ABOVE], row, row - stride, stride);
    }
    Behind behind[KINDS] = {{0, 0, 0}, {0, 0, 0}};
    for (int64_t at = marks->words; at--;) {
        marks->begins[at] = beginning(marks->alike[BYTE_BEFORE][at], &behind[BYTE_BEFORE]) |
                            beginning(marks->alike[ROW_ABOVE][at], &behind[ROW_ABOVE]);
    }
}

/* What a page is gone through with: its marks, and the tokens that are not put yet. Above `MANY` they are
   put before another row is looked at. */
#define MANY 4096
typedef struct {
    Marks marks;
    Token *tokens;
} Work;

/* Answers where what was written ends, and goes on with the sums. */
static inline WITHIN unsigned char *
pack_here(const unsigned char *bytes, int64_t stride, int64_t rows, const Work *work, SumsOf of_piece,
          Sums *all, unsigned char *into)
{
    Writer writer = {into, 0, 0};
    bool is_near = stride <= FURTHEST_BACK;
    int64_t distance = !is_near ? FURTHEST_BACK : stride > 1 ? stride : 2;
    uint32_t further = class_of(distance), more = (uint32_t)(distance - LEAST_DISTANCES[further]);
    int more_bits = further < 4 ? 0 : (int)further / 2 - 1;
    Code code;
    make_code(code, (Bits[]){{0, 1}, {1 | more << 1, 1 + more_bits}});
    put_header(&writer, further);
    const Marks *marks = &work->marks;
    Token *token = work->tokens;
    Sums sums = *all, own = {0, 0};
    /* Repeats that are not said yet, as the next row may go on with them. */
    int64_t length = 0;
    int kind = BYTE_BEFORE;
    for (int64_t at = 0; at < rows; at++) {
        const unsigned char *row = bytes + at * stride;
        if (token - work->tokens > MANY) {
            put_tokens(&writer, work->tokens, token, code);
            token = work->tokens;
        }
        if (length && !memcmp(row, kind == ROW_ABOVE ? row - stride : row - 1, (size_t)stride)) {
            length += stride;
            token = add_longest(token, &length, kind);
            own = kind == ROW_ABOVE ? own : sums_of_same(*row, (uint64_t)stride);
            sums = followed(sums, own, (uint64_t)stride);
            continue;
        }
        own = sums_of(of_piece, row, stride);
        sums = followed(sums, own, (uint64_t)stride);
        mark_row(marks, row, stride, at == 0, is_near);
        int64_t from = length ? count_marks(marks->alike[kind], 0, stride) : 0;
        token = add_repeats(token, length + from, kind);
        length = 0;
        while (from < stride) {
            int64_t begin = next_mark(marks->begins, from, stride);
            token = add_bytes(token, row + from, begin - from, bytes + rows * stride);
            if (begin == stride) {
                break;
            }
            int64_t same = count_marks(marks->alike[BYTE_BEFORE], begin, stride);
            int64_t above = count_marks(marks->alike[ROW_ABOVE], begin, stride);
            /* The byte before is said in fewer bits, so it may repeat for some bytes less. */
            kind = same < FEWEST || above > same + FEWEST ? ROW_ABOVE : BYTE_BEFORE;
            length = kind == ROW_ABOVE ? above : same;
            from = begin + length;
            if (from < stride) {
                token = add_repeats(token, length, kind);
                length = 0;
            }
        }
        token = add_longest(token, &length, kind);
    }
    token = add_repeats(token, length, kind);
    put_tokens(&writer, work->tokens, token, code);
    put_end(&writer);
    *all = sums;
    return writer.into;
}

#ifdef HAS_OTHERS
FOR_OTHERS static unsigned char *
pack_there(const unsigned char *bytes, int64_t stride, int64_t rows, const Work *work, Sums *all,
           unsigned char *into)
{
    return pack_here(bytes, stride, rows, work, sums_there, all, into);
}
#endif

static unsigned char *
pack(const unsigned char *bytes, int64_t stride, int64_t rows, const Work *work, Sums *all,
     unsigned char *into)
{
#ifdef HAS_OTHERS
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
        __builtin_cpu_supports("bmi2")) {
        return pack_there(bytes, stride, rows, work, all, into);
    }
#endif
    return pack_here(bytes, stride, rows, work, sums_here, all, into);
}

/* pack_rows(rows, stride, the checksum of what is before them): packed, and the checksum with them */
PyObject *
pack_rows(PyObject *Py_UNUSED(self), PyObject *const *args, Py_ssize_t given)
{
    Py_buffer rows;
    int64_t stride, checksum;
    if (given != 3) {
        PyErr_SetString(PyExc_TypeError, "pack_rows takes rows, how long each is and a checksum");
        return NULL;
    }
    if (!read_whole(args[1], 1, INT32_MAX, &stride) || !read_whole(args[2], 0, UINT32_MAX, &checksum) ||
        PyObject_GetBuffer(args[0], &rows, PyBUF_SIMPLE) < 0) {
        return NULL;
    }
    PyObject *packed = NULL;
    if (rows.len % stride) {
        PyErr_SetString(PyExc_ValueError, "the rows are not whole");
        PyBuffer_Release(&rows);
        return NULL;
    }
    int64_t words = (stride + 63) / 64;
    /* One more behind each, that can be read. */
    uint64_t *memory = PyMem_Calloc(3 * (size_t)(words + 1), sizeof *memory);
    /* A row is of as many bytes or fewer repeats, and two more may be carried over from the one above. */
    size_t of_row = rows.len ? (size_t)stride : 0;
    Token *tokens = PyMem_Malloc((MANY + of_row + 2 * AT_ONCE) * sizeof *tokens);
    /* No byte takes more than twelve bits; and the header, the end, what is written again. */
    unsigned char *into = PyMem_Malloc((size_t)rows.len / 2 * 3 + 512);
    if (memory == NULL || tokens == NULL || into == NULL) {
        PyErr_NoMemory();
    } else {
        Marks marks = {{memory, memory + words + 1}, memory + 2 * (words + 1), words};
        Work work = {marks, tokens};
        Sums all = {(uint64_t)checksum & 0xFFFF, (uint64_t)checksum >> 16};
        unsigned char *end;
        Py_BEGIN_ALLOW_THREADS;
        end = pack(rows.buf, stride, rows.len / stride, &work, &all, into);
        Py_END_ALLOW_THREADS;
        packed = Py_BuildValue("y#k", into, (Py_ssize_t)(end - into), (unsigned long)(all.s2 << 16 | all.s1));
    }
    PyMem_Free(into);
    PyMem_Free(tokens);
    PyMem_Free(memory);
    PyBuffer_Release(&rows);
    return packed;
}
