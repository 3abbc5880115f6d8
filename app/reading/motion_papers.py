"""Which papers beside the naming of a motion number it, and motions named by them alone."""

import re
from bisect import bisect_left

from app.domain.references import Reference, ReferenceKind
from app.domain.text import Span
from app.reading.motion_names import TRIGGER, Named, is_changed
from app.reading.motion_stance import read_subject

OTHER_PAPER = re.compile(
    r"\b(?:[Kk]amer)?(?:brief|brieven|verslag|rapport|rapportage|nota|agenda|bijlage|wetsvoorstel|antwoorden?|debat|begroting|amendement)\b(?![’'])"
    r"(?!.*\bte\s\w+en$)"  # "die vraagt een brief te sturen": what the motion asks
)
"""Between a mention and a paper: words that the paper is of something else."""

# What a motion asks begins so; and another paper set beside the motion.
_ASKS = re.compile(
    r"\s(?:over|inzake|omtrent|betreffende|met\sbetrekking\stot|m\.b\.t\.|waarin|die|om)\s"
)
_BESIDE = re.compile(
    r"\b(?:en|of|met|bij|in|via|per)\s(?:de|het|een|mijn|onze|zijn|uw)\s(?:\w+\s){0,2}"
    r"(?:\w*brief|verslag|rapport\w*|nota|agenda|amendement\w*)\b"
)
_NEAR = 220  # characters from a mention to the paper that numbers it
# Before a mention: "Kamerstuk 12 345, nr. 6 (motie Jansen)".
_JUST_AFTER = re.compile(r"\s?[(,;:–-]\s?(?:de\s)?(?:\w+\s)?$")
# Before a paper that is of the motion which this one replaces.
_REPLACED = re.compile(r"\b(?:t\.v\.v\.|ter\svervanging\svan)\s(?:[\w.]+\s){0,4}\(?$")
# After the word "motie" without movers: the paper alone says which one is meant.
_NUMBERED = re.compile(
    r"(?:\s(?:d\.d\.|van)\s\d{1,2}\s\w+(?:\s\d{4})?)?\s(?:\(|op\sstuk\s(?:nr\.\s)?|met\s(?:nummer\s)?|nr\.\s)?$"
)
_NUMBER_REACH = 48
# The same after what the motion asks: "motie over hoge dijken (12 345, nr. 6)".
_ABOUT = re.compile(
    r"\s(?:over|inzake|betreffende|omtrent|ten\saanzien\svan|met\sbetrekking\stot|waarin)\s[^().;:\n]{3,260}\s\($"
)
_ABOUT_REACH = 300
# Between two papers of "moties": "(12 345, nr. 6) en over bruggen (12 345, nr. 7)".
_GOES_ON = re.compile(r"\)?,?\s(?:en\s)?(?:(?:over|inzake|om)\s[^().;]{3,250}\s)?\(?")

# What follows the paper of a title in a list of papers.
_TITLE_ENDS = re.compile(r"\s*(?:\n|\Z|(?:minister|staatssecretaris)\s)")


class PapersBeside:
    """Holds the papers that one text cites, and gives a motion those that number it."""

    def __init__(self, text: str, references: tuple[Reference, ...]) -> None:
        """Take the papers of dossiers; reports and document numbers number no motion."""
        self._text = text
        self._papers = [r for r in references if r.kind is ReferenceKind.KAMERSTUK]
        self._starts = [r.span.start for r in self._papers]

    def within(self, span: Span) -> list[Reference]:
        """Give the papers that begin in a stretch."""
        low = bisect_left(self._starts, span.start)
        return self._papers[low : bisect_left(self._starts, span.end)]

    def find_numbered(self) -> list[Named]:
        """Find motions named by their paper alone: "motie (36 410, nr. 29)"."""
        found: dict[int, Named] = {}
        for index, paper in enumerate(self._papers):
            start = paper.span.start
            word = self._word_before(start)
            if word is not None and not paper.annex and not self._is_replaced(index):
                changed = is_changed(self._text, word.start)
                found.setdefault(word.start, Named(word, (), cosigned=False, changed=changed))
        return list(found.values())

    def _word_before(self, start: int) -> Span | None:
        """Give the word "motie" that a paper numbers without movers between, if any."""
        words = list(TRIGGER.finditer(self._text, max(start - _ABOUT_REACH, 0), start))
        if not words:
            return None
        begin, end = words[-1].span()
        if start - end <= _NUMBER_REACH and _NUMBERED.fullmatch(self._text, end, start):
            return Span(begin, end)
        about = _ABOUT.fullmatch(self._text, end, start)
        return Span(begin, end) if about and not _BESIDE.search(about[0]) else None

    def beside(self, named: Named, sentence: Span, limit: int, *, noted: bool) -> tuple[str, ...]:
        """Take the paper inside a mention, the first after it, or one just before it.

        The first after it may stand up to `limit`, where the next motion is named; in a
        footnote (`noted`) further away than in running text.
        """
        last = min(sentence.end, limit, named.span.end + 4 * _NEAR)
        first = index = bisect_left(self._starts, named.span.start)
        while self._is_before(index, last) and self._is_replaced(index):
            index += 1
        if self._is_before(index, last) and self._belongs(named, self._papers[index], noted=noted):
            return self._with_more(named, index, last)
        before = self._papers[first - 1] if first else None
        if before is None or before.span.end < sentence.start:
            return ()
        beside = _JUST_AFTER.fullmatch(self._text, before.span.end, named.span.start)
        return before.ids if beside else ()

    def _is_before(self, index: int, last: int) -> bool:
        """Say whether there is a paper of this index that begins before a place."""
        return index < len(self._papers) and self._starts[index] < last

    def _is_replaced(self, index: int) -> bool:
        """Say whether a paper is of a motion that another one replaces."""
        start = self._starts[index]
        return _REPLACED.search(self._text, max(start - 50, 0), start) is not None

    def _belongs(self, named: Named, paper: Reference, *, noted: bool) -> bool:
        """Say whether a paper after a mention numbers it."""
        if paper.annex or self._ends_title(paper):
            return False
        between = self._text[named.span.end : max(paper.span.start, named.span.end)]
        if _is_asked(between):
            return True
        near = noted or len(between) < _NEAR
        return near and not OTHER_PAPER.search(between[-60:])

    def _ends_title(self, paper: Reference) -> bool:
        """Say whether a paper is that of the title before it: "Reactie op de motie Jansen - 12345-6"."""
        before = self._text[max(paper.span.start - 3, 0) : paper.span.start]
        dashed = before in (" - ", " – ")
        return dashed and _TITLE_ENDS.match(self._text, paper.span.end) is not None

    def _with_more(self, named: Named, index: int, last: int) -> tuple[str, ...]:
        """Give the ids of a paper, and after "moties" those that go on from it."""
        ids = dict.fromkeys(self._papers[index].ids)
        several = self._text[named.span.start : named.span.end].lower().startswith("moties")
        while several and self._is_before(index + 1, last):
            end, start = self._papers[index].span.end, self._starts[index + 1]
            if not _GOES_ON.fullmatch(self._text, end, start):
                break
            index += 1
            ids.update(dict.fromkeys(self._papers[index].ids))
        return tuple(ids)


def _is_asked(between: str) -> bool:
    """Say whether the words between a mention and its paper are what the motion asks.

    Not so where another paper is set beside the motion: "over dijken en de brief van mei (…".
    """
    if not _ASKS.match(between) or _BESIDE.search(between):
        return False
    subject = read_subject(between, 0, len(between))
    return subject is not None and between.rstrip(" (").endswith(subject)
