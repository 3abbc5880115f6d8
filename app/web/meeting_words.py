"""Dutch words of committees and meetings: places on the list, proposals, decisions."""

from app.domain.meetings import Place, Proposal
from app.web.speaking import later

PLACES: dict[Place, str] = {
    Place.ANSWERED: later("Beantwoord"),
    Place.OVERDUE: later("Termijn verstreken"),
    Place.DUE: later("Termijn loopt af vóór de vergadering"),
    Place.NEW: later("Nieuw op de lijst"),
}
PROPOSALS: dict[Proposal, str] = {
    Proposal.SETTLE: later("Afdoen"),
    Proposal.PARTLY: later("Deels afdoen"),
    Proposal.KEEP: later("Openhouden"),
    Proposal.MOVE: later("Nieuwe termijn"),
    Proposal.REMIND: later("Rappelleren"),
}
UNDECIDED = later("Nog geen besluit")
EXISTS = later("Voor deze dag is er al een lijst.")
SAME_DAY = later("Dit is de laatste dag die al geldt. Kies een andere dag of een ander besluit.")
NEEDS_DAY = later("Vul bij “Nieuwe termijn” de nieuwe laatste dag in.")
NEEDS_WHY = later("Vul in één regel in waarom.")
AFTER_TODAY = later("Kies een dag na vandaag.")
"""What forms say of what cannot be right."""
