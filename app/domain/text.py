"""A paper's text: what arrived, what is read, and the way back from the one to the other."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

_set = object.__setattr__


@dataclass(frozen=True, slots=True, order=True, init=False)
class Span:
    """Characters from `start` up to, not including, `end`; code points of one text."""

    start: int
    end: int

    def __init__(self, start: int, end: int) -> None:
        """Refuse a span that runs backwards or begins before its text.

        Written out, because a paper has thousands of them: it takes half of what a dataclass does.
        """
        if not 0 <= start <= end:
            raise ValueError(f"not a span: [{start}, {end})")
        _set(self, "start", start)
        _set(self, "end", end)

    def __len__(self) -> int:
        """Count the characters."""
        return self.end - self.start

    def of(self, text: str) -> str:
        """Give the words that the span covers in `text`."""
        return text[self.start : self.end]

    def contains(self, other: "Span") -> bool:
        """Say whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Say whether the two share a character."""
        return self.start < other.end and other.start < self.end


class BlockKind(StrEnum):
    """What a block of text is on the page."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    FOOTNOTE = "footnote"


class Zone(StrEnum):
    """Which part of a paper a block belongs to; it decides who is speaking."""

    HEAD = "head"  # letterhead, subject, salutation
    BODY = "body"
    QUESTION = "question"  # members ask
    ANSWER = "answer"  # the government answers
    SPEECH = "speech"  # a turn in a debate; the block names its speaker
    SIGNATURE = "signature"
    FOOTNOTE = "footnote"
    ANNEX = "annex"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item or footnote of the clean text.

    `label` is the number of a footnote, question or answer as printed. `speaker` is
    who speaks, as printed, where the paper says so.
    """

    span: Span
    kind: BlockKind
    zone: Zone
    label: str | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class FootnoteMark:
    """Where a footnote's number stood: before character `at` of the clean text.

    `block` is the index of the footnote in `CleanText.blocks`.
    """

    at: int
    label: str
    block: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the clean text; `block` is the index of the block it lies in."""

    span: Span
    block: int


@dataclass(frozen=True, slots=True)
class Run:
    """`length` characters that stand alike in the clean text and in the source."""

    clean: int
    source: int
    length: int


class CutKind(StrEnum):
    """What was taken out of the running text."""

    HYPHEN = "hyphen"  # a line-end hyphen and its line break
    MARK = "mark"  # the number of a footnote
    NOTE = "note"  # a footnote printed between two lines of the text
    FOOT = "foot"  # page feet, running heads, page numbers


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch of the source that is not in the running text at that place."""

    span: Span
    kind: CutKind


@dataclass(frozen=True, slots=True)
class PageTurn:
    """From character `at` of the clean text on, what is printed on page `page`, from 1."""

    at: int
    page: int


def page_at(pages: Sequence[PageTurn], at: int) -> int | None:
    """Give the page on which a character of the clean text is printed; None without pages."""
    index = bisect_right(pages, at, key=lambda turn: turn.at)
    return pages[max(index - 1, 0)].page if pages else None


@dataclass(frozen=True, slots=True)
class CleanText:
    r"""A paper cleaned once: the running text, then its footnotes, with the way back.

    `text` is NFC, has no control characters but "\\n", one space between words, and
    a blank line between blocks. Footnotes stand after the running text, each a block
    of its own. Every block, sentence and mark indexes `text`. `runs` are in reading
    order of `text`, `cuts` in that of the source; characters that the cleaner put in
    belong to no run. `pages` says where in `text` each page begins, also among the
    footnotes; it is empty where the source has no form feeds.
    """

    text: str
    source: str
    runs: tuple[Run, ...]
    cuts: tuple[Cut, ...]
    blocks: tuple[Block, ...]
    marks: tuple[FootnoteMark, ...]
    sentences: tuple[Sentence, ...]
    pages: tuple[PageTurn, ...] = ()

    def to_source(self, span: Span) -> tuple[Span, ...]:
        """Give the stretches of the source that `span` of the clean text stands for.

        One stretch, unless a footnote or page foot was printed inside. Empty when the
        span covers no character of the source.
        """
        pieces: list[Span] = []
        first = bisect_right(self.runs, span.start, key=lambda run: run.clean + run.length)
        for index in range(first, len(self.runs)):
            run = self.runs[index]
            if run.clean >= span.end:
                break
            start = max(span.start, run.clean)
            end = min(span.end, run.clean + run.length)
            if start < end:
                shift = run.source - run.clean
                pieces.append(Span(start + shift, end + shift))
        pieces.sort()
        return self._merge(pieces)

    def _merge(self, pieces: list[Span]) -> tuple[Span, ...]:
        """Join neighbours that only white space, a hyphen or a mark keeps apart."""
        merged: list[Span] = []
        for piece in pieces:
            if merged and not self._interrupted(Span(merged[-1].end, piece.start)):
                merged[-1] = Span(merged[-1].start, piece.end)
            else:
                merged.append(piece)
        return tuple(merged)

    def _interrupted(self, gap: Span) -> bool:
        """Say whether a footnote or page foot was printed in this gap.

        Its cut begins in the gap; a gap inside a footnote lies between two of its lines.
        """
        first = bisect_left(self.cuts, gap.start, key=lambda cut: cut.span.start)
        for index in range(first, len(self.cuts)):
            cut = self.cuts[index]
            if cut.span.start >= gap.end:
                return False
            if cut.kind in (CutKind.NOTE, CutKind.FOOT):
                return True
        return False
