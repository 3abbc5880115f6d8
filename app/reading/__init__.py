"""Bytes become text, text becomes what it says; pure.

The same input gives the same output: no clock, no network, no file but the packaged
word lists.
"""

from app.reading.cleaning import clean_text
from app.reading.formats import extract_text
from app.reading.pipeline import READER, read_paper
from app.reading.signs import without_signs

__all__ = ["READER", "clean_text", "extract_text", "read_paper", "without_signs"]
