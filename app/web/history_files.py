"""The history of an item or paper as a file, for a spreadsheet or an archive."""

import csv
import io
from collections.abc import Iterable, Iterator

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from app.clock import DUTCH_TIME, today
from app.domain.accounts import Permission
from app.domain.languages import DUTCH
from app.printing.lists import BYTE_ORDER_MARK, inert
from app.services.overview.letters import get_letter
from app.services.overview.rows.common import HistoryLine
from app.services.overview.stories import get_item_story
from app.web import words
from app.web.auth import requires
from app.web.context import looking
from app.web.speaking import speaking

bp = Blueprint("history_files", __name__)
COLUMNS = ("nummer", "wanneer", "wie", "automatisch", "wat", "stuk", "toelichting")
CHANGES = ("veld", "eerst", "daarna")


@bp.get("/register/<number>/geschiedenis.csv")
@requires(Permission.READ)
def of_item(number: str) -> ResponseReturnValue:
    """Give the history of an item."""
    with looking() as session:
        story = get_item_story(session, number, today=today())
    return _send(story.number, story.history)


@bp.get("/brieven/<int:document_id>/geschiedenis.csv")
@requires(Permission.READ)
def of_letter(document_id: int) -> ResponseReturnValue:
    """Give the history of a paper."""
    with looking() as session:
        letter = get_letter(session, document_id, today=today())
    return _send(f"stuk-{document_id}", letter.history)


def history_csv(number: str, lines: Iterable[HistoryLine]) -> str:
    """Print deeds, oldest first, with a row for each field that a deed changed; in Dutch."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow((*COLUMNS, *CHANGES))
    with speaking(DUTCH):
        for line in reversed(list(lines)):
            for row in _rows(number, line):
                writer.writerow(inert(str(cell)) for cell in row)
    return f"{BYTE_ORDER_MARK}{out.getvalue()}"


def _rows(number: str, line: HistoryLine) -> Iterator[tuple[str, ...]]:
    """Give the rows of one deed."""
    deed = (
        number,
        f"{line.at.astimezone(DUTCH_TIME):%Y-%m-%d %H:%M:%S}",
        line.actor,
        "ja" if line.by_machine else "nee",
        words.ACTIONS[line.action],
        words.paper_line(line.letter).replace("\N{NO-BREAK SPACE}", " ") if line.letter else "",
        line.reason or "",
    )
    if not line.changes:
        yield (*deed, "", "", "")
    for change in line.changes:
        values = (words.value_words(one) if one else "" for one in (change.before, change.after))
        yield (*deed, words.field_words(change.field), *values)


def _send(name: str, lines: Iterable[HistoryLine]) -> Response:
    """Send the file; its name is of letters, digits and dashes, as numbers are."""
    response = Response(history_csv(name, lines), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-geschiedenis.csv"'
    return response
