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
    EXPORT = "export"
    JUDGE = "judge"  # decide, correct, enter by hand
    ADMINISTER = "administer"


_OF_READER = frozenset({Permission.PUBLIC, Permission.READ})
_OF_STAFF = _OF_READER | {Permission.EXPORT}
_OF_CLERK = _OF_STAFF | {Permission.JUDGE}

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.READER: _OF_READER,
    Role.STAFF: _OF_STAFF,
    Role.CLERK: _OF_CLERK,
    Role.ADMINISTRATOR: _OF_CLERK | {Permission.ADMINISTER},
}
