"""Files as people bring them: letters, and all that is none."""

from pathlib import Path

import fpdf
import pypdfium2

LETTER = """\
Den Haag, 3 maart 2025

Geachte voorzitter,

Ik zal uw Kamer voor de zomer informeren over de uitkomsten van de proef met walstroom
voor veerboten (Kamerstuk 39 501, nr. 4).

De Minister van Havenzaken,
T. Schipper
"""
LATER = """\
Den Haag, 12 juni 2025

Geachte voorzitter,

Hiermee heb ik voldaan aan mijn toezegging om uw Kamer te informeren over de uitkomsten van
de proef met walstroom voor veerboten (Kamerstuk 39 501, nr. 4).

De Minister van Havenzaken,
T. Schipper
"""


def make_pdf(words: str) -> bytes:
    """Make a PDF of one page; without words it has none in it."""
    page = fpdf.FPDF()
    page.add_page()
    page.set_font("helvetica", size=12)
    if words:
        page.multi_cell(0, 6, words)
    return bytes(page.output())


def make_encrypted_pdf() -> bytes:
    """Make a PDF that opens with a password alone."""
    page = fpdf.FPDF()
    page.set_encryption(owner_password="eigenaar", user_password="lezer")
    page.add_page()
    page.set_font("helvetica", size=12)
    page.multi_cell(0, 6, LETTER)
    made = bytes(page.output())
    assert "password" in str(_why_closed(made)).lower()
    return made


def _why_closed(content: bytes) -> pypdfium2.PdfiumError | None:
    try:
        pypdfium2.PdfDocument(content).close()
    except pypdfium2.PdfiumError as error:
        return error
    return None


# Each name with what stands in it, and a word of the line that says why it is refused.
BAD = {
    "leeg.txt": (b"", "leeg"),
    "spaties.txt": (b" \n \n", "leeg"),
    "binair.txt": (b"brief\x00\x01\x02", "geen tekst"),
    "kapot.pdf": (b"%PDF-1.7\nen dan niets", "beschadigd"),
    "dicht.pdf": (make_encrypted_pdf(), "wachtwoord"),
    "scan.pdf": (make_pdf(""), "afbeeldingen"),
}


def write_bad(folder: Path) -> None:
    """Write every bad file."""
    for name, (content, _) in BAD.items():
        (folder / name).write_bytes(content)
