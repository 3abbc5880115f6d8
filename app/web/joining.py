"""Two toezeggingen that are one, and one that is two."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.clock import now, today
from app.domain.accounts import Permission
from app.domain.errors import Stale, WrongState
from app.domain.matching import ItemKind
from app.services.merging import merge_commitments
from app.services.overview.alike import find_alike
from app.services.overview.keys import get_latest_entry
from app.services.overview.register import find_register_items
from app.services.overview.rows.register import RegisterFilter, RegisterPage
from app.services.overview.rows.stories import ItemHead
from app.services.overview.stories import get_item_head, get_item_story
from app.services.splitting import split_commitment
from app.web.auth import requires, visitor
from app.web.candidates import UNDONE_AT_ONCE
from app.web.context import changing, looking
from app.web.items import StaleView
from app.web.joining_forms import OTHER, SAME_TWICE, THIS, MergeForm, SplitForm, fill_split, part_of
from app.web.pages import item_url, notify, page
from app.web.speaking import _

bp = Blueprint("joining", __name__, url_prefix="/register")
MOST_FOUND = 10


@bp.get("/<number>/samenvoegen")
@requires(Permission.JUDGE)
def choose(number: str) -> ResponseReturnValue:
    """Show the commitments that may be the same one; asked for nothing, the most alike."""
    story = _get_standing(number)
    form = MergeForm(data={"seen": story.version})
    return _merge_page(story, form, request.args.get("q", "").strip())


@bp.post("/<number>/samenvoegen")
@requires(Permission.JUDGE)
def merge(number: str) -> ResponseReturnValue:
    """Make the two one."""
    form = MergeForm(request.form)
    query = request.form.get("q", "").strip()
    other = form.other.data or ""
    form.other.choices = {other: other}
    if not form.validate():
        return _merge_page(_get_standing(number), form, query), 422
    seen = {number: form.seen.data or 0, other: request.form.get(f"seen-{other}", 0, type=int)}
    gone, kept = (other, number) if form.keeps_this else (number, other)
    try:
        with changing() as session:
            merge_commitments(
                session,
                gone,
                kept,
                seen=seen[gone],
                into_seen=seen[kept],
                reason=form.reason.data or "",
                actor=visitor().name,
                at=now(),
            )
    except Stale as stale:
        return _merge_page(_get_standing(number), form, query, stale), 409
    _tell(_("%(gone)s en %(kept)s zijn nu één toezegging: %(kept)s.", gone=gone, kept=kept), kept)
    return redirect(item_url(kept), 303)


@bp.get("/<number>/splitsen")
@requires(Permission.JUDGE)
def ask_split(number: str) -> ResponseReturnValue:
    """Show what the two promises say."""
    story = _get_standing(number)
    return _split_page(story, fill_split(story))


@bp.post("/<number>/splitsen")
@requires(Permission.JUDGE)
def split(number: str) -> ResponseReturnValue:
    """Make two of the one."""
    form = SplitForm(request.form)
    story = _get_standing(number)
    if not form.validate():
        return _split_page(story, form), 422
    stays, goes = part_of(form.stays), part_of(form.goes)
    if stays.subject.split() == goes.subject.split():
        form.goes.form.subject.errors = [SAME_TWICE]
        return _split_page(story, form), 422
    try:
        with changing() as session:
            made = split_commitment(
                session,
                number,
                stays,
                goes,
                seen=form.seen.data or 0,
                reason=form.reason.data or "",
                actor=visitor().name,
                at=now(),
            )
    except Stale as stale:
        return _split_page(_get_standing(number), form, stale), 409
    _tell(
        _("%(number)s is gesplitst; de tweede toezegging is %(made)s.", number=number, made=made),
        number,
    )
    return redirect(item_url(number), 303)


def _get_standing(number: str) -> ItemHead:
    """Give a commitment that counts; raises NotFound, and WrongState for anything else."""
    with looking() as session:
        story = get_item_head(session, number, today=today())
    if story.registered is None or story.registered.withdrawn_at is not None:
        raise WrongState(number, "no standing commitment")
    return story


def _tell(told: str, number: str) -> None:
    """Say what was done, with the way to take it back."""
    with looking() as session:
        entry = get_latest_entry(session, number)
        version = get_item_head(session, number, today=today()).version
    notify(
        told,
        undo=url_for("history.take_back", entry_id=entry),
        seen=version,
        reason=UNDONE_AT_ONCE,
        back=item_url(number),
    )


def _merge_page(story: ItemHead, form: MergeForm, query: str, stale: Stale | None = None) -> str:
    found: RegisterPage | None = None
    with looking() as session:
        if query:
            wanted = RegisterFilter(q=query, kinds=(ItemKind.COMMITMENT,), size=MOST_FOUND)
            found = find_register_items(session, wanted, today=today())
            rows = tuple(row for row in found.rows if row.number != story.number)
        else:
            rows = find_alike(session, story.number, most=MOST_FOUND, today=today())
    form.stays.choices = {
        THIS: _("%(number)s, deze toezegging", number=story.number),
        OTHER: _("Het nummer van de andere toezegging"),
    }
    return page(
        "items/merge.html",
        section="register",
        story=story,
        form=form,
        q=query,
        found=found,
        rows=rows,
        stale=_stale(story, form, stale),
    )


def _split_page(story: ItemHead, form: SplitForm, stale: Stale | None = None) -> str:
    return page(
        "items/split.html",
        section="register",
        story=story,
        form=form,
        stale=_stale(story, form, stale),
    )


def _stale(story: ItemHead, form: MergeForm | SplitForm, stale: Stale | None) -> StaleView | None:
    """Say what others did meanwhile, and let the form name what is shown now."""
    if stale is None:
        return None
    passed = max(1, story.version - (form.seen.data or 0))
    form.seen.data, form.seen.raw_data = story.version, None
    with looking() as session:
        history = get_item_story(session, story.number, today=today()).history
    return StaleView(history[:passed], keeps=True)
