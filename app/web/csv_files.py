"""What other registers tell, from a CSV that a clerk hands over: votes on motions, status words."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from flask import Blueprint, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.clock import now
from app.domain.accounts import Permission
from app.domain.errors import Invalid
from app.domain.motion_rows import COLUMNS as MOTION_COLUMNS
from app.domain.motion_rows import RowFault, read_motion_rows
from app.domain.motions import Advice, Outcome
from app.domain.references import parse_canonical
from app.domain.statuses import COLUMNS, OWN, Source, StatusFault, read_status_rows
from app.services.motion_facts import import_facts
from app.services.source_words import receive_words
from app.session import transaction
from app.web.auth import requires, visitor
from app.web.context import hall
from app.web.pages import notify, page
from app.web.reading_args import chosen_one
from app.web.speaking import _, counted, later
from app.web.table_forms import ImportForm
from app.web.tables import sent_text

bp = Blueprint("csv_files", __name__, url_prefix="/bureau/csv")


class Kind(StrEnum):
    """What a file tells; the words stand in addresses."""

    VOTES = "stemmingen"
    STATUSES = "statuswoorden"


TITLES = {
    Kind.VOTES: later("Stemmingen over moties inlezen"),
    Kind.STATUSES: later("Statuswoorden van andere registers inlezen"),
}
COLUMN_NAMES = {Kind.VOTES: MOTION_COLUMNS, Kind.STATUSES: (*COLUMNS, OWN)}
_FAULTS: Mapping[StrEnum, str] = {
    RowFault.NO_COLUMN: later("de eerste regel moet deze kolommen noemen: %(value)s"),
    RowFault.NO_NUMBER: later(
        "“%(value)s” is geen nummer van een motie, zoals 21 501-02, nr. 2433"
    ),
    RowFault.NO_OUTCOME: later("“%(value)s” is geen uitkomst; kies uit: %(words)s"),
    RowFault.NO_DAY: later("“%(value)s” is geen datum, zoals 21-11-2026"),
    RowFault.DAY_ALONE: later("er staat een datum zonder uitkomst"),
    RowFault.NO_ADVICE: later("“%(value)s” is geen appreciatie; kies uit: %(words)s"),
    RowFault.TOO_LONG: later("de stemmen beslaan te veel tekens"),
    RowFault.TOO_MANY: later("het bestand heeft meer dan %(value)s regels; splits het"),
    RowFault.TWICE: later("deze motie staat er al, op regel %(value)s"),
    RowFault.BROKEN: later("dit is geen CSV"),
}
_STATUS_FAULTS: Mapping[StrEnum, str] = {
    StatusFault.NO_COLUMN: later("de eerste regel moet deze kolommen noemen: %(value)s"),
    StatusFault.NO_SOURCE: later("“%(value)s” is geen bron; kies uit: %(words)s"),
    StatusFault.EMPTY: later("de kolom %(value)s is leeg"),
    StatusFault.TOO_LONG: later("in de kolom %(value)s staan te veel tekens"),
    StatusFault.TOO_MANY: later("het bestand heeft meer dan %(value)s regels; splits het"),
    StatusFault.BROKEN: later("dit is geen CSV"),
}
_CHOICES: Mapping[str, type[StrEnum]] = {
    RowFault.NO_OUTCOME: Outcome,
    RowFault.NO_ADVICE: Advice,
    StatusFault.NO_SOURCE: Source,
}


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that is wrong, and why."""

    line: int
    told: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What a file changes: numbers told anew, told so before, not here; words nobody mapped."""

    told: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    strange: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


@bp.get("/<word>")
@requires(Permission.JUDGE)
def ask(word: str) -> ResponseReturnValue:
    """Ask for a file."""
    return _show(_kind(word), ImportForm())


@bp.post("/<word>")
@requires(Permission.JUDGE)
def take(word: str) -> ResponseReturnValue:
    """Show what a file changes, and write it down when that was seen and asked for."""
    kind, form = _kind(word), ImportForm(request.form)
    text = sent_text(form)
    if text is None:
        return _show(kind, form, status=422)
    is_sure = "vastleggen" in request.form
    effect = (_put_votes if kind is Kind.VOTES else _put_statuses)(text, is_sure=is_sure)
    if not is_sure or effect.faults:
        return _show(kind, form, text, effect, 422 if effect.faults else 200)
    notify(
        counted("Eén regel is vastgelegd.", "%(num)s regels zijn vastgelegd.", len(effect.told))
        if effect.told
        else _("Er is niets gewijzigd.")
    )
    after = "register.index" if kind is Kind.VOTES else "source_words.index"
    return redirect(url_for(after, soort="motie" if kind is Kind.VOTES else None), 303)


def _put_votes(text: str, *, is_sure: bool) -> Effect:
    """Put down what became of motions; nothing where a line is wrong."""
    rows, faults = read_motion_rows(text)
    if faults:
        return Effect(faults=tuple(_fault(_FAULTS, one) for one in faults))
    try:
        with transaction(hall().engine, dry_run=not is_sure) as session:
            done = import_facts(session, rows, actor=visitor().name, at=now())
    except Invalid as error:
        line = int(error.field.removeprefix("line "))
        return Effect(faults=(Fault(line, _("deze dag moet nog komen")),))
    return Effect(done.told, done.same, tuple(_printed(one) for one in done.unknown))


def _put_statuses(text: str, *, is_sure: bool) -> Effect:
    """Keep what other registers say; nothing where a line is wrong."""
    rows, faults = read_status_rows(text)
    if faults:
        return Effect(faults=tuple(_fault(_STATUS_FAULTS, one) for one in faults))
    with transaction(hall().engine, dry_run=not is_sure) as session:
        done = receive_words(session, rows, hall().statuses, at=now())
    return Effect(done.told, done.same, done.unknown, done.strange)


def _printed(canonical: str) -> str:
    """Print the number of a motion as papers do."""
    paper = parse_canonical(canonical)
    return str(paper) if paper else canonical


def _fault(words: Mapping[StrEnum, str], one: object) -> Fault:
    """Say what is wrong with a line."""
    line, fault, value = (getattr(one, name) for name in ("line", "fault", "value"))
    choices = "; ".join(_CHOICES[fault]) if fault in _CHOICES else ""
    return Fault(line, _(words[fault], value=value, words=choices))


def _kind(word: str) -> Kind:
    """Give what the address names; another word leads to no page."""
    return chosen_one(Kind, word) or abort(404)


def _show(
    kind: Kind, form: ImportForm, text: str = "", effect: Effect | None = None, status: int = 200
) -> ResponseReturnValue:
    """Render the form, or what a file changes."""
    body = page(
        "desk/csv_file.html",
        section="bureau",
        kind=kind,
        title=TITLES[kind],
        columns=COLUMN_NAMES[kind],
        form=form,
        text=text,
        effect=effect,
    )
    return body, status
