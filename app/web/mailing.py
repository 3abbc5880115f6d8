"""Links that open an account, and the messages that bring them."""

from datetime import timedelta
from urllib.parse import urlsplit

from flask import url_for

from app.clock import DUTCH_TIME, now
from app.domain.accounts import LinkPurpose
from app.domain.languages import Translator
from app.mail.accounts import LinkMail, render_link, until_words
from app.services.accounts import LIFETIMES, Post, Throttle
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
    return Post(render_link(mail, said), urlsplit(base).hostname or "localhost")


def throttle() -> Throttle:
    """Give the limits at the door that the settings set."""
    settings = hall().settings
    return Throttle(
        settings.login_attempts_per_account,
        settings.login_attempts_per_address,
        timedelta(minutes=settings.login_window_minutes),
    )
