"""Members, offices, ministries, committees and dossiers in the API, and the figures about each."""

from collections.abc import Sequence
from typing import TypeVar

from flask import abort

from app.clock import today
from app.services.overview.bodies import (
    Tally,
    find_committee_lines,
    find_dossiers,
    find_ministry_lines,
    find_offices,
)
from app.services.overview.rows.common import Choice, Paging, paging_of
from app.services.overview.rows.subjects import Subject, SubjectKind
from app.services.overview.subjects import find_members, get_subject_page
from app.web.api.answering import answers, asked, bp
from app.web.api.asked import PageQuestion
from app.web.api.items import check_page
from app.web.api.list_shapes import (
    Ambt,
    Ambtenlijst,
    Cijfers,
    Dossier,
    Dossierlijst,
    Instelling,
    Instellingenlijst,
    Ledenlijst,
    Lid,
    Maand,
)
from app.web.api.shaping import address_of, paging_values
from app.web.context import looking
from app.web.numbers import read_dossier
from app.web.speaking import later
from app.web.subjects import FILTERS

T = TypeVar("T")
# For each subject its page, and what names it in addresses of pages and of the API.
_PAGES = {
    SubjectKind.ALL: ("subjects.whole", None),
    SubjectKind.MEMBER: ("subjects.member", "name"),
    SubjectKind.OFFICE: ("subjects.office", "name"),
    SubjectKind.MINISTRY: ("subjects.ministry", "slug"),
    SubjectKind.COMMITTEE: ("subjects.committee", "slug"),
    SubjectKind.DOSSIER: ("subjects.dossier", "name"),
}


@bp.get("/cijfers")
@answers(Cijfers, later("De cijfers over het hele register."))
def figures() -> Cijfers:
    """Give the figures of the whole register."""
    return _figures(SubjectKind.ALL, "")


@bp.get("/leden")
@answers(
    Ledenlijst,
    later("De leden aan wie iets is toegezegd, of die een motie indienden."),
    PageQuestion,
)
def members() -> Ledenlijst:
    """Give the members by name."""
    with looking() as session:
        found, paging = _cut(find_members(session))
    return Ledenlijst(
        **paging_values(paging),
        items=[
            Lid(
                naam=name,
                adres=address_of("api.member", name=name),
                in_register=_register(SubjectKind.MEMBER, name),
                toezeggingen=promised,
                moties=moved,
            )
            for name, promised, moved in found
        ],
    )


@bp.get("/leden/<path:name>")
@answers(Cijfers, later("De cijfers over een lid."))
def member(name: str) -> Cijfers:
    """Give the figures about a member."""
    return _figures(SubjectKind.MEMBER, name)


@bp.get("/ambten")
@answers(Ambtenlijst, later("De ambten: wie ze nu bekleden en waar ze over gaan."), PageQuestion)
def offices() -> Ambtenlijst:
    """Give the offices by name."""
    with looking() as session:
        found, paging = _cut(find_offices(session, today=today()))
    return Ambtenlijst(
        **paging_values(paging),
        items=[
            Ambt(
                naam=one.name,
                adres=address_of("api.office", name=one.name),
                in_register=_register(SubjectKind.OFFICE, one.name),
                bewindspersoon=one.holder,
                **_tally(one.tally),
            )
            for one in found
        ],
    )


@bp.get("/ambten/<path:name>")
@answers(Cijfers, later("De cijfers over een ambt."))
def office(name: str) -> Cijfers:
    """Give the figures about an office."""
    return _figures(SubjectKind.OFFICE, name)


@bp.get("/ministeries")
@answers(Instellingenlijst, later("De ministeries."), PageQuestion)
def ministries() -> Instellingenlijst:
    """Give the ministries by name."""
    with looking() as session:
        found, paging = _cut(find_ministry_lines(session, today=today()))
    return Instellingenlijst(
        **paging_values(paging),
        items=[_body(SubjectKind.MINISTRY, one.body, one.tally) for one in found],
    )


@bp.get("/ministeries/<slug>")
@answers(Cijfers, later("De cijfers over een ministerie."))
def ministry(slug: str) -> Cijfers:
    """Give the figures about a ministry."""
    return _figures(SubjectKind.MINISTRY, slug)


@bp.get("/commissies")
@answers(Instellingenlijst, later("De commissies van de Kamer."), PageQuestion)
def committees() -> Instellingenlijst:
    """Give the committees by name."""
    with looking() as session:
        found, paging = _cut(find_committee_lines(session, today=today()))
    return Instellingenlijst(
        **paging_values(paging),
        items=[_body(SubjectKind.COMMITTEE, one.body, one.tally) for one in found],
    )


@bp.get("/commissies/<slug>")
@answers(Cijfers, later("De cijfers over een commissie."))
def committee(slug: str) -> Cijfers:
    """Give the figures about a committee."""
    return _figures(SubjectKind.COMMITTEE, slug)


@bp.get("/dossiers")
@answers(Dossierlijst, later("De dossiers waar stukken of moties in staan."), PageQuestion)
def dossiers() -> Dossierlijst:
    """Give the dossiers by number."""
    with looking() as session:
        found, paging = find_dossiers(session, page=asked().pagina, size=asked().per_pagina)
    check_page(paging)
    return Dossierlijst(
        **paging_values(paging),
        items=[
            Dossier(
                dossier=one.dossier,
                adres=address_of("api.dossier", name=one.dossier),
                in_register=_register(SubjectKind.DOSSIER, one.dossier),
                stukken=one.papers,
            )
            for one in found
        ],
    )


@bp.get("/dossiers/<path:name>")
@answers(Cijfers, later("De cijfers over een dossier."))
def dossier(name: str) -> Cijfers:
    """Give the figures about a dossier."""
    known = read_dossier(name)
    if known is None:
        abort(404)
    return _figures(SubjectKind.DOSSIER, known)


def _cut(rows: Sequence[T]) -> tuple[Sequence[T], Paging]:
    """Give the page that was asked of rows that are all there."""
    paging = paging_of(len(rows), asked().pagina, asked().per_pagina)
    check_page(paging)
    return rows[(paging.page - 1) * paging.size : paging.page * paging.size], paging


def _register(kind: SubjectKind, key: str) -> str:
    """Give the address of the items that a subject is about."""
    return address_of("api.register", **({FILTERS[kind]: key} if kind in FILTERS else {}))


def _tally(tally: Tally) -> dict[str, int]:
    return {"toezeggingen": tally.total, "openstaand": tally.open, "verstreken": tally.late}


def _body(kind: SubjectKind, choice: Choice, tally: Tally) -> Instelling:
    """Give a ministry or committee."""
    name = "ministry" if kind is SubjectKind.MINISTRY else "committee"
    return Instelling(
        sleutel=choice.slug,
        naam=choice.name,
        adres=address_of(f"api.{name}", slug=choice.slug),
        in_register=_register(kind, choice.slug),
        **_tally(tally),
    )


def _figures(kind: SubjectKind, key: str) -> Cijfers:
    """Give the figures about something; raises NotFound."""
    with looking() as session:
        found = get_subject_page(session, Subject(kind, key), today=today())
    counts, (endpoint, named) = found.counts, _PAGES[kind]
    return Cijfers(
        naam=found.name,
        pagina=address_of(endpoint, **({named: key} if named else {})),
        in_register=_register(kind, key),
        over=found.about,
        toezeggingen=counts.total,
        openstaand=counts.open,
        verstreken=counts.late,
        verloopt_binnen_30_dagen=counts.soon,
        afgedaan=counts.settled,
        vervallen=counts.lapsed,
        nog_niet_beoordeeld=counts.waiting,
        moties=counts.motions,
        dagen_tot_nakoming=found.pictures.durations.middle,
        maanden=[
            Maand(
                maand=f"{month.first:%Y-%m}",
                openstaand=month.open,
                verstreken=month.late,
                toegezegd=month.made,
                nagekomen=month.met,
            )
            for month in found.pictures.months
        ],
    )
