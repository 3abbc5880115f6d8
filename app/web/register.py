"""The register: one list of toezeggingen and moties, with its filters."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from app.clock import today
from app.domain.accounts import Permission
from app.domain.commitments import TermLevel
from app.domain.matching import ItemKind
from app.services.accounts import find_committees_of
from app.services.nearest import Nearest, find_nearest
from app.services.overview.narrowing import find_fracties
from app.services.overview.register import count_register, find_register_items
from app.services.overview.rows.common import Standing
from app.services.overview.rows.register import (
    MOST_PASSAGES,
    Facet,
    RegisterFigures,
    RegisterFilter,
    RegisterPage,
    Sort,
    Source,
)
from app.web.auth import find_visitor, requires
from app.web.context import looking
from app.web.dates import parse_day
from app.web.followed import follow_of_list
from app.web.numbers import read_dossier
from app.web.pages import page
from app.web.reading_args import changed_address, chosen, chosen_one, page_number, whole_number
from app.web.since import (
    VISIT,
    count_items_since,
    input_since,
    item_changes,
    previous_visit,
    read_since,
)
from app.web.speaking import _, later

bp = Blueprint("register", __name__)

KINDS = {
    "toezegging": ItemKind.COMMITMENT,
    "mogelijk": ItemKind.CANDIDATE,
    "motie": ItemKind.MOTION,
}
SORTS = {
    Sort.TERM: later("Termijn, eerste eerst"),
    Sort.DATE: later("Datum van de brief, nieuwste eerst"),
    Sort.STATUS: later("Status"),
    Sort.NUMBER: later("Nummer"),
    Sort.NEWEST: later("Laatst toegevoegd"),
    Sort.RELEVANCE: later("Hoe goed de zoekwoorden passen"),
}
SOURCES = {
    Source.WRITTEN: later("In een brief of ander stuk"),
    Source.SPOKEN: later("In een debat"),
}
# Words of a filter that stand for several values: a figure above the list counts these together.
STANDINGS = {"lopend": (Standing.OPEN, Standing.PARTLY, Standing.PROPOSED)}
LEVELS = {"te-laat": (TermLevel.OVERDUE, TermLevel.SERIOUS)}
E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure above the list: how many, of what, its tone, and the list behind it."""

    count: int
    words: str
    tone: str
    address: str


@bp.get("/")
@requires(Permission.OPEN)
def home() -> ResponseReturnValue:
    """Show the register: it is where everyone begins."""
    return redirect(url_for(".index"), 302)


@bp.get("/register")
@requires(Permission.OPEN)
def index() -> ResponseReturnValue:
    """Show one page of the register."""
    wanted = wanted_items(request.args)
    with looking() as session:
        found = find_register_items(session, wanted, today=today())
        figures = count_register(session, today=today())
        who = find_visitor()
        own_committees = find_committees_of(session, who.account.id) if who else ()
        nearest = find_nearest(session, found.query) if not found.paging.total else Nearest()
        known = {one.value for one in found.facets.fracties}
        fracties = () if found.facets.valued else find_fracties(session, today())
        numbers = [row.number for row in found.rows]
        follow = follow_of_list(session, wanted)
        changes = item_changes(session, numbers, wanted.changed_since)
        news = count_items_since(session, whole=not _is_filtered(wanted))
    return page(
        "register.html",
        section="register",
        found=found,
        most_passages=MOST_PASSAGES,
        wanted=wanted,
        own_committees=own_committees,
        nearest=nearest,
        figures=_figures(figures),
        kinds={kind: word for word, kind in KINDS.items()},
        standings=_with_groups(found.facets.standings, STANDINGS),
        levels=_with_groups(found.facets.levels, LEVELS),
        sorts=SORTS,
        is_filtered=_is_filtered(wanted),
        narrows=_narrows(wanted),
        sources=SOURCES,
        fracties=[name for name in fracties if name not in known],
        dossier_links=_dossier_links(found.facets.dossiers),
        year_links=_year_links(found.facets.years),
        changes=changes,
        follow=follow,
        news=news,
        before=previous_visit(),
        since=input_since(request.args.get("sinds"), wanted.changed_since),
        since_address=_address(sinds=VISIT, pagina=None),
        all_address=_address(sinds=None, pagina=None),
        page_address=lambda number: _address(pagina=number),
        sort_address=lambda key: _sort_address(found, Sort(key)),
    )


def wanted_items(args: "MultiDict[str, str]") -> RegisterFilter:
    """Read the filter from the address; what cannot be right is left out."""
    return RegisterFilter(
        q=args.get("q", "").strip(),
        kinds=tuple(KINDS[word] for word in args.getlist("soort") if word in KINDS),
        standings=_chosen(Standing, args.getlist("status"), STANDINGS),
        responsible=args.get("wie") or None,
        ministry=args.get("ministerie") or None,
        committee=args.get("commissie") or None,
        member=args.get("lid") or None,
        levels=_chosen(TermLevel, args.getlist("termijn"), LEVELS),
        document=whole_number(args.get("brief")),
        dossier=read_dossier(args.get("dossier")),
        source=chosen_one(Source, args.get("bron")),
        fractie=args.get("fractie") or None,
        since=parse_day(args.get("van", "")),
        until=parse_day(args.get("tot", "")),
        changed_since=read_since(args.get("sinds")),
        sort=chosen_one(Sort, args.get("sorteer")),
        reverse="omgekeerd" in args,
        page=page_number(args.get("pagina")),
    )


def _chosen(kind: type[E], words: list[str], groups: Mapping[str, tuple[E, ...]]) -> tuple[E, ...]:
    """Give the values that the words of a filter stand for."""
    values = [value for word in words for value in groups.get(word, (word,))]
    return chosen(kind, values)


def _with_groups(
    facets: tuple[Facet, ...], groups: Mapping[str, tuple[StrEnum, ...]]
) -> tuple[Facet, ...]:
    """Put before the values those that stand for several; a chosen group hides its parts' choice."""
    heads: list[Facet] = []
    hidden: set[str] = set()
    for word, members in groups.items():
        parts = [facet for facet in facets if facet.value in members]
        whole = len(parts) == len(members) and all(part.chosen for part in parts)
        if parts:
            heads.append(Facet(word, word, sum(part.count for part in parts), whole))
        hidden |= {part.value for part in parts} if whole else set()
    rest = (replace(facet, chosen=facet.chosen and facet.value not in hidden) for facet in facets)
    return (*heads, *rest)


def _dossier_links(facets: tuple[Facet, ...]) -> tuple[tuple[Facet, str], ...]:
    """Give each dossier with the address that chooses it, or lets it go."""
    return tuple(
        (one, _address(dossier=None if one.chosen else one.value, pagina=None)) for one in facets
    )


def _year_links(facets: tuple[Facet, ...]) -> tuple[tuple[Facet, str], ...]:
    """Give each year with the address that makes it the period, or lets it go."""
    links = []
    for one in facets:
        ends = (None, None) if one.chosen else (f"01-01-{one.value}", f"31-12-{one.value}")
        links.append((one, _address(van=ends[0], tot=ends[1], pagina=None)))
    return tuple(links)


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
            wanted.member,
            wanted.levels,
            wanted.document,
            _narrows(wanted),
        )
    )


def _narrows(wanted: RegisterFilter) -> bool:
    """Say whether one of the further filters is in force."""
    further = (
        *(wanted.dossier, wanted.source, wanted.fractie),
        *(wanted.since, wanted.until, wanted.changed_since),
    )
    return any(one is not None for one in further)


def _figures(counts: RegisterFigures) -> tuple[Figure, ...]:
    """Give the figures above the list, each with the list behind it.

    What nobody judged counts as nothing but that.
    """
    return (
        Figure(
            counts.open,
            _("toezeggingen openstaand"),
            "info",
            _commitments("status", "lopend"),
        ),
        Figure(
            counts.overdue,
            _("termijn verstreken"),
            "bad",
            _commitments("termijn", "te-laat"),
        ),
        Figure(
            counts.waiting,
            _("nog niet beoordeeld"),
            "wait",
            url_for(".index", status=Standing.WAITING.value),
        ),
        Figure(
            counts.settled,
            _("afgedaan"),
            "good",
            _commitments("status", Standing.SETTLED.value),
        ),
    )


def _commitments(name: str, word: str) -> str:
    """Give the address of the commitments that this word of a filter leaves."""
    return f"{url_for('.index')}?{urlencode({'soort': 'toezegging', name: word})}"


def _address(**changes: object) -> str:
    """Give this list's address with some values changed; None takes a value out."""
    return changed_address(url_for(".index"), request.args, **changes)


def _sort_address(found: RegisterPage, sort: Sort) -> str:
    """Give the address of the list in this order, or turned round when it already is."""
    turned = found.sort is sort and not found.reverse
    return _address(sorteer=sort.value, omgekeerd="ja" if turned else None, pagina=None)
