"""PDF read by geometry: the same letter gives the same marks, however it is set."""

import re
import unicodedata
from dataclasses import replace

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.calendar import Calendar
from app.domain.errors import Unreadable, UnreadableReason
from app.domain.text import CutKind
from app.reading import clean_text, extract_text, read_paper
from app.reading.formats import pdf
from app.reading.signs import BESIDE, NOTE, RAISED, without_signs
from tests.reading.clean import blocks
from tests.reading.harbour import LETTER, NOTES, SIDE, SIDE_AFTER, letters, marks, plain_text, seen
from tests.reading.press import Form, Press, set_letter
from tests.reading.rawpdf import make_raw_pdf, show, show_lines

PLAIN = plain_text()
FEET = ("Ministerie van Havenzaken", "Pagina {n} van 4")
FORMS = {
    "bare": Form(),
    "head and foot": Form(heads=["Ministerie van Havenzaken"], feet=["Pagina {n} van 4"]),
    "page numbers": Form(feet=["{n}"]),
    "side column": Form(side=SIDE, side_after=SIDE_AFTER, feet=FEET),
    "notes nearly as large": Form(note_size=9.0, feet=["- {n} -"]),
    "notes as large": Form(note_size=10.0, feet=["{n}"]),
    "numbers not raised": Form(raised=False, feet=["{n}"]),
    "columns": Form(columns=2, left=55, right=540, feet=["Westermonde 3 mei {n}"]),
    "columns, row by row": Form(columns=2, left=55, right=540, by_row=True, feet=["{n}"]),
    "narrow columns and side": Form(columns=2, left=40, side=SIDE, side_after=SIDE_AFTER),
    "short pages": Form(top=480, side=SIDE, side_after=SIDE_AFTER, feet=["Blad {n}"]),
}
LINES = (
    "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal", "",
    "Ik zal uw Kamer voor de zomer informeren over de baggerspecie in",
    "de vaargeul van Oosterhaven en over de kosten van het onderzoek.",
)  # fmt: skip
SET = "\n".join((LINES[0], *LINES[1:]))


def read(content: bytes) -> str:
    return extract_text(content, "pdf")


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_letter_gives_the_same_marks_however_it_is_set(form: Form) -> None:
    wanted = marks(PLAIN)
    assert [sum(wanted[kind].values()) for kind in list(wanted)[:4]] == [7, 1, 4, 3]
    assert marks(read(set_letter(LETTER, NOTES, form))) == wanted


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_nothing_that_is_printed_is_lost(form: Form) -> None:
    content = set_letter(LETTER, NOTES, form)
    ours = sorted(letters(without_signs(read(content))))
    document = pypdfium2.PdfDocument(content)
    theirs = sorted(letters("".join(page.get_textpage().get_text_range() for page in document)))
    document.close()
    assert ours == theirs


@pytest.mark.parametrize("name", ["side column", "columns", "short pages"])
def test_every_mark_names_the_page_on_which_it_is_printed(name: str) -> None:
    content = set_letter(LETTER, NOTES, FORMS[name])
    document = pypdfium2.PdfDocument(content)
    printed = [letters(page.get_textpage().get_text_range()) for page in document]
    document.close()
    reading = seen(read(content))
    found = [m for k in ("references", "motions", "commitments", "fulfilments") for m in reading[k]]
    for mark in found:
        assert letters(mark["quote"])[:12] in printed[mark["page"] - 1]
    assert {mark["page"] for mark in found} > {1}


def test_notes_and_margins_stand_apart_and_numbers_are_exact() -> None:
    form = replace(FORMS["side column"], top=480)
    text = clean_text(read(set_letter(LETTER, NOTES, form)))
    assert [(mark.label, text.text[: mark.at].split()[-1]) for mark in text.marks] == [
        ("1", "Waterstaat."), ("2", "c.s."), ("3", "17)."), ("4", "201,"), ("5", "22)."),
    ]  # fmt: skip
    notes = blocks(text)[-5:]
    assert notes == [words.replace("~", "") for words in NOTES.values()]
    margins = {
        line.lstrip(BESIDE)
        for cut in text.cuts
        if cut.kind is CutKind.FOOT
        for line in cut.span.of(text.source).splitlines()
    }
    assert {*SIDE, *SIDE_AFTER, "Ministerie van Havenzaken", "Pagina 1 van 4"} <= margins
    assert not {RAISED, NOTE, BESIDE} & set(text.text)


def test_a_sentence_that_a_page_turn_breaks_is_one_stretch_of_the_text() -> None:
    source = read(set_letter(LETTER, NOTES, replace(FORMS["side column"], top=480)))
    text = clean_text(source)
    turned = [
        s for s in text.sentences if any("\f" in p.of(source) for p in text.to_source(s.span))
    ]
    assert turned
    assert all(len(text.to_source(sentence.span)) == 1 for sentence in turned)


@pytest.mark.parametrize(
    ("last", "first", "parted"),
    [
        ("vragen over het hoge water", "In antwoord op uw brief deel ik u mede dat", True),
        ("vragen over het hoge water", "in antwoord op uw brief deel ik u mede dat", False),
        (f"vragen over {LINES[2][:42]} water", "Rijkswaterstaatswerken en de gemalen", False),
    ],
    ids=["a capital after a short line", "no capital", "no room for the next word"],
)
def test_a_short_line_before_a_capital_ends_a_paragraph(
    last: str, first: str, *, parted: bool
) -> None:
    before = show_lines((*LINES[2:], last))
    after = show_lines((first, *LINES[2:]))
    text = read(make_raw_pdf([before, after]))
    assert ("\f\n" in text) is parted


def test_the_text_is_nfc_and_fit_for_xml() -> None:
    glyphs = {code: chr(code) for code in range(32, 127)}
    odd = {1: "\uf0b7", 2: "\ufb00", 3: "\ufb01", 4: "\u00ad", 5: "\ue123", 6: RAISED, 7: "\u0301"}
    content = make_raw_pdf(
        [
            show("\x01 e\x02ect en \x03guur", 80, 700, font="F2")
            + show("na\x04tuur\x06 \x05 cafe\x07", 80, 688, font="F2")
        ],
        glyphs=glyphs | odd,
    )
    text = read(content)
    assert text == "• effect en figuur\nnatuur \ufffd café"
    assert unicodedata.is_normalized("NFC", text)


@pytest.mark.parametrize(
    ("rotate", "matrix", "places"),
    [
        (0, "1 0 0 1", [(80, 760 - 12 * at) for at in range(4)]),
        (90, "0 1 -1 0", [(80 + 12 * at, 80) for at in range(4)]),
        (0, "0 1 -1 0", [(80 + 12 * at, 80) for at in range(4)]),
        (180, "-1 0 0 -1", [(515, 82 + 12 * at) for at in range(4)]),
        (270, "0 -1 1 0", [(515 - 12 * at, 760) for at in range(4)]),
    ],
    ids=["upright", "sheet and print turned", "print turned", "upside down", "turned right"],
)
def test_a_turned_page_is_read_as_an_upright_one(
    rotate: int, matrix: str, places: list[tuple[int, int]]
) -> None:
    page = "".join(
        show(line, x, y, matrix=matrix) for line, (x, y) in zip(LINES, places, strict=True) if line
    )
    assert read(make_raw_pdf([page], rotate=rotate)) == SET


def test_type_that_is_scaled_counts_in_the_size_in_which_it_is_printed() -> None:
    scaled = "".join(
        show(line, 80, 700 - 12 * at, 1, matrix="10 0 0 10") for at, line in enumerate(LINES)
    )
    assert read(make_raw_pdf([scaled])) == SET
    halved = "".join(show(line, 40, 350 - 6 * at, 5) for at, line in enumerate(LINES))
    assert read(make_raw_pdf([f"q 2 0 0 2 0 0 cm {halved} Q"])) == SET


def test_print_that_runs_another_way_stands_beside_the_text() -> None:
    stamp = show("CONCEPT", 200, 300, 60, matrix="0.7 0.7 -0.7 0.7")
    spine = show("archief", 30, 300, matrix="0 1 -1 0")
    text = read(make_raw_pdf([show_lines(LINES) + stamp + spine]))
    assert text == f"{SET}\n\n{BESIDE}archief CONCEPT"


def test_what_lies_outside_the_sheet_stands_beside_the_text() -> None:
    text = read(make_raw_pdf([show_lines(LINES) + show("buiten het blad", 900, 300)]))
    assert text == f"{SET}\n\n{BESIDE}buiten het blad"


def test_a_raised_number_after_a_unit_is_no_note() -> None:
    press = Press()
    press.pdf.add_page()
    for at in range(8):
        press.put("Het water staat nog steeds hoog in de haven van Oosterhaven.", 80, 700 - 12 * at)
    end = press.put("Het gaat om een gebied van 25 km", 80, 600)
    press.put(" bij de sluis.", press.put("2", end, 603.5, 5.8), 600)
    assert "een gebied van 25 km2 bij de sluis." in read(bytes(press.pdf.output()))


def test_notes_that_begin_anew_on_each_page_keep_to_their_page() -> None:
    press = Press()
    form = Form()
    for page in ("kade", "brug"):
        press.pdf.add_page()
        for at in range(20):
            press.put(
                "Het water staat nog steeds hoog in de haven van Oosterhaven.", 80, 760 - 12 * at
            )
        end = press.put(f"Over de {page} schreef ik eerder", 80, 500)
        press.put(" aan uw Kamer.", press.call("1", end, 500, 10, form), 500)
        press.put(f"Brief over de {page}.", press.call("1", 80, 100, 8, form) + 2, 100, 8)
    text = clean_text(read(bytes(press.pdf.output())))
    told = [(text.text[: mark.at].split()[-4], blocks(text)[mark.block]) for mark in text.marks]
    assert told == [("kade", "Brief over de kade."), ("brug", "Brief over de brug.")]


def test_a_note_goes_on_on_the_next_page() -> None:
    press = Press()
    form = Form()
    for page in range(2):
        press.pdf.add_page()
        for at in range(20):
            press.put(
                "Het water staat nog steeds hoog in de haven van Oosterhaven.", 80, 760 - 12 * at
            )
        if page == 0:
            end = press.put("Over de kade schreef ik eerder", 80, 500)
            press.put(" aan uw Kamer.", press.call("1", end, 500, 10, form), 500)
            press.put(
                "Brief over de kade en over de", press.call("1", 80, 100, 8, form) + 2, 100, 8
            )
        else:
            press.put("steiger die daar ligt.", 80, 100, 8)
    text = clean_text(read(bytes(press.pdf.output())))
    assert blocks(text)[-1] == "Brief over de kade en over de steiger die daar ligt."


def test_notes_beside_the_text_are_notes() -> None:
    press = Press()
    form = Form()
    press.pdf.add_page()
    for at in range(20):
        press.put(
            "Het water staat nog steeds hoog in de haven van Oosterhaven.", 180, 760 - 12 * at
        )
    end = press.put("Over de kade schreef ik eerder", 180, 500)
    press.put(" aan uw Kamer.", press.call("1", end, 500, 10, form), 500)
    press.put("Kamerstuk 39 201, nr. 4,", press.call("1", 60, 507, 7, form) + 2, 507, 7)
    press.put("over de kade.", 60, 498, 7)
    press.put("kst-39201-18", 60, 120, 7)
    text = clean_text(read(bytes(press.pdf.output())))
    assert blocks(text)[-1] == "Kamerstuk 39 201, nr. 4, over de kade."
    assert len(text.marks) == 1
    assert read_paper(text.source, Calendar()).metadata.number == "18"


def test_small_labels_on_the_rows_of_the_text_stay_in_it() -> None:
    page = "".join(
        show(label, 60, 700 - 40 * at, 8)
        + show(words, 150, 700 - 40 * at)
        + show(more, 150, 688 - 40 * at)
        for at, (label, words, more) in enumerate(
            (
                "Besluit:",
                f"Agenderen voor het overleg over haven {n} en voor de",
                f"volgende procedurevergadering, punt {n}.",
            )
            for n in range(8)
        )
    )
    lines = read(make_raw_pdf([page])).splitlines()
    assert lines[0] == "Besluit: Agenderen voor het overleg over haven 0 en voor de"
    assert not [line for line in lines if line.startswith(BESIDE)]


def test_the_cells_of_a_table_stay_whole() -> None:
    page = show_lines(LINES) + "".join(
        show(words, x, y)
        for words, x, y in (
            ("De Minister van Havenzaken,", 80, 600), ("T. Schipper", 80, 588),
            ("De Minister van Sluizen,", 320, 600), ("A. de Wit", 320, 588),
        )
    )  # fmt: skip
    text = read(make_raw_pdf([page]))
    assert text.endswith(
        "De Minister van Havenzaken,\nT. Schipper\n\nDe Minister van Sluizen,\nA. de Wit"
    )


def test_what_is_printed_out_of_turn_is_read_in_turn() -> None:
    body = show_lines(LINES[2:], y=700)
    heading = show("Over de vaargeul", 80, 720)
    foot = show("7", 500, 40)
    text = read(make_raw_pdf([foot + body + heading]))
    assert text == f"Over de vaargeul\n\n{LINES[2]}\n{LINES[3]}\n\n{BESIDE}7"


def test_a_line_with_which_pages_begin_is_no_running_head() -> None:
    page = show_lines(("De voorzitter:", *LINES[2:]))
    text = read(make_raw_pdf([page] * 4))
    assert text.count(BESIDE) == 0


def test_a_date_in_the_side_column_is_the_date_of_the_letter() -> None:
    letter = [paragraph for paragraph in LETTER if not paragraph.startswith("Den Haag")]
    form = Form(side=SIDE_AFTER, side_after=SIDE_AFTER)
    assert seen(read(set_letter(letter, NOTES, form)))["metadata"]["date"] == "2022-05-03"


@pytest.mark.parametrize(
    ("limits", "reason", "message"),
    [
        (pdf.Limits(2, 10**6, 10**6), UnreadableReason.TOO_LONG, "3 pages; at most 2 "),
        (pdf.Limits(3, 450, 10**6), UnreadableReason.TOO_MUCH_TEXT, "more than 450 characters"),
        (pdf.Limits(3, 10**6, 8), UnreadableReason.TOO_CROWDED, "draw more than 8 things"),
    ],
    ids=["pages", "characters", "drawn"],
)
def test_refuses_more_than_is_read(
    limits: pdf.Limits, reason: UnreadableReason, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = make_raw_pdf([show_lines(LINES)] * 3)
    monkeypatch.setattr(pdf, "PDF_LIMITS", pdf.Limits(3, 3 * sum(map(len, LINES)), 9))
    assert read(content).count("\f") == 2
    monkeypatch.setattr(pdf, "PDF_LIMITS", limits)
    with pytest.raises(Unreadable, match=message) as caught:
        read(content)
    assert caught.value.reason is reason


def test_ten_thousand_pages_are_refused_without_reading_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = make_raw_pdf([show("Een regel.", 80, 700)] * 10_000)
    monkeypatch.delattr(pdf, "read_page")
    with pytest.raises(Unreadable, match="10000 pages; at most 5000"):
        read(content)


def test_a_page_without_text_is_a_page() -> None:
    assert (
        read(make_raw_pdf([show_lines(LINES[2:]), "", show("Slot.", 80, 700)])).split("\f")[1] == ""
    )


def test_a_long_paper_is_judged_by_some_of_its_pages() -> None:
    pages = [
        show_lines((*LINES[2:], f"Dit is bladzijde {n} van het stuk."))
        + show("Ministerie van Havenzaken", 80, 50, 8)
        + show(str(n), 500, 50, 8)
        for n in range(60)
    ]
    text = read(make_raw_pdf(pages))
    assert re.findall(f"{BESIDE}([^\\f\\n]*)", text) == [
        f"Ministerie van Havenzaken {n}" for n in range(60)
    ]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["woord", "12", "3", "(zie", "nr.", "-", "ver-"]),
            st.integers(-50, 650),
            st.integers(-50, 900),
            st.sampled_from([0.01, 5, 7, 10, 10, 10, 14, 300]),
            st.sampled_from(["1 0 0 1", "0 1 -1 0", "0.7 0.7 -0.7 0.7", "-1 0 0 -1", "0 0 0 0"]),
        ),
        max_size=60,
    )
)
@settings(max_examples=150, deadline=None)
def test_words_anywhere_on_a_page_can_be_read(
    words: list[tuple[str, int, int, float, str]],
) -> None:
    page = "".join(show(text, x, y, size, matrix=matrix) for text, x, y, size, matrix in words)
    content = make_raw_pdf([page, show_lines(LINES)])
    source = read(content)
    assert source == read(content)
    read_paper(source, Calendar())


_SIGNED = st.sampled_from(
    [
        BESIDE, RAISED, NOTE, "1", "2", f"{RAISED}1{RAISED}", f"{RAISED}2,3{RAISED}", f"{NOTE}1{RAISED} Kamerstuk 12 345, nr. 6.",
        "\n", "\n\n", "\f", "De Kamer", "ver-\n", "sterking", " ", ".", "Het werk", "e\u0301", "\u00ad",
    ]
)  # fmt: skip


@given(st.lists(_SIGNED, max_size=50).map("".join))
@settings(max_examples=300, deadline=None)
def test_signs_in_any_order_can_be_read(source: str) -> None:
    text = clean_text(source)
    assert all(block.span.of(text.text).strip() for block in text.blocks)
    assert all(text.to_source(s.span) for s in text.sentences if letters(s.span.of(text.text)))
    read_paper(source, Calendar())
