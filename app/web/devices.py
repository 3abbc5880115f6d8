"""A browser in words: "Firefox op Windows". What it says of itself is kept in no other form."""

from app.domain.languages import marked
from app.web.speaking import _

# The first that fits: browsers claim to be others, and the later ones are what they claim.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chromium", "Chromium"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
    ("curl", "curl"),
    ("Werkzeug", marked("een programma")),
)
_SYSTEMS = (
    ("iPhone", marked("een iPhone")),
    ("iPad", marked("een iPad")),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Macintosh", marked("een Mac")),
    ("Linux", "Linux"),
)
_BROWSER = marked("Een browser")
_UNKNOWN = marked("Een onbekende browser")


def device_words(user_agent: str) -> str:
    """Name the browser and the system that it runs on, as well as they can be told."""
    browser = _first(_BROWSERS, user_agent)
    system = _first(_SYSTEMS, user_agent)
    if browser is None:
        return f"{_BROWSER} op {system}" if system else _UNKNOWN
    name = browser[:1].upper() + browser[1:]
    return f"{name} op {system}" if system else name


def said_device(device: str) -> str:
    """Say what `device_words` gave, which is kept in Dutch, in the language of whoever looks."""
    browser, on, system = device.partition(" op ")
    return _("%(browser)s op %(system)s", browser=_(browser), system=_(system)) if on else _(device)


def _first(names: tuple[tuple[str, str], ...], text: str) -> str | None:
    """Give the words for the first mark that stands in the text."""
    return next((words for mark, words in names if mark in text), None)
