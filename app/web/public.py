"""What whoever is not signed in reads of an item, paper or list: all of it, but for the people behind it.

Who decided is of use to colleagues. Anybody else reads that a clerk did, without the name, and
without what colleagues wrote for each other: notes, reasons, and who works on what.
"""

from collections.abc import Iterable
from dataclasses import replace

from app.domain.digest import without_reason
from app.domain.feeds import FeedEntry
from app.domain.history import MACHINE, Action
from app.services.overview.rows.common import (
    FulfilmentView,
    HistoryLine,
    Standing,
    SuggestionView,
)
from app.services.overview.rows.letters import LetterPage
from app.services.overview.rows.stories import (
    CommitmentView,
    ConflictView,
    ItemStory,
    MotionView,
    ProposalView,
)
from app.web.speaking import _

# Who works on what, and what colleagues note for each other, is no part of an item's story.
OF_THE_DESK = frozenset({Action.ITEM_ASSIGNED, Action.NOTE_ADDED})
# Found by the computer alone, or found wrongly: no page to meet on its own, in a search engine.
UNCERTAIN = frozenset({Standing.WAITING, Standing.DISMISSED})


def without_people(story: ItemStory) -> ItemStory:
    """Give an item's story without the people who work with the register."""
    return replace(
        story,
        found=_proposal(story.found) if story.found else None,
        registered=_commitment(story.registered) if story.registered else None,
        motion=_motion(story.motion) if story.motion else None,
        suggestions=tuple(map(_suggestion, story.suggestions)),
        answers=tuple(map(_suggestion, story.answers)),
        fulfilments=tuple(map(_link, story.fulfilments)),
        history=_history(story.history),
        reminded=(),
    )


def letter_without_people(letter: LetterPage) -> LetterPage:
    """Give a paper without the people who work with the register."""
    return replace(letter, history=_history(letter.history))


def entries_without_people(entries: Iterable[FeedEntry]) -> tuple[FeedEntry, ...]:
    """Give the news of a list without the reasons that clerks typed."""
    return tuple(replace(one, line=without_reason(one.line)) for one in entries)


def _someone(name: str) -> str:
    """Say of a person what they are, and of the computer that it was."""
    return name if name == MACHINE else _("een griffier")


def _someone_or_none(name: str | None) -> str | None:
    return None if name is None else _someone(name)


def _history(lines: Iterable[HistoryLine]) -> tuple[HistoryLine, ...]:
    """Tell the deeds without who did them and why."""
    return tuple(
        replace(line, actor=_someone(line.actor), reason=line.reason if line.by_machine else None)
        for line in lines
        if line.action not in OF_THE_DESK
    )


def _proposal(view: ProposalView) -> ProposalView:
    return replace(view, judged_by=_someone_or_none(view.judged_by), note=None)


def _commitment(view: CommitmentView) -> CommitmentView:
    return replace(view, entered_by=_someone(view.entered_by))


def _suggestion(view: SuggestionView) -> SuggestionView:
    return replace(view, judged_by=_someone_or_none(view.judged_by), note=None)


def _link(view: FulfilmentView) -> FulfilmentView:
    made, withdrawn = _someone(view.made_by), _someone_or_none(view.withdrawn_by)
    return replace(view, made_by=made, withdrawn_by=withdrawn, note=None)


def _motion(view: MotionView) -> MotionView:
    conflicts = tuple(map(_conflict, view.conflicts))
    return replace(view, settled_by=_someone_or_none(view.settled_by), conflicts=conflicts)


def _conflict(view: ConflictView) -> ConflictView:
    return replace(view, judged_by=_someone_or_none(view.judged_by), note=None)
