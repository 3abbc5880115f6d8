"""The clerk's desk: papers as they came in, the work of one of them, and four lists of all."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from app.clock import DUTCH_TIME, now, today
from app.domain.accounts import Permission
from app.domain.errors import NotFound
from app.services.overview.conflicts import (
    SETTLED,
    WAITS,
    count_conflicts,
    list_conflicts,
)
from app.services.overview.desk import find_desk
from app.services.overview.inbox import (
    count_tabs,
    find_inbox,
    find_next_letter,
)
from app.services.overview.rows.desk import CandidateCard, Desk, DeskFilter, DeskPart
from app.services.overview.together import find_batches
from app.services.overview.work import count_my_work, find_claims
from app.services.source_words import find_strange
from app.web.auth import requires, visitor
from app.web.conflict_forms import make_form
from app.web.context import hall, local_path, looking
from app.web.forms import CandidateForm, UndoForm
from app.web.pages import page
from app.web.promise_forms import fill_candidate
from app.web.reading_args import page_number, whole_number
from app.web.speaking import _

bp = Blueprint("desk", __name__, url_prefix="/bureau")
PAGE_SIZE = 10  # each card has a form; more on a page is a wall
CONFLICTS_SIZE = 10
CARDS = frozenset({DeskPart.CANDIDATES, DeskPart.SUGGESTIONS})  # on the page of one paper


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
    args = dict(parse_qsl(parts.query))
    number_of_page = page_number(args.get("pagina"))
    returned = _Returned(number, form)
    if parts.path == url_for("desk.candidates"):
        place = _Place(whole_number(args.get("brief")), number_of_page)
        desk = _load(place)
        shown = _candidates(desk, place, back, returned) if _has(desk, number) else None
    elif (letter := _letter_of(parts.path)) is not None:
        place = _Place(letter, number_of_page)
        desk = _load(place)
        shown = _of_letter(desk, place, back, returned) if _has(desk, number) else None
    else:
        shown = None
    return None if shown is None else (shown, 422)


def _letter_of(path: str) -> int | None:
    """Give the paper whose work stands at an address; None for any other address."""
    before, _, last = path.rpartition("/")
    letter = whole_number(last)
    at = None if letter is None else url_for("desk.of_letter", document_id=letter)
    return letter if at == f"{before}/{last}" else None


def _has(desk: Desk, number: str) -> bool:
    """Say whether a candidate stands on this page of the desk."""
    return any(card.number == number for group in desk.candidates for card in group.cards)


def _load(place: _Place) -> Desk:
    """Load one page of the candidates."""
    parts = {DeskPart.CANDIDATES} if place.document is None else CARDS
    wanted = DeskFilter(
        place.document, candidates_page=place.page, size=PAGE_SIZE, parts=frozenset(parts)
    )
    with looking() as session:
        return find_desk(session, wanted, today=today())


def _candidates(desk: Desk, place: _Place, back: str, returned: _Returned | None = None) -> str:
    """Render the candidates, with the form that came back where there is one."""
    return _show(
        "candidates",
        _("te beoordelen"),
        desk,
        place.document,
        form_of=_forms(desk, back, returned),
        back=back,
    )


def _forms(
    desk: Desk, back: str, returned: _Returned | None
) -> Callable[[CandidateCard], CandidateForm]:
    """Give what makes the form of a card: filled, or the one that came back."""
    committees = desk.committees

    def form_of(card: CandidateCard) -> CandidateForm:
        if returned and returned.number == card.number:
            return returned.form
        is_met = card.met is not None
        return fill_candidate(card.promise, card.version, committees, back=back, is_met=is_met)

    return form_of


@bp.get("/brieven")
@requires(Permission.JUDGE)
def inbox() -> ResponseReturnValue:
    """Show the papers as they came in: what each brings, and how much waits in it."""
    everything = request.args.get("alles") == "ja"
    number = page_number(request.args.get("pagina"))
    with looking() as session:
        found = find_inbox(session, number, today=today(), everything=everything)
        desk = find_desk(session, DeskFilter(parts=frozenset()), today=today())
        strange = len(find_strange(session, hall().statuses))
    days = groupby(found.rows, key=lambda row: row.imported_at.astimezone(DUTCH_TIME).date())
    return _show(
        "inbox",
        _("nieuwe brieven"),
        desk,
        None,
        letters=found.waiting,
        inbox=found,
        strange=strange,
        days=[(day, list(rows)) for day, rows in days],
        today=today(),
        everything=everything,
        page_address=lambda n: url_for("desk.inbox", pagina=n, alles="ja" if everything else None),
    )


@bp.get("/brief/<int:document_id>")
@requires(Permission.JUDGE)
def of_letter(document_id: int) -> ResponseReturnValue:
    """Show all that waits in one paper: what it may settle, and what it promises."""
    place = _Place(document_id, page_number(request.args.get("pagina")))
    return _of_letter(_load(place), place, request.full_path.rstrip("?"))


def show_letter(document_id: int, *, undo: tuple[int, UndoForm], is_stale: bool = False) -> str:
    """Show the work of one paper again, with the form that came back to take verdicts back."""
    place = _Place(document_id, 1)
    here = url_for("desk.of_letter", document_id=document_id)
    return _of_letter(_load(place), place, here, undo=undo, is_stale=is_stale)


def _of_letter(
    desk: Desk,
    place: _Place,
    back: str,
    returned: _Returned | None = None,
    *,
    undo: tuple[int, UndoForm] | None = None,
    is_stale: bool = False,
) -> str:
    """Render the work of one paper, with the form that came back where there is one."""
    document, head = place.document or 0, desk.only
    if head is None:
        raise NotFound("document", document)
    with looking() as session:
        following = find_next_letter(session, document)
        claims = find_claims(session, _numbers(desk), at=now())
        batches = find_batches(session, document)
    return page(
        "desk/letter.html",
        section="bureau",
        desk=desk,
        head=head,
        numbers=_numbers(desk),
        claims=claims,
        me=visitor().account.id,
        form_of=_forms(desk, back, returned),
        batches=batches,
        undo_of=lambda entry: undo[1] if undo and undo[0] == entry else None,
        is_stale=is_stale,
        back=back,
        next_letter=url_for("desk.of_letter", document_id=following) if following else None,
        page_address=lambda n: url_for("desk.of_letter", document_id=document, pagina=n),
    )


@bp.get("/suggesties")
@requires(Permission.JUDGE)
def suggestions() -> ResponseReturnValue:
    """Show the suggestions that wait, by the letter that gives them."""
    number = page_number(request.args.get("pagina"))
    wanted = DeskFilter(
        _document(),
        suggestions_page=number,
        size=PAGE_SIZE,
        parts=frozenset({DeskPart.SUGGESTIONS}),
    )
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
        desk = find_desk(session, DeskFilter(document, parts=frozenset()), today=today())
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
    wanted = DeskFilter(_document(), unnumbered_page=number, parts=frozenset({DeskPart.UNNUMBERED}))
    with looking() as session:
        desk = find_desk(session, wanted, today=today())
    return _show("unnumbered", _("moties zonder nummer"), desk, _document())


def _document() -> int | None:
    """Give the paper to which the desk is limited, if any."""
    return whole_number(request.args.get("brief"))


def _show(
    name: str,
    tab_name: str,
    desk: Desk,
    document: int | None,
    *,
    letters: int | None = None,
    **values: Any,
) -> str:
    """Render one of the four lists; `document` is the paper that it is limited to."""
    with looking() as session:
        claims = find_claims(session, _numbers(desk), at=now())
    return page(
        f"desk/{name}.html",
        section="bureau",
        desk=desk,
        tab_name=tab_name,
        here=f"desk.{name}",
        only=desk.only.letter if desk.only else None,
        tabs=tabs_of(desk, letters),
        claims=claims,
        me=visitor().account.id,
        **{
            "page_address": lambda n: url_for(f"desk.{name}", brief=document, pagina=n),
            **values,
        },
    )


def tabs_of(desk: Desk, letters: int | None = None) -> tuple[tuple[str, str, int], ...]:
    """Give the tabs of the desk: where each leads, its name, and how much waits there.

    `letters` are those with work, where they were counted already.
    """
    counts = desk.counts
    with looking() as session:
        if letters is None:
            letters, own = count_tabs(session, visitor().account.id, at=now())
        else:
            own = count_my_work(session, visitor().account.id, at=now())
    return (
        ("desk.inbox", _("Brieven"), letters),
        ("desk.candidates", _("Toezeggingen"), counts.candidates),
        ("desk.suggestions", _("Suggesties"), counts.suggestions),
        ("desk.conflicts", _("Tegenstrijdig"), counts.conflicts),
        ("desk.unnumbered", _("Zonder nummer"), counts.unnumbered),
        ("work.mine", _("Mijn werk"), own),
    )


def _numbers(desk: Desk) -> list[str]:
    """Give the items that have a card on the desk."""
    return [
        *(card.number for group in desk.candidates for card in group.cards),
        *(card.number for group in desk.suggestions for card in group.cards),
    ]
