"""Decisions on candidates: accept, accept with changes, dismiss, and take back."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.clock import now, today
from app.domain.accounts import Permission
from app.domain.errors import Stale
from app.domain.languages import marked
from app.services.candidates import accept_candidate, dismiss_candidate, reopen_candidate
from app.services.overview.register import find_committees
from app.services.overview.stories import get_item_head
from app.web.auth import requires, visitor
from app.web.context import changing, local_path, looking
from app.web.desk import show_again
from app.web.forms import CandidateForm
from app.web.items import Failed, show_item
from app.web.pages import item_url, notify
from app.web.promise_forms import changes_to
from app.web.speaking import _
from app.web.undoing import with_reason

bp = Blueprint("candidates", __name__)
# Reasons that the history keeps, in Dutch whoever decided.
UNDONE_AT_ONCE = marked("Meteen na het besluit ongedaan gemaakt.")
WITHDRAWN_AT_ONCE = marked("Meteen na het vastleggen ingetrokken.")


@bp.post("/register/<number>/beoordelen")
@requires(Permission.JUDGE)
def decide(number: str) -> ResponseReturnValue:
    """Accept a candidate, as it is or with changes, or dismiss it."""
    form = CandidateForm(request.form)
    with looking() as session:
        form.offer(find_committees(session))
        found = get_item_head(session, number, today=today()).found
    dismissed = request.form.get("decision") == "dismiss"
    is_whole = form.validate()
    if dismissed and form.lacks_words():
        form.dismiss_note.errors = [_("Schrijf op waarom dit wordt afgewezen.")]
        is_whole = False
    if not is_whole:
        return show_again(number, form) or show_item(number, Failed("candidate", form))
    seen = form.seen.data or 0
    try:
        with changing() as session:
            if dismissed:
                version = dismiss_candidate(
                    session,
                    number,
                    seen=seen,
                    reason=form.dismissal(),
                    actor=visitor().name,
                    at=now(),
                )
            else:
                version = accept_candidate(
                    session,
                    number,
                    seen=seen,
                    changes=changes_to(found.promise, form) if found else None,
                    reason=form.reason.data or None,
                    actor=visitor().name,
                    at=now(),
                )
    except Stale as stale:
        return show_item(number, Failed("candidate", form, stale=stale))
    back = local_path(form.back.data, item_url(number))
    notify(
        _("%(number)s is afgewezen.", number=number)
        if dismissed
        else _("%(number)s is aanvaard als toezegging.", number=number),
        undo=url_for(".reopen", number=number),
        seen=version,
        reason=UNDONE_AT_ONCE,
        back=back,
    )
    return redirect(back, 303)


@bp.post("/register/<number>/heropenen")
@requires(Permission.JUDGE)
def reopen(number: str) -> ResponseReturnValue:
    """Take a decision on a candidate back: it waits again."""
    done = _(
        "Het besluit over %(number)s is ongedaan gemaakt; het wacht weer op een oordeel.",
        number=number,
    )
    return with_reason(number, reopen_candidate, done)
