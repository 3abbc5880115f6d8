"""Tasks for ranking, made of the public folder of real pairs, and plain BM25 to compare with."""

import gzip
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from app.domain.ranking import RankQuery, TitledLetter
from app.domain.text import Block, BlockKind, CleanText, Sentence, Span, Zone
from app.reading.motions import find_motions

_WORD = re.compile(r"\w+")
_K1, _B = 1.2, 0.75  # as every textbook has them


@dataclass(frozen=True, slots=True)
class Task:
    """A query, the letters that answer it, and the motion or debate that it belongs to."""

    query: RankQuery
    right: frozenset[str]
    group: str


def read_pool(corpus: Path) -> list[TitledLetter]:
    """Give the letters of the government: their number as id, and their title."""
    path = corpus / "groundtruth" / "pool_brieven_regering.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        TitledLetter(row["zaak"], row["title"] or "", _day(row["date"]), row["dossier_title"])
        for row in rows
    ]


def make_motions(corpus: Path, pool: Iterable[TitledLetter], *, all_known: bool) -> list[Task]:
    """Give the motions whose text is known: by their request alone, or by all that is known."""
    known = {letter.id for letter in pool}
    tasks: list[Task] = []
    for row in _read(corpus / "groundtruth" / "motie_to_letter.jsonl"):
        right = frozenset(one["zaak"] for one in row["fulfilled_by_refs"]) & known
        if not row["dictum"] or row["caution"] or not right:
            continue
        words, made = " ".join(row["dictum"]), _day(row["made_date"])
        query = RankQuery(row["id"], words, made)
        if all_known:
            title = row["commitment_text"]
            movers = tuple(name for one in _read_motions(title) for name in one)
            query = RankQuery(row["id"], f"{title}\n{words}", made, movers, (row["motie_ref"],))
        tasks.append(Task(query, right, row["motie_ref"]))
    return tasks


def make_promises(corpus: Path, pool: Iterable[TitledLetter]) -> list[Task]:
    """Give the promises of which subject, meeting, day and letter are known."""
    known = {letter.id for letter in pool}
    tasks: list[Task] = []
    for row in _read(corpus / "groundtruth" / "toezegging_to_letter.jsonl"):
        right = frozenset(one["zaak"] for one in row["fulfilled_by_refs"]) & known
        if row["quality"] == "full" and right:
            query = RankQuery(row["id"], row["commitment_text"], _day(row["made_date"]))
            tasks.append(Task(query, right, f"{row['made_date']} {row['made_where']}"))
    return tasks


def make_chains(corpus: Path, pool: Iterable[TitledLetter]) -> list[Task]:
    """Give the promises quoted from debates of which the letter is in the pool."""
    known = {letter.id for letter in pool}
    days = {
        f"raw/{row['file']}": _day(row["date"]) for row in _read(corpus / "raw" / "manifest.jsonl")
    }
    tasks: list[Task] = []
    for row in _read(corpus / "chains.jsonl"):
        letter = Path(row["b_file"]).stem
        if row["type"].startswith("promise") and letter in known:
            query = RankQuery(row["id"], row["a_quote"], days.get(row["a_file"]))
            tasks.append(Task(query, frozenset([letter]), row["a_file"]))
    return tasks


class PlainBm25:
    """BM25 over title and dossier title, words as they are, letters before the day left out."""

    def __init__(self, pool: list[TitledLetter]) -> None:
        """Index the pool."""
        self._pool = pool
        self._postings: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        self._lengths: list[int] = []
        for place, letter in enumerate(pool):
            counts = Counter(_words(f"{letter.text} {letter.dossier or ''}"))
            self._lengths.append(counts.total())
            for word, count in counts.items():
                self._postings[word].append((place, count))
        self._mean = sum(self._lengths) / max(len(pool), 1)

    def rank(self, query: RankQuery, limit: int) -> list[str]:
        """Give the ids of the best letters."""
        scores: defaultdict[int, float] = defaultdict(float)
        for word in sorted(set(_words(query.text))):
            postings = self._postings.get(word, [])
            rest = len(self._pool) - len(postings)
            idf = math.log(1 + (rest + 0.5) / (len(postings) + 0.5))
            for place, count in postings:
                size = 1 - _B + _B * self._lengths[place] / self._mean
                scores[place] += idf * count * (_K1 + 1) / (count + _K1 * size)
        best = sorted(
            (-score, self._pool[place].id)
            for place, score in scores.items()
            if self._may_answer(query, self._pool[place])
        )
        return [key for _, key in best[:limit]]

    def _may_answer(self, query: RankQuery, letter: TitledLetter) -> bool:
        """Say whether a letter is not older than the query."""
        return query.day is None or letter.day is None or letter.day >= query.day


def _words(text: str) -> list[str]:
    """Give the words in small letters."""
    return _WORD.findall(text.lower())


def _read(path: Path) -> Iterator[dict[str, Any]]:
    """Give the objects of a file with one a line."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _day(value: str | None) -> date | None:
    """Give a day, None where none is known; a month alone is none."""
    return date.fromisoformat(value[:10]) if value and len(value) >= len("2026-11-21") else None


def _read_motions(title: str) -> Iterator[tuple[str, ...]]:
    """Give the movers of the motions that a title names, as the reader reads them."""
    span = Span(0, len(title))
    block = Block(span, BlockKind.PARAGRAPH, Zone.BODY)
    text = CleanText(title, title, (), (), (block,), (), (Sentence(span, 0),))
    yield from (motion.movers for motion in find_motions(text, ()))
