"""PDF: text by the geometry of its pages. Source: docs/decisions/0008-pdf-by-geometry.md."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2

from app.domain.errors import Unreadable, UnreadableReason
from app.reading.formats.pdf.glyphs import read_page
from app.reading.formats.pdf.margins import part_margins
from app.reading.formats.pdf.notes import NoteFinder
from app.reading.formats.pdf.order import join_rows, order_lines
from app.reading.formats.pdf.print import Page
from app.reading.formats.pdf.typography import Typography, study
from app.reading.formats.pdf.writing import Written, write_page

__all__ = ["PDF_LIMITS", "Limits", "read_pdf"]


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is read of one PDF; a paper with all its annexes stays far below it.

    `drawn` counts what the pages draw: lines, planes, pictures, pieces of text. A small
    file can say the same page thousands of times over.
    """

    pages: int
    characters: int
    drawn: int


PDF_LIMITS = Limits(pages=5_000, characters=40_000_000, drawn=50_000_000)

_SAMPLE = 24  # pages that tell how a paper is set
_PASSWORD = "password"  # noqa: S105 - the word in pdfium's own message, no secret


def read_pdf(content: bytes) -> str:
    """Give the text of a PDF in reading order; pages are parted by a form feed.

    Lines end in a newline, an empty line parts paragraphs. Notes, page heads and feet
    and side columns stand apart, behind the signs of `app.reading.signs`. The text is
    NFC, and fit for XML but for its form feeds. Raises Unreadable for a PDF that needs
    a password, cannot be opened, is too long, or has no text in it (a scan).
    """
    document = _open(content)
    try:
        text = "\f".join(_write_pages(document))
    except pypdfium2.PdfiumError as error:
        raise Unreadable(UnreadableReason.BROKEN, "a page of the PDF is damaged") from error
    finally:
        document.close()
    if not text.strip():
        raise Unreadable(
            UnreadableReason.NO_TEXT, "the PDF has no text in it, only pictures; read it by OCR"
        )
    return unicodedata.normalize("NFC", text)


def _open(content: bytes) -> pypdfium2.PdfDocument:
    """Open a PDF, or say why it cannot be read."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if _PASSWORD in str(error).lower():
            raise Unreadable(
                UnreadableReason.ENCRYPTED, "the PDF needs a password; save it without one"
            ) from error
        raise Unreadable(UnreadableReason.BROKEN, "the PDF is damaged or no PDF at all") from error
    count = len(document)
    if count > PDF_LIMITS.pages:
        document.close()
        raise Unreadable(
            UnreadableReason.TOO_LONG,
            f"the PDF has {count} pages; at most {PDF_LIMITS.pages} are read",
        )
    return document


def _write_pages(document: pypdfium2.PdfDocument) -> Iterator[str]:
    """Give the text of each page; the next one tells whether its last sentence goes on.

    Where a paragraph ended with the page before, a page begins with an empty line.
    """
    before: Written | None = None
    lead = ""
    for page in _pages(document):
        if before is not None:
            yield lead + before.put(page)
            lead = "\n" if before.ends_paragraph(page) else ""
        before = page
    if before is not None:
        yield lead + before.put(None)


def _pages(document: pypdfium2.PdfDocument) -> Iterator[Written]:
    """Write the pages one by one, after a look at some that tells how the paper is set."""
    count = len(document)
    seen = {at * count // _SAMPLE if count > _SAMPLE else at for at in range(min(count, _SAMPLE))}
    sample = {index: _read(document, index) for index in sorted(seen)}
    typography = study(list(sample.values()))
    notes = NoteFinder(typography.body)
    characters = drawn = 0
    for index in range(count):
        page = sample.pop(index) if index in sample else _read(document, index)
        characters += sum(stretch.length for stretch in page.stretches)
        drawn += page.drawn
        _check(characters, drawn)
        yield _write(page, typography, notes)


def _check(characters: int, drawn: int) -> None:
    """Refuse a PDF of which the pages so far hold more than is read."""
    if characters > PDF_LIMITS.characters:
        raise Unreadable(
            UnreadableReason.TOO_MUCH_TEXT,
            f"the PDF has more than {PDF_LIMITS.characters} characters; no more are read",
        )
    if drawn > PDF_LIMITS.drawn:
        raise Unreadable(
            UnreadableReason.TOO_CROWDED,
            f"the pages of the PDF draw more than {PDF_LIMITS.drawn} things; no more are read",
        )


def _read(document: pypdfium2.PdfDocument, index: int) -> Page:
    """Read one page, and close it."""
    page = document[index]
    textpage = page.get_textpage()
    try:
        return read_page(page, textpage)
    finally:
        textpage.close()
        page.close()


def _write(page: Page, typography: Typography, notes: NoteFinder) -> Written:
    """Write one page: part its margins, order its lines, take its notes out."""
    parted = part_margins(page, typography)
    columns = order_lines(parted.text, typography.body, typography.gutter)
    side = join_rows(parted.sides)
    found = notes.take(columns, side)
    beside = join_rows(parted.heads) + side + join_rows(parted.feet)
    return write_page(columns, found, beside, typography)
