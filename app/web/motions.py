"""Closing the execution of a motion, and opening it again: a person's decision."""

from collections.abc import Callable

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from app.clock import now
from app.domain.accounts import Permission
from app.domain.errors import Stale
from app.services.motions import reopen_motion, settle_motion
from app.web.auth import requires, visitor
from app.web.context import changing
from app.web.forms import UndoForm
from app.web.items import Failed, show_item
from app.web.pages import item_url, notify

bp = Blueprint("motions", __name__, url_prefix="/moties")


@bp.post("/<number>/afdoen")
@requires(Permission.JUDGE)
def settle(number: str) -> ResponseReturnValue:
    """Say that the motion is carried out."""
    return _decide(number, settle_motion, f"De motie {number} is afgedaan.")


@bp.post("/<number>/heropenen")
@requires(Permission.JUDGE)
def reopen(number: str) -> ResponseReturnValue:
    """Say that the motion is not carried out after all."""
    return _decide(number, reopen_motion, f"De motie {number} is heropend.")


def _decide(number: str, decide: Callable[..., object], done: str) -> ResponseReturnValue:
    """Carry out one of the two decisions."""
    form = UndoForm(request.form)
    if not form.validate():
        return show_item(number, Failed("undo-item", form))
    try:
        with changing() as session:
            decide(
                session,
                number,
                seen=form.seen.data or 0,
                reason=form.reason.data or "",
                actor=visitor().name,
                at=now(),
            )
    except Stale as stale:
        return show_item(number, Failed("undo-item", form, stale=stale))
    notify(done)
    return redirect(item_url(number), 303)
