"""Dutch words for conflicts between papers, and for numbers that belong together."""

from app.domain.matching import ConflictKind, ConflictVerdict, TieKind
from app.web.speaking import later
from app.web.words import Badge

CONFLICTS: dict[ConflictKind, str] = {
    ConflictKind.TWO_NUMBERS: later("Eén motie, twee nummers"),
    ConflictKind.TWO_MOTIONS: later("Eén nummer, twee moties"),
    ConflictKind.WRONG_NAME: later("De naam past niet bij het nummer"),
    ConflictKind.NO_SUCH_NUMBER: later("Dit nummer kan niet van een motie zijn"),
}

CONFLICT_VERDICTS: dict[ConflictVerdict, Badge] = {
    ConflictVerdict.NUMBER: Badge(later("Het juiste nummer is gekozen"), "check", "done"),
    ConflictVerdict.SLIP: Badge(
        later("Het nummer klopt; een verschrijving ernaast"), "check", "done"
    ),
    ConflictVerdict.NONE: Badge(later("Geen tegenstrijdigheid"), "cross", "quiet"),
}

TIES: dict[TieKind, str] = {
    TieKind.SAME: later("één stuk in twee dossiers"),
    TieKind.REPLACES: later("de ene motie vervangt de andere"),
}
