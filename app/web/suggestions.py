"""A clerk's verdict on a suggestion, and taking it back."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.clock import now
from app.domain.accounts import Permission
from app.domain.commitments import Verdict
from app.domain.errors import Stale
from app.services.overview.keys import get_number_of_suggestion
from app.services.suggestions import judge_suggestion, reopen_suggestion
from app.web.auth import requires, visitor
from app.web.candidates import UNDONE_AT_ONCE
from app.web.context import changing, local_path, looking
from app.web.forms import JudgeForm
from app.web.items import Failed, show_item
from app.web.pages import item_url, notify
from app.web.speaking import _
from app.web.undoing import with_reason
from app.web.words import VERDICTS

bp = Blueprint("suggestions", __name__, url_prefix="/suggesties")


@bp.post("/<int:suggestion_id>/oordeel")
@requires(Permission.JUDGE)
def judge(suggestion_id: int) -> ResponseReturnValue:
    """Record whether the later passage meets the item."""
    form = JudgeForm(request.form)
    number = _number(suggestion_id)
    if not form.validate():
        return show_item(number, Failed("judge", form, suggestion_id))
    verdict = form.verdict.data
    assert isinstance(verdict, Verdict)
    seen = form.seen.data or 0
    try:
        with changing() as session:
            judge_suggestion(
                session,
                suggestion_id,
                verdict,
                seen=seen,
                item_seen=form.item_seen.data or 0,
                reason=form.reason.data or None,
                actor=visitor().name,
                at=now(),
            )
    except Stale as stale:
        return show_item(number, Failed("judge", form, suggestion_id, stale))
    back = local_path(form.back.data, item_url(number))
    notify(
        _(
            "%(number)s: %(verdict)s. Uw oordeel is vastgelegd.",
            number=number,
            verdict=VERDICTS[verdict].words.lower(),
        ),
        undo=url_for(".reopen", suggestion_id=suggestion_id),
        seen=seen + 1,
        reason=UNDONE_AT_ONCE,
        back=back,
    )
    return redirect(back, 303)


@bp.post("/<int:suggestion_id>/heropenen")
@requires(Permission.JUDGE)
def reopen(suggestion_id: int) -> ResponseReturnValue:
    """Take a verdict back: the suggestion waits again, and the item is as before."""
    number = _number(suggestion_id)
    done = _(
        "Het oordeel over %(number)s is ongedaan gemaakt; de suggestie wacht weer.", number=number
    )
    return with_reason(number, reopen_suggestion, done, row=suggestion_id, part="undo-suggestion")


def _number(suggestion_id: int) -> str:
    """Give the number of the item that a suggestion is for; raises NotFound."""
    with looking() as session:
        return get_number_of_suggestion(session, suggestion_id)
