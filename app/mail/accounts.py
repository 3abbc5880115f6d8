"""A message that brings a link: an invitation, or the way to a new password."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.accounts import LinkPurpose
from app.domain.languages import DUTCH, Translator, marked
from app.domain.mail import Rendered
from app.mail.layout import environment, inline, mark_demo

SUBJECTS = {
    LinkPurpose.INVITATION: marked("Uitnodiging voor Gestand"),
    LinkPurpose.RESET: marked("Een nieuw wachtwoord voor Gestand"),
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


def render_link(mail: LinkMail, said: Translator = DUTCH) -> Rendered:
    """Render a message with a link, as HTML and as plain text of equal content."""
    subject = said.say(SUBJECTS[mail.purpose])
    values = {"mail": mail, "title": subject, "invites": mail.purpose is LinkPurpose.INVITATION}
    html = environment(said).get_template("link.html").render(values)
    text = environment(said).get_template("link.txt").render(values).strip() + "\n"
    return Rendered(mark_demo(subject, said) if mail.demo else subject, inline(html), text)


def until_words(until: datetime, said: Translator = DUTCH) -> str:
    """Say until when a link works: "28 november 2026, 14.05 uur"; `until` is in Dutch time."""
    return f"{said.day(until.date())}, {said.clock(until)}"
