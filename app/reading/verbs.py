"""The verbs of promises: what counts as telling, as acting, and as mere effort.

The verbs are data (lexicon/promises_verbs.toml and lexicon/efforts.toml); here they become expressions that find
an infinitive, a participle or a finite form in the plain wording of a sentence.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from app.reading.words import load_lexicon, write_choice


class VerbClass(StrEnum):
    """What a verb promises."""

    INFORM = "inform"  # tell the Chamber, or give it a paper
    ANSWER = "answer"  # answer, come back, go into: the Chamber need not be named
    ACT = "act"  # something that can be ticked off
    EFFORT = "effort"  # nothing that can be ticked off


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb; empty forms are not looked for."""

    infinitive: str
    participle: str
    first: str
    third: str
    particle: str
    kind: VerbClass

    @property
    def base(self) -> str:
        """The infinitive without its particle: "sturen" of "toesturen", "doen" of "doen toekomen"."""
        return self.infinitive.removeprefix(self.particle).removesuffix(self.particle).strip()


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """The verbs of one table of the lexicon, with the sentences that test them."""

    verbs: tuple[Verb, ...]
    kind: str
    frame: str
    present: str


@dataclass(frozen=True, slots=True)
class VerbBook:
    """All verbs by form, and one expression per kind of form, for a text in small letters."""

    infinitives: dict[str, Verb]
    participles: dict[str, Verb]
    finites: dict[str, tuple[Verb, ...]]
    infinitive: re.Pattern[str]
    participle: re.Pattern[str]
    to_infinitive: re.Pattern[str]
    finite: re.Pattern[str]


@cache
def load_groups() -> tuple[VerbGroup, ...]:
    """Read the verbs from the packaged lexicon, once."""
    tables = [*load_lexicon("promises_verbs")["verbs"], *load_lexicon("efforts")["verbs"]]
    return tuple(
        VerbGroup(
            verbs=tuple(_make_verb(row, VerbClass(table["class"])) for row in table["rows"]),
            kind=table["kind"],
            frame=table["frame"],
            present=table["present"],
        )
        for table in tables
    )


def _make_verb(row: list[str], kind: VerbClass) -> Verb:
    """Make a verb of its row in the lexicon."""
    infinitive, participle, first, third, particle = row
    return Verb(infinitive, participle, first, third, particle, kind)


@cache
def load_verbs() -> VerbBook:
    """Put the verbs together by form; of two verbs with one form the first row counts."""
    infinitives: dict[str, Verb] = {}
    participles: dict[str, Verb] = {}
    finites: dict[str, tuple[Verb, ...]] = {}
    apart: dict[str, Verb] = {}
    for verb in (verb for group in load_groups() for verb in group.verbs):
        infinitives.setdefault(verb.infinitive, verb)
        if verb.infinitive.startswith(verb.particle) and verb.particle:
            apart.setdefault(f"{verb.particle} te {verb.base}", verb)
            apart.setdefault(f"{verb.particle} te kunnen {verb.base}", verb)
        if verb.participle:
            participles.setdefault(verb.participle, verb)
            fixed, _, last = verb.participle.rpartition(" ")
            if fixed:  # "op de hoogte worden gehouden"
                participles.setdefault(f"{fixed} worden {last}", verb)
        if verb.first:
            for form in dict.fromkeys((verb.first, verb.third, verb.base)):
                finites[form] = (*finites.get(form, ()), verb)
            if verb.particle and verb.infinitive.startswith(verb.particle + verb.base):
                joined = replace(verb, particle="")  # "een plan dat ik in mei aanbied"
                for form in (verb.particle + verb.first, verb.particle + verb.third):
                    finites[form] = (*finites.get(form, ()), joined)
    return VerbBook(
        infinitives=infinitives | apart,
        participles=participles,
        finites=finites,
        infinitive=_any_of(infinitives),
        participle=_any_of(participles),
        to_infinitive=_any_of(apart),
        finite=_any_of(finites),
    )


def _any_of(forms: Iterable[str]) -> re.Pattern[str]:
    """Make an expression for any of the forms in small letters, the longest first."""
    return re.compile(rf"(?<![\wà-ÿ-])(?:{write_choice(forms)})(?![\wà-ÿ-])")
