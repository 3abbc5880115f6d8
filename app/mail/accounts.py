"""A message that brings a link: an invitation, or the way to a new password."""

from dataclasses import dataclass
from datetime import datetime

import css_inline

from app.domain.accounts import LinkPurpose
from app.domain.dutch import long_date
from app.domain.mail import Rendered
from app.mail.render import environment

SUBJECTS = {
    LinkPurpose.INVITATION: "Uitnodiging voor Gestand",
    LinkPurpose.RESET: "Een nieuw wachtwoord voor Gestand",
}


@dataclass(frozen=True, slots=True)
class LinkMail:
    """What the message says. `until` is in words, `inviter` None where nobody asked for it."""

    purpose: LinkPurpose
    address: str
    until: str
    base_url: str
    inviter: str | None = None
    demo: bool = False


def render_link(mail: LinkMail) -> Rendered:
    """Render a message with a link, as HTML and as plain text of equal content."""
    subject = SUBJECTS[mail.purpose]
    values = {"mail": mail, "title": subject, "invites": mail.purpose is LinkPurpose.INVITATION}
    html = environment().get_template("link.html").render(values)
    inlined = css_inline.CSSInliner(keep_style_tags=True).inline(html)
    text = environment().get_template("link.txt").render(values).strip() + "\n"
    mark = "[Demonstratie] " if mail.demo else ""
    return Rendered(f"{mark}{subject}", inlined, text)


def until_words(until: datetime) -> str:
    """Say until when a link works: "28 november 2026, 14.05 uur"; `until` is in Dutch time."""
    return f"{long_date(until.date())}, {until:%H.%M} uur"
