"""Who answers: ministers and state secretaries, however a letter names them."""

import re
from collections.abc import Iterable, Mapping

from app.matching.words import fold, root_of

_NAMED = r"[A-ZÀ-Ý][\w’'-]*"
_PORTFOLIO = rf"{_NAMED}(?:(?:,\s(?:en\s)?|\s(?:en|&)\s|\s){_NAMED})*"
_OFFICE = re.compile(
    rf"""
    \b(?P<premier>[Mm]inister-?\s?[Pp]resident|[Pp]remier)(?:\s(?P<premier_name>{_NAMED}))?
    | \b(?P<title>[Mm]inister|[Ss]taatssecretaris|MINISTER|STAATSSECRETARIS)(?:s|sen|S|SEN)?\s
      (?:(?:van|voor|VAN|VOOR)\s(?P<portfolio>{_PORTFOLIO})|(?P<name>(?:(?:van|de|der|den)\s)*{_NAMED}))
    | \b[Mm]inisterie\svan\s(?P<ministry>{_PORTFOLIO})
    """,
    re.VERBOSE,
)
_SMALL = frozenset({"en", "van", "voor", "de", "het"})
PREMIER = "minister-president"
_TITLES = ("minister", "staatssecretaris", "premier")


def find_offices(text: str, names: Mapping[str, str] | None = None) -> frozenset[str]:
    """Give the offices that a text names, each in one spelling.

    A portfolio gives its words in order ("buitenlandse zaken"); the Prime Minister
    gives PREMIER. A minister named only by surname gives the office that `names`
    knows for it, else "naam " and the surname.
    """
    found: set[str] = set()
    for match in _OFFICE.finditer(text):
        if match["premier"]:
            found.add(PREMIER)
        elif match["portfolio"] or match["ministry"]:
            found.add(_spell(match["portfolio"] or match["ministry"]))
        elif match["name"]:
            surname = fold(match["name"].split()[-1])
            found.add((names or {}).get(surname, f"naam {surname}"))
    return frozenset(found)


def read_offices(functions: Iterable[str]) -> frozenset[str]:
    """Give the offices of functions as printed in a signature or heading."""
    found: set[str] = set()
    for function in functions:
        named = find_offices(function)
        found.update(named or {_spell(function)})
    return frozenset(found)


def without_offices(text: str) -> str:
    """Give the text with every naming of an office taken out, for comparing subjects."""
    small = text.lower()
    if not any(title in small for title in _TITLES):
        return text
    return _OFFICE.sub(" ", text)


def are_alike(one: str, other: str) -> bool:
    """Say whether two offices are the same, or one names the other among more.

    "buitenlandse zaken" and "buitenlandse handel" are two offices; "justitie en
    veiligheid" is part of "Ministers van Justitie en Veiligheid en Financiën".
    """
    words, others = set(one.split()), set(other.split())
    return words <= others or others <= words


def _spell(portfolio: str) -> str:
    """Give a portfolio's roots in one order and spelling."""
    words = re.findall(r"\w+", fold(portfolio))
    titles = {"minister", "ministers", "staatssecretaris", "staatssecretarissen"}
    return " ".join(root_of(word) for word in words if word not in _SMALL | titles)
