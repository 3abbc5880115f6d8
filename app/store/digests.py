"""The weekly digest: which weeks were composed, and what was told."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.store.base import Base


class DigestRun(Base):
    """The claim row: one week is composed once, whoever comes first."""

    __tablename__ = "digest_runs"

    id: Mapped[int] = mapped_column(primary_key=True)
    week: Mapped[str] = mapped_column(String(8), unique=True)  # "2026-W47"


class DigestTold(Base):
    """One piece of news that a digest has told; it is never told again.

    `subject` names it: "new:7", "met:3", "maybe:7:12", "overdue:7:2026-11-01" (the id of
    the item or fulfilment; of what may meet an item also the paper that says so, and of a
    term its day, so that a moved term that passes again is news). A commitment is told
    apart from the promise that it was: "new:judged:7", "overdue:judged:7:2026-11-01".
    """

    __tablename__ = "digest_told"

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("digest_runs.id"), index=True)
    subject: Mapped[str] = mapped_column(String(80), unique=True)
