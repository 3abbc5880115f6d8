"""Lists as files: the register, papers, what waits on the desk and committees' lists, for all.

A file holds the same items in the same order as the page whose filters stand in the address,
without paging. Its columns are Dutch, whoever asks: programs that read them find the same.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from flask import Blueprint, Response, abort, current_app, request
from flask.typing import ResponseReturnValue
from werkzeug.routing import MapAdapter

from app.clock import DUTCH_TIME, today
from app.domain.accounts import Permission
from app.domain.languages import DUTCH
from app.domain.matching import ItemKind
from app.printing.lists import Cell, write_csv, write_json, write_xlsx
from app.services.meetings.finding import find_committees_with_work, get_committee_page
from app.services.meetings.rows import CommitteeLine, ListedLine
from app.services.overview.exporting import (
    stream_conflicts,
    stream_items,
    stream_papers,
    stream_suggestions,
    stream_unnumbered,
)
from app.services.overview.rows.common import LetterRef
from app.services.overview.rows.desk import UnnumberedMention
from app.services.overview.rows.exports import ItemLine, PaperLine, SuggestionLine
from app.services.overview.rows.stories import ConflictSide, ConflictView
from app.services.reminders import OfficeLine, find_offices
from app.session import reading
from app.web.auth import requires
from app.web.conflict_words import CONFLICT_VERDICTS, CONFLICTS
from app.web.context import Opened, hall, looking
from app.web.letters import wanted_letters
from app.web.meeting_forms import DayForm
from app.web.meeting_words import PLACES, PROPOSALS
from app.web.pages import item_endpoint
from app.web.reading_args import whole_number
from app.web.register import KINDS, wanted_items
from app.web.speaking import speaking
from app.web.words import STANCES, motion_name, paper_line

bp = Blueprint("exports", __name__)
T = TypeVar("T")
Columns = Mapping[str, Callable[[T], Cell]]
Place = tuple[str, dict[str, str | int]]  # the name of a page, and what its address needs
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
_NO_BREAK = str.maketrans("\N{NO-BREAK SPACE}", " ")
_KIND_WORDS = {
    ItemKind.COMMITMENT: "toezegging",
    ItemKind.CANDIDATE: "mogelijke toezegging",
    ItemKind.MOTION: "motie",
}

ITEMS: Columns[ItemLine] = {
    "nummer": lambda one: one.kamerstuk or one.number,
    "soort": lambda one: _KIND_WORDS[one.kind],
    "status": lambda one: one.standing.value,
    "stand van de termijn": lambda one: one.level.value if one.level else None,
    "onderwerp": lambda one: one.subject,
    "tekst": lambda one: one.words,
    "toegezegd door": lambda one: one.actor,
    "verantwoordelijk nu": lambda one: one.responsible,
    "bewindspersoon nu": lambda one: one.responsible_name,
    "ministerie": lambda one: one.ministry,
    "commissie": lambda one: one.committee,
    "lid": lambda one: one.member,
    "termijn in woorden": lambda one: one.term.text if one.term else None,
    "uiterlijk": lambda one: one.term.latest if one.term else None,
    "eerst uiterlijk": lambda one: one.term.first if one.term else None,
    "vindplaats": lambda one: _paper(one.letter),
    "datum": lambda one: one.letter.timing.day if one.letter else one.last_mention,
    "Kamerstuk": lambda one: one.letter.kamerstuk if one.letter else one.kamerstuk,
    "dossier": lambda one: one.dossier,
    "nummer van de Kamer": lambda one: one.official_number,
    "voldaan met": lambda one: "; ".join(_paper(paper) or "" for paper in one.settled_by),
    "wachtende suggesties": lambda one: one.waiting,
    "indieners": lambda one: "; ".join(one.movers),
    "uitkomst": lambda one: one.facts.outcome if one.facts else None,
    "uitkomst op": lambda one: one.facts.outcome_on if one.facts else None,
    "stemmen": lambda one: one.facts.votes if one.facts else None,
    "kabinetsappreciatie": lambda one: one.facts.advice if one.facts else None,
    "genoemd in stukken": lambda one: one.mentions if one.kind is ItemKind.MOTION else None,
    "laatst genoemd": lambda one: one.last_mention,
}
PAPERS: Columns[PaperLine] = {
    "stuk": lambda one: _paper(one.letter),
    "soort": lambda one: one.letter.kind.value,
    "datum": lambda one: one.letter.timing.day,
    "titel": lambda one: one.letter.title,
    "Kamerstuk": lambda one: one.letter.kamerstuk,
    "dossier": lambda one: one.dossier,
    "afzender": lambda one: "; ".join(one.from_functions),
    "toezeggingen": lambda one: one.commitments,
    "nog te beoordelen": lambda one: one.candidates,
    "moties": lambda one: one.motions,
    "wachtende suggesties": lambda one: one.suggestions,
}
SUGGESTIONS: Columns[SuggestionLine] = {
    "nummer": lambda one: one.number,
    "soort": lambda one: _KIND_WORDS[one.kind],
    "tekst": lambda one: one.words,
    "relatie": lambda one: one.relation.value,
    "zekerheid": lambda one: f"{one.score:.2f}".replace(".", ","),
    "latere passage": lambda one: one.later.marked,
    "vindplaats": lambda one: _paper(one.later.letter),
    "datum": lambda one: one.later.letter.timing.day,
}
CONFLICTING: Columns[ConflictView] = {
    "wat": lambda one: str(CONFLICTS[one.kind]),
    "nummers": lambda one: "; ".join(one.kamerstukken),
    "waarschijnlijk": lambda one: one.likely,
    "volgens": lambda one: "\n".join(map(_side, one.sides)),
    "stukken": lambda one: "; ".join(_paper(side.quote.letter) or "" for side in one.sides),
    "besluit": lambda one: str(CONFLICT_VERDICTS[one.verdict].words) if one.verdict else None,
    "juist": lambda one: one.right,
    "besloten door": lambda one: one.judged_by,
    "besloten op": lambda one: (
        one.judged_at.astimezone(DUTCH_TIME).date() if one.judged_at else None
    ),
    "toelichting": lambda one: one.note,
}
UNNUMBERED: Columns[UnnumberedMention] = {
    "motie": lambda one: motion_name(one.movers, one.cosigned),
    "onderwerp": lambda one: one.subject,
    "wat de brief zegt": lambda one: str(STANCES[one.stance].words),
    "tekst": lambda one: one.quote.marked,
    "vindplaats": lambda one: _paper(one.quote.letter),
    "datum": lambda one: one.quote.letter.timing.day,
}
WORK: Columns[ListedLine] = {
    "plaats": lambda one: str(PLACES[one.place]),
    "nummer": lambda one: one.line.number,
    "onderwerp": lambda one: one.line.subject,
    "tekst": lambda one: one.line.words,
    "status": lambda one: one.line.standing.value,
    "stand van de termijn": lambda one: one.line.term.level.value,
    "uiterlijk": lambda one: one.line.term.latest,
    "verantwoordelijk nu": lambda one: one.line.responsible,
    "bewindspersoon nu": lambda one: one.line.responsible_name,
    "lid": lambda one: one.line.member,
    "vindplaats": lambda one: _paper(one.line.letter),
    "beantwoord met": lambda one: _paper(one.line.settles.letter) if one.line.settles else None,
    "gerappelleerd": lambda one: "; ".join(str(rappel.date) for rappel in one.line.reminded),
    "voorstel": lambda one: str(PROPOSALS[one.advice.proposal]),
    "waarom": lambda one: one.advice.why,
}
COMMITTEES: Columns[CommitteeLine] = {
    "commissie": lambda one: one.committee.name,
    "openstaand": lambda one: one.open,
    "termijn verstreken": lambda one: one.overdue,
    "voorgesteld: afdoen": lambda one: one.proposed,
    "volgende vergadering": lambda one: one.next_meeting.date if one.next_meeting else None,
}
OFFICES: Columns[OfficeLine] = {
    "verantwoordelijk nu": lambda one: one.office,
    "ministerie": lambda one: one.ministry,
    "termijn verstreken": lambda one: one.overdue,
    "nog niet gerappelleerd": lambda one: one.unreminded,
    "laatste rappel": lambda one: one.last.date if one.last else None,
}


@dataclass(frozen=True, slots=True)
class Form(Generic[T]):
    """How a list is written: its columns, and the page of a line, of which the address is last."""

    columns: Columns[T]
    place: Callable[[T], Place]


def _item(number: str) -> Place:
    return item_endpoint(number), {"number": number}


OF_ITEMS = Form(ITEMS, lambda one: _item(one.number))
OF_PAPERS = Form(PAPERS, lambda one: ("letters.letter", {"document_id": one.letter.id}))
OF_SUGGESTIONS = Form(SUGGESTIONS, lambda one: _item(one.number))
OF_CONFLICTS = Form(CONFLICTING, lambda one: ("conflicts.conflict", {"conflict_id": one.id}))
OF_UNNUMBERED = Form(
    UNNUMBERED,
    lambda one: (
        "letters.letter",
        {"document_id": one.quote.letter.id, "_anchor": one.quote.anchor},
    ),
)
OF_WORK = Form(WORK, lambda one: _item(one.line.number))
OF_COMMITTEES = Form(COMMITTEES, lambda one: ("committees.committee", {"slug": one.committee.slug}))
OF_OFFICES = Form(OFFICES, lambda one: ("subjects.office", {"name": one.office}))


@bp.get("/register.<kind>")
@requires(Permission.READ)
def of_register(kind: str) -> ResponseReturnValue:
    """Give the register as filtered."""
    wanted, day = wanted_items(request.args), today()
    words = request.args.getlist("soort")
    only = words[0] if len(words) == 1 and words[0] in KINDS else "register"
    return send_list(only, kind, OF_ITEMS, lambda opened: stream_items(opened, wanted, today=day))


@bp.get("/brieven.<kind>")
@requires(Permission.READ)
def of_letters(kind: str) -> ResponseReturnValue:
    """Give the list of papers as filtered."""
    wanted = wanted_letters(request.args)
    return send_list("brieven", kind, OF_PAPERS, lambda opened: stream_papers(opened, wanted))


@bp.get("/bureau/suggesties.<kind>")
@requires(Permission.JUDGE)
def of_suggestions(kind: str) -> ResponseReturnValue:
    """Give every passage that waits for a verdict."""
    return send_list("suggesties", kind, OF_SUGGESTIONS, stream_suggestions)


@bp.get("/bureau/tegenstrijdig.<kind>")
@requires(Permission.JUDGE)
def of_conflicts(kind: str) -> ResponseReturnValue:
    """Give where papers contradict each other, or what was settled of that."""
    settled, document = request.args.get("beslist") == "ja", whole_number(request.args.get("brief"))
    return send_list(
        "tegenstrijdig",
        kind,
        OF_CONFLICTS,
        lambda opened: stream_conflicts(opened, settled=settled, document=document),
    )


@bp.get("/bureau/zonder-nummer.<kind>")
@requires(Permission.JUDGE)
def of_unnumbered(kind: str) -> ResponseReturnValue:
    """Give every motion that a paper names without any number."""
    day, document = today(), whole_number(request.args.get("brief"))
    return send_list(
        "moties-zonder-nummer",
        kind,
        OF_UNNUMBERED,
        lambda opened: stream_unnumbered(opened, document=document, today=day),
    )


@bp.get("/commissies.<kind>")
@requires(Permission.READ)
def of_committees(kind: str) -> ResponseReturnValue:
    """Give the committees with how much is open."""
    day = today()
    return send_list(
        "commissies",
        kind,
        OF_COMMITTEES,
        lambda opened: find_committees_with_work(opened, today=day),
    )


@bp.get("/rappels.<kind>")
@requires(Permission.READ)
def of_offices(kind: str) -> ResponseReturnValue:
    """Give the offices that have something to answer, with what was asked of them."""
    day = today()
    return send_list("rappels", kind, OF_OFFICES, lambda opened: find_offices(opened, today=day))


@bp.get("/commissies/<slug>/werklijst.<kind>")
@requires(Permission.READ)
def of_committee(slug: str, kind: str) -> ResponseReturnValue:
    """Give what a committee has to look at on a day; raises NotFound."""
    form = DayForm(request.args)
    day = (form.datum.day if form.validate() else None) or today()
    with looking() as session:
        found = get_committee_page(session, slug, day=day, today=today())
    return send_list(f"werklijst-{slug}", kind, OF_WORK, lambda _opened: found.listed)


def send_list(
    name: str, kind: str, form: Form[T], open_rows: Callable[[Opened], Iterable[T]]
) -> Response:
    """Send a list part by part; `open_rows` gives its rows from a session that only reads.

    The request is over when the first part is made: nothing in it asks for more of it.
    """
    if kind not in TYPES:
        abort(404)
    day, heads = today(), [*form.columns, "adres"]
    about = {"bron": "Gestand", "adres": request.url, "gemaakt": day.isoformat()}
    engine, pages = hall().engine, current_app.create_url_adapter(request)
    assert pages is not None

    def parts() -> Iterator[bytes]:
        with reading(engine) as session:
            rows = _rows(form, open_rows(session), pages)
            if kind == "csv":
                yield from write_csv(heads, rows)
            elif kind == "json":
                yield from write_json(heads, rows, about)
            else:
                yield from write_xlsx(heads, rows, f"Gestand: {name}, {day.isoformat()}")

    response = Response(parts(), content_type=TYPES[kind])
    file = f"gestand-{name}-{day.isoformat()}.{kind}"
    response.headers["Content-Disposition"] = f'attachment; filename="{file}"'
    return response


def _rows(form: Form[T], lines: Iterable[T], pages: MapAdapter) -> Iterator[list[Cell]]:
    """Give the cells of each line, in Dutch, and the whole address of its page."""
    for line in lines:
        with speaking(DUTCH):
            row = [_said(cell(line)) for cell in form.columns.values()]
        endpoint, values = form.place(line)
        anchor = values.pop("_anchor", None)
        address = pages.build(endpoint, values, force_external=True)
        yield [*row, f"{address}#{anchor}" if anchor else address]


def moment_cell(at: dt.datetime | None) -> str | None:
    """Print a moment in Dutch time so that lists are sorted by it: "2026-11-22 07:00"."""
    return f"{at.astimezone(DUTCH_TIME):%Y-%m-%d %H:%M}" if at else None


def _said(cell: Cell) -> Cell:
    """Say a cell's words now, while everything is said in Dutch."""
    return str(cell) if isinstance(cell, str) else cell


def _side(side: ConflictSide) -> str:
    """Say what one paper prints of a motion."""
    return f"{side.kamerstuk}: {motion_name(side.movers, side.cosigned)}: {side.quote.marked}"


def _paper(letter: LetterRef | None) -> str | None:
    """Name a paper, with the spaces that a search in a spreadsheet finds."""
    return paper_line(letter).translate(_NO_BREAK) if letter else None
