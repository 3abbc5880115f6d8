"""What a clerk changes in a commitment: its fields, its status, its term; and withdrawing it."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.clock import now, today
from app.domain.accounts import Permission
from app.domain.commitments import Status
from app.domain.errors import Stale
from app.services.commitments import (
    Ground,
    amend_commitment,
    move_deadline,
    set_status,
    withdraw_commitment,
)
from app.services.overview.keys import find_paper, get_latest_entry
from app.services.overview.register import find_committees
from app.services.overview.stories import get_item_head, get_item_story
from app.web.auth import requires, visitor
from app.web.candidates import UNDONE_AT_ONCE
from app.web.context import changing, looking
from app.web.forms import AmendForm, StatusForm, UndoForm
from app.web.items import Failed, show_item
from app.web.pages import item_url, notify
from app.web.promise_forms import changes_to, typed_term
from app.web.speaking import _
from app.web.term_forms import NOT_HERE, DeadlineForm, letters_of
from app.web.words import badge_of_status

bp = Blueprint("commitments", __name__, url_prefix="/register")


@bp.post("/<number>/wijzigen")
@requires(Permission.JUDGE)
def amend(number: str) -> ResponseReturnValue:
    """Change who, what, sort, term or committee."""
    form = AmendForm(request.form)
    with looking() as session:
        form.offer(find_committees(session))
        registered = get_item_head(session, number, today=today()).registered
    if not form.validate() or registered is None:
        return show_item(number, Failed("amend", form))
    changes = changes_to(registered.promise, form, registered)
    if changes is None:
        notify(_("Er is niets gewijzigd."), "info")
        return redirect(item_url(number), 303)
    try:
        with changing() as session:
            version = amend_commitment(
                session,
                number,
                changes,
                seen=form.seen.data or 0,
                reason=form.reason.data or None,
                actor=visitor().name,
                at=now(),
            )
    except Stale as stale:
        return show_item(number, Failed("amend", form, stale=stale))
    return _done(number, version, _("%(number)s is gewijzigd.", number=number))


@bp.post("/<number>/status")
@requires(Permission.JUDGE)
def change_status(number: str) -> ResponseReturnValue:
    """Set the status by hand."""
    form = StatusForm(request.form)
    if not form.validate():
        return show_item(number, Failed("status", form))
    status = form.status.data
    assert isinstance(status, Status)
    try:
        with changing() as session:
            version = set_status(
                session,
                number,
                status,
                seen=form.seen.data or 0,
                reason=form.reason.data or "",
                actor=visitor().name,
                at=now(),
            )
    except Stale as stale:
        return show_item(number, Failed("status", form, stale=stale))
    return _done(
        number,
        version,
        _(
            "%(number)s is nu %(status)s.",
            number=number,
            status=badge_of_status(status).words.lower(),
        ),
    )


@bp.post("/<number>/termijn")
@requires(Permission.JUDGE)
def move_term(number: str) -> ResponseReturnValue:
    """Move the term, on the ground of a letter or decision."""
    form = DeadlineForm(request.form)
    with looking() as session:
        form.offer(letters_of(get_item_story(session, number, today=today())))
        named = find_paper(session, form.canonical) if form.canonical else None
    if not form.validate():
        return show_item(number, Failed("deadline", form))
    if form.canonical and named is None:
        form.paper.errors = [NOT_HERE]
        return show_item(number, Failed("deadline", form))
    ground = named or form.ground.data
    try:
        with changing() as session:
            version = move_deadline(
                session,
                number,
                typed_term(form.text.data, form.latest.day),
                seen=form.seen.data or 0,
                reason=form.reason.data or "",
                actor=visitor().name,
                at=now(),
                ground=Ground(ground) if ground else None,
            )
    except Stale as stale:
        return show_item(number, Failed("deadline", form, stale=stale))
    return _done(number, version, _("De termijn van %(number)s is verplaatst.", number=number))


@bp.post("/<number>/intrekken")
@requires(Permission.JUDGE)
def withdraw(number: str) -> ResponseReturnValue:
    """Withdraw a commitment that was entered by mistake."""
    form = UndoForm(request.form)
    if not form.validate():
        return show_item(number, Failed("undo-item", form))
    try:
        with changing() as session:
            version = withdraw_commitment(
                session,
                number,
                seen=form.seen.data or 0,
                reason=form.reason.data or "",
                actor=visitor().name,
                at=now(),
            )
    except Stale as stale:
        return show_item(number, Failed("undo-item", form, stale=stale))
    return _done(number, version, _("%(number)s is ingetrokken.", number=number))


def _done(number: str, version: int, told: str) -> ResponseReturnValue:
    """Say what was done, with the way to take it back."""
    with looking() as session:
        entry = get_latest_entry(session, number)
    notify(
        told,
        undo=url_for("history.take_back", entry_id=entry),
        seen=version,
        reason=UNDONE_AT_ONCE,
        back=item_url(number),
    )
    return redirect(item_url(number), 303)
