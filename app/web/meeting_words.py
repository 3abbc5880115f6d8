"""Dutch words of committees and meetings: places on the list, proposals, decisions."""

from app.domain.meetings import Place, Proposal

PLACES: dict[Place, str] = {
    Place.ANSWERED: "Beantwoord",
    Place.OVERDUE: "Termijn verstreken",
    Place.DUE: "Termijn loopt af vóór de vergadering",
    Place.NEW: "Nieuw op de lijst",
}
PROPOSALS: dict[Proposal, str] = {
    Proposal.SETTLE: "Afdoen",
    Proposal.PARTLY: "Deels afdoen",
    Proposal.KEEP: "Openhouden",
    Proposal.MOVE: "Nieuwe termijn",
    Proposal.REMIND: "Rappelleren",
}
UNDECIDED = "Nog geen besluit"
EXISTS = "Voor deze dag is er al een lijst."
SAME_DAY = "Dit is de laatste dag die al geldt. Kies een andere dag of een ander besluit."
NEEDS_DAY = "Vul bij “Nieuwe termijn” de nieuwe laatste dag in."
NEEDS_WHY = "Vul in één regel in waarom."
AFTER_TODAY = "Kies een dag na vandaag."
"""What forms say of what cannot be right."""
