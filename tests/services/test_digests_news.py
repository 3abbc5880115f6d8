"""What a digest tells: what is new, met and overdue, each once, unjudged ones last."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.accounts import Role
from app.domain.commitments import Verdict
from app.domain.digest import Digest, DigestBasis, DigestKind, DigestLine, Week
from app.domain.languages import Language
from app.domain.mail import Rendered
from app.domain.matching import ItemKind
from app.domain.reading import Made, Term, TermKind
from app.mail.render import render_digest
from app.services.accounts import add_account, close_account, set_digest
from app.services.candidates import accept_candidate, dismiss_candidate
from app.services.commitments import move_deadline
from app.services.digests import compose_digest, compose_week, due_week
from app.services.digests.composing import Render
from app.services.fields import CommitmentChanges
from app.services.intake import store_prepared
from app.services.motions import settle_motion
from app.services.suggestions import judge_suggestion
from app.store.digests import DigestRun
from app.store.items import Item
from app.store.links import Suggestion
from app.store.outbox import OutboxMessage
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


def preview(
    session: Session, week: Week = WEEK, basis: DigestBasis = DigestBasis.REGISTER
) -> Digest:
    """Compose without keeping anything."""
    return compose_digest(session, week, basis=basis, today=TODAY)


def lines(digest: Digest, kind: DigestKind) -> tuple[DigestLine, ...]:
    """Give the lines of one section."""
    return next(section.lines for section in digest.sections if section.kind is kind)


def add_reader(session: Session, email: str = "lezer@voorbeeld.example") -> None:
    """Add somebody who gets the digest."""
    add_account(
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


def render(digest: Digest, address: str, _language: Language) -> Rendered:
    """Render in the plainest way."""
    words = "\n".join(line.words for section in digest.sections for line in section.lines)
    return Rendered(str(digest.week), f"<p>{words}</p> {address}", words)


def compose(
    session: Session,
    week: Week = WEEK,
    at: datetime = LATER,
    today: date = TODAY,
    render: Render = render,
) -> int | None:
    """Compose a week for real."""
    count = compose_week(
        session,
        week,
        render=render,
        unsubscribe=lambda token: f"https://gestand.example/{token}",
        host="gestand.example",
        at=at,
        today=today,
    )
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
    store(session, make_due())
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
    for kind in (DigestKind.NEW, DigestKind.OVERDUE):
        (line,) = lines(preview(session), kind)
        assert line.judged
    compose(session, Week(2026, 46))
    assert preview(session).is_empty


def test_a_motion_said_to_be_carried_out_is_told_until_it_is_settled(session: Session) -> None:
    store(session, make_promising(), make_meeting())
    (line,) = [line for line in lines(preview(session), DigestKind.PERHAPS) if line.is_motion]
    assert (line.number, line.judged) == ("M-39201-17", False)
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
    assert len(promises[0].also) == 1
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
    assert preview(session).is_empty
    digest = compose_digest(
        session, WEEK, basis=DigestBasis.REGISTER, today=later + timedelta(days=1)
    )
    (line,) = lines(digest, DigestKind.OVERDUE)
    assert (line.term_latest, line.judged) == (later, True)


def test_long_sections_are_cut_and_counted_but_wholly_told(session: Session) -> None:
    store(session, make_due(), make_promising())
    digest = compose_digest(session, WEEK, basis=DigestBasis.REGISTER, today=TODAY, shown=1)
    new = digest.sections[0]
    assert (len(new.lines), new.more, new.total) == (1, 1, 2)
    compose(session)
    assert preview(session).is_empty


def test_a_preview_by_papers_goes_by_their_dates_whatever_was_told(session: Session) -> None:
    store(session, make_promising(date(2024, 2, 1)), make_meeting(date(2024, 6, 20)))
    compose(session)
    first = preview(session, Week.of(date(2024, 2, 1)), DigestBasis.PAPERS)
    assert [len(lines(first, kind)) for kind in DigestKind] == [1, 0, 0, 0, 0]
    second = preview(session, Week.of(date(2024, 6, 20)), DigestBasis.PAPERS)
    assert [len(lines(second, kind)) for kind in DigestKind] == [0, 0, 0, 2, 0]
    assert preview(session, Week(2024, 40), DigestBasis.PAPERS).is_empty


def test_a_preview_by_papers_tells_the_terms_that_ended_in_the_week(session: Session) -> None:
    store(session, make_due())
    digest = preview(session, Week.of(TERM), DigestBasis.PAPERS)
    assert [line.term_latest for line in lines(digest, DigestKind.OVERDUE)] == [TERM]
    assert preview(session, Week.of(TERM).before(), DigestBasis.PAPERS).is_empty


def test_each_reader_gets_one_message_and_a_week_is_composed_once(session: Session) -> None:
    store(session, make_due())
    add_reader(session, "een@voorbeeld.example")
    add_reader(session, "twee@voorbeeld.example")
    add_reader(session, "weg@voorbeeld.example")
    close_account(session, "weg@voorbeeld.example", actor=CLERK, at=AT)
    session.commit()
    assert compose(session) == 2
    assert compose(session) is None
    rows = session.scalars(select(OutboxMessage)).all()
    assert {row.recipient for row in rows} == {"een@voorbeeld.example", "twee@voorbeeld.example"}
    assert len({row.message_id for row in rows}) == 2
    assert len({row.unsubscribe_url for row in rows}) == 2
    for row in rows:
        assert row.html.endswith(f"</p> {row.unsubscribe_url}")


def test_a_digest_is_rendered_once_for_all_its_readers(session: Session) -> None:
    store(session, make_due())
    for number in range(20):
        add_reader(session, f"lezer{number}@voorbeeld.example")
    made: list[str] = []

    def count(digest: Digest, address: str, _language: Language) -> Rendered:
        made.append(address)
        return render_digest(digest, base_url="https://g.example", unsubscribe_url=address)

    assert compose(session, render=count) == 20
    assert len(made) == 1
    rows = session.scalars(select(OutboxMessage)).all()
    for row in rows:
        assert row.unsubscribe_url is not None
        assert row.unsubscribe_url in row.html
        assert row.unsubscribe_url in row.text
        assert made[0] not in row.html + row.text
        assert row.html.count("https://gestand.example/") == 1


def test_a_week_without_news_is_claimed_and_sends_nothing(session: Session) -> None:
    add_reader(session)
    assert compose(session) == 0
    assert compose(session) is None
    assert session.scalars(select(DigestRun.week)).all() == ["2026-W45"]


def test_without_readers_the_news_is_told_to_nobody_and_not_kept_for_later(
    session: Session,
) -> None:
    store(session, make_due())
    assert compose(session) == 0
    add_reader(session)
    assert compose(session, Week(2026, 46)) == 0


def test_after_a_stop_of_three_weeks_one_digest_tells_all(session: Session) -> None:
    add_reader(session)
    store(session, make_promising())
    assert compose(session, Week(2026, 42)) == 1
    store(session, make_due())
    week = due_week(session, datetime(2026, 11, 11, 12, tzinfo=AT.tzinfo), weekday=0, hour=7)
    assert week == WEEK
    assert compose(session) == 1
    assert due_week(session, datetime(2026, 11, 11, 13, tzinfo=AT.tzinfo), weekday=0, hour=7) is (
        None
    )
    newest = session.scalars(select(OutboxMessage).order_by(OutboxMessage.id.desc())).first()
    assert newest is not None
    assert DONE in newest.text


@pytest.mark.parametrize(
    ("local", "week"),
    [
        (datetime(2026, 11, 9, 6, 59, tzinfo=AT.tzinfo), Week(2026, 44)),
        (datetime(2026, 11, 9, 7, 0, tzinfo=AT.tzinfo), Week(2026, 45)),
        (datetime(2026, 11, 15, 23, 59, tzinfo=AT.tzinfo), Week(2026, 45)),
        (datetime(2026, 1, 5, 7, 0, tzinfo=AT.tzinfo), Week(2026, 1)),
        (datetime(2027, 1, 4, 7, 0, tzinfo=AT.tzinfo), Week(2026, 53)),
    ],
)
def test_a_week_is_due_from_its_hour_on(session: Session, local: datetime, week: Week) -> None:
    assert due_week(session, local, weekday=0, hour=7) == week
