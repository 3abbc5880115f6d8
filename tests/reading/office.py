"""Letters of our own set by LibreOffice, where it is installed.

The text is that of `tests.reading.press`: `{3}` calls note 3, `~` is a soft hyphen.
"""

import re
import shutil
import subprocess
from collections.abc import Sequence
from html import escape
from pathlib import Path

PROGRAM = shutil.which("soffice") or shutil.which("libreoffice")

_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
    )
)
_PAGE = """
<office:styles>
<style:default-style style:family="paragraph"><style:text-properties fo:font-size="10pt" fo:hyphenate="true"/></style:default-style>
<style:style style:name="Footnote" style:family="paragraph"><style:text-properties fo:font-size="8pt"/></style:style>
</office:styles>
<office:automatic-styles>
<style:style style:name="Text" style:family="paragraph"><style:paragraph-properties fo:text-align="justify" fo:margin-bottom="0.3cm"/></style:style>
<style:style style:name="Side" style:family="paragraph"><style:text-properties fo:font-size="7pt"/></style:style>
<style:style style:name="Frame" style:family="graphic"><style:graphic-properties style:wrap="run-through" style:vertical-pos="from-top"
 style:vertical-rel="page" style:horizontal-pos="from-left" style:horizontal-rel="page"/></style:style>
<style:style style:name="Columns" style:family="section"><style:section-properties><style:columns fo:column-count="2" fo:column-gap="0.6cm"/>
</style:section-properties></style:style>
<style:page-layout style:name="Sheet"><style:page-layout-properties fo:page-width="21cm" fo:page-height="{height}cm" fo:margin-left="{left}cm"
 fo:margin-right="{right}cm" fo:margin-top="2cm" fo:margin-bottom="2cm"/>
<style:header-style><style:header-footer-properties fo:min-height="1cm"/></style:header-style>
<style:footer-style><style:header-footer-properties fo:min-height="1cm"/></style:footer-style></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="Sheet">
<style:header><text:p>{head}</text:p></style:header>
<style:footer><text:p text:style-name="Footnote">{foot} <text:page-number text:select-page="current">1</text:page-number></text:p></style:footer>
</style:master-page></office:master-styles>
"""
_FRAME = (
    '<text:p text:style-name="Text"><draw:frame draw:style-name="Frame" text:anchor-type="page" text:anchor-page-number="1" '
    'svg:x="15.9cm" svg:y="5cm" svg:width="4.3cm"><draw:text-box fo:min-height="5cm">{lines}</draw:text-box></draw:frame></text:p>'
)
_NOTE = (
    '<text:note text:id="n{number}" text:note-class="footnote"><text:note-citation>{number}</text:note-citation>'
    '<text:note-body><text:p text:style-name="Footnote">{words}</text:p></text:note-body></text:note>'
)


def set_in_office(
    folder: Path,
    paragraphs: Sequence[str],
    notes: dict[str, str],
    *,
    side: Sequence[str] = (),
    columns: bool = False,
    head: str = "Ministerie van Havenzaken",
    foot: str = "Blad",
    height: float = 29.7,
) -> bytes:
    """Have LibreOffice set a letter, and give the PDF."""
    assert PROGRAM is not None
    body = "".join(
        f'<text:p text:style-name="Text">{_words(p, notes)}</text:p>' for p in paragraphs
    )
    if columns:
        body = f'<text:section text:style-name="Columns" text:name="c">{body}</text:section>'
    if side:
        lines = "".join(f'<text:p text:style-name="Side">{escape(line)}</text:p>' for line in side)
        body = _FRAME.format(lines=lines) + body
    left, right = (2, 2) if columns else (3, 6)
    page = _PAGE.format(head=escape(head), foot=escape(foot), height=height, left=left, right=right)
    source = folder / "brief.fodt"
    source.write_text(
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_SPACES} office:version="1.2" '
        f'office:mimetype="application/vnd.oasis.opendocument.text">{page}'
        f"<office:body><office:text>{body}</office:text></office:body></office:document>",
        encoding="utf-8",
    )
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    command = [
        PROGRAM,
        home,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return (folder / "brief.pdf").read_bytes()


def _words(paragraph: str, notes: dict[str, str]) -> str:
    """Write a paragraph with its notes."""
    words = escape(paragraph.replace("~", "\u00ad"))
    return re.sub(
        r"\{(\d+)\}",
        lambda call: _NOTE.format(
            number=call[1], words=escape(notes[call[1]].replace("~", "\u00ad"))
        ),
        words,
    )
