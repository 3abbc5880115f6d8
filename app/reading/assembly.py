"""Putting the clean text together, letter by letter, with the way back."""

import re

from app.domain.text import Cut, CutKind, Run, Span

# Two or more spaces, or one that is no plain space (a tab, a space that does not break).
_SPACES = re.compile(r"\s(?:\s+|(?<! ))")
# All that is white space but spaces and line ends, written out: found faster than "no \S".
_ODD_SPACE = re.compile("[\t\v\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
# Spaces that a tokeniser put before closing and after opening marks.
_TOKENISED = re.compile(r"\s+(?=[,.;:?!)\]»”’%])|(?<=[(\[«“])\s+|\s{2,}|[^\S ]")
_MARKS = re.compile(r"[,.](?:(?<=,)(?=\s)|(?<=\.)(?=\s*\n))")
_FEW = 3


def is_tokenised(text: str) -> bool:
    """Say whether a program put spaces round the punctuation of a paper."""
    places = (match.start() for match in _MARKS.finditer(text[:20_000]))
    marks = [text[max(at - 1, 0) : at].isspace() for at in places]
    return len(marks) >= _FEW and sum(marks) * 2 > len(marks)


class Assembly:
    """The clean text as it grows; `prepared` is what the stretches index."""

    def __init__(self, prepared: str, *, tokenised: bool) -> None:
        """Begin with nothing; `tokenised` also drops spaces round punctuation."""
        self.prepared = prepared
        self.pieces: list[str] = []
        self.runs: list[Run] = []
        self.cuts: list[Cut] = []
        self.length = 0
        self.tokenised = tokenised
        self._drop = _TOKENISED if tokenised else _SPACES
        # Most papers have plain spaces only, and single ones in all but a few lines.
        self._plain = not tokenised and _ODD_SPACE.search(prepared) is None

    def put(self, text: str) -> None:
        """Add characters of our own."""
        self.pieces.append(text)
        self.length += len(text)

    def keep(self, start: int, end: int) -> None:
        """Add a stretch as it stands, its spaces made single."""
        if self._plain and self.prepared.find("  ", start, end) < 0:
            self._copy(start, end)
            return
        at = start
        for match in self._drop.finditer(self.prepared, start, end):
            self._copy(at, match.start())
            if self._drop is _SPACES or self._parts(match, start, end):
                self.put(" ")
            at = match.end()
        self._copy(at, end)

    def cut(self, start: int, end: int, kind: CutKind) -> None:
        """Record a stretch that is not in the running text."""
        if start < end:
            self.cuts.append(Cut(Span(start, end), kind))

    def _parts(self, match: re.Match[str], start: int, end: int) -> bool:
        """Say whether a space of a tokenised text keeps two words apart."""
        if match.start() == start or match.end() == end:
            return False
        before, after = self.prepared[match.start() - 1], self.prepared[match.end()]
        return before not in "([«“" and after not in ",.;:?!)]»”’%"

    def _copy(self, start: int, end: int) -> None:
        """Add a stretch without looking at it."""
        if start >= end:
            return
        last = self.runs[-1] if self.runs else None
        if last and last.clean + last.length == self.length and last.source + last.length == start:
            self.runs[-1] = Run(last.clean, last.source, last.length + end - start)
        else:
            self.runs.append(Run(self.length, start, end - start))
        self.pieces.append(self.prepared[start:end])
        self.length += end - start
