"""The suggested links among all papers of the register, as plain values."""

from collections import defaultdict
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session, aliased

from app.domain.commitments import CandidateState, Verdict
from app.domain.text import CleanText, Span
from app.services.papers import text_of
from app.store.documents import Document
from app.store.items import Candidate, Commitment, Item
from app.store.links import Suggestion

MOST = 5


def register_links(session: Session) -> list[dict[str, Any]]:
    """Give the links that the machine suggests, best first for each earlier statement.

    Each has `from` and `to`: {"document": name, "spans": [[start, end], …]} in code points
    of the source; `relation` ("vervult", "vervolg", "zelfde"), `score`, `item` (its number)
    and `reasons` ({"code", "weight", "earlier", "later"}). `from` is the whole sentence of a
    promise, or a motion's mention. At most MOST for each earlier
    statement. Left out are suggestions judged "niet" and those of dismissed candidates
    and withdrawn commitments. The order does not hang on that in which papers came in.
    """
    rows = _find(session)
    texts = _Texts(session)
    kept: defaultdict[tuple[str, str, int | None], int] = defaultdict(int)
    links = []
    for suggestion, number, earlier, later, sentence in rows:
        origin = (number, earlier.key, suggestion.from_start)
        if kept[origin] >= MOST or suggestion.from_start is None or suggestion.from_end is None:
            continue
        kept[origin] += 1
        start = sentence or Span(suggestion.from_start, suggestion.from_end)
        links.append(
            {
                "item": number,
                "from": {"document": earlier.name, "spans": texts.spans(earlier, start)},
                "to": {
                    "document": later.name,
                    "spans": texts.spans(later, Span(suggestion.start, suggestion.end)),
                },
                "relation": suggestion.relation.value,
                "score": suggestion.score,
                "reasons": suggestion.reasons,
            }
        )
    return links


class _Texts:
    """The clean texts of papers, each read once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._texts: dict[int, CleanText] = {}

    def spans(self, document: "_Name", span: Span) -> list[list[int]]:
        """Give where a span of the clean text stands in the source."""
        if document.id not in self._texts:
            self._texts[document.id] = text_of(self._session.get_one(Document, document.id))
        return [[one.start, one.end] for one in self._texts[document.id].to_source(span)]


class _Name:
    """What is needed to name a paper."""

    def __init__(self, key: str, document_id: int, name: str) -> None:
        self.key = key
        self.id = document_id
        self.name = name


_ORIGIN = aliased(Candidate)


def _of_origin() -> ColumnElement[bool]:
    """Choose the candidate whose words a suggestion starts from: the item's own, or a repeat."""
    mine = or_(_ORIGIN.item_id == Item.id, _ORIGIN.repeats_id == Item.id)
    here = _ORIGIN.document_id == Suggestion.from_document_id
    return and_(mine, here, _ORIGIN.start == Suggestion.from_start)


_Row = tuple[Suggestion, str, _Name, _Name, Span | None]


def _find(session: Session) -> list[_Row]:
    """Give what is suggested, with number, papers and the sentence of a promise.

    Item by item and best first.
    """
    query = (
        select(Suggestion, Item.number, _ORIGIN.sentence_start, _ORIGIN.sentence_end)
        .join(Item, Item.id == Suggestion.item_id)
        .outerjoin(Candidate, Candidate.item_id == Item.id)
        .outerjoin(Commitment, Commitment.item_id == Item.id)
        .outerjoin(_ORIGIN, _of_origin())
        .where(
            or_(Suggestion.verdict.is_(None), Suggestion.verdict != Verdict.UNRELATED),
            or_(Candidate.state.is_(None), Candidate.state != CandidateState.DISMISSED),
            Commitment.withdrawn_at.is_(None),
            Suggestion.from_document_id.is_not(None),
        )
    )
    papers = select(Document.id, Document.key, Document.name, Document.media)
    names = {
        row.id: _Name(row.key, row.id, _name_of(row.name, row.media))
        for row in session.execute(papers)
    }
    found: list[_Row] = [
        (
            suggestion,
            number,
            names[suggestion.from_document_id or 0],
            names[suggestion.document_id],
            _sentence(start, end),
        )
        for suggestion, number, start, end in session.execute(query)
    ]
    return sorted(
        found,
        key=lambda row: (
            (row[1], row[2].key, row[0].from_start or 0),
            (-row[0].score, row[3].key, row[0].start, row[0].end),
        ),
    )


def _sentence(start: int | None, end: int | None) -> Span | None:
    """Give the sentence of a candidate; None for a motion, or what was entered by hand."""
    return Span(start, end) if start is not None and end is not None else None


def _name_of(name: str, media: str) -> str:
    """Name a paper as `read` names its output: by its extension too, unless it is a text."""
    return name if media == "txt" else f"{name}.{media}"
