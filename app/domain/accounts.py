"""Who may do what, and in what state an account is."""

from enum import StrEnum


class Role(StrEnum):
    """What a person is here."""

    READER = "lezer"
    STAFF = "medewerker"
    CLERK = "griffier"
    ADMINISTRATOR = "beheerder"


class Permission(StrEnum):
    """What a route may ask of its visitor."""

    PUBLIC = "public"  # without signing in: the sign-in page itself, static files
    OPEN = "open"  # what anybody reads where the register is open to all, else who signs in
    READ = "read"
    JUDGE = "judge"  # decide, correct, enter by hand
    ADMINISTER = "administer"  # invite people, and say what they may


_OF_READER = frozenset({Permission.PUBLIC, Permission.OPEN, Permission.READ})
_OF_CLERK = _OF_READER | {Permission.JUDGE}

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.READER: _OF_READER,
    Role.STAFF: _OF_READER,
    Role.CLERK: _OF_CLERK,
    Role.ADMINISTRATOR: _OF_CLERK | {Permission.ADMINISTER},
}


class AccountState(StrEnum):
    """Where an account stands; it follows from what happened to it."""

    INVITED = "uitgenodigd"  # nobody has signed in with it, and it has no password
    ACTIVE = "actief"
    BLOCKED = "geblokkeerd"  # for a while; an administrator opens it again
    CLOSED = "gesloten"  # for good


class LinkPurpose(StrEnum):
    """What a link that works once is for."""

    INVITATION = "uitnodiging"
    RESET = "herstel"
    ADDRESS = "adres"  # shows that a new address is the person's


ANONYMOUS = "voormalig medewerker"  # and a number: who a person is once their name has left
