"""What statements of all kinds share: the paper that they stand in, and parts of them."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.papers import Metadata
from app.domain.reading import FulfilmentStatus
from app.domain.references import Reference
from app.domain.text import CleanText, Span
from app.reading.clauses import Said
from app.reading.references import cited_in
from app.reading.reservations import is_put_off

HERE_BY = re.compile(
    r"\b(?:hierbij|bijgaande?|bijgevoegde?|bijgesloten|(?:met|in|bij|via|door middel van) (?:deze|dit) (?:\w*brief|schrijven|\w*rapportage|verslag|nota|overzicht)|hiermee(?! (?:bezig|aan de slag|gestart|begonnen)\b)|hiermede|langs deze weg|hieronder|onderstaande?|als volgt|bij dezen?"
    r"|(?:in|als) (?:de |een |mijn )?bijlagen?(?! (?:bij|van) (?:de|het) (?:vorige|eerdere))|bijlage bij deze brief|(?:treft|vindt) u|u (?:treft|vindt)|deze brief (?:bevat|geeft|is|ligt|strekt|vormt|voorziet|dient))\b",
    re.IGNORECASE,
)
_WHERE = re.compile(
    r"\b(?:in|tijdens|bij|op|van)\s+(?P<where>(?:het|de|een)\s+[^,;]{0,120}?(?:debat|overleg|vragenuur|\bAO\b|\bWGO\b|commissie|regeling van werkzaamheden|stemmingen|procedurevergadering)"
    r"[^,;]{0,120}?(?:\d{1,2}\s+[a-z]+(?:\s+\d{4})?|$))",
    re.IGNORECASE,
)
_TARGET = re.compile(r"\b(?:toezegging|verzoek|toegezegd)", re.IGNORECASE)
_OF_ANOTHER = re.compile(r"toezeg|motie|verzo", re.IGNORECASE)
_TOLD_BEFORE = re.compile(
    r"\b(?:heeft|heb|hebben|is|zijn|werd)\b.*\b(?:reeds|eerder|gegeven|geïnformeerd|gestuurd|beantwoord)\b"
)
# "Met mijn brief van 3 mei heb ik aan deze toezegging voldaan": another paper met it.
_LETTER_BY = r"\b(?:[Mm]et|[Bb]ij|[Ii]n|[Vv]ia|[Pp]er)\s(?:de|mijn|een|onze)\s\w*brief\b"
_BY_LETTER = re.compile(rf"\bvoldaan\b.*{_LETTER_BY}|{_LETTER_BY}.*\bvoldaan\b")


_DONE_NEXT = re.compile(
    r"\s*(?:Dit|Dat|Deze\s\w+|Die\s\w+)\s(?:heb|heeft|is|zijn|hebben|werd)\b(?!\s(?:nog\s)?niet\b)[^.;]{0,80}?"
    r"\b(?:gedaan|gebeurd|gestuurd|verzonden|afgerond|plaatsgevonden|uitgevoerd|ingesteld|gesproken|aangepast|onderzocht|nagegaan)\b"
    r"|\s*(?:Uit\snavraag|Navraag|Uit\sdit\sonderzoek|Uit\sdie\sverkenning)\b"
)


@dataclass(frozen=True, slots=True)
class Paper:
    """What every statement of one paper needs; `notes` are the citations of each footnote."""

    text: CleanText
    references: Sequence[Reference]
    metadata: Metadata
    day: date | None

    def cited(self, span: Span) -> tuple[Reference, ...]:
        """Give the citations in a stretch and in the footnotes that it points to."""
        marks = self.text.marks
        first = bisect_right(marks, span.start, key=lambda mark: mark.at)
        last = bisect_right(marks, span.end + 1, lo=first, key=lambda mark: mark.at)
        spans = [span, *(self.text.blocks[mark.block].span for mark in marks[first:last])]
        found = {ref.span: ref for part in spans for ref in cited_in(self.references, part)}
        return tuple(found[place] for place in sorted(found))


def words_around(paper: Paper, said: Said) -> str:
    """Give the words around the sentence: its nearest neighbours in the paragraph, and what follows."""
    begin, text = said.block.span.start, paper.text.text
    start = max(0, said.sentence.start - 500)
    # What the paragraph before says of another promise, motion or request is not said of this one.
    before = [one for one in text[start:begin].split(". ") if _OF_ANOTHER.search(one) is None]
    return ". ".join(before) + " " + text[max(start, begin) : said.sentence.end + 250]


def given_next(paper: Paper, said: Said) -> Span | None:
    """Give the next sentence of the paragraph when it, and not this one, says "hierbij" or "als bijlage"."""
    if HERE_BY.search(said.text) is not None:
        return None
    sentences = paper.text.sentences
    after = bisect_right(sentences, said.sentence.start, key=lambda one: one.span.start)
    if after == len(sentences) or sentences[after].block != sentences[after - 1].block:
        return None
    words = sentences[after].span.of(paper.text.text)
    return sentences[after].span if HERE_BY.search(words) is not None else None


def done_next(paper: Paper, said: Said) -> Span | None:
    """Give the next sentence when it tells that it was done: "Dat heb ik inmiddels gedaan."."""
    if _DONE_NEXT.match(paper.text.text, said.sentence.end) is None:
        return None
    sentences = paper.text.sentences
    after = bisect_right(sentences, said.sentence.start, key=lambda one: one.span.start)
    return sentences[after].span if after < len(sentences) else None


def words_after(paper: Paper, said: Said) -> str:
    """Give the words of the sentence and of what follows it."""
    return paper.text.text[said.sentence.start : said.sentence.end + 250]


def gives_here(said: Said) -> bool:
    """Say whether a sentence gives what it speaks of with this paper: "hierbij", "treft u aan"."""
    return said.has("here") or HERE_BY.search(said.text) is not None


def puts_off(around: str) -> bool:
    """Say whether the sentence with "hierbij" tells that something comes later."""
    here = HERE_BY.search(around)
    if here is None:
        return False
    begin, end = around.rfind(". ", 0, here.start()) + 1, around.find(". ", here.end())
    return is_put_off(around[begin : end if end >= 0 else len(around)])


def share_citations(
    paper: Paper,
    said: Said,
    cue: tuple[int, int],
    status: FulfilmentStatus,
    *,
    refers: bool = False,
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Share out the citations: those of the target, and those of the paper that met it.

    What is met by this paper has its citations from the target. What an earlier paper
    met ("heeft … gegeven (Kamerstuk …)") has them from that paper. Of two targets in a
    sentence each has the citations behind it.
    """
    other = _TARGET.search(said.text, 0, cue[0])
    start = said.wording.at[cue[0]] if other is not None else said.sentence.start
    after = _TARGET.search(said.text, cue[1])
    stop = said.wording.at[after.start()] if after is not None else said.sentence.end
    refs = [
        ref
        for ref in paper.cited(said.sentence)
        if not said.sentence.contains(ref.span) or start <= ref.span.start < stop
    ]
    ids = tuple(dict.fromkeys(key for ref in refs for key in ref.ids))
    by_another = _TOLD_BEFORE.search(said.text) or _BY_LETTER.search(said.text)
    told = by_another is not None and not said.has("here")
    return ((), ids) if refers or (status is FulfilmentStatus.MET and told) else (ids, ())


def read_place(said: Said, at: int) -> str | None:
    """Give the debate or meeting that the target comes from, as printed."""
    match = _WHERE.search(said.text, at) or _WHERE.search(said.text)
    return match["where"].strip() if match is not None else None


def name_topic(said: Said, at: int) -> str:
    """Say in a few words of the sentence what it is about."""
    about = re.compile(r"\b(?:over|om|inzake|omtrent)\s+(?P<what>[^,;.]{3,120})").search(
        said.text, at
    )
    words = (about["what"] if about is not None else said.text).split()
    return " ".join(words[:14]).strip(" ,.;:«»")
