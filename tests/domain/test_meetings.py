"""What staff propose by default, and where an item stands on the list of a meeting."""

import datetime as dt
from dataclasses import replace

import pytest

from app.domain.commitments import Status, Verdict, status_of, term_level
from app.domain.meetings import Facts, Place, Proposal, advise, place_of

TODAY = dt.date(2026, 11, 21)
MEETING = dt.date(2026, 12, 3)
OPEN = Facts(Status.OPEN, TODAY, MEETING)
LATE = replace(OPEN, deadline=dt.date(2026, 11, 20))


@pytest.mark.parametrize(
    ("facts", "place"),
    [
        (replace(OPEN, status=Status.PROPOSED), Place.ANSWERED),
        (replace(LATE, status=Status.PROPOSED), Place.ANSWERED),
        (LATE, Place.OVERDUE),
        (replace(LATE, status=Status.PARTLY, verdict=Verdict.FULFILS_PARTLY), Place.OVERDUE),
        (replace(OPEN, deadline=TODAY), Place.DUE),
        (replace(OPEN, deadline=MEETING, listed=True), Place.DUE),
        (replace(OPEN, deadline=dt.date(2026, 12, 4)), Place.NEW),
        (replace(OPEN, deadline=dt.date(2026, 12, 4), listed=True), None),
        (OPEN, Place.NEW),
    ],
)
def test_place_on_the_list(facts: Facts, place: Place | None) -> None:
    assert place_of(facts) is place


@pytest.mark.parametrize(
    ("facts", "proposal", "why"),
    [
        (replace(OPEN, status=Status.PROPOSED), Proposal.SETTLE, "Er is voldaan."),
        (
            replace(OPEN, status=Status.PROPOSED, letter="brief van 2 maart 2026"),
            Proposal.SETTLE,
            "Met de brief van 2 maart 2026 is geheel voldaan.",
        ),
        (LATE, Proposal.REMIND, "De termijn verstreek op 20 november 2026 en er kwam geen brief."),
        (
            replace(LATE, suggestions=1),
            Proposal.KEEP,
            "De termijn verstreek op 20 november 2026; er wacht een brief op beoordeling.",
        ),
        (
            replace(LATE, verdict=Verdict.PROGRESS, letter="brief"),
            Proposal.REMIND,
            "De termijn verstreek op 20 november 2026; er kwam alleen een tussenbericht.",
        ),
        (
            replace(LATE, verdict=Verdict.FULFILS_PARTLY, letter="brief"),
            Proposal.REMIND,
            "De termijn verstreek op 20 november 2026; er is alleen deels voldaan.",
        ),
        (
            replace(LATE, reminded=dt.date(2026, 11, 1)),
            Proposal.REMIND,
            (
                "De termijn verstreek op 20 november 2026; ook na het rappel van 1 november 2026 "
                "kwam geen brief."
            ),
        ),
        (
            replace(OPEN, verdict=Verdict.FULFILS_PARTLY, letter="brief van 2 maart 2026"),
            Proposal.PARTLY,
            "Met de brief van 2 maart 2026 is deels voldaan.",
        ),
        (replace(OPEN, suggestions=2), Proposal.KEEP, "Er wacht nog een brief op beoordeling."),
        (
            replace(OPEN, deadline=MEETING),
            Proposal.KEEP,
            "De termijn loopt tot en met 3 december 2026.",
        ),
        (OPEN, Proposal.KEEP, "Er is geen laatste dag genoemd."),
    ],
)
def test_default_proposal_and_its_reason(facts: Facts, proposal: Proposal, why: str) -> None:
    advice = advise(facts)
    assert (advice.proposal, advice.why) == (proposal, why)


def test_a_committee_that_decides_has_the_last_word() -> None:
    verdicts = (Verdict.PROGRESS, Verdict.FULFILS)
    assert status_of(verdicts) is Status.SETTLED
    assert status_of(verdicts, committee_decides=True) is Status.PROPOSED
    assert status_of((Verdict.FULFILS_PARTLY,), committee_decides=True) is Status.PARTLY


def test_no_term_runs_for_what_is_proposed_to_be_settled() -> None:
    assert term_level(dt.date(2020, 1, 1), Status.PROPOSED, TODAY).value == (
        "niet meer van toepassing"
    )
