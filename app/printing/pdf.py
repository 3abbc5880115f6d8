"""A sheet as PDF, for the agenda: with its title, its language and a font that it embeds.

fpdf2 writes no tags, so that a screen reader has the title, the language, the outline and the
order of the text; whoever needs tags takes the DOCX, or the page itself.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from app.domain.sheets import Block, Cited, Heading, Line, Sheet
from app.printing.signs import in_few_signs, printable

Text: TypeAlias = Callable[[str], str]
LANGUAGE = "nl-NL"
_DASH = "\N{EN DASH}"
_OWN, _MORE, _CORE = "Source Sans 3", "Source Sans 3 meer", "Helvetica"
_WEIGHTS = {"": 400, "B": 700}
_MARGIN, _INDENT, _HEIGHT = 25.0, 7.0, 5.4  # millimetres
_HEADINGS = {1: 15.0, 2: 11.5}


class _Paper(FPDF):
    """A page with its number at the foot."""

    letter = _CORE

    def footer(self) -> None:
        """Print the number of the page."""
        self.set_y(-15)
        self.set_font(self.letter, "", 9)
        self.cell(0, 6, f"{self.page_no()}", align="R")


def make_pdf(sheet: Sheet, *, fonts: Path | None = None, author: str = "Gestand") -> bytes:
    """Make the file. `fonts` is the folder of the bundle, with Source Sans 3.

    Without it the letter is Helvetica, which every reader has: it knows the signs of
    Western Europe alone, and other letters lose their marks.
    """
    paper = _Paper(format="A4")
    paper.core_fonts_encoding = "cp1252"  # the signs that Helvetica has in every reader
    is_own = fonts is not None and _take_fonts(paper, fonts)
    paper.letter = _OWN if is_own else _CORE
    text = printable if is_own else _plain
    paper.set_title(printable(sheet.title))
    paper.set_subject(printable(sheet.subject))
    paper.set_author(author)
    paper.set_creator("Gestand")
    paper.set_lang(LANGUAGE)
    paper.set_display_mode("default")
    paper.set_margins(_MARGIN, 22, _MARGIN)
    paper.set_auto_page_break(True, 22)
    paper.add_page()
    _write(paper, text(sheet.title), "B", 18, after=2)
    for line in sheet.under:
        _write(paper, text(line), "", 11)
    paper.ln(3)
    for block in sheet.body:
        _add(paper, block, text)
    return bytes(paper.output())


def _take_fonts(paper: FPDF, folder: Path) -> bool:
    """Embed the bundled font, with the letters of Central Europe behind it; say whether it is there."""
    files = {
        (family, style): folder / f"source-sans-3-{signs}-{weight}-normal.woff"
        for family, signs in ((_OWN, "latin"), (_MORE, "latin-ext"))
        for style, weight in _WEIGHTS.items()
    }
    if not all(file.exists() for file in files.values()):
        return False
    for (family, style), file in files.items():
        paper.add_font(family, style, file)
    paper.set_fallback_fonts([_MORE], exact_match=True)
    return True


def _plain(text: str) -> str:
    """Write for the font without a file."""
    return in_few_signs(printable(text))


def _add(paper: _Paper, block: Block, text: Text) -> None:
    """Print one block."""
    match block:
        case Heading():
            paper.ln(3 if block.level == 1 else 2)
            if paper.will_page_break(4 * _HEIGHT):
                paper.add_page()
            paper.start_section(text(block.text), level=block.level - 1)
            _write(paper, text(block.text), "B", _HEADINGS.get(block.level, 11.0), after=1)
        case Line():
            if block.label:
                paper.set_font(paper.letter, "B", 11)
                paper.write(_HEIGHT, f"{text(block.label)}: ")
                paper.set_font(paper.letter, "", 11)
                paper.write(_HEIGHT, text(block.text))
                paper.ln(_HEIGHT + 0.6)
            else:
                _write(paper, text(block.text), "", 11, after=1.5)
        case Cited():
            source = f" {_DASH} {text(block.source)}" if block.source else ""
            paper.set_left_margin(_MARGIN + _INDENT)
            paper.set_x(_MARGIN + _INDENT)
            _write(paper, f"“{text(block.text)}”{source}", "", 11, after=1)
            paper.set_left_margin(_MARGIN)
            paper.set_x(_MARGIN)


def _write(paper: _Paper, text: str, style: str, size: float, *, after: float = 0.0) -> None:
    """Print a paragraph."""
    paper.set_font(paper.letter, style, size)
    paper.multi_cell(0, size * 0.49, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    paper.ln(after)
