"""Only what mail programs support: tables, styles on their elements, and colours for dark screens."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest

from app.domain.accounts import LinkPurpose
from app.domain.digest import (
    ChangeKind,
    Digest,
    DigestBasis,
    DigestChange,
    DigestKind,
    DigestLine,
    DigestSection,
    Week,
)
from app.domain.languages import DUTCH, Language, Translator
from app.domain.papers import PaperKind, PaperName
from app.languages import translator
from app.mail.accounts import LinkMail, render_link
from app.mail.notes import render_moved, render_new_address, render_question, render_refused
from app.mail.render import render_digest

BASE = "https://gestand.example"

# What the usual mail programs all do; no layout of its own, no positions, no pictures.
SUPPORTED = {
    *("background-color", "color", "font-family", "font-size", "font-weight", "line-height"),
    *("margin", "padding", "border-collapse", "border-bottom", "border-left", "width"),
    *("border-bottom-color", "border-left-color"),
    *("max-width", "text-align", "text-decoration", "vertical-align", "white-space", "display"),
    "word-break",
}
TAGS = {
    *("html", "head", "meta", "title", "style", "body", "table", "tbody", "tr", "td"),
    *("h1", "h2", "h3", "p", "a", "span"),
}
DISPLAYED = {"inline-block"}


class Looker(HTMLParser):
    """Gathers the elements, the styles on them, and the style sheet that is left."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.styles: list[str] = []
        self.sheet = ""
        self._inside = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._inside = tag == "style"
        self.styles += [value or "" for name, value in attrs if name == "style"]

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.sheet, self._inside = self.sheet + data, False


def make_line(number: str, **other: object) -> DigestLine:
    fields: dict[str, object] = {
        "subject": f"new:{number}",
        "number": number,
        "words": "Ik zal de sluis herstellen & daarover schrijven.",
        "who": "minister van Havenzaken",
        "term_text": "dit jaar",
        "term_latest": date(2026, 12, 31),
        "source": PaperName(PaperKind.LETTER, date(2026, 11, 2), None, "kst-35510-115", None),
        "judged": False,
        "title": "de sluis",
    }
    return DigestLine(**(fields | other))  # type: ignore[arg-type]  # fields of a line


def make_digest() -> Digest:
    """Make one with every kind of line."""
    change = DigestChange(ChangeKind.MOVED, "2026-11-01", "2026-12-31", "Uitstel.")
    later = PaperName(PaperKind.DEBATE, date(2026, 11, 3))
    sections = [
        DigestSection(
            kind,
            (
                make_line(f"G26-{kind.value.upper()}", change=change, later=later, told="Klaar."),
                make_line(f"M-1-{kind.value}", is_motion=True, judged=True, beside=(kind,)),
                make_line("", paper_id=7, judged=True),
            ),
            more=3,
        )
        for kind in DigestKind
    ]
    return Digest(Week(2026, 47), DigestBasis.PAPERS, tuple(sections), True, ("Haven", "Sluis"))


def messages(by: Translator) -> dict[str, str]:
    """Render every message that the program sends."""
    link = LinkMail(LinkPurpose.RESET, f"{BASE}/x", "morgen", BASE, None, True)
    return {
        "digest": render_digest(
            make_digest(), base_url=BASE, unsubscribe_url=f"{BASE}/weg", said=by
        ).html,
        "link": render_link(link, by).html,
        "question": render_question(by, about="Haven", address=BASE, days=3, base_url=BASE).html,
        "refused": render_refused(
            by, recipient="a@b.example", answer="550", address=BASE, base_url=BASE
        ).html,
        "address": render_new_address(
            by, name="B. de Wit", until="morgen", address=BASE, base_url=BASE
        ).html,
        "moved": render_moved(by, email="a@b.example", base_url=BASE).html,
    }


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", ["digest", "link", "question", "refused", "address", "moved"])
def test_no_message_asks_for_what_mail_programs_do_not_know(name: str, language: Language) -> None:
    found = Looker(messages(translator(language))[name])
    assert found.tags <= TAGS
    rules = re.sub(r"/\*.*?\*/", "", found.sheet, flags=re.S)
    outer = re.findall(r"@media ([^{]+)\{((?:[^{}]*\{[^{}]*\})*)\s*\}", rules)
    assert [query.strip() for query, _ in outer] in ([], ["(prefers-color-scheme: dark)"])
    assert re.sub(r"@media [^{]+\{(?:[^{}]*\{[^{}]*\})*\s*\}", "", rules).strip() == ""
    declared = [*found.styles, *re.findall(r"\{([^{}]*)\}", "".join(body for _, body in outer))]
    for style in declared:
        for one in filter(str.strip, style.split(";")):
            prop, value = (part.strip() for part in one.split(":", 1))
            assert prop in SUPPORTED, one
            assert prop != "display" or value in DISPLAYED
            assert "url(" not in value


def test_text_and_html_of_a_digest_say_the_same() -> None:
    for by in (DUTCH, translator(Language.ENGLISH)):
        rendered = render_digest(
            make_digest(), base_url=BASE, unsubscribe_url=f"{BASE}/weg", said=by
        )
        html = re.sub(r"<(head|style)\b.*?</\1>", " ", rendered.html, flags=re.S)
        shown = re.sub(r"<[^>]+>", " ", html).replace("&amp;", "&")
        plain = re.sub(r"https://\S+|\*", " ", rendered.text)

        def words(text: str) -> set[str]:
            return set(re.findall(r"\w+", text.casefold()))

        numbers = words(" ".join(f"g26 m 1 {kind.value}" for kind in DigestKind))
        alike = words("unsubscribe from this weekly digest afmelden voor dit weekbericht")
        assert words(shown) - words(plain) <= numbers | alike
        assert words(plain) - words(shown) <= alike
