"""The clerk's desk: what waits to be judged, in four lists."""

from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from app.clock import today
from app.domain.accounts import Permission
from app.services.overview.desk import find_desk
from app.services.overview.register import find_committees
from app.services.overview.rows.common import LetterRef
from app.services.overview.rows.desk import CandidateCard, Desk, DeskFilter
from app.web.auth import requires
from app.web.context import looking
from app.web.forms import CandidateForm
from app.web.pages import page
from app.web.promise_forms import fill_candidate
from app.web.reading_args import page_number, whole_number

bp = Blueprint("desk", __name__, url_prefix="/bureau")
PAGE_SIZE = 10  # each card has a form; more on a page is a wall


@bp.get("")
@requires(Permission.JUDGE)
def candidates() -> ResponseReturnValue:
    """Show the candidates that wait, letter by letter."""
    number = page_number(request.args.get("pagina"))
    wanted = DeskFilter(_document(), candidates_page=number, size=PAGE_SIZE)
    with looking() as session:
        desk = find_desk(session, wanted, today=today())
        committees = find_committees(session)
    back = request.full_path.rstrip("?")

    def form_of(card: CandidateCard) -> CandidateForm:
        is_met = card.met is not None
        return fill_candidate(card.promise, card.version, committees, back=back, is_met=is_met)

    return _show("candidates", "te beoordelen", desk, form_of=form_of)


@bp.get("/suggesties")
@requires(Permission.JUDGE)
def suggestions() -> ResponseReturnValue:
    """Show the suggestions that wait, by the letter that gives them."""
    number = page_number(request.args.get("pagina"))
    wanted = DeskFilter(_document(), suggestions_page=number, size=PAGE_SIZE)
    with looking() as session:
        desk = find_desk(session, wanted, today=today())
    return _show("suggestions", "suggesties", desk, back=request.full_path.rstrip("?"))


@bp.get("/tegenstrijdig")
@requires(Permission.JUDGE)
def conflicts() -> ResponseReturnValue:
    """Show where papers contradict each other about a motion."""
    with looking() as session:
        desk = find_desk(session, DeskFilter(), today=today())
    return _show("conflicts", "tegenstrijdig", desk)


@bp.get("/zonder-nummer")
@requires(Permission.JUDGE)
def unnumbered() -> ResponseReturnValue:
    """Show the motions that a paper names without any number."""
    number = page_number(request.args.get("pagina"))
    wanted = DeskFilter(_document(), unnumbered_page=number)
    with looking() as session:
        desk = find_desk(session, wanted, today=today())
    return _show("unnumbered", "moties zonder nummer", desk)


def _document() -> int | None:
    """Give the paper to which the desk is limited, if any."""
    return whole_number(request.args.get("brief"))


def _show(name: str, tab_name: str, desk: Desk, **values: Any) -> str:
    """Render one of the four lists."""
    counts = desk.counts
    return page(
        f"desk/{name}.html",
        section="bureau",
        desk=desk,
        tab_name=tab_name,
        only=_only(desk),
        tabs=(
            ("desk.candidates", "Toezeggingen", counts.candidates),
            ("desk.suggestions", "Suggesties", counts.suggestions),
            ("desk.conflicts", "Tegenstrijdig", counts.conflicts),
            ("desk.unnumbered", "Zonder nummer", counts.unnumbered),
        ),
        page_address=lambda number: url_for(f".{name}", brief=_document(), pagina=number),
        **values,
    )


def _only(desk: Desk) -> LetterRef | None:
    """Give the paper to which the lists are limited, when one of them names it."""
    wanted = _document()
    letters = [
        *(group.letter for group in desk.candidates),
        *(group.letter for group in desk.suggestions),
        *(mention.quote.letter for mention in desk.unnumbered),
    ]
    return next((letter for letter in letters if letter.id == wanted), None)
