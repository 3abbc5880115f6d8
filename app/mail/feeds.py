"""A feed (Atom, RFC 4287) and a calendar of terms (iCalendar, RFC 5545)."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from icalendar import Calendar, Event

from app.domain.digest import DigestLine
from app.domain.feeds import FeedEntry, TermEntry
from app.domain.languages import Translator
from app.mail.layout import begin
from app.mail.words import DigestWords, path_of, quote_of, title_of

_ATOM = "http://www.w3.org/2005/Atom"
_SINCE = 2026  # part of every tag: of the year in which we had the name (RFC 4151)
_HOUR = timedelta(hours=1)


def write_atom(
    entries: Iterable[FeedEntry],
    translator: Translator,
    *,
    title: str,
    key: str,
    address: str,
    base_url: str,
    at: datetime,
) -> bytes:
    """Write a feed. `key` names it for good, `address` is where it is read now.

    An entry keeps its id as long as the register has the piece of news.
    """
    register_namespace("", _ATOM)
    host = _host(base_url)
    say = DigestWords(translator)
    known = tuple(entries)
    feed = Element(f"{{{_ATOM}}}feed", {"xml:lang": translator.language.value})
    _put(feed, "id", f"tag:{host},{_SINCE}:{key}")
    _put(feed, "title", _clean(f"Gestand: {title}"))
    _put(feed, "updated", _moment(max((one.at for one in known), default=at)))
    _put(_put(feed, "author"), "name", "Gestand")
    _put(feed, "link", rel="self", type="application/atom+xml", href=address)
    _put(feed, "link", rel="alternate", type="text/html", href=base_url)
    for one in known:
        entry = _put(feed, "entry")
        _put(entry, "id", f"tag:{host},{_SINCE}:{one.line.subject}")
        _put(entry, "title", _clean(f"{say.heading(one.kind)}: {title_of(one.line)}"))
        _put(entry, "updated", _moment(one.at))
        _put(entry, "link", rel="alternate", href=f"{base_url}/{path_of(one.line)}")
        _put(entry, "content", _clean(_told(say, one.line)), type="text")
    return bytes(tostring(feed, encoding="utf-8", xml_declaration=True))


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
        parts.append(f"{say.by.say('Later:')} “{line.told}” ({say.paper(line.later)})")
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
