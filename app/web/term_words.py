"""How a term stands, and how its day was found, as a clerk would say it."""

from app.domain.commitments import TermLevel
from app.web.speaking import later

# The rules of app/reading/lexicon/deadlines.toml, as a clerk would say them.
TERM_RULES: dict[str, str] = {
    "day": later("Er staat een dag; die dag zelf telt nog mee, na “vóór” alleen de dag ervoor."),
    "numeric_day": later("Er staat een dag in cijfers; die dag zelf telt nog mee."),
    "meeting": later("De dag van het genoemde debat of de genoemde vergadering."),
    "weekday": later("De eerstvolgende dag met die naam, gerekend vanaf de datum van het stuk."),
    "week_of_month": later(
        "De laatste dag van die week; de eerste week van een maand eindigt op de 7e."
    ),
    "week_of": later("De zondag van de week waarin de genoemde dag valt."),
    "week_number": later("De zondag van de genoemde kalenderweek."),
    "month": later("De laatste dag van de maand; “begin” is de 10e, “medio” de 20e."),
    "half_month": later("De laatste dag van de genoemde helft van de maand."),
    "period": later("De laatste dag van de genoemde periode."),
    "season": later(
        "De laatste dag van het jaargetijde; “voor de zomer” is uiterlijk 30 juni, "
        "“na de zomer” uiterlijk 31 oktober."
    ),
    "recess": later(
        "Voor een reces: de laatste dag ervoor. Na een reces: 31 dagen na de laatste dag. "
        "De recessen komen uit de kalender van de Kamer."
    ),
    "any_recess": later("De laatste dag voor het eerstvolgende reces in de kalender van de Kamer."),
    "quarter": later("De laatste dag van het kwartaal."),
    "half_year": later("30 juni voor de eerste helft van het jaar, 31 december voor de tweede."),
    "year_part": later(
        "Begin van het jaar is uiterlijk 31 maart, medio uiterlijk 31 juli, "
        "eind uiterlijk 31 december."
    ),
    "year": later("31 december van het genoemde jaar."),
    "relative_year": later(
        "De laatste dag van dit of volgend jaar, gerekend vanaf de datum van het stuk."
    ),
    "within": later("Geteld vanaf de datum van het stuk."),
    "this_or_next": later(
        "De laatste dag van deze of de volgende periode, gerekend vanaf de datum van het stuk."
    ),
    "budget_day": later("Prinsjesdag: de derde dinsdag van september."),
    "vague": later("De woorden geven geen dag."),
    "vague_when": later("Hangt van iets anders af; de woorden geven geen dag."),
    "vague_then": later("Telt vanaf iets dat eerder in de tekst staat; de woorden geven geen dag."),
    "vague_with": later("Loopt gelijk op met iets anders; de woorden geven geen dag."),
    "vague_meeting": later("De dag van deze vergadering is niet bekend."),
    "christmas": later(
        "“Voor de kerst” is uiterlijk 24 december, voor de jaarwisseling uiterlijk 31 december, “na de kerst” uiterlijk 31 januari."
    ),
    "clerk": later("Door een griffier vastgesteld."),
}

LEVEL_NAMES: dict[TermLevel, str] = {
    TermLevel.NONE: later("Geen termijn"),
    TermLevel.AHEAD: later("Loopt"),
    TermLevel.POSTPONED: later("Uitgesteld"),
    TermLevel.SOON: later("Verloopt binnenkort"),
    TermLevel.OVERDUE: later("Verstreken"),
    TermLevel.SERIOUS: later("Ernstig verstreken"),
    TermLevel.DONE: later("Niet meer van toepassing"),
}
