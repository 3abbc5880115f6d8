"""Committees: which have work, and the work of one for its next procedurevergadering."""

import datetime as dt

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.clock import now, today
from app.domain.accounts import Permission
from app.domain.errors import AlreadyThere
from app.domain.meetings import Place
from app.services.accounts import find_committees_of
from app.services.meetings.finding import (
    count_nobodys,
    find_committees_with_work,
    get_committee_page,
)
from app.services.meetings.preparing import prepare_meeting, set_decides
from app.services.overview.rows.register import NONE
from app.web import sheets
from app.web.auth import requires, visitor
from app.web.context import changing, looking
from app.web.meeting_forms import DayForm, PrepareForm, places_of
from app.web.meeting_words import EXISTS, PLACES, PROPOSALS
from app.web.pages import notify, page
from app.web.since import item_changes
from app.web.speaking import _

bp = Blueprint("committees", __name__, url_prefix="/commissies")
settings = Blueprint("committee_settings", __name__, url_prefix="/commissies")
FRIDAY = 4
AHEAD = dt.timedelta(days=7)  # the day that is offered where no meeting is planned


@bp.get("")
@requires(Permission.READ)
def index() -> ResponseReturnValue:
    """Show the committees, the visitor's own first."""
    with looking() as session:
        lines = find_committees_with_work(session, today=today())
        own = {one.id for one in find_committees_of(session, visitor().account.id)}
        nobodys = count_nobodys(session)
    return page(
        "committees/index.html",
        section="commissies",
        own=[line for line in lines if line.committee.id in own],
        active=[line for line in lines if line.committee.id not in own and line.open],
        idle=[line for line in lines if line.committee.id not in own and not line.open],
        nobodys=nobodys,
        without=NONE,
    )


@bp.get("/<slug>")
@requires(Permission.READ)
def committee(slug: str) -> ResponseReturnValue:
    """Show what a committee has to look at on a day."""
    form = DayForm(request.args)
    status = 200 if form.validate() else 422
    return _show(slug, form, form.datum.day), status


@bp.post("/<slug>/vergadering")
@requires(Permission.JUDGE)
def prepare(slug: str) -> ResponseReturnValue:
    """Make the list of a meeting, with the computed proposals."""
    form = PrepareForm(request.form)
    if not form.validate() or form.datum.day is None:
        return _show(slug, form, None), 422
    try:
        with changing() as session:
            meeting = prepare_meeting(
                session,
                slug,
                day=form.datum.day,
                places=places_of(request.form.getlist("plaats")),
                actor=visitor().name,
                at=now(),
                today=today(),
            )
    except AlreadyThere as there:
        notify(EXISTS, "info")
        return redirect(url_for("meetings.meeting", meeting_id=there.number), 303)
    notify(_("De lijst is gemaakt, met bij elke toezegging een voorstel. Loop ze na."))
    return redirect(url_for("meetings.meeting", meeting_id=meeting), 303)


@settings.post("/<slug>/werkwijze")
@requires(Permission.ADMINISTER)
def set_way(slug: str) -> ResponseReturnValue:
    """Say whether the committee decides itself on what a letter meets."""
    decides = request.form.get("zelf") == "ja"
    with changing() as session:
        set_decides(session, slug, decides, actor=visitor().name, at=now())
    notify(
        _("Deze commissie besluit voortaan zelf over het afdoen.")
        if decides
        else _(
            "Een oordeel van de griffier doet een toezegging van deze commissie voortaan meteen af."
        )
    )
    return redirect(url_for("committees.committee", slug=slug), 303)


def _workday(day: dt.date) -> dt.date:
    """Give the day itself, or the Monday after a weekend: a committee meets on no other."""
    return day + dt.timedelta(days=7 - day.weekday()) if day.weekday() > FRIDAY else day


def _show(slug: str, form: DayForm | PrepareForm, day: dt.date | None) -> str:
    """Render a committee's page for a day; without one, for its next meeting."""
    with looking() as session:
        ahead = _workday(today() + AHEAD)
        wanted = day or (ahead if form.errors else None)
        found = get_committee_page(session, slug, day=wanted, today=today(), otherwise=ahead)
        changes = item_changes(session, [one.line.number for one in found.listed])
    form.datum.data = form.datum.data if form.errors else found.day.strftime("%d-%m-%Y")
    return page(
        "committees/committee.html",
        section="commissies",
        found=found,
        changes=changes,
        form=form,
        groups=[
            (place, label, [one for one in found.listed if one.place is place])
            for place, label in PLACES.items()
        ],
        proposals=PROPOSALS,
        sheets=sheets,
        new=Place.NEW,
    )
