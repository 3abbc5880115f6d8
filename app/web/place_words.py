"""Words for what a place of a promise is to it."""

from app.domain.commitments import PlaceKind
from app.web.speaking import later
from app.web.words import Badge

REPEATED = PlaceKind.REPEAT  # what a place is unless a person said otherwise
PLACE_KINDS: dict[PlaceKind, str] = {
    PlaceKind.REPEAT: later("Herhaling"),
    PlaceKind.ADDITION: later("Aanvulling"),
    PlaceKind.CHANGE: later("Wijziging"),
}
PLACE_OF: dict[PlaceKind, str] = {
    PlaceKind.REPEAT: later("Dit is een herhaling van"),
    PlaceKind.ADDITION: later("Dit is een aanvulling op"),
    PlaceKind.CHANGE: later("Dit is een wijziging van"),
}
PLACE_BADGES = {kind: Badge(name, "letter", "quiet") for kind, name in PLACE_KINDS.items()}
