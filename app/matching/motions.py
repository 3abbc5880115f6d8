"""What does not fit in how papers number and name their motions."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations

from app.domain.matching import Conflict, ConflictKind, PlacedMention, Reason
from app.matching.dates import find_days
from app.matching.impossible import find_impossible
from app.matching.likeness import compare_texts
from app.matching.mentions import find_near_pairs, find_reasons_of_sameness
from app.matching.movers import find_surnames, share_mover
from app.matching.readings import likeliest, papers_of

_UNLIKE = 0.15
_Sides = tuple[tuple[PlacedMention, ...], ...]


def find_conflicts(
    mentions: Iterable[PlacedMention], *, letters: frozenset[str] = frozenset()
) -> tuple[Conflict, ...]:
    """Give what cannot all be right in how papers name motions, with the evidence.

    One motion under two numbers: numbers that look like one misprinted, of the same mover
    and subject. One number for two motions: other movers and another subject, or one paper
    names two subjects under it, or the days that papers print for it differ. A name that
    does not fit: movers who have no surname in common with those that other papers, or
    the motion itself, print. A number that nothing can carry: a misprint, nr. 0, or one of
    `letters`, the numbers of papers that are no motions. "c.s." beside all names, a mover
    more or less, and two motions of one member are no conflicts; nor are numbers that
    are known to be one motion's, or of which the one replaced the other. Nothing is
    mended: each conflict says which reading is likelier.
    """
    placed = sorted(mentions, key=lambda one: (one.document, one.mention.span))
    impossible = find_impossible(placed, letters)
    broken = {id(one) for conflict in impossible for one in conflict.mentions}
    by_number: defaultdict[str, list[PlacedMention]] = defaultdict(list)
    for one in placed:
        if one.home is not None and id(one) not in broken:
            by_number[one.home].append(one)
    doubled = list(_find_two_numbers(by_number))
    found: list[Conflict] = []
    for number in sorted(by_number):
        found.extend(_find_under_one_number(number, by_number[number]))
    return (*_join(doubled, found), *impossible)


def _find_two_numbers(by_number: dict[str, list[PlacedMention]]) -> Iterator[Conflict]:
    """Give the pairs of numbers that look like one motion's."""
    reasons: dict[tuple[str, str], tuple[Reason, ...]] = {}
    for one, other in find_near_pairs(one for group in by_number.values() for one in group):
        first, second = sorted((one, other), key=lambda placed: placed.home or "")
        numbers = (first.home or "", second.home or "")
        if numbers not in reasons:
            reasons[numbers] = find_reasons_of_sameness(first, second)
    for numbers in sorted(reasons):
        sides = tuple(tuple(by_number[number]) for number in numbers)
        if papers_of(sides[0]) & papers_of(sides[1]):
            continue  # a paper that prints both knows that they are two
        if all(any(one.own for one in side) for side in sides):
            continue  # each is a paper of its own
        counts = {
            number: len(papers_of(_of_same_movers(side, sides[1 - n])))
            for n, (number, side) in enumerate(zip(numbers, sides, strict=True))
        }
        said = [f"{number} ({count})" for number, count in counts.items()]
        yield Conflict(
            ConflictKind.TWO_NUMBERS,
            numbers,
            _likely_number(numbers, sides, counts),
            sides,
            (*reasons[numbers], Reason("papers", 0.0, said[0], said[1])),
        )


def _likely_number(numbers: tuple[str, ...], sides: _Sides, counts: dict[str, int]) -> str | None:
    """Give the number that is the motion's own paper, else what most papers print.

    A number that other papers give to other movers is the less likely one.
    """
    for number, side in zip(numbers, sides, strict=True):
        if any(one.own for one in side):
            return number
    taken = [_is_taken(side, sides[1 - n]) for n, side in enumerate(sides)]
    if taken[0] != taken[1]:
        return numbers[taken.index(False)]
    return likeliest(counts)


def _is_taken(side: tuple[PlacedMention, ...], other: tuple[PlacedMention, ...]) -> bool:
    """Say whether papers give a number to other movers than those of the other side."""
    named = [one for one in side if one.mention.movers]
    alike = {id(one) for one in _of_same_movers(side, other)}
    return bool(papers_of(one for one in named if id(one) not in alike))


def _of_same_movers(
    side: tuple[PlacedMention, ...], other: tuple[PlacedMention, ...]
) -> tuple[PlacedMention, ...]:
    """Give the mentions of a side that name a mover of the other."""
    movers = tuple(dict.fromkeys(mover for one in other for mover in one.mention.movers))
    return tuple(one for one in side if share_mover(one.mention.movers, movers) is not None)


def _find_under_one_number(number: str, group: list[PlacedMention]) -> Iterator[Conflict]:
    """Give the names, and the other motions, that do not fit one number."""
    parties = _part_by_movers(group)
    for odd in parties[1:]:
        yield _judge_names(number, parties[0], odd, certain=_is_certain(parties))
    if len(parties) > 1:
        return
    for one, other in combinations(group, 2):
        reason = _judge_motions(one, other)
        if reason is not None:
            yield Conflict(
                ConflictKind.TWO_MOTIONS,
                (number,),
                None,
                _part_by_subject(group, one, other),
                (reason,),
            )
            return


def _part_by_movers(group: list[PlacedMention]) -> list[tuple[PlacedMention, ...]]:
    """Part the mentions of a number by who moved it, the side of most papers first.

    Mentions that name nobody belong to the first. The motion itself tells best.
    """
    parties: list[list[PlacedMention]] = []
    for one in group:
        if not one.mention.movers:
            continue
        mine = [
            party
            for party in parties
            if any(share_mover(one.mention.movers, other.mention.movers) for other in party)
        ]
        joined = [other for party in mine for other in party] + [one]
        parties = [party for party in parties if party not in mine] + [joined]
    ranked = sorted(parties, key=_weight)
    silent = [one for one in group if not one.mention.movers]
    sides = [sorted(party, key=_place) for party in ranked]
    if sides:
        sides[0] = sorted(sides[0] + silent, key=_place)
    return [tuple(side) for side in sides]


def _weight(party: list[PlacedMention]) -> tuple[bool, int, list[str]]:
    """Order sides: the motion itself, then most papers, then by name."""
    names = sorted(find_surnames(mover for one in party for mover in one.mention.movers))
    return not any(one.own for one in party), -len(papers_of(party)), names


def _is_certain(parties: list[tuple[PlacedMention, ...]]) -> bool:
    """Say whether the first side is likelier than the next."""
    if any(one.own for one in parties[0]):
        return True
    first, second = (papers_of(one for one in party if one.mention.movers) for party in parties[:2])
    return len(first) > len(second)


def _place(placed: PlacedMention) -> tuple[str, object]:
    """Order mentions by paper and place."""
    return placed.document, placed.mention.span


def _judge_names(
    number: str,
    main: tuple[PlacedMention, ...],
    odd: tuple[PlacedMention, ...],
    *,
    certain: bool,
) -> Conflict:
    """Say that a side names other movers: a wrong name, or, of another subject, a second motion."""
    named = next(one for one in main if one.mention.movers)
    movers = (", ".join(named.mention.movers), ", ".join(odd[0].mention.movers))
    reasons = [Reason("other-mover", 0.9, *movers)]
    subjects = _compare_subjects(main, odd)
    kind = ConflictKind.WRONG_NAME
    if subjects is not None and subjects[0] < _UNLIKE:
        kind = ConflictKind.TWO_MOTIONS
        reasons.append(Reason("other-subject", round(1 - subjects[0], 3), *subjects[1:]))
    likely = None
    if certain and kind is ConflictKind.WRONG_NAME:
        likely = _most_printed(main)
    return Conflict(kind, (number,), likely, (main, odd), tuple(reasons))


def _compare_subjects(
    main: tuple[PlacedMention, ...], odd: tuple[PlacedMention, ...]
) -> tuple[float, str, str] | None:
    """Give how alike the subjects of two sides are at best, with the two; None without any."""
    found = [
        (compare_texts(one.mention.subject, other.mention.subject)[0], one.mention.subject, other.mention.subject)
        for one in main
        for other in odd
        if one.mention.subject and other.mention.subject
    ]  # fmt: skip
    return max(found, default=None)


def _most_printed(side: tuple[PlacedMention, ...]) -> str | None:
    """Give the mover that most papers of a side print, as printed."""
    papers: defaultdict[str, set[str]] = defaultdict(set)
    for one in side:
        for mover in one.mention.movers:
            papers[mover].add(one.document)
    ranked = sorted(papers, key=lambda mover: (-len(papers[mover]), mover))
    return ranked[0] if ranked else None


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


def _part_by_subject(
    group: list[PlacedMention], one: PlacedMention, other: PlacedMention
) -> _Sides:
    """Part mentions by which of two subjects theirs is liker; without any, the first."""
    sides: tuple[list[PlacedMention], list[PlacedMention]] = ([], [])
    for placed in group:
        subject = placed.mention.subject or ""
        first = compare_texts(subject, one.mention.subject or "")[0]
        second = compare_texts(subject, other.mention.subject or "")[0]
        sides[1 if second > first else 0].append(placed)
    return tuple(tuple(side) for side in sides)


def _join(doubled: list[Conflict], found: list[Conflict]) -> Iterator[Conflict]:
    """Leave out a name that does not fit where the likelier number of its motion is known.

    "Motie Jansen (nr. 71)", where nr. 71 is De Wit's and nr. 77 Jansen's, is one mistake.
    """
    counted = Counter[int]()
    for n, conflict in enumerate(found):
        odd = {id(one) for one in conflict.sides[1]}
        for at, pair in enumerate(doubled):
            if conflict.numbers[0] in pair.numbers and conflict.numbers[0] != pair.likely:
                side = pair.sides[pair.numbers.index(conflict.numbers[0])]
                other = pair.sides[1 - pair.numbers.index(conflict.numbers[0])]
                if odd <= {id(one) for one in _of_same_movers(side, other)}:
                    doubled[at] = replace(pair, reasons=(*pair.reasons, conflict.reasons[0]))
                    counted[n] += 1
    yield from doubled
    yield from (conflict for n, conflict in enumerate(found) if not counted[n])
