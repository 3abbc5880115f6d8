"""PDF: the text that pdfium finds, page by page."""

import re

import pypdfium2

from app.domain.errors import Unreadable, UnreadableReason

_PASSWORD = "password"  # noqa: S105 - the word in pdfium's own message, no secret
# pdfium marks a hyphen that it found at a line end, and may leave the line end out.
_LINE_END_HYPHEN = re.compile("[\ufffe\x02]\n?")


def read_pdf(content: bytes) -> str:
    """Give the text of a PDF: lines end in a newline, pages are parted by a form feed.

    Raises Unreadable for a PDF that needs a password, cannot be opened, or has no
    text in it (a scan).
    """
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if _PASSWORD in str(error).lower():
            raise Unreadable(
                UnreadableReason.ENCRYPTED, "the PDF needs a password; save it without one"
            ) from error
        raise Unreadable(UnreadableReason.BROKEN, "the PDF is damaged or no PDF at all") from error
    try:
        text = "\f".join(_page_text(document, number) for number in range(len(document)))
    except pypdfium2.PdfiumError as error:
        raise Unreadable(UnreadableReason.BROKEN, "a page of the PDF is damaged") from error
    finally:
        document.close()
    if not text.strip():
        raise Unreadable(
            UnreadableReason.NO_TEXT, "the PDF has no text in it, only pictures; read it by OCR"
        )
    return text


def _page_text(document: pypdfium2.PdfDocument, number: int) -> str:
    """Give the text of one page, line-end hyphens as "-" and a newline."""
    page = document[number]
    textpage = page.get_textpage()
    try:
        text = str(textpage.get_text_range(errors="replace"))
    finally:
        textpage.close()
        page.close()
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return _LINE_END_HYPHEN.sub("-\n", text)
