import re
import tomllib
from enum import StrEnum
from pathlib import Path

import pytest

from app.domain.accounts import Role
from app.domain.commitments import TermLevel, Verdict
from app.domain.history import Action
from app.domain.matching import (
    ConflictKind,
    ConflictVerdict,
    ItemKind,
    Reason,
    Relation,
    TieKind,
)
from app.domain.papers import PaperKind
from app.domain.reading import FulfilmentStatus, Made, PromiseKind, Stance, TargetKind
from app.services.overview.rows.common import Paging, Standing
from app.services.overview.rows.letters import MarkKind
from app.services.search import Problem
from app.web import conflict_words, reasons, words
from app.web.term_words import TERM_RULES

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "kind, table",
    [
        (Standing, words.BADGES),
        (TermLevel, words.LEVELS),
        (Verdict, words.VERDICTS),
        (Stance, words.STANCES),
        (FulfilmentStatus, words.SAID),
        (ItemKind, words.ITEM_KINDS),
        (ItemKind, words.OF_KIND),
        (ItemKind, words.EARLIER),
        (PromiseKind, words.PROMISE_KINDS),
        (Made, words.MADE),
        (PaperKind, words.PAPER_KINDS),
        (TargetKind, words.TARGETS),
        (Relation, words.RELATIONS),
        (ConflictKind, conflict_words.CONFLICTS),
        (ConflictVerdict, conflict_words.CONFLICT_VERDICTS),
        (TieKind, conflict_words.TIES),
        (MarkKind, words.MARKS),
        (MarkKind, words.SPOKEN),
        (Role, words.ROLES),
        (Action, words.ACTIONS),
        (Problem, words.QUERY_PROBLEMS),
    ],
)
def test_every_member_has_its_dutch_words(
    kind: type[StrEnum], table: dict[StrEnum, object]
) -> None:
    assert set(table) == set(kind)


def test_every_rule_for_terms_has_a_sentence() -> None:
    file = ROOT / "app" / "reading" / "lexicon" / "deadlines.toml"
    rules = tomllib.loads(file.read_text("utf-8"))["rule"]
    assert {rule["key"] for rule in rules} <= set(TERM_RULES)


def test_every_reason_of_the_matcher_has_a_sentence() -> None:
    documented = (ROOT / "docs" / "matching.md").read_text("utf-8")
    codes = {
        code
        for cell in re.findall(r"^\| (`[^|]+)\|", documented, re.MULTILINE)
        for code in re.findall(r"`([a-z][a-z-]*)`", cell)
    }
    assert len(codes) > 15
    assert codes == set(reasons.SENTENCES)


def test_a_reason_prints_days_and_papers_as_people_write_them() -> None:
    line = reasons.reason_line(Reason("in-time", 0.1, "2025-06-30", "2025-06-27"))
    assert line.sentence.endswith(
        "van 27 juni 2025, viel binnen de termijn (uiterlijk 30 juni 2025)."
    )
    line = reasons.reason_line(Reason("number", 0.5, "kst-39101-12", "kst-39101-12"))
    assert line.sentence == "Beide noemen hetzelfde stuk: Kamerstuk 39 101, nr. 12."


def test_a_reason_without_a_sentence_of_its_own_still_says_something() -> None:
    assert reasons.reason_line(Reason("unheard-of", 0.1)).sentence


def test_what_speaks_against_comes_last_and_says_so() -> None:
    lines = reasons.reason_lines((Reason("other-date", -0.6), Reason("words", 0.2, "a", "b")))
    assert [line.against for line in lines] == [False, True]


@pytest.mark.parametrize(
    "page, pages, shown",
    [
        (1, 1, (1,)),
        (1, 3, (1, 2, 3)),
        (5, 9, (1, None, 4, 5, 6, None, 9)),
        (3, 5, (1, 2, 3, 4, 5)),
        (9, 9, (1, None, 8, 9)),
    ],
)
def test_page_numbers_leave_gaps_but_never_of_one(
    page: int, pages: int, shown: tuple[int | None, ...]
) -> None:
    assert words.pages_shown(Paging(page, pages, 10, pages * 10)) == shown


@pytest.mark.parametrize(
    "score, printed", [(0.0, "0%"), (0.456, "46%"), (0.999, "99%"), (1.0, "100%")]
)
def test_a_score_below_one_never_prints_as_certain(score: float, printed: str) -> None:
    assert words.percent(score) == printed


@pytest.mark.parametrize(
    "movers, cosigned, name",
    [
        ((), False, "Motie"),
        (("Domhoff",), True, "Motie Domhoff c.s."),
        (("Domhoff", "Sijpesteyn"), False, "Motie Domhoff en Sijpesteyn"),
        (("A", "B", "C"), False, "Motie A, B en C"),
    ],
)
def test_a_motion_is_named_by_its_movers(
    movers: tuple[str, ...], cosigned: bool, name: str
) -> None:
    assert words.motion_name(movers, cosigned=cosigned) == name
