"""Links that a person made by hand, taken back."""

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from app.clock import now
from app.domain.accounts import Permission
from app.domain.errors import Stale
from app.services.manual_links import withdraw_link
from app.services.overview.keys import get_number_of_fulfilment
from app.web.auth import requires, visitor
from app.web.context import changing, local_path, looking
from app.web.forms import UndoForm
from app.web.items import Failed, show_item
from app.web.pages import item_url, notify

bp = Blueprint("links", __name__, url_prefix="/koppelingen")


@bp.post("/<int:fulfilment_id>/intrekken")
@requires(Permission.JUDGE)
def withdraw(fulfilment_id: int) -> ResponseReturnValue:
    """Take a link back; the item is as it was without it."""
    form = UndoForm(request.form)
    with looking() as session:
        number = get_number_of_fulfilment(session, fulfilment_id)
    if not form.validate():
        return show_item(number, Failed("undo-link", form, fulfilment_id))
    try:
        with changing() as session:
            withdraw_link(
                session,
                fulfilment_id,
                seen=form.seen.data or 0,
                reason=form.reason.data or "",
                actor=visitor().name,
                at=now(),
            )
    except Stale as stale:
        return show_item(number, Failed("undo-link", form, fulfilment_id, stale))
    notify("De koppeling is ingetrokken.")
    return redirect(local_path(form.back.data, item_url(number)), 303)
