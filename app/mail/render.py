"""A digest in words: HTML and plain text of equal content."""

from datetime import date
from functools import cache

import css_inline
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from app.domain.digest import Digest, DigestBasis, DigestKind, DigestLine
from app.domain.dutch import long_date, paper_words
from app.domain.mail import Rendered

HEADINGS = {
    DigestKind.NEW: "Nieuw",
    DigestKind.MET: "Nagekomen",
    DigestKind.OVERDUE: "Termijn verstreken",
}
_NOUNS = {
    DigestKind.NEW: "nieuw",
    DigestKind.MET: "nagekomen",
    DigestKind.OVERDUE: "verstreken",
}


def render_digest(digest: Digest, *, base_url: str, unsubscribe_url: str | None) -> Rendered:
    """Render a digest for one reader; without an unsubscribe address it is a preview.

    `base_url` is the address of the register, without a slash at its end.
    """
    values = {
        "digest": digest,
        "base_url": base_url,
        "unsubscribe_url": unsubscribe_url,
        "title": f"Weekbericht toezeggingen en moties, week {digest.week.number}",
        "period": f"{_short(digest.week.monday)} tot en met {long_date(digest.week.sunday)}",
        "by_papers": digest.basis is DigestBasis.PAPERS,
        "headings": HEADINGS,
        "summary": _summary(digest),
    }
    html = _environment().get_template("digest.html").render(values)
    inlined = css_inline.CSSInliner(keep_style_tags=True).inline(html)
    text = _environment().get_template("digest.txt").render(values).strip() + "\n"
    return Rendered(_subject(digest), inlined, text)


def _subject(digest: Digest) -> str:
    """Say the week and the numbers, so that a reader knows before opening."""
    mark = "[Demonstratie] " if digest.demo else ""
    return f"{mark}Weekbericht week {digest.week.number}: {_summary(digest)}"


def _summary(digest: Digest) -> str:
    """Count the news: "3 nieuw, 1 nagekomen, 2 verstreken"."""
    return ", ".join(f"{section.total} {_NOUNS[section.kind]}" for section in digest.sections)


def _short(day: date) -> str:
    """Print a day without its year: "14 februari"."""
    return long_date(day).rsplit(" ", 1)[0]


def _term(line: DigestLine) -> str:
    """Print a term in the letter's words and as a day."""
    if line.term_latest is None:
        return line.term_text or "geen termijn genoemd"
    day = f"uiterlijk {long_date(line.term_latest)}"
    return f"{line.term_text} ({day})" if line.term_text else day


def _about(line: DigestLine) -> str:
    """Say who answers for it and by when; of a motion, that it is one."""
    return "Motie." if line.is_motion else f"{line.who}. Termijn: {_term(line)}."


def _path(line: DigestLine) -> str:
    """Give the page of an item, below the address of the register."""
    return f"{'moties' if line.is_motion else 'register'}/{line.number}"


@cache
def _environment() -> Environment:
    """Make the templates' environment once; HTML is escaped, text is not."""
    environment = Environment(
        loader=PackageLoader("app.mail"),
        autoescape=select_autoescape(enabled_extensions=("html",), default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(about=_about, path=_path, paper=paper_words)
    return environment
