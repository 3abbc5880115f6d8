"""What a person follows, and when they hear of it: their own page, and the buttons elsewhere."""

from collections.abc import Callable

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.clock import now, today
from app.domain.accounts import Permission
from app.domain.digest import Digest, Week
from app.domain.errors import AlreadyThere, Invalid
from app.mail.words import DigestWords, path_of, quote_of
from app.services.accounts import set_digest
from app.services.digests import (
    Followed,
    arrange,
    find_subscription,
    preview_weeks,
    resume,
    scope_of,
)
from app.services.digests.follows import (
    drop_follow,
    find_follows,
    find_shared_in_fractie,
    follow_item,
    follow_list,
    get_followed,
    get_shared,
    pause_follow,
    rename_follow,
    renew_addresses,
    share_follow,
    share_in_fractie,
    take_from_fractie,
    take_over,
)
from app.services.digests.readers import find_reader
from app.web.auth import requires, visitor
from app.web.context import Opened, changing, hall, local_path, looking
from app.web.following_forms import WEEKDAYS, ArrangeForm, FollowForm, NameForm
from app.web.list_names import list_address, list_name, wanted_of
from app.web.pages import notify, page
from app.web.since import previous_visit
from app.web.speaking import _, speaker

bp = Blueprint("following", __name__, url_prefix="/volgen")

WEEKS_SHOWN = 4


@bp.get("")
@requires(Permission.READ)
def index() -> ResponseReturnValue:
    """Show what a person follows, and when they hear of it."""
    return _index(None, 200)


@bp.post("")
@requires(Permission.READ)
def add() -> ResponseReturnValue:
    """Follow an item, or what an address of the register lists."""
    form, who = FollowForm(request.form), visitor().account
    if not form.validate():
        return _index(None, 422)
    back = local_path(form.back.data, url_for(".index"))
    try:
        with changing() as session:
            _follow(session, form)
            reads = find_subscription(session, who.id).is_wanted
    except AlreadyThere:
        notify(_("Dit volgt u al."), "info")
        return redirect(back, 303)
    except Invalid:
        notify(_("U volgt al zo veel dat er niets meer bij kan. Neem eerst iets weg."), "warning")
        return redirect(url_for(".index"), 303)
    if reads:
        notify(_("U volgt dit. U leest het nieuws erover in uw weekbericht."))
    else:
        notify(_("U volgt dit. Zet bij Volgen uw weekbericht aan om ervan te horen."))
    return redirect(back, 303)


def _follow(session: Opened, form: FollowForm) -> None:
    """Follow what the form names."""
    who, name = visitor().account, form.name.data or ""
    if form.number.data:
        number = form.number.data
        follow_item(session, who.id, number, name=name or number, at=now())
        return
    address, letters = list_address(form.address.data or ""), bool(form.letters.data)
    wanted = wanted_of(address, letters=letters)
    label = name or list_name(session, address, letters=letters)
    follow_list(session, who.id, address, wanted, name=label, at=now())


@bp.post("/weekbericht")
@requires(Permission.READ)
def choose() -> ResponseReturnValue:
    """Begin or end the weekly digest, and say when and of what it comes."""
    form, who = ArrangeForm(request.form), visitor()
    if not form.validate():
        return _index(form, 422)
    wanted = bool(form.wanted.data)
    with changing() as session:
        arrange(session, who.account.id, form.arrangement())
        set_digest(session, who.account.email, wanted=wanted, actor=who.name, at=now())
    if wanted:
        told = _(
            "U krijgt het weekbericht op %(day)s om %(hour)s.00 uur.",
            day=str(WEEKDAYS[form.weekday.data]),
            hour=form.hour.data,
        )
        notify(told)
    else:
        notify(_("U krijgt het weekbericht niet."))
    return redirect(url_for(".index"), 303)


@bp.post("/hervatten")
@requires(Permission.READ)
def resume_mail() -> ResponseReturnValue:
    """Send again to an address that was refused."""
    with changing() as session:
        resume(session, visitor().account.id)
    notify(_("Het weekbericht gaat weer naar uw adres; wat u miste staat in het volgende."))
    return redirect(url_for(".index"), 303)


@bp.get("/<int:follow_id>")
@requires(Permission.READ)
def one(follow_id: int) -> ResponseReturnValue:
    """Show one thing that is followed: its name, its addresses, and what it would have sent."""
    return _one(follow_id, None, 200)


@bp.post("/<int:follow_id>/naam")
@requires(Permission.READ)
def rename(follow_id: int) -> ResponseReturnValue:
    """Give it another name."""
    form = NameForm(request.form)
    if not form.validate():
        return _one(follow_id, form, 422)
    with changing() as session:
        rename_follow(session, visitor().account.id, follow_id, form.name.data or "")
    notify(_("De naam is gewijzigd."))
    return redirect(url_for(".one", follow_id=follow_id), 303)


@bp.post("/<int:follow_id>/pauze")
@requires(Permission.READ)
def pause(follow_id: int) -> ResponseReturnValue:
    """Hear of it no more for a while, or again."""
    paused = request.form.get("pauze") == "ja"
    with changing() as session:
        pause_follow(session, visitor().account.id, follow_id, paused=paused, at=now())
    notify(_("U hoort hier niet van tot u het hervat.") if paused else _("U hoort er weer van."))
    return redirect(url_for(".index"), 303)


@bp.post("/<int:follow_id>/weg")
@requires(Permission.READ)
def drop(follow_id: int) -> ResponseReturnValue:
    """Follow it no more."""
    with changing() as session:
        name = drop_follow(session, visitor().account.id, follow_id)
    notify(_("U volgt “%(name)s” niet meer.", name=name), "info")
    return redirect(url_for(".index"), 303)


@bp.post("/<int:follow_id>/adressen")
@requires(Permission.READ)
def renew(follow_id: int) -> ResponseReturnValue:
    """Give the feed and the calendar other addresses."""
    with changing() as session:
        renew_addresses(session, visitor().account.id, follow_id)
    notify(_("De feed en de agenda hebben nieuwe adressen. De oude werken niet meer."))
    return redirect(url_for(".one", follow_id=follow_id), 303)


@bp.post("/<int:follow_id>/delen")
@requires(Permission.READ)
def share(follow_id: int) -> ResponseReturnValue:
    """Show it to colleagues who have its address, or no more."""
    shared = request.form.get("delen") == "ja"
    with changing() as session:
        share_follow(session, visitor().account.id, follow_id, shared=shared)
    notify(
        _("Wie het adres krijgt, kan dit ook volgen.") if shared else _("U deelt dit niet meer.")
    )
    return redirect(url_for(".one", follow_id=follow_id), 303)


@bp.get("/gedeeld/<token>")
@requires(Permission.READ)
def shared(token: str) -> ResponseReturnValue:
    """Show what a colleague shares."""
    with looking() as session:
        found = get_shared(session, token, account_id=visitor().account.id)
    return page("following/shared.html", section="volgen", found=found, token=token)


@bp.post("/gedeeld/<token>")
@requires(Permission.READ)
def take(token: str) -> ResponseReturnValue:
    """Follow what a colleague shares."""
    return _follow_too(take_over, token)


@bp.post("/<int:follow_id>/fractie")
@requires(Permission.READ)
def share_with_fractie(follow_id: int) -> ResponseReturnValue:
    """Show it to colleagues of one's fractie, or no more."""
    shared = request.form.get("delen") == "ja"
    with changing() as session:
        share_in_fractie(session, visitor().account.id, follow_id, shared=shared)
    notify(
        _("Uw fractiegenoten zien dit nu bij Volgen.") if shared else _("U deelt dit niet meer.")
    )
    return redirect(url_for(".one", follow_id=follow_id, _anchor="delen"), 303)


@bp.post("/fractie/<int:follow_id>")
@requires(Permission.READ)
def take_shared(follow_id: int) -> ResponseReturnValue:
    """Follow what a colleague of one's fractie shares."""
    return _follow_too(take_from_fractie, follow_id)


def _follow_too(copy: Callable[..., int], key: str | int) -> ResponseReturnValue:
    """Follow a copy of what `key` names, with the service that gives it."""
    try:
        with changing() as session:
            copy(session, key, account_id=visitor().account.id, at=now())
        notify(_("U volgt dit nu zelf ook; het blijft als uw collega het wegneemt."))
    except AlreadyThere:
        notify(_("Dit volgt u al."), "info")
    return redirect(url_for(".index"), 303)


@bp.get("/voorbeeld")
@requires(Permission.READ)
def preview() -> ResponseReturnValue:
    """Show what the last four weeks would have sent."""
    with looking() as session:
        reader = find_reader(session, visitor().account.id)
        followed = Followed(everything=True) if reader is None else reader.followed
        weeks = _weeks(session, followed)
    return page("following/preview.html", section="volgen", **_shown(weeks), reader=reader)


def _weeks(session: Opened, followed: Followed) -> tuple[Digest, ...]:
    """Compose the weeks that went before this one, the newest first."""
    newest = Week.of(today()).before()
    weeks = [newest]
    while len(weeks) < WEEKS_SHOWN:
        weeks.append(weeks[-1].before())
    days = weeks[-1].monday, newest.sunday
    scope = scope_of(session, followed, today=today(), days=days)
    return preview_weeks(session, scope, tuple(weeks))


def _shown(weeks: tuple[Digest, ...]) -> dict[str, object]:
    """Give what a preview needs to say its lines."""
    return {
        "weeks": weeks,
        "say": DigestWords(speaker()),
        "quote_of": quote_of,
        "path_of": path_of,
    }


def _index(form: ArrangeForm | None, status: int) -> ResponseReturnValue:
    """Render the page of what is followed."""
    who = visitor().account
    with looking() as session:
        follows = find_follows(session, who.id)
        reads = find_subscription(session, who.id)
        theirs = find_shared_in_fractie(session, who.id) if who.fractie else ()
    if form is None:
        form = ArrangeForm()
        form.show(reads.arrangement, wanted=reads.is_wanted)
    return page(
        "following/index.html",
        section="volgen",
        follows=follows,
        reads=reads,
        form=form,
        theirs=theirs,
        before=previous_visit(),
    ), status


def _one(follow_id: int, form: NameForm | None, status: int) -> ResponseReturnValue:
    """Render the page of one thing that is followed."""
    with looking() as session:
        follow, followed = get_followed(session, visitor().account.id, follow_id)
        weeks = _weeks(session, followed)
    return page(
        "following/one.html",
        section="volgen",
        follow=follow,
        form=form or NameForm(name=follow.name),
        site=request.host_url.rstrip("/") if hall().is_demo else hall().settings.site_url,
        **_shown(weeks),
    ), status
