"""Rappels: who has something to answer, a letter in the making, and those that were kept."""

import datetime as dt

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.clock import now, today
from app.domain.accounts import Permission
from app.domain.errors import AlreadyThere, Stale
from app.services.reminders import (
    draft_reminder,
    find_offices,
    find_reminders,
    get_reminder,
    keep_reminder,
    withdraw_reminder,
)
from app.web import sheets
from app.web.auth import requires, visitor
from app.web.context import changing, looking
from app.web.files import send_sheet
from app.web.forms import MAX_LINE, UndoForm
from app.web.meeting_forms import RappelForm, fill_rappel
from app.web.meeting_words import AFTER_TODAY
from app.web.pages import notify, page
from app.web.reading_args import page_number
from app.web.speaking import _

bp = Blueprint("reminders", __name__, url_prefix="/rappels")
HORIZON = dt.timedelta(days=90)
REPLY = dt.timedelta(days=28)


@bp.get("")
@requires(Permission.READ)
def index() -> ResponseReturnValue:
    """Show who has something to answer, and the rappels that were kept."""
    with looking() as session:
        offices = find_offices(session, today=today())
        kept, paging = find_reminders(session, page=page_number(request.args.get("pagina")))
    return page(
        "reminders/index.html",
        section="commissies",
        offices=offices,
        kept=kept,
        paging=paging,
        page_address=lambda number: url_for(".index", pagina=number),
    )


@bp.get("/nieuw")
@requires(Permission.JUDGE)
def draft() -> ResponseReturnValue:
    """Show what a rappel would ask."""
    office = request.args.get("ambt", "")[:MAX_LINE]
    if "vooruit" not in request.args:
        return _draft(fill_rappel(office, today() + HORIZON, today() + REPLY)), 200
    form = RappelForm(request.args)
    status = 200 if _validate(form) else 422
    return _draft(form), status


@bp.post("")
@requires(Permission.JUDGE)
def keep() -> ResponseReturnValue:
    """Keep the rappel with its date and number."""
    form = RappelForm(request.form)
    if not _validate(form) or form.vooruit.day is None or form.antwoord.day is None:
        return _draft(form), 422
    try:
        with changing() as session:
            key = keep_reminder(
                session,
                form.ambt.data or "",
                reply_before=form.antwoord.day,
                horizon=form.vooruit.day,
                actor=visitor().name,
                at=now(),
                today=today(),
            )
    except AlreadyThere:
        return _draft(form), 409
    notify(_("Het rappel is vastgelegd. Haal de brief op, werk haar bij en verstuur haar."))
    return redirect(url_for(".reminder", reminder_id=key), 303)


@bp.get("/<int:reminder_id>")
@requires(Permission.READ)
def reminder(reminder_id: int) -> ResponseReturnValue:
    """Show a rappel as it was kept."""
    return _reminder(reminder_id)


@bp.post("/<int:reminder_id>/intrekken")
@requires(Permission.JUDGE)
def withdraw(reminder_id: int) -> ResponseReturnValue:
    """Take back a rappel that was not sent."""
    form = UndoForm(request.form)
    if not form.validate():
        return _reminder(reminder_id, form), 422
    try:
        with changing() as session:
            withdraw_reminder(
                session,
                reminder_id,
                seen=form.seen.data or 0,
                reason=form.reason.data or "",
                actor=visitor().name,
                at=now(),
            )
    except Stale:
        return _reminder(reminder_id, form), 409
    notify(_("Het rappel is ingetrokken."))
    return redirect(url_for(".reminder", reminder_id=reminder_id), 303)


@bp.get("/<int:reminder_id>/brief.<kind>")
@requires(Permission.READ)
def letter(reminder_id: int, kind: str) -> ResponseReturnValue:
    """Hand out the letter, as DOCX or PDF."""
    with looking() as session:
        found = get_reminder(session, reminder_id)
    return send_sheet(sheets.letter_of(found), f"rappel-{found.number}", kind)


def _validate(form: RappelForm) -> bool:
    """Check the days of a rappel; an answer is asked for after today."""
    form.validate()
    if not form.errors and form.antwoord.day and form.antwoord.day <= today():
        form.antwoord.errors = [AFTER_TODAY]
    return not form.errors


def _draft(form: RappelForm) -> str:
    """Render a rappel in the making."""
    with looking() as session:
        found = draft_reminder(
            session,
            form.ambt.data or "",
            horizon=form.vooruit.day or today() + HORIZON,
            today=today(),
        )
    return page("reminders/draft.html", section="commissies", found=found, form=form, sheets=sheets)


def _reminder(reminder_id: int, form: UndoForm | None = None) -> str:
    """Render a rappel, with the form that came back."""
    with looking() as session:
        found = get_reminder(session, reminder_id)
    return page("reminders/reminder.html", section="commissies", found=found, form=form)
