"""The register: one list of toezeggingen and moties, with its filters."""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from app.clock import today
from app.domain.accounts import Permission
from app.domain.commitments import TermLevel
from app.domain.matching import ItemKind
from app.services.overview.register import find_register_items
from app.services.overview.rows.common import Standing
from app.services.overview.rows.register import Facet, Facets, RegisterFilter, RegisterPage, Sort
from app.web.auth import requires
from app.web.context import looking
from app.web.pages import page
from app.web.reading_args import chosen, chosen_one, page_number, whole_number

bp = Blueprint("register", __name__)

KINDS = {
    "toezegging": ItemKind.COMMITMENT,
    "mogelijk": ItemKind.CANDIDATE,
    "motie": ItemKind.MOTION,
}
SORTS = {
    Sort.TERM: "Termijn, eerste eerst",
    Sort.DATE: "Datum van de brief, nieuwste eerst",
    Sort.STATUS: "Status",
    Sort.NUMBER: "Nummer",
    Sort.NEWEST: "Laatst toegevoegd",
    Sort.RELEVANCE: "Hoe goed de zoekwoorden passen",
}
_OPEN = (Standing.OPEN, Standing.PARTLY)
_LATE = (TermLevel.OVERDUE, TermLevel.SERIOUS)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure above the list: how many, of what, its tone, and the list behind it."""

    count: int
    words: str
    tone: str
    address: str


@bp.get("/")
@requires(Permission.READ)
def home() -> ResponseReturnValue:
    """Show the register: it is where everyone begins."""
    return redirect(url_for(".index"), 302)


@bp.get("/register")
@requires(Permission.READ)
def index() -> ResponseReturnValue:
    """Show one page of the register."""
    wanted = _wanted(request.args)
    with looking() as session:
        found = find_register_items(session, wanted, today=today())
        whole = find_register_items(session, RegisterFilter(size=1), today=today())
        kept = RegisterFilter(kinds=(ItemKind.COMMITMENT,), size=1)
        commitments = find_register_items(session, kept, today=today())
    return page(
        "register.html",
        section="register",
        found=found,
        wanted=wanted,
        figures=_figures(commitments.facets, whole.facets),
        kinds={kind: word for word, kind in KINDS.items()},
        sorts=SORTS,
        is_filtered=_is_filtered(wanted),
        page_address=lambda number: _address(pagina=number),
        sort_address=lambda key: _sort_address(found, Sort(key)),
    )


def _wanted(args: "MultiDict[str, str]") -> RegisterFilter:
    """Read the filter from the address; what cannot be right is left out."""
    return RegisterFilter(
        q=args.get("q", "").strip(),
        kinds=tuple(KINDS[word] for word in args.getlist("soort") if word in KINDS),
        standings=chosen(Standing, args.getlist("status")),
        responsible=args.get("wie") or None,
        ministry=args.get("ministerie") or None,
        committee=args.get("commissie") or None,
        levels=chosen(TermLevel, args.getlist("termijn")),
        document=whole_number(args.get("brief")),
        sort=chosen_one(Sort, args.get("sorteer")),
        reverse="omgekeerd" in args,
        page=page_number(args.get("pagina")),
    )


def _is_filtered(wanted: RegisterFilter) -> bool:
    """Say whether anything narrows the list."""
    return any(
        (
            wanted.q,
            wanted.kinds,
            wanted.standings,
            wanted.responsible,
            wanted.ministry,
            wanted.committee,
            wanted.levels,
            wanted.document,
        )
    )


def _figures(commitments: Facets, whole: Facets) -> tuple[Figure, ...]:
    """Give the figures above the list, each with the list behind it.

    What nobody judged counts as nothing but that.
    """

    def figure(
        facets: tuple[Facet, ...], values: tuple[StrEnum, ...], name: str, words: str, tone: str
    ) -> Figure:
        kind = {"soort": "toezegging"} if facets is not whole.standings else {}
        asked = [value.value for value in values]
        count = sum(facet.count for facet in facets if facet.value in asked)
        address = f"{url_for('.index')}?{urlencode(kind | {name: asked}, doseq=True)}"
        return Figure(count, words, tone, address)

    waiting = (Standing.WAITING,)
    return (
        figure(commitments.standings, _OPEN, "status", "toezeggingen openstaand", "info"),
        figure(commitments.levels, _LATE, "termijn", "termijn verstreken", "bad"),
        figure(whole.standings, waiting, "status", "nog niet beoordeeld", "wait"),
        figure(commitments.standings, (Standing.SETTLED,), "status", "afgedaan", "good"),
    )


def _address(**changes: object) -> str:
    """Give this list's address with some values changed; None takes a value out."""
    values = {name: request.args.getlist(name) for name in request.args}
    values |= {name: [] if value is None else [str(value)] for name, value in changes.items()}
    return f"{url_for('.index')}?{urlencode(values, doseq=True)}"


def _sort_address(found: RegisterPage, sort: Sort) -> str:
    """Give the address of the list in this order, or turned round when it already is."""
    turned = found.sort is sort and not found.reverse
    return _address(sorteer=sort.value, omgekeerd="ja" if turned else None, pagina=None)
