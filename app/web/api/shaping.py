"""From the rows of lists to the shapes of the API."""

from collections.abc import Iterable
from typing import Any

from flask import request, url_for

from app.domain.motions import Facts
from app.services.overview.rows.common import LetterRef, Paging, Quote, TermView
from app.services.overview.rows.exports import ItemLine
from app.services.overview.rows.letters import LetterRow
from app.services.overview.rows.register import Facet, Facets
from app.services.search import Piece, Query
from app.web.api.shapes import (
    Item,
    Keuze,
    Keuzes,
    Kind,
    Passage,
    Stuk,
    StukRegel,
    Termijn,
    Treffer,
    Uitkomst,
)
from app.web.pages import item_endpoint
from app.web.publisher import motion_canonical, published
from app.web.reading_args import changed_address
from app.web.words import QUERY_PROBLEMS, paper_line

KIND_WORDS: dict[str, Kind] = {
    "candidate": "mogelijk",
    "commitment": "toezegging",
    "motion": "motie",
}
_NO_BREAK = str.maketrans("\N{NO-BREAK SPACE}", " ")


def address_of(endpoint: str, **values: Any) -> str:
    """Give the whole address of a page, or of something in the API."""
    return url_for(endpoint, _external=True, **values)


def item_address(number: str) -> str:
    """Give the address of an item in the API: one, whatever the item is or becomes."""
    return address_of("api.item_whole", number=number)


def item_page(number: str) -> str:
    """Give the address of an item's page."""
    return address_of(item_endpoint(number), number=number)


def paper_values(letter: LetterRef) -> dict[str, Any]:
    """Give what every shape of a paper says."""
    return {
        "id": letter.id,
        "adres": address_of("api.paper", document_id=letter.id),
        "pagina": address_of("letters.letter", document_id=letter.id),
        "naam": paper_line(letter).translate(_NO_BREAK),
        "soort": letter.kind,
        "titel": letter.title,
        "kamerstuk": letter.kamerstuk,
        "datum": letter.timing.day,
        "officieel": published(letter.canonical),
    }


def paper(letter: LetterRef) -> Stuk:
    """Give a paper as others name it."""
    return Stuk(**paper_values(letter))


def paper_or_none(letter: LetterRef | None) -> Stuk | None:
    """Give the same, where there is one."""
    return None if letter is None else paper(letter)


def paper_row(row: LetterRow) -> StukRegel:
    """Give a paper in a list."""
    page = address_of("letters.letter", document_id=row.letter.id)
    return StukRegel(
        **paper_values(row.letter),
        afzenders=list(row.from_functions),
        toezeggingen=row.commitments,
        nog_te_beoordelen=row.candidates,
        moties=row.motions,
        wachtende_suggesties=row.suggestions,
        treffers=[
            Treffer(adres=f"{page}#{hit.anchor}", tekst=text_of(hit.pieces)) for hit in row.hits
        ],
    )


def text_of(pieces: Iterable[Piece]) -> str:
    """Give an excerpt as text."""
    return "".join(piece.text for piece in pieces)


def passage(quote: Quote) -> Passage:
    """Give words in their paragraph."""
    page = address_of("letters.letter", document_id=quote.letter.id, _anchor=quote.anchor)
    return Passage(
        stuk=paper(quote.letter),
        adres=page,
        ervoor=quote.before,
        woorden=quote.marked,
        erna=quote.after,
        bladzijde=quote.page,
    )


def term(view: TermView | None) -> Termijn | None:
    """Give a term."""
    if view is None:
        return None
    return Termijn(
        woorden=view.text, uiterlijk=view.latest, eerst_uiterlijk=view.first, stand=view.level
    )


def facts(told: Facts | None) -> Uitkomst | None:
    """Give what was said of a motion in the Chamber."""
    if told is None:
        return None
    return Uitkomst(
        uitkomst=told.outcome, op=told.outcome_on, stemmen=told.votes, appreciatie=told.advice
    )


def item_values(line: ItemLine) -> dict[str, Any]:
    """Give what every shape of an item says."""
    is_motion = line.kamerstuk is not None
    return {
        "nummer": line.number,
        "nummer_kamer": line.official_number,
        "adres": item_address(line.number),
        "pagina": item_page(line.number),
        "soort": KIND_WORDS[line.kind],
        "status": line.standing,
        "tekst": line.words,
        "onderwerp": line.subject,
        "toegezegd_door": line.actor,
        "verantwoordelijk": line.responsible,
        "bewindspersoon": line.responsible_name,
        "ministerie": line.ministry,
        "commissie": line.committee,
        "lid": line.member,
        "termijn": term(line.term),
        "stuk": paper_or_none(line.letter),
        "dossier": line.dossier,
        "voldaan_met": [paper(letter) for letter in line.settled_by],
        "wachtende_suggesties": line.waiting,
        "kamerstuk": line.kamerstuk,
        "officieel": published(motion_canonical(line.number)) if is_motion else None,
        "indieners": list(line.movers),
        "uitkomst": facts(line.facts),
        "stukken": line.mentions,
        "laatst_genoemd": line.last_mention,
    }


def item(line: ItemLine) -> Item:
    """Give an item in a list."""
    return Item(**item_values(line))


def choices(found: Facets) -> Keuzes:
    """Give the values that narrow a list further."""
    return Keuzes(
        soort=[
            Keuze(waarde=KIND_WORDS[one.value], naam=KIND_WORDS[one.value], aantal=one.count)
            for one in found.kinds
        ],
        status=_choices(found.standings),
        termijn=_choices(found.levels),
        wie=_choices(found.responsible),
        ministerie=_choices(found.ministries),
        commissie=_choices(found.committees),
        lid=_choices(found.members),
        dossier=_choices(found.dossiers),
        bron=_choices(found.sources),
        fractie=_choices(found.fracties),
        jaar=_choices(found.years),
    )


def _choices(facets: Iterable[Facet]) -> list[Keuze]:
    return [Keuze(waarde=one.value, naam=one.label, aantal=one.count) for one in facets]


def paging_values(paging: Paging) -> dict[str, Any]:
    """Give what every list says: where it stands, and the addresses of the pages around."""
    at, last = paging.page, paging.pages
    return {
        "totaal": paging.total,
        "pagina": at,
        "paginas": last,
        "per_pagina": paging.size,
        "eerste": _page(1),
        "vorige": _page(at - 1) if at > 1 else None,
        "volgende": _page(at + 1) if at < last else None,
        "laatste": _page(last),
    }


def searched_values(query: Query) -> dict[str, Any]:
    """Give what became of the words of a search."""
    return {
        "uitleg": str(QUERY_PROBLEMS[query.problem]) if query.problem else None,
        "niet_gezocht": list(query.passed_over),
    }


def _page(number: int) -> str:
    """Give the address of another page of this list."""
    return changed_address(request.base_url, request.args, pagina=number)
