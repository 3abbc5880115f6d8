"""Clerks share the work: notes, whom an item is given to, taking it up, and one's own work."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.clock import now, today
from app.domain.accounts import Permission
from app.domain.errors import Stale
from app.services.overview.desk import find_desk
from app.services.overview.rows.desk import DeskFilter
from app.services.overview.work import find_colleagues, find_my_work
from app.services.sharing import add_note, assign_item, let_go, take_up
from app.web.auth import requires, visitor
from app.web.context import changing, local_path, looking
from app.web.dates import clock_words
from app.web.desk import tabs_of
from app.web.items import Failed, show_item
from app.web.pages import item_url, notify, page
from app.web.speaking import _
from app.web.work_forms import AssignForm, NoteForm

bp = Blueprint("work", __name__)
MOST_AT_ONCE = 100  # items of one letter that are taken up together


@bp.get("/bureau/mijn-werk")
@requires(Permission.JUDGE)
def mine() -> ResponseReturnValue:
    """Show what was given to the visitor, and what they took up."""
    with looking() as session:
        work = find_my_work(session, visitor().account.id, at=now(), today=today())
        desk = find_desk(session, DeskFilter(parts=frozenset()), today=today())
    return page(
        "desk/mine.html",
        section="bureau",
        work=work,
        desk=desk,
        tab_name=_("mijn werk"),
        here="work.mine",
        tabs=tabs_of(desk),
        me=visitor().account.id,
    )


@bp.post("/werk/<number>/notitie")
@requires(Permission.JUDGE)
def note(number: str) -> ResponseReturnValue:
    """Put a note beside an item."""
    form = NoteForm(request.form)
    if not form.validate():
        return show_item(number, Failed("note", form))
    try:
        with changing() as session:
            add_note(
                session,
                number,
                form.note.data or "",
                seen=form.seen.data or 0,
                actor=visitor().name,
                at=now(),
            )
    except Stale as stale:
        return show_item(number, Failed("note", form, stale=stale))
    notify(_("De notitie staat bij het item."))
    return redirect(item_url(number, "werk"), 303)


@bp.post("/werk/<number>/toewijzen")
@requires(Permission.JUDGE)
def assign(number: str) -> ResponseReturnValue:
    """Give an item to a colleague, or to nobody."""
    form = AssignForm(request.form)
    with looking() as session:
        people = find_colleagues(session)
    form.offer(people)
    if not form.validate():
        return show_item(number, Failed("assign", form))
    try:
        with changing() as session:
            assign_item(
                session,
                number,
                form.account.data or None,
                seen=form.seen.data or 0,
                actor=visitor().name,
                at=now(),
                reason=form.reason.data or None,
            )
    except Stale as stale:
        return show_item(number, Failed("assign", form, stale=stale))
    to = next((one.name for one in people if one.id == form.account.data), None)
    notify(_("Toegewezen aan %(name)s.", name=to) if to else _("Aan niemand meer toegewezen."))
    return redirect(item_url(number, "werk"), 303)


@bp.post("/werk/oppakken")
@requires(Permission.JUDGE)
def take() -> ResponseReturnValue:
    """Let colleagues know that the visitor has these items before them."""
    until = None
    with changing() as session:
        for number in _numbers():
            until = take_up(session, number, visitor().account.id, at=now())
    if until is not None:
        notify(
            _("Collega's zien tot %(until)s dat u hiermee bezig bent.", until=clock_words(until)),
            "info",
        )
    return redirect(local_path(request.form.get("back"), url_for(".mine")), 303)


@bp.post("/werk/loslaten")
@requires(Permission.JUDGE)
def drop() -> ResponseReturnValue:
    """Let colleagues know that the visitor no longer has these items before them."""
    with changing() as session:
        for number in _numbers():
            let_go(session, number, visitor().account.id)
    return redirect(local_path(request.form.get("back"), url_for(".mine")), 303)


def _numbers() -> list[str]:
    """Give the items that a form names, in one order for all, so that nobody waits for long."""
    return sorted(set(request.form.getlist("number")))[:MOST_AT_ONCE]
