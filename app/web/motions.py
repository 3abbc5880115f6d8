"""A motion by a person's hand: what became of it, closing its execution, opening it again."""

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from app.clock import now, today
from app.domain.accounts import Permission
from app.domain.errors import Invalid, Stale
from app.services.motion_facts import tell_motion
from app.services.motions import reopen_motion, settle_motion
from app.services.overview.stories import get_item_story
from app.web.auth import requires, visitor
from app.web.context import changing, looking
from app.web.items import Failed, show_item
from app.web.motion_forms import FactsForm
from app.web.pages import item_url, notify
from app.web.speaking import _
from app.web.undoing import with_reason

bp = Blueprint("motions", __name__, url_prefix="/moties")


@bp.post("/<number>/afdoen")
@requires(Permission.JUDGE)
def settle(number: str) -> ResponseReturnValue:
    """Say that the motion is carried out."""
    return with_reason(number, settle_motion, _("De motie %(number)s is afgedaan.", number=number))


@bp.post("/<number>/heropenen")
@requires(Permission.JUDGE)
def reopen(number: str) -> ResponseReturnValue:
    """Say that the motion is not carried out after all."""
    return with_reason(number, reopen_motion, _("De motie %(number)s is heropend.", number=number))


@bp.post("/<number>/gegevens")
@requires(Permission.JUDGE)
def tell(number: str) -> ResponseReturnValue:
    """Put down outcome, votes and the cabinet's advice."""
    form = FactsForm(request.form)
    if not form.validate():
        return show_item(number, Failed("facts", form))
    with looking() as session:
        motion = get_item_story(session, number, today=today()).motion
    if motion is not None and motion.facts == form.facts():
        notify(_("Er is niets gewijzigd."), "info")
        return redirect(item_url(number), 303)
    try:
        with changing() as session:
            tell_motion(
                session,
                number,
                form.facts(),
                seen=form.seen.data or 0,
                reason=form.reason.data or None,
                actor=visitor().name,
                at=now(),
            )
    except Stale as stale:
        return show_item(number, Failed("facts", form, stale=stale))
    except Invalid:
        form.outcome_on.errors = [_("Deze dag moet nog komen.")]
        return show_item(number, Failed("facts", form))
    notify(_("Vastgelegd wat er met de motie %(number)s gebeurde.", number=number))
    return redirect(item_url(number), 303)
