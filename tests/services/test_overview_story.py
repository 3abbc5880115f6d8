"""One item with its whole story, and a motion's line of execution."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.commitments import CandidateState, Execution, Status, TermLevel, Verdict
from app.domain.history import Action
from app.domain.matching import ConflictKind, ItemKind, Relation
from app.domain.reading import Stance
from app.domain.text import Span
from app.services import overview
from app.services.commitments import move_deadline
from app.services.intake import store_prepared
from app.services.manual_links import link_passage, withdraw_link
from app.services.motions import settle_motion
from app.services.overview.history import changes_between
from app.services.overview.papers import shorten_after, shorten_before
from app.services.overview.rows.common import FieldChange, Standing
from app.services.overview.rows.register import RegisterFilter
from app.services.overview.rows.stories import ItemStory
from app.services.suggestions import judge_suggestion, reopen_suggestion
from app.store.links import Fulfilment, Suggestion
from tests.factories import (
    CLERK,
    LATER,
    MEETING,
    PROMISING,
    Letter,
    make_mention,
    make_promise,
    make_term,
)
from tests.services.harbour import TODAY, letter_id, number_of
from tests.services.statements import counted

PROOF = "uitkomsten van de proef"
MOTION = "M-39201-17"


def story(session: Session, number: str) -> ItemStory:
    return overview.get_item_story(session, number, today=TODAY)


def test_a_candidate_stands_in_its_paragraph_with_what_was_read(register: Session) -> None:
    told = story(register, number_of(register, PROOF))
    assert (told.kind, told.standing, told.version) == (ItemKind.CANDIDATE, Standing.WAITING, 1)
    assert told.source is not None
    assert told.source.marked == PROMISING
    assert told.source.before == "De haven groeit snel. "
    assert told.letter is not None
    assert told.letter.name == "brief-1"
    assert told.found is not None
    assert told.found.state is CandidateState.WAITING
    assert told.promise == told.found.promise
    assert told.registered is None
    assert told.motion is None
    assert [line.action for line in told.history] == [Action.CANDIDATE_FOUND]
    assert told.history[0].by_machine


def test_a_suggestion_has_reasons_and_the_words_on_both_sides(register: Session) -> None:
    (suggestion,) = story(register, number_of(register, PROOF)).suggestions
    assert suggestion.score > 0.5
    assert suggestion.reasons
    assert suggestion.reasons[0].code
    assert suggestion.earlier is not None
    assert suggestion.earlier.marked == PROMISING
    assert MEETING.startswith(suggestion.later.marked[:20])
    assert suggestion.later.letter.timing.day == date(2024, 6, 20)
    assert suggestion.later.after.strip() == "De schepen varen weer."
    assert suggestion.verdict is None


def test_a_commitment_shows_what_is_registered_beside_what_was_proposed(
    register: Session,
) -> None:
    number = number_of(register, "kade")
    later = make_term(date(2027, 1, 1))
    by = {"actor": CLERK, "at": LATER}
    move_deadline(register, number, later, seen=2, reason="gevraagd", **by)  # type: ignore[arg-type]  # the two have their types
    told = story(register, number)
    assert told.registered is not None
    assert told.found is not None
    assert told.registered.responsible == "Minister van Havenzaken"
    assert told.registered.ministry == "Ministerie van Havenzaken"
    term = told.registered.promise.term
    assert (term.latest, term.first, term.level) == (
        date(2027, 1, 1),
        date(2026, 1, 1),
        TermLevel.POSTPONED,
    )
    assert told.found.promise.term.latest == date(2026, 1, 1)
    assert told.found.promise.actor == "de Minister van Visserij"
    assert told.promise == told.registered.promise
    moved = told.history[0]
    assert (moved.action, moved.actor, moved.reason) == (
        Action.DEADLINE_MOVED,
        CLERK,
        "gevraagd",
    )
    assert moved.changes
    assert [line.at for line in told.history] == sorted(
        (line.at for line in told.history), reverse=True
    )


def test_a_verdict_is_told_with_its_letter_and_can_be_seen_undone(register: Session) -> None:
    number = number_of(register, PROOF)
    (waiting,) = story(register, number).suggestions
    judge_suggestion(
        register, waiting.id, Verdict.FULFILS, seen=1, actor=CLERK, at=LATER, reason="klopt"
    )
    told = story(register, number)
    assert told.standing is Standing.SETTLED
    (judged,) = told.suggestions
    assert (judged.verdict, judged.judged_by, judged.note) == (Verdict.FULFILS, CLERK, "klopt")
    (fulfilment,) = told.fulfilments
    assert fulfilment.suggestion_id == waiting.id
    assert fulfilment.quote == waiting.later
    line = next(one for one in told.history if one.action is Action.SUGGESTION_JUDGED)
    assert line.letter is not None
    assert line.letter.name == "brief-2"
    reopen_suggestion(register, waiting.id, seen=2, actor=CLERK, at=LATER)
    undone = story(register, number)
    assert undone.standing is Standing.WAITING
    assert [one.withdrawn_by for one in undone.fulfilments] == [CLERK]


def test_a_link_by_hand_stands_before_a_withdrawn_one(register: Session) -> None:
    number = number_of(register, "kade")
    document = letter_id(register, "brief-4")
    page = overview.get_letter(register, document, today=TODAY)
    for block in page.blocks[1:]:
        link_passage(
            register,
            number=number,
            document_id=document,
            span=Span(block.sentences[0].start, block.sentences[0].end),
            verdict=Verdict.PROGRESS,
            reason=None,
            actor=CLERK,
            at=LATER,
        )
    first = register.scalars(select(Fulfilment.id).order_by(Fulfilment.id)).first()
    assert first is not None
    withdraw_link(register, first, seen=1, reason="vergissing", actor=CLERK, at=LATER)
    links = story(register, number).fulfilments
    assert [one.withdrawn_at is None for one in links] == [True, False]
    assert links[0].suggestion_id is None


def test_a_motion_tells_every_paper_that_cites_it_newest_first(register: Session) -> None:
    told = story(register, MOTION)
    assert told.motion is not None
    assert told.standing is Standing.REPORTED
    assert told.motion.kamerstuk == "39 201, nr. 17"
    assert told.motion.movers == ("Zeilmaker",)
    assert told.motion.execution is Execution.REPORTED
    line = [(one.letter.name, one.stance) for one in told.motion.mentions]
    assert line == [
        ("brief-4", None),  # undated, after September 2024: it only cites the number
        ("brief-2", Stance.CARRIED_OUT),
        ("brief-1", Stance.UNDER_WAY),
    ]
    assert told.motion.mentions[0].quote.marked == "Kamerstuk 39 201, nr. 17"
    assert told.motion.mentions[1].kamerstukken == ("39 201, nr. 17",)
    assert told.motion.conflicts == ()


def make_again(day: date, times: int = 1) -> Letter:
    """Make a letter with sentences that all name the motion."""
    words = "De motie van het lid Zeilmaker c.s. (Kamerstuk 39 201, nr. 17) loopt."
    letter = Letter("Geachte voorzitter,\n\n" + " ".join([words] * times), day)
    first = make_mention(letter, "motie van het lid Zeilmaker c.s.", "kst-39201-17")
    step = len(words) + 1
    mentions = (
        replace(
            first,
            span=Span(first.span.start + n * step, first.span.end + n * step),
            sentence=Span(first.sentence.start + n * step, first.sentence.end + n * step),
        )
        for n in range(times)
    )
    return replace(letter, motions=tuple(mentions))


def test_a_later_passage_is_suggested_once_however_many_papers_lead_to_it(
    register: Session,
) -> None:
    store_prepared(register, make_again(date(2025, 3, 4)).prepared("weer"), actor=CLERK, at=LATER)
    rows = register.scalars(select(Suggestion).where(Suggestion.relation == Relation.SAME))
    assert len(rows.all()) == 3
    names = [one.later.letter.name for one in story(register, MOTION).suggestions]
    assert sorted(names) == ["brief-2", "weer"]
    best = next(
        one for one in story(register, MOTION).suggestions if one.later.letter.name == "weer"
    )
    judge_suggestion(register, best.id, Verdict.UNRELATED, seen=best.version, actor=CLERK, at=LATER)
    left = story(register, MOTION).suggestions
    assert [(one.later.letter.name, one.verdict) for one in left] == [
        ("brief-2", None),
        ("weer", Verdict.UNRELATED),
    ]


def test_what_only_returns_to_a_motion_does_not_wait(register: Session) -> None:
    (row,) = overview.find_register_items(
        register, RegisterFilter(kinds=(ItemKind.MOTION,)), today=TODAY
    ).rows
    assert row.waiting == 0
    assert story(register, MOTION).suggestions


def test_a_person_settles_a_motion(register: Session) -> None:
    settle_motion(register, MOTION, seen=1, reason="gedaan", actor=CLERK, at=LATER)
    told = story(register, MOTION)
    assert told.motion is not None
    assert (told.standing, told.motion.settled_by) == (Standing.SETTLED, CLERK)


def test_the_motions_own_paper_is_named_where_the_register_has_it(register: Session) -> None:
    paper = Letter("Motie van het lid Zeilmaker.", date(2023, 11, 9), dossier="39201", number="17")
    store_prepared(register, paper.prepared("motie"), actor=CLERK, at=LATER)
    told = story(register, MOTION)
    assert told.motion is not None
    assert told.motion.paper is not None
    assert told.motion.paper.name == "motie"


def test_a_conflict_shows_both_sides_oldest_first(register: Session) -> None:
    words = "De motie van het lid Kwikstaart c.s. (Kamerstuk 39 201, nr. 17) over kwallen."
    letter = Letter(f"Geachte voorzitter,\n\n{words}", date(2025, 3, 4))
    named = "motie van het lid Kwikstaart c.s."
    mention = make_mention(letter, named, "kst-39201-17", movers=("Kwikstaart",), subject="kwallen")
    letter = replace(letter, motions=(mention,))
    store_prepared(register, letter.prepared("anders"), actor=CLERK, at=LATER)
    told = story(register, MOTION)
    assert told.motion is not None
    kinds = [conflict.kind for conflict in told.motion.conflicts]
    assert kinds == [ConflictKind.TWO_MOTIONS]  # other movers, and another subject
    (conflict,) = told.motion.conflicts
    assert [side.quote.letter.name for side in conflict.sides] == ["brief-1", "brief-2", "anders"]
    assert conflict.sides[-1].movers == ("Kwikstaart",)
    assert conflict.kamerstukken == ("39 201, nr. 17",)
    assert conflict.sides[0].number == MOTION
    assert conflict in overview.find_conflict_views(register)


def test_a_paper_that_says_the_same_more_than_once_stands_in_a_conflict_once(
    register: Session,
) -> None:
    words = "De motie van het lid Kwikstaart c.s. (Kamerstuk 39 201, nr. 17) over kwallen."
    letter = Letter(f"Geachte voorzitter,\n\n{words}", date(2025, 3, 4))
    named = "motie van het lid Kwikstaart c.s."
    mention = make_mention(letter, named, "kst-39201-17", movers=("Kwikstaart",), subject="kwallen")
    letter = replace(letter, motions=(mention,))
    store_prepared(register, letter.prepared("anders"), actor=CLERK, at=LATER)
    thrice = make_again(date(2025, 3, 5), times=3)
    store_prepared(register, thrice.prepared("driemaal"), actor=CLERK, at=LATER)
    told = story(register, MOTION)
    assert told.motion is not None
    assert [one.letter.name for one in told.motion.mentions].count("driemaal") == 3
    (conflict,) = told.motion.conflicts
    names = [side.quote.letter.name for side in conflict.sides]
    assert names == ["brief-1", "brief-2", "anders", "driemaal"]


def test_words_that_other_items_lead_to_name_those_items(register: Session) -> None:
    text = "Geachte voorzitter,\n\n" + PROMISING.replace("voor de zomer", "in het najaar")
    again = Letter(text, date(2024, 8, 1))
    sentence = text.removeprefix("Geachte voorzitter,\n\n")
    promise = make_promise(again, sentence, subject="de herhaling")
    promise = replace(promise, term=make_term(date(2024, 12, 20)))  # else it is the same promise
    again = replace(again, promises=(promise,))
    store_prepared(register, again.prepared("herhaald"), actor=CLERK, at=LATER)
    answers = story(register, number_of(register, "herhaling")).answers
    assert [one.number for one in answers] == [number_of(register, PROOF)]


def test_a_story_takes_a_bounded_number_of_statements(register: Session) -> None:
    with counted(register) as sent:
        story(register, MOTION)
    assert len(sent) <= 15
    with counted(register) as sent:
        story(register, number_of(register, PROOF))
    assert len(sent) <= 15  # one of them for its other places


def test_statuses_of_commitments_are_standings(register: Session) -> None:
    assert {status.value for status in Status} <= {one.value for one in Standing}
    assert {execution.value for execution in Execution} <= {one.value for one in Standing}
    assert story(register, number_of(register, "kraan")).standing is Standing.PARTLY
    assert story(register, number_of(register, "loods")).standing is Standing.DISMISSED


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        (None, {"status": "openstaand"}, (FieldChange("status", None, "openstaand"),)),
        ({"a": 1, "b": 2}, {"a": 1, "b": 3}, (FieldChange("b", "2", "3"),)),
        ({"from": ["X", "Y"]}, {"from": []}, (FieldChange("from", "X, Y", None),)),
        (
            None,
            {"term": {"kind": "datum", "latest": None}},
            (),
        ),
        (
            {"term": {"kind": "geen", "text": None, "latest": None, "rule": None}},
            {"term": {"kind": "datum", "text": "in mei", "latest": "2025-05-31", "rule": "month"}},
            (
                FieldChange("term_text", None, "in mei"),
                FieldChange("term_latest", None, "2025-05-31"),
            ),
        ),
        (
            {"committee_id": 4},
            {"committee_id": 7},
            (FieldChange("committee_id", "Defensie", None),),
        ),
        (None, {"conditional": False, "by_hand": False}, ()),
        (
            {"conditional": True},
            {"conditional": False},
            (FieldChange("conditional", "True", "False"),),
        ),
        ({"link": 3, "verdict": "deels"}, None, (FieldChange("verdict", "deels", None),)),
        (None, None, ()),
    ],
)
def test_a_deed_shows_the_fields_that_differ(
    before: dict[str, object] | None,
    after: dict[str, object] | None,
    changes: tuple[FieldChange, ...],
) -> None:
    assert changes_between(before, after, {("committee_id", 4): "Defensie"}) == changes


def test_a_long_paragraph_is_cut_at_words_around_the_mark() -> None:
    text = "een twee drie vier"
    assert shorten_before(text, 9) == "…vier"
    assert shorten_after(text, 9) == "een twee…"
    assert shorten_before(text, 99) == shorten_after(text, 99) == text
    assert shorten_after("x" * 20, 5) == "xxxxx…"
