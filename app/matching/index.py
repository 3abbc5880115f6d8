"""Papers in memory, found by the telling words and numbers that they share with an item."""

import heapq
import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.matching import ItemKind, OpenItem, Paper
from app.matching.dossiers import DossierWords
from app.matching.offices import without_offices
from app.matching.subjects import PART, look_up
from app.matching.titles import TitleProfile, profile_title
from app.matching.weights import load_weights
from app.matching.words import find_words

# A long paper has more words to share; its length counts against it, but not in full.
_LENGTH = 0.4
_NUMBER = 4.0  # a shared number counts as much as four of the rarest words
_DOSSIER = 2.0  # a dossier that is all about the item's words, as much as two
_KIND = 2.0  # how much more a paper counts whose title names a motion, for a motion
_DOSSIERS = 20
# So many places of words are looked at, rarest words first: what common words alone find
# is never among the best.
_LOOK_AT = 60_000


@dataclass(frozen=True, slots=True)
class _Shelf:
    """Papers in order of the last day that each can be from, and where each root stands.

    `postings` gives for a root the places in `keys`, rising, and how much it counts there;
    `motions` are the places of papers whose title names a motion, `motions_of` the same
    for each dossier.
    """

    keys: tuple[str, ...]
    last_days: tuple[date, ...]
    postings: dict[str, tuple[list[int], list[float]]]
    numbers: dict[str, list[int]]
    motions: frozenset[int]
    motions_of: dict[str, list[int]]


class PaperIndex:
    """A CandidateSource over papers that are all in memory.

    Papers are found in an order that depends on the item and the papers that are there,
    never on the order in which they came; papers that cannot be later than the item,
    and its own, are left out.
    """

    def __init__(self, papers: Iterable[Paper] = ()) -> None:
        """Index the papers; more can be added later."""
        self._papers: dict[str, Paper] = {}
        self._words: dict[str, dict[str, float]] = {}
        self._titles: dict[str, TitleProfile | None] = {}
        self._dossiers = DossierWords()
        self._shelf: _Shelf | None = None
        for paper in papers:
            self.add(paper)

    def __len__(self) -> int:
        """Count the papers."""
        return len(self._papers)

    def add(self, paper: Paper) -> None:
        """Index one more paper; a paper with a known key takes the old one's place."""
        self.remove(paper.key)
        self._papers[paper.key] = paper
        self._words[paper.key] = _weigh(paper)
        self._titles[paper.key] = title = profile_title(paper)
        if paper.dossier:
            self._dossiers.add(paper.dossier, _roots_of(title))
        self._shelf = None

    def remove(self, key: str) -> None:
        """Forget a paper; an unknown key is no error."""
        paper = self._papers.pop(key, None)
        if paper is None:
            return
        del self._words[key]
        title = self._titles.pop(key)
        if paper.dossier:
            self._dossiers.remove(paper.dossier, _roots_of(title))
        self._shelf = None

    def prepare(self) -> None:
        """Put the papers in order now, not when the first item is asked for."""
        if self._shelf is None:
            self._shelf = self._arrange()

    def get_title(self, key: str) -> TitleProfile | None:
        """Give the title of a paper taken apart; None when it has none. Raises KeyError."""
        return self._titles[key]

    def find_close(self, roots: Iterable[str]) -> dict[str, float]:
        """Give how close each dossier is to these roots, 0 to 1; far ones are left out."""
        return self._dossiers.find_close(roots)

    def find_papers(self, item: OpenItem, limit: int) -> tuple[Paper, ...]:
        """Give at most `limit` papers that share telling words or numbers, best first."""
        self.prepare()
        shelf = self._shelf or self._arrange()
        first = item.timing.day or item.timing.not_before
        start = bisect_left(shelf.last_days, first) if first is not None else 0
        roots = _count(find_words(without_offices(item.words)))
        scores = _score_words(shelf, roots, start)
        for identifier in item.papers:
            for place in shelf.numbers.get(identifier, ()):
                scores[place] += _NUMBER
        if item.kind is ItemKind.MOTION:
            _favour_motions(shelf, scores, self.find_close(roots))
        fitting = (
            (-score, shelf.keys[place])
            for place, score in scores.items()
            if self._fits(item, shelf.keys[place])
        )
        return tuple(self._papers[key] for _, key in heapq.nsmallest(limit, fitting))

    def _fits(self, item: OpenItem, key: str) -> bool:
        """Say whether a paper can be later than the item, and is not its own."""
        return key != item.document and item.timing.may_precede(self._papers[key].timing)

    def _arrange(self) -> _Shelf:
        """Put the papers in order, and note where each root and number stands."""
        days = {
            key: paper.timing.day or paper.timing.not_after or date.max
            for key, paper in self._papers.items()
        }
        keys = sorted(self._papers, key=lambda key: (days[key], key))
        postings: dict[str, tuple[list[int], list[float]]] = {}
        numbers: defaultdict[str, list[int]] = defaultdict(list)
        motions: defaultdict[str, list[int]] = defaultdict(list)
        for place, key in enumerate(keys):
            for root, weight in self._words[key].items():
                places, weights = postings.setdefault(root, ([], []))
                places.append(place)
                weights.append(weight)
            for identifier in _find_numbers(self._papers[key]):
                numbers[identifier].append(place)
            if self._names_motion(key):
                motions[self._papers[key].dossier or ""].append(place)
        return _Shelf(
            tuple(keys),
            tuple(days[key] for key in keys),
            postings,
            dict(numbers),
            frozenset(place for places in motions.values() for place in places),
            dict(motions),
        )

    def _names_motion(self, key: str) -> bool:
        """Say whether the title of a paper names a motion."""
        title = self._titles[key]
        return title is not None and title.names_motion


def _favour_motions(
    shelf: _Shelf, scores: defaultdict[int, float], close: dict[str, float]
) -> None:
    """Raise papers whose title names a motion, also those found by their dossier alone."""
    for dossier in heapq.nsmallest(_DOSSIERS, close, key=lambda name: (-close[name], name)):
        for place in shelf.motions_of.get(dossier, ()):
            scores[place] += _DOSSIER * close[dossier]
    for place in shelf.motions & scores.keys():
        scores[place] *= _KIND


def _score_words(shelf: _Shelf, roots: dict[str, float], start: int) -> defaultdict[int, float]:
    """Score the places from `start` on by the words that they share, rarest first."""
    scores: defaultdict[int, float] = defaultdict(float)
    left = _LOOK_AT
    for root in sorted(roots, key=lambda root: (-roots[root], root)):
        places, weights = shelf.postings.get(root, ([], []))
        first = bisect_left(places, start)
        left -= len(places) - first
        if left < 0 and scores:
            break
        weight = roots[root]
        for place, other in zip(places[first:], weights[first:], strict=True):
            scores[place] += weight * other
    return scores


def _weigh(paper: Paper) -> dict[str, float]:
    """Give the roots of a paper with what each counts, less in a long paper."""
    weighed = _count(find_words(without_offices(paper.reading.text.text)))
    length = math.sqrt(sum(weight * weight for weight in weighed.values())) or 1.0
    share = 1 / length**_LENGTH
    return {root: weight * share for root, weight in weighed.items()}


def _count(words: Iterable[str]) -> dict[str, float]:
    """Give each root what it tells, more when it comes back, and parts of compounds less."""
    counts: dict[str, int] = {}
    weighed: dict[str, float] = {}
    for form in words:
        word = look_up(form)
        if word is None:
            continue
        times = counts[word.root] = counts.get(word.root, 0) + 1
        for part in word.parts:
            weighed.setdefault(part, PART * load_weights().of(part))
        weighed[word.root] = word.weight * (1 + math.log(times))
    return weighed


def _roots_of(title: TitleProfile | None) -> frozenset[str]:
    """Give all roots of a title."""
    return frozenset(
        root for subject in (title.subjects if title else ()) for root in subject.roots
    )


def _find_numbers(paper: Paper) -> set[str]:
    """Give every paper that a paper cites or names a motion by, and its own numbers."""
    numbers = set(paper.ids)
    for reference in paper.reading.references:
        numbers.update(reference.ids)
    for mention in paper.reading.motions:
        numbers.update(mention.ids)
    return numbers
