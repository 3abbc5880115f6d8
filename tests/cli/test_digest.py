"""`digest`: a preview as two files, of this week or of one that is past; nothing is sent or kept."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.mail import DeliveryState, MailPurpose
from app.settings import get_settings, real_register
from app.store.accounts import Account
from app.store.connect import make_engine
from app.store.digests import DigestRun, News, Subscription
from app.store.outbox import OutboxMessage
from tests.cli.conftest import Gestand
from tests.cli.files import LATER, LETTER


@pytest.fixture
def filled(own: Gestand, tmp_path: Path) -> Gestand:
    """Give commands on a register with a promise of 2025, and the letter that meets it."""
    (tmp_path / "een.txt").write_text(LETTER, "utf-8")
    (tmp_path / "twee.txt").write_text(LATER, "utf-8")
    own("import", tmp_path)
    return own


def test_a_past_week_goes_by_the_dates_of_papers(filled: Gestand, tmp_path: Path) -> None:
    done = filled("digest", "--preview", "--week", "2025-W10", tmp_path / "uit")
    assert done.exit_code == 0
    assert "week 10: 1 nieuw, 0 nagekomen, 0 verstreken" in done.stdout
    text = (tmp_path / "uit" / "digest.txt").read_text("utf-8")
    html = (tmp_path / "uit" / "digest.html").read_text("utf-8")
    for written in (text, html):
        assert "week die voorbij is" in written
        assert "walstroom" in written
        assert "Nog niet beoordeeld" in written
        assert "brief van 3 maart 2025" in written
    filled("digest", "--preview", "--week", "2025-W24", tmp_path / "uit")
    text = (tmp_path / "uit" / "digest.txt").read_text("utf-8")
    assert "0 nieuw, 0 nagekomen, 1 misschien nagekomen, 0 verstreken" in text
    assert "Hiermee heb ik voldaan" in text


def test_this_week_tells_what_no_digest_has_told(filled: Gestand, tmp_path: Path) -> None:
    done = filled("digest", "--preview", tmp_path)
    assert "0 nieuw, 0 nagekomen, 1 misschien nagekomen, 0 verstreken" in done.stdout
    assert "week die voorbij is" not in (tmp_path / "digest.txt").read_text("utf-8")


def test_a_preview_keeps_nothing(filled: Gestand, tmp_path: Path) -> None:
    filled("digest", "--preview", tmp_path)
    engine = make_engine(real_register(get_settings()).url)
    with Session(engine) as session:
        for table in (DigestRun, News):
            assert session.scalar(select(func.count()).select_from(table)) == 0
    engine.dispose()


def test_a_preview_has_no_way_to_unsubscribe(filled: Gestand, tmp_path: Path) -> None:
    filled("digest", "--preview", tmp_path)
    assert "fmelden" not in (tmp_path / "digest.html").read_text("utf-8")


@pytest.mark.parametrize("week", ["2025-10", "2025-W54", "week 10"])
def test_what_is_no_week_gets_one_line(gestand: Gestand, tmp_path: Path, week: str) -> None:
    done = gestand("digest", "--preview", "--week", week, tmp_path)
    assert done.exit_code == 2
    assert "2022-W07" in done.stderr


def test_what_failed_is_put_back(filled: Gestand) -> None:
    filled("user", "add", "l@voorbeeld.example", "--name", "L. Lezer", "--digest", "--generate")
    engine = make_engine(real_register(get_settings()).url)
    moment = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
    with Session(engine) as session:
        reader = session.scalars(select(Subscription.id)).one()
        run = DigestRun(
            subscription_id=reader, week="2026-W47", first=0, last=0, lines=1, composed_at=moment
        )
        session.add(run)
        session.flush()
        session.add(
            OutboxMessage(
                purpose=MailPurpose.DIGEST,
                run_id=run.id,
                account_id=session.scalars(select(Account.id)).one(),
                recipient="l@voorbeeld.example",
                subject="Weekbericht",
                html="<p>Nieuw</p>",
                text="Nieuw",
                message_id="<1@gestand.example>",
                unsubscribe_url="https://gestand.example/x",
                state=DeliveryState.FAILED,
                attempts=1,
                made_at=moment,
                next_attempt_at=moment,
            )
        )
        session.commit()
    assert "1 bericht staat weer klaar" in filled("digest", "--retry", "--dry-run").stdout
    assert filled("digest", "--retry").stdout == "1 bericht staat weer klaar.\n"
    assert filled("digest", "--retry").stdout == "0 berichten staan weer klaar.\n"
    with Session(engine) as session:
        assert session.scalars(select(OutboxMessage.state)).one() is DeliveryState.PENDING
    engine.dispose()


@pytest.mark.parametrize(
    "options", [[], ["--preview"], ["uit"], ["--preview", "--retry", "uit"], ["--retry", "uit"]]
)
def test_one_of_the_two_is_asked(gestand: Gestand, options: list[str]) -> None:
    done = gestand("digest", *options)
    assert done.exit_code == 2
    assert "--preview MAP of --retry" in done.stderr


def test_without_a_register_it_says_how_to_begin(gestand: Gestand, tmp_path: Path) -> None:
    done = gestand("digest", "--preview", tmp_path)
    assert done.exit_code == 1
    assert "./run gestand import" in done.stderr
