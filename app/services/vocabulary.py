"""What search knows of words beside the stems: which there are, compounds, abbreviations.

All of it follows from papers and seeds. A paper adds its words when it comes in; they stay
when it leaves, because they only widen what is asked and offer spellings.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import column, delete, insert, select, table
from sqlalchemy.orm import Session

from app.matching.compounds import split_compound
from app.services.motion_identity import gather_movers
from app.services.stemming import NORMALISER, fold, stem_of, tokens
from app.store.documents import Passage
from app.store.finding import Member, SearchAlike, SearchWord
from app.store.listed import ListedField, ListedValue
from app.store.register import RegisterFact

VERSION = "1"  # goes up when words or movers have to be gathered anew
WORDS, SEEDED = "words", "finding"  # facts: what they were gathered with

_WORD = re.compile(r"[^\W\d_]{4,40}")  # shorter words, and those with digits, have no neighbours
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class MemberSeed:
    """A member's time in one fractie, by a name that papers print; `last` None: until today."""

    name: str
    fractie: str
    first: date
    last: date | None


@dataclass(frozen=True, slots=True)
class FindingSeeds:
    """What search starts with: pairs that say the same, and the members of the Chamber."""

    alike: tuple[tuple[str, str], ...] = ()
    members: tuple[MemberSeed, ...] = ()


NO_FINDING = FindingSeeds()


def keep_words(session: Session, texts: Iterable[str]) -> None:
    """Put down the words of these texts that no paper had before."""
    words = {word.lower() for text in texts for word in _WORD.findall(text)}
    by_token: dict[str, str] = {}
    for word in sorted(words):
        if token := stem_of(word):
            by_token.setdefault(token, word)
    known: set[str] = set()
    for some in _batches(sorted(by_token)):
        known.update(session.scalars(select(SearchWord.token).where(SearchWord.token.in_(some))))
    rows = [_row(token, word) for token, word in by_token.items() if token not in known]
    if rows:
        session.execute(insert(SearchWord), rows)


def prepare_finding(session: Session, seeds: FindingSeeds) -> None:
    """Bring what search knows up to date with the seeds and with this program."""
    told = hashlib.sha256(repr((seeds, NORMALISER)).encode()).hexdigest()
    if seeds != NO_FINDING and _is_new(session, SEEDED, told):
        _load_alike(session, seeds.alike)
        _load_members(session, seeds.members)
    if _is_new(session, WORDS, f"{VERSION}.{NORMALISER}"):
        _gather(session)


def _is_new(session: Session, name: str, value: str) -> bool:
    """Write a fact down, and say whether it was another."""
    row = session.get(RegisterFact, name)
    if row is None:
        session.add(RegisterFact(name=name, value=value))
        return True
    was, row.value = row.value, value
    return was != value


def _gather(session: Session) -> None:
    """Gather the words of all passages, and the movers of all motions."""
    session.execute(delete(SearchWord))
    found = session.scalars(select(Passage.text).execution_options(yield_per=2_000))
    for texts in found.partitions():
        keep_words(session, texts)
    gather_movers(session)


def _load_alike(session: Session, pairs: Iterable[tuple[str, str]]) -> None:
    """Put down what says the same, both ways."""
    session.execute(delete(SearchAlike))
    rows = {}
    for short, long in pairs:
        for one, other in ((short, long), (long, short)):
            key = " ".join(tokens(one)), " ".join(tokens(other))
            rows[key] = {"tokens": key[0], "other": key[1], "words": other}
    if rows:
        session.execute(insert(SearchAlike), list(rows.values()))


def _load_members(session: Session, members: Iterable[MemberSeed]) -> None:
    """Put down who was in which fractie."""
    session.execute(delete(Member))
    rows = [
        {"name": one.name, "fractie": one.fractie, "first": one.first, "last": one.last}
        for one in members
    ]
    if rows:
        session.execute(insert(Member), rows)
    list_fracties(session)


def list_fracties(session: Session) -> None:
    """Take the fracties of all listed items anew; the database does it for a change of an item."""
    fractie = ListedField.FRACTIE.value
    session.execute(delete(ListedValue).where(ListedValue.field == fractie))
    columns = [one.name for one in ListedValue.__table__.columns]
    now = table("listed_values_now", *map(column, columns))
    found = select(*(now.c[name] for name in columns)).where(now.c.field == fractie).distinct()
    session.execute(insert(ListedValue).from_select(columns, found))


def _row(token: str, word: str) -> dict[str, str | None]:
    """Make the row of a word, taken apart where it is a compound."""
    head, tail = split_compound(fold(word)) or (None, None)
    return {"token": token, "word": word, "head": head, "tail": tail}


def _batches(values: Sequence[str]) -> Iterable[Sequence[str]]:
    for at in range(0, len(values), _AT_ONCE):
        yield values[at : at + _AT_ONCE]
