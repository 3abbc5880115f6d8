"""The tables that people keep: read, put down whole or not at all, and told."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import NotFound, Stale
from app.domain.history import Action
from app.domain.offices import answer_on
from app.domain.tables import (
    Fault,
    Table,
    is_dossier,
    read_dossiers,
    read_holders,
    read_offices,
    read_table,
    surname_of,
    write_table,
)
from app.seeds import read_seeds
from app.services.registers import WrongTable, prepare_register
from app.services.responsible import member_in
from app.services.tables import amend_line, lead_of, load_book, load_leads, put_lines
from app.store.history import HistoryEntry
from app.store.items import Committee, Ministry
from app.store.offices import HolderRow, OfficeRow
from tests.factories import AT, CLERK
from tests.services.conftest import SEEDS

BY: dict[str, Any] = {"actor": CLERK, "at": AT}
OFFICES = "office,ministry,from,until,successors,also\n"
HOLDERS = "office,name,from,until\n"
DOSSIERS = "dossier,committee\n"
TIDE = "Minister van Tij,hz,2024-07-02,,,\n"


@pytest.fixture
def register(session: Session) -> Session:
    session.add(Ministry(slug="hz", name="Ministerie van Havenzaken"))
    session.add(Committee(slug="haven", name="vaste commissie voor Havenzaken"))
    session.flush()
    put_lines(session, Table.OFFICES, read_offices(OFFICES + TIDE).lines, **BY)
    session.commit()
    return session


@pytest.mark.parametrize(
    ("cells", "column", "fault"),
    [
        (",Bo Eb,2024-07-02,", "office", Fault.EMPTY),
        ("Minister van Tij,,2024-07-02,", "name", Fault.EMPTY),
        ("Minister van Tij,Bo Eb,,", "from", Fault.EMPTY),
        ("Minister van Tij,Bo Eb,2 juli 2024,", "from", Fault.NO_DAY),
        ("Minister van Tij,Bo Eb,0024-07-02,", "from", Fault.NO_DAY),
        ("Minister van Tij,Bo Eb,2024-07-02,2024-07-01", "until", Fault.ENDS_FIRST),
        (f"Minister van Tij,{'x' * 201},2024-07-02,", "name", Fault.TOO_LONG),
        ("Minister van Tij,Bo\u202eEb,2024-07-02,", "name", Fault.NO_TABLE),
    ],
)
def test_each_wrong_line_gives_one_fault(cells: str, column: str, fault: Fault) -> None:
    found = read_holders(f"{HOLDERS}Minister van Tij,Ada Wal,2024-07-02,\n{cells}\n")
    assert [(one.line, one.column, one.fault) for one in found.faults] == [(3, column, fault)]
    assert list(found.lines) == [2]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("office,name,from\n", Fault.NO_COLUMN),
        ("", Fault.NO_COLUMN),
        (HOLDERS + '"Minister van Tij,Bo Eb\n', Fault.NO_TABLE),
        (HOLDERS + "x,y,2024-07-02,\n" * 5001, Fault.TOO_MANY),
        (HOLDERS + "Minister van Tij,Bo Eb,2024-07-02,\n" * 2, Fault.TWICE),
    ],
)
def test_a_file_that_is_no_such_table_says_so(text: str, fault: Fault) -> None:
    assert fault in {one.fault for one in read_holders(text).faults}


@pytest.mark.parametrize("comma", [",", ";"])
def test_a_spreadsheet_has_its_own_commas_and_days(comma: str) -> None:
    lines = (HOLDERS.strip(), "Minister van Tij,Bo de Eb,2-7-2024,22-02-2026", ",,,")
    found = read_holders("\ufeff" + "\r\n".join(lines).replace(",", comma))
    assert not found.faults
    (line,) = found.lines.values()
    assert (line.value.surname, line.value.first) == ("De Eb", date(2024, 7, 2))


def test_what_is_written_is_read_back() -> None:
    for table, text in (
        (Table.OFFICES, OFFICES + "Minister van Tij,hz,2024-07-02,2026-02-22,Minister van Eb; X,Y\n"),
        (Table.HOLDERS, "office,portfolio,name,from,until\nMinister van Tij,Loodsen,Bo Eb,2024-07-02,\n"),
        (Table.DOSSIERS, DOSSIERS + "*-VII,haven\n"),
    ):  # fmt: skip
        lines = read_table(table, text).lines
        assert read_table(table, write_table(lines.values())).lines == lines


@pytest.mark.parametrize(
    ("name", "surname"), [("Ada Wal", "Wal"), ("Bo van der Eb", "Van der Eb"), ("Eb", "Eb")]
)
def test_a_surname_follows_the_first_name(name: str, surname: str) -> None:
    assert surname_of(name) == surname


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("21501-02", True),
        ("35925-V", True),
        ("39201", True),
        ("*-VII", True),
        ("*-", False),
        ("haven", False),
    ],
)
def test_what_names_a_dossier(text: str, is_one: bool) -> None:
    assert is_dossier(text) is is_one


def test_lines_are_added_changed_or_the_same_and_told(register: Session) -> None:
    first = read_holders(HOLDERS + "Minister van Tij,Bo Eb,2024-07-02,\n").lines
    assert put_lines(register, Table.HOLDERS, first, **BY).added == ("Minister van Tij: Bo Eb",)
    assert put_lines(register, Table.HOLDERS, first, **BY).same == ("Minister van Tij: Bo Eb",)
    ended = read_holders(HOLDERS + "Minister van Tij,Bo Eb,2024-07-02,2026-02-22\n").lines
    assert put_lines(register, Table.HOLDERS, ended, **BY).changed == ("Minister van Tij: Bo Eb",)
    register.commit()
    query = select(HistoryEntry).where(HistoryEntry.action == Action.TABLE_CHANGED)
    entry = register.scalars(query.order_by(HistoryEntry.id)).all()[-1]
    assert (entry.before, entry.after) == (
        {"last": None},
        {"table": "bewindspersonen", "line": "Minister van Tij: Bo Eb", "last": "2026-02-22"},
    )


@pytest.mark.parametrize(
    ("table", "text", "fault"),
    [
        (Table.HOLDERS, HOLDERS + "Minister van Wind,Bo Eb,2024-07-02,\n", Fault.UNKNOWN_OFFICE),
        (Table.HOLDERS, HOLDERS + "Minister van Tij,Bo Eb,2024-07-01,\n", Fault.OUTSIDE),
        (
            Table.HOLDERS,
            HOLDERS + "Minister van Tij,Bo Eb,2024-07-02,\nMinister van Tij,Ada Wal,2025-07-02,\n",
            Fault.OVERLAPS,
        ),
        (Table.OFFICES, OFFICES + "Minister van Wind,wz,,,,\n", Fault.UNKNOWN_MINISTRY),
        (Table.OFFICES, OFFICES + "Minister van Wind,hz,,2024-07-01,Minister van Lucht,\n", Fault.UNKNOWN_OFFICE),
        (Table.OFFICES, OFFICES + "Minister voor Tij,hz,2025-01-01,,,\n", Fault.OVERLAPS),
        (Table.DOSSIERS, DOSSIERS + "39201,wind\n", Fault.UNKNOWN_COMMITTEE),
    ],
)  # fmt: skip
def test_with_one_wrong_line_nothing_is_written(
    register: Session, table: Table, text: str, fault: Fault
) -> None:
    readers: dict[Table, Any] = {
        Table.OFFICES: read_offices,
        Table.HOLDERS: read_holders,
        Table.DOSSIERS: read_dossiers,
    }
    change = put_lines(register, table, readers[table](text).lines, **BY)
    register.commit()
    assert fault in {one.fault for one in change.faults}
    assert not change.added
    assert not register.scalars(select(HolderRow)).all()
    assert len(register.scalars(select(OfficeRow)).all()) == 1


def test_a_line_is_amended_by_who_saw_its_last_version(register: Session) -> None:
    lines = read_holders(HOLDERS + "Minister van Tij,Bo Eb,2024-07-02,\n").lines
    put_lines(register, Table.HOLDERS, lines, **BY)
    register.commit()
    row = register.scalars(select(HolderRow)).one()
    (other,) = read_holders(HOLDERS + "Minister van Tij,Bo Vloed,2024-07-03,\n").lines.values()
    assert amend_line(register, Table.HOLDERS, row.id, other, seen=1, **BY).changed
    register.commit()
    assert (row.name, row.first, row.version) == ("Bo Vloed", date(2024, 7, 3), 2)
    assert amend_line(register, Table.HOLDERS, row.id, other, seen=2, **BY).same
    with pytest.raises(Stale):
        amend_line(register, Table.HOLDERS, row.id, other, seen=1, **BY)
    with pytest.raises(NotFound):
        amend_line(register, Table.HOLDERS, row.id + 1, other, seen=1, **BY)


def test_a_line_never_becomes_another(register: Session) -> None:
    text = (
        HOLDERS
        + "Minister van Tij,Bo Eb,2024-07-02,2025-01-01\nMinister van Tij,Ada Wal,2025-01-02,\n"
    )
    put_lines(register, Table.HOLDERS, read_holders(text).lines, **BY)
    register.commit()
    row = register.scalars(select(HolderRow).where(HolderRow.name == "Bo Eb")).one()
    (same,) = read_holders(HOLDERS + "Minister van Tij,Ada Wal,2025-01-02,\n").lines.values()
    change = amend_line(register, Table.HOLDERS, row.id, same, seen=1, **BY)
    assert Fault.TWICE in {one.fault for one in change.faults}


def test_a_dossier_leads_by_itself_or_by_its_chapter(register: Session) -> None:
    lines = read_dossiers(DOSSIERS + "39201,haven\n*-VII,haven\n").lines
    put_lines(register, Table.DOSSIERS, lines, **BY)
    leads = load_leads(register)
    haven = register.scalars(select(Committee.id)).one()
    assert [lead_of(leads, one) for one in ("39201", "36800-VII", "36800-V", "39202", None)] == [
        haven,
        haven,
        None,
        None,
        None,
    ]


def test_the_seeds_fill_an_empty_register_and_leave_a_kept_one_alone(session: Session) -> None:
    seeds = read_seeds(SEEDS)
    for _start in range(2):
        prepare_register(session, seeds.ministries, seeds.committees, seeds.tables)
        session.commit()
    book = load_book(session)
    nature = answer_on(book, "Minister van Landbouw, Natuur en Voedselkwaliteit", date(2025, 1, 1))
    assert nature.office == "Minister van Landbouw, Visserij, Voedselzekerheid en Natuur"
    assert nature.name == "Femke Wiersma"
    row = session.scalars(select(HolderRow).where(HolderRow.name == "Femke Wiersma")).one()
    row.name = "Iemand Anders"
    session.commit()
    prepare_register(session, seeds.ministries, seeds.committees, seeds.tables)
    session.commit()
    assert row.name == "Iemand Anders"


def test_tables_that_do_not_fit_together_stop_the_start(session: Session) -> None:
    seeds = read_seeds(SEEDS)
    with pytest.raises(WrongTable):
        prepare_register(session, (), seeds.committees, seeds.tables)
    session.rollback()


@pytest.mark.parametrize(
    ("sentence", "member"),
    [
        ("Op de vraag van het lid Van Ruitenbeek zeg ik een brief toe.", "Van Ruitenbeek"),
        ("Mevrouw Ten Brummelhuis krijgt een brief.", "Ten Brummelhuis"),
        ("De motie van het lid Hartgerink voer ik uit.", None),
        ("Aan mevrouw Ten Brummelhuis zeg ik een brief toe.", "Ten Brummelhuis"),
        ("De leden Domhoff en Sijpesteyn krijgen een brief.", None),
        ("Het lid Domhoff en het lid Sijpesteyn krijgen een brief.", None),
        ("De motie van het lid Hartgerink c.s. voer ik uit.", None),
        ("Ik zeg de Kamer een brief toe.", None),
    ],
)
def test_a_member_is_named_by_one_name(sentence: str, member: str | None) -> None:
    assert member_in(sentence) == member
