"""Why a file that a clerk hands over cannot be read, and what to do about it."""

from app.domain.errors import Unreadable, UnreadableReason
from app.services.preparing import PDF_LIMITS, READABLE
from app.web.context import hall
from app.web.speaking import _, later

_SENTENCES = {
    UnreadableReason.EMPTY: later("Het bestand is leeg. Haal het opnieuw op."),
    UnreadableReason.BINARY: later("Dit is geen tekst. Kies het stuk als %(formats)s."),
    UnreadableReason.BROKEN: later(
        "Het bestand is beschadigd. Haal het opnieuw op, of sla het opnieuw op."
    ),
    UnreadableReason.ENCRYPTED: later(
        "Het bestand is beveiligd met een wachtwoord. Sla het op zonder wachtwoord."
    ),
    UnreadableReason.TOO_LARGE: later("Het bestand is groter dan %(limit)s MB. Splits het stuk."),
    UnreadableReason.TOO_LONG: later("Het stuk heeft meer dan %(pages)s bladzijden. Splits het."),
    UnreadableReason.TOO_MUCH_TEXT: later("Het stuk heeft te veel tekst. Splits het."),
    UnreadableReason.TOO_CROWDED: later(
        "Op de bladzijden staat te veel beeld om te lezen. Lever alleen de tekst."
    ),
    UnreadableReason.NO_TEXT: later(
        "Het bestand bevat alleen afbeeldingen. Maak er eerst tekst van (OCR)."
    ),
    UnreadableReason.UNKNOWN_FORMAT: later(
        "Deze vorm wordt niet gelezen. Kies het stuk als %(formats)s."
    ),
    UnreadableReason.UNFIT: later(
        "Dit past niet in het register. Kies het stuk in een andere vorm."
    ),
    UnreadableReason.TOO_SLOW: later(
        "Het lezen duurt te lang om erop te wachten. Kies minder bestanden "
        "tegelijk, of vraag de beheerder dit stuk in te lezen."
    ),
    UnreadableReason.UNAVAILABLE: later("Het bestand is niet te openen. Kies het opnieuw."),
}


def refusal_words(refused: Unreadable) -> str:
    """Say in a sentence or two why a file was refused, and what to do now."""
    return _(
        _SENTENCES[refused.reason],
        formats=formats(),
        limit=hall().settings.max_file_megabytes,
        pages=PDF_LIMITS.pages,
    )


def formats() -> str:
    """Name the forms that papers are read in: ".pdf of .txt"."""
    *first, last = (f".{media}" for media in sorted(READABLE))
    return _("%(first)s of %(last)s", first=", ".join(first), last=last)
