"""A letter of our own about harbours and locks, as plain text and as what is to be seen in it."""

import re
from collections import Counter
from typing import Any

from app.domain.calendar import Calendar
from app.reading import read_paper
from app.services.readings import reading_as_json

_FILLING = (
    "Over de {} van Wester~monde schreef mijn voor~ganger dat de {} daar in goede staat is en dat het "
    "water~schap er elk jaar naar kijkt. Dat is ook dit jaar ge~beurd, en er zijn geen ge~breken ge~vonden."
)
_THINGS = (
    "kade",
    "brug",
    "haven",
    "sluis",
    "vaargeul",
    "steiger",
    "dijk",
    "duiker",
    "gemaal~kelder",
    "strek~dam",
)
LETTER = (
    "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal",
    "Den Haag, 3 mei 2022",
    "Geachte voorzitter,",
    (
        "Met deze brief infor~meer ik uw Kamer over de voort~gang van de vervan~ging van de sluis~deuren in Ooster~haven, zoals "
        "toege~zegd in het commissie~debat van 12 april jl. met de vaste commissie voor Water~staat.{1} De motie van het lid Zeilmaker "
        "c.s.{2} over de bagger in de vaar~geul voer ik uit in over~leg met het water~schap."
    ),
    (
        "Ik zal uw Kamer voor 1 juli 2022 infor~meren over de uitkom~sten van het onder~zoek naar de bagger~specie "
        "(Kamerstuk 39 201, nr. 17).{3}"
    ),
    *(_FILLING.format(a, b) for a in _THINGS[:3] for b in _THINGS[3:7]),
    (
        "In het najaar van 2022 stuur ik uw Kamer een brief over de kosten van het on~derhoud aan de EU-lid~staten in de "
        "Noord-Hollandse havens (Kamerstuk 39 201,{4} nr. 20) en over de energie- en gas~prijzen die daar~mee samen~hangen."
    ),
    *(_FILLING.format(a, b) for a in _THINGS[7:] for b in _THINGS[:3]),
    (
        "Hiermee voldoe ik aan mijn toe~zegging om uw Kamer te infor~meren over de sluizen in Wester~monde (Handelingen II "
        "2021/22, nr. 44, item 22).{5}"
    ),
    "De Minister van Havenzaken,",
    "T. Schipper",
)
"""Its paragraphs, for a press: `{3}` calls note 3, `~` says where a word may be broken."""

NOTES = {
    "1": "Kamerstuk 39 201, nr. 12.",
    "2": "Kamerstuk 39 201, nr. 14, over de bagger die in de vaar~geul bij Ooster~haven ligt en die daar nog in het voor~jaar weg moet, "
    "zodat de veer~boten er weer door kunnen.",
    "3": "Zie ook Aanhangsel Handelingen II 2021/22, nr. 1717.",
    "4": "Dit dossier heet Onder~houd van havens.",
    "5": "Kamerstukken II 2021/22, 39 201, nr. 16.",
}
SIDE = (
    "Ministerie van Havenzaken", "Havenkade 1", "2500 AA Den Haag", "www.havenzaken.example",
    "Ons kenmerk", "HZ-2022-117", "Uw kenmerk", "2022Z01234",
)  # fmt: skip
SIDE_AFTER = ("Datum", "3 mei 2022", "Ons kenmerk", "HZ-2022-117")


def plain_text() -> str:
    """Give the letter as text, its notes at the end."""
    paragraphs = [re.sub(r"\{(\d+)\}", r"\1", paragraph) for paragraph in LETTER]
    paragraphs[-2:] = ["\n".join(paragraphs[-2:])]
    notes = "\n".join(f"{number} {words}" for number, words in NOTES.items())
    return f"{chr(10).join(paragraphs[:1])}\n\n{(chr(10) * 2).join(paragraphs[1:])}\n\n{notes}\n".replace(
        "~", ""
    )


def seen(source: str) -> dict[str, Any]:
    """Give what the reader sees in a text, as JSON."""
    return reading_as_json("brief", read_paper(source, Calendar()))


Marks = dict[str, Counter[tuple[str, ...]]]


def marks(source: str) -> Marks:
    """Give what the reader sees, to compare: each mark by its letters and digits, with its values."""
    reading = seen(source)
    values = {
        "references": ("type", "ids", "annex"),
        "motions": ("movers", "cosigned", "ids", "stance", "subject"),
        "commitments": ("kind", "made", "actor", "conditional"),
        "fulfilments": ("target_kind", "target", "status"),
    }
    found: Marks = {
        kind: Counter(
            (letters(mark["quote"]), *(str(mark[name]) for name in names), str(_latest(mark)))
            for mark in reading[kind]
        )
        for kind, names in values.items()
    }
    found["metadata"] = Counter((name, str(value)) for name, value in reading["metadata"].items())
    return found


def _latest(mark: dict[str, Any]) -> str | None:
    deadline: dict[str, Any] = mark.get("deadline", {})
    latest: str | None = deadline.get("latest")
    return latest


def letters(quote: str | list[str]) -> str:
    """Give the letters and digits of a quote."""
    whole = quote if isinstance(quote, str) else "".join(quote)
    return "".join(char for char in whole.casefold() if char.isalnum())
