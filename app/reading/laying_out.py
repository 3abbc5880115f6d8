"""The sentences of a paper in which the government speaks, each laid out for reading."""

import re
from collections.abc import Callable, Iterator

from app.domain.text import BlockKind, CleanText, Sentence, Span
from app.reading.blocks import CELL_MARK
from app.reading.clauses import Said
from app.reading.moments import Moment
from app.reading.voices import is_chair, is_government
from app.reading.wording import make_wording

_LONGEST = 4000  # characters; what is longer is a table or a text without full stops
_LOST_NOTE = re.compile(r"(?P<number>\d(?<=[^\W\d_]{2}\..)\d?\s+)(?=[A-ZÀ-Ý])")
_LIST = "toezegging"
_LIST_OPENS = re.compile(r"\btoezegging(?:en)?\b", re.IGNORECASE)
_LIST_CLOSES = re.compile(
    r"\b(?:sluit|schors|beëindig)\b|\beind(?:e)? (?:gekomen )?van (?:deze|dit|het)\b", re.IGNORECASE
)


class _Listing:
    """Whether the chair of a debate is reading out the promises that were made."""

    def __init__(self) -> None:
        self.on = False

    def hear(self, words: str) -> bool:
        """Hear a sentence of the chair, and say whether it can be an item of the list."""
        was = self.on
        if not was and _LIST not in words.lower():
            return False
        if _LIST_CLOSES.search(words):
            self.on = False
        elif _LIST_OPENS.search(words):
            self.on = True
        return was and self.on


# The heading of a printed list, of chapter or table: "B. Toezeggingen", "Toezegging | Stand van zaken".
_HEADING = re.compile(
    r"\W*(?:[A-Z0-9]{1,3}[.)]?\s+)?(?:(?:[Oo]verzicht|[Ll]ijst|[Ss]tand\svan\szaken|[Oo]penstaande|[Uu]itvoering|[Vv]oortgang|van|de)\s)*"
    r"(?:(?:Nr\.?|Nummer|Datum)\s\|\s)?[Tt]oezegging(?:en)?(?:\s(?:aan|uit|van)\s[^.|]{3,60})?(?:\s\|\s[^.]{3,80})?"
)
_HEADING_WORD = re.compile(r"[^.]{0,60}\b[Tt]oezegging(?:en)?\b[^.]{0,80}")  # a line of its own
_WORDS = 3  # of an item, at least
_HEADS = 90  # characters of a heading at most
# What such a list says of the government: "De minister stuurt de Kamer een brief."
_ITEM = re.compile(
    r"\W*(?:[A-Z]?\d{0,2}[.)]\s+)?(?:De|Het|Mijn)\s(?:[Mm]inister|[Ss]taatssecretaris|[Bb]ewindspersonen|[Kk]abinet)\b(?:\s(?:van|voor)\s[A-Z][^.;]{3,80}?)?\s[a-z]+t?\s"
)


class _PrintedList:
    """Whether the blocks being read stand under the heading of a list of promises.

    `none` is set where no line can be such a heading.
    """

    def __init__(self, text: CleanText) -> None:
        self._text = text
        self._block = -1
        self._on = self._table = self._first = False
        self.none = (
            _LIST[1:] not in text.text
            or not any(  # a cheap look
                _HEADING_WORD.fullmatch(line) for line in text.text.split("\n") if _LIST[1:] in line
            )
        )

    def holds(self, sentence: Sentence) -> bool:
        """Say whether a sentence, given in reading order, is an item of such a list.

        Of each paragraph or row the first sentence that is more than a number can be one.
        """
        if sentence.block != self._block:
            self._enter(sentence.block)
        words = sentence.span.of(self._text.text)
        if not (self._on and self._first) or len(words.split()) < _WORDS:
            return False
        self._first = False
        return self._table or _ITEM.match(words) is not None

    def _enter(self, number: int) -> None:
        """Go on with the next block: a heading begins or ends a list, and so does a table's head."""
        block = self._text.blocks[number]
        words = block.span.of(self._text.text)
        self._block, self._first = number, True
        row = CELL_MARK in words
        if len(words) <= _HEADS and _HEADING.fullmatch(words):
            self._on, self._table, self._first = True, row, False
        elif block.kind is BlockKind.HEADING or (self._table and not row):
            self._on = False


def lay_out(text: CleanText, moment: Moment, cued: Callable[[str], bool]) -> Iterator[Said]:
    """Lay out every sentence in which the government speaks and that `cued` lets through.

    The items of the list of promises that a chair reads out speak for it too; those of a
    printed list need no cue. Questions
    are left out, whoever asks them, and so is what is too long for a sentence.
    """
    previous: Sentence | None = None
    listing, printed = _Listing(), _PrintedList(text)
    voices = [(is_government(block), is_chair(block)) for block in text.blocks]
    for sentence in text.sentences:
        governs, presides = voices[sentence.block]
        words = sentence.span.of(text.text) if governs or presides else ""
        listed = presides and listing.hear(words)
        item = not printed.none and printed.holds(sentence)
        if (governs or listed) and len(words) <= _LONGEST and (item or cued(words)):
            block = text.blocks[sentence.block]
            same = previous is not None and previous.block == sentence.block
            before = previous.span if same and previous else None
            for span in _part(text.text, sentence.span):
                wording = make_wording(text.text, span)
                if not wording.text.rstrip().endswith("?"):
                    yield Said(text.text, span, wording, block, before, moment, listed, item)
                before = span
        previous = sentence


def _part(text: str, span: Span) -> list[Span]:
    """Part two sentences that the number of a lost footnote keeps together: "klaar.3 Ik zal"."""
    parts: list[Span] = []
    start = span.start
    for match in _LOST_NOTE.finditer(text, span.start, span.end):
        parts.append(Span(start, match.start("number")))
        start = match.end()
    if start == span.start:
        return [span]  # as nearly always
    return [*parts, Span(start, span.end)] if start < span.end else parts
