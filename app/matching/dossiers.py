"""Which words a dossier uses more than other dossiers do, by the titles of its letters.

"Bufferstroken" stands in letters on manure, though the title of that dossier has no word
like it. This knows the letters at hand, so it serves a search in a pool that is there as
a whole; the score of two statements in the register never asks it.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable

from app.matching.weights import load_weights

_SMOOTH = 20  # letters that every dossier is thought to have besides: few letters prove little
_CHANCE = 3.0  # a word must be so many times as frequent as elsewhere before it counts
_COMMON = 0.37  # a word that tells less than this counts in proportion
_LEAST = 0.1
_SCALE = 5.0
_FULL = 1.5  # the logarithm, in units of _SCALE, at which a dossier counts in full


class DossierWords:
    """How much each root speaks for each dossier; built once from (dossier, roots) pairs."""

    def __init__(self) -> None:
        """Begin without letters."""
        self._letters: Counter[str] = Counter()
        self._counts: defaultdict[str, dict[str, int]] = defaultdict(dict)
        self._known: dict[str, list[tuple[str, float]]] = {}

    def add(self, dossier: str, roots: frozenset[str]) -> None:
        """Count the roots of one letter's title."""
        self._change(dossier, roots, 1)

    def remove(self, dossier: str, roots: frozenset[str]) -> None:
        """Take away what `add` counted."""
        self._change(dossier, roots, -1)

    def _change(self, dossier: str, roots: Iterable[str], by: int) -> None:
        """Count a letter's roots in or out."""
        self._letters[dossier] += by
        self._known.clear()
        for root in roots:
            counts = self._counts[root]
            counts[dossier] = counts.get(dossier, 0) + by

    def find_close(self, roots: Iterable[str]) -> dict[str, float]:
        """Give for each dossier that uses some of these roots its closeness, 0 to 1."""
        sums: defaultdict[str, float] = defaultdict(float)
        for root in sorted(set(roots)):
            if root not in self._known:
                self._known[root] = self._find_gains(root)
            for dossier, gain in self._known[root]:
                sums[dossier] += gain
        return {
            dossier: min(1.0, math.log1p(total / _SCALE) / _FULL) for dossier, total in sums.items()
        }

    def _find_gains(self, root: str) -> list[tuple[str, float]]:
        """Give the dossiers that use a root more than by chance, and how much that says."""
        found: list[tuple[str, float]] = []
        weights = load_weights()
        elsewhere = _CHANCE * weights.share(root)
        size = min(1.0, weights.of(root) / _COMMON)
        for dossier, count in self._counts.get(root, {}).items():
            share = count / (self._letters[dossier] + _SMOOTH)
            gain = size * math.log1p(share / elsewhere)
            if gain >= _LEAST:
                found.append((dossier, gain))
        return found
