"""The demo: built once, whole or not at all, from letters and decisions that fit each other."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import click
import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session, aliased

from app.cli import demo
from app.cli.decisions import read_decisions
from app.cli.demo import ACCOUNTS, build_demo, hold_passwords
from app.cli.register import open_choice
from app.cli.serve import with_address
from app.clock import DUTCH_TIME
from app.domain.accounts import Role
from app.domain.commitments import CandidateState
from app.domain.digest import DigestBasis, Week
from app.domain.errors import Invalid
from app.domain.history import Action
from app.domain.matching import ItemKind
from app.services.accounts import AccountView, SignInRefused, close_account
from app.services.digests import preview_digest
from app.services.digests.follows import find_shared_in_fractie
from app.services.overview import find_register_items
from app.services.overview.narrowing import find_fracties
from app.services.overview.rows.register import RegisterFilter
from app.services.registers import is_demo, mark_as_demo
from app.session import reading, transaction
from app.settings import HOME, RegisterChoice, get_settings
from app.store.accounts import Account
from app.store.connect import make_engine
from app.store.documents import Document
from app.store.history import HistoryEntry
from app.store.items import Candidate, Commitment, Motion
from app.store.links import Fulfilment, Suggestion
from app.store.meetings import MeetingItem
from app.store.reminders import Reminder
from tests.cli.conftest import Gestand, find_free_port
from tests.signing_in import try_door

SEEDS = HOME / "seeds"
WRITTEN_FOR = date(2026, 11, 21)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Build the demo once for the tests that only look."""
    folder = tmp_path_factory.mktemp("demo")
    build_demo(choice_of(folder))
    engine = make_engine(choice_of(folder).url)
    yield engine
    engine.dispose()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the demo be an empty register with the mark, where its contents do not matter."""

    def fill(engine: Engine) -> None:
        with transaction(engine) as session:
            mark_as_demo(session)

    monkeypatch.setattr(demo, "fill_demo", fill)


def choice_of(folder: Path) -> RegisterChoice:
    """Choose the demo of a folder."""
    file = folder / "demo.sqlite"
    return RegisterChoice(f"sqlite:///{file}", is_demo=True, file=file)


def count(engine: Engine, table: type, *where: object) -> int:
    """Count rows."""
    with Session(engine) as session:
        query = select(func.count()).select_from(table).where(*where)  # type: ignore[arg-type]  # a test names real columns
        return session.scalar(query) or 0


def test_every_decision_landed(built: Engine) -> None:
    decided = read_decisions(SEEDS / "demo" / "decisions.toml")
    made = [row for row in decided.candidates if row.decision != "dismiss"]
    judged = [row for row in decided.links if row.verdict != "niet"]
    assert count(built, Commitment) == len(made) + len(decided.by_hand)
    assert count(built, Fulfilment) == len(judged)
    assert count(built, Candidate, Candidate.state == CandidateState.DISMISSED) >= 1
    assert count(built, Motion, Motion.settled_at.is_not(None)) == 1
    moved = Commitment.first_deadline != Commitment.deadline
    given = [one for held in decided.meetings for one in held.decisions if one.term]
    assert count(built, Commitment, moved) == len(decided.postponements) + len(given)
    assert count(built, MeetingItem, MeetingItem.decision.is_not(None)) == sum(
        len(held.decisions) for held in decided.meetings
    )
    assert count(built, Reminder) == len(decided.rappels)


def test_much_is_left_to_whoever_tries_it(built: Engine) -> None:
    assert count(built, Candidate, Candidate.state == CandidateState.WAITING) >= 5
    assert count(built, Suggestion, Suggestion.verdict.is_(None)) >= 10


def test_each_fractie_has_promises_and_motions_and_one_shares_a_list(built: Engine) -> None:
    with Session(built) as session:
        fracties = find_fracties(session, WRITTEN_FOR)
        for fractie in fracties:
            for kind in (ItemKind.COMMITMENT, ItemKind.MOTION):
                wanted = RegisterFilter(fractie=fractie, kinds=(kind,))
                assert find_register_items(session, wanted, today=WRITTEN_FOR).rows
        staff = session.scalars(select(Account).where(Account.role == Role.STAFF)).one()
        (shared,) = find_shared_in_fractie(session, staff.id)
    assert (len(fracties), staff.fractie in fracties) == (3, True)
    assert shared.owner == "M. Kwartelaar (lezer)"


def test_history_runs_from_a_letter_to_what_was_decided_on_it(built: Engine) -> None:
    with Session(built) as session:
        rows = session.execute(
            select(HistoryEntry.at, Document.imported_at).join(
                Document, Document.id == HistoryEntry.document_id
            )
        ).all()
        days = session.execute(select(Document.imported_at, Document.date)).all()
    assert rows
    assert all(at >= imported for at, imported in rows)
    assert all(imported.date() == day for imported, day in days)


def test_nothing_was_decided_before_it_was_found(built: Engine) -> None:
    found, later = aliased(HistoryEntry), aliased(HistoryEntry)
    early = select(later.action).join(found, found.item_id == later.item_id)
    with Session(built) as session:
        too_early = early.where(found.action == Action.CANDIDATE_FOUND, later.at < found.at)
        assert session.scalars(too_early).all() == []


def test_the_digest_of_its_week_tells_only_the_newest_letter(built: Engine) -> None:
    with transaction(built, dry_run=True) as session:
        digest = preview_digest(
            session,
            Week.of(WRITTEN_FOR),
            basis=DigestBasis.REGISTER,
            today=WRITTEN_FOR,
            at=datetime.combine(WRITTEN_FOR, time(12), DUTCH_TIME),
            demo=True,
        )
    new, met, partly, perhaps, overdue, *_ = digest.sections
    assert new.total >= 1
    assert {line.source.date for line in new.lines if line.source} == {date(2026, 11, 18)}
    assert {
        line.later.date for line in (*met.lines, *partly.lines, *perhaps.lines) if line.later
    } <= {date(2026, 11, 18)}
    assert overdue.total <= 2


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda one: one.role.value)
def test_its_accounts_work_on_this_machine_alone(built: Engine, account: demo.DemoAccount) -> None:
    for is_local in (True, False):
        with transaction(built) as session:
            tried = try_door(session, account.email, account.password, is_local=is_local)
        if is_local:
            assert isinstance(tried, AccountView)
            assert tried.role is account.role
        else:
            assert tried is SignInRefused.DEMO_FROM_ELSEWHERE


def test_their_passwords_are_of_this_machine_alone(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = make_engine(database_url)
    with transaction(engine) as session:
        demo._add_accounts(session)
    before = {one.password for one in ACCOUNTS}
    assert len(before) == len(ACCOUNTS)
    assert min(map(len, before)) == len("abcd-efgh-ijkl-mnop")
    monkeypatch.setenv("GESTAND_SECRET_KEY", "een andere machine")
    get_settings.cache_clear()
    assert not before & {one.password for one in ACCOUNTS}
    with transaction(engine) as session:
        close_account(session, ACCOUNTS[0].email, actor="tests", at=datetime.now(UTC))
    assert hold_passwords(engine) == ACCOUNTS[1:]
    with transaction(engine) as session:
        found = try_door(session, ACCOUNTS[1].email, ACCOUNTS[1].password, is_local=True)
    get_settings.cache_clear()
    engine.dispose()
    assert isinstance(found, AccountView)


def test_there_is_an_account_of_every_role_and_no_member_has_its_name() -> None:
    assert {one.role for one in ACCOUNTS} == set(Role)
    members = (SEEDS / "members.csv").read_text("utf-8")
    assert not [one.name for one in ACCOUNTS if one.name.split()[1] in members]


@pytest.mark.usefixtures("quick")
def test_a_demo_that_is_there_is_left_alone(tmp_path: Path) -> None:
    choice = choice_of(tmp_path)
    build_demo(choice)
    before = (tmp_path / "demo.sqlite").stat()
    build_demo(choice)
    assert (tmp_path / "demo.sqlite").stat().st_ino == before.st_ino
    assert [file.name for file in tmp_path.iterdir()] == ["demo.sqlite"]


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("content", [b"", b"geen database", "register"])
def test_what_is_no_whole_demo_is_moved_aside(tmp_path: Path, content: bytes | str) -> None:
    choice = choice_of(tmp_path)
    if isinstance(content, bytes):
        (tmp_path / "demo.sqlite").write_bytes(content)
    else:
        open_choice(choice).dispose()  # a register without the mark
    build_demo(choice)
    engine = make_engine(choice.url)
    with reading(engine) as session:
        assert is_demo(session)
    engine.dispose()
    assert len(list(tmp_path.glob("demo.sqlite.2*"))) == 1


def test_a_build_that_stops_leaves_nothing_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_engine: Engine) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(demo, "fill_demo", stop)
    with pytest.raises(KeyboardInterrupt):
        build_demo(choice_of(tmp_path))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("quick")
def test_what_a_killed_build_left_is_cleared_away(tmp_path: Path) -> None:
    old, young = tmp_path / "demo-in-aanbouw-oud", tmp_path / "demo-in-aanbouw-nu"
    for folder in (old, young):
        folder.mkdir()
        (folder / "demo.sqlite").touch()
    os.utime(old, (0, 0))
    build_demo(choice_of(tmp_path))
    assert sorted(file.name for file in tmp_path.iterdir()) == [young.name, "demo.sqlite"]


def test_when_two_build_at_once_the_first_one_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def be_late(_engine: Engine) -> None:
        (tmp_path / "demo.sqlite").write_bytes(b"eerst")

    monkeypatch.setattr(demo, "fill_demo", be_late)
    build_demo(choice_of(tmp_path))
    assert (tmp_path / "demo.sqlite").read_bytes() == b"eerst"
    assert [file.name for file in tmp_path.iterdir()] == ["demo.sqlite"]


def test_a_decision_without_ground_ends_the_build_and_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gestand: Gestand
) -> None:
    seeds = tmp_path / "seeds"
    shutil.copytree(SEEDS, seeds)
    for letter in list((seeds / "demo").glob("*.txt"))[1:]:
        letter.unlink()
    monkeypatch.setenv("GESTAND_SEEDS_FOLDER", str(seeds))
    get_settings.cache_clear()
    with pytest.raises(click.ClickException, match=r"no document 20\d\d-"):
        build_demo(choice_of(tmp_path))
    assert not (tmp_path / "demo.sqlite").exists()
    (seeds / "demo" / "decisions.toml").write_text("wat = 1\n", "utf-8")
    done = gestand("serve", "--port", str(find_free_port()))
    assert done.exit_code == 1
    assert "decisions.toml" in done.stderr


def test_a_decision_with_a_key_too_many_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "decisions.toml"
    whole = (SEEDS / "demo" / "decisions.toml").read_text("utf-8")
    file.write_text(whole.replace("[[candidates]]\n", "[[candidates]]\nkleur = 1\n", 1), "utf-8")
    with pytest.raises(Invalid, match="kleur"):
        read_decisions(file)


@pytest.mark.parametrize(
    ("host", "is_demo", "address"),
    [
        ("127.0.0.1", True, "http://127.0.0.1:8123"),
        ("::1", True, "http://[::1]:8123"),
        ("0.0.0.0", True, None),
        ("127.0.0.1", False, None),
    ],
)
def test_the_demo_leads_to_where_it_is_served(
    tmp_path: Path, host: str, *, is_demo: bool, address: str | None
) -> None:
    settings, choice = get_settings(), replace(choice_of(tmp_path), is_demo=is_demo)
    found = with_address(settings, choice, host, 8123)
    assert found.site_url == (address or settings.site_url)
