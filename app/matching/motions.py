"""What does not fit in how papers number and name their motions."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from app.domain.matching import Conflict, ConflictKind, PlacedMention, Reason
from app.matching.dates import find_days
from app.matching.likeness import compare_texts
from app.matching.mentions import find_near_pairs, find_reasons_of_sameness
from app.matching.movers import find_surnames, share_mover

_UNLIKE = 0.15


def find_conflicts(mentions: Iterable[PlacedMention]) -> tuple[Conflict, ...]:
    """Give what cannot all be right in how papers name motions, with the evidence.

    One motion under two numbers: numbers that look like one misprinted, of the same mover
    and subject. One number for two motions: one paper names two subjects under it, or the
    days that papers print for it differ. A name that does not fit: movers who have no
    surname in common with those that other papers print. "c.s." beside all names, a
    mover more or less, and two motions of one member are no conflicts. Nothing is
    mended: each conflict says which reading is likelier, where most papers agree.
    """
    placed = sorted(mentions, key=lambda one: (one.document, one.mention.span))
    by_number: defaultdict[str, list[PlacedMention]] = defaultdict(list)
    for one in placed:
        for number in one.mention.ids[:1]:
            by_number[number].append(one)
    found: list[Conflict] = [*_find_two_numbers(by_number)]
    for number in sorted(by_number):
        found.extend(_find_under_one_number(number, by_number[number]))
    return tuple(found)


def _find_two_numbers(by_number: dict[str, list[PlacedMention]]) -> Iterator[Conflict]:
    """Give the pairs of numbers that look like one motion's."""
    reasons: dict[tuple[str, str], tuple[Reason, ...]] = {}
    for one, other in find_near_pairs(one for group in by_number.values() for one in group):
        pair = sorted((one, other), key=lambda placed: placed.mention.ids[0])
        numbers = (pair[0].mention.ids[0], pair[1].mention.ids[0])
        if numbers not in reasons:
            reasons[numbers] = find_reasons_of_sameness(pair[0], pair[1])
    for numbers in sorted(reasons):
        papers = {number: _papers(by_number[number]) for number in numbers}
        if papers[numbers[0]] & papers[numbers[1]]:
            continue  # a paper that prints both knows that they are two
        counts = {number: len(names) for number, names in papers.items()}
        yield Conflict(
            ConflictKind.TWO_NUMBERS,
            numbers,
            _likeliest(counts),
            tuple(placed for number in numbers for placed in by_number[number]),
            (*reasons[numbers], _count("papers", counts)),
        )


def _find_under_one_number(number: str, group: list[PlacedMention]) -> Iterator[Conflict]:
    """Give a second motion, or a wrong name, under one number; at most one of each."""
    for kind, judge in (
        (ConflictKind.WRONG_NAME, _judge_names),
        (ConflictKind.TWO_MOTIONS, _judge_motions),
    ):
        for one, other in combinations(group, 2):
            reason = judge(one, other)
            if reason is not None:
                likely = _likeliest_movers(group) if kind is ConflictKind.WRONG_NAME else None
                yield Conflict(kind, (number,), likely, tuple(group), (reason,))
                break


def _judge_names(one: PlacedMention, other: PlacedMention) -> Reason | None:
    """Say that two mentions of one number name movers of whom none is the same."""
    mine, theirs = one.mention.movers, other.mention.movers
    if not (mine and theirs) or share_mover(mine, theirs) is not None:
        return None
    return Reason("other-mover", 0.9, ", ".join(mine), ", ".join(theirs))


def _judge_motions(one: PlacedMention, other: PlacedMention) -> Reason | None:
    """Say that two mentions of one number are of two motions: by their day or subject."""
    days = [{(day.day, day.month) for day in find_days(placed.words)} for placed in (one, other)]
    subjects = [placed.mention.subject or "" for placed in (one, other)]
    likeness, _ = compare_texts(*subjects)
    if not all(subjects) or likeness >= _UNLIKE:
        return None
    if one.document == other.document or (all(days) and not days[0] & days[1]):
        return Reason("other-subject", round(1 - likeness, 3), subjects[0], subjects[1])
    return None


def _papers(group: Iterable[PlacedMention]) -> set[str]:
    """Give the papers of some mentions."""
    return {placed.document for placed in group}


def _likeliest(counts: dict[str, int]) -> str | None:
    """Give what most papers print, None when no reading has more than another."""
    ranked = Counter(counts).most_common(2)
    if len(ranked) > 1 and ranked[0][1] == ranked[1][1]:
        return None
    return ranked[0][0]


def _likeliest_movers(group: list[PlacedMention]) -> str | None:
    """Give the movers as most papers print them, by surname."""
    papers: defaultdict[str, set[str]] = defaultdict(set)
    for placed in group:
        for surname in find_surnames(placed.mention.movers):
            papers[surname].add(placed.document)
    return _likeliest({surname: len(names) for surname, names in sorted(papers.items())})


def _count(code: str, counts: dict[str, int]) -> Reason:
    """Put a count of papers for each number down as a reason of no weight."""
    said = [f"{number} ({count})" for number, count in counts.items()]
    return Reason(code, 0.0, said[0], said[1])
