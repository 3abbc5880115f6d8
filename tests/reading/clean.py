"""What the tests of cleaning ask of a clean text."""

from app.domain.text import CleanText

LETTER = """ Aan de Voorzitter van de Tweede Kamer der Staten-Generaal

Den Haag, 4 mei 2021

Met deze brief informeert het kabinet de Kamer over de verster-
king van de dijken in het Noord-
Hollandse kustgebied. De energie-
en gasprijzen laat de brief, conform de motie De Wit c.s.1 , buiten be-
schouwing. Dit is eerder gemeld.2 Het kabinet zal daarom

1 Kamerstuk 12 345, nr. 6
2 Brief van 1 maart 2021, over de water-
standen.
 vóór de zomer een plan maken.

Vervolg

Het plan gaat ook over de-escalatie en over de-
escalatie.

De Minister van Dijken,
A.B. de Wit
"""


def blocks(clean: CleanText) -> list[str]:
    """Give the words of each block."""
    return [block.span.of(clean.text) for block in clean.blocks]
