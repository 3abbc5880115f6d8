"""A promise said again in another paper: a repeat, an addition, a change, or one of its own."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.clock import now, today
from app.domain.accounts import Permission
from app.domain.commitments import Place, PlaceKind
from app.domain.errors import Stale
from app.domain.matching import ItemKind
from app.services.belonging import join_promise, reopen_place
from app.services.overview.alike import find_alike
from app.services.overview.register import find_register_items
from app.services.overview.rows.register import RegisterFilter
from app.services.overview.rows.stories import ItemHead
from app.services.overview.stories import get_item_head, get_item_story
from app.services.repeats import judge_place
from app.web.auth import requires, visitor
from app.web.candidates import UNDONE_AT_ONCE
from app.web.context import Opened, changing, local_path, looking
from app.web.forms import BelongForm, PlaceForm, errors_of
from app.web.items import Failed, StaleView, show_item
from app.web.pages import item_url, notify, page
from app.web.speaking import _, later
from app.web.undoing import with_reason

bp = Blueprint("places", __name__)
MOST_FOUND = 10
_JOINED = {
    PlaceKind.REPEAT: later("%(number)s staat nu bij %(to)s als herhaling."),
    PlaceKind.ADDITION: later("%(number)s staat nu bij %(to)s als aanvulling."),
    PlaceKind.CHANGE: later("%(number)s staat nu bij %(to)s als wijziging."),
}
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


@bp.get("/register/<number>/hoort-bij")
@requires(Permission.JUDGE)
def choose(number: str) -> ResponseReturnValue:
    """Show what a candidate may belong to; asked for nothing, the most alike."""
    back = local_path(request.args.get("terug"), item_url(number))
    return _choose_page(number, request.args.get("q", "").strip(), back)


@bp.post("/register/<number>/hoort-bij")
@requires(Permission.JUDGE)
def join(number: str) -> ResponseReturnValue:
    """Put a candidate with another item: as its repeat, an addition or a change."""
    form = BelongForm(request.form)
    back = local_path(form.back.data, item_url(number))
    if not form.validate():
        return _choose_page(number, "", back, form), 422
    kind, to = form.kind.data, form.to.data or ""
    assert isinstance(kind, PlaceKind)
    try:
        with changing() as session:
            version = join_promise(
                session,
                number,
                to,
                kind,
                seen=form.seen.data or 0,
                to_seen=form.to_seen.data or 0,
                actor=visitor().name,
                at=now(),
            )
    except Stale as stale:
        return _choose_page(number, to, back, form, stale), 409
    notify(
        _(_JOINED[kind], number=number, to=to),
        undo=url_for(".reopen", number=number),
        seen=version,
        reason=UNDONE_AT_ONCE,
        back=back,
    )
    return redirect(back, 303)


def _choose_page(
    number: str,
    query: str,
    back: str,
    form: BelongForm | None = None,
    stale: Stale | None = None,
) -> str:
    """Render what a candidate may belong to, with what others did meanwhile."""
    found = None
    with looking() as session:
        story = get_item_head(session, number, today=today())
        if query:
            kinds = (ItemKind.COMMITMENT, ItemKind.CANDIDATE)
            wanted = RegisterFilter(q=query, kinds=kinds, size=MOST_FOUND)
            found = find_register_items(session, wanted, today=today())
            rows = tuple(row for row in found.rows if row.number != number)
        else:
            rows = find_alike(session, number, most=MOST_FOUND, today=today())
        changed = _changed(session, story, form, stale)
    return page(
        "items/belongs.html",
        section="register",
        story=story,
        rows=rows,
        found=found,
        q=query,
        back=back,
        errors=errors_of(form) if form and not stale else [],
        stale=changed,
    )


def _changed(
    session: Opened, story: ItemHead, form: BelongForm | None, stale: Stale | None
) -> StaleView | None:
    """Say what others did to the candidate, or to the item that was chosen."""
    if form is None or stale is None:
        return None
    changed = story.number if story.version != form.seen.data else form.to.data or ""
    history = get_item_story(session, changed, today=today()).history
    passed = max(1, stale.current - stale.seen)
    return StaleView(history[:passed], keeps=False, typed=(form.to.data or "",))
