"""The tables that clerks keep: who holds which office, what became of it, who leads a dossier."""

from flask import Blueprint, Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.clock import now, today
from app.domain.accounts import Permission
from app.domain.dutch import fault_words
from app.domain.errors import Stale
from app.domain.tables import LineFault, Table, read_cells, read_table
from app.services.following import find_moves, follow_all
from app.services.overview.register import find_committees, find_ministries
from app.services.overview.tables import export_lines, find_lines, load_changes
from app.services.tables import TableChange, amend_line, get_line, name_line, put_lines
from app.session import transaction
from app.web.auth import requires, visitor
from app.web.context import changing, hall, looking
from app.web.forms import MAX_LINE
from app.web.pages import notify, page
from app.web.reading_args import chosen_one
from app.web.speaking import _, counted, later, speaker
from app.web.table_forms import FORMS, MAX_FILE, SHORT, ImportForm, LineForm, filled, offer

bp = Blueprint("tables", __name__, url_prefix="/tabellen")

TITLES = {
    Table.HOLDERS: later("Bewindspersonen"),
    Table.OFFICES: later("Ambten"),
    Table.DOSSIERS: later("Dossiers en commissies"),
}
SHOWN = 200  # moves on a page
_STALE = later(
    "Intussen heeft iemand deze regel gewijzigd. Uw invoer staat hieronder nog; kijk hoe de regel nu is en leg haar opnieuw vast."
)


@bp.get("/<word>")
@requires(Permission.READ)
def index(word: str) -> ResponseReturnValue:
    """Show a table: what holds today, or all periods."""
    table = _table(word)
    words, past = request.args.get("q", "").strip()[:MAX_LINE], "alles" in request.args
    with looking() as session:
        found = find_lines(session, table, today=today(), words=words, past=past)
        committees = {one.slug: one.name for one in find_committees(session)}
        ministries = {one.slug: one.name for one in find_ministries(session)}
        changes = load_changes(session) if visitor().may(Permission.JUDGE) else ()
    return page(
        "tables/index.html",
        section="tabellen",
        table=table,
        titles=TITLES,
        found=found,
        words_asked=words,
        past=past,
        committees=committees,
        ministries=ministries,
        changes=changes,
        certainties=SHORT,
    )


@bp.get("/<word>/bestand")
@requires(Permission.READ)
def export(word: str) -> ResponseReturnValue:
    """Give a table as CSV, as it can be read in again."""
    table = _table(word)
    with looking() as session:
        text = export_lines(session, table)
    name = f"{table.value}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text, mimetype="text/csv", headers=headers)


@bp.get("/<word>/nieuw")
@requires(Permission.JUDGE)
def ask_new(word: str) -> ResponseReturnValue:
    """Ask for a new line."""
    table = _table(word)
    return _show_line(table, FORMS[table](), None)


@bp.post("/<word>/nieuw")
@requires(Permission.JUDGE)
def add(word: str) -> ResponseReturnValue:
    """Add a line."""
    table = _table(word)
    form = _sent(table)
    line = read_cells(table, form.cells()) if form.validate() else None
    if isinstance(line, LineFault):
        form.fault(line)
    if line is None or isinstance(line, LineFault):
        return _show_line(table, form, None, 422)
    with changing() as session:
        change = put_lines(session, table, {1: line}, actor=visitor().name, at=now())
    return _concluded(table, form, change, None)


@bp.get("/<word>/<int:line_id>")
@requires(Permission.JUDGE)
def ask_change(word: str, line_id: int) -> ResponseReturnValue:
    """Show one line, to change it or end its period."""
    table = _table(word)
    with looking() as session:
        kept = get_line(session, table, line_id)
    return _show_line(table, filled(table, kept.line, kept.version), line_id)


@bp.post("/<word>/<int:line_id>")
@requires(Permission.JUDGE)
def change(word: str, line_id: int) -> ResponseReturnValue:
    """Change one line."""
    table = _table(word)
    form = _sent(table)
    line = read_cells(table, form.cells()) if form.validate() else None
    if isinstance(line, LineFault):
        form.fault(line)
    if line is None or isinstance(line, LineFault):
        return _show_line(table, form, line_id, 422)
    try:
        with changing() as session:
            done = amend_line(
                session,
                table,
                line_id,
                line,
                seen=form.seen.data or 0,
                actor=visitor().name,
                at=now(),
            )
    except Stale as stale:
        form.seen.data, form.seen.raw_data = stale.current, None
        return _show_line(table, form, line_id, 409, _STALE)
    return _concluded(table, form, done, line_id)


@bp.get("/<word>/importeren")
@requires(Permission.JUDGE)
def ask_import(word: str) -> ResponseReturnValue:
    """Ask for a file with lines."""
    return _show_import(_table(word), ImportForm(), "")


@bp.post("/<word>/importeren")
@requires(Permission.JUDGE)
def import_lines(word: str) -> ResponseReturnValue:
    """Show what a file changes, and write it down when that was seen and asked for."""
    table = _table(word)
    form = ImportForm(request.form)
    text = sent_text(form)
    if text is None:
        return _show_import(table, form, "", status=422)
    read = read_table(table, text)
    is_sure = "vastleggen" in request.form
    with transaction(hall().engine, dry_run=not is_sure or bool(read.faults)) as session:
        change = put_lines(session, table, read.lines, actor=visitor().name, at=now())
        moves = () if is_sure else find_moves(session, today=today()).moves
    faults = (*read.faults, *change.faults)
    if not is_sure or faults:
        seen = TableChange(change.added, change.changed, change.same, faults)
        return _show_import(table, form, text, seen, len(moves), 422 if faults else 200)
    notify(_told(change))
    return redirect(url_for(".ask_follow"), 303)


@bp.get("/bijwerken")
@requires(Permission.JUDGE)
def ask_follow() -> ResponseReturnValue:
    """Show which open commitments the tables would give another office, person or committee."""
    with looking() as session:
        found = find_moves(session, today=today())
        committees = {one.id: one.name for one in find_committees(session)}
    return page(
        "tables/follow.html",
        section="tabellen",
        table=None,
        titles=TITLES,
        found=found,
        shown=SHOWN,
        committees=committees,
    )


@bp.post("/bijwerken")
@requires(Permission.JUDGE)
def follow() -> ResponseReturnValue:
    """Let the open commitments follow the tables."""
    reason = request.form.get("reason", "").strip()[:MAX_LINE] or None
    with changing() as session:
        done = follow_all(session, actor=visitor().name, at=now(), today=today(), reason=reason)
    count = len(done.moves)
    notify(
        counted(
            "Eén toezegging is bijgewerkt. Elke wijziging staat in de geschiedenis, en is daar per toezegging ongedaan te maken.",
            "%(num)s toezeggingen zijn bijgewerkt. Elke wijziging staat in de geschiedenis, en is daar per toezegging ongedaan te maken.",
            count,
        )
    )
    return redirect(url_for(".ask_follow"), 303)


def _table(word: str) -> Table:
    """Give the table that the address names; another word leads to no page."""
    return chosen_one(Table, word) or abort(404)


def _sent(table: Table) -> LineForm:
    """Give the form that was sent, with its choices."""
    form = FORMS[table](request.form)
    with looking() as session:
        offer(form, find_ministries(session), find_committees(session))
    return form


def _show_line(
    table: Table, form: LineForm, line_id: int | None, status: int = 200, stale: str = ""
) -> ResponseReturnValue:
    """Show the form of a line."""
    with looking() as session:
        offer(form, find_ministries(session), find_committees(session))
        offices = find_lines(session, Table.OFFICES, today=today()).lines
    body = page(
        "tables/line.html",
        section="tabellen",
        table=table,
        titles=TITLES,
        form=form,
        line_id=line_id,
        stale=stale,
        offices=[name_line(one.line) for one in offices],
    )
    return body, status


def _concluded(
    table: Table, form: LineForm, change: TableChange, line_id: int | None
) -> ResponseReturnValue:
    """Show the form again with what was wrong, or the table with what was done."""
    for fault in change.faults:
        form.fault(fault)
    if change.faults:
        return _show_line(table, form, line_id, 422)
    notify(_told(change))
    return redirect(url_for(".index", word=table.value), 303)


def _show_import(
    table: Table,
    form: ImportForm,
    text: str,
    change: TableChange | None = None,
    moves: int = 0,
    status: int = 200,
) -> ResponseReturnValue:
    """Show the form for a file, with what the file would change."""
    body = page(
        "tables/import.html",
        section="tabellen",
        table=table,
        titles=TITLES,
        form=form,
        text=text,
        change=change,
        moves=moves,
        fault_words=lambda fault: fault_words(fault, speaker()),
    )
    return body, status


def sent_text(form: ImportForm) -> str | None:
    """Give the lines that were sent; None, and told beside the field, for what cannot be read."""
    file = request.files.get("file")
    content = file.read(MAX_FILE + 1) if file is not None and file.filename else b""
    content = content or (form.text.data or "").encode()
    text = _text_of(content)
    if not content.strip():
        form.text.errors = [_("Kies een bestand of plak de regels.")]
    elif len(content) > MAX_FILE:
        most = speaker().number(MAX_FILE // 1000)
        form.text.errors = [_("Dit is meer dan %(most)s kB. Splits het in delen.", most=most)]
    elif text is None:
        told = _("Dit bestand is geen tekst in UTF-8. Sla het op als “CSV UTF-8” en kies het weer.")
        form.text.errors = [told]
    else:
        return text
    return None


def _text_of(content: bytes) -> str | None:
    """Give the text of a file; None for what is no text."""
    try:
        return None if b"\0" in content else content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def _told(change: TableChange) -> str:
    """Say what was written down."""
    if not (change.added or change.changed):
        return _("Er is niets gewijzigd.")
    parts = [
        told
        for names, told in (
            (change.added, _("%(count)s toegevoegd", count=len(change.added))),
            (change.changed, _("%(count)s gewijzigd", count=len(change.changed))),
        )
        if names
    ]
    return _(
        "Vastgelegd: %(changes)s. Kijk bij Bijwerken welke toezeggingen hierdoor verschuiven.",
        changes=", ".join(parts),
    )
