"""Links that open an account, and the messages that bring them."""

from datetime import timedelta
from urllib.parse import urlsplit

from flask import url_for

from app.clock import DUTCH_TIME, now
from app.domain.accounts import LinkPurpose
from app.domain.languages import Language, Translator
from app.languages import translator
from app.mail.accounts import LinkMail, render_link, until_words
from app.mail.notes import render_moved, render_new_address
from app.services.accounts import LIFETIMES, AccountView, Post, Throttle
from app.web.context import hall


def has_mail() -> bool:
    """Say whether a mail server is set; without one an administrator hands links over."""
    return bool(hall().settings.smtp_host)


def post_link(
    purpose: LinkPurpose, token: str, said: Translator, *, inviter: str | None = None
) -> Post:
    """Make the message that brings a link, in the language of who gets it."""
    base = hall().settings.site_url
    until = (now() + LIFETIMES[purpose]).astimezone(DUTCH_TIME)
    address = f"{base}{url_for('access.choose', token=token)}"
    mail = LinkMail(purpose, address, until_words(until, said), base, inviter, hall().is_demo)
    return Post(render_link(mail, said), _host())


def post_new_address(account: AccountView, token: str) -> Post:
    """Make the message that asks at a new address whether it is the person's."""
    base = hall().settings.site_url
    said = translator(account.language or Language.DUTCH)
    until = (now() + LIFETIMES[LinkPurpose.ADDRESS]).astimezone(DUTCH_TIME)
    rendered = render_new_address(
        said,
        name=account.name,
        until=until_words(until, said),
        address=f"{base}{url_for('addresses.look', token=token)}",
        base_url=base,
        demo=hall().is_demo,
    )
    return Post(rendered, _host())


def post_moved(account: AccountView, email: str) -> Post:
    """Make the message that tells the old address."""
    said = translator(account.language or Language.DUTCH)
    base = hall().settings.site_url
    return Post(render_moved(said, email=email, base_url=base, demo=hall().is_demo), _host())


def _host() -> str:
    """Give what names us in message ids."""
    return urlsplit(hall().settings.site_url).hostname or "localhost"


def throttle() -> Throttle:
    """Give the limits at the door that the settings set."""
    settings = hall().settings
    return Throttle(
        settings.login_attempts_per_account,
        settings.login_attempts_per_address,
        timedelta(minutes=settings.login_window_minutes),
    )
