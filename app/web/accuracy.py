"""How well the reader reads, in figures that `./run accuracy` measured."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.domain.accounts import Permission
from app.settings import HOME
from app.web.auth import for_anybody, requires
from app.web.pages import page
from app.web.speaking import later

bp = Blueprint("accuracy", __name__)

FIGURES = HOME / "docs" / "accuracy.json"
GROUPS = {
    "own.blind": (
        later("Brieven die de makers niet bekeken"),
        later(
            "Nagekeken door de makers zelf, voordat de computer ze las; daarna zijn er geen regels op geschreven. Dit is wat u bij een nieuwe brief mag verwachten."
        ),
    ),
    "letters.blind": (
        later("Verzonnen brieven die de makers niet bekeken"),
        later(
            "Geschreven en nagekeken door wie de regels niet kende; de makers zagen alleen de totalen. Echte brieven kunnen lastiger zijn."
        ),
    ),
    "letters.first": (
        later("Brieven die voor deze meting zijn verzonnen"),
        later(
            "Geschreven en nagekeken door wie de regels niet kende, en gemeten voordat de makers de fouten zagen. Echte brieven kunnen lastiger zijn."
        ),
    ),
    "letters.looked_at": (
        later("Verzonnen brieven die meetelden bij het schrijven"),
        later("Deze cijfers zijn geflatteerd: de fouten erin zijn bekeken en verholpen."),
    ),
    "own.looked_at": (
        later("Brieven die meetelden bij het schrijven, eigen set"),
        later("Deze cijfers zijn geflatteerd: de fouten erin zijn bekeken en verholpen."),
    ),
    "dev": (
        later("Antwoorden en brieven die meetelden bij het schrijven"),
        later("Nagekeken door anderen. Ook geflatteerd."),
    ),
    "seeds": (
        later("De vijf stukken waarmee Gestand begon"),
        later("Nagekeken door anderen. Ook geflatteerd."),
    ),
}
# Which figure, what it is called, and how many it is about: marks, or marks that were found.
LINES = (
    ("references.f1_with_identity", later("Verwijzingen, met het juiste stuk"), "references"),
    ("motions.f1", later("Moties gevonden"), "motions"),
    ("motions.field.ids", later("– met het juiste nummer"), "found.motions"),
    ("commitments.recall", later("Toezeggingen: welk deel is gevonden"), "commitments"),
    (
        "commitments.precision",
        later("Toezeggingen: welk deel van de vondsten klopt"),
        "commitments",
    ),
    ("commitments.field.actor", later("– met de juiste bewindspersoon"), "found.commitments"),
    ("terms.f1", later("– met een termijn waar er een staat"), "found.terms"),
    ("terms.day", later("– met de juiste laatste dag"), "found.terms.day"),
    ("look_alikes", later("Ten onrechte als toezegging gezien"), "look_alikes"),
    ("fulfilments.f1", later("Zinnen die zeggen dat iets is nagekomen"), "fulfilments"),
    ("metadata", later("Datum, nummer, afzender en ondertekenaar"), "papers"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One measured figure; shares between 0 and 1, and how many marks it is about."""

    label: str
    value: float
    low: float
    high: float
    marks: int


@dataclass(frozen=True, slots=True)
class Table:
    """The figures of one set of papers."""

    title: str
    about: str
    papers: int
    lines: tuple[Line, ...]


@bp.get("/over/nauwkeurigheid")
@requires(Permission.PUBLIC)
def index() -> ResponseReturnValue:
    """Show the figures and how they were measured."""
    figures = _load()
    tables = [
        _table(title, about, figures["groups"][group])
        for group, (title, about) in GROUPS.items()
        if group in figures["groups"]
    ]
    measured = dt.date.fromisoformat(figures["measured"])
    links = figures["links"]
    shown = page("accuracy.html", section="over", tables=tables, measured=measured, links=links)
    return for_anybody(shown)


@cache
def _load() -> dict[str, Any]:
    """Read the figures once; they change with the program only."""
    figures: dict[str, Any] = json.loads(FIGURES.read_text("utf-8"))
    return figures


def _table(title: str, about: str, group: Mapping[str, Any]) -> Table:
    """Give the figures that a set has; one without marks has no figure."""
    counted = {**group["marks"], "papers": group["papers"]}
    counted |= {f"found.{name}": count for name, count in group["found"].items()}
    lines = tuple(
        Line(label, found["value"], found["low"], found["high"], counted[marks])
        for name, label, marks in LINES
        if (found := group["figures"].get(name)) is not None
    )
    return Table(title, about, group["papers"], lines)
