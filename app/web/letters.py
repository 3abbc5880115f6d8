"""Letters and reports: the list, one paper with its marks, and what a clerk does by hand in it."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from app.clock import today
from app.domain.accounts import Permission
from app.domain.papers import PaperKind
from app.services.nearest import Nearest, find_nearest
from app.services.overview.letters import find_letters, get_letter
from app.services.overview.rows.letters import (
    MOST_FOUND,
    MOST_LISTED,
    Held,
    LetterFilter,
    LetterPage,
    LetterSort,
    Mark,
    MarkKind,
    Segment,
)
from app.web.auth import find_visitor, requires
from app.web.citing import line_of_paper
from app.web.context import looking
from app.web.dates import parse_day
from app.web.followed import follow_of_list
from app.web.numbers import read_dossier
from app.web.pages import item_url, page
from app.web.public import letter_without_people
from app.web.reading_args import changed_address, chosen, chosen_one, page_number
from app.web.since import (
    VISIT,
    count_papers_since,
    input_since,
    paper_changes,
    previous_visit,
    read_since,
)
from app.web.speaking import later
from app.web.subject_links import links_of_letter
from app.web.words import SPOKEN

bp = Blueprint("letters", __name__)
SORTS = {
    LetterSort.DATE: later("Datum, nieuwste eerst"),
    LetterSort.NEWEST: later("Laatst ingelezen"),
    LetterSort.RELEVANCE: later("Hoe goed de zoekwoorden passen"),
}
KINDS = {
    PaperKind.LETTER: later("Brief"),
    PaperKind.WRITTEN_CONSULTATION: later("Verslag van een schriftelijk overleg"),
    PaperKind.DEBATE: later("Verslag van een debat"),
    PaperKind.MOTION: later("Motie"),
    PaperKind.OTHER: later("Ander stuk"),
}
HELD = {
    Held.COMMITMENTS: later("Toezeggingen"),
    Held.WAITING: later("Mogelijke toezeggingen, nog niet beoordeeld"),
    Held.MOTIONS: later("Moties"),
    Held.ANSWERS: later("Mogelijke antwoorden op iets eerders"),
}
_LOOKS = {
    MarkKind.PROMISE: "seen seen-promise",
    MarkKind.MOTION: "seen seen-motion",
    MarkKind.STATEMENT: "seen seen-statement",
    MarkKind.SUGGESTED: "seen seen-linked",
    MarkKind.LINKED: "seen seen-linked",
    MarkKind.CITATION: "seen seen-citation",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """How a stretch of a letter is shown: where it leads, how it looks, what is said aloud."""

    address: str | None = None
    css: str = ""
    is_first: bool = False
    spoken: str = ""


@bp.get("/brieven")
@requires(Permission.OPEN)
def index() -> ResponseReturnValue:
    """Show one page of the list of papers."""
    wanted = wanted_letters(request.args)
    with looking() as session:
        found = find_letters(session, wanted)
        nearest = find_nearest(session, found.query) if not found.paging.total else Nearest()
        ids = [row.letter.id for row in found.rows]
        changes = paper_changes(session, ids, wanted.changed_since)
        news = count_papers_since(session, whole=not _is_filtered(wanted))
        follow = follow_of_list(session, wanted)
    return page(
        "letters/index.html",
        section="brieven",
        found=found,
        most_found=MOST_FOUND,
        most_listed=MOST_LISTED,
        nearest=nearest,
        wanted=wanted,
        sorts=SORTS,
        kinds=KINDS,
        held=HELD,
        is_filtered=_is_filtered(wanted),
        narrows=_narrows(wanted),
        changes=changes,
        follow=follow,
        news=news,
        before=previous_visit(),
        since=input_since(request.args.get("sinds"), wanted.changed_since),
        since_address=_address(sinds=VISIT, pagina=None),
        all_address=_address(sinds=None, pagina=None),
        page_address=lambda number: _address(pagina=number),
    )


def _is_filtered(wanted: LetterFilter) -> bool:
    """Say whether anything narrows the list."""
    chosen = (wanted.q, wanted.kinds, wanted.sender, wanted.ministry, wanted.held)
    return any(chosen) or _narrows(wanted)


def _narrows(wanted: LetterFilter) -> bool:
    """Say whether one of the further filters is in force."""
    further = (wanted.dossier, wanted.since, wanted.until, wanted.changed_since)
    return any(one is not None for one in further)


def _address(**changes: object) -> str:
    """Give this list's address with some values changed; None takes a value out."""
    return changed_address(url_for(".index"), request.args, **changes)


def wanted_letters(args: "MultiDict[str, str]") -> LetterFilter:
    """Read the filter from the address; what cannot be right is left out."""
    return LetterFilter(
        q=args.get("q", "").strip(),
        kinds=chosen(PaperKind, args.getlist("soort")),
        sender=args.get("afzender", "").strip() or None,
        ministry=args.get("ministerie") or None,
        dossier=read_dossier(args.get("dossier")),
        held=chosen(Held, args.getlist("met")),
        since=parse_day(args.get("van", "")),
        until=parse_day(args.get("tot", "")),
        changed_since=read_since(args.get("sinds")),
        sort=chosen_one(LetterSort, args.get("sorteer")),
        page=page_number(args.get("pagina")),
    )


@bp.get("/brieven/<int:document_id>")
@requires(Permission.OPEN)
def letter(document_id: int) -> ResponseReturnValue:
    """Show a paper's clean text with its marks, and beside it what was found."""
    searched = request.args.get("q", "").strip()
    with looking() as session:
        found = get_letter(session, document_id, today=today(), searched=searched)
    if find_visitor() is None:
        found = letter_without_people(found)
    lit = [
        block.anchor
        for block in (*found.blocks, *found.notes)
        if any(segment.hit for segment in block.segments)
    ]
    return page(
        "letters/letter.html",
        section="brieven",
        letter=found,
        marks_of=marks_of,
        searched=searched,
        lit=lit,
        subjects=links_of_letter(found),
        cited=line_of_paper(found),
    )


def marks_of(segment: Segment) -> Shown:
    """Give how a segment is shown: as its innermost mark that leads somewhere, in all looks."""
    if not segment.marks:
        return Shown()
    leading = [mark for mark in segment.marks if _leads_to(mark)]
    mark = leading[-1] if leading else segment.marks[-1]
    looks = " ".join(dict.fromkeys(_LOOKS[one.kind] for one in segment.marks))
    return Shown(
        address=_leads_to(mark),
        css=looks,
        is_first=mark.anchor in segment.begins,
        spoken=SPOKEN[mark.kind],
    )


def _leads_to(mark: Mark) -> str | None:
    """Give the page that a mark leads to."""
    if mark.number:
        return item_url(mark.number)
    for cited in mark.citations:
        if cited.letter:
            return url_for("letters.letter", document_id=cited.letter.id)
        if cited.number:
            return item_url(cited.number)
    return None


def words_between(letter: LetterPage, start: int, end: int) -> str:
    """Give the words of the running text between two places; paragraphs are kept apart."""
    parts = (
        "".join(_cut(block.segments, start, end))
        for block in (*letter.blocks, *letter.notes)
        if block.start < end and start < block.end
    )
    return " ".join(part.strip() for part in parts if part.strip())


def _cut(segments: Iterable[Segment], start: int, end: int) -> Iterable[str]:
    """Give the part of each segment that lies between two places."""
    for segment in segments:
        yield segment.text[max(0, start - segment.start) : max(0, end - segment.start)]
