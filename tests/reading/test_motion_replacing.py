"""Changed motions and what they replace, motions that are a paper, numbers that are none."""

import pytest

from app.domain.calendar import Calendar
from app.domain.reading import MotionMention
from app.reading import read_paper
from app.reading.motion_replacing import number_of_misprint


def mentions(source: str) -> tuple[MotionMention, ...]:
    return read_paper(source, Calendar()).motions


@pytest.mark.parametrize(
    ("words", "ids", "replaces"),
    [
        ("(t.v.v. 12345-6) (Kamerstuk 12345-9)", "kst-12345-9", "kst-12345-6"),
        ("(Kamerstuk 12 345, nr. 9, t.v.v. nr. 6)", "kst-12345-9", "kst-12345-6"),
        ("(12 345 V, nr. 9, ter vervanging van nr. 6)", "kst-12345-V-9", "kst-12345-V-6"),
        ("(t.v.v. 67890-02-6) (Kamerstuk 12345-9)", "kst-12345-9", "kst-67890-02-6"),
        ("(t.v.v. Kamerstuk 12345-6) (Kamerstuk 12345-9)", "kst-12345-9", "kst-12345-6"),
        (
            "(Kamerstuk 12 345, nr. 9, ter vervanging van die gedrukt onder nr. 6)",
            "kst-12345-9",
            "kst-12345-6",
        ),
        ("(t.v.v. 12345-6)", "", "kst-12345-6"),
        ("(t.v.v. die gedrukt onder Kamerstuk 12345-6)", "", "kst-12345-6"),
        ("(t.v.v. nr. 6)", "", ""),
        ("(Kamerstuk 12 345, nr. 9)", "kst-12345-9", ""),
        ("(Kamerstuk 12 345, nr. 9, ter vervanging van een oude dijk)", "kst-12345-9", ""),
        ("(Kamerstuk 12 345, nr. 9, t.v.v. nr. 9)", "kst-12345-9", ""),
    ],
)
def test_reads_what_a_changed_motion_replaces(words: str, ids: str, replaces: str) -> None:
    (found,) = mentions(f"Ik voer de gewijzigde motie van het lid Jansen over dijken {words} uit.")
    assert (" ".join(found.ids), " ".join(found.replaces)) == (ids, replaces)


def test_a_motion_that_is_replaced_in_words() -> None:
    first, second = mentions(
        "De motie van het lid Jansen over dijken (12 345, nr. 6) is vervangen door de gewijzigde "
        "motie van het lid Jansen over dijken (12 345, nr. 9)."
    )
    assert (first.replaces, second.replaces) == ((), ("kst-12345-6",))


def test_what_the_next_motion_replaces_is_not_of_this_one() -> None:
    first, second = mentions(
        "Over de motie van het lid Jansen (12 345, nr. 8) en de gewijzigde motie van het lid De "
        "Wit (12 345, nr. 9, t.v.v. nr. 6) is gestemd."
    )
    assert (first.replaces, second.replaces) == ((), ("kst-12345-6",))


PAPER = """Tweede Kamer der Staten-Generaal

Vergaderjaar 2029–2030

12 345 Dijken

Nr. 9 {heading}

Voorgesteld 3 mei 2030

De Kamer,

gehoord de beraadslaging,

verzoekt de regering de dijken bij Callantsoog op te hogen,

en gaat over tot de orde van de dag.

{name}
"""


def test_a_motion_that_is_a_paper_of_its_own() -> None:
    heading = (
        "GEWIJZIGDE MOTIE VAN DE LEDEN INGE VAN DIJK EN JANSEN-DE WIT C.S. "
        "TER VERVANGING VAN DIE GEDRUKT ONDER NR. 6"
    )
    reading = read_paper(PAPER.format(heading=heading, name="Inge van Dijk"), Calendar())
    own = reading.own_motion
    assert own is not None
    assert own.movers == ("Inge van Dijk", "Jansen-De Wit")
    assert (own.ids, own.replaces) == (("kst-12345-9",), ("kst-12345-6",))
    assert (own.cosigned, own.changed) == (True, True)
    assert own.subject == "verzoekt de regering de dijken bij Callantsoog op te hogen"
    assert own.span.of(reading.text.text) == heading


def test_a_letter_is_no_motion() -> None:
    text = "Geachte voorzitter,\n\nDe motie van het lid Jansen (12 345, nr. 6) voer ik uit."
    assert read_paper(text, Calendar()).own_motion is None


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("Kamerstuk 1234, nr. 6", "6"),
        ("Kamerstuk 123 456, nr. 17", "17"),
        ("Kamerstuk 2023-2024, nr. 6", "6"),
        ("Kamerstukken II 2023/24, nr. 6", "6"),
        ("12 345, nr. 2023/24", "24"),
    ],
)
def test_what_no_paper_can_be_numbered_is_kept_as_printed(printed: str, number: str) -> None:
    (found,) = mentions(f"Ik voer de motie van het lid Jansen over dijken ({printed}) uit.")
    assert (found.ids, found.misprint) == ((), printed)
    assert number_of_misprint(printed) == number


@pytest.mark.parametrize(
    "printed", ["Kamerstuk 12 345, nr. 2023", "12 345, nr. 6", "bedrag 1234, zie nr. 6", "2023"]
)
def test_a_number_that_a_paper_can_have_is_no_misprint(printed: str) -> None:
    (found,) = mentions(f"Ik voer de motie van het lid Jansen over dijken ({printed}) uit.")
    assert found.misprint is None
