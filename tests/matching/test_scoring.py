from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.domain.matching import Match, OpenItem, Paper, Reason, Relation, Timing
from app.domain.papers import Signatory
from app.domain.reading import Stance
from app.matching import FLOOR, PER_ITEM, PER_PAPER, find_matches, profile
from app.matching.score import add_up
from tests.matching.making import (
    make_item,
    make_mention,
    make_motion_item,
    make_paper,
)
from tests.reading.golden import golden

PROMISE = "Het kabinet informeert u over de kosten van de dijkverzwaring bij Lith."
KEPT = "Uw Kamer is geïnformeerd over de kosten van de dijkverzwaring bij Lith."


def item_of(case: dict[str, Any]) -> OpenItem:
    said = dict(case["promise"])
    return make_item(said.pop("words"), **said)


def paper_of(case: dict[str, Any]) -> Paper:
    return make_paper(
        case["paper"],
        title=case.get("title"),
        statements=case.get("statements"),
        promises=case.get("promises"),
        signatories=[Signatory(*row) for row in case.get("signatories", ())],
    )


def ask(item: OpenItem, *papers: Paper) -> tuple[Match, ...]:
    return find_matches(item, [profile(paper) for paper in papers])


@pytest.mark.parametrize("case", golden("matches"), ids=lambda case: case["name"])
def test_finds_what_a_clerk_would_point_at(case: dict[str, Any]) -> None:
    paper = paper_of(case)
    matches = ask(item_of(case), paper)
    text = paper.reading.text.text
    assert len(matches) == len(case["finds"]), [
        (match.span.of(text), match.score, match.reasons) for match in matches
    ]
    for match, (words, relation, codes) in zip(matches, case["finds"], strict=True):
        assert match.span.of(text).startswith(words)
        assert match.relation == relation
        assert set(codes) <= {reason.code for reason in match.reasons}
        assert FLOOR <= match.score <= 1


def test_a_score_depends_on_the_pair_alone() -> None:
    item = make_item(PROMISE)
    paper = make_paper([KEPT], statements={KEPT: {}})
    others = [
        make_paper([f"Bericht {number} over de kosten. {KEPT}"], key=f"other-{number}")
        for number in range(3)
    ]
    (alone,) = ask(item, paper)
    among = ask(item, *others, paper)
    reversed_order = ask(item, paper, *reversed(others))
    assert alone in among
    assert among == reversed_order


def test_every_reason_adds_to_the_score_or_takes_from_it() -> None:
    assert add_up([]) == 0
    assert add_up([Reason("one", 0.5)]) == 0.5
    assert add_up([Reason("one", 0.5), Reason("two", 0.5)]) == 0.75
    assert add_up([Reason("one", 0.5), Reason("against", -0.4)]) == 0.3
    assert add_up([Reason("against", -0.4)]) == 0


def test_reasons_show_the_words_as_each_side_prints_them() -> None:
    item = make_item("Het kabinet zal u over haringvangsten bij Lith informeren.")
    later = "U bent geïnformeerd over de haringvangst bij Lith."
    (match,) = ask(item, make_paper([later], statements={later: {}}))
    words = next(reason for reason in match.reasons if reason.code == "words")
    assert (words.earlier, words.later) == ("haringvangsten, lith", "haringvangst, lith")


def test_an_older_paper_and_its_own_answer_nothing() -> None:
    item = make_item(PROMISE)
    assert not ask(item, make_paper([KEPT], day=date(2030, 2, 1), statements={KEPT: {}}))
    assert not ask(item, make_paper([KEPT], key="earlier", statements={KEPT: {}}))


def test_unknown_order_is_possible_and_said() -> None:
    item = make_item(PROMISE)
    undated = make_paper([KEPT], day=None, statements={KEPT: {}})
    (match,) = ask(item, undated)
    assert [reason.code for reason in match.reasons if reason.weight < 0] == ["order-unknown"]
    bounded = make_paper([KEPT], timing=Timing(not_before=date(2030, 3, 2)), statements={KEPT: {}})
    (sure,) = ask(item, bounded)
    assert sure.score > match.score


def test_gives_a_few_of_one_paper_and_a_few_in_all() -> None:
    item = make_item(PROMISE)
    sentences = [f"In deel {n} is {KEPT[0].lower()}{KEPT[1:]}" for n in ("een", "twee", "drie")]
    papers = [
        make_paper([" ".join(sentences)], key=f"later-{n}", statements={s: {} for s in sentences})
        for n in range(6)
    ]
    assert len(ask(item, papers[0])) == PER_PAPER
    assert len(ask(item, *papers)) == PER_ITEM


def test_a_motion_is_followed_by_its_number_and_the_stance_is_told() -> None:
    item = make_motion_item("kst-12345-6", ["Jansma"])
    paper = make_paper(
        ["De motie-Jansma is genoemd. De motie-Jansma is uitgevoerd."],
        motions=[
            make_mention("kst-12345-6", at=3),
            make_mention("kst-12345-6", stance=Stance.CARRIED_OUT, at=31),
            make_mention("kst-12345-7", at=5),
        ],
    )
    (match,) = ask(item, paper)
    assert match.relation is Relation.SAME
    assert match.span.start == 31
    assert match.reasons[-1] == Reason("stance", 0.0, "", "uitgevoerd")
    assert not ask(make_motion_item("kst-12345-8", ["Jansma"]), paper)


def test_an_item_entered_by_hand_is_matched_too() -> None:
    item = make_item(PROMISE, document=None, timing=Timing())
    assert ask(item, make_paper([KEPT], statements={KEPT: {}}))


def test_a_promise_that_its_own_paper_tells_as_kept_gets_no_later_answer() -> None:
    item = make_item(PROMISE, made="eerder")
    later = make_paper([KEPT, PROMISE], statements={KEPT: {}}, promises={PROMISE: {}})
    open_still = {match.relation for match in ask(item, later)}
    assert open_still == {Relation.FULFILS, Relation.SAME}
    kept = ask(replace(item, kept_here=True), later)
    assert {match.relation for match in kept} == {Relation.SAME}
