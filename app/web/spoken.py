"""A promise that was spoken in a debate, entered at the desk without a paper."""

import datetime as dt

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.clock import now
from app.domain.accounts import Permission
from app.domain.errors import Invalid
from app.domain.reading import PromiseKind, Term
from app.services.fields import CommitmentFields
from app.services.overview.proposing import propose_term
from app.services.overview.register import find_committees
from app.services.spoken import Spoken, enter_spoken
from app.web.auth import requires, visitor
from app.web.candidates import WITHDRAWN_AT_ONCE
from app.web.context import calendar, changing, looking
from app.web.pages import item_url, notify, page
from app.web.promise_forms import typed_term
from app.web.speaking import _, later
from app.web.spoken_forms import SpokenForm

bp = Blueprint("spoken", __name__, url_prefix="/bureau/mondeling")
STILL_TO_COME = later("Deze dag moet nog komen.")


@bp.get("")
@requires(Permission.JUDGE)
def enter() -> ResponseReturnValue:
    """Show the form."""
    return _page(_offer(SpokenForm()))


@bp.post("")
@requires(Permission.JUDGE)
def make() -> ResponseReturnValue:
    """Put down the toezegging."""
    form = _offer(SpokenForm(request.form))
    if not form.validate() or form.day.day is None:
        return _page(form), 422
    said = Spoken(form.words.data or "", form.debate.data or "", form.day.day)
    try:
        with changing() as session:
            number = enter_spoken(
                session,
                said,
                _fields(form, said.day),
                calendar=calendar(),
                actor=visitor().name,
                at=now(),
                reason=form.reason.data or None,
            )
    except Invalid as invalid:
        if invalid.field != "day":
            raise
        form.day.errors = [STILL_TO_COME]
        return _page(form), 422
    notify(
        _("Toezegging %(number)s is vastgelegd.", number=number),
        undo=url_for("commitments.withdraw", number=number),
        seen=1,
        reason=WITHDRAWN_AT_ONCE,
    )
    return redirect(item_url(number), 303)


def _offer(form: SpokenForm) -> SpokenForm:
    """Offer the committees."""
    with looking() as session:
        form.offer(find_committees(session))
    return form


def _fields(form: SpokenForm, day: dt.date) -> CommitmentFields:
    """Read the commitment; without a short wording the words themselves say what it is."""
    kind = form.kind.data
    assert isinstance(kind, PromiseKind)
    return CommitmentFields(
        actor=form.actor.data or "",
        subject=form.subject.data or form.words.data or "",
        kind=kind,
        term=_term(form, day),
        addressee=form.addressee.data or None,
        member=form.member.data or None,
        committee_id=form.committee.data or None,
        conditional=bool(form.condition.data),
        condition=form.condition.data or None,
    )


def _term(form: SpokenForm, day: dt.date) -> Term:
    """Read the term; words without a last day get the day that they name, seen from the debate."""
    if form.term_text.data and form.term_latest.day is None:
        found = propose_term(form.term_text.data, day, calendar())
        if found.latest is not None:
            return Term(found.kind, form.term_text.data, None, found.latest, found.rule)
    return typed_term(form.term_text.data, form.term_latest.day)


def _page(form: SpokenForm) -> str:
    return page("desk/spoken.html", section="bureau", form=form)
