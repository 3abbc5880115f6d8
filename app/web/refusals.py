"""Why a file that a clerk hands over cannot be read, and what to do about it."""

from app.domain.errors import Unreadable, UnreadableReason
from app.services.preparing import PDF_LIMITS, READABLE
from app.web.context import hall

FORMATS = " of ".join(f".{media}" for media in sorted(READABLE))
_SENTENCES = {
    UnreadableReason.EMPTY: "Het bestand is leeg. Haal het opnieuw op.",
    UnreadableReason.BINARY: "Dit is geen tekst. Kies het stuk als {formats}.",
    UnreadableReason.BROKEN: "Het bestand is beschadigd. Haal het opnieuw op, of sla het opnieuw "
    "op.",
    UnreadableReason.ENCRYPTED: "Het bestand is beveiligd met een wachtwoord. Sla het op zonder "
    "wachtwoord.",
    UnreadableReason.TOO_LARGE: "Het bestand is groter dan {limit} MB. Splits het stuk.",
    UnreadableReason.TOO_LONG: "Het stuk heeft meer dan {pages} bladzijden. Splits het.",
    UnreadableReason.TOO_MUCH_TEXT: "Het stuk heeft te veel tekst. Splits het.",
    UnreadableReason.TOO_CROWDED: "Op de bladzijden staat te veel beeld om te lezen. Lever alleen "
    "de tekst.",
    UnreadableReason.NO_TEXT: "Het bestand bevat alleen afbeeldingen. Maak er eerst tekst van "
    "(OCR).",
    UnreadableReason.UNKNOWN_FORMAT: "Deze vorm wordt niet gelezen. Kies het stuk als {formats}.",
    UnreadableReason.UNFIT: "Dit past niet in het register. Kies het stuk in een andere vorm.",
    UnreadableReason.TOO_SLOW: "Het lezen duurt te lang om erop te wachten. Kies minder bestanden "
    "tegelijk, of vraag de beheerder dit stuk in te lezen.",
    UnreadableReason.UNAVAILABLE: "Het bestand is niet te openen. Kies het opnieuw.",
}


def refusal_words(refused: Unreadable) -> str:
    """Say in a sentence or two why a file was refused, and what to do now."""
    return _SENTENCES[refused.reason].format(
        formats=FORMATS, limit=hall().settings.max_file_megabytes, pages=PDF_LIMITS.pages
    )
