"""What all pages share: filters and helpers for templates, and notices with their undo."""

from pathlib import Path
from typing import Any

from flask import Flask, g, render_template, request, session, url_for
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from app.clock import today
from app.domain.accounts import Permission
from app.domain.languages import NAMES, Language
from app.domain.reading import PromiseKind
from app.domain.signs import shown
from app.web import conflict_words, dates, hand_words, place_words, words
from app.web.auth import Visitor, find_visitor, is_open
from app.web.context import DatabaseTrouble, hall
from app.web.deciding import deciding_words, mark_words
from app.web.forms import aria_of, errors_of
from app.web.languages import this_page
from app.web.numbers import dossier_words
from app.web.reasons import reason_lines
from app.web.speaking import gettext, ngettext, speaker

IN_TROUBLE = "gestand_in_trouble"  # set while an error's page is made
_NOTICES = "notices"
MOTION_PREFIX = "M-"


def prepare_templates(app: Flask) -> None:
    """Give templates their filters, their words and what stands on every page."""
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.finalize = shown
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # of the extension
        gettext,
        ngettext,
        newstyle=True,  # Jinja puts the values in, and escapes them
    )
    app.jinja_env.filters.update(
        day=words.day_words,
        month=dates.month_words,
        span_words=dates.span_words,
        moment=words.moment_words,
        timing=words.timing_words,
        rule=words.rule_words,
        percent=words.percent,
        field=words.field_words,
        reasons=reason_lines,
        deciding=deciding_words,
        mark_words=mark_words,
        input_day=dates.input_day,
        clock=dates.clock_words,
        unbroken=words.unbroken,
        capitalize_first=words.capitalize_first,
        office=words.office_words,
        dossier=dossier_words,
        together=words.together,
    )
    app.jinja_env.globals.update(
        words=words,
        conflict_words=conflict_words,
        hand_words=hand_words,
        place_words=place_words,
        item_url=item_url,
        everywhere=everywhere,
        list_files=list_files,
        number_words=words.number_words,
        Permission=Permission,
        PromiseKind=PromiseKind,
        csrf_token=generate_csrf,
        errors_of=errors_of,
        aria_of=aria_of,
        has_bundle=(Path(app.static_folder or "") / "vendor" / "nlds.css").exists(),
    )
    app.context_processor(_frame)


def _frame() -> dict[str, Any]:
    """Give what the frame of every page shows."""
    spoken, who = speaker().language, _visitor()
    return {
        "visitor": who,
        "may": lambda permission: who is not None and who.may(permission),
        "is_open": is_open(),
        "mails_strangers": hall().settings.digest_without_account,
        "is_demo": hall().is_demo,
        "take_notices": take_notices,
        "language": spoken,
        "languages": NAMES,
        "this_page": this_page,
        "printed_on": today(),
        # On what is in the words of the register, whatever language the page is in.
        "nl": Markup("") if spoken is Language.DUTCH else Markup(' lang="nl"'),
    }


def _visitor() -> Visitor | None:
    """Give who is signed in; on the page of an error nobody, when the database cannot tell."""
    try:
        return find_visitor()
    except DatabaseTrouble:
        if getattr(g, IN_TROUBLE, False):
            return None
        raise


def item_url(number: str, anchor: str | None = None) -> str:
    """Give the address of an item's page: a motion has one of its own."""
    return url_for(item_endpoint(number), number=number, _anchor=anchor)


def item_endpoint(number: str) -> str:
    """Name the page of an item."""
    return "items.motion" if number.startswith(MOTION_PREFIX) else "items.story"


def list_files(endpoint: str, **values: str) -> list[tuple[str, str]]:
    """Give the files of the list on this page, with its filters: their names and addresses."""
    args: dict[str, Any] = {name: request.args.getlist(name) for name in request.args}
    args |= {"pagina": None, **values}
    return [
        (name, url_for(endpoint, **(args | {"kind": kind})))
        for kind, name in (("csv", "CSV"), ("xlsx", "Excel"), ("json", "JSON"))
    ]


def everywhere(words: str) -> str:
    """Give the address of the search for these words through everything."""
    return url_for("search.index", q=words)


def notify(
    text: str, tone: str = "good", *, undo: str | None = None, **fields: str | int | None
) -> None:
    """Leave a notice for the next page; with `undo`, the address and fields that take it back."""
    waiting = session.get(_NOTICES, [])
    waiting.append({"text": text, "tone": tone, "undo": undo, "fields": fields})
    session[_NOTICES] = waiting


def take_notices() -> list[dict[str, Any]]:
    """Give the notices that wait, once; the session of who has none stays as it is."""
    if _NOTICES not in session:
        return []
    taken = session.pop(_NOTICES, [])
    assert isinstance(taken, list)
    return taken


def page(template: str, **values: object) -> str:
    """Render a page."""
    return render_template(template, **values)
