"""Lay out suggestions, decisions, history, accounts and the digest."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON(none_as_null=True)


def words(name: str, *values: str) -> sa.Enum:
    """Make a column of fixed words, checked by the database."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


ACTION = words(
    "action",
    "document_imported",
    "document_corrected",
    "candidate_found",
    "candidate_accepted",
    "candidate_dismissed",
    "candidate_reopened",
    "commitment_entered",
    "commitment_withdrawn",
    "commitment_amended",
    "status_set",
    "deadline_moved",
    "motion_found",
    "motion_settled",
    "motion_reopened",
    "suggestion_judged",
    "suggestion_reopened",
    "link_made",
    "link_withdrawn",
    "account_added",
    "account_changed",
    "account_closed",
)
DELIVERYSTATE = words("deliverystate", "pending", "sent", "failed")
RELATION = words("relation", "vervult", "vervolg", "zelfde")
ROLE = words("role", "lezer", "medewerker", "griffier", "beheerder")
VERDICT = words("verdict", "voldaan", "deels", "tussenbericht", "niet")


# History is only added to.
SQLITE_APPEND_ONLY = (
    (
        "CREATE TRIGGER history_is_not_changed BEFORE UPDATE ON history "
        "BEGIN SELECT RAISE(ABORT, 'history is only added to'); END"
    ),
    (
        "CREATE TRIGGER history_is_not_removed BEFORE DELETE ON history "
        "BEGIN SELECT RAISE(ABORT, 'history is only added to'); END"
    ),
)
POSTGRESQL_APPEND_ONLY = (
    (
        "CREATE FUNCTION refuse_new_history() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'history is only added to'; END $$"
    ),
    (
        "CREATE TRIGGER history_is_only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON history "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_new_history()"
    ),
)


def is_sqlite() -> bool:
    """Say which of the two databases this is."""
    return op.get_bind().dialect.name == "sqlite"


def create_people() -> None:
    """Make the tables of accounts, of what was tried at the door, and of the register itself."""
    op.create_table(
        "accounts",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("email", sa.String(255), nullable=False),
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("role", ROLE, nullable=False),
        sa.Column("password_hash", sa.String(255), nullable=False),
        sa.Column("token", sa.String(64), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("closed_at", MOMENT),
        sa.Column("demo", sa.Boolean, nullable=False),
        sa.Column("digest", sa.Boolean, nullable=False),
        sa.Column("unsubscribe_token", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("email", name=op.f("uq_accounts_email")),
        sa.UniqueConstraint("token", name=op.f("uq_accounts_token")),
        sa.UniqueConstraint("unsubscribe_token", name=op.f("uq_accounts_unsubscribe_token")),
    )
    op.create_table(
        "login_attempts",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("email", sa.String(255), nullable=False),
        sa.Column("address", sa.String(64), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_attempts")),
    )
    op.create_index("ix_login_attempts_address", "login_attempts", ["address"])
    op.create_index("ix_login_attempts_email_at", "login_attempts", ["email", "at"])
    op.create_table(
        "register_facts",
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_register_facts")),
    )


def create_links() -> None:
    """Make the tables of suggestions, fulfilments and history."""
    op.create_table(
        "suggestions",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("item_id", sa.Integer, nullable=False),
        sa.Column("from_document_id", sa.Integer),
        sa.Column("from_start", sa.Integer),
        sa.Column("from_end", sa.Integer),
        sa.Column("document_id", sa.Integer, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("relation", RELATION, nullable=False),
        sa.Column("score", sa.Double, nullable=False),
        sa.Column("reasons", JSON, nullable=False),
        sa.Column("matcher", sa.String(40), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("verdict", VERDICT),
        sa.Column("judged_by", sa.String(255)),
        sa.Column("judged_at", MOMENT),
        sa.Column("reason", sa.Text),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestions")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_suggestions_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["from_document_id"], ["documents.id"], name=op.f("fk_suggestions_from_document_id")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_suggestions_item_id")),
        sa.UniqueConstraint(
            "item_id",
            "from_document_id",
            "from_start",
            "document_id",
            "start",
            "end",
            name=op.f("uq_suggestions_once"),
        ),
        sa.CheckConstraint(
            "(judged_by IS NULL) = (judged_at IS NULL)",
            name=op.f("ck_suggestions_judged_by_and_at"),
        ),
        sa.CheckConstraint(
            "(verdict IS NULL) = (judged_by IS NULL)", name=op.f("ck_suggestions_judged_whole")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_suggestions_document_id", "suggestions", ["document_id"])
    op.create_index("ix_suggestions_item_id", "suggestions", ["item_id", "verdict"])
    waiting = ["verdict", "document_id", "item_id", "relation"]
    op.create_index("ix_suggestions_waiting", "suggestions", waiting)
    op.create_table(
        "fulfilments",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("item_id", sa.Integer, nullable=False),
        sa.Column("document_id", sa.Integer, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("suggestion_id", sa.Integer),
        sa.Column("verdict", VERDICT, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("made_by", sa.String(255), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("withdrawn_by", sa.String(255)),
        sa.Column("withdrawn_at", MOMENT),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fulfilments")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_fulfilments_document_id")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_fulfilments_item_id")),
        sa.ForeignKeyConstraint(
            ["suggestion_id"], ["suggestions.id"], name=op.f("fk_fulfilments_suggestion_id")
        ),
        sa.CheckConstraint(
            "(withdrawn_by IS NULL) = (withdrawn_at IS NULL)",
            name=op.f("ck_fulfilments_withdrawn_whole"),
        ),
    )
    op.create_index("ix_fulfilments_document_id", "fulfilments", ["document_id"])
    op.create_index("ix_fulfilments_item_id", "fulfilments", ["item_id"])
    op.create_index("ix_fulfilments_suggestion_id", "fulfilments", ["suggestion_id"])
    op.create_table(
        "history",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor", sa.String(255), nullable=False),
        sa.Column("action", ACTION, nullable=False),
        sa.Column("item_id", sa.Integer),
        sa.Column("document_id", sa.Integer),
        sa.Column("suggestion_id", sa.Integer),
        sa.Column("account_id", sa.Integer),
        sa.Column("before", JSON),
        sa.Column("after", JSON),
        sa.Column("reason", sa.Text),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_history")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_history_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_history_document_id")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_history_item_id")),
        sa.ForeignKeyConstraint(
            ["suggestion_id"], ["suggestions.id"], name=op.f("fk_history_suggestion_id")
        ),
    )
    op.create_index("ix_history_at", "history", ["at"])
    op.create_index("ix_history_document_id", "history", ["document_id"])
    op.create_index("ix_history_item_id_at", "history", ["item_id", "at"])


def create_digests() -> None:
    """Make the tables of the digest and its outbox."""
    op.create_table(
        "digest_runs",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("week", sa.String(8), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digest_runs")),
        sa.UniqueConstraint("week", name=op.f("uq_digest_runs_week")),
    )
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
    op.create_index("ix_digest_deliveries_account_id", "digest_deliveries", ["account_id"])
    op.create_index("ix_digest_deliveries_run_id", "digest_deliveries", ["run_id"])
    op.create_index("ix_digest_deliveries_state", "digest_deliveries", ["state"])
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


def upgrade() -> None:
    create_people()
    create_links()
    create_digests()
    op.execute("INSERT INTO register_facts (name, value) VALUES ('intake', ''), ('sign-in', '')")
    for statement in SQLITE_APPEND_ONLY if is_sqlite() else POSTGRESQL_APPEND_ONLY:
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("digest_told")
    op.drop_table("digest_deliveries")
    op.drop_table("digest_runs")
    op.drop_table("history")
    op.drop_table("fulfilments")
    op.drop_table("suggestions")
    op.drop_table("register_facts")
    op.drop_table("login_attempts")
    op.drop_table("accounts")
    if not is_sqlite():
        op.execute("DROP FUNCTION refuse_new_history")
