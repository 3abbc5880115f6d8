"""The counts beside the filters of the register: what each value of a field would leave."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

from app.domain.commitments import TermLevel
from app.domain.matching import ItemKind
from app.services.overview.listing import STATE, Allowed, State
from app.services.overview.papers import print_dossier
from app.services.overview.register_rows import Names
from app.services.overview.rows.common import Choice, Standing
from app.services.overview.rows.register import (
    NONE,
    Facet,
    Facets,
    RegisterFilter,
    Source,
)
from app.store.listed import WITHOUT, ListedField

MOST_NAMES = 20  # values shown of a facet that anybody's words can fill

_KINDS = (ItemKind.COMMITMENT, ItemKind.CANDIDATE, ItemKind.MOTION)
STANDINGS = (
    Standing.WAITING,
    Standing.OPEN,
    Standing.PARTLY,
    Standing.PROPOSED,
    Standing.NOTHING_REPORTED,
    Standing.UNDER_WAY,
    Standing.REPORTED,
    Standing.SETTLED,
    Standing.LAPSED,
    Standing.DISMISSED,
)
_LEVELS = (
    TermLevel.SERIOUS,
    TermLevel.OVERDUE,
    TermLevel.SOON,
    TermLevel.POSTPONED,
    TermLevel.AHEAD,
    TermLevel.NONE,
    TermLevel.DONE,
)


def make_facets(
    states: Iterable[tuple[State, int]],
    named: Mapping[str, Counter[Any]],
    wanted: RegisterFilter,
    allowed: Allowed,
    names: Names,
    *,
    valued: bool,
) -> Facets:
    """Count for each field the values that the other fields leave."""
    counts: dict[str, Counter[Any]] = {field: Counter() for field in STATE}
    for state, how_many in states:
        failing = failing_in(state, allowed)
        for field, value in zip(STATE, state, strict=True):
            if not failing or failing == [field]:
                counts[field][value] += how_many
    counts |= named
    return Facets(
        kinds=_enum_facets(_KINDS, counts["kind"], wanted.kinds),
        standings=_enum_facets(STANDINGS, counts["standing"], wanted.standings),
        levels=_enum_facets(_LEVELS, counts["level"], wanted.levels),
        responsible=_name_facets(counts["responsible"], wanted.responsible),
        ministries=_choice_facets(counts["ministry_id"], wanted.ministry, names.ministries),
        committees=(
            *_none_facet("Zonder commissie", counts["committee_id"][WITHOUT], wanted.committee),
            *_choice_facets(counts["committee_id"], wanted.committee, names.committees),
        ),
        members=(
            *_none_facet("Zonder lid", counts["member"][""], wanted.member),
            *_name_facets(counts["member"], None if wanted.member == NONE else wanted.member),
        ),
        dossiers=_dossier_facets(counts[ListedField.DOSSIER], wanted.dossier),
        sources=_enum_facets(Source, counts[ListedField.SOURCE], _one(wanted.source)),
        years=_year_facets(counts[ListedField.YEAR], wanted),
        fracties=_name_facets(counts[ListedField.FRACTIE], wanted.fractie, most=None),
        valued=valued,
    )


def _one(chosen: StrEnum | None) -> tuple[StrEnum, ...]:
    return () if chosen is None else (chosen,)


def _dossier_facets(counts: Counter[Any], chosen: str | None) -> tuple[Facet, ...]:
    """Give the dossiers that most items have, as papers print them."""
    facets = _name_facets(counts, chosen)
    return tuple(replace(one, label=print_dossier(one.value)) for one in facets)


def _year_facets(counts: Counter[Any], wanted: RegisterFilter) -> tuple[Facet, ...]:
    """Give the years that have items, the newest first; chosen is that which is the period."""
    whole = (wanted.since, wanted.until)
    return tuple(
        Facet(
            year,
            year,
            counts[year],
            whole == (dt.date(int(year), 1, 1), dt.date(int(year), 12, 31)),
        )
        for year in sorted(counts, reverse=True)
    )


def _none_facet(label: str, count: int, chosen: str | None) -> tuple[Facet, ...]:
    """Give the choice of what nobody gave a value; nothing where all have one."""
    return (Facet(NONE, label, count, chosen == NONE),) if count or chosen == NONE else ()


def _enum_facets(
    known: Iterable[StrEnum], counts: Counter[Any], chosen: Sequence[StrEnum]
) -> tuple[Facet, ...]:
    """Give the values of a closed list in its own order."""
    return tuple(
        Facet(one.value, one.value, counts[one.value], one in chosen)
        for one in known
        if counts[one.value] or one in chosen
    )


def _choice_facets(
    counts: Counter[Any], chosen: str | None, choices: Iterable[Choice]
) -> tuple[Facet, ...]:
    """Give the ministries or committees that occur, or are chosen, by name."""
    return tuple(
        Facet(choice.slug, choice.name, counts[choice.id], choice.slug == chosen)
        for choice in choices
        if counts[choice.id] or choice.slug == chosen
    )


def _name_facets(
    counts: Counter[Any], chosen: str | None, most: int | None = MOST_NAMES
) -> tuple[Facet, ...]:
    """Give the values that anybody's words fill, the most frequent first."""
    values = sorted((v for v in counts if v), key=lambda value: (-counts[value], value))
    values = values[:most]
    if chosen is not None and chosen not in values:
        values.append(chosen)
    return tuple(Facet(value, value, counts[value], value == chosen) for value in values)


def failing_in(state: State, allowed: Allowed) -> list[str]:
    """Name the fields by which a kind, standing and level do not pass."""
    named = zip(STATE, state, strict=True)
    return [field for field, value in named if field in allowed and value not in allowed[field]]
