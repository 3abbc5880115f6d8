"""The first pass over a source: what cannot be text leaves, the rest becomes NFC.

Nearly every paper passes unchanged; then the prepared text is the source itself.
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from app.domain.text import Run

SOFT_HYPHEN = "\u00ad"
"""Stands for a hyphen that a program, not the writer, put at a line end."""

_FIRST_LOOSE = "\u0300"  # the first accent that is written onto a letter
# What XML refuses, and what is printed as nothing at all; line ends and tabs stay.
_NOTHING = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200b-\u200f\u2060\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
_HYPHEN_MARKS = "\x02\u00ad\ufffe"  # as pdfium and word processors leave them
_REFUSED = re.compile(
    f"(?P<hyphen>(?<=\\w) ?[{_HYPHEN_MARKS}]+(?=[ \t]*[\r\n\f]))|[{_NOTHING}{_HYPHEN_MARKS}]+"
)
# No character before U+0300 joins one before it: only what follows such a one can be no NFC.
_MAY_JOIN = re.compile(f".?[{_FIRST_LOOSE}-\U0010ffff]+", re.DOTALL)
_ODD = re.compile(f"[{_NOTHING}{_HYPHEN_MARKS}]")  # any of these, found at once


@dataclass(frozen=True, slots=True)
class Prepared:
    """NFC text without control characters, and where each stretch stood in the source.

    `runs` is empty when the text is the source itself. A run of one character may
    stand for a letter that the source writes with a loose accent.
    """

    text: str
    length: int  # of the source
    runs: tuple[Run, ...] = ()

    def back(self, runs: list[Run]) -> tuple[Run, ...]:
        """Lead runs that point into the prepared text on to the source."""
        if not self.runs:
            return tuple(runs)
        starts = [run.clean for run in self.runs]
        out: list[Run] = []
        for run in runs:
            end = run.source + run.length
            index = max(bisect_right(starts, run.source) - 1, 0)
            while index < len(self.runs) and self.runs[index].clean < end:
                under = self.runs[index]
                low, high = max(run.source, under.clean), min(end, under.clean + under.length)
                if low < high:
                    shift = run.clean - run.source
                    out.append(Run(low + shift, low - under.clean + under.source, high - low))
                index += 1
        return tuple(out)

    def offset(self, position: int) -> int:
        """Give the place in the source of a place in the prepared text.

        What was left out after a letter counts with that letter.
        """
        if not self.runs:
            return position
        index = bisect_right(self.runs, position, key=lambda run: run.clean + run.length)
        if index == len(self.runs):
            return self.length
        run = self.runs[index]
        return run.source + max(position - run.clean, 0)


class _Builder:
    """Collects stretches of the source, normalised."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.pieces: list[str] = []
        self.runs: list[Run] = []
        self.length = 0
        self._changed = False  # the last run is a letter that was written in another way

    def keep(self, start: int, end: int) -> None:
        """Add a stretch; what may not be NFC in it goes in letter by letter."""
        piece = self.source[start:end]
        if unicodedata.is_normalized("NFC", piece):
            self._add(piece, start)
            return
        at = 0
        for match in _MAY_JOIN.finditer(piece):
            self._add(piece[at : match.start()], start + at)
            self._compose(match[0], start + match.start())
            at = match.end()
        self._add(piece[at:], start + at)

    def _compose(self, piece: str, start: int) -> None:
        """Add letters, those with loose accents made one."""
        for low, high in _clusters(piece):
            cluster = unicodedata.normalize("NFC", piece[low:high])
            if cluster == piece[low:high]:
                self._add(cluster, start + low)
            else:
                self.runs.append(Run(self.length, start + low, 1))
                self._changed = True
                self.put(cluster)

    def _add(self, text: str, source: int) -> None:
        """Add text that stands at `source` just so."""
        if not text:
            return
        last = None if self._changed or not self.runs else self.runs[-1]
        if last and last.clean + last.length == self.length and last.source + last.length == source:
            self.runs[-1] = Run(last.clean, last.source, last.length + len(text))
        else:
            self.runs.append(Run(self.length, source, len(text)))
        self._changed = False
        self.put(text)

    def put(self, text: str) -> None:
        """Add characters that belong to no run, or to one that was just made."""
        self.pieces.append(text)
        self.length += len(text)


def prepare(source: str) -> Prepared:
    """Take out what XML refuses and make the rest NFC, with the way back."""
    if not _ODD.search(source) and unicodedata.is_normalized("NFC", source):
        return Prepared(source, len(source))
    builder = _Builder(source)
    at = 0
    for match in _REFUSED.finditer(source):
        builder.keep(at, match.start())
        if match["hyphen"]:
            builder.put(SOFT_HYPHEN)
        at = match.end()
    builder.keep(at, len(source))
    text = "".join(builder.pieces)
    if unicodedata.is_normalized("NFC", text):
        return Prepared(text, len(source), tuple(builder.runs))
    # Something that was printed as nothing kept a letter and its accent apart.
    inner = prepare(text)
    outer = Prepared(text, len(source), tuple(builder.runs))
    return Prepared(inner.text, len(source), outer.back(list(inner.runs)))


def _clusters(piece: str) -> list[tuple[int, int]]:
    """Cut a stretch into letters with the loose accents that follow them."""
    bounds: list[tuple[int, int]] = []
    start = 0
    for at in range(1, len(piece)):
        if not _belongs(piece[at - 1], piece[at]):
            bounds.append((start, at))
            start = at
    bounds.append((start, len(piece)))
    return bounds


def _belongs(before: str, char: str) -> bool:
    """Say whether a character is written onto the one before it."""
    if unicodedata.combining(char):
        return True
    if char < _FIRST_LOOSE:
        return False
    apart = unicodedata.normalize("NFC", before) + unicodedata.normalize("NFC", char)
    return unicodedata.normalize("NFC", before + char) != apart
