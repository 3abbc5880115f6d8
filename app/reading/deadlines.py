"""Terms: by when something is promised, as words, days and the rule between them.

The forms are data (lexicon/deadlines.toml and deadlines_vague.toml, each with examples that a test runs); what a
form comes to is in `deadline_rules`. docs/reading-promises.md prints the whole table.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from app.domain.calendar import Calendar
from app.domain.reading import Term, TermKind
from app.domain.text import Span
from app.reading.deadline_rules import RULES, Rule
from app.reading.literals import Choice, before_looking, find_literals, needed
from app.reading.moments import Moment
from app.reading.words import load_lexicon, to_small

LITERALS = needed(
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|"
    "december|voorjaar|lente|zomer|najaar|herfst|winter|reces|kwartaal|q1|q2|q3|q4|jaar|20|"
    "week|weken|maand|dagen|prinsjesdag|miljoenennota|kerst|spoed|snel|termijn|binnenkort|"
    "tijd|eerdaags|moment|gauw|nodig|noodzakelijk|volgende|komende|begroting|nota|zodra|"
    "nadat|wanneer|voordat|alvorens|terstond|periodiek|regelmaat|stadium|enkele|overleg|ieder|elk|indien|-19|/19|"
    "debat|vergadering|raad|bijeenkomst|helft|conferentie|zitting|ministeri|gesprekken|top|"
    "k1|k2|k3|k4|fase|weldra|ommegaande|toekomst|na |daarna|nadien|t.z|belastingplan|z.s.m|zsm|herschrij|herziening|actualisatie|invoering|inwerkingtreding|vaststelling|onverwijld|kabinetsperiode|mogelijk|maandag|dinsdag|"
    "woensdag|donderdag|vrijdag|zaterdag|zondag"
)
"""No term without one of these: a cheap look before the forms are tried."""

# What a paper is about is no term: "het overzicht over het eerste kwartaal van 2024".
_PERIODS = ("quarter", "half_year", "half_month", "season", "month", "period", "year")
_ABOUT = re.compile(r"\bover\s+(?:(?:de|het|heel)\s+){0,2}\Z")


@dataclass(frozen=True, slots=True)
class TermForm:
    """One form of the lexicon: its rule, its expression, and its examples.

    A text that it can be in holds a word of `needs` and one of `names`.
    """

    key: str
    needs: frozenset[str]
    names: frozenset[str]
    pattern: re.Pattern[str]
    rule: Rule
    examples: tuple[tuple[str, str, str], ...]
    never: tuple[str, ...]


@cache
def load_forms() -> tuple[TermForm, ...]:
    """Read the forms from the packaged lexicon, once."""
    tables = load_lexicon("deadlines")
    macros: dict[str, str] = tables["macros"]
    rows = [*tables["rule"], *load_lexicon("deadlines_vague")["rule"]]
    return tuple(
        TermForm(
            key=row["key"],
            needs=needed(row["needs"] if "needs" in row else _find_names(row, macros)),
            names=needed(_find_names(row, macros)),
            pattern=_compile(row["pattern"], macros),
            rule=RULES[row["key"]],
            examples=tuple((words, day, last) for words, day, last in row["examples"]),
            never=tuple(row.get("never", ())),
        )
        for row in rows
    )


before_looking(load_forms)


@cache
def _choice() -> Choice[TermForm]:
    """Give the forms by the words that they need."""
    return Choice((form.needs, form) for form in load_forms())


def _find_names(row: dict[str, str], macros: dict[str, str]) -> str:
    """Give the names of which a form needs one, for a cheap look; empty for none.

    A form with a month in it cannot match without the name of a month.
    """
    for name in ("month", "season", "recess"):
        if "{" + name + "}" in row["pattern"]:
            return "|".join(re.findall(r"[a-z]{3,}", macros[name].replace(f"?P<{name}>", "")))
    return ""


def _compile(pattern: str, macros: dict[str, str]) -> re.Pattern[str]:
    """Fill in the macros and let a space stand for any white space or none.

    The expression is for small letters.
    """
    for _ in range(2):  # a macro may hold a macro
        for name, text in macros.items():
            pattern = pattern.replace("{" + name + "}", text)
    return re.compile(r"(?<![\wë])(?:" + pattern.replace(" ", r"\s*") + r")(?![\wë])")


def find_terms(text: str, day: date | None, calendar: Calendar) -> tuple[Term, ...]:
    """Find the terms in a text, in reading order and without overlap.

    `day` is the day on which the text was written; without it only terms that name
    their year get days. A day that is past is no term. Of two forms that overlap the
    one that begins first counts, then the longest. Spans index `text`.

    Source: docs/reading-promises.md, "Terms".
    """
    held = find_literals(text)
    if held.isdisjoint(LITERALS):
        return ()
    lower, moment = to_small(text), Moment(day, calendar)
    found = [
        (match, form, days)
        for form in _choice().of(held)
        if not form.names.isdisjoint(held)
        for match in form.pattern.finditer(lower)
        if match.end() > match.start() and (days := form.rule(match, moment)) is not None
    ]
    found.sort(key=lambda row: (row[0].start(), -row[0].end()))
    terms: list[Term] = []
    end = 0
    for match, form, (earliest, latest) in found:
        about = (
            form.key in _PERIODS
            and _ABOUT.search(lower, max(0, match.start() - 20), match.start()) is not None
        )
        if match.start() < end or about:
            continue
        end = match.end()
        terms.append(_make_term(text, match, form.key, earliest, latest))
    return tuple(terms)


def _make_term(
    text: str, match: re.Match[str], key: str, earliest: date | None, latest: date | None
) -> Term:
    """Put the words, the days and the rule together."""
    words = text[match.start() : match.end()]
    start = match.start() + len(words) - len(words.lstrip())
    end = match.end() - (len(words) - len(words.rstrip()))
    return Term(
        kind=TermKind.DATE if latest is not None else TermKind.VAGUE,
        text=" ".join(words.split()),
        earliest=earliest,
        latest=latest,
        rule=key,
        span=Span(start, end),
    )
