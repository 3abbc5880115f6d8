"""A list of commitments given a committee, member or office in one go: chosen, looked over, put down."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from urllib.parse import urlencode

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectField

from app.clock import now, today
from app.domain.accounts import Permission
from app.domain.errors import Invalid, RestsOnIt, SomeStale, Stale
from app.domain.matching import ItemKind
from app.domain.offices import LONGEST_NAME
from app.services.assigning import (
    Assigned,
    Gift,
    Picked,
    assign_together,
    find_goes,
    reopen_assigned,
)
from app.services.overview.register import find_committees, find_register_items
from app.services.overview.rows.common import Choice
from app.services.tables import find_offices_today
from app.web.auth import requires, visitor
from app.web.candidates import UNDONE_AT_ONCE
from app.web.context import changing, local_path, looking, rehearsing
from app.web.forms import GestandForm, UndoForm, line_field, reason_field
from app.web.pages import notify, page
from app.web.register import wanted_items
from app.web.speaking import _, counted, later
from app.web.together import Changed, find_changed

bp = Blueprint("assigning", __name__, url_prefix="/bureau/indelen")
MOST = 100  # commitments on one page
RECENT = dt.timedelta(days=14)  # for so long one go can be taken back from here
NOTHING_PICKED = later("Kruis ten minste één toezegging aan.")
NOTHING_GIVEN = later("Kies een commissie of ambt, of vul een lid in.")
LATER_DECISION = later(
    "Over een van deze toezeggingen is daarna iets anders besloten. Er is niets teruggedraaid; "
    "maak in de geschiedenis van elke toezegging ongedaan wat niet klopt."
)


class GiveForm(GestandForm):
    """What the chosen commitments get; what is left empty stays as it is."""

    committee = SelectField(later("Commissie"), default="")
    office = SelectField(later("Nu verantwoordelijk"), default="")
    member = line_field(later("Toegezegd aan lid"), longest=LONGEST_NAME)
    reason = reason_field(later("Toelichting"))

    def offer(self, committees: Iterable[Choice], offices: Iterable[str]) -> None:
        """Offer these to choose from."""
        leave = {"": later("Laten zoals het is")}
        named = {str(choice.id): choice.name for choice in committees}
        self.committee.choices = leave | named
        self.office.choices = leave | {name: name for name in offices}

    def gift(self) -> Gift:
        """Give what was chosen."""
        committee = self.committee.data or ""
        return Gift(
            committee_id=int(committee) if committee.isdecimal() else None,
            member=self.member.data or None,
            office=self.office.data or None,
        )


@bp.get("")
@requires(Permission.JUDGE)
def choose() -> ResponseReturnValue:
    """Show the commitments of a list, to choose from."""
    return _show(_form(), frozenset())


@bp.post("")
@requires(Permission.JUDGE)
def assign() -> ResponseReturnValue:
    """Show what will change, or put it down."""
    form, picked, step = _form(), _picked(), request.form.get("stap")
    gift = form.gift()
    if step in ("wijzigen", "alles"):
        return _show(form, {one.number for one in picked}, everything=step == "alles")
    problem = ""
    if not picked:
        problem = NOTHING_PICKED
    elif gift == Gift():
        problem = NOTHING_GIVEN
    if not form.validate() or problem:
        return _show(form, {one.number for one in picked}, problem=problem), 422
    is_final, at = step == "vastleggen", now()
    try:
        with changing() if is_final else rehearsing() as session:
            done = assign_together(
                session,
                picked,
                gift,
                reason=form.reason.data or None,
                actor=visitor().name,
                at=at,
            )
    except SomeStale as stale:
        return _show(form, {one.number for one in picked}, changed=find_changed(stale)), 409
    if not is_final:
        return page(
            "desk/assign_preview.html", section="bureau", form=form, picked=picked, done=done
        )
    _tell(done, at)
    return redirect(_here(), 303)


@bp.post("/<int:entry_id>/ongedaan")
@requires(Permission.JUDGE)
def reopen(entry_id: int) -> ResponseReturnValue:
    """Take back all that was changed in one go."""
    form = UndoForm(request.form)
    if not form.validate():
        raise Invalid("reason", "empty")
    try:
        with changing() as session:
            count = reopen_assigned(
                session,
                entry_id,
                seen=form.seen.data or 0,
                reason=form.reason.data or "",
                actor=visitor().name,
                at=now(),
            )
    except RestsOnIt:
        notify(LATER_DECISION, "warning")
    except Stale:
        notify(_("Iemand was u voor. Kijk wat er nu nog staat."), "warning")
    else:
        notify(
            counted(
                "Eén toezegging is weer zoals ze was.",
                "%(num)s toezeggingen zijn weer zoals ze waren.",
                count,
            )
        )
    return redirect(local_path(form.back.data, url_for(".choose")), 303)


def _form() -> GiveForm:
    """Make the form, with the committees to choose from."""
    form = GiveForm(request.form)
    with looking() as session:
        form.offer(find_committees(session), find_offices_today(session, today=today()))
    return form


def _picked() -> tuple[Picked, ...]:
    """Read what was chosen: each with the version that the page showed; at most so many."""
    found = {}
    for one in request.form.getlist("kies")[:MOST]:
        number, _at, version = one.partition("@")
        if version.isdecimal() and len(version) < 10:
            found[number] = Picked(number, int(version))
    return tuple(found.values())


def _here() -> str:
    """Give the address of this list."""
    asked = urlencode(list(request.args.items(multi=True)))
    return f"{url_for('.choose')}?{asked}" if asked else url_for(".choose")


def _show(
    form: GiveForm,
    picked: Iterable[str],
    *,
    everything: bool = False,
    problem: str = "",
    changed: Sequence[Changed] = (),
) -> str:
    """Render the commitments of the list, with what was chosen so far."""
    wanted = replace(wanted_items(request.args), kinds=(ItemKind.COMMITMENT,), page=1, size=MOST)
    with looking() as session:
        found = find_register_items(session, wanted, today=today())
        goes = find_goes(session, since=now() - RECENT)
    chosen = {row.number for row in found.rows} if everything else set(picked)
    return page(
        "desk/assign.html",
        section="bureau",
        found=found,
        form=form,
        chosen=chosen,
        problem=problem,
        changed=changed,
        goes=goes,
        undo_reason=UNDONE_AT_ONCE,
        here=_here(),
        list_address=_register(),
    )


def _register() -> str:
    """Give the address of the same list in the register."""
    values = {name: request.args.getlist(name) for name in request.args}
    values |= {"soort": ["toezegging"], "pagina": []}
    return f"{url_for('register.index')}?{urlencode(values, doseq=True)}"


def _tell(done: Sequence[Assigned], at: dt.datetime) -> None:
    """Say how much was put down, with the way to take all of it back."""
    count = sum(one.changes for one in done)
    told = counted("Eén toezegging is ingedeeld.", "%(num)s toezeggingen zijn ingedeeld.", count)
    with looking() as session:
        goes = find_goes(session, since=at, least=1)
    mine = next((go for go in goes if (go.actor, go.at) == (visitor().name, at)), None)
    if mine is None:
        notify(told if count else _("Dit stond er al; er is niets gewijzigd."))
        return
    undo = url_for(".reopen", entry_id=mine.entry_id)
    notify(told, undo=undo, seen=mine.standing, reason=UNDONE_AT_ONCE, back=_here())
