"""Short messages: whether an address wants the digest, was refused, is somebody's, or no longer is."""

from app.domain.languages import Translator
from app.domain.mail import Rendered
from app.mail.layout import environment, inline, mark_demo


def render_question(
    translator: Translator,
    *,
    about: str | None,
    address: str,
    days: int,
    base_url: str,
    demo: bool = False,
) -> Rendered:
    """Ask somebody without an account whether they want the digest; `about` names a list."""
    say = translator.say
    what = (
        say("het weekbericht van Gestand over: %(about)s", about=about)
        if about
        else say("het weekbericht van Gestand, het register van toezeggingen en moties")
    )
    return _render(
        translator,
        title=say("Wilt u het weekbericht van Gestand?"),
        lines=(
            say("Iemand, waarschijnlijk uzelf, vroeg voor dit adres %(what)s.", what=what),
            say(
                "U krijgt het pas als u dat bevestigt. De link werkt één keer en %(days)s dagen.",
                days=days,
            ),
        ),
        button=(say("Ja, stuur mij het weekbericht"), address),
        foot=say("Hebt u dit niet gevraagd? Dan hoeft u niets te doen; u krijgt verder niets."),
        base_url=base_url,
        demo=demo,
    )


def render_refused(
    translator: Translator,
    *,
    recipient: str,
    answer: str,
    address: str,
    base_url: str,
    demo: bool = False,
) -> Rendered:
    """Tell an administrator that a reader's address was refused for good."""
    say = translator.say
    return _render(
        translator,
        title=say("Een adres is geweigerd: %(recipient)s", recipient=recipient),
        lines=(
            say(
                "De mailserver weigerde het weekbericht aan %(recipient)s voorgoed.",
                recipient=recipient,
            ),
            say("Het antwoord was: %(answer)s", answer=answer),
            say(
                "Het adres krijgt geen weekbericht meer tot iemand het hervat. Wat er intussen "
                "te melden is, gaat niet verloren."
            ),
        ),
        button=(say("Naar de verzonden mail"), address),
        foot=say("U krijgt dit bericht omdat u dit register beheert."),
        base_url=base_url,
        demo=demo,
    )


def render_new_address(
    translator: Translator,
    *,
    name: str,
    until: str,
    address: str,
    base_url: str,
    demo: bool = False,
) -> Rendered:
    """Ask at a new address whether it is the person's; `until` is in words."""
    say = translator.say
    return _render(
        translator,
        title=say("Is dit uw nieuwe e-mailadres?"),
        lines=(
            say(
                "Dit adres is opgegeven als het nieuwe e-mailadres van %(name)s in Gestand, het "
                "register van toezeggingen en moties.",
                name=name,
            ),
            say(
                "Het geldt pas als u dat bevestigt. De link werkt één keer, tot %(until)s.",
                until=until,
            ),
        ),
        button=(say("Bevestigen"), address),
        foot=say("Zegt dit u niets? Dan hoeft u niets te doen; er verandert niets."),
        base_url=base_url,
        demo=demo,
    )


def render_moved(
    translator: Translator, *, email: str, base_url: str, demo: bool = False
) -> Rendered:
    """Tell the old address that the account has another one now."""
    say = translator.say
    return _render(
        translator,
        title=say("Uw e-mailadres in Gestand is gewijzigd"),
        lines=(
            say("U meldt zich voortaan aan met %(email)s. Mail gaat daarheen.", email=email),
            say(
                "Hebt u dit niet gedaan? Vertel het dan meteen de beheerder van dit register: "
                "iemand anders kan bij uw account."
            ),
        ),
        button=(say("Naar Gestand"), base_url),
        foot=say("U krijgt dit bericht één keer, op uw oude adres."),
        base_url=base_url,
        demo=demo,
    )


def _render(
    translator: Translator,
    *,
    title: str,
    lines: tuple[str, ...],
    button: tuple[str, str],
    foot: str,
    base_url: str,
    demo: bool,
) -> Rendered:
    """Put a short message in its two forms."""
    values = {
        "title": title,
        "lines": lines,
        "button": button,
        "foot": foot,
        "base_url": base_url,
        "demo": demo,
    }
    templates = environment(translator)
    html = inline(templates.get_template("note.html").render(values))
    text = templates.get_template("note.txt").render(values).strip() + "\n"
    return Rendered(mark_demo(title, translator) if demo else title, html, text)
