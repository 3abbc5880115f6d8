"""Who held an office on a day, and which office answers after it is gone."""

from datetime import date, timedelta

import pytest

from app.domain.offices import (
    Holder,
    Office,
    answer_on,
    key_of_office,
    make_book,
    overlapping,
    turning_days,
)

OLD, NEW = date(2024, 7, 2), date(2026, 2, 23)
LAST_OF_OLD, LAST_OF_MID = date(2024, 7, 1), date(2026, 2, 22)

BOOK = make_book(
    [
        Office("Minister van Havenzaken", "hz"),
        Office(
            "Minister voor Getijden", "hz", date(2022, 1, 10), LAST_OF_OLD, ("Minister van Tij",)
        ),
        Office("Minister van Tij", "tij", OLD, LAST_OF_MID, ("Minister van Tij",)),
        Office("Minister van Tij", "hz", NEW),
        Office("Staatssecretaris van Havenzaken", "hz"),
        Office(
            "Minister voor Loodsen",
            "hz",
            None,
            LAST_OF_OLD,
            ("Staatssecretaris van Havenzaken – Loodswezen", "Minister van Havenzaken"),
            ("Minister van Tij",),
        ),
        Office(
            "Minister van Sluizen",
            "hz",
            None,
            LAST_OF_OLD,
            ("Minister van Bruggen", "Minister van Havenzaken"),
        ),
        Office("Minister van Bruggen", "hz", NEW),
        Office("Minister van Niets", None, None, LAST_OF_OLD),
        Office("Minister van Rond", None, None, LAST_OF_OLD, ("Minister van Om",)),
        Office("Minister van Om", None, None, LAST_OF_OLD, ("Minister van Rond",)),
    ],
    [
        Holder("Minister van Havenzaken", "Ada Kadewal", "Kadewal", date(2022, 1, 10), LAST_OF_MID),
        Holder("Minister van Havenzaken", "Bo de Steiger", "De Steiger", NEW),
        Holder("Minister voor Getijden", "Cas Vloed", "Vloed", date(2022, 1, 10), LAST_OF_OLD),
        Holder("Minister van Tij", "Dik Eb", "Eb", OLD, LAST_OF_MID),
        Holder("Minister van Tij", "Els Springtij", "Springtij", NEW),
        Holder(
            "Staatssecretaris van Havenzaken",
            "Fre Boei",
            "Boei",
            OLD,
            portfolio="Loodswezen en bakens",
        ),
        Holder("Staatssecretaris van Havenzaken", "Gé Anker", "Anker", OLD, portfolio="Sleepvaart"),
    ],
)


@pytest.mark.parametrize(
    ("text", "day", "office", "names"),
    [
        ("Minister van Havenzaken", LAST_OF_MID, "Minister van Havenzaken", ("Ada Kadewal",)),
        ("de MINISTER van havenzaken", NEW, "Minister van Havenzaken", ("Bo de Steiger",)),
        ("Minister van Havenzaken", date(2020, 1, 1), "Minister van Havenzaken", ()),
        ("Minister voor Getijden", LAST_OF_OLD, "Minister voor Getijden", ("Cas Vloed",)),
        ("Minister van Getijden", OLD, "Minister van Tij", ("Dik Eb",)),
        ("Minister voor Getijden", NEW, "Minister van Tij", ("Els Springtij",)),
        ("Minister voor Loodsen", OLD, "Staatssecretaris van Havenzaken", ("Fre Boei",)),
        (
            "Staatssecretaris van Havenzaken – Sleepvaart",
            OLD,
            "Staatssecretaris van Havenzaken",
            ("Gé Anker",),
        ),
        ("staatssecretaris Sleepvaart", OLD, "Staatssecretaris van Havenzaken", ("Gé Anker",)),
        (
            "Staatssecretaris van Havenzaken",
            OLD,
            "Staatssecretaris van Havenzaken",
            ("Fre Boei", "Gé Anker"),
        ),
        ("Minister van Sluizen", OLD, "Minister van Havenzaken", ("Ada Kadewal",)),
        ("Minister van Sluizen", NEW, "Minister van Bruggen", ()),
        ("Minister van Niets", NEW, "Minister van Niets", ()),
    ],
)
def test_an_office_leads_to_who_answers(
    text: str, day: date, office: str, names: tuple[str, ...]
) -> None:
    answer = answer_on(BOOK, text, day)
    assert (answer.office, answer.names, answer.is_known) == (office, names, True)


def test_a_minister_is_named_by_surname() -> None:
    assert answer_on(BOOK, "minister Kadewal", OLD).office == "Minister van Havenzaken"
    named = answer_on(BOOK, "staatssecretaris Anker", OLD)
    assert (named.names, named.portfolio) == (("Gé Anker",), "Sleepvaart")
    assert not answer_on(BOOK, "minister Kadewal", NEW).is_known  # no longer in office


def test_two_offices_answer_together() -> None:
    answer = answer_on(BOOK, "Minister van Havenzaken en de Minister voor Getijden", NEW)
    assert answer.office == "Minister van Havenzaken en Minister van Tij"
    assert answer.names == ("Bo de Steiger", "Els Springtij")


def test_who_signed_tells_two_in_one_office_apart() -> None:
    asked = "Staatssecretaris van Havenzaken"
    signed = answer_on(BOOK, asked, OLD, printed=["G. Anker"])
    assert (signed.names, signed.portfolio) == (("Gé Anker",), "Sleepvaart")
    other = answer_on(BOOK, asked, OLD, printed=["A.B. Ankersmit"])
    assert other.name == "Fre Boei of Gé Anker"


def test_an_office_that_was_divided_names_the_others() -> None:
    assert answer_on(BOOK, "Minister voor Loodsen", NEW).also == ("Minister van Tij",)


def test_the_ministry_is_that_of_the_day() -> None:
    assert answer_on(BOOK, "Minister van Tij", LAST_OF_MID).ministry == "tij"
    assert answer_on(BOOK, "Minister van Tij", NEW).ministry == "hz"


def test_a_circle_in_the_table_ends() -> None:
    assert answer_on(BOOK, "Minister van Rond", NEW).names == ()


def test_an_unknown_office_answers_for_itself() -> None:
    answer = answer_on(BOOK, "minister van Wind", NEW)
    assert (answer.office, answer.names, answer.is_known) == ("Minister van Wind", (), False)


def test_spellings_of_one_office() -> None:
    spellings = ("Minister-President", "de minister president", "MINISTER-PRESIDENT.")
    assert {key_of_office(one) for one in spellings} == {"minister-president"}


def test_two_in_one_office_at_once_are_noticed() -> None:
    one = Holder("Minister van Tij", "Dik Eb", "Eb", OLD, LAST_OF_MID)
    other = Holder("Minister voor Tij", "Hap Sluis", "Sluis", LAST_OF_MID)
    assert overlapping([one, other]) == ((one, other),)
    later = Holder("Minister voor Tij", "Hap Sluis", "Sluis", NEW)
    assert overlapping([one, later]) == ()


def test_answers_change_on_turning_days_alone() -> None:
    turns = turning_days(BOOK)
    assert turns == sorted({*turns})
    names = {one.name for offices in BOOK.offices.values() for one in offices}
    changed = set()
    for at in range(6 * 366):
        day = date(2021, 1, 1) + timedelta(days=at)
        before = day - timedelta(days=1)
        if any(answer_on(BOOK, name, day) != answer_on(BOOK, name, before) for name in names):
            changed.add(day)
    assert changed
    assert changed <= {*turns}
