"""What stands in the files, and what a person is told of them."""

from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from app.domain.sheets import Cited, Heading, Line, Sheet
from app.printing.pdf import make_pdf
from app.printing.signs import in_few_signs, printable
from app.printing.words import make_docx

SHEET = Sheet(
    "Procedurevergadering",
    ("Commissie voor de Haven", "3 december 2026"),
    (
        Heading("Termijn verstreken"),
        Heading("1. De kade", 2),
        Line("G26-ABCD", "Nummer"),
        Line("Een gewone alinea."),
        Cited("De kade is klaar.", "brief van 2 maart 2026"),
        Cited("Zonder bron."),
    ),
    "Werklijst",
)


def read_pdf(content: bytes) -> tuple[str, dict[str, str], int]:
    opened = pypdfium2.PdfDocument(content)
    text = "\n".join(page.get_textpage().get_text_bounded() for page in opened)
    told = opened.get_metadata_dict()
    pages = len(opened)
    opened.close()
    return text, told, pages


def box() -> object:
    """Draw the one glyph: a reader passes over what has no print."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.lineTo((400, 0))
    pen.lineTo((400, 500))
    pen.closePath()
    return pen.glyph()


def make_font(folder: Path) -> Path:
    """Make the four files of the bundle, in which every letter is a box."""
    for name, signs in (("latin", range(32, 256)), ("latin-ext", range(256, 384))):
        names = [".notdef", *(f"g{sign}" for sign in signs)]
        built = FontBuilder(1000, isTTF=True)
        built.setupGlyphOrder(names)
        built.setupCharacterMap({sign: f"g{sign}" for sign in (*signs,)})
        built.setupGlyf({one: box() for one in names})
        built.setupHorizontalMetrics(dict.fromkeys(names, (500, 0)))
        built.setupHorizontalHeader(ascent=800, descent=-200)
        built.setupNameTable({"familyName": name, "styleName": "Regular", "psName": name})
        built.setupOS2(sTypoAscender=800, sTypoDescender=-200)
        built.setupPost()
        built.font.flavor = "woff"
        for weight in (400, 700):
            built.font.save(folder / f"source-sans-3-{name}-{weight}-normal.woff")
    return folder


def test_a_pdf_has_its_text_its_title_and_its_language() -> None:
    content = make_pdf(SHEET)
    text, told, pages = read_pdf(content)
    words = " ".join(text.split())
    assert "Nummer: G26-ABCD" in words
    assert "“De kade is klaar.” \N{EN DASH} brief van 2 maart 2026" in words
    assert told["Title"] == "Procedurevergadering"
    assert told["Subject"] == "Werklijst"
    assert b"/Lang (nl-NL)" in content
    assert pages == 1


def test_headings_are_the_outline_of_the_pdf() -> None:
    opened = pypdfium2.PdfDocument(make_pdf(SHEET))
    told = [(mark.level, mark.get_title()) for mark in opened.get_toc()]
    opened.close()
    assert told == [(0, "Termijn verstreken"), (1, "1. De kade")]


def test_with_the_bundle_the_letter_is_embedded_and_knows_central_europe(tmp_path: Path) -> None:
    sheet = Sheet("Łódź en Győr", (), (Line("Şahin, Đorđe"),))
    content = make_pdf(sheet, fonts=make_font(tmp_path))
    text, told, _ = read_pdf(content)
    assert b"/FontFile2" in content
    assert "Łódź en Győr" in text
    assert "Şahin, Đorđe" in text
    assert told["Title"] == "Łódź en Győr"


def test_without_the_bundle_letters_lose_their_marks(tmp_path: Path) -> None:
    text, told, _ = read_pdf(
        make_pdf(Sheet("Łódź é", (), (Line("Şahin “x” – €"),)), fonts=tmp_path)
    )
    assert "Lódz é" in text
    assert "Sahin “x” – €" in text
    assert told["Title"] == "Łódź é"


def test_many_items_take_many_pages() -> None:
    body = tuple(Line("woord " * 60, f"Item {number}") for number in range(60))
    assert read_pdf(make_pdf(Sheet("Lang", (), body)))[2] > 3


def test_a_very_long_word_stays_on_the_page() -> None:
    assert "aaaa" in read_pdf(make_pdf(Sheet("a" * 400, (), (Line("a" * 900, "Term"),))))[0]


def test_a_docx_has_real_headings_its_text_and_its_language() -> None:
    opened = Document(BytesIO(make_docx(SHEET)))
    found = [(one.style.name if one.style else "", one.text) for one in opened.paragraphs]
    assert found == [
        ("Title", "Procedurevergadering"),
        ("Subtitle", "Commissie voor de Haven"),
        ("Subtitle", "3 december 2026"),
        ("Heading 1", "Termijn verstreken"),
        ("Heading 2", "1. De kade"),
        ("Normal", "Nummer: G26-ABCD"),
        ("Normal", "Een gewone alinea."),
        ("Quote", "“De kade is klaar.” \N{EN DASH} brief van 2 maart 2026"),
        ("Quote", "“Zonder bron.”"),
    ]
    assert opened.core_properties.title == "Procedurevergadering"
    assert opened.core_properties.language == "nl-NL"
    assert opened.sections[0].footer.paragraphs[0].runs


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x00b\x0bc", "abc"),
        ("links \u202erechts", "links rechts"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
        ("twee\nregels", "twee\nregels"),
        ("35\u00a0925", "35\u00a0925"),
    ],
)
def test_signs_that_no_file_takes_are_left_out(text: str, shown: str) -> None:
    assert printable(text) == shown
    assert make_docx(Sheet(text, (), (Line(text, text), Cited(text, text))))
    assert make_pdf(Sheet(text, (), (Line(text, text), Cited(text, text))))


@pytest.mark.parametrize(
    ("text", "shown"), [("őŁđ", "oLd"), ("é“€”", "é“€”"), ("日", "?"), ("ﬁ", "f")]
)
def test_few_signs(text: str, shown: str) -> None:
    assert in_few_signs(text) == shown
