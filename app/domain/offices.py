"""Who held an office on a day, and which office answers now for one that is gone.

An office is known by its name, however it is spelled: "de minister voor Rechtsbescherming"
and "Minister van Rechtsbescherming" are one. It has periods in which it exists; when one
ends, its successors are named in order, and the first that exists on a day answers then.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import combinations

LONGEST_NAME = 200
PORTFOLIO = " – "  # between the name of an office and a portfolio in it
_MOST_STEPS = 20  # from office to office; more is a circle in the table
_TITLE = r"(?:minister(?:-president)?|staatssecretaris)"
_ARTICLE = re.compile(r"^(?:de|het|mijn ambtgenoot de)\s+")
_FOR = re.compile(rf"^({_TITLE})\s+(?:voor|van)\s+")
_BARE = re.compile(rf"^({_TITLE})\s+(?:(?:van|voor)\s+)?(?P<portfolio>\S.*)$")
_JOINED = re.compile(
    rf",?\s+en\s+(?:van\s+)?(?:de\s+|het\s+)?(?={_TITLE}(?:sen|s)?\b)", re.IGNORECASE
)
_PORTFOLIO = re.compile(r"^\s*(?:[-–—,(]|belast met|voor)\s*(?P<portfolio>.+?)\)?$")
_WORD = re.compile(r"[^\W\d_]{4,}")


class Certainty(StrEnum):
    """How sure a line of a table of facts is."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Office:
    """An office in one period of its existence.

    `ministry` is a slug. Without `first` it has always been there, without `last` it is
    there still. `successors` answer after `last`, the first that exists on the day;
    `also` names those that took over a part, for a person to choose. A successor may
    carry a portfolio after a dash: "Staatssecretaris van Financiën – Douane".
    """

    name: str
    ministry: str | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    successors: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Holder:
    """A person's time in an office. `portfolio` tells two in one office apart."""

    office: str
    name: str
    surname: str
    first: dt.date
    last: dt.date | None = None
    portfolio: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Who answers on a day: the office, its ministry, and the persons who may be meant.

    `names` has more than one where an office is shared and nothing says which of them.
    `portfolio` is that of the one person meant. `also` are offices that took over a part.
    `is_known` says whether the table knows the office at all.
    """

    office: str
    ministry: str | None = None
    names: tuple[str, ...] = ()
    portfolio: str | None = None
    also: tuple[str, ...] = ()
    is_known: bool = False

    @property
    def name(self) -> str | None:
        """Give the persons as one line of text."""
        return " of ".join(self.names) or None


@dataclass(frozen=True, slots=True)
class Book:
    """All offices and holders, by the key of the office."""

    offices: Mapping[str, tuple[Office, ...]]
    holders: Mapping[str, tuple[Holder, ...]]


def make_book(offices: Iterable[Office], holders: Iterable[Holder]) -> Book:
    """Lay the two tables out for looking things up."""
    periods: dict[str, list[Office]] = {}
    persons: dict[str, list[Holder]] = {}
    for office in offices:
        periods.setdefault(key_of_office(office.name), []).append(office)
    for holder in holders:
        persons.setdefault(key_of_office(holder.office), []).append(holder)
    return Book(
        {key: tuple(sorted(rows, key=_begins)) for key, rows in periods.items()},
        {key: tuple(sorted(rows, key=lambda one: one.first)) for key, rows in persons.items()},
    )


@lru_cache(maxsize=4096)
def key_of_office(name: str) -> str:
    """Give an office in the one form by which it is known, whatever its spelling."""
    plain = " ".join(_plain(name).split()).replace("minister president", "minister-president")
    return _FOR.sub(r"\1 van ", _ARTICLE.sub("", plain).rstrip(".,;: "))


def is_on(day: dt.date, first: dt.date | None, last: dt.date | None) -> bool:
    """Say whether a day lies in a period; both ends are inside it."""
    return (first is None or first <= day) and (last is None or day <= last)


def answer_on(
    book: Book,
    text: str,
    day: dt.date,
    *,
    printed: Sequence[str] = (),
    portfolio: str | None = None,
) -> Answer:
    """Say who answers on `day` for the office, or the offices, that `text` names.

    `printed` are names under the paper, `portfolio` the one that is meant: both tell who
    is meant where two share an office. An office that the table does not know answers
    for itself, by nobody's name.
    """
    parts = [part for part in _JOINED.split(text) if part.strip()] or [text]
    answers = [_answer(book, part.strip(), day, printed, portfolio) for part in parts]
    if len(answers) == 1:
        return answers[0]
    return Answer(
        office=" en ".join(dict.fromkeys(one.office for one in answers)),
        ministry=answers[0].ministry,
        names=tuple(dict.fromkeys(_joined(one.names) for one in answers if one.names)),
        also=tuple(dict.fromkeys(other for one in answers for other in one.also)),
        is_known=any(one.is_known for one in answers),
    )


def turning_days(book: Book) -> list[dt.date]:
    """Give the days from which answers may be others than the day before, in order."""
    periods = [
        *((one.first, one.last) for offices in book.offices.values() for one in offices),
        *((one.first, one.last) for holders in book.holders.values() for one in holders),
    ]
    begun = {first for first, _ in periods if first is not None}
    ended = {last for _, last in periods if last is not None and last < dt.date.max}
    return sorted(begun | {last + dt.timedelta(days=1) for last in ended})


def overlapping(holders: Sequence[Holder]) -> tuple[tuple[Holder, Holder], ...]:
    """Give the pairs that hold the same office, with the same portfolio, at the same time."""
    sharing: dict[tuple[str, str | None], list[Holder]] = {}
    for one in holders:
        sharing.setdefault((key_of_office(one.office), one.portfolio), []).append(one)
    return tuple(
        (one, other)
        for group in sharing.values()
        for one, other in combinations(group, 2)
        if max(one.first, other.first) <= min(one.last or dt.date.max, other.last or dt.date.max)
    )


def _answer(
    book: Book, text: str, day: dt.date, printed: Sequence[str], portfolio: str | None
) -> Answer:
    """Say who answers for one office."""
    key, named = _resolve(book, text, day)
    if key is None:
        return Answer(text[:1].upper() + text[1:])
    office, asked, also = _follow(book, key, day, portfolio or named)
    holders = [
        one
        for one in book.holders.get(key_of_office(office.name), ())
        if is_on(day, one.first, one.last)
    ]
    meant = _meant(holders, printed, asked)
    return Answer(
        office=office.name,
        ministry=office.ministry,
        names=tuple(one.name for one in meant),
        portfolio=meant[0].portfolio if len(meant) == 1 else None,
        also=also,
        is_known=True,
    )


def _resolve(book: Book, text: str, day: dt.date) -> tuple[str | None, str | None]:
    """Find the office that a text names, and the portfolio that it names beside it."""
    key = key_of_office(text)
    if key in book.offices:
        return key, None
    for known in sorted(book.offices, key=len, reverse=True):
        rest = _PORTFOLIO.match(key[len(known) :]) if key.startswith(known) else None
        if rest is not None:
            return known, rest["portfolio"]
    bare = _BARE.match(key)
    if bare is None:
        return None, None
    said = bare["portfolio"]
    there = [
        (known, one)
        for known, holders in book.holders.items()
        if known.startswith(bare[1])
        for one in holders
        if is_on(day, one.first, one.last)
    ]
    named = [(known, one.portfolio) for known, one in there if _plain(one.surname) == said]
    if len(named) == 1:  # "minister De Wit": the office by who held it
        return named[0]
    fitting = {known for known, one in there if _fits(one, said)}
    return (fitting.pop(), said) if len(fitting) == 1 else (None, None)


def _follow(
    book: Book, key: str, day: dt.date, portfolio: str | None
) -> tuple[Office, str | None, tuple[str, ...]]:
    """Go from office to office until one exists on the day, or the way ends."""
    also: list[str] = []
    office = _period_on(book.offices[key], day)
    for _step in range(_MOST_STEPS):
        if office.last is None or day <= office.last:
            break
        also += office.also
        successor = _first_there(book, office.successors, day)
        if successor is None:
            break
        office, named = successor
        portfolio = named or portfolio
    return office, portfolio, tuple(dict.fromkeys(also))


def _first_there(
    book: Book, names: Sequence[str], day: dt.date
) -> tuple[Office, str | None] | None:
    """Give the first successor that exists on the day, else the first that ever did."""
    known = [
        (_period_on(book.offices[key], day), named)
        for key, named in (_resolve(book, name, day) for name in names)
        if key is not None
    ]
    there = [one for one in known if is_on(day, one[0].first, one[0].last)]
    gone = [one for one in known if one[0].last is not None and one[0].last < day]
    return next(iter(there or gone), None)


def _period_on(periods: Sequence[Office], day: dt.date) -> Office:
    """Give the period that holds the day, else the last one before it, else the first."""
    begun = [one for one in periods if one.first is None or one.first <= day]
    return begun[-1] if begun else periods[0]


def _meant(
    holders: Sequence[Holder], printed: Sequence[str], portfolio: str | None
) -> Sequence[Holder]:
    """Narrow those who share an office to whom the paper or the portfolio means."""
    if len(holders) < 2:
        return holders
    signed = [one for one in holders if any(_is_named(one, name) for name in printed)]
    if signed:
        return signed
    fitting = [one for one in holders if portfolio and _fits(one, portfolio)]
    return fitting or holders


def _is_named(holder: Holder, printed: str) -> bool:
    """Say whether a printed name is this person's: "A. de Wit" is De Wit."""
    surname = re.escape(_plain(holder.surname))
    return re.search(rf"(?<!\w){surname}(?!\w)", _plain(printed)) is not None


def _fits(holder: Holder, portfolio: str) -> bool:
    """Say whether a portfolio as named is this person's: one word of weight in common."""
    return holder.portfolio is not None and bool(_words(holder.portfolio) & _words(portfolio))


def _words(text: str) -> set[str]:
    """Give the words of weight."""
    return set(_WORD.findall(_plain(text)))


def _plain(text: str) -> str:
    """Give a text without accents and capitals."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()


def _joined(names: Sequence[str]) -> str:
    return " of ".join(names)


def _begins(office: Office) -> dt.date:
    return office.first or dt.date.min
