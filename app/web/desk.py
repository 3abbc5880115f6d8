"""The clerk's desk: what waits to be judged, in four lists."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from app.clock import now, today
from app.domain.accounts import Permission
from app.services.overview.conflicts import (
    SETTLED,
    WAITS,
    count_conflicts,
    list_conflicts,
)
from app.services.overview.desk import find_desk
from app.services.overview.register import find_committees
from app.services.overview.rows.common import LetterRef
from app.services.overview.rows.desk import CandidateCard, Desk, DeskFilter
from app.services.overview.work import count_my_work, find_claims
from app.web.auth import requires, visitor
from app.web.conflict_forms import make_form
from app.web.context import local_path, looking
from app.web.forms import CandidateForm
from app.web.pages import page
from app.web.promise_forms import fill_candidate
from app.web.reading_args import page_number, whole_number

bp = Blueprint("desk", __name__, url_prefix="/bureau")
PAGE_SIZE = 10  # each card has a form; more on a page is a wall
CONFLICTS_SIZE = 10


@dataclass(frozen=True, slots=True)
class _Place:
    """Which part of the desk is shown: the paper that it is limited to, and the page."""

    document: int | None
    page: int


@dataclass(frozen=True, slots=True)
class _Returned:
    """A form that came back, and the number of the candidate that it is about."""

    number: str
    form: CandidateForm


@bp.get("")
@requires(Permission.JUDGE)
def candidates() -> ResponseReturnValue:
    """Show the candidates that wait, letter by letter."""
    place = _Place(_document(), page_number(request.args.get("pagina")))
    return _candidates(_load(place), place, request.full_path.rstrip("?"))


def show_again(number: str, form: CandidateForm) -> ResponseReturnValue | None:
    """Show the desk with the form that came back, on the page that it was sent from.

    None when it was not sent from the desk, or the candidate is no longer on that page.
    """
    back = local_path(form.back.data, "")
    parts = urlsplit(back)
    if parts.path != url_for("desk.candidates"):
        return None
    args = dict(parse_qsl(parts.query))
    place = _Place(whole_number(args.get("brief")), page_number(args.get("pagina")))
    desk = _load(place)
    if number not in {card.number for group in desk.candidates for card in group.cards}:
        return None
    return _candidates(desk, place, back, _Returned(number, form)), 422


def _load(place: _Place) -> Desk:
    """Load one page of the candidates."""
    wanted = DeskFilter(place.document, candidates_page=place.page, size=PAGE_SIZE)
    with looking() as session:
        return find_desk(session, wanted, today=today())


def _candidates(desk: Desk, place: _Place, back: str, returned: _Returned | None = None) -> str:
    """Render the candidates, with the form that came back where there is one."""
    with looking() as session:
        committees = find_committees(session)

    def form_of(card: CandidateCard) -> CandidateForm:
        if returned and returned.number == card.number:
            return returned.form
        is_met = card.met is not None
        return fill_candidate(card.promise, card.version, committees, back=back, is_met=is_met)

    return _show("candidates", "te beoordelen", desk, place.document, form_of=form_of, back=back)


@bp.get("/suggesties")
@requires(Permission.JUDGE)
def suggestions() -> ResponseReturnValue:
    """Show the suggestions that wait, by the letter that gives them."""
    number = page_number(request.args.get("pagina"))
    wanted = DeskFilter(_document(), suggestions_page=number, size=PAGE_SIZE)
    with looking() as session:
        desk = find_desk(session, wanted, today=today())
    back = request.full_path.rstrip("?")
    return _show("suggestions", "suggesties", desk, _document(), back=back)


@bp.get("/tegenstrijdig")
@requires(Permission.JUDGE)
def conflicts() -> ResponseReturnValue:
    """Show where papers contradict each other about a motion, or what was settled of that."""
    settled = request.args.get("beslist") == "ja"
    number = page_number(request.args.get("pagina"))
    document = _document()
    with looking() as session:
        desk = find_desk(session, DeskFilter(), today=today())
        shown, paging = list_conflicts(
            session, number, CONFLICTS_SIZE, settled=settled, document=document
        )
        others = count_conflicts(session, WAITS if settled else SETTLED)
    back = request.full_path.rstrip("?")
    return _show(
        "conflicts",
        "tegenstrijdig",
        desk,
        document,
        conflicts=shown,
        paging=paging,
        settled=settled,
        others=others,
        back=back,
        form_of=lambda found: make_form(found, back),
        page_address=lambda n: url_for(
            ".conflicts", brief=document, pagina=n, beslist="ja" if settled else None
        ),
    )


@bp.get("/zonder-nummer")
@requires(Permission.JUDGE)
def unnumbered() -> ResponseReturnValue:
    """Show the motions that a paper names without any number."""
    number = page_number(request.args.get("pagina"))
    wanted = DeskFilter(_document(), unnumbered_page=number)
    with looking() as session:
        desk = find_desk(session, wanted, today=today())
    return _show("unnumbered", "moties zonder nummer", desk, _document())


def _document() -> int | None:
    """Give the paper to which the desk is limited, if any."""
    return whole_number(request.args.get("brief"))


def _show(name: str, tab_name: str, desk: Desk, document: int | None, **values: Any) -> str:
    """Render one of the four lists; `document` is the paper that it is limited to."""
    with looking() as session:
        claims = find_claims(session, _numbers(desk), at=now())
    return page(
        f"desk/{name}.html",
        section="bureau",
        desk=desk,
        tab_name=tab_name,
        here=f"desk.{name}",
        only=_only(desk, document),
        tabs=tabs_of(desk),
        claims=claims,
        me=visitor().account.id,
        **{
            "page_address": lambda n: url_for(f"desk.{name}", brief=document, pagina=n),
            **values,
        },
    )


def tabs_of(desk: Desk) -> tuple[tuple[str, str, int], ...]:
    """Give the tabs of the desk: where each leads, its name, and how much waits there."""
    counts = desk.counts
    with looking() as session:
        own = count_my_work(session, visitor().account.id, at=now())
    return (
        ("desk.candidates", "Toezeggingen", counts.candidates),
        ("desk.suggestions", "Suggesties", counts.suggestions),
        ("desk.conflicts", "Tegenstrijdig", counts.conflicts),
        ("desk.unnumbered", "Zonder nummer", counts.unnumbered),
        ("work.mine", "Mijn werk", own),
    )


def _numbers(desk: Desk) -> list[str]:
    """Give the items that have a card on the desk."""
    return [
        *(card.number for group in desk.candidates for card in group.cards),
        *(card.number for group in desk.suggestions for card in group.cards),
    ]


def _only(desk: Desk, wanted: int | None) -> LetterRef | None:
    """Give the paper to which the lists are limited, when one of them names it."""
    letters = [
        *(group.letter for group in desk.candidates),
        *(group.letter for group in desk.suggestions),
        *(mention.quote.letter for mention in desk.unnumbered),
    ]
    return next((letter for letter in letters if letter.id == wanted), None)
