"""The catalogues of words: `translations/<code>.po`, read when a language is first asked for.

Dutch is the source: its words stand in the code and templates, and are the keys. A catalogue is
read as it is kept; nothing is compiled beforehand, so that there is no second form to forget.
"""

from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from app.domain.languages import DUTCH, Language, Translator

FOLDER = Path(__file__).resolve().parent / "translations"


@cache
def translator(language: Language) -> Translator:
    """Give who says things in this language; raises PoFileError for a catalogue that is damaged."""
    if language is DUTCH.language:
        return DUTCH
    compiled = BytesIO()
    write_mo(compiled, read_catalogue(language))
    compiled.seek(0)
    return Translator(language, GNUTranslations(compiled))


def read_catalogue(language: Language) -> Catalog:
    """Read the catalogue of a language as people keep it."""
    with (FOLDER / f"{language}.po").open("rb") as file:
        return read_po(file, locale=str(language), abort_invalid=True)
