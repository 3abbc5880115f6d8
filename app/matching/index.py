"""Papers in memory, found by the telling words and numbers that they share with an item."""

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterable

from app.domain.matching import OpenItem, Paper
from app.matching.offices import without_offices
from app.matching.weights import load_weights
from app.matching.words import find_roots

# A long paper has more words to share; its length counts against it, but not in full.
_LENGTH = 0.4
_NUMBER = 4.0  # a shared number counts as much as four of the rarest words


class PaperIndex:
    """A CandidateSource over papers that are all in memory.

    Papers are found in an order that depends on the item and each paper alone; papers
    that cannot be later than the item, and its own, are left out.
    """

    def __init__(self, papers: Iterable[Paper] = ()) -> None:
        """Index the papers; more can be added later."""
        self._papers: dict[str, Paper] = {}
        self._lengths: dict[str, float] = {}
        self._words: defaultdict[str, dict[str, float]] = defaultdict(dict)
        self._numbers: defaultdict[str, set[str]] = defaultdict(set)
        for paper in papers:
            self.add(paper)

    def __len__(self) -> int:
        """Count the papers."""
        return len(self._papers)

    def add(self, paper: Paper) -> None:
        """Index one more paper; a paper with a known key takes the old one's place."""
        self.remove(paper.key)
        weights = load_weights()
        reading = paper.reading
        counts = Counter(find_roots(without_offices(reading.text.text)))
        weighed = {root: weights.of(root) * (1 + math.log(n)) for root, n in counts.items()}
        self._papers[paper.key] = paper
        self._lengths[paper.key] = math.sqrt(sum(w * w for w in weighed.values())) or 1.0
        for root, weight in weighed.items():
            self._words[root][paper.key] = weight
        for identifier in _find_numbers(paper):
            self._numbers[identifier].add(paper.key)

    def remove(self, key: str) -> None:
        """Forget a paper; an unknown key is no error."""
        if self._papers.pop(key, None) is None:
            return
        del self._lengths[key]
        for postings in self._words.values():
            postings.pop(key, None)
        for keys in self._numbers.values():
            keys.discard(key)

    def find_papers(self, item: OpenItem, limit: int) -> tuple[Paper, ...]:
        """Give at most `limit` papers that share telling words or numbers, best first."""
        weights = load_weights()
        scores: defaultdict[str, float] = defaultdict(float)
        for root in sorted(set(find_roots(without_offices(item.words)))):
            weight = weights.of(root)
            for key, other in self._words.get(root, {}).items():
                scores[key] += weight * other / self._lengths[key] ** _LENGTH
        for identifier in item.papers:
            for key in self._numbers.get(identifier, ()):
                scores[key] += _NUMBER
        fitting = (
            (-score, key)
            for key, score in scores.items()
            if key != item.document and item.timing.may_precede(self._papers[key].timing)
        )
        return tuple(self._papers[key] for _, key in heapq.nsmallest(limit, fitting))


def _find_numbers(paper: Paper) -> set[str]:
    """Give every paper that a paper cites or names a motion by, and its own numbers."""
    numbers = set(paper.ids)
    for reference in paper.reading.references:
        numbers.update(reference.ids)
    for mention in paper.reading.motions:
        numbers.update(mention.ids)
    return numbers
