"""Files that a page hands out: the same sheet as DOCX and as PDF."""

from pathlib import Path

from flask import Response, abort, current_app

from app.domain.sheets import Sheet
from app.printing.pdf import make_pdf
from app.printing.words import make_docx

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS = {"docx": DOCX, "pdf": "application/pdf"}


def send_sheet(sheet: Sheet, name: str, kind: str) -> Response:
    """Hand out a sheet; `name` is that of the file, without its extension."""
    if kind not in KINDS:
        abort(404)
    fonts = Path(current_app.static_folder or "") / "vendor"
    content = make_docx(sheet) if kind == "docx" else make_pdf(sheet, fonts=fonts)
    return Response(
        content,
        mimetype=KINDS[kind],
        headers={"Content-Disposition": f'attachment; filename="{name}.{kind}"'},
    )
