"""Let a clerk put a promise with another: its repeat, an addition to it, or a change of it."""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

KINDS = "'herhaling', 'aanvulling', 'wijziging'"


def upgrade() -> None:
    op.execute(
        "ALTER TABLE candidates ADD COLUMN place_kind VARCHAR(40) "
        f"CONSTRAINT ck_candidates_placekind CHECK (place_kind IN ({KINDS}))"
    )
    op.execute(
        "ALTER TABLE candidates ADD COLUMN place_of_id INTEGER "
        "CONSTRAINT fk_candidates_place_of_id REFERENCES items (id) "
        "CONSTRAINT ck_candidates_placed_whole "
        "CHECK ((place_kind IS NULL) = (place_of_id IS NULL))"
    )
    op.create_index("ix_candidates_place_of_id", "candidates", ["place_of_id"])


def downgrade() -> None:
    op.drop_index("ix_candidates_place_of_id", "candidates")
    op.drop_column("candidates", "place_of_id")
    op.drop_column("candidates", "place_kind")
