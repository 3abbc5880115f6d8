"""Papers that a clerk hands over at the desk: read at once, and put down as an import does."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import PureWindowsPath

from flask import Blueprint, Flask, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from app.clock import now, today
from app.domain.accounts import Permission
from app.domain.errors import Unreadable, UnreadableReason
from app.domain.papers import IncomingDocument
from app.services.intake import ImportResult
from app.services.lookup import Shelf
from app.services.overview.letters import get_letter
from app.services.overview.rows.common import LetterRef
from app.services.preparing import Prepared
from app.services.receiving import read_aside, receive
from app.web.auth import find_visitor, requires, visitor
from app.web.context import calendar, changing, hall, looking
from app.web.pages import page
from app.web.refusals import formats, refusal_words
from app.web.security import MAX_FORM_BYTES, MEGABYTE
from app.web.speaking import _, later

bp = Blueprint("upload", __name__, url_prefix="/bureau/inlezen")
MOST_FILES = 20
PATIENCE = timedelta(seconds=40)  # for all files together; a proxy waits for sixty
_LONGEST_NAME = 255
NO_FILE = later("Kies eerst een of meer bestanden.")
TOO_MANY = later("Kies ten hoogste %(most)s bestanden tegelijk.", most=MOST_FILES)


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file: its paper and what it brought, or why it was refused."""

    name: str
    result: ImportResult | None = None
    letter: LetterRef | None = None
    refused: str = ""


def make_room(app: Flask) -> None:
    """Let the form with papers be larger than others; call it before the form tokens are set."""
    app.before_request(_make_room)


def _make_room() -> None:
    """Take as much as one file may be, from whoever may send it."""
    if request.endpoint == f"{bp.name}.{take_in.__name__}" and request.method == "POST":
        who = find_visitor()
        if who is not None and who.may(Permission.JUDGE):
            room = hall().settings.max_file_megabytes * MEGABYTE
            request.max_content_length = room + MAX_FORM_BYTES


@bp.get("")
@requires(Permission.JUDGE)
def choose() -> ResponseReturnValue:
    """Show where files are chosen or dropped."""
    return _page()


@bp.post("")
@requires(Permission.JUDGE)
def take_in() -> ResponseReturnValue:
    """Read the files, each in a transaction of its own, and show what became of each."""
    files = [one for one in request.files.getlist("stukken") if one.filename]
    if not files:
        return _page(problem=NO_FILE), 422
    if len(files) > MOST_FILES:
        return _page(problem=TOO_MANY), 422
    return _page(taken=tuple(_take_in(files)))


def _take_in(files: Iterable[FileStorage]) -> Iterator[Taken]:
    """Read and put down file by file, in their order, as long as the time for it lasts."""
    shelf = Shelf()
    last = now() + PATIENCE
    for file in files:
        incoming = _incoming(file)
        if isinstance(incoming, Taken):
            yield incoming
            continue
        read = read_aside(incoming, calendar(), seconds=(last - now()).total_seconds())
        taken = _put_down(read, shelf)
        if taken.refused:
            shelf = Shelf()  # it may hold the paper that is not there now
        yield taken


def _put_down(read: Prepared, shelf: Shelf) -> Taken:
    """Put a paper down that was read, or say why it was not."""
    name = read.incoming.origin
    if isinstance(read.result, Unreadable):
        return Taken(name, refused=refusal_words(read.result))
    try:
        with changing() as session:
            result = receive(session, read.result, actor=visitor().name, at=now(), shelf=shelf)
    except Unreadable as refused:
        return Taken(name, refused=refusal_words(refused))
    with looking() as session:
        return Taken(name, result, get_letter(session, result.document_id, today=today()).letter)


def _incoming(file: FileStorage) -> IncomingDocument | Taken:
    """Make a paper at the door of a file, or refuse one that is too large."""
    sent = PureWindowsPath(file.filename or "").name  # Windows' paths hold all others
    name = "".join(sign for sign in sent if sign.isprintable())[:_LONGEST_NAME] or _("zonder naam")
    limit = hall().settings.max_file_megabytes * MEGABYTE
    content = file.stream.read(limit + 1)
    if len(content) > limit:
        refused = Unreadable(UnreadableReason.TOO_LARGE, f"more than {limit} bytes")
        return Taken(name, refused=refusal_words(refused))
    path = PureWindowsPath(name)
    return IncomingDocument(path.stem, path.suffix.lower().removeprefix("."), content, name)


def _page(*, taken: tuple[Taken, ...] = (), problem: str = "") -> str:
    return page(
        "desk/upload.html",
        section="bureau",
        taken=taken,
        problem=problem,
        formats=formats(),
        limit=hall().settings.max_file_megabytes,
        most=MOST_FILES,
    )
