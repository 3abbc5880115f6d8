"""Lines and pages: how a paper was printed before it became a file."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from app.reading.preparing import SOFT_HYPHEN

_BREAK = re.compile(r"([\n\r\f\v\x85\u2028\u2029](?:(?<=\r)\n)?)")
_ENDS_SENTENCE = re.compile(r"[.?!:;…][)»”’\"'\]]*$")
_LONG = 40  # shorter lines say nothing about how a text is wrapped
_WIDEST = 120  # longer lines are paragraphs, or lines that a program glued together
_FEW = 3
PAGE_BLANKS = 3
"""So many empty lines part pages too."""


@dataclass(slots=True)
class Line:
    """One printed line, without the space around it.

    `start` and `end` index the prepared text. `blanks` counts the empty lines before
    it; `page` is the number of its page, from 0. `foot` marks page feet and heads,
    `note` the lines of footnotes. `goes_on` is set where only a lost superscript
    broke the line before it, `parted` where an empty line follows notes within a page.
    """

    start: int
    end: int
    text: str
    indent: int
    blanks: int
    page: int = 0
    new_page: bool = False
    foot: bool = False
    note: bool = False
    goes_on: bool = False
    parted: bool = False


def split_lines(text: str) -> list[Line]:
    """Cut a text into its printed lines; empty ones are only counted."""
    lines: list[Line] = []
    blanks, feed, page, begin = 0, False, 0, 0
    pieces = _BREAK.split(text)  # lines, and what breaks them, by turns
    for content, end in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        stripped = content.strip()
        if stripped.strip(SOFT_HYPHEN):
            indent = len(content) - len(content.lstrip())
            start = begin + indent
            page += feed
            lines.append(Line(start, start + len(stripped), stripped, indent, blanks, page, feed))
            blanks, feed = 0, False
        else:
            blanks += 1
        feed = feed or end == "\f"
        begin += len(content) + len(end)
    _turn_pages_at_single_spaces(lines)
    return lines


def _turn_pages_at_single_spaces(lines: list[Line]) -> None:
    """Take a single space before a line for a page turn, where nothing else is indented.

    Official publications that were turned into text have it: the form feed became a
    space. Only when no line shows a form feed and other lines begin at the margin.
    """
    if any(line.new_page for line in lines):
        return
    single = sum(line.indent == 1 for line in lines)
    margin = sum(line.indent == 0 for line in lines)
    if not single or single * 5 > margin or (single + margin) < 0.9 * len(lines):
        return
    page = 0
    for number, line in enumerate(lines):
        if line.indent == 1 and number:
            line.new_page = True
            page += 1
        line.page = page


def is_wrapped(lines: list[Line], *, official: bool) -> bool:
    """Say whether lines are printed lines; else each line is a paragraph of its own.

    Printed lines go on in the middle of a sentence. In an `official` publication, known
    by its page feet, they are printed lines also where a program glued many together.
    """
    if official:
        return True
    long = sum(len(line.text) > _LONG for line in lines)
    going_on = sum(
        len(before.text) > _LONG
        and after.blanks == 0
        and after.text[0].islower()
        and not ends_sentence(before.text)
        for before, after in pairwise(lines)
    )
    return going_on * 3 >= long or long < _FEW


def usual_width(lines: list[Line]) -> int:
    """Give the length that a full printed line has."""
    lengths = Counter(len(line.text) for line in lines if len(line.text) <= _WIDEST)
    left = sum(lengths.values()) // 5
    for length in sorted(lengths, reverse=True):
        left -= lengths[length]
        if left <= 0:
            return length
    return 0


def ends_sentence(text: str) -> bool:
    """Say whether a line ends as a sentence or an announcement does."""
    return bool(_ENDS_SENTENCE.search(text[-6:]))
