"""The register in the API: lists of items with the filters of the page, one item, and the search."""

from dataclasses import replace

from flask import request

from app.clock import today
from app.domain.errors import NotFound
from app.domain.matching import ItemKind
from app.services.nearest import Offer
from app.services.overview.everywhere import find_everywhere
from app.services.overview.exporting import find_item_lines
from app.services.overview.rows.common import Paging
from app.services.overview.rows.everywhere import Found
from app.services.overview.rows.register import RegisterFilter
from app.services.overview.stories import get_item_story
from app.web.api.answering import answers, asked, bp
from app.web.api.asked import (
    ItemsQuestion,
    RegisterQuestion,
    SearchQuestion,
)
from app.web.api.list_shapes import (
    Aanbod,
    Gevonden,
    GevondenItem,
    Stukkengroep,
    Zoekresultaat,
)
from app.web.api.shapes import HeelItem, Itemlijst
from app.web.api.shaping import (
    KIND_WORDS,
    address_of,
    choices,
    item,
    item_address,
    item_page,
    paging_values,
    paper_row,
    searched_values,
    text_of,
)
from app.web.api.stories import whole_item
from app.web.context import looking
from app.web.register import wanted_items
from app.web.speaking import later


@bp.get("/register")
@answers(Itemlijst, later("Het hele register: toezeggingen, vondsten en moties."), RegisterQuestion)
def register() -> Itemlijst:
    """Give one page of the register."""
    return _list(wanted_items(request.args))


@bp.get("/toezeggingen")
@answers(
    Itemlijst, later("De toezeggingen die een griffier aanvaardde of invoerde."), ItemsQuestion
)
def commitments() -> Itemlijst:
    """Give one page of the commitments."""
    return _list(replace(wanted_items(request.args), kinds=(ItemKind.COMMITMENT,)))


@bp.get("/moties")
@answers(Itemlijst, later("De moties die stukken noemen."), ItemsQuestion)
def motions() -> Itemlijst:
    """Give one page of the motions."""
    return _list(replace(wanted_items(request.args), kinds=(ItemKind.MOTION,)))


@bp.get("/register/<number>")
@answers(HeelItem, later("Eén item met zijn hele verhaal, wat het ook is."))
def item_whole(number: str) -> HeelItem:
    """Give one item; its address stays, whatever becomes of it."""
    with looking() as session:
        return whole_item(get_item_story(session, number, today=today()))


@bp.get("/zoeken")
@answers(Zoekresultaat, later("Het beste van alles wat de woorden vinden."), SearchQuestion)
def search() -> Zoekresultaat:
    """Give the best of everything that words find."""
    typed = request.args.get("q", "").strip()
    with looking() as session:
        found = find_everywhere(session, typed, today=today(), exact=True)
    return Zoekresultaat(
        q=typed,
        soorten=[_found(one, typed) for one in found.items],
        stukken=Stukkengroep(
            totaal=found.letters.paging.total,
            adres=address_of("api.letters", q=typed),
            items=[paper_row(row) for row in found.letters.rows],
        ),
        **searched_values(found.query),
        bedoelde_u=[_offer(one) for one in found.nearest.spelled],
        met_minder_woorden=[_offer(one) for one in found.nearest.without],
    )


def _list(wanted: RegisterFilter) -> Itemlijst:
    """Give one page of what a filter leaves."""
    with looking() as session:
        lines, found = find_item_lines(
            session, replace(wanted, size=asked().per_pagina), today=today()
        )
    check_page(found.paging)
    return Itemlijst(
        **paging_values(found.paging),
        items=[item(line) for line in lines],
        keuzes=choices(found.facets),
        **searched_values(found.query),
    )


def check_page(paging: Paging) -> None:
    """Tell that a list has no such page; raises NotFound."""
    if asked().pagina > paging.pages:
        raise NotFound("page", asked().pagina)


def _found(found: Found, typed: str) -> Gevonden:
    """Give what is found of one kind."""
    kind = KIND_WORDS[found.kind]
    return Gevonden(
        soort=kind,
        totaal=found.total,
        adres=address_of("api.register", q=typed, soort=kind),
        items=[
            GevondenItem(
                nummer=row.number,
                adres=item_address(row.number),
                pagina=item_page(row.number),
                status=row.standing,
                onderwerp=row.subject,
                fragment=text_of(row.words),
            )
            for row in found.rows
        ],
    )


def _offer(offer: Offer) -> Aanbod:
    return Aanbod(q=offer.text, aantal=offer.count)
