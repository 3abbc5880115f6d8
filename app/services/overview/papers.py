"""Papers, and words of papers in their paragraph, as rows."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import and_, case, null, or_, select
from sqlalchemy.orm import Session, aliased

from app.domain.matching import Timing
from app.domain.papers import SPOKEN
from app.domain.references import parse_canonical
from app.domain.text import FootnoteMark, PageTurn, Zone, page_at
from app.services.overview.rows.common import LetterRef, Quote, QuoteNote
from app.services.values import decode
from app.store.documents import Document, Passage

CONTEXT = 400  # characters shown on either side of the marked words, at most
NOTE = 1_500  # of a footnote: the words that decide may stand at its end
ELLIPSIS = "…"
_SENTENCE_END = re.compile(r"[.?!](?!\S)")
_NAMES_PAPER = re.compile(r"\b(?:Kamerst|Handelingen|Aanhangsel|(?:19|20)\d\d[ZD]\d{4})")
_AT_ONCE = 200  # places asked for in one statement

PAPER_COLUMNS = (
    Document.id,
    Document.name,
    Document.kind,
    Document.title,
    Document.canonical,
    Document.date,
    Document.not_before,
    Document.not_after,
    Document.media,
)
PAPER_BESIDE = tuple(column.label(f"paper_{column.key}") for column in PAPER_COLUMNS)
LISTED = and_(Document.withdrawn_at.is_(None), Document.media != SPOKEN)  # papers that lists show
# The same, for papers that are found one by one: `withdrawn_at` stands behind the long text.
_OTHER = aliased(Document)
LISTED_ONE_BY_ONE = and_(
    Document.media != SPOKEN,
    Document.id.not_in(select(_OTHER.id).where(_OTHER.withdrawn_at.is_not(None))),
)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Words of a registered paper: its id, and the characters of its clean text."""

    document_id: int
    start: int
    end: int


def letter_ref(row: Any) -> LetterRef:
    """Make the line of a paper from a row that has `PAPER_COLUMNS`."""
    return _letter(*(getattr(row, one.key) for one in PAPER_COLUMNS))


def letter_beside(row: Any) -> LetterRef | None:
    """Make the line of a paper from a row of something else that has `PAPER_BESIDE`; None without one."""
    if row.paper_id is None:
        return None
    return _letter(*(getattr(row, f"paper_{one.key}") for one in PAPER_COLUMNS))


def _letter(*values: Any) -> LetterRef:
    """Make the line of a paper from the values of `PAPER_COLUMNS`."""
    id_, name, kind, title, canonical, *days, media = values
    return LetterRef(
        id=id_,
        name=name,
        kind=kind,
        title=title,
        canonical=canonical,
        kamerstuk=print_canonical(canonical) if canonical else None,
        timing=Timing(*days),
        is_spoken=media == SPOKEN,
    )


def print_canonical(canonical: str) -> str:
    """Print "kst-21501-02-2433" as papers do; identifiers of other series stay as they are."""
    kamerstuk = parse_canonical(canonical)
    return str(kamerstuk) if kamerstuk else canonical


def print_dossier(dossier: str) -> str:
    """Print "21501-02" as papers do; what is no dossier stays as it is."""
    kamerstuk = parse_canonical(f"kst-{dossier}-1")
    return str(kamerstuk).rpartition(",")[0] if kamerstuk else dossier


def load_letters(session: Session, ids: Iterable[int | None]) -> dict[int, LetterRef]:
    """Load the lines of these papers in one statement; None among the ids is passed over."""
    wanted = {id_ for id_ in ids if id_ is not None}
    if not wanted:
        return {}
    query = select(*PAPER_COLUMNS).where(Document.id.in_(wanted))
    return {row.id: letter_ref(row) for row in session.execute(query)}


def load_quotes(
    session: Session, places: Iterable[Place], *, with_notes: bool = False
) -> dict[Place, Quote]:
    """Load words in their paragraph and on their page: two statements for two hundred places.

    With `with_notes` they come with the footnotes of the marked sentence, and those of the
    rest of the paragraph that name a paper: the number that decides may stand there.

    Words that run on into a next block are shown up to the end of the first; those of a
    place outside every block are empty. Places in unknown papers are left out.
    """
    wanted = sorted(set(places))
    ids = (place.document_id for place in wanted)
    papers = _load_papers(session, ids, with_notes=with_notes)
    quotes = {
        place: Quote(papers[place.document_id].letter, place.start, place.end, "", "", "", "")
        for place in wanted
        if place.document_id in papers
    }
    texts: dict[tuple[int, int], str] = {}  # of blocks, footnotes among them
    for some in _batches(wanted):
        for passage in session.execute(_passages_at(some, _notes_near(some, papers))):
            texts[passage.document_id, passage.ordinal] = passage.text
            for place in some:
                if passage.document_id == place.document_id and _begins_in(place, passage):
                    paper = papers[place.document_id]
                    quote = _quote(place, passage, paper.letter)
                    quotes[place] = replace(quote, page=page_at(paper.pages, place.start))
    return _with_notes(quotes, papers, texts) if with_notes else quotes


@dataclass(frozen=True, slots=True)
class _Paper:
    """A paper's line, where its pages begin (mostly nowhere), and the numbers of its footnotes."""

    letter: LetterRef
    pages: tuple[PageTurn, ...]
    marks: tuple[FootnoteMark, ...]


def _load_papers(session: Session, ids: Iterable[int], *, with_notes: bool) -> dict[int, _Paper]:
    """Load papers; the numbers of footnotes only where they are asked for, and there are any."""
    wanted = set(ids)
    if not wanted:
        return {}
    noted = select(Passage.document_id).where(
        Passage.document_id.in_(wanted), Passage.zone == Zone.FOOTNOTE
    )
    stored = Document.reading["text", "marks"]
    marks = case((Document.id.in_(noted), stored)) if with_notes else null()
    turns = Document.reading["text", "pages"].label("pages")
    query = select(*PAPER_COLUMNS, turns, marks.label("marks")).where(Document.id.in_(wanted))
    return {
        row.id: _Paper(
            letter_ref(row),
            decode(tuple[PageTurn, ...], row.pages or ()),
            decode(tuple[FootnoteMark, ...], row.marks or ()),
        )
        for row in session.execute(query)
    }


def _notes_near(places: Iterable[Place], papers: Mapping[int, _Paper]) -> set[tuple[int, int]]:
    """Give the blocks (paper, place in it) of the footnotes that quotes of these words may show."""
    return {
        (place.document_id, mark.block)
        for place in places
        if place.document_id in papers
        for mark in papers[place.document_id].marks
        if place.start - CONTEXT <= mark.at <= place.end + CONTEXT
    }


def _with_notes(
    quotes: dict[Place, Quote],
    papers: Mapping[int, _Paper],
    texts: Mapping[tuple[int, int], str],
) -> dict[Place, Quote]:
    """Put under the quotes the footnotes that matter to them."""
    called = {
        place: [mark for mark in papers[place.document_id].marks if _is_shown(quote, mark)]
        for place, quote in quotes.items()
    }
    return {
        place: replace(
            quote,
            notes=tuple(
                QuoteNote(mark.label, shorten_after(texts[place.document_id, mark.block], NOTE))
                for mark in called[place]
                if _matters(quote, mark, texts[place.document_id, mark.block])
            ),
        )
        for place, quote in quotes.items()
    }


def _is_shown(quote: Quote, mark: FootnoteMark) -> bool:
    """Say whether the number of a footnote stands in what is shown of the paragraph."""
    return quote.start - len(quote.before) < mark.at <= quote.end + len(quote.after)


def _matters(quote: Quote, mark: FootnoteMark, note: str) -> bool:
    """Say whether a footnote belongs to the quoted sentence, or tells which paper is meant."""
    end = quote.end
    if not _SENTENCE_END.search(quote.marked[-1:]) and (rest := _SENTENCE_END.search(quote.after)):
        end += rest.end()
    return quote.start < mark.at <= end or _NAMES_PAPER.search(note) is not None


def day_of(letter: LetterRef) -> dt.date:
    """Give the day to order a paper by: its own, or a bound that its text gives; else none at all."""
    timing = letter.timing
    return timing.day or timing.not_before or timing.not_after or dt.date.min


def anchor_of(ordinal: int) -> str:
    """Give the id of a block on its letter's page."""
    return f"alinea-{ordinal}"


def _batches(places: Sequence[Place]) -> Iterable[Sequence[Place]]:
    for at in range(0, len(places), _AT_ONCE):
        yield places[at : at + _AT_ONCE]


def _passages_at(places: Sequence[Place], notes: Iterable[tuple[int, int]]) -> Any:
    """Select the blocks in which these places begin, and the footnotes (paper, place in it)."""
    return select(
        Passage.document_id,
        Passage.ordinal,
        Passage.start,
        Passage.end,
        Passage.text,
    ).where(
        or_(
            *(
                and_(
                    Passage.document_id == place.document_id,
                    Passage.start <= place.start,
                    Passage.end > place.start,
                )
                for place in places
            ),
            *(
                and_(Passage.document_id == document, Passage.ordinal == block)
                for document, block in sorted(notes)
            ),
        )
    )


def _begins_in(place: Place, passage: Any) -> bool:
    return bool(passage.start <= place.start < passage.end)


def _quote(place: Place, passage: Any, letter: LetterRef) -> Quote:
    start, end = place.start - passage.start, min(place.end, passage.end) - passage.start
    text: str = passage.text
    return Quote(
        letter=letter,
        start=place.start,
        end=place.end,
        before=shorten_before(text[:start]),
        marked=text[start:end],
        after=shorten_after(text[end:]),
        anchor=anchor_of(passage.ordinal),
    )


def shorten_before(text: str, limit: int = CONTEXT) -> str:
    """Keep the last words of a text that fit; an ellipsis says that more stood before."""
    if len(text) <= limit:
        return text
    kept = text[-limit:]
    return ELLIPSIS + kept[kept.find(" ") + 1 :]


def shorten_after(text: str, limit: int = CONTEXT) -> str:
    """Keep the first words of a text that fit; an ellipsis says that more follows."""
    if len(text) <= limit:
        return text
    kept = text[:limit]
    cut = kept.rfind(" ")
    return (kept[:cut] if cut > 0 else kept) + ELLIPSIS
