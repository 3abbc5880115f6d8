import time

import pytest

from app.domain.text import Zone
from app.reading import clean_text
from app.reading.metadata import read_metadata

QUESTIONS = """Tweede Kamer der Staten-Generaal2
Vergaderjaar 2019–2020 Aanhangsel van de Handelingen
Vragen gesteld door de leden der Kamer, met de daarop door de
regering gegeven antwoorden
4321
Vragen van het lid Jansen (ABC) aan de Minister van Dijken over het hoge
water (ingezonden 2 maart 2020).
Antwoord van Minister De Wit (Dijken) (ontvangen 30 maart 2020).
Vraag 1
Kent u het bericht over het water?
1 Wat vindt u daarvan?
Antwoord 1
Ja. Ik vind het zorgelijk dat het water in de rivieren stijgt en
daarom blijf ik dat met mijn ambtgenoten nauwlettend volgen in de ko-
1De Dijkbode, 1 maart 2020, «Het water komt».

ah-tk-20192020-4321
ISSN 0921 - 7398’s-Gravenhage 2020Tweede Kamer, vergaderjaar 2019–2020, Aanhangsel 1
mende weken.
Vraag 2
Wanneer komt er een plan?
Antwoord 2
Het plan komt in 2021.
Tweede Kamer, vergaderjaar 2019–2020, Aanhangsel 2
"""


def test_tells_questions_of_members_from_answers() -> None:
    clean = clean_text(QUESTIONS)
    found = [(block.zone, block.label, block.span.of(clean.text)) for block in clean.blocks]
    assert found[-9:] == [
        (Zone.QUESTION, "1", "Vraag 1"),
        (Zone.QUESTION, "1", "Kent u het bericht over het water? Wat vindt u daarvan?"),
        (Zone.ANSWER, "1", "Antwoord 1"),
        (
            Zone.ANSWER,
            "1",
            (
                "Ja. Ik vind het zorgelijk dat het water in de rivieren stijgt en daarom blijf"
                " ik dat met mijn ambtgenoten nauwlettend volgen in de komende weken."
            ),
        ),
        (Zone.QUESTION, "2", "Vraag 2"),
        (Zone.QUESTION, "2", "Wanneer komt er een plan?"),
        (Zone.ANSWER, "2", "Antwoord 2"),
        (Zone.ANSWER, "2", "Het plan komt in 2021."),
        (Zone.FOOTNOTE, "1", "De Dijkbode, 1 maart 2020, «Het water komt»."),
    ]  # fmt: skip
    assert {zone for zone, _, _ in found[:-9]} == {Zone.HEAD}
    assert [block.speaker for block in clean.blocks if block.zone is Zone.QUESTION] == ["leden"] * 4


def test_a_stray_number_is_no_question_where_questions_are_labelled() -> None:
    text = """1
> Retouradres Postbus 12345 2500 EX Den Haag
Datum 2 maart 2020
Onderwerp Beantwoording vragen over het hoge water

In antwoord op uw brief deel ik u mede dat de vragen worden beantwoord in de bijlage.

De Minister van Dijken,
A. de Wit

Vraag 1
Kent u het bericht over het water?

Antwoord op vraag 1
Ja.
"""
    paper = clean_text(text)
    zones = [block.zone for block in paper.blocks]
    assert zones[0] is Zone.HEAD
    assert zones[-4:] == [Zone.QUESTION, Zone.QUESTION, Zone.ANSWER, Zone.ANSWER]
    assert zones.count(Zone.QUESTION) == 2
    assert read_metadata(paper).number is None


CONSULTATION = """ De vaste commissie voor Dijken heeft vragen voorgelegd aan de minister van Dijken over het water.

Vragen en opmerkingen van de leden van de ABC-fractie

De leden van de ABC-fractie hebben kennisgenomen van de brief. Kan de minister zeggen
wanneer het plan komt?

1. Antwoord van het kabinet
Het plan komt in mei. Het kabinet werkt daar hard aan met alle betrokken partijen in het
land.

Het kabinet informeert de Kamer daarover.

Deze leden vragen verder naar de kosten. Zij zijn benieuwd naar het bedrag.

2. Antwoord van het kabinet
Zie antwoord 1.
"""


def test_an_answer_ends_where_members_speak_again() -> None:
    clean = clean_text(CONSULTATION)
    found = [(block.zone, block.label, block.speaker) for block in clean.blocks]
    members = (Zone.QUESTION, None, "de leden van de ABC-fractie")
    assert found == [
        (Zone.BODY, None, None),
        members,
        members,
        *[(Zone.ANSWER, "1", "het kabinet")] * 3,
        members,
        *[(Zone.ANSWER, "2", "het kabinet")] * 2,
    ]


BARE = """De vaste commissie voor Dijken heeft vragen voorgelegd aan de minister van Dijken over het water.

Vragen en opmerkingen van de leden van de ABC-fractie

De leden van de ABC-fractie hebben kennisgenomen van de brief. Wanneer komt het plan?

Antwoord

Het plan waar de leden van de ABC-fractie naar vragen, komt in mei.

Ik stuur het dan aan de Kamer.

Deze leden wijzen op de kosten. Wat worden die?

Antwoord

De kosten volgen later.
"""


def test_a_bare_answer_is_the_governments_whoever_it_names() -> None:
    zones = [block.zone for block in clean_text(BARE).blocks]
    asked, answered = Zone.QUESTION, Zone.ANSWER
    assert zones[1:] == [asked, asked, answered, answered, answered, asked, answered, answered]


def test_a_debate_names_its_speakers() -> None:
    source = (
        "De voorzitter:\nIk open het debat.\n\nDe heer Jansen (ABC):\nVoorzitter. Wij vragen een plan.\n\n"
        "Minister De Wit:\nDat plan komt er."
    )
    clean = clean_text(source)
    speakers = {block.speaker for block in clean.blocks}
    assert speakers == {"De voorzitter", "De heer Jansen (ABC)", "Minister De Wit"}
    assert {block.zone for block in clean.blocks} == {Zone.SPEECH}


def test_questions_without_labels_are_questions() -> None:
    source = (
        "2020Z12345\n\n(ingezonden 20 november 2020)\n\nVragen van het lid Jansen (ABC) aan de minister van Dijken over"
        " het water\n\nKent u het bericht?\n\nBent u bereid de Kamer te informeren?\n"
    )
    clean = clean_text(source)
    zones = [block.zone for block in clean.blocks]
    assert zones == [Zone.HEAD] * 3 + [Zone.QUESTION] * 2


def test_a_running_number_alone_is_the_label_of_a_question() -> None:
    source = (
        "AH 602\n2020Z12345\nAntwoord van minister De Wit (Dijken) (ontvangen 20 november 2020)\n\n"
        "1\nKent u het bericht?\n\nAntwoord\nJa.\n\n2\nKomt er een plan?\n\nAntwoord\nDat komt er.\n"
    )
    clean = clean_text(source)
    found = [(block.zone, block.label) for block in clean.blocks if block.zone is not Zone.HEAD]
    assert found == [
        *[(Zone.QUESTION, "1")] * 2, *[(Zone.ANSWER, "1")] * 2,
        *[(Zone.QUESTION, "2")] * 2, *[(Zone.ANSWER, "2")] * 2,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "prefix",
    [
        "De Minister van Dijken,\nmede namens de Minister van Water,\n", "De Minister van Dijken,\n" + 50 * "A" + "!\n",
        "De Minister van Dijken,\n" + 30 * "A." + "\n", "TK 1\n", "8 mei 2020\nTK 1\n40-1-1\nTweede Kamer\n", "Geachte heer,\n",
    ],
)  # fmt: skip
def test_signatures_and_running_heads_cost_no_more_than_plain_text(prefix: str) -> None:
    begin = time.process_time()
    clean_text(prefix * (100_000 // len(prefix)))
    assert time.process_time() - begin < 5
