"""Gather the words that people see from code and templates, and bring the catalogues up to date.

What is new gets an empty English line to fill in; what is gone goes; nothing is guessed. Without
`--write` it only says what would change, and leaves with 1 when something would. In the middle of a
rebase or merge that meets other words in a catalogue it takes those of both sides.
"""

import io
import subprocess
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from app.domain.languages import DUTCH, Language
from app.languages import FOLDER, read_catalogue

ROOT = Path(__file__).resolve().parent.parent
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "later": None,
    "marked": None,
    "say": None,
    "counted": (1, 2),
    "count": (1, 2),
    "number_words": (2, 3),
}
METHODS = [
    ("**.py", "python"),
    ("**/templates/**.html", "jinja2"),
    ("**/templates/**.txt", "jinja2"),
]
OPTIONS = {"**/templates/**": {"trimmed": "true", "trim_blocks": "true", "lstrip_blocks": "true"}}
ROOMS = ("domain", "mail", "web")


def gather() -> Catalog:
    """Give every message that the rooms say, with the files that say it."""
    found = Catalog(charset="utf-8")
    for room in ROOMS:
        folder = ROOT / "app" / room
        for file, _line, message, _comments, _context in extract_from_dir(
            folder, METHODS, OPTIONS, KEYWORDS, strip_comment_tags=True
        ):
            if message and all(message):
                name = f"app/{room}/{Path(file).as_posix()}"
                found.add(message, locations=[(name, 0)])
    return found


def renew(language: Language, found: Catalog) -> Catalog:
    """Give a language's catalogue with exactly the messages found; new ones are empty."""
    known = _known(language)
    renewed = Catalog(locale=str(language), project="gestand", charset="utf-8", fuzzy=False)
    for message in found:
        if message.id:
            had = known.get(message.id)
            same = had is not None and had.id == message.id
            files = sorted(set(message.locations))
            renewed.add(message.id, had.string if had and same else None, locations=files)
    return renewed


def _known(language: Language) -> Catalog:
    """Give the words that a catalogue has; of two sides that git has yet to bring together, all."""
    if "\n<<<<<<< " not in (FOLDER / f"{language}.po").read_text("utf-8"):
        return read_catalogue(language)
    known = Catalog(locale=str(language))
    for side in (2, 3):  # what git calls ours and theirs
        asked = ["git", "show", f":{side}:app/translations/{language}.po"]
        text = subprocess.run(asked, cwd=ROOT, capture_output=True, check=True).stdout
        for message in read_po(io.BytesIO(text), locale=str(language)):
            if message.id and (known.get(message.id) is None or is_said(message)):
                known[message.id] = message
    return known


def written(catalogue: Catalog) -> str:
    """Print a catalogue as it is kept: by message, without line numbers, dates or names."""
    printed = io.BytesIO()
    write_po(
        printed, catalogue, width=100, sort_output=True, include_lineno=False, omit_header=True
    )
    forms = catalogue.plural_forms
    head = (
        'msgid ""\nmsgstr ""\n'
        f'"Language: {catalogue.locale}\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Plural-Forms: {forms}\\n"\n\n'
    )
    return head + printed.getvalue().decode("utf-8").rstrip("\n") + "\n"


def main() -> None:
    """Renew every catalogue, or say which ones are behind."""
    found, behind = gather(), 0
    for language in Language:
        if language is DUTCH.language:
            continue
        renewed = renew(language, found)
        text, file = written(renewed), FOLDER / f"{language}.po"
        if "--write" in sys.argv[1:]:
            file.write_text(text, "utf-8")
        elif file.read_text("utf-8") != text:
            behind += 1
        missing = sum(1 for message in renewed if message.id and not is_said(message))
        print(f"{file.name}: {len(renewed)} messages, {missing} without words")
    sys.exit(behind and f"{behind} behind; run this again with --write")


def is_said(message: Message) -> bool:
    """Say whether a message has its words, in all of its forms."""
    words = message.string
    return all(words) if isinstance(words, tuple | list) else bool(words)


if __name__ == "__main__":
    main()
