"""Who a clause speaks of: the government in its forms, or somebody else.

In a Dutch main clause the subject stands right before or right after the finite verb; in
a subordinate clause right after the word that opens it. That is enough to tell "zal het
kabinet" and "De Minister van Defensie zal" from "de NAVO zal".
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from app.reading.words import load_lexicon


class SubjectClass(StrEnum):
    """Which part of the government is meant."""

    SPEAKER = "speaker"  # ik
    SPEAKERS = "speakers"  # wij
    CABINET = "cabinet"
    MINISTER = "minister"  # by office or name
    MINISTRY = "ministry"
    STATE = "state"  # Nederland
    AGENCY = "agency"  # an executive agency


_CLASSES = {kind.value: kind for kind in SubjectClass}


class Order(StrEnum):
    """Where the subject was found."""

    BEFORE = "before"  # het kabinet zal
    AFTER = "after"  # zal het kabinet
    SUBORDINATE = "subordinate"  # dat het kabinet … zal
    SHARED = "shared"  # het kabinet heeft … en zal
    AGENT = "agent"  # wordt door het kabinet


@dataclass(frozen=True, slots=True)
class Subject:
    """A part of the government as subject; `start` and `end` index the wording."""

    kind: SubjectClass
    text: str
    start: int
    end: int
    order: Order


SPEAKER = Subject(SubjectClass.SPEAKER, "ik", 0, 0, Order.AGENT)
"""Who speaks, where the words do not say so: "mijn streven is", "toegezegd"."""


@dataclass(frozen=True, slots=True)
class SubjectForm:
    """One way to name the government, with its examples."""

    kind: SubjectClass
    pattern: str
    yes: tuple[str, ...]
    no: tuple[str, ...]


# What may stand between the finite verb and a subject after it, and before a subject.
_LIGHT = re.compile(
    r"(?:er|hier|daar|zich|ook|dan|nu|daarom|echter|hierover|daarover|dit|dat|deze)\s+"
)
_MOST_LIGHT = 2  # of such words
_SPACE = re.compile(r"\s+")
_BY = re.compile(r"(?<![\wà-ÿ])door\s+(?!door\b)(?=(?P<between>[^,;.]{0,30}))")
_OPENING = (
    r"(?:^|[;:,–]\s*|[.»”]\s*|\b(?:[Ee]n|[Mm]aar|[Ww]ant|[Dd]us|[Oo]ok|[Oo]f|[Dd]at|[Zz]oals|[Tt]evens)\s+)"
    r"(?:[Oo]ok\s+|[Zz]elf\s+)?"
)
_PARTICLE = r"(?:\s+(?:zelf|ook|echter|daarom|dan|wel|daarnaast|verder))?\s*$"
_AFTERTHOUGHT = r"(?:\s*,[^,;]{1,90},|\s*,)?" + _PARTICLE
_OPENERS = re.compile(
    r"\b(?:[Dd]at|[Oo]mdat|[Zz]odat|[Ww]aar(?:bij|in|mee|op|na|over|toe|van|door|voor)|[Dd]ie|[Ww]elke"
    r"|[Tt]erwijl|[Aa]angezien|[Zz]oals|[Vv]oordat|[Hh]etgeen)\s+(?:ook\s+|dan\s+)?"
)
_WITH_OF = re.compile(r"(?:[Kk]abinet|[Rr]egering)\s+van\b")
_AND = re.compile(r"\ben\s+\Z")
_NEAR = 16  # characters in which "en" stands before a verb
_HEAD = 3  # characters: "De " before the minister at the head of a sentence
_HE_BEFORE = re.compile(r"(?:\A|\b(?:dat|en|maar)\s+)(?P<he>[Hh]ij|[Zz]ij)(?:\s[^,;.]{0,160})?\s\Z")
_HE_AFTER = re.compile(r"\s+(?P<he>hij|zij)\b")
_OTHER_VERB = re.compile(r"[;:]|\b(?:zal|zullen|heeft|hebben|wordt|worden|is|zijn|kan|kunnen)\b")
_WHETHER = re.compile(r"\b(?:of|als|indien|hoewel|tenzij|mits)\s+(?:ook\s+|dan\s+)?[^,]*$")
_FOREIGN = re.compile(
    r"\s+van\s+(?!Nederland\b|Buitenlandse|Binnenlandse|Algemene|Economische|Sociale|Justitie|Defensie"
    r"|Financi|Onderwijs|Infrastructuur|Landbouw|Volks|Volkshuis|Klimaat|Asiel|Verkeer|Veiligheid|Wonen"
    r"|[A-Z]{2,}|[a-z])[A-Z]"
)


@cache
def load_subjects() -> tuple[SubjectForm, ...]:
    """Read the names of the government from the packaged lexicon, once."""
    return tuple(
        SubjectForm(SubjectClass(row["key"]), row["pattern"], tuple(row["yes"]), tuple(row["no"]))
        for row in _tables()[0]
    )


def _tables() -> tuple[list[dict[str, str]], dict[str, str]]:
    """Read the lexicon as it stands."""
    tables = load_lexicon("subjects")
    return tables["subject"], tables["macros"]


@cache
def subject_pattern() -> str:
    """Give one expression for any name of the government, a group for each class."""
    rows, macros = _tables()
    parts = [f"(?P<{row['key']}>{row['pattern']})" for row in rows]
    body = "|".join(parts)
    for name in ("office", "policy", "name"):
        body = body.replace("{" + name + "}", macros[name])
    return rf"(?:{body})(?![\wà-ÿ-])".replace(" ", r"\s+")


@cache
def _before() -> re.Pattern[str]:
    return re.compile(_OPENING + subject_pattern() + _AFTERTHOUGHT)


@cache
def _adjacent() -> re.Pattern[str]:
    return re.compile(_OPENING + subject_pattern() + _PARTICLE)


@cache
def _anywhere() -> re.Pattern[str]:
    return re.compile(r"(?<![\wà-ÿ-])" + subject_pattern())


def _subject(match: re.Match[str], order: Order) -> Subject | None:
    """Make the subject of a match; None when it is the minister of another state."""
    group = match.lastgroup or ""  # the classes are the only groups
    kind = _CLASSES[group]
    start, end = match.span(group)
    if kind is SubjectClass.MINISTER and _FOREIGN.match(match.string, end):
        return None
    return Subject(kind, match[group], start, end, order)


def find_subject(text: str, start: int, end: int) -> Subject | None:
    """Find the part of the government that is subject of the finite verb `text[start:end]`.

    None when the subject is somebody else or cannot be told.
    """
    first = _first_named(text)
    if first == len(text):
        return None
    edge = max(0, start - 260)
    apart = _before().search(text[edge:start]) if first < start else None
    # What stands right before the verb also stands before it: often one look will do.
    match = _adjacent().search(text[edge:start]) if apart is not None else None
    if match is not None:
        return _shift(_subject(match, Order.BEFORE), edge)
    match = _match_after(text, end)
    if match is not None:
        return _subject(match, Order.AFTER)
    if apart is not None:
        return _shift(_subject(apart, Order.BEFORE), edge)
    return _find_subordinate(text, start) if first < start else None


@lru_cache(maxsize=16)
def _first_named(text: str) -> int:
    """Give where a text first names the government, its end when it never does.

    The forms ask for the subjects of one sentence after the other, and most name none. What
    follows "het kabinet" does not count here: before "van plan" it is the subject all the same.
    """
    named = (_anywhere().search(text), _WITH_OF.search(text))
    return min((match.start() for match in named if match is not None), default=len(text))


def _match_after(text: str, end: int) -> re.Match[str] | None:
    """Match a subject right after a verb, or after light words: "zal daarom ook het kabinet"."""
    space = _SPACE.match(text, end)
    starts = [] if space is None else [space.end()]
    while starts and len(starts) <= _MOST_LIGHT:
        light = _LIGHT.match(text, starts[-1])
        if light is None:
            break
        starts.append(light.end())
    found = (_anywhere().match(text, start) for start in reversed(starts))
    return next((match for match in found if match is not None), None)


def _shift(subject: Subject | None, by: int) -> Subject | None:
    """Move a subject found in a part of the wording to its place in the whole."""
    if subject is None:
        return None
    return Subject(subject.kind, subject.text, subject.start + by, subject.end + by, subject.order)


def _find_subordinate(text: str, start: int) -> Subject | None:
    """Find the subject of a subordinate clause whose verb stands at `start`."""
    last: re.Match[str] | None = None
    for opener in _OPENERS.finditer(text, 0, start):
        last = _anywhere().match(text, opener.end(), start) or last
    if last is None:
        return None
    between = text[last.end() : start]
    if _OTHER_VERB.search(between) or _WHETHER.search(between):
        return None
    return _subject(last, Order.SUBORDINATE)


def find_shared(text: str, start: int) -> Subject | None:
    """Find the subject that a verb after "en" shares with the clause before it."""
    if _AND.search(text, max(0, start - _NEAR), start) is None:
        return None
    found = find_first(text[:start])
    if found is None:
        return None
    return Subject(found.kind, found.text, found.start, found.end, Order.SHARED)


def find_referred(text: str, start: int, end: int, before: str) -> Subject | None:
    """Find the minister whom "hij" or "zij" as subject of the finite verb `text[start:end]` means.

    Named last before it in the sentence, else at the head of the one before (`before`); None when that
    is no minister.
    """
    ahead = _HE_BEFORE.search(text[:start])
    behind = _HE_AFTER.match(text, end)
    if ahead is None and behind is None:
        return None
    at, until = ahead.span("he") if ahead is not None else behind.span("he") if behind else (0, 0)
    named = find_last(text[:at])
    if named is None:
        named = find_first(before)
        named = named if named is not None and named.start <= _HEAD else None
    if named is None or named.kind is not SubjectClass.MINISTER:
        return None
    order = Order.BEFORE if ahead is not None else Order.AFTER
    return Subject(named.kind, named.text, at, until, order)


def find_first(text: str) -> Subject | None:
    """Find the first part of the government that a text names."""
    for match in _anywhere().finditer(text):
        subject = _subject(match, Order.BEFORE)
        if subject is not None:
            return subject
    return None


def find_last(text: str) -> Subject | None:
    """Find the last part of the government that a text names."""
    found = [_subject(match, Order.BEFORE) for match in _anywhere().finditer(text)]
    named = [subject for subject in found if subject is not None]
    return named[-1] if named else None


def find_agent(text: str) -> Subject | None:
    """Find the part of the government by whom ("door") a passive clause is carried out."""
    for by in _BY.finditer(text):
        match = _anywhere().search(text, by.start("between"))
        if match is not None and match.start() <= by.end("between"):
            return _subject(match, Order.AGENT)
    return None
