from datetime import date

from app.domain.matching import ConflictKind, PlacedMention, Relation, Timing
from app.domain.reading import Stance
from app.matching import find_conflicts, find_mention_links
from tests.matching.making import make_mention, make_placed

DUNES = "de duinen bij Callantsoog ophogen met zand uit zee"
FERRY = "een veerdienst tussen Lith en Alphen herstellen"


def day(number: int) -> date:
    return date(2030, 1, number)


def placed(
    document: str, number: str | None, *movers: str, on: int = 1, subject: str | None = None
) -> PlacedMention:
    return make_placed(
        document, make_mention(number, movers or ("Jansma",), subject=subject), day(on)
    )


def test_links_the_papers_that_name_one_motion_in_order_of_time() -> None:
    links = find_mention_links(
        [
            placed("c", "kst-12345-6", on=9),
            placed("a", "kst-12345-6", on=3),
            placed("b", "kst-12345-6", on=5),
            placed("d", "kst-12345-7", on=5),
            placed("e", None, on=5),
        ]
    )
    assert [(link.earlier.document, link.later.document) for link in links] == [
        ("a", "b"),
        ("a", "c"),
        ("b", "c"),
    ]
    assert {link.relation for link in links} == {Relation.SAME}
    assert all(link.score > 0.9 for link in links)


def test_the_order_of_reading_makes_no_difference() -> None:
    mentions = [placed(name, "kst-12345-6", on=on) for name, on in (("a", 4), ("b", 2), ("c", 2))]
    assert find_mention_links(mentions) == find_mention_links(reversed(mentions))


def test_one_link_for_two_papers_to_the_mention_that_tells_most() -> None:
    later = [
        make_placed("later", make_mention(at=at, stance=stance))
        for at, stance in ((5, Stance.MENTIONED), (50, Stance.CARRIED_OUT), (80, Stance.PROMISED))
    ]
    earlier = [make_placed("earlier", make_mention(at=at), day(1)) for at in (70, 20)]
    (link,) = find_mention_links([*later, *earlier])
    assert link.earlier.mention.span.start == 20
    assert link.later.mention.span.start == 50


def test_an_undated_paper_goes_by_its_first_possible_day() -> None:
    undated = PlacedMention("undated", Timing(not_before=day(2)), make_mention())
    links = find_mention_links([placed("dated", "kst-12345-6", on=8), undated])
    assert [link.earlier.document for link in links] == ["undated"]


def test_of_equal_links_the_earliest_comes_first() -> None:
    links = find_mention_links(placed(f"p{n:02}", "kst-12345-6", on=n) for n in range(9, 0, -1))
    first = [link.later.document for link in links if link.earlier.document == "p01"]
    assert first == [f"p{n:02}" for n in range(2, 10)]


def test_a_motion_in_two_dossiers_is_linked_once() -> None:
    both = [
        make_placed(name, make_mention(at=1), day(n)) for n, name in enumerate(("a", "b"), start=1)
    ]
    assert len(find_mention_links([*both, *both])) == 1


def test_one_motion_under_two_numbers_is_linked_and_a_conflict() -> None:
    mentions = [
        placed("a", "kst-12345-02-2433", on=1, subject=DUNES),
        placed("b", "kst-12345-04-2433", on=2, subject=DUNES),
        placed("c", "kst-12345-02-2433", on=3, subject=DUNES),
    ]
    assert len(find_mention_links(mentions)) == 3
    (conflict,) = find_conflicts(mentions)
    assert conflict.kind is ConflictKind.TWO_NUMBERS
    assert conflict.numbers == ("kst-12345-02-2433", "kst-12345-04-2433")
    assert conflict.likely == "kst-12345-02-2433"
    assert len(conflict.mentions) == 3
    assert {"near-number", "mover", "subject", "papers"} == {r.code for r in conflict.reasons}


def test_no_reading_is_likelier_when_papers_are_equally_divided() -> None:
    (conflict,) = find_conflicts(
        [placed("a", "kst-12345-02-2433"), placed("b", "kst-12345-04-2433")]
    )
    assert conflict.likely is None


def test_a_misprinted_digit_shows_when_the_subjects_are_alike() -> None:
    mentions = [
        placed("a", "kst-12345-71", subject=DUNES),
        placed("b", "kst-12345-77", subject=DUNES),
    ]
    assert [conflict.kind for conflict in find_conflicts(mentions)] == [ConflictKind.TWO_NUMBERS]


def test_two_motions_of_one_member_are_no_conflict() -> None:
    assert not find_conflicts(
        [
            placed("a", "kst-12345-75", subject=DUNES),
            placed("a", "kst-12345-76", subject=FERRY),
            placed("b", "kst-12345-75", subject=DUNES),
            placed("b", "kst-67890-76", subject=FERRY),
            placed("b", "kst-12345-12"),
            placed("c", "kst-12345-02-12"),
            placed("c", "no number"),
        ]
    )


def test_a_paper_that_prints_both_numbers_knows_that_they_are_two() -> None:
    assert not find_conflicts(
        [
            placed("a", "kst-12345-02-2433", subject=DUNES),
            placed("a", "kst-12345-04-2433", subject=DUNES),
            placed("b", "kst-12345-04-2433", subject=DUNES),
        ]
    )


def test_one_number_for_two_motions_in_one_paper() -> None:
    (conflict,) = find_conflicts(
        [placed("a", "kst-12345-6", subject=DUNES), placed("a", "kst-12345-6", subject=FERRY)]
    )
    assert conflict.kind is ConflictKind.TWO_MOTIONS
    assert conflict.likely is None
    assert conflict.reasons[0].earlier == DUNES


def test_papers_that_put_a_subject_differently_are_no_conflict_unless_the_days_differ() -> None:
    one = make_mention(subject=DUNES)
    other = make_mention(subject=FERRY)
    timing = Timing(day(1))
    assert not find_conflicts(
        [PlacedMention("a", timing, one, "motie"), PlacedMention("b", timing, other, "motie")]
    )
    (conflict,) = find_conflicts(
        [
            PlacedMention("a", timing, one, "de motie van 3 mei 2029"),
            PlacedMention("b", timing, other, "de motie van 9 juni 2029"),
        ]
    )
    assert conflict.kind is ConflictKind.TWO_MOTIONS


def test_a_name_that_does_not_fit_its_number() -> None:
    (conflict,) = find_conflicts(
        [
            placed("a", "kst-12345-6", "Jansma", "Van der Vaart"),
            placed("b", "kst-12345-6", "Van der Vaart"),
            placed("c", "kst-12345-6", "De Bruin"),
        ]
    )
    assert conflict.kind is ConflictKind.WRONG_NAME
    assert conflict.likely == "Van der Vaart"


def test_a_mover_more_or_less_or_none_is_no_conflict() -> None:
    assert not find_conflicts(
        [
            placed("a", "kst-12345-6", "Jansma", "Van der Vaart"),
            placed("b", "kst-12345-6", "Jansma"),
            make_placed("c", make_mention("kst-12345-6", ())),
        ]
    )
