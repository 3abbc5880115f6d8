"""The page on which a mark is printed, from the form feeds of a text to the quote of an item."""

from sqlalchemy.orm import Session

from app.domain.calendar import Calendar
from app.domain.text import PageTurn, page_at
from app.reading import clean_text, read_paper
from app.services import overview
from app.services.overview.rows.letters import MarkKind, Segment
from app.services.readings import reading_as_json
from tests.factories import AT, CLERK
from tests.importing import import_document
from tests.services.harbour import TODAY
from tests.services.letters import make_incoming

PAGED = """Den Haag, 1 februari 2024

Geachte voorzitter,

De haven van Westmonde wordt uitgebaggerd.1 Ik zal uw Kamer voor 1 juli 2024 infor-

1 Zie Kamerstuk 39 201, nr. 12.
\fmeren over de uitkomsten van de proef met de ventilatie van baggerschepen.
\fDe motie van het lid Zeilmaker c.s. (Kamerstuk 39 201, nr. 17) voer ik uit.

De Minister van Havenzaken,
T. Schipper
"""


def test_marks_in_json_name_their_page() -> None:
    seen = reading_as_json("brief", read_paper(PAGED, Calendar()))
    assert [mark["page"] for mark in seen["commitments"]] == [1]
    assert [(mark["ids"], mark["page"]) for mark in seen["references"]] == [
        (["kst-39201-17"], 3),
        (["kst-39201-12"], 1),
    ]
    assert [(mark["page"], mark["sentence"]["page"]) for mark in seen["motions"]] == [(3, 3)]


def test_a_text_without_pages_names_none_and_a_pdf_of_one_page_names_one() -> None:
    reading = read_paper(PAGED.replace("\f", ""), Calendar())
    assert reading.text.pages == ()
    assert "page" not in reading_as_json("brief", reading)["references"][0]
    assert reading_as_json("brief", reading, paged=True)["references"][0]["page"] == 1


def test_pages_of_running_text_and_notes() -> None:
    text = clean_text(PAGED)
    assert [turn.page for turn in text.pages] == [1, 2, 3, 1]
    assert page_at(text.pages, text.text.index("motie")) == 3
    assert page_at(text.pages, text.text.index("Zie Kamerstuk")) == 1
    assert page_at((PageTurn(5, 2),), 0) == 2
    assert page_at((), 7) is None


def test_a_letter_shows_where_pages_begin_and_on_which_its_marks_stand(
    session: Session, calendar: Calendar
) -> None:
    incoming = make_incoming(PAGED)
    found = import_document(session, incoming, calendar=calendar, actor=CLERK, at=AT)
    letter = overview.get_letter(session, found.document_id, today=TODAY)
    segments = [segment for block in letter.blocks for segment in block.segments]
    turns = [at for at, segment in enumerate(segments) if segment.page]
    assert [segments[at].page for at in turns] == [2, 3]
    assert not any(segments[at].text for at in turns)
    before, after = _round(segments, turns[0])
    assert (before.split()[-1], after.split()[0]) == ("informeren", "over")
    assert _round(segments, turns[1])[1].startswith("De motie")
    (promise,) = [mark for mark in letter.marks if mark.kind is MarkKind.PROMISE]
    assert promise.page == 1
    assert promise.number is not None
    story = overview.get_item_story(session, promise.number, today=TODAY)
    assert story.source is not None
    assert story.source.page == 1


def _round(segments: list[Segment], at: int) -> tuple[str, str]:
    """Give the words before and after a place among segments."""
    before = "".join(segment.text for segment in segments[:at])
    return before, "".join(segment.text for segment in segments[at:])
