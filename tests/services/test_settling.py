"""Conflicts: each with its evidence and likely reading, settled once, for later letters too."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import AlreadyJudged, Invalid, NotFound, Stale, WrongState
from app.domain.history import Action
from app.domain.matching import ConflictKind, ConflictVerdict
from app.services.overview.conflicts import SETTLED, count_conflicts, get_conflict, list_conflicts
from app.services.settling import Settlement, reopen_conflict, settle_conflict
from app.store.history import HistoryEntry
from app.store.links import Suggestion
from app.store.motions import MotionConflict
from tests.services.naming import (
    BY,
    DAYS,
    conflicts,
    counts,
    letter,
    motion,
    naming,
    number_of,
    take_in,
)
from tests.services.pictures import picture

RIGHT, WRONG = "39 201-02, nr. 2433", "39 201-04, nr. 2433"
LETTERS = {
    "een": letter(naming(RIGHT)),
    "twee": letter(naming(RIGHT), day=DAYS[1]),
    "misdruk": letter(naming(WRONG), day=DAYS[2]),
}
LATER = {"later": letter("Zie mijn vorige brief.", naming(WRONG), day=DAYS[3])}
BY_NUMBER = Settlement(ConflictVerdict.NUMBER, "kst-39201-02-2433")


def the_conflict(session: Session) -> MotionConflict:
    (found,) = [one for one in conflicts(session) if one.verdict is None]
    return found


def settle(session: Session, settlement: Settlement, reason: str | None = None) -> MotionConflict:
    row = the_conflict(session)
    settle_conflict(session, row.id, settlement, seen=row.version, reason=reason, **BY)
    session.commit()
    return row


def test_one_motion_under_two_numbers_with_the_likely_one(session: Session) -> None:
    take_in(session, LETTERS)
    row = the_conflict(session)
    assert (row.kind, row.likely) == (ConflictKind.TWO_NUMBERS, "kst-39201-02-2433")
    shown = get_conflict(session, row.id)
    assert shown is not None
    assert [(one.quote.letter.name, one.side) for one in shown.sides] == [
        ("een", 0),
        ("twee", 0),
        ("misdruk", 1),
    ]
    assert shown.likely == RIGHT
    assert counts(session)["misdruk"] == ["M-39201-04-2433"]  # nothing is mended


def test_the_number_that_a_clerk_chose_counts_from_then_on(session: Session) -> None:
    take_in(session, LETTERS)
    row = settle(session, BY_NUMBER)
    assert set(map(tuple, counts(session).values())) == {("M-39201-02-2433",)}
    wrong = motion(session, "kst-39201-04-2433")
    assert number_of(session, wrong.same_as_id) == "M-39201-02-2433"
    links = {number_of(session, one.item_id) for one in session.scalars(select(Suggestion))}
    assert links == {"M-39201-02-2433"}
    take_in(session, LATER)
    assert counts(session)["later"] == ["M-39201-02-2433"]
    assert count_conflicts(session) == 0
    (shown,), _ = list_conflicts(session, 1, 10, settled=True)
    assert (shown.id, shown.right) == (row.id, RIGHT)
    assert [one.quote.letter.name for one in shown.sides if one.side == 1] == ["misdruk", "later"]


def test_a_decision_before_and_after_the_later_letter_gives_the_same_register(
    session: Session,
) -> None:
    pictures = []
    for first, second in ((LETTERS, LATER), (LETTERS | LATER, {})):
        nested = session.begin_nested()
        take_in(session, first)
        row = the_conflict(session)
        settle_conflict(session, row.id, BY_NUMBER, seen=row.version, **BY)
        take_in(session, second)
        found = picture(session)
        found["conflicts"] = {(one[1], one[6], one[7], one[8]) for one in found["conflicts"]}
        pictures.append(found)
        nested.rollback()
        session.expire_all()
    for part, value in pictures[1].items():
        assert value == pictures[0][part], part


def test_another_motion_under_the_wrong_number_stays_there(session: Session) -> None:
    take_in(session, LETTERS)
    settle(session, BY_NUMBER)
    other = naming(WRONG, "het lid Kaper", "het uitdiepen van de vaargeul naar Westmonde")
    take_in(session, {"ander": letter(other, day=DAYS[3])})
    assert counts(session)["ander"] == ["M-39201-04-2433"]
    assert motion(session, "kst-39201-04-2433").same_as_id is None


def test_taking_it_back_puts_everything_as_it_was(session: Session) -> None:
    take_in(session, LETTERS)
    before = picture(session)
    row = settle(session, BY_NUMBER)
    reopen_conflict(session, row.id, seen=row.version, reason="toch niet", **BY)
    session.commit()
    assert picture(session) == before
    assert the_conflict(session).id == row.id
    query = select(HistoryEntry.action).where(HistoryEntry.conflict_id == row.id)
    told = session.scalars(query.order_by(HistoryEntry.id)).all()
    assert told == [Action.CONFLICT_SETTLED, Action.CONFLICT_REOPENED]
    settle(session, BY_NUMBER)
    assert count_conflicts(session, SETTLED) == 1


def test_no_conflict_needs_a_reason_and_does_not_come_back(session: Session) -> None:
    take_in(session, LETTERS)
    session.commit()
    row = the_conflict(session)
    none = Settlement(ConflictVerdict.NONE)
    with pytest.raises(Invalid):
        settle_conflict(session, row.id, none, seen=row.version, **BY)
    session.rollback()
    settle(session, none, reason="het zijn er twee")
    take_in(session, LATER)
    assert count_conflicts(session) == 0
    assert counts(session)["later"] == ["M-39201-04-2433"]


@pytest.mark.parametrize("right", [None, "onzin", "kst-39201-2024-12x", "2024Z00001"])
def test_a_right_number_names_a_paper(session: Session, right: str | None) -> None:
    take_in(session, LETTERS)
    row = the_conflict(session)
    with pytest.raises(Invalid):
        settle_conflict(
            session, row.id, Settlement(ConflictVerdict.NUMBER, right), seen=row.version, **BY
        )


def test_a_stale_decision_is_refused(session: Session) -> None:
    take_in(session, LETTERS)
    seen = the_conflict(session).version
    take_in(session, LATER)  # more evidence
    row = the_conflict(session)
    assert row.version > seen
    with pytest.raises(Stale):
        settle_conflict(session, row.id, BY_NUMBER, seen=seen, **BY)
    session.rollback()
    take_in(session, LETTERS)
    row = settle(session, BY_NUMBER)
    with pytest.raises(AlreadyJudged):
        settle_conflict(session, row.id, BY_NUMBER, seen=row.version, **BY)
    session.rollback()
    with pytest.raises(NotFound):
        settle_conflict(session, row.id + 99, BY_NUMBER, seen=1, **BY)


def test_what_waits_cannot_be_taken_back(session: Session) -> None:
    take_in(session, LETTERS)
    row = the_conflict(session)
    with pytest.raises(WrongState):
        reopen_conflict(session, row.id, seen=row.version, reason="nee", **BY)


def names() -> dict[str, str]:
    return {
        "een": letter(naming(RIGHT)),
        "twee": letter(naming(RIGHT), day=DAYS[1]),
        "naam": letter(naming(RIGHT, "het lid Kaper"), day=DAYS[2]),
    }


def test_a_name_that_does_not_fit_may_be_a_slip(session: Session) -> None:
    take_in(session, names())
    row = the_conflict(session)
    assert (row.kind, row.likely) == (ConflictKind.WRONG_NAME, "Zeilmaker")
    settle(session, Settlement(ConflictVerdict.SLIP))
    again = letter("Nog eens.", naming(RIGHT, "het lid Kaper"), day=DAYS[3])
    take_in(session, {"weer": again})
    assert count_conflicts(session) == 0
    assert counts(session)["weer"] == ["M-39201-02-2433"]
    third = letter(naming(RIGHT, "het lid Meermin"), day=DAYS[3])
    take_in(session, {"derde": third})
    assert count_conflicts(session) == 1  # another mistake


def test_a_name_that_does_not_fit_may_have_another_number(session: Session) -> None:
    take_in(session, names())
    elsewhere = Settlement(ConflictVerdict.NUMBER, "kst-39201-02-2440", side=1)
    row = the_conflict(session)
    with pytest.raises(Invalid):
        settle_conflict(
            session,
            row.id,
            Settlement(ConflictVerdict.NUMBER, "kst-39201-02-2440"),
            seen=row.version,
            **BY,
        )
    session.rollback()
    take_in(session, names())
    settle(session, elsewhere)
    assert counts(session)["naam"] == ["M-39201-02-2440"]
    assert counts(session)["een"] == ["M-39201-02-2433"]
    assert count_conflicts(session) == 0


def test_the_motion_itself_tells_best_whose_it_is(session: Session) -> None:
    paper = (
        "Tweede Kamer der Staten-Generaal\n\nVergaderjaar 2023–2024\n\n39 201 Havens\n\n"
        "Nr. 17 MOTIE VAN HET LID KAPER C.S.\n\nVoorgesteld 3 april 2024\n\nDe Kamer,\n\n"
        "gehoord de beraadslaging,\n\n"
        "verzoekt de regering de houten sluisdeuren bij Oosterhaven te vervangen,\n\n"
        "en gaat over tot de orde van de dag.\n\nKaper\n"
    )
    wrong = {
        n: letter(naming("39 201, nr. 17"), day=day) for n, day in zip("ab", DAYS, strict=False)
    }
    take_in(session, wrong)
    assert conflicts(session) == []
    take_in(session, {"motie": paper})
    row = the_conflict(session)
    assert (row.kind, row.likely) == (ConflictKind.WRONG_NAME, "Kaper")


@pytest.mark.parametrize(
    "printed", ["Kamerstuk 3921, nr. 17", "39 201, nr. 0", "39 201, nr. 2023/24"]
)
def test_a_number_that_nothing_can_carry(session: Session, printed: str) -> None:
    take_in(session, {"mis": letter(naming(printed))})
    row = the_conflict(session)
    assert (row.kind, row.likely) == (ConflictKind.NO_SUCH_NUMBER, None)
    settle(session, Settlement(ConflictVerdict.NUMBER, "kst-39201-17"))
    assert counts(session)["mis"] == ["M-39201-17"]
    take_in(session, {"weer": letter("En nog iets.", naming(printed), day=DAYS[2])})
    assert counts(session)["weer"] == ["M-39201-17"]
    assert count_conflicts(session) == 0
    row = next(one for one in conflicts(session) if one.verdict)
    reopen_conflict(session, row.id, seen=row.version, reason="toch niet", **BY)
    assert counts(session).get("weer", []) == ([] if "nr. 0" not in printed else ["M-39201-0"])


def test_the_motion_that_is_meant_is_named_whichever_letter_came_first(session: Session) -> None:
    right, wrong = letter(naming("39 201, nr. 17")), letter(naming("3921, nr. 17"), day=DAYS[1])
    for order in (("goed", "mis"), ("mis", "goed")):
        nested = session.begin_nested()
        take_in(session, {name: {"goed": right, "mis": wrong}[name] for name in order})
        assert the_conflict(session).likely == "kst-39201-17"
        nested.rollback()
        session.expire_all()


def test_the_number_of_a_letter_is_no_motions(session: Session) -> None:
    head = "39 201 Havens\n\nNr. 21 BRIEF VAN DE MINISTER VAN HAVENZAKEN\n\n"
    own = (
        "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal\n\nDen Haag, 1 februari 2024\n\n"
    )
    take_in(session, {"brief": head + own + "De vaargeul is dieper dan gedacht.\n"})
    take_in(session, {"mis": letter(naming("39 201, nr. 21"), day=DAYS[2])})
    row = the_conflict(session)
    assert row.kind is ConflictKind.NO_SUCH_NUMBER
    assert row.reasons[0]["code"] == "of-a-letter"
