"""What every way to take something back shares: a reason, the version seen, and the item's page."""

import datetime as dt
from typing import Any, Protocol

from flask import redirect, request
from flask.typing import ResponseReturnValue

from app.clock import now
from app.domain.errors import Stale
from app.web.auth import visitor
from app.web.context import changing, local_path
from app.web.forms import UndoForm
from app.web.items import Failed, show_item
from app.web.pages import item_url, notify


class Deed(Protocol):
    """A service that takes something back, or closes it, with a reason."""

    def __call__(
        self, session: Any, key: Any, /, *, seen: int, reason: str, actor: str, at: dt.datetime
    ) -> object:
        """Do it to what `key` names; raise Stale when it had changed since `seen`."""


def with_reason(
    number: str, deed: Deed, done: str, *, row: int = 0, part: str = "undo-item"
) -> ResponseReturnValue:
    """Carry out what the form of `part` asks, and say that it is `done`.

    `number` is the item whose page shows the form; `row` the suggestion or link on it that
    the deed is about, 0 for the item itself.
    """
    form = UndoForm(request.form)
    if not form.validate():
        return show_item(number, Failed(part, form, row))
    try:
        with changing() as session:
            deed(
                session,
                row or number,
                seen=form.seen.data or 0,
                reason=form.reason.data or "",
                actor=visitor().name,
                at=now(),
            )
    except Stale as stale:
        return show_item(number, Failed(part, form, row, stale))
    notify(done)
    return redirect(local_path(form.back.data, item_url(number)), 303)
