"""The matcher's own word lists: words for one act, and kinds of product."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from app.matching.words import find_words, fold, root_of

# How products that a letter announces are named: Defensienota, voortgangsrapportage.
_PRODUCTS = (
    "actieplan", "agenda", "akkoord", "analyse", "beleidslijn", "beleidsbrief", "convenant",
    "evaluatie", "handreiking", "inventarisatie", "monitor", "nota", "onderzoek", "pakket",
    "plan", "programma", "protocol", "rapport", "rapportage", "regeling", "register",
    "scenario", "strategie", "toets", "verkenning", "verordening", "verslag", "visie", "wet",
    "wetsvoorstel", "wijziging",
)  # fmt: skip
# What says which sort of nota or plan it is, not which one.
_GENERAL = (
    "actie", "afspraken", "beleids", "concept", "deel", "eind", "evaluatie", "hoofdlijnen", "jaar",
    "kader", "kabinets", "meerjaren", "ontwerp", "onderzoeks", "plan", "regel", "stappen",
    "toekomst", "tussen", "uitvoerings", "voortgangs", "werk",
)  # fmt: skip
_SHORTEST_HEAD = 4  # letters before "nota" in "Defensienota"


@dataclass(frozen=True)
class Acts:
    """Which group of words for one act each root belongs to."""

    groups: dict[str, str]

    def find(self, text: str) -> dict[str, str]:
        """Give for each group that a text has a word of the first such word, folded."""
        found: dict[str, str] = {}
        for word in find_words(text):
            group = self.groups.get(root_of(word))
            if group is not None:
                found.setdefault(group, word)
        return found


@lru_cache(maxsize=1)
def load_acts() -> Acts:
    """Read the packaged groups of words once."""
    text = (files("app.matching") / "acts.toml").read_text("utf-8")
    groups: dict[str, str] = {}
    for group in tomllib.loads(text)["group"]:
        for word in group["words"]:
            groups[root_of(fold(word))] = group["name"]
    return Acts(groups)


@lru_cache(maxsize=100_000)
def is_product(word: str) -> bool:
    """Say whether a folded word names a product of its own, such as a nota on one subject.

    The bare word ("nota", "actieplan", "evaluatierapport") names too many and does not count.
    """
    heads = [
        word.removesuffix(form)
        for ending in _PRODUCTS
        for form in (ending, f"{ending}s", f"{ending}n", f"{ending}en")
        if word.endswith(form)
    ]
    return bool(heads) and not any(
        len(head) < _SHORTEST_HEAD or head in _GENERAL or head in _PRODUCTS for head in heads
    )
