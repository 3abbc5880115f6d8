"""One item with its whole story: a toezegging, a mogelijke toezegging, or a motie."""

from dataclasses import dataclass
from typing import TypeVar

from flask import Blueprint, abort, redirect, request
from flask.typing import ResponseReturnValue
from wtforms import Form

from app.clock import now, today
from app.domain.accounts import Permission
from app.domain.errors import Stale
from app.domain.history import Action
from app.domain.matching import ItemKind
from app.services.overview.rows.common import Choice, HistoryLine, PromiseView, Standing
from app.services.overview.rows.stories import ItemStory
from app.services.overview.stories import get_item_story
from app.services.overview.work import find_people_of
from app.services.source_words import find_said
from app.web import words
from app.web.arranging import arrange, tell_by_letter
from app.web.auth import find_visitor, requires
from app.web.citing import copies_of
from app.web.context import hall, looking
from app.web.forms import (
    AmendForm,
    CandidateForm,
    JudgeForm,
    PlaceForm,
    StatusForm,
    UndoForm,
    VersionField,
    texts_of,
)
from app.web.motion_forms import FactsForm, fill_facts
from app.web.pages import item_url, page
from app.web.promise_forms import fill_candidate, fill_commitment
from app.web.public import UNCERTAIN, without_people
from app.web.security import keep_from_search_engines
from app.web.source_words import SOURCES
from app.web.speaking import _
from app.web.subject_links import links_of
from app.web.term_forms import DeadlineForm, letters_of
from app.web.time_lines import line_of
from app.web.work_forms import AssignForm, NoteForm, work_on

bp = Blueprint("items", __name__)
F = TypeVar("F", bound=Form)


@dataclass(frozen=True, slots=True)
class StaleView:
    """What happened since the person looked.

    `keeps` says that their words stand in the form again; else they are in `typed`.
    """

    lines: tuple[HistoryLine, ...]
    keeps: bool
    typed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failed:
    """A form that came back: which one (`kind`), of what (`key`), and what went wrong.

    `stale` is set when the row had changed meanwhile.
    """

    kind: str
    form: Form
    key: int = 0
    stale: Stale | None = None


@dataclass(frozen=True, slots=True)
class ItemForms:
    """The forms on an item's page; None where the item's state leaves no room for one."""

    candidate: CandidateForm | None = None
    amend: AmendForm | None = None
    status: StatusForm | None = None
    deadline: DeadlineForm | None = None
    facts: FactsForm | None = None


@bp.get("/register/<number>")
@requires(Permission.OPEN)
def story(number: str) -> ResponseReturnValue:
    """Show an item's story."""
    return show_item(number)


@bp.get("/moties/<number>")
@requires(Permission.OPEN)
def motion(number: str) -> ResponseReturnValue:
    """Show a motion: every paper that cites it, newest first."""
    return show_item(number)


def show_item(number: str, failed: Failed | None = None) -> ResponseReturnValue:
    """Show an item's page; with `failed` the form that came back, and status 409 or 422."""
    with looking() as session:
        found = get_item_story(session, number, today=today())
        who = find_visitor()
        me = who.account.id if who else None
        people = find_people_of(session, found.number, reader=me, at=now())
        said = find_said(session, found.number, hall().statuses)
    address = item_url(found.number)
    if who is None:
        found = without_people(found)
    if found.standing in UNCERTAIN:
        keep_from_search_engines()
    forms = _forms(found, found.committees, failed)
    if failed is None and request.method == "GET" and request.path != address:
        return redirect(address, 301)
    if failed is None and request.method != "GET":
        abort(405)
    status = 200 if failed is None else 409 if failed.stale else 422
    body = page(
        "items/motion.html" if found.kind is ItemKind.MOTION else "items/story.html",
        section="register",
        story=found,
        passages=arrange(found),
        told=tell_by_letter(found.motion.mentions) if found.motion else (),
        forms=forms,
        open_form=failed.kind if failed else "",
        work=work_on(
            people.claim, people.colleagues, found.version, failed.form if failed else None
        ),
        me=me,
        stale=_stale(found, forms, failed),
        differences=_differences(found),
        copied=copies_of(found, today()),
        moved=_moved(found),
        said=said,
        follow=people.follow,
        sources=SOURCES,
        time_line=line_of(found, today()),
        subjects=links_of(found, found.ministries, found.committees),
        judge_of=lambda key: _returned(failed, "judge", key),
        undo_of=lambda what, key: _returned(failed, f"undo-{what}", key),
    )
    return body, status


def _forms(story: ItemStory, committees: tuple[Choice, ...], failed: Failed | None) -> ItemForms:
    """Make the forms that the item's state asks for, the one that came back among them."""
    if story.standing is Standing.WAITING and story.found and story.repeats is None:
        form = _same(CandidateForm, failed) or fill_candidate(
            story.found.promise, story.version, committees, back=item_url(story.number)
        )
        form.offer(committees)
        return ItemForms(candidate=_renewed(form, story.version))
    if story.motion is not None:
        facts = _same(FactsForm, failed) or fill_facts(story.motion.facts, story.version)
        return ItemForms(facts=_renewed(facts, story.version))
    if story.registered is None or story.registered.withdrawn_at:
        return ItemForms()
    amend = _same(AmendForm, failed) or fill_commitment(story.registered, story.version, committees)
    amend.offer(committees)
    deadline = _same(DeadlineForm, failed) or DeadlineForm(data={"seen": story.version})
    deadline.offer(letters_of(story))
    change = _same(StatusForm, failed) or StatusForm(
        data={"seen": story.version, "status": story.registered.status}
    )
    return ItemForms(
        amend=_renewed(amend, story.version),
        status=_renewed(change, story.version),
        deadline=_renewed(deadline, story.version),
    )


def _same(kind: type[F], failed: Failed | None) -> F | None:
    """Give the form that came back, when it is of this kind."""
    return failed.form if failed and isinstance(failed.form, kind) else None


def _renewed(form: F, version: int) -> F:
    """Let a form name the version that is shown now."""
    seen = form["seen"]
    assert isinstance(seen, VersionField)
    seen.data = version
    seen.raw_data = None
    return form


def _returned(failed: Failed | None, kind: str, key: int) -> Form | None:
    """Give the judge or undo form that came back for this row."""
    if failed is None or failed.kind != kind or failed.key != key:
        return None
    assert isinstance(failed.form, JudgeForm | PlaceForm | UndoForm)
    return failed.form


def _stale(story: ItemStory, forms: ItemForms, failed: Failed | None) -> StaleView | None:
    """Say what happened since the person looked: as many deeds as versions have passed."""
    if failed is None or failed.stale is None:
        return None
    passed = max(1, failed.stale.current - failed.stale.seen)
    shown = (forms.candidate, forms.amend, forms.status, forms.deadline, forms.facts)
    keeps = any(form is failed.form for form in shown)
    keeps = keeps or isinstance(failed.form, NoteForm | AssignForm)
    return StaleView(story.history[:passed], keeps, () if keeps else texts_of(failed.form))


def _moved(story: ItemStory) -> HistoryLine | None:
    """Give the deed that gave a commitment another last day than its first; None without."""
    term = story.promise.term if story.promise else None
    if term is None or term.first is None or term.first == term.latest:
        return None
    moves = (Action.DEADLINE_MOVED, Action.COMMITMENT_AMENDED)
    return next((line for line in story.history if line.action in moves), None)


def _differences(story: ItemStory) -> tuple[tuple[str, str], ...]:
    """Give the fields in which a clerk put down something else than the machine proposed."""
    if story.found is None or story.registered is None:
        return ()
    seen, kept = _printed(story.found.promise), _printed(story.registered.promise)
    return tuple((label, seen[label]) for label in seen if seen[label] != kept[label])


def _printed(promise: PromiseView) -> dict[str, str]:
    """Print the fields of a promise, for comparing."""
    return {
        _("Wie"): words.capitalize_first(promise.actor),
        _("Wat"): words.capitalize_first(promise.subject),
        _("Soort"): words.PROMISE_KINDS[promise.kind],
        _("Aan wie"): promise.addressee or _("niet genoemd"),
        _("Termijn in woorden"): promise.term.text or "geen",
        _("Laatste dag"): words.day_words(promise.term.first or promise.term.latest) or "geen",
        _("Voorwaarde"): promise.condition or "geen",
    }
