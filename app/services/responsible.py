"""Who answered for a promise on its day, who answers today, and which committee leads."""

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from app.domain.offices import Answer, Book, answer_on, turning_days
from app.services.fields import CommitmentChanges, CommitmentFields, change
from app.services.offices import (
    Ministries,
    answering,
    find_ministry,
    load_ministries,
    spell_office,
)
from app.services.tables import lead_of, load_book, load_leads
from app.store.documents import Document

_NAME = (
    r"(?:(?:[Vv]an|[Dd]e|[Dd]en|[Dd]er|[Tt]en|[Tt]er|’t|'t|[Ee]l)\s){0,3}"
    r"[A-ZÀ-Ý][\w’'-]*(?:\s(?:van|de|den|der)\s[A-ZÀ-Ý][\w’'-]*)?"
)
_MEMBER = re.compile(
    rf"\b(?:[Hh]et\s(?:Kamer)?lid|[Dd]e\sheer|[Mm]evrouw)\s(?P<name>{_NAME})(?![\w’'-])"
    r"(?!\s(?:c\.s\.|en\s[A-ZÀ-Ý]))"
)
_MOVED = re.compile(r"\b(?:moties?|amendement(?:en)?|initiatief\w*)\s+van\s+$")


@dataclass(frozen=True, slots=True)
class Tables:
    """What the tables say, loaded once for many items."""

    book: Book
    leads: Mapping[str, int]
    ministries: Ministries


@dataclass(frozen=True, slots=True)
class Signed:
    """What counts of a paper here: its day, its dossier, and who signed it, by what name."""

    day: dt.date | None = None
    dossier: str | None = None
    functions: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


UNSIGNED = Signed()
SIGNED = (
    Document.date,
    Document.not_before,
    Document.dossier,
    Document.from_functions,
    Document.signatories,
)
"""The columns of a paper, or of none, from which `signed_of` makes its value."""


@dataclass(frozen=True, slots=True)
class Now:
    """Who answers today by the tables: the office, who holds it, and its ministry."""

    office: str | None = None
    name: str | None = None
    ministry_id: int | None = None
    also: tuple[str, ...] = ()


def load_tables(session: Session) -> Tables:
    """Load the tables of offices, holders and dossiers."""
    return Tables(load_book(session), load_leads(session), load_ministries(session))


def signed_of(row: Any) -> Signed:
    """Give what counts of a paper, from its row or from one that has the columns SIGNED."""
    return Signed(
        row.date or row.not_before,
        row.dossier,
        tuple(row.from_functions or ()),
        tuple(name for _function, name in row.signatories or () if name),
    )


def answer_then(book: Book, office: str, paper: Signed) -> Answer:
    """Say who held an office on the day of the paper; names under it tell two apart."""
    if paper.day is None:
        return Answer(office)
    return answer_on(book, office, paper.day, printed=paper.names)


def answer_now(tables: Tables, actor: str, paper: Signed, today: dt.date) -> Now:
    """Say who answers today for a promise: the rule, from its own words and its own day.

    An office that is gone has a successor, or the way ends there. An empty answer stands
    for words that name no office in a paper that not exactly one office signed.
    """
    office = answering(tables.ministries, actor, paper.functions)
    return Now() if office is None else now_of(tables, office, paper, today)


def now_of(tables: Tables, office: str, paper: Signed, today: dt.date) -> Now:
    """Say who answers today for an office as it was on the day of the paper."""
    then = answer_then(tables.book, office, paper)
    answer = answer_on(tables.book, office, today, portfolio=then.portfolio)
    spelled = answer.office if answer.is_known else spell_office(tables.ministries, office)
    return Now(spelled, answer.name, _ministry_of(tables, answer, spelled), answer.also)


class Rules:
    """Who answers today for many promises: each question is looked up in the tables once.

    Papers of days between which nothing in the tables begins or ends have the same answers.
    """

    def __init__(self, tables: Tables, today: dt.date) -> None:
        """Begin with nothing looked up."""
        self.tables = tables
        self._today = today
        self._turns = turning_days(tables.book)
        self._known: dict[tuple[Any, ...], Now] = {}

    def answer(self, actor: str, office: str | None, paper: Signed) -> Now:
        """Give who answers by the rule: from the words, else from the office put down."""
        period = None if paper.day is None else bisect_right(self._turns, paper.day)
        asked = (actor, office, period, paper.functions, paper.names)
        if asked not in self._known:
            self._known[asked] = self._find(actor, office, paper)
        return self._known[asked]

    def _find(self, actor: str, office: str | None, paper: Signed) -> Now:
        """Look it up."""
        ruled = answer_now(self.tables, actor, paper, self._today)
        if ruled.office is None and office:
            spelled = spell_office(self.tables.ministries, office)
            return now_of(self.tables, spelled, paper, self._today)
        return ruled


def with_answering(
    tables: Tables,
    fields: CommitmentFields,
    *,
    before: CommitmentFields | None,
    changes: CommitmentChanges | None,
    paper: Signed,
    today: dt.date,
) -> CommitmentFields:
    """Give the changed fields with who answers and which committee leads.

    `before` is None for a commitment entered by hand. What a person says of the office,
    the holder or the committee stands, and is kept from every rule; an office that is
    emptied, or is the one that the rule gives, follows the rule. Another actor brings another office, another office
    another ministry, unless those are given too.
    """
    given = changes if changes is not None else CommitmentChanges()
    asked = change(fields, changes)
    settled = _with_office(tables, asked, before, given, paper, today)
    return _with_committee(tables, settled, before, given, paper)


def _with_office(
    tables: Tables,
    asked: CommitmentFields,
    before: CommitmentFields | None,
    given: CommitmentChanges,
    paper: Signed,
    today: dt.date,
) -> CommitmentFields:
    """Settle who answers."""
    ruled = answer_now(tables, asked.actor, paper, today)
    emptied = "" in (given.responsible, given.responsible_name) and not given.responsible
    if before is None and asked.responsible:
        own = now_of(tables, spell_office(tables.ministries, asked.responsible), paper, today)
        by_hand = ruled.office is not None and own.office != ruled.office
        return _answered(asked, own, by_hand=by_hand)
    if not emptied and (given.responsible or given.responsible_name):
        agrees = asked.responsible and not given.responsible_name
        if agrees and spell_office(tables.ministries, asked.responsible or "") == ruled.office:
            return _answered(asked, ruled, by_hand=False, ministry_id=given.ministry_id)
        return _by_hand(tables, asked, before, given, today)
    if before is None or emptied or asked.actor != before.actor:
        return _answered(asked, ruled, by_hand=False, ministry_id=given.ministry_id)
    return asked


def _answered(
    asked: CommitmentFields, now: Now, *, by_hand: bool, ministry_id: int | None = None
) -> CommitmentFields:
    """Let the tables say who answers; a ministry that was given stands."""
    keep = ministry_id is not None
    return replace(
        asked,
        responsible=now.office,
        responsible_name=now.name,
        responsible_by_hand=by_hand,
        ministry_id=asked.ministry_id if keep else now.ministry_id,
    )


def _by_hand(
    tables: Tables,
    asked: CommitmentFields,
    before: CommitmentFields | None,
    given: CommitmentChanges,
    today: dt.date,
) -> CommitmentFields:
    """Let a person say who answers: the office as given, by its holder unless named too."""
    office = spell_office(tables.ministries, asked.responsible) if asked.responsible else None
    name = asked.responsible_name
    if not given.responsible_name:
        name = holder_now(tables, office, today)
    moved = before is None or office != before.responsible
    ministry = asked.ministry_id
    if moved and given.ministry_id is None:
        known = answer_on(tables.book, office, today) if office else Answer("")
        ministry = _ministry_of(tables, known, office)
    return replace(
        asked,
        responsible=office,
        responsible_name=name,
        responsible_by_hand=True,
        ministry_id=ministry,
    )


def _ministry_of(tables: Tables, answer: Answer, office: str | None) -> int | None:
    """Give the ministry of an office: by the table, else by its name."""
    by_table = tables.ministries.slugs.get(answer.ministry or "")
    return by_table or find_ministry(tables.ministries, office)


def _with_committee(
    tables: Tables,
    asked: CommitmentFields,
    before: CommitmentFields | None,
    given: CommitmentChanges,
    paper: Signed,
) -> CommitmentFields:
    """Settle which committee leads."""
    if given.committee_id is not None or (before is None and asked.committee_id):
        return replace(asked, committee_by_hand=True)
    if before is None:
        return replace(asked, committee_id=committee_of(tables, paper))
    return asked


def holder_now(tables: Tables, office: str | None, today: dt.date) -> str | None:
    """Give who holds an office today; None for one that is gone or unknown."""
    if office is None:
        return None
    answer = answer_on(tables.book, office, today)
    same = answer_on(tables.book, answer.office, today)
    return answer.name if answer.is_known and same == answer else None


def committee_of(tables: Tables, paper: Signed) -> int | None:
    """Give the committee that leads the dossier of a paper."""
    return lead_of(tables.leads, paper.dossier)


def member_in(words: str) -> str | None:
    """Give the one member of the Chamber whom a sentence names; None for none or several.

    Who moved a motion is named for the motion, not for the promise.
    """
    found = {
        " ".join(match["name"].split())
        for match in _MEMBER.finditer(words)
        if not _MOVED.search(words[: match.start()])
    }
    return found.pop() if len(found) == 1 else None
