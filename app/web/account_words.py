"""Dutch words for accounts: their states, the deeds on them, how a link fares."""

from app.domain.accounts import AccountState, LinkPurpose, Role
from app.domain.history import Action
from app.domain.languages import Language
from app.services.accounts import LinkSent
from app.services.overview.rows.common import FieldChange, HistoryLine
from app.web.speaking import _, later
from app.web.words import ROLES, Badge, moment_words

STATES: dict[AccountState, Badge] = {
    AccountState.INVITED: Badge(later("Uitgenodigd"), "letter", "wait"),
    AccountState.ACTIVE: Badge(later("Actief"), "check", "done"),
    AccountState.BLOCKED: Badge(later("Geblokkeerd"), "warning", "late"),
    AccountState.CLOSED: Badge(later("Gesloten"), "cross", "quiet"),
}
LANGUAGES: dict[Language, str] = {
    Language.DUTCH: later("Nederlands"),
    Language.ENGLISH: later("Engels"),
}
LINKS: dict[LinkPurpose, str] = {
    LinkPurpose.INVITATION: later("Uitnodiging"),
    LinkPurpose.RESET: later("Link voor een nieuw wachtwoord"),
    LinkPurpose.ADDRESS: later("Link om een ander e-mailadres te bevestigen"),
}

FARES: dict[str, str] = {
    "pending": later("%(link)s van %(made)s ligt klaar om te worden verstuurd."),
    "failed": later(
        "%(link)s van %(made)s kon niet worden bezorgd; maak een nieuwe of kijk het adres na."
    ),
    "sent": later("%(link)s van %(made)s is verstuurd."),
    "": later("%(link)s van %(made)s is gemaakt."),
}


def deed_words(line: HistoryLine) -> str:
    """Say in one sentence what was done to an account."""
    if line.action is Action.ACCOUNT_CLOSED:
        return _("Account gesloten")
    told = [words for change in line.changes if (words := _change_words(change))]
    if line.action is Action.ACCOUNT_ADDED:
        if not line.changes:
            return _("Account gemaakt")
        return _("Account gemaakt, als %(role)s", role=_role(line.changes[0].after))
    return "; ".join(told) or _("Account gewijzigd")


def link_words(link: LinkSent) -> str:
    """Say how the newest link of an account fares."""
    told = FARES.get(link.message or "", FARES[""])
    fares = _(told, link=LINKS[link.purpose], made=moment_words(link.made_at))
    if not link.is_open:
        return f"{fares} {_('De link werkt niet meer.')}"
    until = moment_words(link.expires_at)
    return f"{fares} {_('De link werkt tot %(until)s.', until=until)}"


def _change_words(change: FieldChange) -> str | None:
    """Say what one change of an account was."""
    yes = change.after == str(True)
    if change.field == "language":
        return _("Leest in het %(language)s", language=LANGUAGES[Language(change.after or "")])
    if change.field == "role":
        before, after = _role(change.before), _role(change.after)
        return _("Rol: %(before)s → %(after)s", before=before, after=after)
    fixed = {
        "password": _("Wachtwoord gewijzigd"),
        "sessions": _("Op andere apparaten afgemeld"),
        "name": _("Naam en e-mailadres weggehaald"),
        "renamed": _("Naam gewijzigd"),
        "email": _("E-mailadres gewijzigd"),
        "identity": _("Aan het aanmelden van de organisatie gekoppeld"),
        "blocked": _("Geblokkeerd") if yes else _("Blokkade opgeheven"),
        "token": _("Token voor de API gemaakt")
        if change.after == "made"
        else _("Token voor de API ingetrokken"),
        "digest": _("Weekbericht aangezet") if yes else _("Weekbericht uitgezet"),
        "fractie": _("Fractie: %(name)s", name=change.after or _("geen")),
        "committees": _("Commissies: %(names)s", names=change.after or _("geen")),
    }
    if change.field == "sent":
        purpose = LinkPurpose(change.after or "")
        return _("%(link)s gemaakt", link=LINKS[purpose])
    return fixed.get(change.field)


def _role(told: str | None) -> str:
    """Name a role as the history keeps it."""
    return str(ROLES[Role(told)]) if told else ""
