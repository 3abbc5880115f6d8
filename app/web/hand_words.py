"""Dutch words for what clerks do by hand: papers handed over."""

from app.services.intake import Outcome
from app.web.words import Badge

OUTCOMES: dict[Outcome, Badge] = {
    Outcome.NEW: Badge("Nieuw ingelezen", "check", "done"),
    Outcome.KNOWN: Badge("Al bekend", "letter", "quiet"),
    Outcome.WITHDRAWN: Badge("Al bekend, maar ingetrokken", "warning", "wait"),
    Outcome.DATED: Badge("Al bekend, nu met datum", "letter", "quiet"),
}
REFUSED = Badge("Geweigerd", "cross", "late")
