"""Dutch words for conflicts between papers, and for numbers that belong together."""

from app.domain.matching import ConflictKind, ConflictVerdict, TieKind
from app.web.words import Badge

CONFLICTS: dict[ConflictKind, str] = {
    ConflictKind.TWO_NUMBERS: "Eén motie, twee nummers",
    ConflictKind.TWO_MOTIONS: "Eén nummer, twee moties",
    ConflictKind.WRONG_NAME: "De naam past niet bij het nummer",
    ConflictKind.NO_SUCH_NUMBER: "Dit nummer kan niet van een motie zijn",
}

CONFLICT_VERDICTS: dict[ConflictVerdict, Badge] = {
    ConflictVerdict.NUMBER: Badge("Het juiste nummer is gekozen", "check", "done"),
    ConflictVerdict.SLIP: Badge("Het nummer klopt; een verschrijving ernaast", "check", "done"),
    ConflictVerdict.NONE: Badge("Geen tegenstrijdigheid", "cross", "quiet"),
}

TIES: dict[TieKind, str] = {
    TieKind.SAME: "één stuk in twee dossiers",
    TieKind.REPLACES: "de ene motie vervangt de andere",
}
