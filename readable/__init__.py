"""Vietnamese web articles, readable for people who need larger text."""

__version__ = "0.1.0"
