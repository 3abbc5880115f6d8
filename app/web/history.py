"""Any decision taken back by its line of history."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.clock import now
from app.domain.accounts import Permission
from app.domain.errors import Invalid, Stale
from app.services.overview.keys import get_subject_of_entry
from app.services.undoing import undo
from app.web.auth import requires, visitor
from app.web.context import calendar, changing, local_path, looking
from app.web.forms import UndoForm
from app.web.items import Failed, show_item
from app.web.pages import item_url, notify
from app.web.speaking import _

bp = Blueprint("history", __name__, url_prefix="/geschiedenis")


@bp.post("/<int:entry_id>/ongedaan")
@requires(Permission.JUDGE)
def take_back(entry_id: int) -> ResponseReturnValue:
    """Take a decision back; the history shows both."""
    form = UndoForm(request.form)
    with looking() as session:
        subject = get_subject_of_entry(session, entry_id)
    if not form.validate():
        if subject.number:
            return show_item(subject.number, Failed("undo-history", form))
        raise Invalid("reason", "empty")
    try:
        with changing() as session:
            undo(
                session,
                entry_id,
                seen=form.seen.data or 0,
                reason=form.reason.data or "",
                calendar=calendar(),
                actor=visitor().name,
                at=now(),
            )
    except Stale as stale:
        if subject.number:
            return show_item(subject.number, Failed("undo-history", form, stale=stale))
        raise
    notify(_("Het besluit is ongedaan gemaakt. Beide staan in de geschiedenis."))
    if subject.number:
        return redirect(local_path(form.back.data, item_url(subject.number)), 303)
    return redirect(url_for("letters.letter", document_id=subject.document_id), 303)
