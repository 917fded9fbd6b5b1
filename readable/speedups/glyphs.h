/* What words are drawn by, which readable/face.py makes. */

/* The fields of `Glyphs`. */
enum { GLYPHS_IDS, GLYPHS_XS, GLYPHS_YS, GLYPHS_CLUSTERS, GLYPHS_ADVANCE, GLYPHS_TOP, GLYPHS_BOTTOM,
       GLYPHS_TEXT, GLYPHS_STANDS_FOR, GLYPHS_NUMBER, OF_GLYPHS };
