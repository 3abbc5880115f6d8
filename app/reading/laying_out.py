"""The sentences of a paper in which the government speaks, each laid out for reading."""

import re
from collections.abc import Callable, Iterator

from app.domain.text import CleanText, Sentence, Span
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


def lay_out(text: CleanText, moment: Moment, cued: Callable[[str], bool]) -> Iterator[Said]:
    """Lay out every sentence in which the government speaks and that `cued` lets through.

    The items of the list of promises that a chair reads out speak for it too. Questions
    are left out, whoever asks them, and so is what is too long for a sentence.
    """
    previous: Sentence | None = None
    listing = _Listing()
    voices = [(is_government(block), is_chair(block)) for block in text.blocks]
    for sentence in text.sentences:
        governs, presides = voices[sentence.block]
        words = sentence.span.of(text.text) if governs or presides else ""
        listed = presides and listing.hear(words)
        if (governs or listed) and len(words) <= _LONGEST and cued(words):
            block = text.blocks[sentence.block]
            same = previous is not None and previous.block == sentence.block
            before = make_wording(text.text, previous.span).text if same and previous else ""
            for span in _part(text.text, sentence.span):
                wording = make_wording(text.text, span)
                if not wording.text.rstrip().endswith("?"):
                    yield Said(text.text, span, wording, block, before, moment, listed)
                before = wording.text
        previous = sentence


def _part(text: str, span: Span) -> Iterator[Span]:
    """Part two sentences that the number of a lost footnote keeps together: "klaar.3 Ik zal"."""
    start = span.start
    for match in _LOST_NOTE.finditer(text, span.start, span.end):
        yield Span(start, match.start("number"))
        start = match.end()
    if start < span.end:
        yield Span(start, span.end)
