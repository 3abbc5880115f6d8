"""One motion in many papers: which mentions name the same one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations

from app.domain.matching import (
    Match,
    MentionLink,
    OpenItem,
    Paper,
    PlacedMention,
    Reason,
    Relation,
)
from app.domain.reading import MotionMention, Stance
from app.domain.references import Kamerstuk, parse_canonical
from app.domain.text import Span
from app.matching.likeness import compare_texts
from app.matching.movers import find_surnames, is_one_letter_off, share_mover
from app.matching.score import add_up

SAME_NUMBER = 0.9
SAME_MOVER = 0.3
SAME_SUBJECT = 0.6  # for each point of likeness
NEAR_NUMBER = 0.5
REPLACED = 0.8
_LEAST_LIKENESS = 0.2
_SURE_LIKENESS = 0.5
_SMALL = 100  # up to this, the same number in two series is chance

# The stance that tells most of a motion, for choosing among mentions in one paper.
_TELLS = {
    Stance.CARRIED_OUT: 0,
    Stance.UNDER_WAY: 1,
    Stance.PROMISED: 2,
    Stance.MENTIONED: 3,
}


def find_mention_links(mentions: Iterable[PlacedMention]) -> tuple[MentionLink, ...]:
    """Give for each motion the pairs of papers that name it, earlier to later.

    One pair for two papers: from the first mention in the earlier to the mention in the
    later that tells most of what is done. Papers whose order is unknown go by the first
    day that each can be from. A mention whose number looks like a misprint of another's
    is linked too, with the difference among the reasons. Best first, of equals the
    earliest; a caller who shows a few takes the first for each earlier mention.
    """
    groups: defaultdict[tuple[str, str], list[PlacedMention]] = defaultdict(list)
    for placed in mentions:
        for number in placed.stands:
            groups[number, placed.document].append(placed)
    for group in groups.values():
        group.sort(key=lambda placed: placed.mention.span)
    found: dict[tuple[str, Span, str, Span], MentionLink] = {}
    for first, second in _pairs_of_papers(groups):
        link = _link(groups[first], groups[second])
        if link is not None:
            found[_ends(link)] = link
    return tuple(
        sorted(found.values(), key=lambda link: (-link.score, _order(link.later), _ends(link)))
    )


def _ends(link: MentionLink) -> tuple[str, Span, str, Span]:
    """Give the two places that a link joins."""
    earlier, later = link.earlier, link.later
    return earlier.document, earlier.mention.span, later.document, later.mention.span


def find_near_pairs(
    mentions: Iterable[PlacedMention],
) -> Iterator[tuple[PlacedMention, PlacedMention]]:
    """Give mentions under two numbers that look like one, once misprinted."""
    buckets: defaultdict[tuple[str, ...], list[PlacedMention]] = defaultdict(list)
    for placed in mentions:
        for bucket in _slip_buckets(placed):
            buckets[bucket].append(placed)
    for bucket in sorted(buckets):
        for one, other in combinations(buckets[bucket], 2):
            if set(one.stands).isdisjoint(other.stands) and is_slip(one, other):
                yield one, other


def most_telling(mentions: Iterable[PlacedMention]) -> PlacedMention:
    """Give the mention that says most of what is done with the motion; of equals the first."""
    return min(mentions, key=lambda placed: (_TELLS[placed.mention.stance], placed.mention.span))


def find_mention(item: OpenItem, paper: Paper) -> Match | None:
    """Give the mention of a motion in a paper that tells most of it, None when there is none.

    The motion is known by the first of the item's papers, its movers and its words. The
    relation is always that of the same motion; the reason "stance" says what is done.
    """
    text = paper.reading.text.text
    asked = PlacedMention(item.document or "", item.timing, as_mention(item), item.words)
    found: list[tuple[float, PlacedMention, tuple[Reason, ...]]] = []
    for mention in paper.reading.motions:
        placed = PlacedMention(paper.key, paper.timing, mention, mention.sentence.of(text))
        reasons = find_reasons_of_sameness(asked, placed)
        if reasons:
            found.append((add_up(reasons), placed, reasons))
    if not found:
        return None
    best = max(score for score, _, _ in found)
    top = most_telling(placed for score, placed, _ in found if score == best)
    reasons = next(reasons for _, placed, reasons in found if placed is top)
    stance = Reason("stance", 0.0, "", top.mention.stance.value)
    return Match(item.key, paper.key, top.mention.span, Relation.SAME, best, (*reasons, stance))


def as_mention(item: OpenItem) -> MotionMention:
    """Give an item that is a motion as a mention of it."""
    span = item.span or Span(0, 0)
    return MotionMention(
        span, span, item.movers, False, item.papers[:1], Stance.MENTIONED, item.words
    )


def find_reasons_of_sameness(one: PlacedMention, other: PlacedMention) -> tuple[Reason, ...]:
    """Give what says that two mentions name one motion; empty when too little does."""
    same = _judge_numbers(one, other)
    if same is not None:
        return (same, *_judge_movers(one, other))
    if one.home is None or other.home is None or not is_slip(one, other):
        return ()
    return (
        Reason("near-number", NEAR_NUMBER, one.printed, other.printed),
        *_judge_movers(one, other),
        *_judge_subjects(one, other),
    )


def _judge_numbers(one: PlacedMention, other: PlacedMention) -> Reason | None:
    """Say by which number two mentions name one motion, None when they do not."""
    both = [number for number in one.mention.ids if number in other.mention.ids]
    if both:
        return Reason("same-motion", SAME_NUMBER, both[0], both[0])
    if not set(one.kept_as or one.mention.ids).isdisjoint(other.kept_as or other.mention.ids):
        return Reason("one-paper", SAME_NUMBER, one.printed, other.printed)
    if not set(one.stands).isdisjoint(other.stands):
        return Reason("replaced", REPLACED, one.printed, other.printed)
    return None


def is_slip(one: PlacedMention, other: PlacedMention) -> bool:
    """Say whether two numbers look like one motion, once misprinted.

    The same number under two parts of one dossier by the same mover; or, with subjects
    that are clearly alike, a number one digit off or in another dossier altogether. A
    changed motion has a later number than the one it was made of, and is no misprint of it.
    """
    mine, theirs = parse_canonical(one.home or ""), parse_canonical(other.home or "")
    if mine is None or theirs is None or one.document == other.document:
        return False
    if share_mover(one.mention.movers, other.mention.movers) is None:
        return False
    likeness, _ = compare_texts(one.mention.subject or "", other.mention.subject or "")
    if mine.dossier == theirs.dossier and mine.number == theirs.number:
        return likeness >= _LEAST_LIKENESS or _is_large(mine)
    if likeness < _SURE_LIKENESS:
        return False
    if mine.number == theirs.number:
        return is_one_letter_off(mine.dossier, theirs.dossier) or _is_large(mine)
    if one.mention.changed != other.mention.changed:
        return False
    return (mine.dossier, mine.part, mine.chapter) == (
        theirs.dossier, theirs.part, theirs.chapter
    ) and is_one_letter_off(mine.number, theirs.number)  # fmt: skip


def _is_large(paper: Kamerstuk) -> bool:
    """Say whether a number is too large to be the same in two series by chance."""
    return paper.number.isdigit() and int(paper.number) > _SMALL


def _judge_movers(one: PlacedMention, other: PlacedMention) -> Iterator[Reason]:
    """Give the mover that both mentions name."""
    same = share_mover(one.mention.movers, other.mention.movers)
    if same is not None:
        yield Reason("mover", SAME_MOVER, *same)


def _judge_subjects(one: PlacedMention, other: PlacedMention) -> Iterator[Reason]:
    """Give the words that both mentions use for what the motion asks."""
    likeness, shared = compare_texts(one.mention.subject or "", other.mention.subject or "")
    if likeness >= _LEAST_LIKENESS:
        words = ", ".join(shared)
        yield Reason("subject", round(SAME_SUBJECT * likeness, 3), words, words)


def _pairs_of_papers(
    groups: dict[tuple[str, str], list[PlacedMention]],
) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """Give pairs of (number, paper) that name the same motion, or perhaps do."""
    buckets: defaultdict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
    for key, group in groups.items():
        buckets[("same", key[0])].append(key)
        for bucket in _slip_buckets(group[0]):
            buckets[bucket].append(key)
    seen: set[tuple[tuple[str, str], tuple[str, str]]] = set()
    for bucket in sorted(buckets):
        keys = sorted(set(buckets[bucket]))
        for index, first in enumerate(keys):
            for second in keys[index + 1 :]:
                if first[1] != second[1] and (first, second) not in seen:
                    seen.add((first, second))
                    yield first, second


def _slip_buckets(placed: PlacedMention) -> Iterator[tuple[str, ...]]:
    """Give the buckets in which a misprint of this mention's number would also fall."""
    paper = parse_canonical(placed.home or "")
    if paper is None:
        return
    series = f"{paper.dossier}-{paper.part}-{paper.chapter}"
    for surname in find_surnames(placed.mention.movers):
        yield "number", paper.number, surname
        for at in range(len(paper.number)):
            yield "digit", series, surname, paper.number[:at] + "?" + paper.number[at + 1 :]


def _link(mine: list[PlacedMention], theirs: list[PlacedMention]) -> MentionLink | None:
    """Link two papers' mentions of one motion in the order in which they were written."""
    earlier, later = (mine, theirs) if _order(mine[0]) <= _order(theirs[0]) else (theirs, mine)
    first, last = earlier[0], most_telling(later)
    reasons = find_reasons_of_sameness(first, last)
    if not reasons or last.own:
        return None  # a motion tells nothing of its own execution
    return MentionLink(first, last, Relation.SAME, add_up(reasons), reasons)


def _order(placed: PlacedMention) -> tuple[date, str]:
    """Give what puts papers in order: the first day that each can be from, then its key."""
    timing = placed.timing
    return timing.day or timing.not_before or timing.not_after or date.min, placed.document
