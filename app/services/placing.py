"""Mentions of motions as the matcher takes them, with the motion that each counts for."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlalchemy import ColumnElement, and_, false, or_, select
from sqlalchemy.orm import Session, aliased, load_only

from app.domain.matching import PlacedMention
from app.domain.reading import MotionMention
from app.domain.references import Kamerstuk, parse_canonical
from app.domain.text import Span
from app.services.papers import timing_of
from app.store.documents import Document, MentionedMotion, MotionMentionRow
from app.store.items import Motion

_DIGITS = "0123456789"
_SMALL = 100  # up to this, the same number in another dossier is chance
_CHUNK = 400

Placed = tuple[PlacedMention, MotionMentionRow]


def place_mentions(session: Session, where: ColumnElement[bool]) -> list[Placed]:
    """Give mentions with their papers, in the order of these, and what each counts for."""
    when = (Document.key, Document.date, Document.not_before, Document.not_after)
    query = (
        select(MotionMentionRow, Document)
        .join(Document, Document.id == MotionMentionRow.document_id)
        .options(load_only(*when))
        .where(where, Document.withdrawn_at.is_(None))
        .order_by(Document.key, MotionMentionRow.ordinal)
    )
    found = session.execute(query).all()
    kept = _find_kept(session, [row.id for row, _ in found])
    return [(_placed(row, document, kept.get(row.id, ())), row) for row, document in found]


def mention_of(row: MotionMentionRow) -> MotionMention:
    """Make the value of a row as the reader saw it."""
    return MotionMention(
        span=Span(row.start, row.end),
        sentence=Span(row.sentence_start, row.sentence_end),
        movers=tuple(row.movers),
        cosigned=row.cosigned,
        ids=tuple(row.ids),
        stance=row.stance,
        subject=row.subject,
        changed=row.changed,
        replaces=tuple(row.replaces),
        misprint=row.misprint,
    )


def naming(numbers: Collection[str]) -> ColumnElement[bool]:
    """Choose the mentions that print these numbers first, or count for them."""
    wanted = sorted(numbers)
    counting = (
        select(MentionedMotion.mention_id)
        .join(Motion, Motion.item_id == MentionedMotion.item_id)
        .where(Motion.canonical.in_(wanted))
    )
    return or_(
        MotionMentionRow.canonical.in_(wanted),
        MotionMentionRow.misprint.in_(wanted),
        MotionMentionRow.id.in_(counting),
    )


def naming_nearly(numbers: Iterable[str], misprints: Iterable[str] = ()) -> ColumnElement[bool]:
    """Choose the mentions with numbers under which the same motions may be misprinted.

    One digit more, less or other, in the number or in its dossier; the same number in
    another part or chapter; a large number in any dossier; what is no number, by its last
    digits. `misprints` are such last digits.
    """
    whole: set[str] = set()
    last: set[str] = set()
    beside: list[ColumnElement[bool]] = []
    for canonical in numbers:
        paper = parse_canonical(canonical)
        if paper is None:
            continue
        whole.update(_slips_of(canonical, paper))
        if paper.number.isdigit() and int(paper.number) > _SMALL:
            last.add(paper.number)
        same_dossier = MotionMentionRow.canonical.startswith(f"kst-{paper.dossier}-")
        beside.append(and_(MotionMentionRow.number == paper.number, same_dossier))
    ends = sorted({canonical.rsplit("-", 1)[-1] for canonical in whole} | set(misprints))
    return or_(
        MotionMentionRow.canonical.in_(sorted(whole)),
        MotionMentionRow.number.in_(sorted(last | set(misprints))),
        and_(MotionMentionRow.misprint.is_not(None), MotionMentionRow.number.in_(ends)),
        *beside,
        false(),
    )


def _slips_of(canonical: str, paper: Kamerstuk) -> set[str]:
    """Give a number with each slip of one digit in it, and in its dossier."""
    head = canonical.removesuffix(paper.number)
    found = {head + slip for slip in _one_off(paper.number)} | {canonical}
    tail = canonical.removeprefix(f"kst-{paper.dossier}")
    return found | {f"kst-{slip}{tail}" for slip in _other_digit(paper.dossier)}


def _one_off(number: str) -> set[str]:
    """Give a number with one digit other, left out or put in."""
    found = _other_digit(number)
    found |= {number[:at] + number[at + 1 :] for at in range(len(number))}
    for at in range(len(number) + 1):
        found |= {number[:at] + digit + number[at:] for digit in _DIGITS}
    return found - {"", number}


def _other_digit(number: str) -> set[str]:
    """Give a number with one digit other."""
    return {
        number[:at] + digit + number[at + 1 :] for at in range(len(number)) for digit in _DIGITS
    }


def _find_kept(session: Session, ids: list[int]) -> dict[int, tuple[tuple[str, str], ...]]:
    """Give for each mention the motions that it counts for, and what replaced them."""
    newer = aliased(Motion)
    found: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for first in range(0, len(ids), _CHUNK):
        query = (
            select(MentionedMotion.mention_id, Motion.canonical, newer.canonical.label("newer"))
            .join(Motion, Motion.item_id == MentionedMotion.item_id)
            .outerjoin(newer, newer.item_id == Motion.replaced_by_id)
            .where(MentionedMotion.mention_id.in_(ids[first : first + _CHUNK]))
            .order_by(MentionedMotion.mention_id, Motion.canonical)
        )
        for row in session.execute(query):
            found[row.mention_id].append((row.canonical, row.newer or row.canonical))
    return {key: tuple(pairs) for key, pairs in found.items()}


def _placed(
    row: MotionMentionRow, document: Document, kept: tuple[tuple[str, str], ...]
) -> PlacedMention:
    """Make the value of a row with its paper; its first number stays first."""
    ordered = sorted(kept, key=lambda pair: pair[0] not in row.ids[:1])
    return PlacedMention(
        document.key,
        timing_of(document),
        mention_of(row),
        row.words,
        kept_as=tuple(one for one, _ in ordered),
        now=tuple(dict.fromkeys(newer for _, newer in ordered)),
        own=row.own,
    )
