"""A sheet as DOCX, for whoever edits it further."""

from io import BytesIO

from docx import Document
from docx.document import Document as Opened
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from app.domain.sheets import Block, Cited, Heading, Line, Sheet
from app.printing.signs import printable

LANGUAGE = "nl-NL"
_FONT = "Calibri"
_LONGEST_PROPERTY = 255
_INK = RGBColor(0x00, 0x1A, 0x40)
_STYLES = (  # name, size, space before and after, in points
    ("Title", 22, 0, 6),
    ("Subtitle", 11, 0, 0),
    ("Heading 1", 15, 18, 4),
    ("Heading 2", 12, 12, 3),
    ("Quote", 11, 0, 4),
)


def make_docx(sheet: Sheet, *, author: str = "Gestand") -> bytes:
    """Make the file: real headings, a quote style, page numbers, Dutch as its language."""
    opened = Document()
    _set_up(opened, sheet, author)
    opened.add_heading(printable(sheet.title), 0)
    for line in sheet.under:
        opened.add_paragraph(printable(line), style="Subtitle")
    for block in sheet.body:
        _add(opened, block)
    out = BytesIO()
    opened.save(out)
    return out.getvalue()


def _add(opened: Opened, block: Block) -> None:
    """Add one block."""
    match block:
        case Heading():
            opened.add_heading(printable(block.text), block.level)
        case Line():
            paragraph = opened.add_paragraph()
            if block.label:
                paragraph.add_run(f"{printable(block.label)}: ").bold = True
            paragraph.add_run(printable(block.text))
        case Cited():
            paragraph = opened.add_paragraph(style="Quote")
            paragraph.add_run(f"“{printable(block.text)}”")
            if block.source:
                paragraph.add_run(f" \N{EN DASH} {printable(block.source)}").italic = False


def _set_up(opened: Opened, sheet: Sheet, author: str) -> None:
    """Set the language, the letter, the margins, the properties and the foot."""
    told = opened.core_properties
    told.title, told.subject = _in_brief(sheet.title), _in_brief(sheet.subject)
    told.author = author
    told.language, told.comments = LANGUAGE, ""
    normal = _style(opened, "Normal")
    normal.font.name, normal.font.size = _FONT, Pt(11)
    normal.paragraph_format.space_after = Pt(4)
    marks = normal.element.get_or_add_rPr()
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LANGUAGE)
    marks.append(language)
    for name, size, before, after in _STYLES:
        _set_style(opened, name, size, before, after)
    _style(opened, "Quote").paragraph_format.left_indent = Cm(0.75)
    for section in opened.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)
        foot = section.footer.paragraphs[0]
        foot.alignment = WD_PARAGRAPH_ALIGNMENT.RIGHT
        _add_field(foot.add_run()._r, "PAGE")  # noqa: SLF001 (python-docx has no page number)


def _in_brief(text: str) -> str:
    """Write a property of the file, which takes no more than so many signs."""
    return printable(text)[:_LONGEST_PROPERTY]


def _style(opened: Opened, name: str) -> ParagraphStyle:
    """Give a style of paragraphs by its name."""
    found = opened.styles[name]
    assert isinstance(found, ParagraphStyle)
    return found


def _set_style(opened: Opened, name: str, size: float, before: float, after: float) -> None:
    """Let a style have our letter in dark ink, upright, without the word processor's colours."""
    style = _style(opened, name)
    marks = style.element.get_or_add_rPr()
    for child in list(marks):
        if child.tag in (qn("w:rFonts"), qn("w:spacing"), qn("w:kern")):
            marks.remove(child)  # a theme's letter would win from ours
    style.font.name, style.font.size = _FONT, Pt(size)
    style.font.italic = False
    style.font.color.rgb = _INK
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    for rule in style.element.pPr.findall(qn("w:pBdr")):
        style.element.pPr.remove(rule)


def _add_field(run: object, name: str) -> None:
    """Put a field in a run, which the word processor fills in."""
    for kind, text in (("begin", ""), ("", name), ("end", "")):
        if text:
            part = OxmlElement("w:instrText")
            part.set(qn("xml:space"), "preserve")
            part.text = text
        else:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        run.append(part)  # type: ignore[attr-defined]  # an lxml element, untyped
