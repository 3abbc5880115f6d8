"""A browser in words: "Firefox op Windows". What it says of itself is kept in no other form."""

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
    ("Werkzeug", "een programma"),
)
_SYSTEMS = (
    ("iPhone", "een iPhone"),
    ("iPad", "een iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Macintosh", "een Mac"),
    ("Linux", "Linux"),
)


def device_words(user_agent: str) -> str:
    """Name the browser and the system that it runs on, as well as they can be told."""
    browser = _first(_BROWSERS, user_agent)
    system = _first(_SYSTEMS, user_agent)
    if browser is None:
        return f"Een browser op {system}" if system else "Een onbekende browser"
    name = browser[:1].upper() + browser[1:]
    return f"{name} op {system}" if system else name


def _first(names: tuple[tuple[str, str], ...], text: str) -> str | None:
    """Give the words for the first mark that stands in the text."""
    return next((words for mark, words in names if mark in text), None)
