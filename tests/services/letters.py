"""Short letters of our own, as bytes at the door; the reader itself reads them."""

from app.domain.papers import IncomingDocument

HEAD = """Tweede Kamer der Staten-Generaal
Postbus 20018
2500 EA Den Haag

Datum {day}
Betreft Voortgang van de haven

Geachte voorzitter,

"""
FOOT = """

De Minister van Havenzaken,

T. Schipper
"""
PROMISING = HEAD.format(day="1 februari 2024") + (
    "Ik zal uw Kamer voor 1 juli 2024 informeren over de uitkomsten van de proef met de\n"
    "ventilatie van baggerschepen in de sluizen van Oosterhaven.\n\n"
    "De motie van het lid Zeilmaker c.s. (Kamerstuk 39 201, nr. 17) over het vervangen van\n"
    "de sluisdeuren voer ik uit in overleg met het waterschap." + FOOT
)
MEETING = HEAD.format(day="20 juni 2024") + (
    "Hiermee voldoe ik aan mijn toezegging om uw Kamer te informeren over de uitkomsten van\n"
    "de proef met de ventilatie van baggerschepen in de sluizen van Oosterhaven.\n\n"
    "Met deze brief is ook de motie van het lid Zeilmaker c.s. (Kamerstuk 39 201, nr. 17) over\n"
    "het vervangen van de sluisdeuren uitgevoerd." + FOOT
)
UNDATED = (
    "Geachte voorzitter,\n\n"
    "De minister zal uw Kamer voor het zomerreces informeren over de vaargeul naar\n"
    "Westmonde en de bagger die daar wordt gestort.\n" + FOOT
)
CITING = HEAD.format(day="3 september 2024") + (
    "In mijn brief (Kamerstuk 39 201, nr. 21) heb ik uw Kamer geïnformeerd over de vaargeul\n"
    "naar Westmonde en de bagger die daar wordt gestort." + FOOT
)


def make_incoming(
    text: str, name: str = "brief", *, encoding: str = "utf-8", media: str = "txt"
) -> IncomingDocument:
    """Bring a letter to the door."""
    return IncomingDocument(name, media, text.encode(encoding), f"map/{name}.{media}")


ALL = {
    "belofte": PROMISING,
    "antwoord": MEETING,
    "zonder-datum": UNDATED,
    "verwijzend": CITING,
}
