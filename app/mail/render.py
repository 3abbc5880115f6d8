"""A digest in words: HTML and plain text of equal content."""

import textwrap
from functools import cache, partial

import css_inline
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from app.domain.digest import Digest, DigestBasis, DigestKind, DigestLine, Week
from app.domain.dutch import paper_words
from app.domain.languages import DUTCH, Language, Translator, marked
from app.domain.mail import Rendered

HEADINGS = {
    DigestKind.NEW: marked("Nieuw"),
    DigestKind.MET: marked("Nagekomen"),
    DigestKind.PARTLY: marked("Deels nagekomen"),
    DigestKind.PERHAPS: marked("Misschien nagekomen"),
    DigestKind.OVERDUE: marked("Termijn verstreken"),
}
WIDTH = 76  # characters a line of the plain form
_NEARLY = 0.8
_COUNTS = {
    DigestKind.NEW: marked("%(total)s nieuw"),
    DigestKind.MET: marked("%(total)s nagekomen"),
    DigestKind.PARTLY: marked("%(total)s deels nagekomen"),
    DigestKind.PERHAPS: marked("%(total)s misschien nagekomen"),
    DigestKind.OVERDUE: marked("%(total)s verstreken"),
}
_ALWAYS = (DigestKind.NEW, DigestKind.MET, DigestKind.OVERDUE)  # counted also when there is none


def render_digest(
    digest: Digest,
    *,
    base_url: str,
    unsubscribe_url: str | None,
    said: Translator = DUTCH,
) -> Rendered:
    """Render a digest for one reader; without an unsubscribe address it is a preview.

    `base_url` is the address of the register, without a slash at its end; `said` says it in
    the reader's language.
    """
    values = {
        "digest": digest,
        "base_url": base_url,
        "unsubscribe_url": unsubscribe_url,
        "title": said.say(
            "Weekbericht toezeggingen en moties, week %(week)s", week=digest.week.number
        ),
        "period": _period(digest.week, said),
        "by_papers": digest.basis is DigestBasis.PAPERS,
        "headings": {kind: said.say(heading) for kind, heading in HEADINGS.items()},
        "summary": _summary(digest, said),
    }
    html = environment(said).get_template("digest.html").render(values)
    inlined = css_inline.CSSInliner(keep_style_tags=True).inline(html)
    text = environment(said).get_template("digest.txt").render(values).strip() + "\n"
    return Rendered(_subject(digest, said), inlined, text)


def _subject(digest: Digest, said: Translator) -> str:
    """Say the week and the numbers, so that a reader knows before opening."""
    week, summary = digest.week.number, _summary(digest, said)
    subject = said.say("Weekbericht week %(week)s: %(summary)s", week=week, summary=summary)
    return mark_demo(subject, said) if digest.demo else subject


def mark_demo(subject: str, said: Translator) -> str:
    """Say in a subject that the message comes from the demonstration."""
    return f"[{said.say('Demonstratie')}] {subject}"


def _summary(digest: Digest, said: Translator) -> str:
    """Count the news: "3 nieuw, 1 nagekomen, 2 verstreken (2 nog niet beoordeeld)"."""
    told = ", ".join(
        said.say(_COUNTS[section.kind], total=section.total)
        for section in digest.sections
        if section.total or section.kind in _ALWAYS
    )
    unjudged = sum(section.unjudged for section in digest.sections)
    if not unjudged:
        return told
    return said.say("%(told)s (%(count)s nog niet beoordeeld)", told=told, count=unjudged)


def _period(week: Week, said: Translator) -> str:
    """Print the days of a week: "14 tot en met 20 februari 2022"."""
    first, last = said.day(week.monday).split(), said.day(week.sunday)
    if week.monday.year == week.sunday.year:
        first.pop()
        if week.monday.month == week.sunday.month:
            first.pop()
    return said.say("%(first)s tot en met %(last)s", first=" ".join(first), last=last)


def _term(line: DigestLine, said: Translator) -> str:
    """Print a term in the letter's words and as a day."""
    if line.term_latest is None and not line.term_text:
        return said.say("Geen termijn genoemd.")
    if line.term_latest is None:
        return said.say("Termijn: %(term)s.", term=line.term_text)
    day = said.day(line.term_latest)
    if not line.term_text:
        return said.say("Termijn: uiterlijk %(day)s.", day=day)
    return said.say("Termijn: %(term)s (uiterlijk %(day)s).", term=line.term_text, day=day)


def _about(line: DigestLine, said: Translator) -> str:
    """Say who answers for it and by when; of a motion, that it is one."""
    return said.say("Motie.") if line.is_motion else f"{_begin(line.who)}. {_term(line, said)}"


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
def environment(said: Translator) -> Environment:
    """Make the templates' environment of a language once; HTML is escaped, text is not."""
    environment = Environment(
        loader=PackageLoader("app.mail"),
        autoescape=select_autoescape(enabled_extensions=("html",), default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_callables(  # type: ignore[attr-defined]  # of the extension
        said.catalogue.gettext, said.catalogue.ngettext, newstyle=True
    )
    environment.filters.update(
        about=partial(_about, said=said),
        path=_path,
        paper=partial(paper_words, said=said),
        title=_title,
        quote=_quote,
        fold=_fold,
    )
    environment.globals.update(
        language=said.language.value,
        nl=Markup("") if said.language is Language.DUTCH else Markup(' lang="nl"'),
    )
    return environment
