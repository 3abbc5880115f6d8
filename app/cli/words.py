"""Dutch sentences that several commands say."""

from app.domain.errors import Unreadable, UnreadableReason
from app.services.preparing import READABLE
from app.settings import get_settings

FORMATS = " en ".join(f".{media}" for media in sorted(READABLE))

_REFUSALS = {
    UnreadableReason.EMPTY: "is leeg; haal het bestand opnieuw op",
    UnreadableReason.BINARY: "is geen tekst; lever het stuk als {formats}",
    UnreadableReason.BROKEN: "is beschadigd; haal het opnieuw op of sla het opnieuw op",
    UnreadableReason.ENCRYPTED: "is beveiligd met een wachtwoord; sla het op zonder wachtwoord",
    UnreadableReason.TOO_LARGE: "is groter dan {limit} MB; splits het stuk, of verhoog zo nodig "
    "max_file_megabytes (ten hoogste 40)",
    UnreadableReason.NO_TEXT: "bevat alleen afbeeldingen; maak er eerst tekst van (OCR)",
    UnreadableReason.UNKNOWN_FORMAT: "heeft een vorm die niet wordt gelezen; lever het stuk als "
    "{formats}",
    UnreadableReason.UNAVAILABLE: "is niet te openen ({detail}); kijk of het bestaat en of u het "
    "mag lezen",
}


def refusal(name: str, error: Unreadable) -> str:
    """Say in one line why a file was refused, and what to do about it."""
    words = _REFUSALS[error.reason].format(
        formats=FORMATS, limit=get_settings().max_file_megabytes, detail=error
    )
    return f"{printable(name)}: {words}."


def printable(name: str) -> str:
    """Give a file's name as one line: what cannot be printed is escaped."""
    whole = name.encode("utf-8", "backslashreplace").decode()
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in whole
    )
