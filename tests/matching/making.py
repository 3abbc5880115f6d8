"""Papers, items and motions for tests: plain values with plain defaults."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.domain.matching import ItemKind, OpenItem, Paper, PlacedMention, Timing
from app.domain.papers import Metadata, PaperKind, Signatory
from app.domain.reading import (
    NO_TERM,
    FulfilmentStatement,
    FulfilmentStatus,
    Made,
    MotionMention,
    Promise,
    PromiseKind,
    Reading,
    Stance,
    StatementTarget,
    TargetKind,
    Term,
    TermKind,
)
from app.domain.references import Reference, ReferenceKind
from app.domain.text import Block, BlockKind, CleanText, Run, Sentence, Span, Zone

_NUMBER = re.compile(r"(\d{2}) (\d{3})(?:-(\d{2}))?, nr\. (\d+)")
_MADE_ON = date(2030, 3, 1)
_LATER = date(2030, 6, 1)


def make_text(paragraphs: Sequence[str]) -> CleanText:
    """Give clean text; "# " begins a heading, "^ " a footnote, "? " a members' question."""
    pieces: list[str] = []
    blocks: list[Block] = []
    sentences: list[Sentence] = []
    at = 0
    for paragraph in paragraphs:
        kind, zone = {
            "# ": (BlockKind.HEADING, Zone.BODY),
            "^ ": (BlockKind.FOOTNOTE, Zone.FOOTNOTE),
            "? ": (BlockKind.PARAGRAPH, Zone.QUESTION),
        }.get(paragraph[:2], (BlockKind.PARAGRAPH, Zone.BODY))
        words = paragraph if kind is BlockKind.PARAGRAPH and zone is Zone.BODY else paragraph[2:]
        blocks.append(Block(Span(at, at + len(words)), kind, zone))
        start = 0
        for match in re.finditer(r"(?<=[.?])(?<!nr\.)(?<!jl\.) (?=[A-Z])|$", words):
            sentences.append(Sentence(Span(at + start, at + match.start()), len(blocks) - 1))
            start = match.end()
        pieces.append(words)
        at += len(words) + 2
    text = "\n\n".join(pieces)
    run = Run(0, 0, len(text))
    return CleanText(text, text, (run,), (), tuple(blocks), (), tuple(sentences))


def make_promise(text: str, words: str, **said: Any) -> Promise:
    """Give the promise that `words` make in a text; by default to inform, without a term."""
    span = find(text, words)
    return Promise(
        span,
        span,
        PromiseKind(said.get("kind", "informatie")),
        Made(said.get("made", "hier")),
        said.get("actor", "kabinet"),
        None,
        said.get("subject", ""),
        make_term(said.get("term"), said.get("meeting")),
        conditional=False,
        condition=None,
        cue="test",
        ids=find_numbers(words),
    )


def make_term(day: date | None, meeting: str | None) -> Term:
    """Give a term with a day, or the naming of a meeting whose day is unknown, or none."""
    if meeting is not None:
        return Term(TermKind.VAGUE, meeting)
    return Term(TermKind.DATE, day.isoformat(), None, day) if day is not None else NO_TERM


def make_statement(text: str, words: str, **said: Any) -> FulfilmentStatement:
    """Give the statement that `words` make; by default that a promise is met."""
    span = find(text, words)
    target = StatementTarget(date=said.get("target_date"), ids=tuple(said.get("ids", ())))
    return FulfilmentStatement(
        span,
        span,
        TargetKind(said.get("target", "toezegging")),
        target,
        "",
        FulfilmentStatus(said.get("status", "voldaan")),
        (),
        "test",
        implicit=said.get("implicit", False),
    )


def make_mention(
    number: str | None = "kst-12345-6",
    movers: Sequence[str] = ("Jansma",),
    *,
    subject: str | None = None,
    stance: Stance = Stance.MENTIONED,
    at: int = 0,
) -> MotionMention:
    """Give a mention of a motion at a place in some text."""
    span = Span(at, at + 10)
    ids = (number,) if number else ()
    return MotionMention(span, span, tuple(movers), False, ids, stance, subject)


def make_placed(document: str, mention: MotionMention, day: date | None = _LATER) -> PlacedMention:
    """Give a mention in a paper of a day."""
    return PlacedMention(document, Timing(day), mention)


def make_paper(
    paragraphs: Sequence[str],
    *,
    key: str = "later",
    day: date | None = _LATER,
    timing: Timing | None = None,
    title: str | None = None,
    statements: Mapping[str, Mapping[str, Any]] | None = None,
    promises: Mapping[str, Mapping[str, Any]] | None = None,
    motions: Sequence[MotionMention] = (),
    functions: Sequence[str] = (),
    signatories: Sequence[Signatory] = (),
    dossier: str | None = None,
) -> Paper:
    """Give a read paper; statements and promises are found by their words."""
    clean = make_text(paragraphs)
    references = tuple(
        Reference(Span(*match.span()), ReferenceKind.KAMERSTUK, find_numbers(match[0]))
        for match in _NUMBER.finditer(clean.text)
    )
    metadata = Metadata(
        PaperKind.LETTER,
        day,
        title=title,
        from_functions=tuple(functions),
        signatories=tuple(signatories),
    )
    reading = Reading(
        "test",
        clean,
        metadata,
        references,
        tuple(motions),
        tuple(make_promise(clean.text, words, **said) for words, said in (promises or {}).items()),
        tuple(
            make_statement(clean.text, words, **said) for words, said in (statements or {}).items()
        ),
    )
    return Paper(key, timing or Timing(day), reading, dossier=dossier)


def make_item(
    words: str,
    *,
    day: date | None = _MADE_ON,
    timing: Timing | None = None,
    context: str = "",
    document: str | None = "earlier",
    **said: Any,
) -> OpenItem:
    """Give a candidate that makes a promise in these words."""
    return OpenItem(
        "item",
        ItemKind.CANDIDATE,
        words,
        context or words,
        timing or Timing(day),
        document,
        Span(0, len(words)),
        find_numbers(words),
        promise=make_promise(words, words, **said),
    )


def make_motion_item(number: str, movers: Sequence[str], words: str = "") -> OpenItem:
    """Give a motion that an earlier paper names."""
    return OpenItem(
        "motion",
        ItemKind.MOTION,
        words,
        words,
        Timing(_MADE_ON),
        "earlier",
        Span(0, len(words)),
        (number,),
        tuple(movers),
    )


def find(text: str, words: str) -> Span:
    """Give where words stand in a text that has them."""
    start = text.index(words)
    return Span(start, start + len(words))


def find_numbers(words: str) -> tuple[str, ...]:
    """Give the papers cited as "12 345, nr. 6" or "12 345-02, nr. 6"."""
    return tuple(
        "-".join(piece for piece in ("kst", first + second, part, number) if piece)
        for first, second, part, number in _NUMBER.findall(words)
    )
