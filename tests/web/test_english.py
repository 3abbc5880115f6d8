"""Every page as an English reader gets it: each word is said in English, or marked as Dutch.

A translator that puts brackets round what it says takes the place of the English one. What
stands outside brackets on a page was written there without being said; that may only be words
of the register, which are Dutch and say so, and names.
"""

import re
from functools import cache
from gettext import NullTranslations
from html.parser import HTMLParser

import pytest
from flask.testing import FlaskClient

from app.domain.accounts import Role
from app.domain.languages import Language, Translator
from app.domain.matching import ItemKind
from app.domain.motions import Advice, Outcome
from app.languages import translator
from app.seeds import read_seeds
from app.settings import HOME
from app.web import speaking
from app.web.speaking import COOKIE
from tests.web.deciding import decide, story_of
from tests.web.test_pages import pages_of
from tests.web.test_work import first_of
from tests.web.website import Website, email_of

ENGLISH = translator(Language.ENGLISH)
OPEN, SHUT = "⟦", "⟧"
VOID = {"input", "meta", "link", "br", "img", "path", "circle", "meter"}
UNREAD = {"script", "style", "textarea", "title", "code"}  # what was typed; one language a title
READ_OUT = ("aria-label", "alt", "title", "placeholder", "data-label")
WORD = re.compile(r"[A-Za-zÀ-ÿ]{2,}")
# What is the same in every language: our name, months beside figures, numbers, addresses, keys.
SAME = re.compile(
    r"\bGestand\b|"
    + "|".join(rf"\b{ENGLISH.month(number)}\b" for number in range(1, 13))
    + r"|\b[GM]\d\d-[A-Z0-9]+\b|\bM-[\w-]+|\bnr\.|\b\d+ [IVXLC]+\b|\S+@\S+|\b(?:CSV|Excel|JSON|PDF|DOCX|MB|Esc|English|Nederlands)\b"
)


class _Brackets(NullTranslations):
    """Says things in English, in brackets."""

    def gettext(self, message: str) -> str:
        """Say a message."""
        return f"{OPEN}{ENGLISH.catalogue.gettext(message)}{SHUT}"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Say a message about a number of things."""
        return f"{OPEN}{ENGLISH.catalogue.ngettext(msgid1, msgid2, n)}{SHUT}"


class _Unsaid(HTMLParser):
    """Gather the words of a page that stand outside brackets and outside what is marked Dutch."""

    def __init__(self, names: re.Pattern[str]) -> None:
        """Begin with nothing; `names` are those of the people of this register."""
        super().__init__()
        self.names = names
        self.open: list[tuple[str, str | None]] = []
        self.depth = 0
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Go into an element, and look at what is read out of it."""
        given = dict(attrs)
        if tag not in VOID:
            self.open.append((tag, given.get("lang")))
        for name in READ_OUT:
            self.look(given.get(name) or "", 0)
        if given.get("type") == "submit" and tag == "input":
            self.look(given.get("value") or "", 0)

    def handle_endtag(self, tag: str) -> None:
        """Come out of an element."""
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Look at a text."""
        here = [tag for tag, _ in self.open]
        language = next((lang for _, lang in reversed(self.open) if lang), None)
        if language == "nl" or UNREAD & set(here):
            return
        self.depth = self.look(data, self.depth)

    def look(self, text: str, depth: int) -> int:
        """Keep what stands outside brackets; give how deep in brackets the text ends."""
        outside = []
        for sign in text:
            if sign == OPEN:
                depth += 1
                outside.append(" ")
            elif sign == SHUT:
                depth -= 1
            elif depth == 0:
                outside.append(sign)
        bare = self.names.sub(" ", SAME.sub(" ", "".join(outside)))
        if WORD.search(bare):
            self.found.append(" ".join("".join(outside).split()))
        return depth


def unsaid(text: str) -> list[str]:
    """Give what nothing says on a page."""
    parser = _Unsaid(_names())
    parser.feed(text)
    assert parser.depth == 0
    return parser.found


@cache
def _names() -> re.Pattern[str]:
    """Find names, which stay as they are also where nothing around them can say its language.

    Those are choices of a form: of committees and offices, and of the Chamber's own words.
    """
    seeds = read_seeds(HOME / "seeds", demo=True)
    names = [
        *(f"{email_of(role).partition('@')[0].capitalize()} Testpersoon" for role in Role),
        *(one.name for one in seeds.committees),
        *(one.name for one in seeds.ministries),
        *(line.value.name for line in seeds.tables.offices),
        *(one.value for one in (*Outcome, *Advice)),
    ]
    longest_first = sorted(map(re.escape, names), key=len, reverse=True)
    return re.compile("|".join(longest_first), re.IGNORECASE)


@pytest.fixture
def bracketed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everything that is said in English stand in brackets."""
    said = Translator(Language.ENGLISH, _Brackets())
    monkeypatch.setattr(speaking, "translator", lambda _language: said)


def reader(website: Website, role: Role | None) -> FlaskClient:
    client = website.visit(role)
    client.set_cookie(COOKIE, Language.ENGLISH.value)
    return client


@pytest.mark.usefixtures("bracketed")
def test_a_clerk_reads_no_word_that_was_not_said(website: Website) -> None:
    client = reader(website, Role.CLERK)
    found = {page: words for page in pages_of(website) if (words := unsaid(client.get(page).text))}
    assert found == {}


@pytest.mark.usefixtures("bracketed")
def test_nor_does_an_administrator(website: Website) -> None:
    client = reader(website, Role.ADMINISTRATOR)
    key = website.account(Role.READER).id
    pages = ("/", "/uitnodigen", f"/{key}", f"/{key}/sluiten")
    found = [words for page in pages if (words := unsaid(client.get(f"/beheer/mensen{page}").text))]
    assert found == []


@pytest.mark.usefixtures("bracketed")
def test_nor_does_a_stranger(website: Website) -> None:
    client = reader(website, None)
    pages = (
        "/aanmelden",
        "/wachtwoord-vergeten",
        "/wachtwoord-kiezen/x",
        "/over",
        "/weekbericht/afmelden/x",
    )
    found = {page: words for page in pages if (words := unsaid(client.get(page).text))}
    assert found == {}


@pytest.mark.usefixtures("bracketed")
def test_nor_does_who_decides(website: Website) -> None:
    client = reader(website, Role.CLERK)
    number = first_of(website, ItemKind.CANDIDATE)
    refused = client.post(f"/register/{number}/beoordelen", data={"decision": "accept"})
    assert unsaid(refused.text) == []
    answer = decide(client, number, "accept")
    assert unsaid(client.get(answer.location).text) == []
    assert story_of(website, number).registered is not None
    assert unsaid(client.get(f"/register/{number}").text) == []
    forms = ("termijn", "status", "wijzigen", "notitie")
    for form in forms:
        assert unsaid(client.post(f"/register/{number}/{form}").text) == []


def test_a_word_that_nobody_says_is_found() -> None:
    assert unsaid("<p>Zomaar iets</p>") == ["Zomaar iets"]
    assert unsaid('<p aria-label="Zomaar">⟦Just <b>Piet</b> and ⟦so⟧⟧ 12</p>') == ["Zomaar"]
    assert unsaid('<p>⟦Just⟧ zo</p><q lang="nl">Zo <b>is</b> het</q>') == ["zo"]
