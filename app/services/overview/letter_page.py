"""One letter: what it prints of itself, its text with the marks, and what was found in it."""

import datetime as dt
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from app.domain.errors import NotFound
from app.domain.history import Action
from app.domain.marking import HandMark
from app.domain.text import Block, FootnoteMark, PageTurn, Sentence
from app.services.overview.history import load_history
from app.services.overview.marks import load_marks
from app.services.overview.papers import PAPER_COLUMNS, day_of, letter_ref, load_letters
from app.services.overview.rows.common import LetterRef
from app.services.overview.rows.letters import (
    FoundGroup,
    HandMarkView,
    LetterDeeds,
    LetterPage,
    Mark,
    MarkKind,
)
from app.services.overview.segments import Layout, lay_out, light
from app.services.values import decode
from app.services.widening import find_query
from app.store.documents import CitedPaper, Document
from app.store.history import HistoryEntry

_ABOUT_PAPER = (
    Action.DOCUMENT_IMPORTED,
    Action.DOCUMENT_CORRECTED,
    Action.DOCUMENT_WITHDRAWN,
    Action.DOCUMENT_REPLACED,
    Action.DOCUMENT_REINSTATED,
    Action.DOCUMENT_MARKED,
    Action.DOCUMENT_UNMARKED,
)
_GROUPS = (
    MarkKind.PROMISE,
    MarkKind.STATEMENT,
    MarkKind.MOTION,
    MarkKind.SUGGESTED,
    MarkKind.LINKED,
    MarkKind.CITATION,
)


def get_letter(
    session: Session, document_id: int, *, today: dt.date, searched: str = ""
) -> LetterPage:
    """Give one letter with its marks, and the words that are searched; raises NotFound.

    Dismissed candidates, judged suggestions and withdrawn links leave no mark.
    """
    row = session.execute(_select_letter(document_id)).one_or_none()
    if row is None:
        raise NotFound("document", document_id)
    layout = _layout(row)
    marks = load_marks(session, document_id, row.text, today=today, pages=layout.pages)
    running, notes = lay_out(layout, marks)
    if searched:
        query = find_query(session, searched)
        running, notes = light(running, query), light(notes, query)
    return LetterPage(
        letter=letter_ref(row),
        version=row.version,
        media=row.media,
        imported_at=row.imported_at,
        reader=row.reader,
        dossier=row.dossier,
        number=row.number,
        from_functions=tuple(row.from_functions),
        blocks=running,
        notes=notes,
        marks=marks,
        found=_group(marks),
        cited_by=_find_citing(session, row.canonical, document_id),
        history=load_history(session, _about(document_id)),
        withdrawn_at=row.withdrawn_at,
        replaced_by=load_letters(session, [row.replaced_by_id]).get(row.replaced_by_id),
        replaces=_find_replaced(session, document_id),
        by_hand=_by_hand(row),
    )


def get_letter_deeds(session: Session, document_id: int) -> LetterDeeds:
    """Give what was done to a letter, without its text; raises NotFound."""
    query = select(*PAPER_COLUMNS, Document.version, Document.withdrawn_at)
    row = session.execute(query.where(Document.id == document_id)).one_or_none()
    if row is None:
        raise NotFound("document", document_id)
    history = load_history(session, _about(document_id))
    return LetterDeeds(letter_ref(row), row.version, history, row.withdrawn_at)


def _about(document_id: int) -> ColumnElement[bool]:
    """Choose the deeds done to a paper itself."""
    return (HistoryEntry.document_id == document_id) & HistoryEntry.action.in_(_ABOUT_PAPER)


def _select_letter(document_id: int) -> Select[*tuple[Any, ...]]:
    """Select what a letter prints of itself, its text and how that was read."""
    return select(
        *PAPER_COLUMNS,
        Document.version,
        Document.withdrawn_at,
        Document.replaced_by_id,
        Document.imported_at,
        Document.reader,
        Document.dossier,
        Document.number,
        Document.from_functions,
        Document.text,
        Document.reading,
        Document.marked,
    ).where(Document.id == document_id)


def _layout(row: Any) -> Layout:
    """Give the clean text and how it falls apart, as the reader stored it."""
    stored = row.reading["text"]
    return Layout(
        text=row.text,
        blocks=decode(tuple[Block, ...], stored["blocks"]),
        marks=decode(tuple[FootnoteMark, ...], stored["marks"]),
        sentences=decode(tuple[Sentence, ...], stored["sentences"]),
        pages=decode(tuple[PageTurn, ...], stored.get("pages", ())),
    )


def _by_hand(row: Any) -> tuple[HandMarkView, ...]:
    """Give what clerks marked, in the order of the text."""
    known = decode(tuple[HandMark, ...], row.marked.get("marks", ()))
    views = []
    for one in known:
        seen = one.motion or one.statement
        assert seen is not None
        kind = MarkKind.MOTION if one.motion is not None else MarkKind.STATEMENT
        views.append(HandMarkView(one.id, kind, seen.span.start, seen.span.of(row.text)))
    return tuple(sorted(views, key=lambda view: (view.start, view.id)))


def _group(marks: tuple[Mark, ...]) -> tuple[FoundGroup, ...]:
    """Put the marks of each kind together; kinds that do not occur are left out."""
    groups = (
        FoundGroup(kind, tuple(mark for mark in marks if mark.kind is kind)) for kind in _GROUPS
    )
    return tuple(group for group in groups if group.marks)


def _find_replaced(session: Session, document_id: int) -> tuple[LetterRef, ...]:
    """Give the older editions of a paper."""
    query = select(*PAPER_COLUMNS).where(Document.replaced_by_id == document_id)
    return tuple(letter_ref(row) for row in session.execute(query.order_by(Document.id)))


def _find_citing(
    session: Session, canonical: str | None, document_id: int
) -> tuple[LetterRef, ...]:
    """Give the other papers that cite this one, newest first."""
    if canonical is None:
        return ()
    citing = select(CitedPaper.document_id).where(CitedPaper.canonical == canonical)
    query = select(*PAPER_COLUMNS).where(Document.id.in_(citing), Document.id != document_id)
    letters = [letter_ref(row) for row in session.execute(query)]
    return tuple(sorted(letters, key=lambda one: (day_of(one), one.id), reverse=True))
