/* How little time the pages of an article could take: HarfBuzz shapes, FreeType rasters, igzip
 * deflates, and nothing else happens. Text comes as blocks, read from HTML already.
 *
 *     floor REGULAR.ttf BOLD.ttf
 *
 * answers each request, a line on standard input, on standard output:
 *
 *     keep|empty ARTICLE
 *
 * the number of pages, followed by each page's size, a line end, and the page as PNG. "empty"
 * forgets every shaped word and every glyph first. The article is a file: a first line
 *
 *     WIDTH HEIGHT MARGIN BOTTOM
 *
 * in pixels (BOTTOM is the margin below the text), then a line for each block,
 *
 *     SIZE LINE-HEIGHT SPACE-ABOVE TEXT
 *
 * where TEXT is words parted by spaces and each piece of a word begins with the byte 1 + its look:
 * bold is 1, slanted 2, underlined 4.
 */
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H
#include <harfbuzz/hb.h>
#include <isa-l.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BOLD = 1, SLANTED = 2, UNDERLINED = 4, PHASES = 4, SLOTS = 1 << 16, MOST_GLYPHS = 256 };
static const double SLANT = 0.2;

typedef struct { uint32_t id; int32_t x, y; } Glyph;
typedef struct { uint64_t key; Glyph *glyphs; int count; int32_t advance; char *text; int length; } Shaped;
typedef struct { uint64_t key; int used, left, top, width, rows; uint8_t *ink; } Mask;
typedef struct { uint8_t *data; size_t size, room; } Bytes;

static FT_Library library;
static FT_Face faces[2];
static hb_font_t *fonts[2];
static hb_buffer_t *buffer;
static int units;
static Shaped words[SLOTS];
static Mask masks[SLOTS];
static uint8_t *arena;
static size_t arena_used;
static const size_t ARENA = (size_t)512 << 20;

static void *keep(size_t size) {
    void *found = arena + arena_used;
    arena_used += (size + 15) & ~(size_t)15;
    if (arena_used > ARENA) { fputs("floor: out of memory\n", stderr); exit(1); }
    return found;
}

static void forget(void) {
    memset(words, 0, sizeof words);
    memset(masks, 0, sizeof masks);
    arena_used = 0;
}

static uint64_t hash(const char *text, int length, uint64_t seed) {
    uint64_t value = 1469598103934665603ull ^ seed;
    for (int i = 0; i < length; i++) value = (value ^ (uint8_t)text[i]) * 1099511628211ull;
    return value | 1;
}

static Shaped *shape(const char *text, int length, int look) {
    int face = look & BOLD;
    uint64_t key = hash(text, length, face);
    size_t slot = key & (SLOTS - 1);
    while (words[slot].key) {
        Shaped *word = &words[slot];
        if (word->key == key && word->length == length && !memcmp(word->text, text, length)) return word;
        slot = (slot + 1) & (SLOTS - 1);
    }
    hb_buffer_clear_contents(buffer);
    hb_buffer_add_utf8(buffer, text, length, 0, length);
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, HB_SCRIPT_LATIN);
    hb_buffer_set_language(buffer, hb_language_from_string("vi", 2));
    hb_shape(fonts[face], buffer, NULL, 0);
    unsigned count;
    hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
    hb_glyph_position_t *places = hb_buffer_get_glyph_positions(buffer, &count);
    Shaped *word = &words[slot];
    *word = (Shaped){key, keep(count * sizeof(Glyph)), (int)count, 0, keep(length), length};
    memcpy(word->text, text, length);
    for (unsigned i = 0; i < count; i++) {
        word->glyphs[i] = (Glyph){infos[i].codepoint, word->advance + places[i].x_offset, places[i].y_offset};
        word->advance += places[i].x_advance;
    }
    return word;
}

static Mask *mask_of(int look, int size, uint32_t glyph, int phase) {
    uint64_t key = 1 | (uint64_t)(look & 3) << 1 | (uint64_t)phase << 3 | (uint64_t)size << 8 | (uint64_t)glyph << 32;
    size_t slot = (key * 0x9E3779B97F4A7C15ull) >> 48;
    while (masks[slot].key) {
        if (masks[slot].key == key) return &masks[slot];
        slot = (slot + 1) & (SLOTS - 1);
    }
    FT_Face face = faces[look & BOLD];
    FT_Set_Pixel_Sizes(face, 0, size);
    FT_Load_Glyph(face, glyph, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP);
    if (look & SLANTED) {
        FT_Matrix lean = {0x10000, (FT_Fixed)(SLANT * 0x10000), 0, 0x10000};
        FT_Outline_Transform(&face->glyph->outline, &lean);
    }
    FT_Outline_Translate(&face->glyph->outline, phase * 64 / PHASES, 0);
    FT_Render_Glyph(face->glyph, FT_RENDER_MODE_NORMAL);
    FT_Bitmap *bitmap = &face->glyph->bitmap;
    Mask *mask = &masks[slot];
    *mask = (Mask){key, 1, face->glyph->bitmap_left, -face->glyph->bitmap_top, bitmap->width, bitmap->rows,
                   keep((size_t)bitmap->width * bitmap->rows)};
    for (int row = 0; row < mask->rows; row++)
        memcpy(mask->ink + (size_t)row * mask->width, bitmap->buffer + (ptrdiff_t)row * bitmap->pitch, mask->width);
    return mask;
}

/* ---- a page ------------------------------------------------------------------------------- */

static int width, height, margin, bottom;
static uint8_t *canvas, *packed, *level_buffer;
static Bytes pages[4096];
static int page_count;

static void draw(Mask *mask, int left, int top) {
    left += mask->left, top += mask->top;
    int x0 = left < 0 ? -left : 0, x1 = left + mask->width > width ? width - left : mask->width;
    int y0 = top < 0 ? -top : 0, y1 = top + mask->rows > height ? height - top : mask->rows;
    for (int y = y0; y < y1; y++) {
        uint8_t *to = canvas + (size_t)(top + y) * width + left;
        const uint8_t *from = mask->ink + (size_t)y * mask->width;
        for (int x = x0; x < x1; x++) to[x] = to[x] > from[x] ? to[x] : from[x];
    }
}

static void put32(uint8_t *to, uint32_t value) {
    to[0] = value >> 24, to[1] = value >> 16, to[2] = value >> 8, to[3] = value;
}

static void append(Bytes *png, const char *kind, const uint8_t *data, size_t size) {
    uint8_t *at = png->data + png->size;
    put32(at, size);
    memcpy(at + 4, kind, 4);
    if (data) memcpy(at + 8, data, size);
    put32(at + 8 + size, crc32_gzip_refl(0, at + 4, size + 4));
    png->size += size + 12;
}

static void finish_page(void) {
    size_t stride = 1 + (width + 1) / 2, size = stride * height;
    static uint8_t step[256];
    if (!step[255]) for (int i = 0; i < 256; i++) step[i] = (i * 15 + 127) / 255;
    for (int y = 0; y < height; y++) {
        const uint8_t *from = canvas + (size_t)y * width;
        uint8_t *to = packed + y * stride;
        *to++ = 0;
        for (int x = 0; x + 1 < width; x += 2) *to++ = step[from[x]] << 4 | step[from[x + 1]];
        if (width & 1) *to = step[from[width - 1]] << 4;
    }
    Bytes *png = &pages[page_count++];
    if (png->room < size + 4096) png->data = realloc(png->data, png->room = size + 4096);
    png->size = 8;
    memcpy(png->data, "\x89PNG\r\n\x1a\n", 8);
    uint8_t header[13] = {0, 0, 0, 0, 0, 0, 0, 0, 4, 3, 0, 0, 0}, ramp[48];
    put32(header, width), put32(header + 4, height);
    for (int i = 0; i < 48; i++) ramp[i] = 255 - 17 * (i / 3);
    append(png, "IHDR", header, 13);
    append(png, "PLTE", ramp, 48);
    struct isal_zstream stream;
    isal_deflate_init(&stream);
    stream.level = 1, stream.level_buf = level_buffer, stream.level_buf_size = ISAL_DEF_LVL1_DEFAULT;
    stream.gzip_flag = IGZIP_ZLIB, stream.end_of_stream = 1;
    stream.next_in = packed, stream.avail_in = size;
    stream.next_out = png->data + png->size + 8, stream.avail_out = png->room - png->size - 64;
    if (isal_deflate(&stream) || stream.avail_in) { fputs("floor: igzip failed\n", stderr); exit(1); }
    append(png, "IDAT", NULL, stream.total_out);
    append(png, "IEND", NULL, 0);
    memset(canvas, 0, (size_t)width * height);
}

/* ---- text to lines ------------------------------------------------------------------------ */

typedef struct { Shaped *shaped; int look; } Piece;
typedef struct { int first, count; double advance; } Word;

static void draw_line(const Word *from, int count, const Piece *pieces, int size, double space, int baseline) {
    double pen = margin, scale = (double)size / units;
    int thick = size / 16 > 1 ? size / 16 : 1;
    for (int w = 0; w < count; w++, pen += space)
        for (int p = from[w].first; p < from[w].first + from[w].count; p++) {
            Shaped *shaped = pieces[p].shaped;
            for (int g = 0; g < shaped->count; g++) {
                int quarters = (int)((pen + shaped->glyphs[g].x * scale) * PHASES + 0.5);
                int rise = (int)(shaped->glyphs[g].y * scale + (shaped->glyphs[g].y < 0 ? -0.5 : 0.5));
                Mask *mask = mask_of(pieces[p].look, size, shaped->glyphs[g].id, quarters % PHASES);
                draw(mask, quarters / PHASES, baseline - rise);
            }
            if (pieces[p].look & UNDERLINED)
                for (int y = 0; y < thick; y++)
                    memset(canvas + (size_t)(baseline + size / 10 + y) * width + (int)pen, 255, (int)(shaped->advance * scale + 0.5));
            pen += shaped->advance * scale;
        }
}

static void article(char *text) {
    static Piece pieces[1 << 18];
    static Word line[1 << 17];
    int used, y;
    page_count = 0;
    sscanf(text, "%d %d %d %d", &width, &height, &margin, &bottom);
    y = margin;
    if (!canvas) {
        canvas = calloc((size_t)width, height + 256);
        packed = malloc((size_t)(width / 2 + 2) * height);
        level_buffer = malloc(ISAL_DEF_LVL1_DEFAULT);
    }
    for (char *block = strchr(text, '\n'); block && block[1]; block = strchr(block, '\n')) {
        int size, line_height, above;
        sscanf(++block, "%d %d %d %n", &size, &line_height, &above, &used);
        double scale = (double)size / units, space = shape(" ", 1, 0)->advance * scale, room = width - 2 * margin;
        int count = 0, piece = 0;
        for (char *at = block + used; *at && *at != '\n';) {
            Word *word = &line[count++];
            *word = (Word){piece, 0, 0};
            while (*at && *at != ' ' && *at != '\n') {
                int look = *at++ - 1;
                char *end = at;
                while ((uint8_t)*end > ' ') end++;
                pieces[piece] = (Piece){shape(at, end - at, look), look};
                word->advance += pieces[piece++].shaped->advance * scale;
                word->count++;
                at = end;
            }
            if (*at == ' ') at++;
        }
        if (y > margin) y += above;
        for (int start = 0; start < count;) {
            double taken = line[start].advance;
            int end = start + 1;
            while (end < count && taken + space + line[end].advance <= room) taken += space + line[end++].advance;
            if (y + line_height > height - bottom) { finish_page(); y = margin; }
            draw_line(line + start, end - start, pieces, size, space, y + line_height / 2 + size * 35 / 100);
            y += line_height;
            start = end;
        }
    }
    finish_page();
}

int main(int count, char **names) {
    if (count != 3) { fputs("usage: floor REGULAR.ttf BOLD.ttf\n", stderr); return 2; }
    FT_Init_FreeType(&library);
    buffer = hb_buffer_create();
    arena = malloc(ARENA);
    for (int i = 0; i < 2; i++) {
        if (FT_New_Face(library, names[i + 1], 0, &faces[i])) { fputs("floor: no such font\n", stderr); return 1; }
        hb_blob_t *blob = hb_blob_create_from_file(names[i + 1]);
        hb_face_t *face = hb_face_create(blob, 0);
        fonts[i] = hb_font_create(face);
        units = hb_face_get_upem(face);
    }
    char request[4096], mode[8], path[2048];
    while (fgets(request, sizeof request, stdin)) {
        if (sscanf(request, "%7s %2047s", mode, path) < 2) return 2;
        FILE *file = fopen(path, "rb");
        if (!file) { fputs("floor: no such article\n", stderr); return 1; }
        fseek(file, 0, SEEK_END);
        long size = ftell(file);
        char *text = malloc(size + 1);
        rewind(file);
        text[fread(text, 1, size, file)] = 0;
        fclose(file);
        if (!strcmp(mode, "empty")) forget();
        article(text);
        printf("%d\n", page_count);
        for (int i = 0; i < page_count; i++) {
            printf("%zu\n", pages[i].size);
            fwrite(pages[i].data, 1, pages[i].size, stdout);
        }
        fflush(stdout);
        free(text);
    }
    return 0;
}
