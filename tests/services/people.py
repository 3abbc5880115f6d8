"""People for tests of accounts."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from app.domain.accounts import Role
from app.domain.mail import Rendered
from app.services.accounts import AccountView, Post, add_account, begin_session
from tests.factories import AT

GOOD = "een lange zin met spaties"
DAY = timedelta(days=1)
BOSS = "B. Heer"
BY: dict[str, Any] = {"actor": BOSS, "at": AT}
POST = Post(Rendered("Uitnodiging", "<p>geheim</p>", "geheim"), "gestand.example")


def add(session: Session, name: str, role: Role, password: str | None = GOOD) -> AccountView:
    """Give somebody an account, with an address made of the last part of the name."""
    email = f"{name.rsplit(maxsplit=1)[-1].lower()}@kamer.example"
    return add_account(session, email=email, name=name, role=role, password=password, **BY)


def begin(session: Session, account: AccountView, at: Any = AT) -> str:
    """Sign somebody in and give the token."""
    return begin_session(session, account.id, device="Firefox", at=at, lifetime=DAY).token
