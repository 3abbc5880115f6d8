"""Feeds and calendars: of each follow under a secret address, and of every list."""

from urllib.parse import urlencode

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue

from app.clock import now, today
from app.domain.accounts import Permission
from app.domain.feeds import FeedHead, PaperEntry
from app.languages import translator
from app.mail.feeds import write_atom, write_calendar, write_papers
from app.services.digests import Followed
from app.services.digests.feeds import (
    MOST_ENTRIES,
    find_entries,
    find_terms,
    get_feed_source,
)
from app.services.overview.exporting import find_newest_papers
from app.services.overview.rows.letters import LetterFilter
from app.web.auth import find_visitor, requires
from app.web.context import Opened, hall, looking
from app.web.letters import wanted_letters
from app.web.list_names import list_address, list_name
from app.web.public import entries_without_people
from app.web.register import wanted_items
from app.web.speaking import speaker

bp = Blueprint("feeds", __name__)

ATOM = "application/atom+xml; charset=utf-8"
ICS = "text/calendar; charset=utf-8"


@bp.get("/feeds/<token>.atom")
@requires(Permission.PUBLIC)
def atom(token: str) -> ResponseReturnValue:
    """Give the feed of what somebody follows; its address is the proof."""
    with looking() as session:
        source = get_feed_source(session, token)
        letters = source.followed.letters
        papers = [one for wanted in letters for one in _papers(session, wanted)]
        entries = () if letters else find_entries(session, source.followed, at=now(), today=today())
    address = url_for(".atom", token=token)
    head, said = _head(source.name, f"volgt-{source.id}", address), translator(source.language)
    if letters:
        return _private(write_papers(papers, said, head), ATOM)
    return _private(write_atom(entries, said, head), ATOM)


def _papers(session: Opened, wanted: LetterFilter) -> list[PaperEntry]:
    """Give the papers of a list that came in last."""
    return [
        PaperEntry(line.letter.id, line.letter.paper, line.from_functions, at)
        for line, at in find_newest_papers(session, wanted, most=MOST_ENTRIES)
    ]


@bp.get("/feeds/<token>.ics")
@requires(Permission.PUBLIC)
def calendar(token: str) -> ResponseReturnValue:
    """Give the terms of what somebody follows as a calendar; its address is the proof."""
    with looking() as session:
        source = get_feed_source(session, token)
        terms = find_terms(session, source.followed, today=today())
    body = write_calendar(
        terms,
        translator(source.language),
        title=source.name,
        base_url=hall().settings.site_url,
        at=now(),
    )
    answer = _private(body, ICS)
    answer.headers["Content-Disposition"] = 'inline; filename="gestand-termijnen.ics"'
    return answer


@bp.get("/register.atom")
@requires(Permission.OPEN)
def of_list() -> ResponseReturnValue:
    """Give the feed of any list of the register, under the same address as its page."""
    followed = Followed(lists=(wanted_items(request.args),))
    with looking() as session:
        entries = find_entries(session, followed, at=now(), today=today())
        title = list_name(session, _asked())
    if find_visitor() is None:
        entries = entries_without_people(entries)
    return _private(write_atom(entries, speaker(), _head_of("register", title)), ATOM)


@bp.get("/brieven.atom")
@requires(Permission.OPEN)
def of_letters() -> ResponseReturnValue:
    """Give the papers that came in last of any list of letters, under the address of its page."""
    with looking() as session:
        entries = _papers(session, wanted_letters(request.args))
        title = list_name(session, _asked(), letters=True)
    return _private(write_papers(entries, speaker(), _head_of("brieven", title)), ATOM)


def _asked() -> str:
    """Give what the address asks of a list, without how that looks."""
    return list_address(urlencode(list(request.args.items(multi=True))))


def _head_of(word: str, title: str) -> FeedHead:
    """Say what the feed of a list is: it keeps its name as long as it asks the same."""
    asked = _asked()
    return _head(title, f"{word}?{asked}", f"{request.path}{'?' if asked else ''}{asked}")


def _head(title: str, key: str, path: str) -> FeedHead:
    """Say what a feed is that is read at this path."""
    site = hall().settings.site_url
    return FeedHead(title=title, key=key, address=f"{site}{path}", base_url=site, at=now())


def _private(body: bytes, kind: str) -> Response:
    """Keep others from keeping it: it is somebody's own."""
    answer = Response(body, content_type=kind)
    answer.headers["Cache-Control"] = "private, max-age=600"
    return answer
