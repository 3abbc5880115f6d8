import pytest

from app.web.devices import device_words

LINUX = "Mozilla/5.0 (X11; Linux x86_64)"


@pytest.mark.parametrize(
    "says, words",
    [
        (f"{LINUX} Gecko/20100101 Firefox/140.0", "Firefox op Linux"),
        (f"{LINUX} Chrome/140.0 Safari/537.36", "Chrome op Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge op Windows"),
        ("Mozilla/5.0 (Macintosh) Version/18.0 Safari/605.1.15", "Safari op een Mac"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36", "Chrome op Android"),
        ("iets anders", "Een onbekende browser"),
        ("", "Een onbekende browser"),
        ("Lynx (Linux)", "Een browser op Linux"),
        ("Werkzeug/3.1", "Een programma"),
    ],
)
def test_a_browser_is_named_as_people_name_it(says: str, words: str) -> None:
    assert device_words(says) == words
