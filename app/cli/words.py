"""Dutch sentences that several commands say."""

import errno

from app.domain.errors import Unreadable, UnreadableReason
from app.services.preparing import PDF_LIMITS, READABLE
from app.settings import LARGEST_FILE, get_settings

FORMATS = " of ".join(f".{media}" for media in sorted(READABLE))

_REFUSALS = {
    UnreadableReason.EMPTY: "is leeg; haal het bestand opnieuw op",
    UnreadableReason.BINARY: "is geen tekst; lever het stuk als {formats}",
    UnreadableReason.BROKEN: "is beschadigd; haal het opnieuw op of sla het opnieuw op",
    UnreadableReason.ENCRYPTED: "is beveiligd met een wachtwoord; sla het op zonder wachtwoord",
    UnreadableReason.TOO_LARGE: "is groter dan {limit} MB; splits het stuk{or_raise}",
    UnreadableReason.TOO_LONG: "heeft meer dan {pages} bladzijden; splits het stuk",
    UnreadableReason.TOO_MUCH_TEXT: "heeft meer dan {characters} tekens; splits het stuk",
    UnreadableReason.TOO_CROWDED: "heeft meer dan {drawn} lijnen, vlakken en woorden op zijn "
    "bladzijden; splits het stuk of lever alleen de tekst",
    UnreadableReason.NO_TEXT: "bevat alleen afbeeldingen; maak er eerst tekst van (OCR)",
    UnreadableReason.UNKNOWN_FORMAT: "heeft een vorm die niet wordt gelezen; lever het stuk als "
    "{formats}",
    UnreadableReason.UNFIT: "past niet in het register ({detail}); lever het stuk in een andere "
    "vorm",
    UnreadableReason.TOO_SLOW: "is te groot om erop te wachten; lees het in met import",
    UnreadableReason.UNAVAILABLE: "is niet te openen ({detail}); probeer het opnieuw",
}
_CLOSED = {
    errno.ENOENT: "bestaat niet; kijk of de naam klopt",
    errno.ENOTDIR: "bestaat niet; kijk of de naam klopt",
    errno.EACCES: "is voor u niet te lezen; vraag het leesrecht",
    errno.EISDIR: "is een map; noem de bestanden zelf, of vraag het leesrecht van de map",
}


def refusal(name: str, error: Unreadable) -> str:
    """Say in one line why a file was refused, and what to do about it."""
    limit = get_settings().max_file_megabytes
    or_raise = f", of verhoog max_file_megabytes (ten hoogste {LARGEST_FILE})"
    words = _REFUSALS[error.reason].format(
        formats=FORMATS,
        limit=limit,
        pages=_counted(PDF_LIMITS.pages),
        characters=_counted(PDF_LIMITS.characters),
        drawn=_counted(PDF_LIMITS.drawn),
        or_raise=or_raise if limit < LARGEST_FILE else "",
        detail=error,
    )
    if isinstance(error.__cause__, OSError):
        words = _CLOSED.get(error.__cause__.errno or 0, words)
    return f"{printable(name)}: {words}."


def _counted(number: int) -> str:
    """Write a count as Dutch does: 40 000 000 as "40 miljoen", 5000 as "5.000"."""
    millions, rest = divmod(number, 1_000_000)
    return f"{number:,}".replace(",", ".") if rest or not millions else f"{millions} miljoen"


def printable(name: str) -> str:
    """Give a file's name as one line: what cannot be printed is escaped."""
    whole = name.encode("utf-8", "backslashreplace").decode()
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in whole
    )
