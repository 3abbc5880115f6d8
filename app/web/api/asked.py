"""What the API may be asked: the filters of the pages, checked strictly and described for OpenAPI.

A page leaves out what cannot be right, since people make mistakes; a program is told. What is
right is then read by the page's own function, so that both mean the same.
"""

import re
from collections.abc import Iterable
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
)
from pydantic.alias_generators import to_camel
from werkzeug.datastructures import MultiDict

from app.domain.commitments import TermLevel
from app.domain.papers import PaperKind
from app.services.overview.rows.common import Standing
from app.services.overview.rows.letters import Held, LetterSort
from app.services.overview.rows.register import NONE, Sort, Source
from app.services.search import MAX_TEXT
from app.web.dates import parse_day
from app.web.numbers import read_dossier
from app.web.reading_args import whole_number
from app.web.register import KINDS, LEVELS, STANDINGS
from app.web.speaking import _, later

MOST_ROWS = 100
MOST_VALUES = 20  # of one filter
LAST_PAGE = 10_000_000
LAST_PAPER = 999_999_999
LONGEST = 200
_DOSSIER = r"^[0-9]{2} ?[0-9]{3}(-[0-9]{2,3}|[- ][IVXLC]{1,6})?$"


class WrongQuestion(Exception):
    """What was asked cannot be right: a sentence for each name that is at fault."""

    def __init__(self, faults: dict[str, str]) -> None:
        """Keep the sentences."""
        super().__init__(", ".join(faults))
        self.faults = faults


def _whole(value: object) -> int:
    """Read a number as the pages do; anything else is told."""
    found = whole_number(str(value))
    if found is None:
        raise ValueError(_("Geef een heel getal, in cijfers."))
    return found


def _day(value: str) -> str:
    """Take a day in the form of ISO 8601 alone."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value) or parse_day(value) is None:
        raise ValueError(_("Geef een dag als 2026-11-21."))
    return value


def _dossier(value: str) -> str:
    """Take what the pages read as a dossier."""
    if not re.fullmatch(_DOSSIER, value) or read_dossier(value) is None:
        raise ValueError(_("Geef een dossier als 36200, 21501-02 of 36200-V."))
    return value


def _one_of(words: Iterable[str]) -> tuple[AfterValidator, list[str]]:
    """Make what takes these words alone, one or several, and the list for the description."""
    known = list(words)

    def check(value: Any) -> Any:
        for one in value if isinstance(value, list) else [value]:
            if one not in known:
                raise ValueError(_("Kies uit: %(words)s.", words=", ".join(known)))
        return value

    return AfterValidator(check), known


_KIND, _KINDS = _one_of(KINDS)
_STANDING, _STANDINGS = _one_of([*(one.value for one in Standing), *STANDINGS])
_LEVEL, _LEVELS = _one_of([*(one.value for one in TermLevel), *LEVELS])
_SOURCE, _SOURCES = _one_of(one.value for one in Source)
_SORT, _SORTS = _one_of(one.value for one in Sort)
_LETTER_SORT, _LETTER_SORTS = _one_of(one.value for one in LetterSort)
_PAPER, _PAPERS = _one_of(one.value for one in PaperKind)
_HELD, _HOLDS = _one_of(one.value for one in Held)
_YES, _YESES = _one_of(["ja"])


def _enum(words: list[str]) -> dict[str, Any]:
    """Describe a value that is one of a few."""
    return {"enum": words}


def _several(words: list[str], told: str) -> Any:
    """Describe a filter of which several values widen."""
    items: dict[str, Any] = {"items": {"type": "string", **_enum(words)}}
    return Field([], max_length=MOST_VALUES, description=told, json_schema_extra=items)


def _named(told: str, *examples: str) -> Any:
    """Describe a filter by a name."""
    return Field("", max_length=LONGEST, description=told, examples=list(examples))


Whole = Annotated[int, BeforeValidator(_whole)]
Day = Annotated[str, AfterValidator(_day)]
_ISO: dict[str, Any] = {"format": "date"}


class Question(BaseModel):
    """What an address may ask; without anything in it, nothing."""

    model_config = ConfigDict(extra="forbid", alias_generator=to_camel, populate_by_name=True)


class PageQuestion(Question):
    """A list, a page at a time."""

    pagina: Whole = Field(1, ge=1, le=LAST_PAGE, description=later("Welke pagina van de lijst."))
    per_pagina: Whole = Field(
        25, ge=1, le=MOST_ROWS, description=later("Hoeveel regels er op een pagina staan.")
    )


class WordsQuestion(Question):
    """Words to search for."""

    q: str = Field(
        "",
        max_length=MAX_TEXT,
        description=later(
            "Zoekwoorden, in de taal van het zoekveld: woorden in al hun vormen, "
            "“woorden naast elkaar”, -niet, begin* en Kamerstuknummers in elke schrijfwijze."
        ),
        examples=["stikstof -boeren", "36 200 V, nr. 12"],
    )


class NarrowingQuestion(PageQuestion, WordsQuestion):
    """The filters that both lists have."""

    ministerie: str = _named(later("De sleutel van een ministerie, zie /ministeries."))
    dossier: Annotated[str, AfterValidator(_dossier)] | None = Field(
        None,
        description=later("Een dossier."),
        examples=["36200", "21501-02"],
        json_schema_extra={"pattern": _DOSSIER},
    )
    van: Day | None = Field(
        None, description=later("Stukken van deze dag en later."), json_schema_extra=_ISO
    )
    tot: Day | None = Field(
        None, description=later("Stukken tot en met deze dag."), json_schema_extra=_ISO
    )
    sinds: Day | None = Field(
        None,
        description=later("Alleen wat sinds deze dag nieuw of gewijzigd is."),
        json_schema_extra=_ISO,
    )


class ItemsQuestion(NarrowingQuestion):
    """The filters of the register, but for the kind."""

    status: Annotated[list[str], _STANDING] = _several(
        _STANDINGS,
        later(
            "Hoe het ermee staat; “lopend” is alles wat openstaat. Zonder dit filter blijven "
            "afgewezen vondsten weg."
        ),
    )
    termijn: Annotated[list[str], _LEVEL] = _several(
        _LEVELS,
        later("Hoe de termijn er vandaag voor staat; “te-laat” is alles wat verstreken is."),
    )
    wie: str = _named(later("Wie er nu over gaat."), "Minister van Financiën")
    commissie: str = _named(
        later("De sleutel van een commissie, zie /commissies; of “%(none)s”.", none=NONE)
    )
    lid: str = _named(
        later("Het Kamerlid aan wie het is toegezegd, zie /leden; of “%(none)s”.", none=NONE)
    )
    fractie: str = _named(later("De fractie van dat lid of van de eerste indiener."))
    brief: Annotated[int, Field(ge=0, le=LAST_PAPER), BeforeValidator(_whole)] | None = Field(
        None, description=later("Het nummer van een stuk, zie /brieven.")
    )
    bron: Annotated[str, _SOURCE] | None = Field(
        None, description=later("Hoe het is toegezegd."), json_schema_extra=_enum(_SOURCES)
    )
    sorteer: Annotated[str, _SORT] | None = Field(
        None,
        description=later("Zonder: op relevantie met zoekwoorden, anders op termijn."),
        json_schema_extra=_enum(_SORTS),
    )
    omgekeerd: Annotated[str, _YES] | None = Field(
        None, description=later("Keert de volgorde om."), json_schema_extra=_enum(_YESES)
    )


class RegisterQuestion(ItemsQuestion):
    """The filters of the register."""

    soort: Annotated[list[str], _KIND] = _several(
        _KINDS, later("Wat het is; “mogelijk” vond de computer en is nog niet beoordeeld.")
    )


class LettersQuestion(NarrowingQuestion):
    """The filters of the list of papers."""

    soort: Annotated[list[str], _PAPER] = _several(_PAPERS, later("Wat voor stuk het is."))
    afzender: str = _named(later("Het ambt dat het stuk stuurde."), "Minister van Financiën")
    met: Annotated[list[str], _HELD] = _several(_HOLDS, later("Wat er in het stuk staat."))
    sorteer: Annotated[str, _LETTER_SORT] | None = Field(
        None,
        description=later("Zonder: op relevantie met zoekwoorden, anders op datum."),
        json_schema_extra=_enum(_LETTER_SORTS),
    )


class SearchQuestion(WordsQuestion):
    """Words to search everything for."""


Q = TypeVar("Q", bound=Question)


def read_question(kind: type[Q], args: "MultiDict[str, str]") -> Q:
    """Read what an address asks; raises WrongQuestion, with all that is wrong with it.

    An empty value asks nothing: the forms of the pages send those too.
    """
    known = {field.alias or name: field for name, field in kind.model_fields.items()}
    faults: dict[str, str] = {}
    asked: dict[str, Any] = {}
    for name, given in args.lists():
        field, values = known.get(name), [value for value in given if value]
        if field is None:
            names = ", ".join(sorted(known)) or _("niets")
            faults[name[:LONGEST]] = _(
                "Dit kan hier niet worden gevraagd, wel: %(names)s.", names=names
            )
        elif isinstance(field.default, list):
            asked[name] = values
        elif len(values) > 1:
            faults[name] = _("Geef dit één keer.")
        elif values:
            asked[name] = values[0]
    try:
        found = kind.model_validate(asked)
    except ValidationError as error:
        for one in error.errors():
            faults.setdefault(str(one["loc"][0]), _said(one["type"], one.get("ctx", {})))
        raise WrongQuestion(faults) from error
    if faults:
        raise WrongQuestion(faults)
    return found


def _said(kind: str, about: dict[str, Any]) -> str:
    """Say what is wrong with a value."""
    if kind == "value_error":
        return str(about["error"])
    if kind == "string_too_long":
        return _("Geef ten hoogste %(most)s tekens.", most=about["max_length"])
    if kind == "too_long":
        return _("Geef ten hoogste %(most)s waarden.", most=about["max_length"])
    if kind == "greater_than_equal":
        return _("Geef een getal vanaf %(least)s.", least=about["ge"])
    if kind == "less_than_equal":
        return _("Geef een getal tot en met %(most)s.", most=about["le"])
    return _("Dit kan niet juist zijn; kijk in de beschrijving hoe het moet.")
