from datetime import date

import pytest

from app.domain.matching import ItemKind
from app.domain.ranking import RankQuery, TitledLetter
from app.services.ranking import index_letters, rank_letters, read_query

POOL = (
    TitledLetter("b1", "Haring in de Noordzee", date(2030, 6, 1), "Visserij"),
    TitledLetter(
        "b2",
        "Reactie op de motie van de leden Jansma en Bos over de Kraanbrug (Kamerstuk 12345-6)",
        date(2030, 6, 1),
        "Havens",
    ),
    TitledLetter(
        "b3", "Reactie op de motie van het lid Vos over de kust (Kamerstuk 12345-7)", None
    ),
)


def rank(query: RankQuery) -> list[str]:
    return [one.paper for one in rank_letters(query, index_letters(POOL))]


def test_a_motion_finds_its_letter_by_words_number_or_movers() -> None:
    made = date(2030, 5, 1)
    assert rank(RankQuery("q", "verzoekt de regering de Kraanbrug te openen", made)) == ["b2"]
    assert rank(RankQuery("q", "verzoekt iets", made, ids=("12345-6",)))[0] == "b2"
    assert rank(RankQuery("q", "verzoekt iets", made, ids=("kst-12345-7",)))[0] == "b3"
    codes = {
        reason.code
        for one in rank_letters(
            RankQuery("q", "verzoekt de Kraanbrug", made, ("Bos",)), index_letters(POOL)
        )
        for reason in one.reasons
    }
    assert "mover" in codes


def test_what_is_older_or_shares_nothing_is_left_out() -> None:
    assert rank(RankQuery("q", "haring", date(2031, 1, 1))) == []
    assert rank(RankQuery("q", "")) == []
    assert rank(RankQuery("q", "haring")) == ["b1"]


@pytest.mark.parametrize(
    "text, kind",
    [
        ("verzoekt de regering te varen", ItemKind.MOTION),
        ("De Kamer,\ngehoord de beraadslaging,\noverwegende iets", ItemKind.MOTION),
        ("- spreekt uit dat er gevaren wordt", ItemKind.MOTION),
        ("Motie van het lid Jansma over varen", ItemKind.MOTION),
        ("Nader gewijzigde motie van het lid Jansma", ItemKind.MOTION),
        ("Die motie ontraad ik; u krijgt een brief.", ItemKind.COMMITMENT),
        ("Ik zeg toe dat de Kamer hierover een brief krijgt.", ItemKind.COMMITMENT),
    ],
)
def test_a_motion_is_known_by_the_way_it_asks(text: str, kind: ItemKind) -> None:
    assert read_query(RankQuery("q", text)).kind is kind


def test_actors_are_movers_or_ministers_and_numbers_are_read_as_printed() -> None:
    actors = ("de leden Jansma en Bos c.s.", "Minister van Defensie")
    item = read_query(RankQuery("q", "x", None, actors, ("12 345 XV, nr. 6", "Z1"), "Havens"))
    assert (item.movers, item.functions) == (("Jansma", "Bos"), ("Minister van Defensie",))
    assert (item.papers, item.dossier) == (("kst-12345-XV-6", "Z1"), "Havens")
