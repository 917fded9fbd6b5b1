"""Tests of pages in a browser. A package, so that its conftest is not mistaken for the other."""
