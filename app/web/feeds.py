"""Feeds and calendars: of each follow under a secret address, and of every list for who signs in."""

from urllib.parse import urlencode

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue

from app.clock import now, today
from app.domain.accounts import Permission
from app.domain.feeds import PaperEntry
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
from app.web.auth import requires
from app.web.context import hall, looking
from app.web.following import list_address, list_name
from app.web.letters import wanted_letters
from app.web.register import wanted_items
from app.web.speaking import _, speaker

bp = Blueprint("feeds", __name__)

ATOM = "application/atom+xml; charset=utf-8"
ICS = "text/calendar; charset=utf-8"


@bp.get("/feeds/<token>.atom")
@requires(Permission.PUBLIC)
def atom(token: str) -> ResponseReturnValue:
    """Give the feed of what somebody follows; its address is the proof."""
    with looking() as session:
        source = get_feed_source(session, token)
        entries = find_entries(session, source.followed, at=now(), today=today())
    site = hall().settings.site_url
    body = write_atom(
        entries,
        translator(source.language),
        title=source.name,
        key=f"volgt-{source.id}",
        address=f"{site}{url_for('.atom', token=token)}",
        base_url=site,
        at=now(),
    )
    return _private(Response(body, content_type=ATOM))


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
    answer = Response(body, content_type=ICS)
    answer.headers["Content-Disposition"] = 'inline; filename="gestand-termijnen.ics"'
    return _private(answer)


@bp.get("/register.atom")
@requires(Permission.OPEN)
def of_list() -> ResponseReturnValue:
    """Give the feed of any list of the register, under the same address as its page."""
    followed = Followed(lists=(wanted_items(request.args),))
    with looking() as session:
        entries = find_entries(session, followed, at=now(), today=today())
        pairs = urlencode(list(request.args.items(multi=True)))
        address = list_address(pairs)
        title = list_name(session, address)
    site = hall().settings.site_url
    body = write_atom(
        entries,
        speaker(),
        title=title,
        key=f"register?{address}",
        address=f"{site}{url_for('.of_list')}?{pairs}",
        base_url=site,
        at=now(),
    )
    return _private(Response(body, content_type=ATOM))


@bp.get("/brieven.atom")
@requires(Permission.OPEN)
def of_letters() -> ResponseReturnValue:
    """Give the papers that came in last of any list of letters, under the address of its page."""
    wanted = wanted_letters(request.args)
    with looking() as session:
        found = find_newest_papers(session, wanted, most=MOST_ENTRIES)
        address = list_address(urlencode(list(request.args.items(multi=True))))
        title = list_name(session, address) if address else _("Brieven en verslagen")
    entries = [
        PaperEntry(line.letter.id, line.letter.paper, line.from_functions, at) for line, at in found
    ]
    site = hall().settings.site_url
    body = write_papers(
        entries,
        speaker(),
        title=title,
        key=f"brieven?{address}",
        address=f"{site}{url_for('.of_letters')}{'?' if address else ''}{address}",
        base_url=site,
        at=now(),
    )
    return _private(Response(body, content_type=ATOM))


def _private(answer: Response) -> Response:
    """Keep others from keeping it: it is somebody's own."""
    answer.headers["Cache-Control"] = "private, max-age=600"
    return answer
