"""A reading as JSON: what the command `read` writes, in the terms of the gold set."""

import dataclasses
import datetime
from typing import Any

from app.domain.papers import Metadata
from app.domain.reading import FulfilmentStatement, MotionMention, Promise, Reading, Term
from app.domain.references import Reference
from app.domain.text import CleanText, PageTurn, Span, page_at
from app.reading import without_signs


def reading_as_json(name: str, reading: Reading, *, paged: bool = False) -> dict[str, Any]:
    """Give all that was seen in a paper, ready for `json.dumps`.

    `name` is the name of the output without its extension. Each mark has `spans`, a
    list of [start, end) in code points of the source, and `quote`, the words there
    with single spaces: a list of fragments where a page foot or note interrupts them.
    In a paper with pages it has `page`, from 1: form feeds part them; one that is
    `paged` without any has one page.
    """
    text = reading.text
    if paged and not text.pages:
        text = dataclasses.replace(text, pages=(PageTurn(0, 1),))
    return {
        "document": name,
        "reader": reading.reader,
        "metadata": _metadata(reading.metadata),
        "references": [_reference(text, reference) for reference in reading.references],
        "motions": [_motion(text, motion) for motion in reading.motions],
        "commitments": [_promise(text, promise) for promise in reading.promises],
        "fulfilments": [_statement(text, statement) for statement in reading.statements],
    }


def _mark(text: CleanText, span: Span) -> dict[str, Any]:
    """Say where a mark stands in the source, and what stands there."""
    pieces = text.to_source(span)
    quotes = [without_signs(" ".join(piece.of(text.source).split())) for piece in pieces]
    mark: dict[str, Any] = {
        "quote": quotes[0] if len(quotes) == 1 else quotes,
        "spans": [[piece.start, piece.end] for piece in pieces],
    }
    page = page_at(text.pages, span.start)
    return mark if page is None else mark | {"page": page}


def _day(day: datetime.date | None) -> str | None:
    """Write a day as ISO 8601 does."""
    return day.isoformat() if day else None


def _metadata(metadata: Metadata) -> dict[str, Any]:
    """Write what a paper prints about itself."""
    return {
        "kind": metadata.kind.value,
        "date": _day(metadata.date),
        "not_before": _day(metadata.not_before),
        "not_after": _day(metadata.not_after),
        "place": metadata.place,
        "dossier": metadata.dossier,
        "number": metadata.number,
        "title": metadata.title,
        "addressee": metadata.addressee,
        "from_functions": list(metadata.from_functions),
        "signatories": [
            {"function": one.function, "name": one.name} for one in metadata.signatories
        ],
    }


def _reference(text: CleanText, reference: Reference) -> dict[str, Any]:
    """Write a citation."""
    return {
        **_mark(text, reference.span),
        "type": reference.kind.value,
        "ids": list(reference.ids),
        "annex": reference.annex,
    }


def _motion(text: CleanText, motion: MotionMention) -> dict[str, Any]:
    """Write a mention of a motion, with the sentence that says what is done with it."""
    return {
        **_mark(text, motion.span),
        "sentence": _mark(text, motion.sentence),
        "movers": list(motion.movers),
        "cosigned": motion.cosigned,
        "changed": motion.changed,
        "ids": list(motion.ids),
        "stance": motion.stance.value,
        "subject": motion.subject,
    }


def _promise(text: CleanText, promise: Promise) -> dict[str, Any]:
    """Write a promise, made or reported."""
    return {
        **_mark(text, promise.span),
        "sentence": _mark(text, promise.sentence),
        "kind": promise.kind.value,
        "made": promise.made.value,
        "actor": promise.actor,
        "addressee": promise.addressee,
        "subject": promise.subject,
        "deadline": _term(text, promise.term),
        "conditional": promise.conditional,
        "condition": promise.condition,
        "ids": list(promise.ids),
        "cue": promise.cue,
    }


def _term(text: CleanText, term: Term) -> dict[str, Any]:
    """Write a term: its words, its days and the rule between them."""
    return {
        "text": term.text,
        "kind": term.kind.value,
        "earliest": _day(term.earliest),
        "latest": _day(term.latest),
        "rule": term.rule,
        "spans": _mark(text, term.span)["spans"] if term.span else [],
    }


def _statement(text: CleanText, statement: FulfilmentStatement) -> dict[str, Any]:
    """Write a statement that something earlier is met."""
    target = statement.target
    return {
        **_mark(text, statement.span),
        "sentence": _mark(text, statement.sentence),
        "target_kind": statement.target_kind.value,
        "target": {
            "by": target.by,
            "to": target.to,
            "where": target.where,
            "date": _day(target.date),
            "ids": list(target.ids),
        },
        "subject": statement.subject,
        "status": statement.status.value,
        "by_ids": list(statement.by_ids),
        "implicit": statement.implicit,
        "cue": statement.cue,
    }
