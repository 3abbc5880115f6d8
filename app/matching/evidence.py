"""What speaks for and against one item and one later passage: each piece is a Reason.

The codes, their weights and what they mean to a clerk are listed in docs/matching.md.
"""

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.domain.matching import Reason, Timing
from app.domain.reading import FulfilmentStatement, Made, PromiseKind, Term, TermKind
from app.matching.items import ItemProfile
from app.matching.letters import TARGET_DATE, judge_title
from app.matching.offices import are_alike
from app.matching.passages import PaperProfile, Passage, PassageKind
from app.matching.subjects import PART
from app.matching.weights import load_weights
from app.matching.words import find_roots, root_of

_LEAST_LIKENESS = 0.12  # below this, shared words are chance
_BY_DAY = 0.06  # in a statement that names the day of the promise
_STEEPNESS = 1.35  # weight of the words for each point of likeness
_MOST_FOR_WORDS = 0.85
_ENOUGH = 1.0  # two telling words; one alone makes two short sentences alike by chance
_LONE = 0.25  # what one shared word alone is worth of what two are
_SECOND = 0.5  # a second word that tells this much makes two
_WHOLE = 0.8  # of what a sentence speaks of, one word that is this much is its subject
_LONG = 7  # letters of a root that may be the first part of a longer word
_NOT_EVERYWHERE = 0.3  # a word that tells this much is not in every letter
_RARE = 0.7
_TELLING = 0.6  # a word that one text in 75 or fewer thousand letters uses
_NAMES_ONE = 2  # shared words that make a meeting the same one
_HELD = re.compile(
    r"\b(?:plaats|plaatsgevonden|gehouden|bijeen\w*|vergader\w*|bijeenkomst)\b", re.IGNORECASE
)
_SHOWN = 6  # shared words that a reason shows
_FIRST_WORDS = 8
_SAME_TALK = 31  # days between a debate and the paper that reports its promises


@dataclass(frozen=True)
class Pair:
    """One item, one later paper, and one of its passages."""

    item: ItemProfile
    paper: PaperProfile
    passage: Passage
    likeness: float  # cosine of the weighed words, 0 to 1; less when little is shared
    shared: tuple[str, ...]  # roots in both, heaviest first

    @property
    def statement(self) -> FulfilmentStatement | None:
        """The passage as a statement that something is met, if it is one."""
        return self.passage.statement


def make_pair(item: ItemProfile, paper: PaperProfile, passage: Passage) -> Pair:
    """Compare the words of an item with those of a passage."""
    dot = square = common = 0.0
    shared: list[tuple[float, str]] = []
    for root, weight in item.words.items():
        local = paper.local.get(root, 1.0)
        weighed = weight * local
        square += weighed * weighed
        other = passage.words.get(root)
        if other is not None:
            dot += weighed * other
            common += min(weight, other / local)
            shared.append((-weighed * other, root))
    if not dot:
        return Pair(item, paper, passage, 0.0, ())
    shared.sort()
    likeness = dot / math.sqrt(square) / passage.length * min(1.0, common / _ENOUGH)
    roots = tuple(root for _, root in shared)
    return Pair(item, paper, passage, likeness * _trust(item, passage, roots), roots)


def _trust(item: ItemProfile, passage: Passage, shared: tuple[str, ...]) -> float:
    """Say how far shared words can be trusted: in full when two are shared, or all there is.

    Words that only stand near one of the sentences are no second one; the part of a
    compound is: "zwemwaterkwaliteit" and "de kwaliteit van het zwemwater". Of a promise
    that a statement names by its day one word is enough.
    """
    if _names_the_day(item, passage):
        return 1.0
    weights = load_weights()
    told = {root: weights.of(root) for root in shared if root in item.subject & passage.subject}
    most = max(told.values(), default=0.0)
    second = sum(told.values()) - most
    if second < _SECOND:
        second += sum(
            PART * weights.of(root) for root in _find_parts(item.subject, passage.subject)
        )
    if second >= _SECOND or _is_whole(most, item.subject):
        return 1.0
    if passage.statement is not None and _is_whole(most, passage.subject):
        return 1.0
    return _LONE + (1 - _LONE) * second / _SECOND


def _names_the_day(item: ItemProfile, passage: Passage) -> bool:
    """Say whether a promise is told as kept that was made on the very day of the item."""
    statement, day = passage.statement, item.item.timing.day
    return (
        statement is not None
        and not statement.implicit
        and statement.target.date == day is not None
    )


def _find_parts(mine: frozenset[str], theirs: frozenset[str]) -> Iterator[str]:
    """Give the roots of each side that begin a longer word of the other."""
    for some, others in ((mine - theirs, theirs), (theirs - mine, mine)):
        for root in sorted(some):
            if len(root) >= _LONG and any(other.startswith(root) for other in others):
                yield root


def _is_whole(most: float, subject: frozenset[str]) -> bool:
    """Say whether one word is rare, and most of what a sentence speaks of."""
    weights = load_weights()
    return most >= _RARE and most >= _WHOLE * sum(weights.of(root) for root in subject)


def find_reasons(pair: Pair) -> tuple[Reason, ...]:
    """Give all that speaks for or against a pair, weightiest first."""
    reasons = [reason for judge in _JUDGES for reason in judge(pair)]
    reasons.sort(key=lambda reason: (-abs(reason.weight), reason.code))
    return tuple(reasons)


def _judge_numbers(pair: Pair) -> Iterator[Reason]:
    """Both name the same paper, or the same debate by its number."""
    both = sorted(pair.item.ids & pair.passage.ids)
    papers = [identifier for identifier in both if not identifier.startswith("h-")]
    if papers:
        yield Reason("number", _weight_of_number(pair), papers[0], papers[0])
    elif both:
        yield Reason("debate", 0.35, both[0], both[0])


def _weight_of_number(pair: Pair) -> float:
    """A statement on a paper says more than a citation, and that more than a footnote.

    A promise made earlier cites the paper that made it, and that made others too.
    """
    passage = pair.passage
    if _reports_earlier(pair):
        return 0.25
    if passage.kind is not PassageKind.SENTENCE:
        return 0.75
    return 0.35 if passage.in_footnote else 0.5


def _judge_words(pair: Pair) -> Iterator[Reason]:
    """Both use the same telling words; titles are judged in `letters`, as a ranking does."""
    if pair.passage.kind is PassageKind.TITLE:
        if pair.paper.title is not None:
            yield from judge_title(pair.item.asked, pair.paper.title, pair.paper.written)
    elif pair.likeness >= (_BY_DAY if _names_the_day(pair.item, pair.passage) else _LEAST_LIKENESS):
        weight = min(_MOST_FOR_WORDS, _STEEPNESS * pair.likeness)
        yield Reason(
            "words",
            round(weight, 3),
            _show(pair, pair.item.forms),
            _show(pair, pair.passage.forms),
        )


def _show(pair: Pair, forms: dict[str, str]) -> str:
    """Give the shared words as this side prints them."""
    return ", ".join(forms.get(root, root) for root in pair.shared[:_SHOWN])


def _judge_product(pair: Pair) -> Iterator[Reason]:
    """A product that the item names, such as a nota, is cited or out."""
    products = {root_of(word): word for word in pair.item.products}
    for word in sorted(pair.passage.products):
        root = root_of(word)
        rare = pair.item.weights.get(root, 0.0) >= _RARE
        if rare and root in products and (pair.passage.ids or pair.passage.is_done):
            yield Reason("product", 0.45, products[root], word)
            return


def _judge_occasion(pair: Pair) -> Iterator[Reason]:
    """The meeting or day that the item names is reported as past."""
    promise = pair.item.item.promise
    if promise is None or not pair.passage.is_done:
        return
    term, named = promise.term, promise.term.text or ""
    if term.latest is None:
        held = _find_meeting_held(pair, named)
        if held is not None:
            yield Reason("occasion", 0.45, named, held)
        return
    if not _shares_telling_word(pair, _NOT_EVERYWHERE):
        return
    for day in pair.passage.days:
        if day.may_be(term.latest, pair.paper.written):
            yield Reason("occasion", 0.5, named, day.words)
            return


def _find_meeting_held(pair: Pair, meeting: str) -> str | None:
    """Give how a passage tells that a meeting of which no day is known was held on a day.

    It must share two of the words that name the meeting: of all meetings of one body
    the letter means one.
    """
    shared = [root for root in dict.fromkeys(find_roots(meeting)) if root in pair.passage.forms]
    if len(shared) < _NAMES_ONE or not pair.passage.days or not _HELD.search(pair.passage.text):
        return None
    return ", ".join([pair.passage.days[0].words, *(pair.passage.forms[root] for root in shared)])


def _judge_done(pair: Pair) -> Iterator[Reason]:
    """The act that the item announces is told as done, of the same thing."""
    passage = pair.passage
    if passage.kind is not PassageKind.SENTENCE or not passage.is_done or _only_informs(pair):
        return
    acts = sorted(pair.item.acts.keys() & passage.acts.keys())
    alike = pair.likeness >= _LEAST_LIKENESS
    if acts and alike and _shares_telling_word(pair, _TELLING):
        yield Reason("done", 0.42, pair.item.acts[acts[0]], passage.acts[acts[0]])


def _judge_section(pair: Pair) -> Iterator[Reason]:
    """A part of the paper that reports on the act opens with this passage."""
    passage = pair.passage
    if not (passage.opens_section and passage.is_done) or _only_informs(pair):
        return
    for act, word in sorted(pair.item.acts.items()):
        if act in passage.heading_acts and (pair.shared or _same_offices(pair)):
            yield Reason("section", 0.35, word, passage.heading)
            return


def _judge_offices(pair: Pair) -> Iterator[Reason]:
    """The same minister, or expressly another one."""
    mine = pair.item.offices
    if not mine:
        return
    named = pair.passage.offices
    same = _same_offices(pair)
    if same:
        weight = 0.3 if len(same) > 1 else 0.15
        yield Reason("office", weight, ", ".join(same), ", ".join(same))
    elif named and pair.statement is not None:
        yield Reason("other-office", -0.4, ", ".join(sorted(mine)), ", ".join(sorted(named)))
    elif any(are_alike(one, other) for one in mine for other in pair.paper.offices):
        yield Reason("signed", 0.05, ", ".join(sorted(mine)), ", ".join(sorted(mine)))


def _same_offices(pair: Pair) -> list[str]:
    """Give the item's offices that the passage names too."""
    return [
        mine
        for mine in sorted(pair.item.offices)
        if any(are_alike(mine, other) for other in pair.passage.offices)
    ]


def _judge_statement(pair: Pair) -> Iterator[Reason]:
    """The passage says that something asked or promised is met."""
    statement = pair.statement
    if statement is None:
        return
    code, weight = ("reported", 0.12) if statement.implicit else ("kept", 0.25)
    yield Reason(code, weight, "", _first_words(pair.passage))
    day, said = pair.item.item.timing.day, statement.target.date
    if day is None or said is None or _reports_earlier(pair):
        return
    if day == said:
        yield Reason("target-date", TARGET_DATE, day.isoformat(), said.isoformat())
    elif abs((day - said).days) > _SAME_TALK:
        yield Reason("other-date", -0.6, day.isoformat(), said.isoformat())


def _first_words(passage: Passage) -> str:
    """Give the beginning of a passage, enough to recognise it."""
    return " ".join(passage.text.split()[:_FIRST_WORDS])


def _judge_repeated(pair: Pair) -> Iterator[Reason]:
    """The passage promises the same sort of thing."""
    mine, other = pair.item.item.promise, pair.passage.promise
    if mine is None or other is None or pair.statement is not None:
        return
    if mine.kind is other.kind:
        yield Reason("repeated", 0.12, mine.kind.value, other.kind.value)


def _judge_term(pair: Pair) -> Iterator[Reason]:
    """The later paper is within the term, or the term is long past."""
    term = _term(pair)
    written = pair.paper.paper.timing.day
    if term is None or term.latest is None or written is None:
        return
    if written <= term.latest:
        yield Reason("in-time", 0.03, term.latest.isoformat(), written.isoformat())


def _judge_order(pair: Pair) -> Iterator[Reason]:
    """Which of the two papers came first cannot be told."""
    mine, other = pair.item.item.timing, pair.paper.paper.timing
    if other.may_precede(mine) and (mine.day is None or other.day is None):
        yield Reason("order-unknown", -0.15, _say_day(mine), _say_day(other))


def _say_day(timing: Timing) -> str:
    """Give the day of a paper, or its bounds."""
    if timing.day is not None:
        return timing.day.isoformat()
    bounds = (timing.not_before, timing.not_after)
    return "…".join(day.isoformat() if day is not None else "" for day in bounds)


def _only_informs(pair: Pair) -> bool:
    """Say whether the item promises words to the Chamber, which a plain sentence cannot keep."""
    promise = pair.item.item.promise
    return promise is not None and promise.kind is PromiseKind.INFORM


def _term(pair: Pair) -> Term | None:
    """Give the item's term when a day can be computed."""
    promise = pair.item.item.promise
    return promise.term if promise is not None and promise.term.kind is TermKind.DATE else None


def _reports_earlier(pair: Pair) -> bool:
    """Say whether the item itself reports a promise made before its paper."""
    promise = pair.item.item.promise
    return promise is not None and promise.made is Made.EARLIER


def _shares_telling_word(pair: Pair, least: float) -> bool:
    """Say whether both sentences themselves use a word that is rare enough and no act."""
    acts = {root_of(word) for side in (pair.item, pair.passage) for word in side.acts.values()}
    return any(
        pair.item.weights.get(root, 0.0) >= least
        for root in pair.shared
        if root in pair.passage.forms and root not in acts
    )


_JUDGES: tuple[Callable[[Pair], Iterator[Reason]], ...] = (
    _judge_numbers,
    _judge_words,
    _judge_product,
    _judge_occasion,
    _judge_done,
    _judge_section,
    _judge_offices,
    _judge_statement,
    _judge_repeated,
    _judge_term,
    _judge_order,
)
