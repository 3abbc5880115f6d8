"""A promise said again in another paper: a repeat of the same, or a promise of its own."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.clock import now
from app.domain.accounts import Permission
from app.domain.commitments import Place
from app.domain.errors import Stale
from app.services.repeats import judge_place, reopen_place
from app.web.auth import requires, visitor
from app.web.candidates import UNDONE_AT_ONCE
from app.web.context import changing, local_path
from app.web.forms import PlaceForm
from app.web.items import Failed, show_item
from app.web.pages import item_url, notify
from app.web.speaking import _, later
from app.web.undoing import with_reason

bp = Blueprint("places", __name__)
_DONE = {
    Place.SAME: later("%(number)s is als herhaling bij de eerdere toezegging gezet."),
    Place.ALONE: later(
        "%(number)s is nu een eigen mogelijke toezegging, die apart wordt beoordeeld."
    ),
}


@bp.post("/register/<number>/herhaling")
@requires(Permission.JUDGE)
def judge(number: str) -> ResponseReturnValue:
    """Say whether a candidate only repeats another."""
    form = PlaceForm(request.form)
    if not form.validate():
        return show_item(number, Failed("place", form))
    place = form.place.data
    assert isinstance(place, Place)
    try:
        with changing() as session:
            version = judge_place(
                session, number, place, seen=form.seen.data or 0, actor=visitor().name, at=now()
            )
    except Stale as stale:
        return show_item(number, Failed("place", form, stale=stale))
    back = local_path(form.back.data, item_url(number))
    notify(
        _(_DONE[place], number=number),
        undo=url_for(".reopen", number=number),
        seen=version,
        reason=UNDONE_AT_ONCE,
        back=back,
    )
    return redirect(back, 303)


@bp.post("/register/<number>/herhaling/heropenen")
@requires(Permission.JUDGE)
def reopen(number: str) -> ResponseReturnValue:
    """Take back what was said of a repeat."""
    done = _("Het besluit over de herhaling %(number)s is ongedaan gemaakt.", number=number)
    return with_reason(number, reopen_place, done)
