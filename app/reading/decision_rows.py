"""The rows of a list of decisions: letters of the government that a committee dealt with.

A row prints a letter by its title: "Zaak: Brief regering - minister van Water, A. de Wit -
3 mei 2024 Reactie op het verzoek van het lid Jansen over de sluis - 12345-6". The title says
what the letter answers; it is the letter that meets it, not the list.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.reading import FulfilmentStatement, FulfilmentStatus, StatementTarget, TargetKind
from app.domain.text import Span
from app.reading.blocks import DATE
from app.reading.reservations import is_put_off
from app.reading.statement_parts import Paper

_MARKS = ("Zaak:", "Besluit:")
# The list of papers that came in: a title with its paper, then who sent it and when.
_SENT = re.compile(
    r"(?:Ingekomen\sstukken\s)?(?P<title>[^\n]{5,600}?)\s[-–]\s(?P<paper>\d{5}(?:-[\dA-Z]+)+|\d{4}Z\s?\d{5})\s"
    rf"(?P<who>(?:minister|staatssecretaris)\b[^\n]{{3,160}}?)\s[-–]\s{DATE}\b"
)
_LIST_OF_PAPERS = "ngekomen stukken"
_LIST_ROW = re.compile(r"(?:\d{1,3}\.\s)?(?:Zaak|Agendapunt|Document)\s?:\s")
_ROW = re.compile(
    r"Zaak:\s[^-–\n]{3,60}\s[-–]\s(?P<who>[^\n]{3,160}?)\s[-–]\s"
    rf"{DATE}\s+(?P<title>[^\n]{{5,600}}?)\s[-–]\s(?P<paper>\d{{5}}\S*|\d{{4}}Z\s?\d{{5}})"
)
_ASKED = re.compile(
    r"(?:nadere?\s|aanvullende\s|afschrift\s|schriftelijke\s)*(?:kabinets)?(?:antwoord(?:en)?|beantwoording|reactie|appreciatie)\s"
    r"(?:(?:op|van)\s)?(?:het\s|een\s|de\s|diverse\s)?(?:\w+\s){0,3}?(?:\w*vragen|verzoek(?:en)?|inbreng)\b",
    re.IGNORECASE,
)
_PROMISED = re.compile(r"\btoe(?:zegging(?:en)?|gezegde?)\b", re.IGNORECASE)
_LATER = re.compile(r"\b(?:uitstel\w*|rappel|verzoek\som\stoezending|planning)\b", re.IGNORECASE)
_GOES_ON = re.compile(r"\b(?:stand\svan\szaken|voortgang\w*)\b", re.IGNORECASE)
_ASKER = re.compile(
    r"\b(?:van|door)\s(?:het|de)\s(?P<who>(?:lid|leden|heer|vaste\scommissie|commissie)\b[^,(]{0,80}?)(?=\s(?:over|om|inzake|gedaan|tijdens|m\.b\.t\.|naar)\b|[,(]|$)"
)


@dataclass(frozen=True, slots=True)
class DecisionRows:
    """The statements that the titles of letters make, and the blocks that they stand in."""

    statements: tuple[FulfilmentStatement, ...]
    blocks: tuple[Span, ...]

    def hold(self, span: Span) -> bool:
        """Say whether a stretch lies in a row, where no sentence stands."""
        return any(block.contains(span) for block in self.blocks)


def is_decision_list(text: str) -> bool:
    """Say whether a text is the list of what a committee decided, written by its clerk."""
    return all(mark in text for mark in _MARKS)


def read_decision_rows(paper: Paper) -> DecisionRows:
    """Read the rows of a list of decisions; both parts are empty in every other paper."""
    text = paper.text.text
    if _LIST_OF_PAPERS in text:
        return _read_papers(paper)
    if not is_decision_list(text):
        return DecisionRows((), ())
    rows = [block.span for block in paper.text.blocks if _LIST_ROW.match(block.span.of(text))]
    letters = list(filter(None, (_ROW.match(text, row.start) for row in rows)))
    found = [
        statement for letter in letters for statement in _read_row(paper, letter, letter["who"])
    ]
    rows += [Span(*letter.span()) for letter in letters]  # its title may be a block of its own
    return DecisionRows(tuple(found), tuple(rows))


def _read_papers(paper: Paper) -> DecisionRows:
    """Read the list of papers that came in, a block for each."""
    text = paper.text.text
    rows = [_SENT.match(text, block.span.start, block.span.end) for block in paper.text.blocks]
    letters = list(filter(None, rows))
    found = [
        statement for letter in letters for statement in _read_row(paper, letter, letter["who"])
    ]
    blocks = [
        block.span for block, row in zip(paper.text.blocks, rows, strict=True) if row is not None
    ]
    return DecisionRows(tuple(found), tuple(blocks))


def _read_row(paper: Paper, match: re.Match[str], who: str) -> Iterator[FulfilmentStatement]:
    """Read what the title of one letter says that the letter meets."""
    if not who.lower().startswith(("minister", "staatssecretaris")):
        return
    if _LATER.search(match["title"]) or is_put_off(match["title"]):
        return
    asked, promised = _ASKED.match(match["title"]), _PROMISED.search(match["title"])
    if asked is None and promised is None:
        return
    span = Span(match.start("title"), match.end("paper"))
    own = {
        key
        for ref in paper.cited(span)
        if ref.span.start >= match.start("paper")
        for key in ref.ids
    }
    cited = [key for ref in paper.cited(span) for key in ref.ids if key not in own]
    asker = _ASKER.search(match["title"])
    kind = TargetKind.REQUEST if asked is not None else TargetKind.PROMISE
    status = FulfilmentStatus.MET
    if asked is None and _GOES_ON.search(match["title"]):
        status = FulfilmentStatus.UNDER_WAY
    yield FulfilmentStatement(
        span=span,
        sentence=span,
        target_kind=kind,
        target=StatementTarget(
            by=asker["who"] if asker is not None and asked is not None else None,
            ids=tuple(dict.fromkeys(cited)),
        ),
        subject=" ".join(match["title"].split()[:14]),
        status=status,
        by_ids=tuple(sorted(own)),
        cue="titel van een brief",
    )
