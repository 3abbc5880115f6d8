"""Turns of a debate: who speaks, wherever the line with the name stands."""

from app.domain.text import Zone
from app.reading import clean_text

DEBATE = """Commissiedebat Dijken

De voorzitter:
Ik open de vergadering en geef de minister het woord, die de vragen uit de eerste
termijn van de kant van de Kamer gaat beantwoorden.
Minister De Wit:
Mevrouw Van der Berg vroeg: hoe hoog is het water in de rivieren bij de grens op dit
moment? Ik stuur de Kamer daar een brief over.

Mevrouw Jansen vroeg naar de stand van de sluizen: die zijn klaar.
De heer Ten Brink (Vrij Water):
Dank voor het antwoord.
Minister-president De Graaf:
Graag gedaan.
"""


def test_a_name_before_a_colon_begins_a_turn_and_a_sentence_does_not() -> None:
    clean = clean_text(DEBATE)
    speakers = [block.speaker for block in clean.blocks if block.zone is Zone.SPEECH]
    assert list(dict.fromkeys(speakers)) == [
        "De voorzitter",
        "Minister De Wit",
        "De heer Ten Brink (Vrij Water)",
        "Minister-president De Graaf",
    ]
    said = " ".join(
        block.span.of(clean.text) for block in clean.blocks if block.speaker == "Minister De Wit"
    )
    assert "Ik stuur de Kamer daar een brief over." in said
    assert "die zijn klaar." in said
