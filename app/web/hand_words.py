"""Dutch words for what clerks do by hand: papers handed over, words marked."""

from app.services.intake import Outcome
from app.services.overview.rows.letters import MarkKind
from app.web.speaking import later
from app.web.words import Badge

OUTCOMES: dict[Outcome, Badge] = {
    Outcome.NEW: Badge(later("Nieuw ingelezen"), "check", "done"),
    Outcome.KNOWN: Badge(later("Al bekend"), "letter", "quiet"),
    Outcome.WITHDRAWN: Badge(later("Al bekend, maar ingetrokken"), "warning", "wait"),
    Outcome.DATED: Badge(later("Al bekend, nu met datum"), "letter", "quiet"),
}
REFUSED = Badge(later("Geweigerd"), "cross", "late")
MARKED_AS: dict[MarkKind, str] = {
    MarkKind.MOTION: later("als motie"),
    MarkKind.STATEMENT: later("als mededeling dat iets is afgedaan"),
}
