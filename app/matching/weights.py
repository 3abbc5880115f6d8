"""How much a word tells: from the packaged table of how often letters use it."""

import gzip
import math
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files

_MILLION = 1_000_000
# A root that one text in 50,000 uses, or that the table does not know, tells all there is.
_RAREST = 20


@dataclass(frozen=True)
class Weights:
    """The share, in millionths, of short official texts that use each root."""

    shares: dict[str, int]

    def of(self, root: str) -> float:
        """Give from 0 (in every text) to 1 (in one of 50,000 or fewer)."""
        return self._telling.get(root, 1.0)

    def share(self, root: str) -> float:
        """Give the share of texts that use a root, from 0 to 1; one in 50,000 at least."""
        return max(self.shares.get(root, _RAREST), _RAREST) / _MILLION

    @cached_property
    def _telling(self) -> dict[str, float]:
        """How much each root of the table tells, worked out once."""
        rarest = math.log(_MILLION / _RAREST)
        return {
            root: math.log(_MILLION / max(share, _RAREST)) / rarest
            for root, share in self.shares.items()
        }


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """Read the packaged table once; `scripts/make_frequencies.py` says how it was made."""
    packed = (files("app.matching") / "frequencies.tsv.gz").read_bytes()
    rows = (line.split("\t") for line in gzip.decompress(packed).decode("utf-8").splitlines())
    return Weights({root: int(share) for root, share in rows})
