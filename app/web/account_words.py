"""Dutch words for accounts: their states, the deeds on them, how a link fares."""

from app.domain.accounts import AccountState, LinkPurpose
from app.domain.history import Action
from app.domain.languages import Language
from app.services.accounts import LinkSent
from app.services.overview.rows.common import FieldChange, HistoryLine
from app.web.speaking import _, later
from app.web.words import Badge, moment_words

STATES: dict[AccountState, Badge] = {
    AccountState.INVITED: Badge("Uitgenodigd", "letter", "wait"),
    AccountState.ACTIVE: Badge("Actief", "check", "done"),
    AccountState.BLOCKED: Badge("Geblokkeerd", "warning", "late"),
    AccountState.CLOSED: Badge("Gesloten", "cross", "quiet"),
}
LANGUAGES: dict[Language, str] = {
    Language.DUTCH: later("Nederlands"),
    Language.ENGLISH: later("Engels"),
}
LINKS: dict[LinkPurpose, str] = {
    LinkPurpose.INVITATION: "Uitnodiging",
    LinkPurpose.RESET: "Link voor een nieuw wachtwoord",
}


def deed_words(line: HistoryLine) -> str:
    """Say in one sentence what was done to an account."""
    if line.action is Action.ACCOUNT_CLOSED:
        return "Account gesloten"
    told = [words for change in line.changes if (words := _change_words(change))]
    if line.action is Action.ACCOUNT_ADDED:
        return "Account gemaakt" + (f", als {line.changes[0].after}" if line.changes else "")
    return "; ".join(told) or "Account gewijzigd"


def link_words(link: LinkSent) -> str:
    """Say how the newest link of an account fares."""
    name = LINKS[link.purpose]
    if link.message == "pending":
        how = "ligt klaar om te worden verstuurd"
    elif link.message == "failed":
        how = "kon niet worden bezorgd; maak een nieuwe of kijk het adres na"
    elif link.message == "sent":
        how = "is verstuurd"
    else:
        how = "is gemaakt"
    until = (
        f" De link werkt tot {moment_words(link.expires_at)}."
        if link.is_open
        else (" De link werkt niet meer.")
    )
    return f"{name} van {moment_words(link.made_at)} {how}.{until}"


def _change_words(change: FieldChange) -> str | None:
    """Say what one change of an account was."""
    yes = change.after == str(True)
    if change.field == "language":
        return _("Leest in het %(language)s", language=LANGUAGES[Language(change.after or "")])
    fixed = {
        "password": "Wachtwoord gewijzigd",
        "sessions": "Op andere apparaten afgemeld",
        "name": "Naam en e-mailadres weggehaald",
        "identity": "Aan het aanmelden van de organisatie gekoppeld",
        "blocked": "Geblokkeerd" if yes else "Blokkade opgeheven",
        "digest": "Weekbericht aangezet" if yes else "Weekbericht uitgezet",
        "role": f"Rol: {change.before} → {change.after}",
        "committees": f"Commissies: {change.after or 'geen'}",
    }
    if change.field == "sent":
        purpose = LinkPurpose(change.after or "")
        return f"{LINKS[purpose]} gemaakt"
    return fixed.get(change.field)
