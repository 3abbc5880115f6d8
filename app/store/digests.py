"""News, and who hears of it: what was noted, readers with what they follow, and their digests."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.digest import DigestKind
from app.domain.languages import Language
from app.store.base import Base, enum_words


class NewsRound(Base):
    """One time that the register was looked through for news.

    Rounds follow each other without gaps: whoever looks claims the next number, so that two who
    look at once never both do, and a later round is never seen before an earlier one.
    """

    __tablename__ = "news_rounds"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    noted_at: Mapped[datetime]


class News(Base):
    """One piece of news, noted once for all readers.

    `subject` names it: "new:7", "met:3", "maybe:7:12", "overdue:7:2026-11-01" (the id of the
    item or fulfilment; of what may meet an item also the paper that says so, and of a term its
    day, so that a moved term that passes again is news), "due:…" likewise, "change:5" of the
    history, "letter:7:12" of a motion and a paper. A commitment is told apart from the promise
    that it was: "new:judged:7".
    """

    __tablename__ = "news"
    __table_args__ = (
        Index("ix_news_kind_round", "kind", "round"),
        Index("ix_news_round_item_id", "round", "item_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round: Mapped[int] = mapped_column(ForeignKey("news_rounds.number"))
    kind: Mapped[DigestKind] = mapped_column(enum_words(DigestKind))
    subject: Mapped[str] = mapped_column(String(80), unique=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"), index=True)


class PaperNews(Base):
    """A paper that came in, noted once for all who follow a list of letters that holds it."""

    __tablename__ = "paper_news"

    document_id: Mapped[int] = mapped_column(
        ForeignKey("documents.id"), primary_key=True, autoincrement=False
    )
    round: Mapped[int] = mapped_column(ForeignKey("news_rounds.number"), index=True)


class Subscription(Base):
    """Somebody who reads the weekly digest: a person with an account, or an address alone.

    `told` is the last round of news that its digests have told; `began_at` the moment from which
    digests are due, None as long as nobody wants any. Who follows nothing hears of the
    whole register; with `everything` so does who follows something. A paused one has an address that the mail server refused for good.
    """

    __tablename__ = "subscriptions"
    __table_args__ = (
        CheckConstraint("(account_id IS NULL) <> (email IS NULL)", "account_or_address"),
        CheckConstraint("(paused_at IS NULL) = (paused_why IS NULL)", "paused_and_why"),
        CheckConstraint("weekday BETWEEN 0 AND 6 AND hour BETWEEN 0 AND 23", "weekday_and_hour"),
        Index("ix_subscriptions_weekday_hour", "weekday", "hour"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), unique=True)
    email: Mapped[str | None] = mapped_column(String(255), unique=True)  # lower case
    language: Mapped[Language | None] = mapped_column(enum_words(Language))  # of an address alone
    token: Mapped[str] = mapped_column(String(64), unique=True)  # stops it, and nothing else
    weekday: Mapped[int] = mapped_column(default=0)  # Monday is 0
    hour: Mapped[int] = mapped_column(default=7)
    everything: Mapped[bool] = mapped_column(default=False)
    when_empty: Mapped[bool] = mapped_column(default=False)
    began_at: Mapped[datetime | None]
    paused_at: Mapped[datetime | None]
    paused_why: Mapped[str | None] = mapped_column(Text)
    told: Mapped[int] = mapped_column(default=0)


class Follow(Base):
    """One thing that a reader follows: an item, or what an address of a list holds.

    The list is one of the register, or with `of_letters` one of letters and reports.

    `wanted` is the list's filter as a value (services/values.py), `address` the same as people
    see it after the question mark. The feed token opens its feed and calendar; the share token
    shows it to colleagues who sign in, `for_fractie` to those of the owner's fractie.
    """

    __tablename__ = "follows"
    __table_args__ = (
        UniqueConstraint("subscription_id", "item_id"),
        CheckConstraint("(item_id IS NULL) = (address IS NOT NULL)", "item_or_list"),
        CheckConstraint("(address IS NULL) = (wanted IS NULL)", "list_with_its_filter"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    subscription_id: Mapped[int] = mapped_column(ForeignKey("subscriptions.id"), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("items.id"), index=True)
    address: Mapped[str | None] = mapped_column(Text)
    wanted: Mapped[dict[str, Any] | None]
    of_letters: Mapped[bool] = mapped_column(default=False)
    name: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime]
    paused_at: Mapped[datetime | None]
    feed_token: Mapped[str] = mapped_column(String(64), unique=True)
    share_token: Mapped[str | None] = mapped_column(String(64), unique=True)
    for_fractie: Mapped[bool] = mapped_column(default=False)


class SubscriptionRequest(Base):
    """Somebody without an account who asked for the digest, until the link in a mail confirms it."""

    __tablename__ = "subscription_requests"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(255), index=True)
    visitor: Mapped[str] = mapped_column(String(64), index=True)  # the network address
    language: Mapped[Language] = mapped_column(enum_words(Language))
    weekday: Mapped[int]
    hour: Mapped[int]
    address: Mapped[str | None] = mapped_column(Text)  # of a list; None: the whole register
    wanted: Mapped[dict[str, Any] | None]
    of_letters: Mapped[bool] = mapped_column(default=False)
    name: Mapped[str | None] = mapped_column(String(200))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    asked_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class DigestRun(Base):
    """The claim row: for one reader one week is composed once, whoever comes first.

    It told what was noted after round `first`, up to and with round `last`.
    """

    __tablename__ = "digest_runs"
    __table_args__ = (UniqueConstraint("subscription_id", "week"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    subscription_id: Mapped[int] = mapped_column(ForeignKey("subscriptions.id"))
    week: Mapped[str] = mapped_column(String(8), index=True)  # "2026-W47"
    first: Mapped[int]
    last: Mapped[int]
    lines: Mapped[int]  # how many pieces of news it told; without any there may be no message
    composed_at: Mapped[datetime]
