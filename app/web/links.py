"""Links that a person made by hand, taken back."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.domain.accounts import Permission
from app.services.manual_links import withdraw_link
from app.services.overview.keys import get_number_of_fulfilment
from app.web.auth import requires
from app.web.context import looking
from app.web.speaking import _
from app.web.undoing import with_reason

bp = Blueprint("links", __name__, url_prefix="/koppelingen")


@bp.post("/<int:fulfilment_id>/intrekken")
@requires(Permission.JUDGE)
def withdraw(fulfilment_id: int) -> ResponseReturnValue:
    """Take a link back; the item is as it was without it."""
    with looking() as session:
        number = get_number_of_fulfilment(session, fulfilment_id)
    done = _("De koppeling is ingetrokken.")
    return with_reason(number, withdraw_link, done, row=fulfilment_id, part="undo-link")
