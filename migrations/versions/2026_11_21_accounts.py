"""Accounts: sessions, links that work once, committees, one outbox; names may leave the history."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def words(name: str, *values: str) -> sa.Enum:
    """Make a column of fixed words, checked by the database."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


DELIVERYSTATE = words("deliverystate", "pending", "sent", "failed")
LINKPURPOSE = words("linkpurpose", "uitnodiging", "herstel")

# History is only added to, but that a name may become "voormalig medewerker" and a number: as
# the actor of a deed, or as a value of what it tells.
ANONYMOUS = "voormalig medewerker [0-9]*"
SQLITE_SAME = " AND ".join(
    f"NEW.{name} IS OLD.{name}"
    for name in (
        *("id", "at", "action", "item_id", "document_id", "suggestion_id", "account_id"),
        "reason",
    )
)


def sqlite_only_names(side: str) -> str:
    """Say, as SQL, that in one side of a deed at most names have left."""
    return (
        f"(NEW.{side} IS OLD.{side} OR (json_type(OLD.{side}) = 'object' "  # noqa: S608 (its two callers name the side)
        f"AND json_type(NEW.{side}) = 'object' "
        f"AND (SELECT count(*) FROM json_each(NEW.{side})) "
        f"= (SELECT count(*) FROM json_each(OLD.{side})) "
        f"AND NOT EXISTS (SELECT 1 FROM json_each(NEW.{side}) AS n "
        f"LEFT JOIN json_each(OLD.{side}) AS o ON o.key = n.key "
        "WHERE o.key IS NULL OR NOT (n.value IS o.value "
        f"OR (o.type = 'text' AND n.value GLOB '{ANONYMOUS}')))))"
    )


SQLITE_NAMES_LEAVE = (
    "CREATE TRIGGER history_is_not_changed BEFORE UPDATE ON history "
    f"WHEN NOT ({SQLITE_SAME} AND (NEW.actor IS OLD.actor OR NEW.actor GLOB '{ANONYMOUS}') "
    f"AND {sqlite_only_names('before')} AND {sqlite_only_names('after')}) "
    "BEGIN SELECT RAISE(ABORT, 'history is only added to'); END"
)
SQLITE_NOTHING_LEAVES = (
    "CREATE TRIGGER history_is_not_changed BEFORE UPDATE ON history "
    "BEGIN SELECT RAISE(ABORT, 'history is only added to'); END"
)
POSTGRESQL_NAMES_LEAVE = (
    "DROP TRIGGER history_is_only_added_to ON history",
    (
        "CREATE FUNCTION only_names_left(old_side jsonb, new_side jsonb) RETURNS boolean "
        "LANGUAGE sql IMMUTABLE AS $$ SELECT old_side IS NOT DISTINCT FROM new_side OR ("
        "jsonb_typeof(old_side) = 'object' AND jsonb_typeof(new_side) = 'object' "
        "AND (SELECT count(*) FROM jsonb_object_keys(new_side)) "
        "= (SELECT count(*) FROM jsonb_object_keys(old_side)) "
        "AND NOT EXISTS (SELECT 1 FROM jsonb_each(new_side) AS n "
        "LEFT JOIN jsonb_each(old_side) AS o ON o.key = n.key "
        "WHERE o.key IS NULL OR NOT (n.value = o.value OR (jsonb_typeof(o.value) = 'string' "
        "AND n.value #>> '{}' ~ '^voormalig medewerker [0-9]')))) $$"
    ),
    (
        "CREATE FUNCTION let_names_leave() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF to_jsonb(NEW) - ARRAY['actor', 'before', 'after'] "
        "= to_jsonb(OLD) - ARRAY['actor', 'before', 'after'] "
        "AND (NEW.actor = OLD.actor OR NEW.actor ~ '^voormalig medewerker [0-9]') "
        "AND only_names_left(OLD.before::jsonb, NEW.before::jsonb) "
        "AND only_names_left(OLD.after::jsonb, NEW.after::jsonb) THEN RETURN NEW; END IF; "
        "RAISE EXCEPTION 'history is only added to'; END $$"
    ),
    (
        "CREATE TRIGGER history_is_not_removed BEFORE DELETE OR TRUNCATE ON history "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_new_history()"
    ),
    (
        "CREATE TRIGGER history_is_not_changed BEFORE UPDATE ON history "
        "FOR EACH ROW EXECUTE FUNCTION let_names_leave()"
    ),
)
POSTGRESQL_NOTHING_LEAVES = (
    "DROP TRIGGER history_is_not_changed ON history",
    "DROP TRIGGER history_is_not_removed ON history",
    "DROP FUNCTION let_names_leave",
    "DROP FUNCTION only_names_left",
    (
        "CREATE TRIGGER history_is_only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON history "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_new_history()"
    ),
)
OUTBOX = (
    "id, run_id, account_id, recipient, subject, html, text, message_id, unsubscribe_url, "
    "state, attempts, next_attempt_at, last_error, sent_at"
)


def is_sqlite() -> bool:
    """Say which of the two databases this is."""
    return op.get_bind().dialect.name == "sqlite"


def forget_what_accounts_tell() -> None:
    """Take name and address out of the deeds that made accounts: the account has them itself.

    So they can leave with it. Called while nothing guards the history.
    """
    if is_sqlite():
        op.execute(
            "UPDATE history SET after = json_remove(after, '$.name', '$.email') "
            "WHERE action = 'account_added' AND after IS NOT NULL"
        )
    else:
        op.execute(
            "UPDATE history SET after = (after::jsonb - 'name' - 'email')::json "
            "WHERE action = 'account_added' AND after IS NOT NULL"
        )


def guard_history() -> None:
    """Let the database refuse every change of history but that a name leaves."""
    if is_sqlite():
        op.execute("DROP TRIGGER history_is_not_changed")
        forget_what_accounts_tell()
        op.execute(SQLITE_NAMES_LEAVE)
    else:
        op.execute("DROP TRIGGER history_is_only_added_to ON history")
        forget_what_accounts_tell()
        for statement in POSTGRESQL_NAMES_LEAVE[1:]:
            op.execute(statement)
    op.create_index("ix_history_account_id", "history", ["account_id"])


def change_accounts() -> None:
    """Let an account wait for its password, be blocked and lose its name; sessions get rows."""
    with op.batch_alter_table("accounts") as table:
        table.alter_column("password_hash", existing_type=sa.String(255), nullable=True)
        table.drop_constraint("uq_accounts_token", type_="unique")
        table.drop_column("token")
        table.add_column(sa.Column("identity", sa.String(512)))
        table.add_column(sa.Column("signed_in_at", MOMENT))
        table.add_column(sa.Column("blocked_at", MOMENT))
        table.add_column(sa.Column("anonymised_at", MOMENT))
        table.create_unique_constraint("uq_accounts_identity", ["identity"])


def create_sessions_and_links() -> None:
    """Make the tables of sessions, links, and the committees of people."""
    op.create_table(
        "account_sessions",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("account_id", sa.Integer, nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("device", sa.String(80), nullable=False),
        sa.Column("began_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_sessions")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_account_sessions_account_id")
        ),
        sa.UniqueConstraint("token_hash", name=op.f("uq_account_sessions_token_hash")),
    )
    op.create_index("ix_account_sessions_account_id", "account_sessions", ["account_id"])
    op.create_table(
        "account_links",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("account_id", sa.Integer, nullable=False),
        sa.Column("purpose", LINKPURPOSE, nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_links")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_account_links_account_id")
        ),
        sa.UniqueConstraint("token_hash", name=op.f("uq_account_links_token_hash")),
    )
    op.create_index("ix_account_links_account_id", "account_links", ["account_id"])
    op.create_table(
        "account_committees",
        sa.Column("account_id", sa.Integer, nullable=False),
        sa.Column("committee_id", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("account_id", "committee_id", name=op.f("pk_account_committees")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_account_committees_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committees.id"], name=op.f("fk_account_committees_committee_id")
        ),
    )


def create_outbox() -> None:
    """Make one outbox of the digest's own, with room for messages that bring a link."""
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
        sa.Column("state", DELIVERYSTATE, nullable=False),
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
    columns = OUTBOX
    op.execute(f"INSERT INTO outbox ({columns}) SELECT {columns} FROM digest_deliveries")  # noqa: S608 (the names stand above)
    if not is_sqlite():
        op.execute("SELECT setval('outbox_id_seq', (SELECT coalesce(max(id), 0) + 1 FROM outbox))")
    op.drop_table("digest_deliveries")


def upgrade() -> None:
    guard_history()
    change_accounts()
    create_sessions_and_links()
    create_outbox()


def restore_deliveries() -> None:
    """Make the digest's own outbox again; messages with links are gone with their links."""
    op.create_table(
        "digest_deliveries",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("run_id", sa.Integer, nullable=False),
        sa.Column("account_id", sa.Integer, nullable=False),
        sa.Column("recipient", sa.String(255), nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("html", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("message_id", sa.String(255), nullable=False),
        sa.Column("unsubscribe_url", sa.Text, nullable=False),
        sa.Column("state", DELIVERYSTATE, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("next_attempt_at", MOMENT, nullable=False),
        sa.Column("last_error", sa.Text),
        sa.Column("sent_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digest_deliveries")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_digest_deliveries_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["digest_runs.id"], name=op.f("fk_digest_deliveries_run_id")
        ),
        sa.UniqueConstraint("message_id", name=op.f("uq_digest_deliveries_message_id")),
        sa.UniqueConstraint(
            "run_id", "account_id", name=op.f("uq_digest_deliveries_run_id_account_id")
        ),
    )
    for name in ("account_id", "run_id", "state"):
        op.create_index(f"ix_digest_deliveries_{name}", "digest_deliveries", [name])
    op.execute(
        f"INSERT INTO digest_deliveries ({OUTBOX}) "  # noqa: S608 (the names stand above)
        f"SELECT {OUTBOX} FROM outbox WHERE run_id IS NOT NULL"
    )
    op.drop_table("outbox")


def restore_accounts() -> None:
    """Give accounts one token for all their sessions again, which nobody holds."""
    op.execute("UPDATE accounts SET password_hash = '!' WHERE password_hash IS NULL")
    with op.batch_alter_table("accounts") as table:
        table.add_column(sa.Column("token", sa.String(64)))
        table.drop_constraint("uq_accounts_identity", type_="unique")
        table.drop_column("identity")
        table.drop_column("signed_in_at")
        table.drop_column("anonymised_at")
        table.alter_column("password_hash", existing_type=sa.String(255), nullable=False)
    op.execute("UPDATE accounts SET closed_at = coalesce(closed_at, blocked_at)")
    random = "lower(hex(randomblob(24)))" if is_sqlite() else "gen_random_uuid()::text"
    op.execute(f"UPDATE accounts SET token = {random}")  # noqa: S608 (one of the two above)
    with op.batch_alter_table("accounts") as table:
        table.drop_column("blocked_at")
        table.alter_column("token", existing_type=sa.String(64), nullable=False)
        table.create_unique_constraint("uq_accounts_token", ["token"])


def downgrade() -> None:
    restore_deliveries()
    op.drop_table("account_committees")
    op.drop_table("account_links")
    op.drop_table("account_sessions")
    restore_accounts()
    op.drop_index("ix_history_account_id", "history")
    if is_sqlite():
        op.execute("DROP TRIGGER history_is_not_changed")
        op.execute(SQLITE_NOTHING_LEAVES)
    else:
        for statement in POSTGRESQL_NOTHING_LEAVES:
            op.execute(statement)
