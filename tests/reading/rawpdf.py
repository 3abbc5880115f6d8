"""PDF written by hand, for what no program sets so easily: turned sheets, odd glyphs, long files."""

from collections.abc import Mapping, Sequence

SHEET = (595, 842)


def make_raw_pdf(
    pages: Sequence[str],
    *,
    rotate: int = 0,
    glyphs: Mapping[int, str] | None = None,
    sheet: tuple[int, int] = SHEET,
) -> bytes:
    """Make a PDF of these content streams, with Helvetica as /F1.

    `glyphs` says which text the codes of /F2 stand for: a ligature, a sign of a symbol
    font. `rotate` turns every sheet.
    """
    mapped = "".join(
        f"<{code:02x}> <{text.encode('utf-16-be').hex()}>\n"
        for code, text in (glyphs or {}).items()
    )
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /G def\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(glyphs or {})} beginbfchar\n{mapped}endbfchar endcmap end end"
    )
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica"
        + (" /ToUnicode 5 0 R >>" if glyphs else " >>"),
        _stream(cmap),
    ]
    kids = []
    for content in pages:
        kids.append(f"{len(objects) + 1} 0 R")
        page = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {sheet[0]} {sheet[1]}] /Rotate {rotate} "
            f"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents {len(objects) + 2} 0 R >>"
        )
        objects += [page, _stream(content)]
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    return _write(objects)


def show(
    text: str, x: float, y: float, size: float = 10, *, font: str = "F1", matrix: str = "1 0 0 1"
) -> str:
    """Write the operators that print a text at a place."""
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /{font} {size} Tf {matrix} {x} {y} Tm ({escaped}) Tj ET\n"


def show_lines(
    lines: Sequence[str], x: float = 80, y: float = 760, size: float = 10, step: float = 12
) -> str:
    """Write the operators that print lines below each other."""
    return "".join(show(line, x, y - at * step, size) for at, line in enumerate(lines) if line)


def _stream(content: str) -> str:
    return f"<< /Length {len(content.encode('latin-1'))} >>\nstream\n{content}\nendstream"


def _write(objects: Sequence[str]) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    out += (
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    )
    return bytes(out)
