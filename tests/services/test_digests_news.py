"""What a digest tells: what is new, met and overdue, each once, unjudged ones last."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.accounts import Role
from app.domain.commitments import Verdict
from app.domain.digest import (
    ChangeKind,
    Digest,
    DigestBasis,
    DigestKind,
    DigestLine,
    MotionNamed,
    Week,
)
from app.domain.mail import Rendered
from app.domain.matching import ItemKind
from app.domain.reading import Made, Term, TermKind
from app.services.accounts import add_account, set_digest
from app.services.candidates import accept_candidate, dismiss_candidate
from app.services.commitments import move_deadline
from app.services.digests import (
    Scope,
    compose_for,
    get_reader,
    note_news,
    preview_digest,
    put_digest,
)
from app.services.digests.composing import find_sections
from app.services.fields import CommitmentChanges
from app.services.intake import store_prepared
from app.services.motions import settle_motion
from app.services.overview.register_rows import find_rows
from app.services.suggestions import judge_suggestion
from app.store.digests import Subscription
from app.store.items import Item
from app.store.links import Suggestion
from tests.factories import (
    AT,
    CLERK,
    LATER,
    Letter,
    make_meeting,
    make_promise,
    make_promising,
    make_term,
)

TODAY = date(2026, 11, 9)
WEEK = Week(2026, 45)  # ended the day before
TERM = date(2026, 11, 1)
DONE = "Ik zal de sluis van Oosterhaven voor 1 november herstellen."


def store(session: Session, *letters: Letter) -> None:
    """Take letters in."""
    for letter in letters:
        store_prepared(session, letter.prepared(), actor=CLERK, at=AT)
    session.commit()


def make_due(term: date = TERM, made: Made = Made.HERE) -> Letter:
    """Make a letter with one promise that has a term."""
    letter = Letter(f"Geachte voorzitter,\n\n{DONE}")
    promise = make_promise(letter, DONE, term=make_term(term), made=made)
    return Letter(letter.text, promises=(promise,))


def get_item(session: Session, kind: ItemKind = ItemKind.CANDIDATE) -> Item:
    """Give the one item of a kind."""
    return session.scalars(select(Item).where(Item.kind == kind)).one()


def accept(session: Session, **changes: Any) -> str:
    """Accept the one candidate that waits."""
    item = get_item(session)
    accept_candidate(
        session,
        item.number,
        seen=item.version,
        actor=CLERK,
        at=LATER,
        changes=CommitmentChanges(**changes),
    )
    session.commit()
    return item.number


def preview(session: Session, today: date = TODAY) -> Digest:
    """Compose what the one reader has not heard of, without keeping anything."""
    reader = get_reader(session, find_or_add_reader(session))
    with session.begin_nested() as trial:
        note_news(session, at=LATER, today=today)
        digest, _ = compose_for(session, reader, WEEK, today=today)
        trial.rollback()
    return digest


def by_papers(session: Session, week: Week) -> Digest:
    """Compose a past week by the dates of its papers."""
    return preview_digest(session, week, basis=DigestBasis.PAPERS, today=TODAY, at=LATER)


def lines(digest: Digest, kind: DigestKind) -> tuple[DigestLine, ...]:
    """Give the lines of one section."""
    return next(section.lines for section in digest.sections if section.kind is kind)


def add_reader(session: Session, email: str = "lezer@voorbeeld.example") -> int:
    """Add somebody who gets the digest, and give their subscription."""
    made = add_account(
        session,
        email=email,
        name=f"L. Lezer ({email})",
        role=Role.READER,
        password="een-lang-wachtwoord",
        actor=CLERK,
        at=AT,
    )
    set_digest(session, email, wanted=True, actor=CLERK, at=AT)
    session.commit()
    return session.scalars(select(Subscription.id).where(Subscription.account_id == made.id)).one()


def find_or_add_reader(session: Session) -> int:
    """Give the one subscription."""
    return session.scalar(select(Subscription.id)) or add_reader(session)


def compose(session: Session, week: Week = WEEK, today: date = TODAY) -> int:
    """Compose a week for every reader, and count the messages."""
    find_or_add_reader(session)
    note_news(session, at=LATER, today=today)
    count = 0
    for one in session.scalars(select(Subscription.id).order_by(Subscription.id)).all():
        reader = get_reader(session, one)
        digest, rounds = compose_for(session, reader, week, today=today)
        words = "\n".join(line.words for section in digest.sections for line in section.lines)
        rendered = None if digest.is_empty else Rendered(str(week), f"<p>{words}</p>", words)
        claimed = put_digest(
            session,
            reader,
            week,
            rounds,
            digest,
            rendered,
            unsubscribe_url=f"https://gestand.example/{reader.token}",
            host="gestand.example",
            at=LATER,
        )
        count += claimed and rendered is not None
    session.commit()
    return count


def test_a_promise_found_is_news_however_old_its_letter(session: Session) -> None:
    store(session, make_promising(date(2019, 2, 1)))
    (line,) = lines(preview(session), DigestKind.NEW)
    assert not line.judged
    assert line.who == "Minister van Havenzaken"
    assert line.source is not None
    assert line.source.date == date(2019, 2, 1)
    assert lines(preview(session), DigestKind.MET) == ()


def test_judged_ones_come_before_unjudged_ones(session: Session) -> None:
    store(session, make_due(TODAY + timedelta(days=90)))
    number = accept(session)
    store(session, make_promising(date(2025, 2, 1)))
    first, second = lines(preview(session), DigestKind.NEW)
    assert (first.number, first.judged, second.judged) == (number, True, False)


def test_a_promise_that_a_letter_only_reports_is_no_news(session: Session) -> None:
    store(session, make_due(made=Made.EARLIER))
    assert preview(session).is_empty


def test_what_was_dismissed_is_not_told(session: Session) -> None:
    store(session, make_due())
    item = get_item(session)
    dismiss_candidate(
        session, item.number, seen=item.version, reason="Geen toezegging.", actor=CLERK, at=LATER
    )
    session.commit()
    assert preview(session).is_empty


def test_a_suggestion_is_perhaps_met_until_a_person_says_so(session: Session) -> None:
    store(session, make_promising(), make_meeting())
    met = {line.is_motion: line for line in lines(preview(session), DigestKind.PERHAPS)}
    told, later = met[False].told, met[False].later
    assert told is not None
    assert later is not None
    assert told.startswith("Hiermee heb ik voldaan")
    assert (later.date, met[False].judged) == (date(2024, 6, 20), False)
    compose(session)
    assert preview(session).is_empty
    suggestion = session.scalars(
        select(Suggestion).where(Suggestion.item_id == get_item(session).id)
    ).one()
    judge_suggestion(
        session,
        suggestion.id,
        Verdict.FULFILS,
        seen=suggestion.version,
        actor=CLERK,
        at=LATER,
    )
    session.commit()
    (line,) = lines(preview(session), DigestKind.MET)
    assert line.judged
    compose(session, Week(2026, 46))
    assert preview(session).is_empty


def test_what_was_judged_to_be_met_in_part_is_told_as_such(session: Session) -> None:
    store(session, make_promising(), make_meeting())
    suggestion = session.scalars(
        select(Suggestion).where(Suggestion.item_id == get_item(session).id)
    ).one()
    judge_suggestion(
        session,
        suggestion.id,
        Verdict.FULFILS_PARTLY,
        seen=suggestion.version,
        actor=CLERK,
        at=LATER,
    )
    session.commit()
    (line,) = lines(preview(session), DigestKind.PARTLY)
    assert line.judged
    assert lines(preview(session), DigestKind.MET) == ()
    compose(session)
    assert preview(session).is_empty


def test_a_promise_that_was_told_is_news_again_once_a_person_accepts_it(session: Session) -> None:
    store(session, make_due())
    compose(session)
    assert preview(session).is_empty
    accept(session)
    (line,) = lines(preview(session), DigestKind.OVERDUE)
    assert (line.judged, line.beside) == (True, (DigestKind.NEW,))
    compose(session, Week(2026, 46))
    assert preview(session).is_empty


def test_a_motion_said_to_be_carried_out_is_told_until_it_is_settled(session: Session) -> None:
    store(session, make_promising(), make_meeting())
    (line,) = [line for line in lines(preview(session), DigestKind.PERHAPS) if line.is_motion]
    assert (line.number, line.judged) == ("M-39201-17", False)
    number = get_item(session, ItemKind.MOTION).number
    row = find_rows(session, [number], today=TODAY)[number]  # as lists name it
    assert row.movers
    assert line.motion == MotionNamed("39 201, nr. 17", row.movers, row.cosigned, row.subject)
    item = get_item(session, ItemKind.MOTION)
    settle_motion(
        session, item.number, seen=item.version, reason="Uitgevoerd.", actor=CLERK, at=LATER
    )
    session.commit()
    assert not [line for line in lines(preview(session), DigestKind.PERHAPS) if line.is_motion]


def test_the_best_of_several_suggestions_tells_them_all(session: Session) -> None:
    again = make_meeting(date(2024, 7, 1))
    other = Letter(
        again.text + "\n\nDe sluis is weer open.", date(2024, 7, 1), statements=again.statements
    )
    store(session, make_promising(), make_meeting(), other)
    promises = [line for line in lines(preview(session), DigestKind.PERHAPS) if not line.is_motion]
    assert len(promises) == 1
    assert promises[0].others == 1
    compose(session)
    assert preview(session).is_empty


def test_a_term_that_passed_is_told_once(session: Session) -> None:
    store(session, make_due())
    (line,) = lines(preview(session), DigestKind.OVERDUE)
    assert line.term_latest == TERM
    compose(session)
    assert preview(session).is_empty


def test_the_last_day_still_meets_a_term(session: Session) -> None:
    store(session, make_due(TODAY))
    assert lines(preview(session), DigestKind.OVERDUE) == ()


def test_a_term_that_was_moved_and_passes_again_is_told_again(session: Session) -> None:
    store(session, make_due())
    number = accept(session)
    compose(session)
    later = TODAY + timedelta(days=2)
    move_deadline(
        session,
        number,
        Term(TermKind.DATE, "nu echt", None, later),
        seen=get_item(session, ItemKind.COMMITMENT).version,
        reason="Uitstel gevraagd.",
        actor=CLERK,
        at=LATER,
    )
    session.commit()
    (line,) = lines(preview(session), DigestKind.CHANGED)
    assert line.change is not None
    assert (line.change.before, line.change.after) == (TERM.isoformat(), later.isoformat())
    assert (line.change.kind, line.change.reason) == (ChangeKind.MOVED, "Uitstel gevraagd.")
    assert line.beside == (DigestKind.DUE,)
    compose(session, Week(2026, 46))
    digest = preview(session, later + timedelta(days=1))
    (line,) = lines(digest, DigestKind.OVERDUE)
    assert (line.term_latest, line.judged) == (later, True)


def test_who_has_no_account_reads_what_changed_and_not_the_reason(session: Session) -> None:
    store(session, make_due())
    number = accept(session)
    compose(session)
    move_deadline(
        session,
        number,
        Term(TermKind.DATE, "nu echt", None, TODAY + timedelta(days=2)),
        seen=get_item(session, ItemKind.COMMITMENT).version,
        reason="Uitstel gevraagd.",
        actor=CLERK,
        at=LATER,
    )
    note_news(session, at=LATER, today=TODAY)
    person = get_reader(session, find_or_add_reader(session))
    reasons = []
    for reader in (person, replace(person, account_id=None)):
        digest, _ = compose_for(session, reader, Week(2026, 46), today=TODAY)
        (line,) = lines(digest, DigestKind.CHANGED)
        assert line.change is not None
        reasons.append(line.change.reason)
    assert reasons == ["Uitstel gevraagd.", None]


def test_long_sections_are_cut_and_counted_but_wholly_told(session: Session) -> None:
    store(session, make_due(TODAY + timedelta(days=90)), make_promising())
    new = find_sections(session, Scope(TODAY), shown=1)[0]
    assert (len(new.lines), new.more, new.total) == (1, 1, 2)
    compose(session)
    assert preview(session).is_empty


def test_a_preview_by_papers_goes_by_their_dates_whatever_was_told(session: Session) -> None:
    store(session, make_promising(date(2024, 2, 1)), make_meeting(date(2024, 6, 20)))
    compose(session)
    first = by_papers(session, Week.of(date(2024, 2, 1)))
    assert [len(lines(first, kind)) for kind in DigestKind] == [1, *[0] * 8]
    second = by_papers(session, Week.of(date(2024, 6, 20)))
    assert [len(lines(second, kind)) for kind in DigestKind] == [0, 0, 0, 2, *[0] * 5]
    assert by_papers(session, Week(2024, 40)).is_empty


def test_a_preview_by_papers_tells_the_terms_that_ended_in_the_week(session: Session) -> None:
    store(session, make_due())
    digest = by_papers(session, Week.of(TERM))
    assert [line.term_latest for line in lines(digest, DigestKind.OVERDUE)] == [TERM]
    assert by_papers(session, Week.of(TERM).before()).is_empty
