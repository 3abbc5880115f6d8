"""Each role may all that the one before it may."""

from itertools import pairwise

from app.domain.accounts import PERMISSIONS, Permission, Role


def test_roles_only_add_permissions() -> None:
    for less, more in pairwise(Role):
        assert PERMISSIONS[less] <= PERMISSIONS[more]


def test_only_clerks_and_administrators_decide() -> None:
    deciders = {role for role, may in PERMISSIONS.items() if Permission.JUDGE in may}
    assert deciders == {Role.CLERK, Role.ADMINISTRATOR}
