"""Which motion a changed one stands in place of, and numbers that are no numbers.

"Gewijzigde motie van het lid Jansen (t.v.v. 12345-6) (Kamerstuk 12 345, nr. 9)": nr. 9 replaces
nr. 6. Only what is printed counts; a motion is never taken to replace another because the two
look alike.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace

from app.domain.reading import MotionMention
from app.domain.references import Kamerstuk, Reference, ReferenceKind, parse_canonical
from app.domain.text import CleanText, Span

_WORDS = r"(?:t\.\s?v\.\s?v\.|ter\s+vervanging\s+van)"
_REPLACING = re.compile(
    rf"""
    \b{_WORDS}\s+
    (?:(?:de|die)\s)?(?:(?:eerdere|oorspronkelijke)\s)?(?:motie\s)?
    (?:gedrukt\s)?(?:onder\s)?(?:Kamerst(?:uk|\.)\s(?=nr))?(?:op\sstuk\s)?(?:nrs?\.?\s?|nummer\s)?
    (?P<number>\d{{1,4}}(?![\d\s]*[-–/]|\d|\s\d{{3}}\b))?  # a number alone, in the dossier of the motion
    """,
    re.VERBOSE,
)
# After "t.v.v." digits with a dash are a paper, also where elsewhere they might be an amount.
_BARE = re.compile(
    r"(?:[Kk]amerstuk\s)?(?P<dossier>\d{2}\s?\d{3})(?:-?\s?\(R\s?\d+\))?(?:-(?P<part>\d{2,3})(?=-\d))?"
    r"(?:[-\s](?P<chapter>[IVXLC]+|[A-Z])(?=[-,]))?(?:-|,\s?nr\.\s?)(?P<number>\d{1,5})(?!\d)"
)
_HINT = re.compile(  # as _WORDS, in capitals too; its first letter first: quick
    r"[Tt](?<!\w.)(?i:\.\s?v\.\s?v\.|er\s+vervanging\s+van)"
)
_BY_WORDS = re.compile(r"vervangen(?<!\wvervangen)\sdoor\s")
_REPLACED_BY = re.compile(r"\bvervangen\sdoor\s(?:de|een|die)\s(?:nader\s)?(?:gewijzigde\s)?$")
_REACH = 400  # characters from the naming of a motion to what it replaces
_GAP = 60  # characters from "t.v.v." to the paper that it names

# Where a number should stand: in brackets, or after a comma, behind the name of the series or "nr.".
_SHOULD_NUMBER = re.compile(
    r"[(,]\s?(?P<printed>(?:[Kk]amerst(?:ukken|uk|\.)\s?(?:I{1,2}\s)?(?:nrs?\.\s)?)?"
    r"(?P<head>[\d][\d\s./–-]{2,14}?)(?:\s?\(R\s?\d+\))?\s?[IVXLC]{0,6},?\s?nrs?\.\s?(?P<number>\d{1,5}))(?!\d)\s?[),]"
)
_NEAR = 260
_YEAR = re.compile(r"(?:19|20)\d\d")


def add_replaced(
    text: CleanText, references: tuple[Reference, ...], mentions: list[MotionMention]
) -> list[MotionMention]:
    """Give mentions the motions that they replace, where the text says so near them."""
    if not mentions:
        return mentions
    clean = text.text
    places = [found.start() for found in _HINT.finditer(clean)]
    by_words = [found.end() for found in _BY_WORDS.finditer(clean)]
    if not (places or by_words):
        return mentions
    papers = [one for one in references if one.kind is ReferenceKind.KAMERSTUK]
    starts = [one.span.start for one in papers]
    done: list[MotionMention] = []
    for mention, end in _with_ends(text, mentions, _REACH):
        at = bisect_left(places, mention.span.start)
        ids: tuple[str, ...] = ()
        if at < len(places) and places[at] < end and _is_one(mention):
            ids = _read(clean, places[at], mention, papers, starts)
        elif done and _is_one(mention):
            ids = _of_sentence(clean, done[-1], mention)
        done.append(replace(mention, replaces=ids) if ids else mention)
    return done


def read_replaced(text: str, own: str) -> tuple[str, ...]:
    """Give the motion that a heading says the paper `own` replaces: "… GEDRUKT ONDER NR. 6"."""
    found = _REPLACING.search(text.lower())
    number = found["number"] if found else None
    return _in_dossier(own, number) if number is not None else ()


def add_misprints(text: CleanText, mentions: list[MotionMention]) -> list[MotionMention]:
    """Give mentions without a number what stands in its place and can be none.

    "(Kamerstuk 3651, nr. 6)", "(Kamerstuk 2023-2024, nr. 6)": no dossier has such a number;
    and "nr. 2023/24" is a year.
    """
    done: list[MotionMention] = []
    for mention, end in _with_ends(text, mentions, _NEAR):
        after = Span(mention.span.end, end)
        if mention.ids:
            found = _find_year(text.text, after, mention.ids[0])
        else:
            found = _find_misprint(text.text, after)
        done.append(replace(mention, ids=(), misprint=found) if found else mention)
    return done


def number_of_misprint(printed: str) -> str | None:
    """Give the last number of what is printed: "3651, nr. 6" is "6"."""
    found = re.findall(r"\d+", printed)
    return found[-1].lstrip("0") or "0" if found else None


def _with_ends(
    text: CleanText, mentions: list[MotionMention], reach: int
) -> Iterator[tuple[MotionMention, int]]:
    """Give each mention with the end of the words that may be of it.

    That is the next mention, or the end of the sentence or footnote that names it.
    """
    starts = [sentence.span.start for sentence in text.sentences]
    for index, mention in enumerate(mentions):
        end = mention.span.end + reach
        at = bisect_right(starts, mention.span.start) - 1
        if at >= 0:
            end = min(end, text.sentences[at].span.end)
        if index + 1 < len(mentions):
            end = min(end, mentions[index + 1].span.start)
        yield mention, max(end, mention.span.end)


def _find_misprint(text: str, span: Span) -> str | None:
    """Give the first thing in a stretch that stands where a number should."""
    for found in _SHOULD_NUMBER.finditer(text, span.start, min(span.end + 1, len(text))):
        digits = re.sub(r"\D", "", found["head"])
        if len(digits) in (4, 6, 7) or re.fullmatch(
            r"(?:19|20)\d\d\s?[-–/]\s?\d{2,4}", found["head"]
        ):
            return " ".join(found["printed"].split())
    return None


def _find_year(text: str, span: Span, own: str) -> str | None:
    """Give what is printed when the number that was read is the first half of a year."""
    number = own.rsplit("-", 1)[-1]
    if _YEAR.fullmatch(number) is None:
        return None
    following = f"{(int(number) + 1) % 100:02}"
    printed = rf"\d[\d\s./–-]*,\s?nrs?\.\s?{number}\s?[-–/]\s?(?:{number[:2]})?{following}(?!\d)"
    found = re.search(printed, text[span.start : min(span.end + 1, len(text))])
    return " ".join(found[0].split()) if found else None


def _is_one(mention: MotionMention) -> bool:
    """Say whether a mention is of one motion, be it with a number in several dossiers."""
    return len({one.rsplit("-", 1)[-1] for one in mention.ids}) <= 1


def _read(
    text: str, at: int, mention: MotionMention, papers: list[Reference], starts: list[int]
) -> tuple[str, ...]:
    """Read what stands after "t.v.v.": a paper, or a number in the dossier of the motion."""
    found = _REPLACING.match(text, at)
    if found is None:
        return ()
    if found["number"] is not None:
        return _in_dossier(mention.ids[0], found["number"]) if mention.ids else ()
    bare = _BARE.match(text, found.end())
    if bare is not None:
        dossier = re.sub(r"\s", "", bare["dossier"])
        paper = Kamerstuk(dossier, bare["number"], bare["chapter"], bare["part"])
        return () if paper.canonical in mention.ids else (paper.canonical,)
    index = bisect_left(starts, at)
    if index == len(papers) or ")" in text[at : starts[index]] or starts[index] - at > _GAP:
        return ()
    return tuple(one for one in papers[index].ids if one not in mention.ids)


def _of_sentence(text: str, before: MotionMention, mention: MotionMention) -> tuple[str, ...]:
    """Give the motion named before in the sentence when this one is said to take its place."""
    if before.sentence != mention.sentence or not (_is_one(before) and mention.ids):
        return ()
    between = text[before.span.end : mention.span.start]
    if _REPLACED_BY.search(between) is None:
        return ()
    return tuple(one for one in before.ids if one not in mention.ids)


def _in_dossier(own: str, number: str) -> tuple[str, ...]:
    """Give the paper with another number in the same dossier; none for the same number."""
    paper = parse_canonical(own)
    if paper is None or paper.number == number:
        return ()
    return (replace(paper, number=number).canonical,)
