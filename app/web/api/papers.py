"""Letters and other papers in the API: the list and one paper with its text."""

from dataclasses import replace

from flask import request

from app.clock import today
from app.services.overview.letters import find_letters, get_letter
from app.web.api.answering import answers, asked, bp
from app.web.api.asked import LettersQuestion
from app.web.api.items import check_page
from app.web.api.shapes import HeelStuk, Stukkenlijst
from app.web.api.shaping import paging_values, paper_row, searched_values
from app.web.api.stories import whole_paper
from app.web.context import looking
from app.web.letters import wanted_letters
from app.web.speaking import later


@bp.get("/brieven")
@answers(Stukkenlijst, later("De brieven, verslagen en andere stukken."), LettersQuestion)
def letters() -> Stukkenlijst:
    """Give one page of the list of papers."""
    wanted = replace(
        wanted_letters(request.args), size=asked().per_pagina, facets=False, exact=True
    )
    with looking() as session:
        found = find_letters(session, wanted)
    check_page(found.paging)
    return Stukkenlijst(
        **paging_values(found.paging),
        items=[paper_row(row) for row in found.rows],
        **searched_values(found.query),
    )


@bp.get("/brieven/<int:document_id>")
@answers(HeelStuk, later("Eén stuk met zijn tekst en wat erin is gevonden."))
def paper(document_id: int) -> HeelStuk:
    """Give one paper."""
    with looking() as session:
        return whole_paper(get_letter(session, document_id, today=today()))
