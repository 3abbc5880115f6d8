"""Letters of a pool ranked for motions and promises, without a register."""

import re
from collections.abc import Iterable

from app.domain.matching import ItemKind, OpenItem, Paper, Timing
from app.domain.papers import Metadata, PaperKind
from app.domain.ranking import RankedPaper, RankQuery, TitledLetter
from app.domain.reading import Reading
from app.domain.references import parse_canonical
from app.domain.text import Block, BlockKind, CleanText, Sentence, Span, Zone
from app.matching import PaperIndex, rank_papers
from app.matching.offices import find_offices
from app.reading import READER
from app.reading.motions import find_motions
from app.reading.references import find_references

BEST = 10

_DIGIT = re.compile(r"\d")
_MOTION = re.compile(r"\bmotie", re.IGNORECASE)
# How a motion asks, or its title begins. A promise names its speaker first.
_ASKS = re.compile(
    r"^\W*(?:verzoekt|spreekt|roept|draagt|nodigt|dringt|vraagt|verklaart|keurt|betreurt|besluit|veroordeelt|zegt)\b"
    r"|\bgehoord\sde\sberaadslaging|^\W*(?:(?:nader|gewijzigde|tweede)\s){0,3}motie\b",
    re.IGNORECASE | re.MULTILINE,
)
_AND = re.compile(r",|\sen\s|\sc\.s\.?|\bhet\slid\s|\b(?:de\s)?leden\s")


def index_letters(letters: Iterable[TitledLetter]) -> PaperIndex:
    """Read the titles of a pool of letters, and make them ready for asking."""
    index = PaperIndex(_read_title(letter) for letter in letters)
    index.prepare()
    return index


def rank_letters(query: RankQuery, index: PaperIndex, limit: int = BEST) -> tuple[RankedPaper, ...]:
    """Give the letters that best answer a query, best first, by the reasons of suggestions.

    Letters from before the query's day are left out; the order of the pool makes no
    difference.
    """
    return rank_papers(read_query(query), index, limit)


def _read_title(letter: TitledLetter) -> Paper:
    """Read a title as the one sentence of a paper: the numbers and motions that it names."""
    text = _as_text(letter.text)
    references = find_references(text) if _DIGIT.search(letter.text) else ()
    motions = find_motions(text, references) if _MOTION.search(letter.text) else ()
    metadata = Metadata(PaperKind.LETTER, letter.day, title=letter.text)
    reading = Reading(READER, text, metadata, references, motions, (), ())
    return Paper(letter.id, Timing(letter.day), reading, dossier=letter.dossier)


def _as_text(title: str) -> CleanText:
    """Give a title as clean text of one block and sentence."""
    span = Span(0, len(title))
    block = Block(span, BlockKind.PARAGRAPH, Zone.BODY)
    return CleanText(title, title, (), (), (block,), (), (Sentence(span, 0),))


def read_query(query: RankQuery) -> OpenItem:
    """Give a query as the matcher takes it: a motion by the way in which it asks."""
    offices = tuple(actor for actor in query.actors if find_offices(actor))
    named = [actor for actor in query.actors if actor not in offices]
    movers = tuple(name.strip() for actor in named for name in _AND.split(actor) if name.strip())
    return OpenItem(
        key=query.id,
        kind=ItemKind.MOTION if _ASKS.search(query.text) else ItemKind.COMMITMENT,
        words=query.text,
        context="",
        timing=Timing(query.day),
        papers=tuple(dict.fromkeys(one for given in query.ids for one in _read_ids(given))),
        movers=movers,
        functions=offices,
        dossier=query.dossier,
    )


def _read_ids(given: str) -> tuple[str, ...]:
    """Give the canonical ids of "kst-36200-XV-12", "36200-XV-12" or "36 200 XV, nr. 12"."""
    if parse_canonical(given) is not None:
        return (given,)
    printed = _as_text(f"Kamerstuk {given}")
    found = tuple(one for reference in find_references(printed) for one in reference.ids)
    return found or (given,)
