"""Letters that are known by their titles, and what is asked of them."""

from dataclasses import dataclass
from datetime import date

from app.domain.matching import Reason


@dataclass(frozen=True, slots=True)
class TitledLetter:
    """A letter of a pool: its title, its day, and the title of its dossier."""

    id: str
    text: str
    day: date | None = None
    dossier: str | None = None


@dataclass(frozen=True, slots=True)
class RankQuery:
    """An item that letters are ranked for: the words of a motion or promise.

    `actors` are who moved or promised it, `ids` the papers that identify it as printed
    or canonical, `dossier` the title or number of its dossier.
    """

    id: str
    text: str
    day: date | None = None
    actors: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    dossier: str | None = None


@dataclass(frozen=True, slots=True)
class RankedPaper:
    """A later paper that as a whole may answer an item; score from 0 to 1."""

    paper: str
    score: float
    reasons: tuple[Reason, ...]
