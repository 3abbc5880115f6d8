"""Note each piece of news once, in rounds, whoever hears of it."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
KINDS = {"new": "new", "met": "met", "maybe": "perhaps", "overdue": "overdue"}


def words(name: str, *values: str) -> sa.Enum:
    """Make a column of fixed words, checked by the database."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def rows(query: str) -> list[Any]:
    """Give what a statement selects."""
    return list(op.get_bind().execute(sa.text(query)))


def create_news() -> None:
    """Make the tables of what is news, noted in rounds."""
    op.create_table(
        "news_rounds",
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("noted_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_news_rounds")),
    )
    op.create_table(
        "news",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column(
            "kind",
            words(
                "digestkind",
                "new",
                "met",
                "partly",
                "perhaps",
                "overdue",
                "due",
                "changed",
                "letters",
            ),
            nullable=False,
        ),
        sa.Column("subject", sa.String(80), nullable=False),
        sa.Column("item_id", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_news_item_id")),
        sa.ForeignKeyConstraint(["round"], ["news_rounds.number"], name=op.f("fk_news_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_news")),
        sa.UniqueConstraint("subject", name=op.f("uq_news_subject")),
    )
    op.create_index("ix_news_item_id", "news", ["item_id"])
    op.create_index("ix_news_kind_round", "news", ["kind", "round"])
    op.create_index("ix_news_round_item_id", "news", ["round", "item_id"])


def noted() -> Iterator[dict[str, Any]]:
    """Give what digests have told as news; what leads to no item any more is left out."""
    met = {row.id: row.item_id for row in rows("SELECT id, item_id FROM fulfilments")}
    partly = {row.id for row in rows("SELECT id FROM fulfilments WHERE verdict = 'deels'")}
    items = {row.id for row in rows("SELECT id FROM items")}
    for row in rows("SELECT subject FROM digest_told ORDER BY id"):
        kind, *parts = row.subject.split(":")
        number = int(parts[1] if parts[0] == "judged" else parts[0])
        item = met.get(number) if kind == "met" else number
        if item in items and kind in KINDS:
            word = "partly" if kind == "met" and number in partly else KINDS[kind]
            yield {"kind": word, "subject": row.subject, "item": item}


def fill_news() -> None:
    """Let all that was told be one round, which every reader has heard of."""
    found = list(noted())
    if found:
        moment = {"at": dt.datetime.now(dt.UTC)}
        insert = sa.text("INSERT INTO news_rounds (number, noted_at) VALUES (1, :at)")
        op.get_bind().execute(insert.bindparams(sa.bindparam("at", type_=MOMENT)), moment)
        insert = sa.text(
            "INSERT INTO news (round, kind, subject, item_id) VALUES (1, :kind, :subject, :item)"
        )
        op.get_bind().execute(insert, found)


def upgrade() -> None:
    create_news()
    fill_news()
    op.drop_table("digest_told")


def downgrade() -> None:
    op.create_table(
        "digest_told",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("run_id", sa.Integer, nullable=False),
        sa.Column("subject", sa.String(80), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digest_told")),
        sa.ForeignKeyConstraint(["run_id"], ["digest_runs.id"], name=op.f("fk_digest_told_run_id")),
        sa.UniqueConstraint("subject", name=op.f("uq_digest_told_subject")),
    )
    op.create_index("ix_digest_told_run_id", "digest_told", ["run_id"])
    if rows("SELECT 1 FROM news") and not rows("SELECT 1 FROM digest_runs"):
        op.execute("INSERT INTO digest_runs (week) VALUES ('0001-W01')")
    op.execute(
        "INSERT INTO digest_told (run_id, subject) SELECT (SELECT min(id) FROM digest_runs), "
        "subject FROM news WHERE kind IN ('new', 'met', 'partly', 'perhaps', 'overdue')"
    )
    op.drop_table("news")
    op.drop_table("news_rounds")
