"""A digest in words: HTML and plain text of equal content."""

import textwrap
from functools import cache

import css_inline
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from app.domain.digest import Digest, DigestBasis, DigestKind, DigestLine, Week
from app.domain.dutch import long_date, paper_words
from app.domain.mail import Rendered

HEADINGS = {
    DigestKind.NEW: "Nieuw",
    DigestKind.MET: "Nagekomen",
    DigestKind.PARTLY: "Deels nagekomen",
    DigestKind.PERHAPS: "Misschien nagekomen",
    DigestKind.OVERDUE: "Termijn verstreken",
}
WIDTH = 76  # characters a line of the plain form
_NEARLY = 0.8
_NOUNS = {
    DigestKind.NEW: "nieuw",
    DigestKind.MET: "nagekomen",
    DigestKind.PARTLY: "deels nagekomen",
    DigestKind.PERHAPS: "misschien nagekomen",
    DigestKind.OVERDUE: "verstreken",
}
_ALWAYS = (DigestKind.NEW, DigestKind.MET, DigestKind.OVERDUE)  # counted also when there is none


def render_digest(digest: Digest, *, base_url: str, unsubscribe_url: str | None) -> Rendered:
    """Render a digest for one reader; without an unsubscribe address it is a preview.

    `base_url` is the address of the register, without a slash at its end.
    """
    values = {
        "digest": digest,
        "base_url": base_url,
        "unsubscribe_url": unsubscribe_url,
        "title": f"Weekbericht toezeggingen en moties, week {digest.week.number}",
        "period": _period(digest.week),
        "by_papers": digest.basis is DigestBasis.PAPERS,
        "headings": HEADINGS,
        "summary": _summary(digest),
    }
    html = environment().get_template("digest.html").render(values)
    inlined = css_inline.CSSInliner(keep_style_tags=True).inline(html)
    text = environment().get_template("digest.txt").render(values).strip() + "\n"
    return Rendered(_subject(digest), inlined, text)


def _subject(digest: Digest) -> str:
    """Say the week and the numbers, so that a reader knows before opening."""
    mark = "[Demonstratie] " if digest.demo else ""
    return f"{mark}Weekbericht week {digest.week.number}: {_summary(digest)}"


def _summary(digest: Digest) -> str:
    """Count the news: "3 nieuw, 1 nagekomen, 2 verstreken (2 nog niet beoordeeld)"."""
    told = ", ".join(
        f"{section.total} {_NOUNS[section.kind]}"
        for section in digest.sections
        if section.total or section.kind in _ALWAYS
    )
    unjudged = sum(section.unjudged for section in digest.sections)
    return f"{told} ({unjudged} nog niet beoordeeld)" if unjudged else told


def _period(week: Week) -> str:
    """Print the days of a week: "14 tot en met 20 februari 2022"."""
    first, last = long_date(week.monday).split(), long_date(week.sunday)
    if week.monday.year == week.sunday.year:
        first.pop()
        if week.monday.month == week.sunday.month:
            first.pop()
    return f"{' '.join(first)} tot en met {last}"


def _term(line: DigestLine) -> str:
    """Print a term in the letter's words and as a day."""
    if line.term_latest is None:
        return f"Termijn: {line.term_text}" if line.term_text else "Geen termijn genoemd"
    day = f"uiterlijk {long_date(line.term_latest)}"
    return f"Termijn: {line.term_text} ({day})" if line.term_text else f"Termijn: {day}"


def _about(line: DigestLine) -> str:
    """Say who answers for it and by when; of a motion, that it is one."""
    return "Motie." if line.is_motion else f"{_begin(line.who)}. {_term(line)}."


def _title(line: DigestLine) -> str:
    """Say what it is about, in few words where there are; else give the whole sentence."""
    return _begin(line.words if line.title is None or _is_whole(line) else line.title)


def _quote(line: DigestLine) -> str | None:
    """Give the sentence; None where the title is that already."""
    return None if line.title is None or _is_whole(line) else line.words


def _is_whole(line: DigestLine) -> bool:
    """Say whether the title leaves so little out that the sentence itself reads better."""
    return len(line.title or "") > _NEARLY * len(line.words)


def _begin(words: str) -> str:
    """Give words as they begin a sentence."""
    return words[:1].upper() + words[1:]


def _fold(text: str, indent: int = 0, *, hang: int = 0) -> str:
    """Fold a paragraph of the plain form, later lines `hang` further in; addresses stay whole."""
    return textwrap.fill(
        " ".join(text.split()),
        WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + hang),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _path(line: DigestLine) -> str:
    """Give the page of an item, below the address of the register."""
    return f"{'moties' if line.is_motion else 'register'}/{line.number}"


@cache
def environment() -> Environment:
    """Make the templates' environment once; HTML is escaped, text is not."""
    environment = Environment(
        loader=PackageLoader("app.mail"),
        autoescape=select_autoescape(enabled_extensions=("html",), default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        about=_about, path=_path, paper=paper_words, title=_title, quote=_quote, fold=_fold
    )
    return environment
