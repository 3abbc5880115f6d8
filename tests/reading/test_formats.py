from contextlib import suppress

import pytest
from fpdf import FPDF
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Unreadable, UnreadableReason
from app.reading import formats
from app.reading.formats import extract_text

SENTENCE = "De Kamer wordt vóór de zomer geïnformeerd over “cijfers” à € 5."


def make_pdf(*pages: str) -> FPDF:
    pdf = FPDF()
    pdf.set_font("Helvetica", size=11)
    for page in pages:
        pdf.add_page()
        pdf.multi_cell(0, 6, page)
    return pdf


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252"])
def test_reads_dutch_text_in_the_usual_encodings(encoding: str) -> None:
    assert extract_text(SENTENCE.encode(encoding), "txt").lstrip("\ufeff") == SENTENCE


def test_reads_utf_16_and_utf_32_by_their_mark() -> None:
    for encoding in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
        text = "\ufeff" + SENTENCE
        assert extract_text(text.encode(encoding), "txt") == text


def test_keeps_line_ends_and_byte_order_mark() -> None:
    text = "\ufeffEen\r\ntwee\rdrie\n\fvier"
    assert extract_text(text.encode(), "txt") == text


def test_reads_windows_1252_with_an_undefined_byte() -> None:
    assert extract_text(b"Caf\xe9 \x80 5" + b" en meer" * 20 + b"\x81", "txt").startswith(
        "Café € 5"
    )


@pytest.mark.parametrize(
    "content, media, reason",
    [
        (b"", "txt", UnreadableReason.EMPTY),
        (b"", "pdf", UnreadableReason.EMPTY),
        (b" \n\t ", "txt", UnreadableReason.EMPTY),
        (b"\xef\xbb\xbf", "txt", UnreadableReason.EMPTY),
        (b"tekst\x00tekst", "txt", UnreadableReason.BINARY),
        (bytes(range(1, 32)) * 9, "txt", UnreadableReason.BINARY),
        (b"\xff\xfe\x00\xd8\x00\xd8a", "txt", UnreadableReason.BROKEN),
        (b"%PDF-1.7 and then nothing", "pdf", UnreadableReason.BROKEN),
        (b"geen pdf", "pdf", UnreadableReason.BROKEN),
        (b"tekst", "doc", UnreadableReason.UNKNOWN_FORMAT),
        (b"tekst", "", UnreadableReason.UNKNOWN_FORMAT),
    ],
)
def test_refuses_what_gives_no_text(content: bytes, media: str, reason: UnreadableReason) -> None:
    with pytest.raises(Unreadable) as caught:
        extract_text(content, media)
    assert caught.value.reason is reason


def test_refuses_a_file_above_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "SIZE_LIMIT", 10)
    assert extract_text(b"tien bytes", "txt") == "tien bytes"
    with pytest.raises(Unreadable) as caught:
        extract_text(b"elf bytes !", "txt")
    assert caught.value.reason is UnreadableReason.TOO_LARGE


def test_reads_the_pages_of_a_pdf() -> None:
    content = bytes(make_pdf("De eerste bladzijde.", "De tweede bladzijde.").output())
    pages = extract_text(content, "pdf").split("\f")
    assert [page.strip() for page in pages] == ["De eerste bladzijde.", "De tweede bladzijde."]


def test_keeps_a_hyphen_at_a_line_end_of_a_pdf() -> None:
    content = bytes(make_pdf("De regering verster-\nkt de dijken.").output())
    assert extract_text(content, "pdf").strip() == "De regering verster-\nkt de dijken."


def test_refuses_an_encrypted_pdf() -> None:
    pdf = make_pdf("Geheim.")
    pdf.set_encryption(owner_password="eigenaar", user_password="lezer")
    with pytest.raises(Unreadable) as caught:
        extract_text(bytes(pdf.output()), "pdf")
    assert caught.value.reason is UnreadableReason.ENCRYPTED


def test_refuses_a_pdf_without_text() -> None:
    pdf = FPDF()
    pdf.add_page()
    with pytest.raises(Unreadable) as caught:
        extract_text(bytes(pdf.output()), "pdf")
    assert caught.value.reason is UnreadableReason.NO_TEXT


@given(st.binary(max_size=300), st.sampled_from(["txt", "pdf"]))
def test_any_bytes_give_text_or_a_reason(content: bytes, media: str) -> None:
    with suppress(Unreadable):
        assert extract_text(content, media).strip("\ufeff \t\r\n\f\v")
