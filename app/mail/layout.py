"""What all mail shares: the templates' environment, styles put on their elements, folded lines."""

import textwrap
from functools import cache

import css_inline
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from app.domain.languages import Language, Translator
from app.domain.signs import shown

WIDTH = 76  # characters a line of the plain form

# Every style stands on its element; what is left in the head are the rules for dark screens.
_INLINER = css_inline.CSSInliner(keep_style_tags=False, keep_at_rules=True)


def inline(html: str) -> str:
    """Put every style on its element, as mail programs need it."""
    return _INLINER.inline(html)


def mark_demo(subject: str, said: Translator) -> str:
    """Say in a subject that the message comes from the demonstration."""
    return f"[{said.say('Demonstratie')}] {subject}"


def begin(words: str) -> str:
    """Give words as they begin a sentence."""
    return words[:1].upper() + words[1:]


def fold(text: str, indent: int = 0, *, hang: int = 0) -> str:
    """Fold a paragraph of the plain form, later lines `hang` further in; addresses stay whole."""
    return textwrap.fill(
        " ".join(text.split()),
        WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + hang),
        break_long_words=False,
        break_on_hyphens=False,
    )


@cache
def environment(said: Translator) -> Environment:
    """Make the templates' environment of a language once; HTML is escaped, text is not."""
    made = Environment(
        loader=PackageLoader("app.mail"),
        autoescape=select_autoescape(enabled_extensions=("html",), default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        finalize=shown,
    )
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_callables(  # type: ignore[attr-defined]  # of the extension
        said.catalogue.gettext,
        said.catalogue.ngettext,
        newstyle=True,  # Jinja puts the values in, and escapes them
    )
    made.filters.update(fold=fold, begin=begin)
    made.globals.update(
        language=said.language.value,
        nl=Markup("") if said.language is Language.DUTCH else Markup(' lang="nl"'),
    )
    return made
