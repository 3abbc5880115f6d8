"""Let readers follow what they choose, and claim each digest a reader."""

import secrets
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON(none_as_null=True)
MESSAGE = (
    "id, link_id, account_id, recipient, subject, html, text, message_id, unsubscribe_url, "
    "state, attempts, next_attempt_at, last_error, sent_at"
)


def words(name: str, *values: str) -> sa.Enum:
    """Make a column of fixed words, checked by the database."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def set_aside(*tables: str) -> None:
    """Keep the rows of tables that are made anew."""
    for table in tables:
        op.execute(f"CREATE TABLE {table}_was AS SELECT * FROM {table}")  # noqa: S608 (our own names)
    for table in tables:
        op.drop_table(table)


def clear_away(*tables: str) -> None:
    """Take away what was set aside."""
    for table in tables:
        op.drop_table(f"{table}_was")


def rows(query: str) -> list[Any]:
    """Give what a statement selects."""
    return list(op.get_bind().execute(sa.text(query)))


def go_on_counting(*tables: str) -> None:
    """Let the numbers of rows go on after those that were put in (PostgreSQL)."""
    if op.get_bind().dialect.name == "sqlite":
        return
    for table in tables:
        newest = f"(SELECT coalesce(max(id), 0) + 1 FROM {table})"  # noqa: S608 (our own names)
        op.execute(f"SELECT setval('{table}_id_seq', {newest}, false)")


def create_subscriptions() -> None:
    """Make the tables of readers, what they follow, and who asks to read."""
    op.create_table(
        "subscriptions",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("account_id", sa.Integer),
        sa.Column("email", sa.String(255)),
        sa.Column("language", words("language", "nl", "en")),
        sa.Column("token", sa.String(64), nullable=False),
        sa.Column("weekday", sa.Integer, nullable=False),
        sa.Column("hour", sa.Integer, nullable=False),
        sa.Column("everything", sa.Boolean, nullable=False),
        sa.Column("when_empty", sa.Boolean, nullable=False),
        sa.Column("began_at", MOMENT),
        sa.Column("paused_at", MOMENT),
        sa.Column("paused_why", sa.Text),
        sa.Column("told", sa.Integer, nullable=False),
        sa.CheckConstraint(
            "(account_id IS NULL) <> (email IS NULL)",
            name=op.f("ck_subscriptions_account_or_address"),
        ),
        sa.CheckConstraint(
            "(paused_at IS NULL) = (paused_why IS NULL)",
            name=op.f("ck_subscriptions_paused_and_why"),
        ),
        sa.CheckConstraint(
            "weekday BETWEEN 0 AND 6 AND hour BETWEEN 0 AND 23",
            name=op.f("ck_subscriptions_weekday_and_hour"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_subscriptions_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscriptions")),
        sa.UniqueConstraint("account_id", name=op.f("uq_subscriptions_account_id")),
        sa.UniqueConstraint("email", name=op.f("uq_subscriptions_email")),
        sa.UniqueConstraint("token", name=op.f("uq_subscriptions_token")),
    )
    op.create_index("ix_subscriptions_weekday_hour", "subscriptions", ["weekday", "hour"])
    op.create_table(
        "follows",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("subscription_id", sa.Integer, nullable=False),
        sa.Column("item_id", sa.Integer),
        sa.Column("address", sa.Text),
        sa.Column("wanted", JSON),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("paused_at", MOMENT),
        sa.Column("feed_token", sa.String(64), nullable=False),
        sa.Column("share_token", sa.String(64)),
        sa.CheckConstraint(
            "(address IS NULL) = (wanted IS NULL)", name=op.f("ck_follows_list_with_its_filter")
        ),
        sa.CheckConstraint(
            "(item_id IS NULL) = (address IS NOT NULL)", name=op.f("ck_follows_item_or_list")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_follows_item_id")),
        sa.ForeignKeyConstraint(
            ["subscription_id"], ["subscriptions.id"], name=op.f("fk_follows_subscription_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follows")),
        sa.UniqueConstraint("feed_token", name=op.f("uq_follows_feed_token")),
        sa.UniqueConstraint("share_token", name=op.f("uq_follows_share_token")),
        sa.UniqueConstraint(
            "subscription_id", "item_id", name=op.f("uq_follows_subscription_id_item_id")
        ),
    )
    op.create_index("ix_follows_item_id", "follows", ["item_id"])
    op.create_index("ix_follows_subscription_id", "follows", ["subscription_id"])
    op.create_table(
        "subscription_requests",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("email", sa.String(255), nullable=False),
        sa.Column("visitor", sa.String(64), nullable=False),
        sa.Column("language", words("language", "nl", "en"), nullable=False),
        sa.Column("weekday", sa.Integer, nullable=False),
        sa.Column("hour", sa.Integer, nullable=False),
        sa.Column("address", sa.Text),
        sa.Column("wanted", JSON),
        sa.Column("name", sa.String(200)),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscription_requests")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_subscription_requests_token_hash")),
    )
    op.create_index("ix_subscription_requests_email", "subscription_requests", ["email"])
    op.create_index("ix_subscription_requests_visitor", "subscription_requests", ["visitor"])


def create_outbox() -> None:
    """Make the claims of digests a reader, the outbox, and its attempts."""
    op.create_table(
        "digest_runs",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("subscription_id", sa.Integer, nullable=False),
        sa.Column("week", sa.String(8), nullable=False),
        sa.Column("first", sa.Integer, nullable=False),
        sa.Column("last", sa.Integer, nullable=False),
        sa.Column("lines", sa.Integer, nullable=False),
        sa.Column("composed_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["subscription_id"], ["subscriptions.id"], name=op.f("fk_digest_runs_subscription_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digest_runs")),
        sa.UniqueConstraint(
            "subscription_id", "week", name=op.f("uq_digest_runs_subscription_id_week")
        ),
    )
    op.create_index("ix_digest_runs_week", "digest_runs", ["week"])
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column(
            "purpose",
            words("mailpurpose", "digest", "link", "confirm", "test", "notice"),
            nullable=False,
        ),
        sa.Column("run_id", sa.Integer),
        sa.Column("link_id", sa.Integer),
        sa.Column("request_id", sa.Integer),
        sa.Column("account_id", sa.Integer),
        sa.Column("recipient", sa.String(255), nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("html", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("message_id", sa.String(255), nullable=False),
        sa.Column("unsubscribe_url", sa.Text),
        sa.Column("state", words("deliverystate", "pending", "sent", "failed"), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("next_attempt_at", MOMENT, nullable=False),
        sa.Column("last_error", sa.Text),
        sa.Column("sent_at", MOMENT),
        sa.CheckConstraint(
            "(purpose = 'confirm') = (request_id IS NOT NULL)",
            name=op.f("ck_outbox_asks_a_request"),
        ),
        sa.CheckConstraint(
            "(purpose = 'digest') = (run_id IS NOT NULL)", name=op.f("ck_outbox_digest_of_a_run")
        ),
        sa.CheckConstraint(
            "(purpose = 'link') = (link_id IS NOT NULL)", name=op.f("ck_outbox_link_that_it_brings")
        ),
        sa.CheckConstraint(
            "(run_id IS NULL) = (unsubscribe_url IS NULL)",
            name=op.f("ck_outbox_digest_can_be_stopped"),
        ),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_outbox_account_id")),
        sa.ForeignKeyConstraint(["link_id"], ["account_links.id"], name=op.f("fk_outbox_link_id")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["subscription_requests.id"], name=op.f("fk_outbox_request_id")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["digest_runs.id"], name=op.f("fk_outbox_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("message_id", name=op.f("uq_outbox_message_id")),
        sa.UniqueConstraint("run_id", name=op.f("uq_outbox_run_id")),
    )
    op.create_index("ix_outbox_account_id", "outbox", ["account_id"])
    op.create_index("ix_outbox_link_id", "outbox", ["link_id"])
    op.create_index("ix_outbox_state_next_attempt_at", "outbox", ["state", "next_attempt_at"])
    op.create_table(
        "delivery_attempts",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("message_id", sa.Integer, nullable=False),
        sa.Column("began_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT),
        sa.Column("answer", sa.Text),
        sa.ForeignKeyConstraint(
            ["message_id"], ["outbox.id"], name=op.f("fk_delivery_attempts_message_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery_attempts")),
    )
    op.create_index("ix_delivery_attempts_message_id", "delivery_attempts", ["message_id"])


def fill_outbox() -> None:
    """Let each account be a reader with the address that stops its digest; keep all messages."""
    op.execute(
        "INSERT INTO subscriptions (account_id, token, weekday, hour, everything, when_empty, "
        "began_at, told) SELECT id, unsubscribe_token, 0, 7, false, false, "
        "CASE WHEN digest THEN created_at END, "
        "coalesce((SELECT max(number) FROM news_rounds), 0) FROM accounts"
    )
    op.execute(
        "INSERT INTO digest_runs (id, subscription_id, week, first, last, lines, composed_at) "
        "SELECT o.id, s.id, r.week, 0, s.told, 1, o.next_attempt_at FROM outbox_was AS o "
        "JOIN digest_runs_was AS r ON r.id = o.run_id "
        "JOIN subscriptions AS s ON s.account_id = o.account_id"
    )
    op.execute(
        f"INSERT INTO outbox ({MESSAGE}, run_id, purpose, made_at) SELECT {MESSAGE}, "  # noqa: S608 (the names stand above)
        "CASE WHEN run_id IS NOT NULL THEN id END, "
        "CASE WHEN run_id IS NULL THEN 'link' ELSE 'digest' END, next_attempt_at FROM outbox_was"
    )
    go_on_counting("subscriptions", "digest_runs", "outbox")


def upgrade() -> None:
    set_aside("outbox", "digest_runs")
    create_subscriptions()
    create_outbox()
    fill_outbox()
    with op.batch_alter_table("accounts") as table:
        table.drop_constraint("uq_accounts_unsubscribe_token", type_="unique")
        table.drop_column("digest")
        table.drop_column("unsubscribe_token")
    clear_away("outbox", "digest_runs")


def restore_accounts() -> None:
    """Let accounts have the digest and the address that stops it themselves."""
    with op.batch_alter_table("accounts") as table:
        table.add_column(sa.Column("digest", sa.Boolean, nullable=False, server_default=sa.false()))
        table.add_column(sa.Column("unsubscribe_token", sa.String(64)))
    known = {row.account_id: row for row in rows("SELECT * FROM subscriptions")}
    change = sa.text(
        "UPDATE accounts SET digest = :digest, unsubscribe_token = :token WHERE id = :id"
    )
    for row in rows("SELECT id FROM accounts"):
        had = known.get(row.id)
        values = {
            "id": row.id,
            "digest": had is not None and had.began_at is not None,
            "token": had.token if had is not None else secrets.token_urlsafe(32),
        }
        op.get_bind().execute(change, values)
    with op.batch_alter_table("accounts") as table:
        table.alter_column("digest", existing_type=sa.Boolean, server_default=None)
        table.alter_column("unsubscribe_token", existing_type=sa.String(64), nullable=False)
        table.create_unique_constraint("uq_accounts_unsubscribe_token", ["unsubscribe_token"])


def part_language() -> None:
    """Let the language be a column with a check of its own again, as the step before made it.

    SQLite, making the table anew, wrote the check beside the columns.
    """
    if op.get_bind().dialect.name != "sqlite":
        return
    known = rows("SELECT id, language FROM accounts WHERE language IS NOT NULL")
    with op.batch_alter_table("accounts") as table:
        table.drop_constraint(op.f("ck_accounts_language"), type_="check")
        table.drop_column("language")
    op.execute(
        "ALTER TABLE accounts ADD COLUMN language VARCHAR(40) "
        "CONSTRAINT ck_accounts_language CHECK (language IN ('nl', 'en'))"
    )
    for row in known:
        change = sa.text("UPDATE accounts SET language = :language WHERE id = :id")
        op.get_bind().execute(change, {"id": row.id, "language": row.language})


def restore_tables() -> None:
    """Make the tables of one digest a week for all."""
    op.create_table(
        "digest_runs",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("week", sa.String(8), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digest_runs")),
        sa.UniqueConstraint("week", name=op.f("uq_digest_runs_week")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("run_id", sa.Integer),
        sa.Column("link_id", sa.Integer),
        sa.Column("account_id", sa.Integer, nullable=False),
        sa.Column("recipient", sa.String(255), nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("html", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("message_id", sa.String(255), nullable=False),
        sa.Column("unsubscribe_url", sa.Text),
        sa.Column("state", words("deliverystate", "pending", "sent", "failed"), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("next_attempt_at", MOMENT, nullable=False),
        sa.Column("last_error", sa.Text),
        sa.Column("sent_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.ForeignKeyConstraint(["run_id"], ["digest_runs.id"], name=op.f("fk_outbox_run_id")),
        sa.ForeignKeyConstraint(["link_id"], ["account_links.id"], name=op.f("fk_outbox_link_id")),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_outbox_account_id")),
        sa.UniqueConstraint("message_id", name=op.f("uq_outbox_message_id")),
        sa.UniqueConstraint("run_id", "account_id", name=op.f("uq_outbox_run_id_account_id")),
        sa.CheckConstraint(
            "(run_id IS NULL) <> (link_id IS NULL)", name=op.f("ck_outbox_digest_or_link")
        ),
        sa.CheckConstraint(
            "(run_id IS NULL) = (unsubscribe_url IS NULL)",
            name=op.f("ck_outbox_digest_can_be_stopped"),
        ),
    )
    for name in ("run_id", "link_id", "account_id", "state"):
        op.create_index(f"ix_outbox_{name}", "outbox", [name])


def fill_tables() -> None:
    """Keep the weeks, and the messages that can be kept."""
    op.execute("INSERT INTO digest_runs (week) SELECT DISTINCT week FROM digest_runs_was")
    op.execute(
        f"INSERT INTO outbox ({MESSAGE}, run_id) SELECT o.{MESSAGE.replace(', ', ', o.')}, r.id "  # noqa: S608 (the names stand above)
        "FROM outbox_was AS o LEFT JOIN digest_runs_was AS w ON w.id = o.run_id "
        "LEFT JOIN digest_runs AS r ON r.week = w.week "
        "WHERE o.purpose IN ('digest', 'link') AND o.account_id IS NOT NULL"
    )
    go_on_counting("outbox")


def downgrade() -> None:
    restore_accounts()
    part_language()
    op.drop_table("delivery_attempts")
    set_aside("outbox", "digest_runs")
    for table in ("follows", "subscription_requests", "subscriptions"):
        op.drop_table(table)
    restore_tables()
    fill_tables()
    clear_away("outbox", "digest_runs")
