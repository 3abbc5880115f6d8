"""Words for what pages show: statuses and their look, deeds, terms, days."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from app.clock import DUTCH_TIME
from app.domain.accounts import Role
from app.domain.commitments import Execution, Status, TermLevel, Verdict
from app.domain.dutch import in_small_letters, paper_words
from app.domain.history import Action
from app.domain.languages import Language
from app.domain.matching import ItemKind, Relation, Timing
from app.domain.papers import PaperKind
from app.domain.reading import FulfilmentStatus, Made, PromiseKind, Stance, TargetKind
from app.services.overview.changed import Change
from app.services.overview.rows.common import HistoryLine, LetterRef, Paging, Standing, TermView
from app.services.overview.rows.letters import MarkKind
from app.services.search import Problem
from app.services.undoing import can_undo
from app.services.undone import BESIDE
from app.web import deeds
from app.web.dates import clock_words
from app.web.field_names import FIELDS
from app.web.speaking import _, later, speaker
from app.web.term_words import LEVEL_NAMES, TERM_RULES


@dataclass(frozen=True, slots=True)
class Badge:
    """How a state looks: its words, the name of its icon, its tone. Never colour alone."""

    words: str
    icon: str
    tone: str


BADGES: dict[Standing, Badge] = {
    Standing.WAITING: Badge(later("Nog niet beoordeeld"), "question", "wait"),
    Standing.DISMISSED: Badge(later("Afgewezen"), "cross", "quiet"),
    Standing.OPEN: Badge(later("Openstaand"), "clock", "open"),
    Standing.PARTLY: Badge(later("Deels afgedaan"), "half", "open"),
    Standing.PROPOSED: Badge(later("Voorgesteld: afdoen"), "letter", "wait"),
    Standing.SETTLED: Badge(later("Afgedaan"), "check", "done"),
    Standing.LAPSED: Badge(later("Vervallen"), "cross", "quiet"),
    Standing.NOTHING_REPORTED: Badge(later("Nog niets gemeld"), "clock", "quiet"),
    Standing.UNDER_WAY: Badge(later("In uitvoering"), "half", "open"),
    Standing.REPORTED: Badge(later("Uitvoering gemeld"), "letter", "wait"),
}

LEVELS: dict[TermLevel, Badge | None] = {
    TermLevel.NONE: None,
    TermLevel.AHEAD: None,
    TermLevel.POSTPONED: Badge(later("Uitgesteld"), "clock", "quiet"),
    TermLevel.SOON: Badge(later("Verloopt binnenkort"), "clock", "wait"),
    TermLevel.OVERDUE: Badge(later("Termijn verstreken"), "warning", "late"),
    TermLevel.SERIOUS: Badge(later("Ernstig verstreken"), "warning", "late"),
    TermLevel.DONE: None,
}

CHANGES: dict[Change, Badge] = {
    Change.NEW: Badge(later("Nieuw"), "plus", "fresh"),
    Change.PASSED: Badge(later("Pas verstreken"), "warning", "fresh"),
    Change.LETTER: Badge(later("Nieuwe brief"), "letter", "fresh"),
    Change.CHANGED: Badge(later("Gewijzigd"), "pen", "fresh"),
}

VERDICTS: dict[Verdict, Badge] = {
    Verdict.FULFILS: Badge(later("Geheel voldaan"), "check", "done"),
    Verdict.FULFILS_PARTLY: Badge(later("Deels voldaan"), "half", "open"),
    Verdict.PROGRESS: Badge(later("Tussenbericht"), "letter", "open"),
    Verdict.UNRELATED: Badge(later("Hoort er niet bij"), "cross", "quiet"),
}

STANCES: dict[Stance, Badge] = {
    Stance.CARRIED_OUT: Badge(later("Uitgevoerd"), "check", "done"),
    Stance.UNDER_WAY: Badge(later("In uitvoering"), "half", "open"),
    Stance.PROMISED: Badge(later("Toegezegd"), "clock", "wait"),
    Stance.MENTIONED: Badge(later("Alleen genoemd"), "letter", "quiet"),
}

SAID: dict[FulfilmentStatus, Badge] = {
    FulfilmentStatus.MET: Badge(later("Voldaan"), "check", "done"),
    FulfilmentStatus.PARTLY: Badge(later("Deels"), "half", "open"),
    FulfilmentStatus.UNDER_WAY: Badge(later("In uitvoering"), "half", "open"),
}

ITEM_KINDS: dict[ItemKind, str] = {
    ItemKind.CANDIDATE: later("Mogelijke toezegging"),
    ItemKind.COMMITMENT: later("Toezegging"),
    ItemKind.MOTION: later("Motie"),
}

PROMISE_KINDS: dict[PromiseKind, str] = {
    PromiseKind.INFORM: later("De Kamer informeren"),
    PromiseKind.ACT: later("Iets doen of opleveren"),
}

MADE: dict[Made, str] = {
    Made.HERE: later("In dit stuk gedaan"),
    Made.EARLIER: later("Eerder gedaan, in dit stuk vermeld"),
}

PAPER_KINDS: dict[PaperKind, str] = {
    PaperKind.LETTER: later("Brief"),
    PaperKind.WRITTEN_CONSULTATION: later("Verslag van een schriftelijk overleg"),
    PaperKind.DEBATE: later("Verslag van een debat"),
    PaperKind.MOTION: later("Motie"),
    PaperKind.OTHER: later("Stuk"),
}

TARGETS: dict[TargetKind, str] = {
    TargetKind.PROMISE: later("een toezegging"),
    TargetKind.MOTION: later("een motie"),
    TargetKind.REQUEST: later("een verzoek"),
}

RELATIONS: dict[Relation, str] = {
    Relation.FULFILS: later("Voldoet misschien aan"),
    Relation.FOLLOWS: later("Bericht misschien over de voortgang van"),
    Relation.SAME: later("Gaat misschien over hetzelfde als"),
}

MARKS: dict[MarkKind, str] = {
    MarkKind.PROMISE: later("Toezeggingen"),
    MarkKind.MOTION: later("Moties"),
    MarkKind.STATEMENT: later("Wat de brief zegt te hebben afgedaan"),
    MarkKind.CITATION: later("Aangehaalde stukken"),
    MarkKind.SUGGESTED: later("Mogelijk antwoord op eerdere items"),
    MarkKind.LINKED: later("Aan een item gekoppeld"),
}

# What a screen reader says before marked words.
SPOKEN: dict[MarkKind, str] = {
    MarkKind.PROMISE: later("toezegging"),
    MarkKind.MOTION: later("motie"),
    MarkKind.STATEMENT: later("afgedaan"),
    MarkKind.CITATION: "",
    MarkKind.SUGGESTED: later("mogelijk antwoord"),
    MarkKind.LINKED: later("gekoppeld"),
}

WAITING = Standing.WAITING

# After a relation: "voldoet misschien aan deze toezegging".
OF_KIND: dict[ItemKind, str] = {
    ItemKind.CANDIDATE: later("deze mogelijke toezegging"),
    ItemKind.COMMITMENT: later("deze toezegging"),
    ItemKind.MOTION: later("deze motie"),
}

# After "voldoet misschien aan" and before a number.
KIND_BEFORE_NUMBER: dict[ItemKind, str] = {
    ItemKind.CANDIDATE: later("mogelijke toezegging"),
    ItemKind.COMMITMENT: later("toezegging"),
    ItemKind.MOTION: later("motie"),
}

EARLIER: dict[ItemKind, str] = {
    ItemKind.CANDIDATE: later("Wat werd toegezegd"),
    ItemKind.COMMITMENT: later("Wat werd toegezegd"),
    ItemKind.MOTION: later("Waar de motie werd genoemd"),
}

ROLES: dict[Role, str] = {
    Role.READER: later("lezer"),
    Role.STAFF: later("medewerker"),
    Role.CLERK: later("griffier"),
    Role.ADMINISTRATOR: later("beheerder"),
}

ACTIONS = deeds.ACTIONS

QUERY_PROBLEMS: dict[Problem, str] = {
    Problem.NOTHING_LEFT: later("Er staat geen woord of nummer in de zoekvraag."),
    Problem.ONLY_EXCLUDED: later(
        "Er staat alleen wat er niet in mag staan. Geef ook een woord om op te zoeken."
    ),
}

_TIED = re.compile(
    r"(?<=\d) (?=\d{3}\b)|(?<=\bnr\.) (?=\d)|(?<=\d) (?=[IVXLC]+\b)|(?<=^\d) (?=[A-Za-z])|(?<=\b\d\d) (?=[A-Za-z])"
)
_BY_HAND = later("Met de hand vastgesteld.")
_OTHER_RULE = later("Uit de woorden afgeleid.")


def day_words(day: date | None) -> str:
    """Print a day in words; nothing for no day."""
    return speaker().day(day) if day else ""


def moment_words(at: datetime) -> str:
    """Print a moment, in Dutch time: "16 februari 2022, 14.05 uur"."""
    local = at.astimezone(DUTCH_TIME)
    return f"{speaker().day(local.date())}, {clock_words(at)}"


def timing_words(timing: Timing) -> str:
    """Say when a paper was written, as well as it is known."""
    if timing.day:
        return day_words(timing.day)
    if timing.not_before and timing.not_after:
        first, last = day_words(timing.not_before), day_words(timing.not_after)
        return _("zonder datum; tussen %(first)s en %(last)s", first=first, last=last)
    if timing.not_before:
        return _("zonder datum; na %(day)s", day=day_words(timing.not_before))
    if timing.not_after:
        return _("zonder datum; vóór %(day)s", day=day_words(timing.not_after))
    return _("zonder datum")


def rule_words(term: TermView) -> str:
    """Say in plain words which rule gave the last day."""
    if term.rule is None:
        return _BY_HAND if term.latest else ""
    return TERM_RULES.get(term.rule, _OTHER_RULE)


def badge_of_status(status: Status) -> Badge:
    """Give the look of a commitment's status."""
    return BADGES[Standing(status.value)]


def status_words(status: Status | Execution) -> str:
    """Name where a commitment or motion stands, within a sentence."""
    return str(BADGES[Standing(status.value)].words).lower()


def percent(score: float) -> str:
    """Print a score as a whole percentage; a score below one never prints as 100."""
    return f"{min(round(score * 100), 100 if score >= 1 else 99)}%"


def number_words(count: int, one: str, many: str) -> str:
    """Print a count with its noun: "1 brief", "2.400 brieven"."""
    said = speaker()
    return f"{said.number(count)} {said.count(one, many, count)}"


def field_words(name: str) -> str:
    """Name a field of a history line."""
    return FIELDS.get(name, name.replace("_", " "))


def paper_line(letter: LetterRef) -> str:
    """Name a paper at the head of a line: "Brief van 16 februari 2022 (35 925 V, nr. 72)"."""
    if letter.is_spoken:
        return unbroken(f"{capitalize_first(letter.title or '')}, {day_words(letter.timing.day)}")
    words = paper_words(letter.paper, speaker())
    return unbroken(words[:1].upper() + words[1:])


def unbroken(text: str) -> str:
    """Keep the parts of a number and of a day on one line."""
    return _TIED.sub("\N{NO-BREAK SPACE}", text)


def value_words(value: str) -> str:
    """Print a value of a history line: days, yes and no, and statuses in words."""
    if (known := _known(value)) is not None:
        return known
    try:
        return day_words(date.fromisoformat(value))
    except ValueError:
        return value


def is_told(value: str) -> bool:
    """Say whether a value of a history line stays in the words of the register, which are Dutch."""
    return value_words(value) == value and any(sign.isalpha() for sign in value)


def _known(value: str) -> str | None:
    """Say yes, no and what we have words of our own for; None for the words of others."""
    if value in (str(True), str(False)):
        return _("ja") if value == str(True) else _("nee")
    if speaker().language is Language.DUTCH or value not in set(Standing):
        return None
    return BADGES[Standing(value)].words.lower()


def pages_shown(paging: Paging) -> tuple[int | None, ...]:
    """Give the page numbers to offer: the ends, and those around this one; None is a gap."""
    near = {1, paging.pages, paging.page - 1, paging.page, paging.page + 1}
    numbers: list[int | None] = []
    for number in sorted(number for number in near if 1 <= number <= paging.pages):
        last = numbers[-1] if numbers else 0
        if last is not None and number - last == 2:  # a gap of one page is that page
            numbers.append(number - 1)
        elif last is not None and number - last > 2:
            numbers.append(None)
        numbers.append(number)
    return tuple(numbers)


def office_words(office: str) -> str:
    """Print who answers or signs at the head of a line, whatever capitals a paper has for it."""
    return capitalize_first(in_small_letters(office))


def capitalize_first(text: str) -> str:
    """Begin with a capital, without the dash of a list, and leave the rest as it is."""
    text = text.lstrip("–—-•· ")
    return text[:1].upper() + text[1:]


def kind_options(names: dict[ItemKind, str]) -> dict[str, tuple[str, str]]:
    """Give, for each kind's value, its word in addresses and its name for people."""
    return {kind.value: (name, ITEM_KINDS[kind]) for kind, name in names.items()}


def standing_options() -> dict[str, tuple[str, str]]:
    """Give, for each standing's value, that value and its name for people; and for the groups."""
    groups = {"lopend": ("lopend", _("Openstaand, ook deels"))}
    return groups | {
        standing.value: (standing.value, badge.words) for standing, badge in BADGES.items()
    }


def level_options() -> dict[str, tuple[str, str]]:
    """Give, for each level's value, that value and its name for people; and for the group."""
    groups = {"te-laat": ("te-laat", _("Termijn verstreken, hoe lang ook"))}
    return groups | {level.value: (level.value, words) for level, words in LEVEL_NAMES.items()}


def motion_name(movers: Sequence[str], cosigned: bool) -> str:
    """Name a motion by its movers: "Motie Van Dam en Smit c.s."."""
    if not movers:
        return _("Motie")
    names = together(movers)
    return _("Motie %(names)s c.s.", names=names) if cosigned else _("Motie %(names)s", names=names)


def together(names: Sequence[str]) -> str:
    """Name several things in a sentence: "a, b en c"."""
    if len(names) < 2:
        return "".join(names)
    return _("%(names)s en %(last)s", names=", ".join(names[:-1]), last=names[-1])


def undoable(lines: Sequence[HistoryLine]) -> frozenset[int]:
    """Give the ids of what can be taken back: a person's latest deed, if it is a decision.

    What followed a table after it can be taken back too, whoever let it follow.
    """
    found: set[int] = set()
    for line in lines:
        followed = line.action is Action.COMMITMENT_FOLLOWED
        if (line.by_machine and not followed) or line.action in BESIDE:
            continue
        if can_undo(line.action) and not (followed and found):
            found.add(line.id)
        if not followed:
            break
    return frozenset(found)


def paper_without_number(letter: LetterRef) -> str:
    """Name a paper by its kind and day alone, for where its number stands beside it."""
    if letter.is_spoken:
        return paper_line(letter)
    words = paper_words(replace(letter.paper, canonical=None), speaker())
    return unbroken(words[:1].upper() + words[1:])
