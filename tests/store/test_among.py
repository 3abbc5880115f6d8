"""Rows by known ids: the same as by a list of them, however many there are."""

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.store.among import among, among_few
from app.store.items import Committee, Item


def add(session: Session, many: int) -> list[int]:
    """Put down committees and give their ids."""
    rows = [Committee(slug=f"commissie-{n}", name=f"Commissie {n}") for n in range(many)]
    session.add_all(rows)
    session.flush()
    return [row.id for row in rows]


def test_rows_are_found_by_their_ids(session: Session) -> None:
    ids = add(session, 2000)
    wanted = {*ids[::3], 0, 10**9}
    found = session.scalars(select(Committee.id).where(among(Committee.id, wanted)))
    assert sorted(found) == ids[::3]
    assert session.scalars(select(Committee.id).where(among(Committee.id, ()))).all() == []


def test_rows_are_found_by_the_ids_that_a_selection_gives(session: Session) -> None:
    ids = add(session, 20)
    few = select(Committee.id).where(Committee.id < ids[3])
    found = session.scalars(select(Committee.id).where(among_few(Committee.id, few)))
    assert sorted(found) == ids[:3]
    none = select(Committee.id).where(Committee.id > ids[-1])
    assert session.scalars(select(Committee.id).where(among_few(Committee.id, none))).all() == []


def test_sqlite_goes_to_each_row_and_reads_no_others(session: Session) -> None:
    if session.get_bind().dialect.name != "sqlite":
        return
    few = select(Committee.id).where(Committee.id > 3)
    for condition in (among(Item.id, [3, 5]), among_few(Item.id, few)):
        query = select(Item.words).where(condition, Item.version == 1)
        asked = query.compile(session.get_bind(), compile_kwargs={"literal_binds": True})
        plan = session.execute(text(f"EXPLAIN QUERY PLAN {asked}")).all()
        assert any("SEARCH items USING INTEGER PRIMARY KEY" in row.detail for row in plan), plan
