"""Dutch words for what pages show: statuses and their look, deeds, terms, days."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from app.clock import DUTCH_TIME
from app.domain.accounts import Role
from app.domain.commitments import Execution, Status, TermLevel, Verdict
from app.domain.dutch import long_date, paper_words
from app.domain.history import Action
from app.domain.matching import ItemKind, Relation, Timing
from app.domain.papers import PaperKind
from app.domain.reading import FulfilmentStatus, Made, PromiseKind, Stance, TargetKind
from app.services.overview.rows.common import HistoryLine, LetterRef, Paging, Standing, TermView
from app.services.overview.rows.letters import MarkKind
from app.services.search import Problem
from app.services.undoing import can_undo
from app.services.undone import BESIDE
from app.web.field_names import FIELDS
from app.web.speaking import later, speaker
from app.web.term_words import TERM_RULES


@dataclass(frozen=True, slots=True)
class Badge:
    """How a state looks: its words, the name of its icon, its tone. Never colour alone."""

    words: str
    icon: str
    tone: str


BADGES: dict[Standing, Badge] = {
    Standing.WAITING: Badge("Nog niet beoordeeld", "question", "wait"),
    Standing.DISMISSED: Badge("Afgewezen", "cross", "quiet"),
    Standing.OPEN: Badge("Openstaand", "clock", "open"),
    Standing.PARTLY: Badge("Deels afgedaan", "half", "open"),
    Standing.PROPOSED: Badge("Voorgesteld: afdoen", "letter", "wait"),
    Standing.SETTLED: Badge("Afgedaan", "check", "done"),
    Standing.LAPSED: Badge("Vervallen", "cross", "quiet"),
    Standing.NOTHING_REPORTED: Badge("Nog niets gemeld", "clock", "quiet"),
    Standing.UNDER_WAY: Badge("In uitvoering", "half", "open"),
    Standing.REPORTED: Badge("Uitvoering gemeld", "letter", "wait"),
}

REPEAT = Badge("Herhaling", "letter", "quiet")

LEVELS: dict[TermLevel, Badge | None] = {
    TermLevel.NONE: None,
    TermLevel.AHEAD: None,
    TermLevel.SOON: Badge("Verloopt binnenkort", "clock", "wait"),
    TermLevel.OVERDUE: Badge("Termijn verstreken", "warning", "late"),
    TermLevel.SERIOUS: Badge("Ernstig verstreken", "warning", "late"),
    TermLevel.DONE: None,
}

VERDICTS: dict[Verdict, Badge] = {
    Verdict.FULFILS: Badge("Geheel voldaan", "check", "done"),
    Verdict.FULFILS_PARTLY: Badge("Deels voldaan", "half", "open"),
    Verdict.PROGRESS: Badge("Tussenbericht", "letter", "open"),
    Verdict.UNRELATED: Badge("Hoort er niet bij", "cross", "quiet"),
}

STANCES: dict[Stance, Badge] = {
    Stance.CARRIED_OUT: Badge("Uitgevoerd", "check", "done"),
    Stance.UNDER_WAY: Badge("In uitvoering", "half", "open"),
    Stance.PROMISED: Badge("Toegezegd", "clock", "wait"),
    Stance.MENTIONED: Badge("Alleen genoemd", "letter", "quiet"),
}

SAID: dict[FulfilmentStatus, Badge] = {
    FulfilmentStatus.MET: Badge("Voldaan", "check", "done"),
    FulfilmentStatus.PARTLY: Badge("Deels", "half", "open"),
    FulfilmentStatus.UNDER_WAY: Badge("In uitvoering", "half", "open"),
}

ITEM_KINDS: dict[ItemKind, str] = {
    ItemKind.CANDIDATE: "Mogelijke toezegging",
    ItemKind.COMMITMENT: "Toezegging",
    ItemKind.MOTION: "Motie",
}

PROMISE_KINDS: dict[PromiseKind, str] = {
    PromiseKind.INFORM: "De Kamer informeren",
    PromiseKind.ACT: "Iets doen of opleveren",
}

MADE: dict[Made, str] = {
    Made.HERE: "In dit stuk gedaan",
    Made.EARLIER: "Eerder gedaan, in dit stuk vermeld",
}

PAPER_KINDS: dict[PaperKind, str] = {
    PaperKind.LETTER: "Brief",
    PaperKind.WRITTEN_CONSULTATION: "Verslag van een schriftelijk overleg",
    PaperKind.DEBATE: "Verslag van een debat",
    PaperKind.MOTION: "Motie",
    PaperKind.OTHER: "Stuk",
}

TARGETS: dict[TargetKind, str] = {
    TargetKind.PROMISE: "een toezegging",
    TargetKind.MOTION: "een motie",
    TargetKind.REQUEST: "een verzoek",
}

RELATIONS: dict[Relation, str] = {
    Relation.FULFILS: "Voldoet misschien aan",
    Relation.FOLLOWS: "Bericht misschien over de voortgang van",
    Relation.SAME: "Gaat misschien over hetzelfde als",
}

MARKS: dict[MarkKind, str] = {
    MarkKind.PROMISE: "Toezeggingen",
    MarkKind.MOTION: "Moties",
    MarkKind.STATEMENT: "Wat de brief zegt te hebben afgedaan",
    MarkKind.CITATION: "Aangehaalde stukken",
    MarkKind.SUGGESTED: "Mogelijk antwoord op eerdere items",
    MarkKind.LINKED: "Aan een item gekoppeld",
}

# What a screen reader says before marked words.
SPOKEN: dict[MarkKind, str] = {
    MarkKind.PROMISE: "toezegging",
    MarkKind.MOTION: "motie",
    MarkKind.STATEMENT: "afgedaan",
    MarkKind.CITATION: "",
    MarkKind.SUGGESTED: "mogelijk antwoord",
    MarkKind.LINKED: "gekoppeld",
}

WAITING = Standing.WAITING

# After a relation: "voldoet misschien aan deze toezegging".
OF_KIND: dict[ItemKind, str] = {
    ItemKind.CANDIDATE: "deze mogelijke toezegging",
    ItemKind.COMMITMENT: "deze toezegging",
    ItemKind.MOTION: "deze motie",
}

# After "voldoet misschien aan" and before a number.
KIND_BEFORE_NUMBER: dict[ItemKind, str] = {
    ItemKind.CANDIDATE: "mogelijke toezegging",
    ItemKind.COMMITMENT: "toezegging",
    ItemKind.MOTION: "motie",
}

EARLIER: dict[ItemKind, str] = {
    ItemKind.CANDIDATE: "Wat werd toegezegd",
    ItemKind.COMMITMENT: "Wat werd toegezegd",
    ItemKind.MOTION: "Waar de motie werd genoemd",
}

ROLES: dict[Role, str] = {
    Role.READER: later("lezer"),
    Role.STAFF: later("medewerker"),
    Role.CLERK: later("griffier"),
    Role.ADMINISTRATOR: later("beheerder"),
}

ACTIONS: dict[Action, str] = {
    Action.DOCUMENT_IMPORTED: "Stuk ingelezen",
    Action.DOCUMENT_CORRECTED: "Gegevens van het stuk verbeterd",
    Action.DOCUMENT_WITHDRAWN: "Stuk ingetrokken",
    Action.DOCUMENT_REPLACED: "Stuk vervangen door een nieuwere uitgave",
    Action.DOCUMENT_REINSTATED: "Stuk teruggezet",
    Action.ITEM_ASSIGNED: "Werk toegewezen",
    Action.NOTE_ADDED: "Notitie toegevoegd",
    Action.CANDIDATE_FOUND: "Mogelijke toezegging gevonden",
    Action.CANDIDATE_ACCEPTED: "Aanvaard als toezegging",
    Action.CANDIDATE_DISMISSED: "Afgewezen",
    Action.CANDIDATE_REOPENED: "Besluit ongedaan gemaakt; weer te beoordelen",
    Action.PLACE_JUDGED: "Over de herhaling beslist",
    Action.PLACE_REOPENED: "Besluit over de herhaling ongedaan gemaakt",
    Action.COMMITMENT_ENTERED: "Toezegging met de hand gemaakt",
    Action.COMMITMENT_WITHDRAWN: "Toezegging ingetrokken",
    Action.COMMITMENT_AMENDED: "Toezegging gewijzigd",
    Action.COMMITMENT_FOLLOWED: "Volgens de tabellen bijgewerkt",
    Action.COMMITMENT_MERGED: "Samengevoegd: dit is een andere toezegging",
    Action.COMMITMENT_JOINED: "Samengevoegd met een andere toezegging",
    Action.COMMITMENT_PARTED: "Samenvoeging ongedaan gemaakt",
    Action.COMMITMENT_SPLIT: "Gesplitst in twee toezeggingen",
    Action.COMMITMENT_SPLIT_OFF: "Afgesplitst van een andere toezegging",
    Action.COMMITMENT_UNSPLIT: "Splitsing ongedaan gemaakt",
    Action.STATUS_SET: "Status gewijzigd",
    Action.DEADLINE_MOVED: "Termijn verplaatst",
    Action.MOTION_FOUND: "Motie voor het eerst aangetroffen",
    Action.MOTION_TOLD: "Uitkomst of appreciatie van de motie vastgelegd",
    Action.MOTION_SETTLED: "Motie afgedaan",
    Action.MOTION_REOPENED: "Motie heropend",
    Action.CONFLICT_SETTLED: "Tegenstrijdigheid over het nummer beslist",
    Action.CONFLICT_REOPENED: "Besluit over de tegenstrijdigheid ongedaan gemaakt",
    Action.SUGGESTION_JUDGED: "Suggestie beoordeeld",
    Action.SUGGESTION_REOPENED: "Oordeel ongedaan gemaakt",
    Action.LINK_MADE: "Passage met de hand gekoppeld",
    Action.LINK_WITHDRAWN: "Koppeling ingetrokken",
    Action.REMINDED: "Gerappelleerd",
    Action.REMINDER_WITHDRAWN: "Rappel ingetrokken",
    Action.COMMITTEE_CHANGED: "Werkwijze van de commissie gewijzigd",
    Action.TABLE_CHANGED: "Tabel gewijzigd",
    Action.ACCOUNT_ADDED: "Account toegevoegd",
    Action.ACCOUNT_CHANGED: "Account gewijzigd",
    Action.ACCOUNT_CLOSED: "Account gesloten",
}

QUERY_PROBLEMS: dict[Problem, str] = {
    Problem.NOTHING_LEFT: "Er staat geen woord of nummer in de zoekvraag.",
    Problem.ONLY_EXCLUDED: "Er staat alleen wat er niet in mag staan. Geef ook een woord om op te zoeken.",
}

_TIED = re.compile(
    r"(?<=\d) (?=\d{3}\b)|(?<=\bnr\.) (?=\d)|(?<=\d) (?=[IVXLC]+\b)|(?<=^\d) (?=[a-z])|(?<=\b\d\d) (?=[a-z])"
)
_BY_HAND = "Met de hand vastgesteld."
_OTHER_RULE = "Uit de woorden afgeleid."


def day_words(day: date | None) -> str:
    """Print a day as letters do; nothing for no day."""
    return long_date(day) if day else ""


def moment_words(at: datetime) -> str:
    """Print a moment in Dutch time: "16 februari 2022, 14.05 uur"."""
    local = at.astimezone(DUTCH_TIME)
    return f"{long_date(local.date())}, {local:%H.%M} uur"


def timing_words(timing: Timing) -> str:
    """Say when a paper was written, as well as it is known."""
    if timing.day:
        return long_date(timing.day)
    if timing.not_before and timing.not_after:
        first, last = long_date(timing.not_before), long_date(timing.not_after)
        return f"zonder datum; tussen {first} en {last}"
    if timing.not_before:
        return f"zonder datum; na {long_date(timing.not_before)}"
    if timing.not_after:
        return f"zonder datum; vóór {long_date(timing.not_after)}"
    return "zonder datum"


def rule_words(term: TermView) -> str:
    """Say in plain Dutch which rule gave the last day."""
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
    """Name a field of a history line in Dutch."""
    return FIELDS.get(name, name.replace("_", " "))


def paper_line(letter: LetterRef) -> str:
    """Name a paper at the head of a line: "Brief van 16 februari 2022 (35 925 V, nr. 72)"."""
    if letter.is_spoken:
        return unbroken(f"{capitalize_first(letter.title or '')}, {day_words(letter.timing.day)}")
    words = paper_words(letter.paper)
    return unbroken(words[:1].upper() + words[1:])


def unbroken(text: str) -> str:
    """Keep the parts of a number and of a day on one line."""
    return _TIED.sub("\N{NO-BREAK SPACE}", text)


def value_words(value: str) -> str:
    """Print a value of a history line: days in Dutch, yes and no in words."""
    if value in ("True", "False"):
        return "ja" if value == "True" else "nee"
    try:
        return long_date(date.fromisoformat(value))
    except ValueError:
        return value


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


def capitalize_first(text: str) -> str:
    """Begin with a capital, without the dash of a list, and leave the rest as it is."""
    text = text.lstrip("–—-•· ")
    return text[:1].upper() + text[1:]


def kind_options(names: dict[ItemKind, str]) -> dict[str, tuple[str, str]]:
    """Give, for each kind's value, its word in addresses and its name for people."""
    return {kind.value: (name, ITEM_KINDS[kind]) for kind, name in names.items()}


def standing_options() -> dict[str, tuple[str, str]]:
    """Give, for each standing's value, that value and its name for people; and for the groups."""
    groups = {"lopend": ("lopend", "Openstaand, ook deels")}
    return groups | {
        standing.value: (standing.value, badge.words) for standing, badge in BADGES.items()
    }


def level_options() -> dict[str, tuple[str, str]]:
    """Give, for each level's value, that value and its name for people; and for the group."""
    groups = {"te-laat": ("te-laat", "Termijn verstreken, hoe lang ook")}
    return groups | {
        level.value: (level.value, capitalize_first(level.value)) for level in TermLevel
    }


def motion_name(movers: Sequence[str], cosigned: bool) -> str:
    """Name a motion by its movers: "Motie Van Dam en Smit c.s."."""
    if not movers:
        return "Motie"
    last = f" en {movers[-1]}" if len(movers) > 1 else ""
    names = ", ".join(movers[:-1] if last else movers) + last
    return f"Motie {names}{' c.s.' if cosigned else ''}"


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
    words = paper_words(replace(letter.paper, canonical=None))
    return unbroken(words[:1].upper() + words[1:])
