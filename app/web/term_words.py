"""How the day of a term was found, as a clerk would say it."""

# The rules of app/reading/lexicon/deadlines.toml, as a clerk would say them.
TERM_RULES: dict[str, str] = {
    "day": "Er staat een dag; die dag zelf telt nog mee, na “vóór” alleen de dag ervoor.",
    "numeric_day": "Er staat een dag in cijfers; die dag zelf telt nog mee.",
    "meeting": "De dag van het genoemde debat of de genoemde vergadering.",
    "week_of": "De zondag van de week waarin de genoemde dag valt.",
    "week_number": "De zondag van de genoemde kalenderweek.",
    "month": "De laatste dag van de maand; “begin” is de 10e, “medio” de 20e.",
    "half_month": "De laatste dag van de genoemde helft van de maand.",
    "period": "De laatste dag van de genoemde periode.",
    "season": "De laatste dag van het jaargetijde; “voor de zomer” is uiterlijk 30 juni, "
    "“na de zomer” uiterlijk 31 oktober.",
    "recess": "Voor een reces: de laatste dag ervoor. Na een reces: 31 dagen na de laatste dag. "
    "De recessen komen uit de kalender van de Kamer.",
    "any_recess": "De laatste dag voor het eerstvolgende reces in de kalender van de Kamer.",
    "quarter": "De laatste dag van het kwartaal.",
    "half_year": "30 juni voor de eerste helft van het jaar, 31 december voor de tweede.",
    "year_part": "Begin van het jaar is uiterlijk 31 maart, medio uiterlijk 31 juli, "
    "eind uiterlijk 31 december.",
    "year": "31 december van het genoemde jaar.",
    "relative_year": "De laatste dag van dit of volgend jaar, gerekend vanaf de datum van het stuk.",
    "within": "Geteld vanaf de datum van het stuk.",
    "this_or_next": "De laatste dag van deze of de volgende periode, gerekend vanaf de datum van "
    "het stuk.",
    "budget_day": "Prinsjesdag: de derde dinsdag van september.",
    "vague": "De woorden geven geen dag.",
    "vague_when": "Hangt van iets anders af; de woorden geven geen dag.",
    "vague_then": "Telt vanaf iets dat eerder in de tekst staat; de woorden geven geen dag.",
    "vague_with": "Loopt gelijk op met iets anders; de woorden geven geen dag.",
    "vague_meeting": "De dag van deze vergadering is niet bekend.",
    "christmas": "“Voor de kerst” is uiterlijk 24 december, voor de jaarwisseling uiterlijk 31 december, “na de kerst” uiterlijk 31 januari.",
    "clerk": "Door een griffier vastgesteld.",
}
