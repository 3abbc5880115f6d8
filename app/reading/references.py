"""Every citation of a parliamentary paper, with its canonical ids.

The grammars are in `kamerstukken` (dossier and number) and `proceedings` (reports,
written questions, document numbers). Each is tried only where its literal stands.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from app.domain.references import Reference, ReferenceKind
from app.domain.text import Block, CleanText, Span, Zone
from app.reading.kamerstukken import DOSSIER, Citation, find_lead, read_kamerstuk, read_reversed
from app.reading.proceedings import (
    Mention,
    find_aanhangsels,
    find_documents,
    find_handelingen,
    find_identifiers,
)

_ANNEX = re.compile(r"\b[Bb]ijlagen?(?:\s\d{1,2})?\s(?:bij|van|behorend\sbij)\s(?:de\s)?$")
_SLASH = re.compile(r"\s?/\s?")
_HEAD = 300  # characters in which a paper prints its own number, where no head was seen
_OWN_PAPER = re.compile(r"\d{5}(?:-(?:\d\d|[IVX]{1,5}[AB]?|[A-Z]))?-\d{1,4}")
_ALONE = re.compile(r"(?:[Nn]r\.\s)?[\w\s-]{1,20}")


def find_references(text: CleanText) -> tuple[Reference, ...]:
    """Find the papers that a text cites, in reading order; none overlap.

    The number of the paper itself in its own head is no citation. A dossier without
    a number is left alone. Source: docs/reading.md, "References".
    """
    mentions = _settle(text.text, _find_all(text.text))
    starts = [block.span.start for block in text.blocks]
    found: list[Reference] = []
    for mention in mentions:
        block = text.blocks[bisect_right(starts, mention.start) - 1]
        if _is_own_number(text.text, block, mention):
            continue
        annex = bool(_ANNEX.search(text.text, max(mention.start - 30, 0), mention.start))
        found.append(Reference(Span(mention.start, mention.end), mention.kind, mention.ids, annex))
    return tuple(found)


def cited_in(references: Sequence[Reference], span: Span) -> list[Reference]:
    """Give the citations, of those of a paper in reading order, that lie in a stretch of it."""
    first = bisect_left(references, span.start, key=_start)
    last = bisect_left(references, span.end, lo=first, key=_start)
    return [reference for reference in references[first:last] if span.contains(reference.span)]


def _start(reference: Reference) -> int:
    """Give where a citation begins."""
    return reference.span.start


def _find_all(text: str) -> list[Mention]:
    """Find what each grammar sees; mentions may overlap."""
    found = find_handelingen(text) + find_aanhangsels(text) + find_identifiers(text)
    found += [_with_lead(text, mention) for mention in find_documents(text)]
    end = -1
    for match in DOSSIER.finditer(text):
        if match.start() < end:
            continue
        citation = read_reversed(text, match.start()) or read_kamerstuk(text, match.start())
        if citation is not None:
            found.append(_mention(citation))
            end = citation.end
    return found


def _mention(citation: Citation) -> Mention:
    """Name the papers of a citation."""
    ids = dict.fromkeys(paper.canonical for paper in citation.papers)
    return Mention(citation.start, citation.end, ReferenceKind.KAMERSTUK, tuple(ids))


def _with_lead(text: str, mention: Mention) -> Mention:
    """Begin "Kamerstuk 2024D28457" at its first word."""
    lead = find_lead(text, mention.start)
    return mention if lead is None else Mention(lead, mention.end, mention.kind, mention.ids)


def _settle(text: str, mentions: list[Mention]) -> list[Mention]:
    """Put mentions in reading order; of two that overlap the earlier and longer stays.

    A paper and a document number with a slash between them are one citation.
    """
    settled: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        last = settled[-1] if settled else None
        if last is not None and mention.start < last.end:
            continue
        joined = (
            last is not None
            and mention.kind is ReferenceKind.DOCUMENT
            and _SLASH.fullmatch(text, last.end, mention.start)
        )
        if last is not None and joined:
            ids = tuple(dict.fromkeys((*last.ids, *mention.ids)))
            settled[-1] = Mention(last.start, mention.end, last.kind, ids)
            continue
        settled.append(mention)
    return settled


def _is_own_number(text: str, block: Block, mention: Mention) -> bool:
    """Say whether a number stands alone at the head of a paper: it is the paper's own."""
    if block.zone is not Zone.HEAD and block.span.start >= _HEAD:
        return False
    if mention.kind is ReferenceKind.KAMERSTUK:  # "36410-V-70" above a motion
        return bool(_OWN_PAPER.fullmatch(text, block.span.start, block.span.end))
    return mention.kind is ReferenceKind.DOCUMENT and bool(
        _ALONE.fullmatch(text, block.span.start, block.span.end)
    )
