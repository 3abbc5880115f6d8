"""Conflicts between papers about a motion: settle one, and take that back."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.clock import now
from app.domain.accounts import Permission
from app.domain.errors import Invalid, NotFound, Stale
from app.domain.languages import marked
from app.services.overview.conflicts import get_conflict, load_conflict_history
from app.services.overview.rows.stories import ConflictView
from app.services.settling import reopen_conflict, settle_conflict
from app.web.auth import requires, visitor
from app.web.conflict_forms import ConflictForm, make_form
from app.web.context import changing, local_path, looking
from app.web.forms import UndoForm, texts_of
from app.web.items import StaleView
from app.web.pages import notify, page
from app.web.speaking import _

bp = Blueprint("conflicts", __name__, url_prefix="/bureau/tegenstrijdig")
UNDONE_AT_ONCE = marked("Meteen na het besluit ongedaan gemaakt.")


@bp.get("/<int:conflict_id>")
@requires(Permission.JUDGE)
def conflict(conflict_id: int) -> ResponseReturnValue:
    """Show one conflict."""
    return _show(_get(conflict_id))


@bp.post("/<int:conflict_id>/beslissen")
@requires(Permission.JUDGE)
def settle(conflict_id: int) -> ResponseReturnValue:
    """Put down what is right."""
    found = _get(conflict_id)
    form = ConflictForm(request.form)
    form.offer(found)
    if not form.validate():
        return _show(found, form), 422
    try:
        with changing() as session:
            version = settle_conflict(
                session,
                conflict_id,
                form.settlement(),
                seen=form.seen.data or 0,
                reason=form.reason.data or None,
                actor=visitor().name,
                at=now(),
            )
    except Stale as stale:
        return _show(_get(conflict_id), form, stale=stale), 409
    except Invalid as invalid:
        if invalid.field != "right":
            raise
        form.number.errors = [_("Dit nummer staat er al; kies een ander.")]
        return _show(found, form), 422
    back = local_path(form.back.data, url_for("desk.conflicts"))
    notify(
        _("Uw besluit is vastgelegd; het geldt ook voor latere brieven met dezelfde vergissing."),
        undo=url_for(".reopen", conflict_id=conflict_id),
        seen=version,
        reason=UNDONE_AT_ONCE,
        back=back,
    )
    return redirect(back, 303)


@bp.post("/<int:conflict_id>/heropenen")
@requires(Permission.JUDGE)
def reopen(conflict_id: int) -> ResponseReturnValue:
    """Take what was said of a conflict back."""
    form = UndoForm(request.form)
    if not form.validate():
        return _show(_get(conflict_id), undo=form), 422
    try:
        with changing() as session:
            reopen_conflict(
                session,
                conflict_id,
                seen=form.seen.data or 0,
                reason=form.reason.data or "",
                actor=visitor().name,
                at=now(),
            )
    except Stale as stale:
        return _show(_get(conflict_id), undo=form, stale=stale), 409
    notify(_("Het besluit is ongedaan gemaakt; wat gedrukt staat telt weer zoals het er staat."))
    return redirect(local_path(form.back.data, url_for("desk.conflicts")), 303)


def _get(conflict_id: int) -> ConflictView:
    """Give a conflict; raises NotFound when it is no longer there."""
    with looking() as session:
        found = get_conflict(session, conflict_id)
    if found is None:
        raise NotFound("conflict", conflict_id)
    return found


def _show(
    found: ConflictView,
    form: ConflictForm | None = None,
    *,
    undo: UndoForm | None = None,
    stale: Stale | None = None,
) -> str:
    """Render the page of one conflict, with the form that came back where there is one."""
    if form is not None:
        form.offer(found)
    return page(
        "desk/conflict.html",
        section="bureau",
        conflict=found,
        form=form or make_form(found, url_for("desk.conflicts")),
        undo=undo,
        stale=_changed(found, form or undo, stale) if stale else None,
    )


def _changed(found: ConflictView, sent: ConflictForm | UndoForm | None, stale: Stale) -> StaleView:
    """Say what others did meanwhile; what was typed stands in its form where that is still there."""
    passed = max(1, stale.current - stale.seen)
    with looking() as session:
        lines = load_conflict_history(session, found.id)[:passed]
    keeps = isinstance(sent, ConflictForm) is (found.verdict is None)
    chosen = () if sent is None or keeps else texts_of(sent)
    if isinstance(sent, ConflictForm) and not keeps:
        chosen = (*sent.chosen_words(), *chosen)
    return StaleView(lines, keeps, chosen)
