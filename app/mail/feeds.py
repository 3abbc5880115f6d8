"""A feed (Atom, RFC 4287) and a calendar of terms (iCalendar, RFC 5545)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from icalendar import Calendar, Event

from app.domain.digest import DigestLine
from app.domain.dutch import in_small_letters, paper_words
from app.domain.feeds import FeedEntry, FeedHead, PaperEntry, TermEntry
from app.domain.languages import Translator
from app.mail.layout import begin
from app.mail.words import DigestWords, path_of, quote_of

_ATOM = "http://www.w3.org/2005/Atom"
_SINCE = 2026  # part of every tag: of the year in which we had the name (RFC 4151)
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of a feed: what names it for good, and its page below the register's address."""

    key: str
    title: str
    at: datetime
    path: str
    content: str


def write_atom(
    entries: Iterable[FeedEntry],
    translator: Translator,
    head: FeedHead,
) -> bytes:
    """Write a feed of news; an entry keeps its id as long as the register has the piece of news."""
    say = DigestWords(translator)
    written = (
        _Entry(
            key=one.line.subject,
            title=f"{say.heading(one.kind)}: {say.name(one.line)}",
            at=one.at,
            path=path_of(one.line),
            content=_told(say, one.line),
        )
        for one in entries
    )
    return _feed(written, translator, head)


def write_papers(
    entries: Iterable[PaperEntry],
    translator: Translator,
    head: FeedHead,
) -> bytes:
    """Write a feed of papers, likewise; an entry keeps its id as long as the register has it."""
    written = (
        _Entry(
            key=f"brief:{one.id}",
            title=begin(one.paper.title or paper_words(one.paper, translator)),
            at=one.at,
            path=f"brieven/{one.id}",
            content="\n".join(
                [begin(paper_words(one.paper, translator)), *map(_sender, one.senders)]
            ),
        )
        for one in entries
    )
    return _feed(written, translator, head)


def _feed(
    entries: Iterable[_Entry],
    translator: Translator,
    head: FeedHead,
) -> bytes:
    """Write a feed."""
    register_namespace("", _ATOM)
    host = _host(head.base_url)
    known = tuple(entries)
    feed = Element(f"{{{_ATOM}}}feed", {"xml:lang": translator.language.value})
    _put(feed, "id", f"tag:{host},{_SINCE}:{head.key}")
    _put(feed, "title", _clean(f"Gestand: {head.title}"))
    _put(feed, "updated", _moment(max((one.at for one in known), default=head.at)))
    _put(_put(feed, "author"), "name", "Gestand")
    _put(feed, "link", rel="self", type="application/atom+xml", href=head.address)
    _put(feed, "link", rel="alternate", type="text/html", href=head.base_url)
    for one in known:
        entry = _put(feed, "entry")
        _put(entry, "id", f"tag:{host},{_SINCE}:{one.key}")
        _put(entry, "title", _clean(one.title))
        _put(entry, "updated", _moment(one.at))
        _put(entry, "link", rel="alternate", href=f"{head.base_url}/{one.path}")
        _put(entry, "content", _clean(one.content), type="text")
    return bytes(tostring(feed, encoding="utf-8", xml_declaration=True))


def _sender(function: str) -> str:
    """Name who sent a paper, on a line of its own."""
    return begin(in_small_letters(function))


def write_calendar(
    terms: Iterable[TermEntry],
    translator: Translator,
    *,
    title: str,
    base_url: str,
    at: datetime,
) -> bytes:
    """Write a calendar in which each term is a day.

    A term keeps its UID when it moves, and its SEQUENCE goes up, so that a program moves the
    day it has. What was met, or is followed no more, is not in it any more.
    """
    host = _host(base_url)
    calendar = Calendar()
    calendar.add("prodid", f"-//Gestand//{host}//{translator.language.value.upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _clean(f"Gestand: {title}"))
    calendar.add("refresh-interval", _HOUR * 12, parameters={"VALUE": "DURATION"})
    for one in terms:
        address = f"{base_url}/register/{one.number}"
        event = Event()
        event.add("uid", f"{one.number}@{host}")
        event.add("dtstamp", at.astimezone(UTC))
        event.add("dtstart", one.latest)
        event.add("dtend", one.latest + timedelta(days=1))
        event.add("sequence", one.version)
        event.add("summary", _clean(translator.say("Termijn: %(words)s", words=begin(one.title))))
        told = [f"{begin(one.who)}.", one.words, f"{one.number}: {address}"]
        if not one.judged:
            told.append(translator.say("Nog niet beoordeeld") + ".")
        event.add("description", _clean("\n".join(told)))
        event.add("url", address)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _told(say: DigestWords, line: DigestLine) -> str:
    """Tell a piece of news in lines: what, who, term, source, and what came later."""
    parts = [say.change(line), say.about(line), quote_of(line) and f"“{quote_of(line)}”"]
    if line.source is not None:
        parts.append(say.by.say("Bron: %(paper)s.", paper=say.paper(line.source)))
    if line.told and line.later is not None:
        parts.append(
            f"{say.by.say('Later, %(paper)s:', paper=say.paper(line.later))} “{line.told}”"
        )
    if not line.judged:
        parts.append(say.by.say("Nog niet beoordeeld") + ".")
    return "\n".join(part for part in parts if part)


def _put(parent: Element, name: str, text: str | None = None, **attributes: str) -> Element:
    """Add an element."""
    made = SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    made.text = text
    return made


def _clean(text: str) -> str:
    """Take out what neither XML nor a calendar can hold."""
    return "".join(sign for sign in text if sign in "\n\t" or ord(sign) >= ord(" "))


def _moment(at: datetime) -> str:
    """Print a moment as RFC 3339 does."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _host(base_url: str) -> str:
    """Name us, in ids that hold wherever the feed is read."""
    return urlsplit(base_url).hostname or "localhost"
