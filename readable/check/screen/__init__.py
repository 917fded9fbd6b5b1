"""The text of a page as it is drawn: which fonts, which lines, how far the ink goes."""
