"""Bytes become text, text becomes what it says; pure.

The same input gives the same output: no clock, no network, no file but the packaged
word lists.
"""

from app.reading.cleaning import clean_text
from app.reading.formats import extract_text

__all__ = ["READER", "clean_text", "extract_text"]

READER = "2026.11.1"
"""The version of the reader; a change in what it sees changes it."""
