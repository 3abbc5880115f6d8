"""Footnotes under the quotes in whose words their numbers stand."""

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.papers import IncomingDocument
from app.domain.text import FootnoteMark
from app.seeds import read_seeds
from app.services.overview.papers import Place, load_quotes
from app.services.values import decode
from app.settings import HOME
from app.store.documents import Document
from tests.factories import AT
from tests.importing import import_document
from tests.services.statements import counted

NAME = "2025-06-27-ocw-landelijk-beeld"


def make_paper(session: Session) -> Document:
    seeds = read_seeds(HOME / "seeds")
    content = (HOME / "seeds" / "demo" / f"{NAME}.txt").read_bytes()
    incoming = IncomingDocument(NAME, "txt", content, "tests")
    import_document(session, incoming, calendar=seeds.calendar, actor="tests", at=AT)
    return session.scalars(select(Document)).one()


def test_a_quote_brings_its_own_footnote_and_those_that_name_a_paper(session: Session) -> None:
    paper = make_paper(session)
    marks = decode(tuple[FootnoteMark, ...], paper.reading["text"]["marks"])
    first, second = marks[:2]
    called = Place(paper.id, first.at - 20, first.at)
    beside = Place(paper.id, first.at + 1, first.at + 20)
    clause = Place(paper.id, first.at - 20, first.at - 10)
    further = Place(paper.id, second.at + 1, second.at + 20)
    quotes = load_quotes(session, [called, beside, clause, further], with_notes=True)
    (note,) = quotes[called].notes
    assert note.label == first.label
    assert re.match(r"\w", note.text)
    assert quotes[clause].notes == (note,)  # the number stands at the end of its sentence
    assert quotes[beside].notes == ()  # it names no paper, and belongs to another sentence
    (number,) = quotes[further].notes  # it names the motion of which the paragraph speaks
    assert number.text.startswith("Kamerstuk")
    assert load_quotes(session, [called])[called].notes == ()


def test_footnotes_take_no_more_statements_for_more_quotes(session: Session) -> None:
    paper = make_paper(session)
    marks = decode(tuple[FootnoteMark, ...], paper.reading["text"]["marks"])
    places = [Place(paper.id, mark.at - 20, mark.at) for mark in marks]
    with counted(session) as few:
        load_quotes(session, places[:1], with_notes=True)
    with counted(session) as many:
        load_quotes(session, places, with_notes=True)
    assert len(few) == len(many) == 2
