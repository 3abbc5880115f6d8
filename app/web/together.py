"""All that one letter may settle, judged in one go: chosen, looked over, put down, taken back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.clock import now, today
from app.domain.accounts import Permission
from app.domain.errors import SomeStale, Stale
from app.services.overview.desk import find_desk
from app.services.overview.inbox import get_letter_head
from app.services.overview.register_rows import find_rows
from app.services.overview.rows.common import HistoryLine, SuggestionView
from app.services.overview.rows.desk import DeskFilter, DeskPart
from app.services.overview.rows.stories import ItemStory
from app.services.overview.stories import get_item_story
from app.services.overview.together import find_batches
from app.services.together import Effect, judge_together, reopen_together
from app.web.auth import requires, visitor
from app.web.candidates import UNDONE_AT_ONCE
from app.web.context import changing, local_path, looking, rehearsing
from app.web.desk import show_letter
from app.web.forms import UndoForm
from app.web.pages import notify, page
from app.web.speaking import counted, later
from app.web.together_forms import RestForm, RowForm, answers_of, fill_row, read_rows
from app.web.words import VERDICTS

bp = Blueprint("together", __name__, url_prefix="/bureau/brief/<int:document_id>/samen")
MOST = 60  # suggestions on one page
NOTHING = later("Kies bij ten minste één suggestie een oordeel.")


@dataclass(frozen=True, slots=True)
class Changed:
    """An item that changed since the clerk looked: what others did, and what was chosen."""

    number: str
    lines: tuple[HistoryLine, ...]
    chosen: tuple[str, ...]


@bp.get("")
@requires(Permission.JUDGE)
def choose(document_id: int) -> ResponseReturnValue:
    """Show all suggestions of a letter, each with the four verdicts."""
    return _show(document_id, {}, RestForm())


@bp.post("")
@requires(Permission.JUDGE)
def decide(document_id: int) -> ResponseReturnValue:
    """Show what the chosen verdicts will change, or put them down."""
    rows, rest = read_rows(request.form, MOST), RestForm(request.form)
    wrong = [form for form in (*rows.values(), rest) if not form.validate()]
    if wrong or request.form.get("stap") == "wijzigen":
        return _show(document_id, rows, rest), 422 if wrong else 200
    answers = answers_of(rows, rest.rest.data or "")
    if not answers:
        return _show(document_id, rows, rest, problem=NOTHING), 422
    is_final = request.form.get("stap") == "vastleggen"
    try:
        with changing() if is_final else rehearsing() as session:
            effects = judge_together(
                session,
                document_id,
                answers,
                reason=rest.reason.data or None,
                actor=visitor().name,
                at=now(),
            )
    except SomeStale as stale:
        chosen = {one.suggestion_id: VERDICTS[one.verdict].words for one in answers}
        changed = find_changed(
            stale, lambda story: tuple(chosen[s.id] for s in story.suggestions if s.id in chosen)
        )
        return _show(document_id, rows, rest, changed=changed), 409
    if not is_final:
        return _preview(document_id, rows, rest, effects)
    _tell(document_id, len(answers))
    return redirect(url_for("desk.of_letter", document_id=document_id), 303)


@bp.post("/<int:entry_id>/ongedaan")
@requires(Permission.JUDGE)
def reopen(document_id: int, entry_id: int) -> ResponseReturnValue:
    """Take back all verdicts that were put down in one go."""
    form = UndoForm(request.form)
    if not form.validate():
        return show_letter(document_id, undo=(entry_id, form)), 422
    try:
        with changing() as session:
            count = reopen_together(
                session,
                entry_id,
                seen=form.seen.data or 0,
                reason=form.reason.data or "",
                actor=visitor().name,
                at=now(),
            )
    except Stale:
        return show_letter(document_id, undo=(entry_id, form), is_stale=True), 409
    notify(
        counted(
            "Eén oordeel is ongedaan gemaakt; de suggestie wacht weer.",
            "%(num)s oordelen zijn ongedaan gemaakt; de suggesties wachten weer.",
            count,
        )
    )
    here = url_for("desk.of_letter", document_id=document_id)
    return redirect(local_path(form.back.data, here), 303)


def _tell(document_id: int, count: int) -> None:
    """Say how much was put down, with the way to take all of it back."""
    told = counted("Eén oordeel is vastgelegd.", "%(num)s oordelen zijn vastgelegd.", count)
    with looking() as session:
        batches = find_batches(session, document_id)
    if count == 1 or not batches:
        notify(told)
        return
    entry = batches[0].entry_id
    undo = url_for(".reopen", document_id=document_id, entry_id=entry)
    notify(told, undo=undo, seen=batches[0].standing, reason=UNDONE_AT_ONCE)


def _load(document_id: int) -> tuple[SuggestionView, ...]:
    """Load the suggestions that wait in a letter, best first."""
    with looking() as session:
        desk = find_desk(
            session,
            DeskFilter(document_id, size=MOST, parts=frozenset({DeskPart.SUGGESTIONS})),
            today=today(),
        )
    return tuple(card for group in desk.suggestions for card in group.cards)


def _show(
    document_id: int,
    rows: dict[int, RowForm],
    rest: RestForm,
    *,
    problem: str = "",
    changed: Iterable[Changed] = (),
) -> str:
    """Render the suggestions with the verdicts that were chosen so far."""
    cards = _load(document_id)
    with looking() as session:
        head = get_letter_head(session, document_id)
    return page(
        "desk/together.html",
        section="bureau",
        head=head,
        rows=[(card, fill_row(card, rows.get(card.id))) for card in cards],
        rest=rest,
        problem=problem,
        changed=tuple(changed),
    )


def _preview(
    document_id: int, rows: dict[int, RowForm], rest: RestForm, effects: tuple[Effect, ...]
) -> str:
    """Render what would change, with everything that was chosen carried along."""
    with looking() as session:
        head = get_letter_head(session, document_id)
        items = find_rows(session, [one.number for one in effects], today=today())
    return page(
        "desk/together_preview.html",
        section="bureau",
        head=head,
        effects=[(effect, items[effect.number]) for effect in effects],
        rows=rows,
        rest=rest,
    )


def find_changed(
    stale: SomeStale, chosen_of: Callable[[ItemStory], tuple[str, ...]] = lambda _story: ()
) -> list[Changed]:
    """Say of each item that changed what others did, and what the clerk had chosen there."""
    found = []
    with looking() as session:
        for number, one in stale.items:
            story = get_item_story(session, number, today=today())
            lines = story.history[: max(1, one.current - one.seen)]
            found.append(Changed(number, lines, chosen_of(story)))
    return found
