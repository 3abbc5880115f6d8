"""What people read is marked to be said in their language, in templates and in Python."""

import ast
import re
from pathlib import Path

import pytest

from tests.wording import unmarked, unsaid

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = sorted(
    file for room in ("mail", "web") for file in (ROOT / "app" / room / "templates").rglob("*.*")
)
MODULES = sorted(file for room in ("mail", "web") for file in (ROOT / "app" / room).glob("*.py"))
# Queries to learn from, and numbers as papers print them: Dutch, whatever language a page is in.
EXAMPLES = {
    "stikstof brief",
    "“brief over stikstof”",
    "stikstof -boeren",
    "stikstof*",
    "36 200 V, nr. 12",
    "VWS",
}
# Modules whose phrases are not for a reader of pages, with the reason.
APART = {
    "citing.py": "a line to cite by is Dutch, whoever copies it",
    "devices.py": "names of browsers and systems",
    "exports.py": "the columns of files are Dutch, whoever asks",
    "subject_exports.py": "the columns of files are Dutch, whoever asks",
    "own_exports.py": "the columns of files are Dutch, whoever asks",
    "history_files.py": "the columns of files are Dutch, whoever asks",
    "robots.py": "what search engines read",
    "security.py": "headers of HTTP",
    "sheets.py": "lists and letters on paper are Dutch, whoever prints them",
    "smtp.py": "headers of mail",
}
# Phrases that are no words for people, as Python writes them: headers, algorithms, codes of our
# own, and names that are the same in every language.
CODES = {
    "'already has an account'",
    "'already in use'",
    "'not an e-mail address'",
    "'EdDSA'",
    "'Ed25519'",
    "'Excel'",
    "'Form'",
    "'Lax'",
    "'openid email profile'",
    "f'Kamerstuk {paper}'",
    "f'more than {limit} bytes'",
}


def place(file: Path) -> str:
    return file.relative_to(ROOT / "app").as_posix()


@pytest.mark.parametrize("file", TEMPLATES, ids=place)
def test_a_template_shows_no_words_that_nothing_says(file: Path) -> None:
    found = [words for words in unmarked(file.read_text("utf-8")) if words not in EXAMPLES]
    assert found == []


@pytest.mark.parametrize("file", MODULES, ids=place)
def test_a_module_hands_on_no_phrases_that_nothing_says(file: Path) -> None:
    if file.name in APART:
        return
    found = [ast.unparse(node) for node in unsaid(file.read_text("utf-8"))]
    assert [text for text in found if text not in CODES and not text.startswith("'seen ")] == []


def test_modules_apart_are_there_still() -> None:
    assert set(APART) <= {file.name for file in MODULES}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Zomaar iets</p>", ["Zomaar iets"]),
        ("<p>{{ _('Zomaar iets') }}</p>", []),
        ("<p>{% trans %}Zomaar iets{% endtrans %}</p>", []),
        ("<p>{{ 'nu' if now else _('straks') }}</p>", ["nu"]),
        ('<p title="Zomaar iets" class="Zomaar">{{ name }}</p>', ["Zomaar iets"]),
        ("<p aria-label=\"{{ 'Zomaar' if so }}\" class=\"a{{ ' wide' if so }}\"></p>", ["Zomaar"]),
        ("{{ ui.input(form.name, hint='Zomaar iets') }}", ["Zomaar iets"]),
        ("{{ ui.input(form.name, hint=_('Zomaar iets'), size='short') }}", []),
        ("<a href=\"{{ url_for('tabel', word='Zomaar iets') }}\">Gestand</a> &nbsp; 12", []),
    ],
)
def test_words_in_templates_are_found(source: str, found: list[str]) -> None:
    assert unmarked(source) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("notify('Het is klaar.')", 1),
        ("notify(_('Het is klaar.'))", 0),
        ("notify(f'{name} is klaar.')", 1),
        ("LABELS = {1: 'Het eerste', 2: later('Het tweede')}", 1),
        ("raise ValidationError('Dit kan niet.')", 1),
        ("raise LookupError('This cannot be.')", 0),
        ("def so(name: str = 'Zo maar') -> None:\n    '''Say so. And so on.'''\n", 1),
        ("log.info('a line for operators')", 0),
        ("headers = {'Content-Type': 'text/csv; charset=utf-8'}", 0),
        ("title = f'Gestand: {name}'", 0),
        ("title = f'Gestand volgt {name}'", 1),
    ],
)
def test_phrases_in_modules_are_found(source: str, found: int) -> None:
    assert len(unsaid(source)) == found


SCRIPTS = sorted((ROOT / "app" / "web" / "static").glob("*.js"))
TEXT = re.compile(r'"([^"\n]*)"|`([^`]*)`')


@pytest.mark.parametrize("file", SCRIPTS, ids=place)
def test_a_script_takes_its_words_from_the_page(file: Path) -> None:
    """A script says what stands ready in `data-` attributes, in the language of the page."""
    code = re.sub(r"^\s*//.*$|\s//\s.*$", "", file.read_text("utf-8"), flags=re.MULTILINE)
    said = [one or other for one, other in TEXT.findall(code)]
    bare = [re.sub(r"\$\{[^}]*\}", "", text) for text in said]
    assert [text for text in bare if re.search(r"[A-Z][a-z]+ [a-z]|^[A-Z][a-z]+[.…]?$", text)] == [
        key for key in bare if re.fullmatch(r"(?:Arrow\w+|Escape|Enter|Tab)", key)
    ]
