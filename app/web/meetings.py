"""One meeting of a committee: its list, the files for the agenda, and what was decided."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.clock import now, today
from app.domain.accounts import Permission
from app.domain.errors import SomeStale, Stale
from app.domain.meetings import Proposal
from app.services.meetings.deciding import Decided, decide_items, undo_decision
from app.services.meetings.finding import get_meeting_page
from app.services.meetings.preparing import Proposed, amend_list, complete_list
from app.services.meetings.rows import MeetingLine, MeetingPage
from app.services.overview.stories import get_item_story
from app.web import sheets
from app.web.auth import requires, visitor
from app.web.context import calendar, changing, looking
from app.web.files import send_sheet
from app.web.forms import UndoForm, errors_of, texts_of
from app.web.items import StaleView
from app.web.meeting_forms import (
    DecisionForm,
    ListForm,
    ProposalForm,
    fill_decision,
    fill_proposal,
    prefix_of,
    renew,
)
from app.web.meeting_words import PLACES, PROPOSALS, SAME_DAY
from app.web.pages import notify, page
from app.web.reading_args import page_number
from app.web.speaking import _, counted

bp = Blueprint("meetings", __name__, url_prefix="/vergaderingen")
Rows = dict[int, ProposalForm] | dict[int, DecisionForm]


@dataclass(frozen=True, slots=True)
class Returned:
    """The forms of a page that came back: of its rows, and what changed meanwhile."""

    rows: Rows
    errors: list[tuple[str, str]] = field(default_factory=list)
    stale: dict[int, StaleView] = field(default_factory=dict)
    list_changed: bool = False


@bp.get("/<int:meeting_id>")
@requires(Permission.READ)
def meeting(meeting_id: int) -> ResponseReturnValue:
    """Show the list with its proposals; a clerk can change them."""
    return _show("list", meeting_id, page_number(request.args.get("pagina")))


@bp.post("/<int:meeting_id>")
@requires(Permission.JUDGE)
def amend(meeting_id: int) -> ResponseReturnValue:
    """Keep the proposals of one page, or take rows off the list."""
    outer = ListForm(request.form)
    outer.validate()
    forms = {
        line.id: ProposalForm(request.form, prefix=prefix_of(line))
        for line in _sent(meeting_id)
        if line.decision is None
    }
    number = page_number(outer.pagina.data)
    errors = _errors(form for form in forms.values() if not form.leave_out.data)
    if errors:
        return _show("list", meeting_id, number, Returned(forms, errors)), 422
    try:
        with changing() as session:
            amend_list(
                session,
                meeting_id,
                [_proposed(key, form) for key, form in forms.items()],
                seen=outer.seen.data or 0,
            )
    except Stale:
        return _show("list", meeting_id, number, Returned(forms, list_changed=True)), 409
    notify(_("De voorstellen zijn bewaard."))
    return redirect(url_for(".meeting", meeting_id=meeting_id, pagina=number), 303)


@bp.post("/<int:meeting_id>/aanvullen")
@requires(Permission.JUDGE)
def complete(meeting_id: int) -> ResponseReturnValue:
    """Add what asks for something since the list was made."""
    outer = ListForm(request.form)
    outer.validate()
    with changing() as session:
        added = complete_list(session, meeting_id, seen=outer.seen.data or 0, today=today())
    told = (
        _("Aan het eind van de lijst toegevoegd: %(added)s.", added=added)
        if added
        else _("De lijst is volledig.")
    )
    notify(told, "good" if added else "info")
    return redirect(url_for(".meeting", meeting_id=meeting_id), 303)


@bp.get("/<int:meeting_id>/besluiten")
@requires(Permission.JUDGE)
def decisions(meeting_id: int) -> ResponseReturnValue:
    """Show the list with room for what the committee decided."""
    return _show("decisions", meeting_id, page_number(request.args.get("pagina")))


@bp.post("/<int:meeting_id>/besluiten")
@requires(Permission.JUDGE)
def decide(meeting_id: int) -> ResponseReturnValue:
    """Put down the decisions of one page, all of them or none."""
    number = page_number(request.form.get("pagina"))
    lines = _sent(meeting_id)
    forms = {line.id: DecisionForm(request.form, prefix=prefix_of(line)) for line in lines}
    errors = _errors(forms.values())
    for line in lines:
        form = forms[line.id]
        moved = form.chosen is Proposal.MOVE if not form.errors else False
        if moved and form.term.day == line.line.term.latest and line.decision is None:
            form.term.errors = [SAME_DAY]
            errors.append((form.term.name, SAME_DAY))
    if errors:
        return _show("decisions", meeting_id, number, Returned(forms, errors)), 422
    decided = [one for key, form in forms.items() if (one := _decided(key, form))]
    try:
        with changing() as session:
            decide_items(session, meeting_id, decided, actor=visitor().name, at=now())
    except SomeStale as stale:
        returned = Returned(forms, stale=_changed(lines, forms, stale))
        return _show("decisions", meeting_id, number, returned), 409
    notify(_told(len(decided)), "good" if decided else "info")
    return redirect(url_for(".decisions", meeting_id=meeting_id, pagina=number), 303)


@bp.post("/<int:meeting_id>/besluiten/<int:row_id>/ongedaan")
@requires(Permission.JUDGE)
def take_back(meeting_id: int, row_id: int) -> ResponseReturnValue:
    """Take one decision back; the item stands as before the meeting."""
    form = UndoForm(request.form)
    if not form.validate() or not form.reason.data:
        notify(_("Vul in waarom u het besluit ongedaan maakt."), "error")
    else:
        with changing() as session:
            undo_decision(
                session,
                row_id,
                seen=form.seen.data or 0,
                reason=form.reason.data or "",
                calendar=calendar(),
                actor=visitor().name,
                at=now(),
            )
        notify(_("Het besluit is ongedaan gemaakt. Beide staan in de geschiedenis."))
    number = page_number(request.form.get("pagina"))
    return redirect(url_for(".decisions", meeting_id=meeting_id, pagina=number), 303)


@bp.get("/<int:meeting_id>/lijst.<kind>")
@requires(Permission.READ)
def agenda(meeting_id: int, kind: str) -> ResponseReturnValue:
    """Hand out the list for the agenda, as DOCX or PDF."""
    with looking() as session:
        found = get_meeting_page(session, meeting_id, page=None, today=today())
    name = f"toezeggingen-{found.committee.slug}-{found.date.isoformat()}"
    return send_sheet(sheets.agenda_of(found), name, kind)


def _sent(meeting_id: int) -> tuple[MeetingLine, ...]:
    """Give the rows that a page was about, by the ids that it sends back."""
    with looking() as session:
        found = get_meeting_page(session, meeting_id, page=None, today=today())
    sent = set(request.form.getlist("rij"))
    return tuple(line for line in found.lines if str(line.id) in sent)


def _errors(forms: Iterable[ProposalForm | DecisionForm]) -> list[tuple[str, str]]:
    """Check the forms of all rows, and give what is wrong with them."""
    wrong = [form for form in forms if not form.validate()]
    return [told for form in wrong for told in errors_of(form)]


def _proposed(key: int, form: ProposalForm) -> Proposed:
    """Read a row's proposal."""
    left_out = bool(form.leave_out.data)
    proposal = Proposal.KEEP if left_out else Proposal(form.proposal.data)
    return Proposed(key, proposal, form.term.day, form.why.data or "", left_out)


def _decided(key: int, form: DecisionForm) -> Decided | None:
    """Read a row's decision, if there is one."""
    if form.chosen is None:
        return None
    term = form.term.day if form.chosen is Proposal.MOVE else None
    return Decided(key, form.seen.data or 0, form.chosen, term, form.note.data or None)


def _changed(
    lines: Iterable[MeetingLine], forms: dict[int, DecisionForm], stale: SomeStale
) -> dict[int, StaleView]:
    """Say of each item that changed what others did, and let its form name the version now."""
    passed = {number: max(1, one.current - one.seen) for number, one in stale.items}
    views = {}
    with looking() as session:
        for line in lines:
            number = line.line.number
            if number in passed:
                told = get_item_story(session, number, today=today()).history[: passed[number]]
                keeps = line.decision is None
                typed = () if keeps else texts_of(forms[line.id])
                views[line.id] = StaleView(told, keeps, typed)
                renew(forms[line.id], line.line.version)
    return views


def _told(count: int) -> str:
    """Say how much was put down."""
    if not count:
        return _("Er is nog niets besloten; er is dus niets vastgelegd.")
    return counted("Het besluit is vastgelegd.", "%(num)s besluiten zijn vastgelegd.", count)


def _show(name: str, meeting_id: int, number: int, returned: Returned | None = None) -> str:
    """Render the list, with the forms that came back."""
    with looking() as session:
        found = get_meeting_page(session, meeting_id, page=number, today=today())
    fill = fill_proposal if name == "list" else fill_decision
    given = returned.rows if returned else {}
    outer = ListForm(data={"seen": found.version, "pagina": found.paging.page})
    return page(
        f"meetings/{name}.html",
        section="commissies",
        step=name,
        found=found,
        outer=outer,
        rows=[(line, given.get(line.id) or fill(line)) for line in found.lines],
        errors=returned.errors if returned else [],
        stale=returned.stale if returned else {},
        list_changed=returned.list_changed if returned else False,
        places=PLACES,
        proposals=PROPOSALS,
        sheets=sheets,
        is_past=found.date <= today(),
        page_address=lambda to: _address(name, found, to),
    )


def _address(name: str, found: MeetingPage, number: int) -> str:
    endpoint = ".meeting" if name == "list" else ".decisions"
    return url_for(endpoint, meeting_id=found.id, pagina=number)
