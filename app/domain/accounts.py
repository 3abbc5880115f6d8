"""Who may do what."""

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
    READ = "read"
    JUDGE = "judge"  # decide, correct, enter by hand


_OF_READER = frozenset({Permission.PUBLIC, Permission.READ})
_OF_CLERK = _OF_READER | {Permission.JUDGE}

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.READER: _OF_READER,
    Role.STAFF: _OF_READER,
    Role.CLERK: _OF_CLERK,
    Role.ADMINISTRATOR: _OF_CLERK,
}
