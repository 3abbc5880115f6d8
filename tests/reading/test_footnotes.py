import pytest

from app.domain.text import Zone
from app.reading import clean_text
from tests.reading.clean import LETTER, blocks


def test_puts_the_words_of_a_letter_together_again() -> None:
    clean = clean_text(LETTER)
    assert blocks(clean) == [
        "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal",
        "Den Haag, 4 mei 2021",
        (
            "Met deze brief informeert het kabinet de Kamer over de versterking van de dijken in het"
            " Noord-Hollandse kustgebied. De energie- en gasprijzen laat de brief, conform de motie"
            " De Wit c.s., buiten beschouwing. Dit is eerder gemeld. Het kabinet zal daarom vóór de"
            " zomer een plan maken."
        ),
        "Vervolg",
        "Het plan gaat ook over de-escalatie en over de-escalatie.",
        "De Minister van Dijken, A.B. de Wit",
        "Kamerstuk 12 345, nr. 6",
        "Brief van 1 maart 2021, over de waterstanden.",
    ]
    zones = [block.zone for block in clean.blocks]
    assert zones == [
        Zone.HEAD, Zone.HEAD, Zone.BODY, Zone.BODY, Zone.BODY, Zone.SIGNATURE, Zone.FOOTNOTE, Zone.FOOTNOTE,
    ]  # fmt: skip
    assert [(m.label, clean.text[m.at - 4 : m.at], m.block) for m in clean.marks] == [
        ("1", "c.s.", 6),
        ("2", "eld.", 7),
    ]


def test_a_sentence_that_a_footnote_interrupts_is_one_sentence_and_two_stretches() -> None:
    clean = clean_text(LETTER)
    [sentence] = [s for s in clean.sentences if "vóór de zomer" in s.span.of(clean.text)]
    assert sentence.span.of(clean.text) == "Het kabinet zal daarom vóór de zomer een plan maken."
    pieces = [piece.of(LETTER) for piece in clean.to_source(sentence.span)]
    assert pieces == ["Het kabinet zal daarom", "vóór de zomer een plan maken."]


@pytest.mark.parametrize(
    "number",
    ["Leopard-1", "G7", "MH17", "2G", "COVID-19", "nr. 1", "artikel 5", "art.1", "CO2", "1,5", "22.30", "5.5%"],
)  # fmt: skip
def test_never_takes_a_real_number_for_a_footnote(number: str) -> None:
    numbers = "".join(c for c in number if c.isdigit())
    source = f"Het gaat hier om {number} en meer.\n\n{numbers} Een noot die nergens bij hoort.\n"
    assert number in clean_text(source).text


def test_a_note_inside_a_tokenised_line_leaves_it() -> None:
    source = (
        "Hierbij bied ik u , zoals verzocht , het plan aan 1 Raadpleegbaar via www.tweedekamer.nl . \n. \n"
        "Ook stuur ik u het advies 2 Raadpleegbaar via www.tweedekamer.nl . \nDat is alles , voor nu .\n"
    )
    clean = clean_text(source)
    assert blocks(clean) == [
        "Hierbij bied ik u, zoals verzocht, het plan aan.",
        "Ook stuur ik u het advies",
        "Dat is alles, voor nu.",
        "Raadpleegbaar via www.tweedekamer.nl.",
        "Raadpleegbaar via www.tweedekamer.nl.",
    ]
    assert [(mark.label, mark.block) for mark in clean.marks] == [("1", 3), ("2", 4)]


def test_running_text_goes_on_after_notes_in_a_text_without_page_turns() -> None:
    source = (
        "Den Haag, 5 mei 2023\n\nHet plan is klaar.1 De dijk is dicht.\n\n1 Kamerstuk 12 345, nr. 6.\n\n"
        "Het water zakt weer.2 Dat is goed nieuws.\n\n2 Kamerstuk 12 345, nr. 7.\n\n"
        "De Minister van Dijken,\nA.B. de Wit\n"
    )
    clean = clean_text(source)
    assert [(mark.label, blocks(clean)[mark.block]) for mark in clean.marks] == [
        ("1", "Kamerstuk 12 345, nr. 6."),
        ("2", "Kamerstuk 12 345, nr. 7."),
    ]
    assert "Het water zakt weer. Dat is goed nieuws." in blocks(clean)
    assert [block.zone for block in clean.blocks].count(Zone.SIGNATURE) == 1


def test_a_note_may_hold_an_empty_line_in_the_middle_of_its_sentence() -> None:
    source = (
        "Den Haag, 5 mei 2023\n\nHet plan is klaar.1 De dijk is dicht.\n\n1 Zie het advies van de Raad voor de\n\n"
        "Waterstaat over de dijken.\n"
    )
    assert blocks(clean_text(source))[-1].endswith("Raad voor de Waterstaat over de dijken.")


def test_a_note_in_the_middle_of_a_sentence_leaves_it_one_sentence() -> None:
    source = (
        "Den Haag, 5 mei 2023\n\nHet plan is klaar1 en ligt nu bij de Minister van\n\n1 Kamerstuk 12 345, nr. 6.\n\n"
        "Dijken ter inzage. De dijk is dicht.\n"
    )
    assert blocks(clean_text(source))[1] == (
        "Het plan is klaar en ligt nu bij de Minister van Dijken ter inzage. De dijk is dicht."
    )


def test_a_page_foot_below_the_notes_does_not_part_a_paragraph() -> None:
    source = (
        "Den Haag, 5 mei 2023\n\nHet plan over de dijken van de rivieren is nu klaar.1\n\n1 Kamerstuk 12 345, nr. 6.\n\n"
        "Tweede Kamer, vergaderjaar 2022–2023, 12 345, nr. 7 3\n\nDaarom is de dijk dicht, en het water zakt.\n"
    )
    assert len(blocks(clean_text(source))) == 3
