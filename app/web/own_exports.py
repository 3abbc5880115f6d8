"""Lists of those who work here as files: one's own work, the mail, the readers of the digest."""

from collections.abc import Callable

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.clock import now, today
from app.domain.accounts import Permission
from app.domain.mail import DeliveryState
from app.printing.lists import Cell
from app.services.digests.post import MessageRow, ReaderRow, stream_messages, stream_readers
from app.services.overview.exporting import stream_my_work
from app.services.overview.rows.exports import ItemLine
from app.services.overview.work import WorkLine
from app.web.auth import requires, visitor
from app.web.exports import ITEMS, OF_ITEMS, Columns, Form, moment_cell, send_list
from app.web.following_forms import WEEKDAYS
from app.web.post import PURPOSES, STATES, wanted_readers, wanted_state

bp = Blueprint("own_exports", __name__)


def _of_item(cell: Callable[[ItemLine], Cell]) -> Callable[[WorkLine], Cell]:
    """Take a column of the register over."""
    return lambda one: cell(one.item)


MINE: Columns[WorkLine] = {
    "toegewezen aan": lambda one: one.claim.assigned_to.name if one.claim.assigned_to else None,
    "opgepakt door": lambda one: one.claim.taken_by.name if one.claim.taken_by else None,
    "opgepakt tot": lambda one: moment_cell(one.claim.taken_until),
    **{head: _of_item(cell) for head, cell in ITEMS.items()},
}
MESSAGES: Columns[MessageRow] = {
    "onderwerp": lambda one: one.subject,
    "soort": lambda one: str(PURPOSES[one.purpose]),
    "aan": lambda one: one.recipient,
    "staat": lambda one: str(STATES[one.state].words),
    "gemaakt": lambda one: moment_cell(one.made_at),
    "verzonden": lambda one: moment_cell(one.sent_at),
    "pogingen": lambda one: one.attempts,
    "volgende poging": lambda one: (
        moment_cell(one.next_attempt_at) if one.state is DeliveryState.PENDING else None
    ),
    "laatste antwoord": lambda one: one.last_error,
}
READERS: Columns[ReaderRow] = {
    "lezer": lambda one: one.address,
    "dag": lambda one: str(WEEKDAYS[one.weekday]),
    "uur": lambda one: one.hour,
    "hele register": lambda one: "ja" if one.follows_all else "nee",
    "laatste week": lambda one: one.last_week,
    "geweigerd op": lambda one: moment_cell(one.paused_at),
    "geweigerd met": lambda one: one.paused_why,
}
OF_MINE = Form(MINE, lambda one: OF_ITEMS.place(one.item))
OF_MESSAGES = Form(MESSAGES, lambda one: ("post.message", {"message_id": one.id}))
OF_READERS = Form(READERS, lambda one: ("post.preview", {"reader_id": one.id}))


@bp.get("/bureau/mijn-werk.<kind>")
@requires(Permission.JUDGE)
def of_work(kind: str) -> ResponseReturnValue:
    """Give what was given to the visitor, and what they took up."""
    who, at, day = visitor().account.id, now(), today()
    return send_list(
        "mijn-werk",
        kind,
        OF_MINE,
        lambda opened: stream_my_work(opened, who, at=at, today=day),
    )


@bp.get("/beheer/mail/berichten.<kind>")
@requires(Permission.ADMINISTER)
def of_messages(kind: str) -> ResponseReturnValue:
    """Give the messages of a state."""
    state = wanted_state()
    return send_list("mail", kind, OF_MESSAGES, lambda opened: stream_messages(opened, state))


@bp.get("/beheer/mail/lezers.<kind>")
@requires(Permission.ADMINISTER)
def of_readers(kind: str) -> ResponseReturnValue:
    """Give the readers of the digest."""
    readers = wanted_readers()
    return send_list("lezers", kind, OF_READERS, lambda opened: stream_readers(opened, readers))
