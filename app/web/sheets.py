"""What is printed: the list for the agenda of a committee, and the letter of a rappel.

Both are papers of a Dutch committee, and are in Dutch whoever prints them. What pages show of
their items as well is said in the language of the page.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import groupby

from app.domain.dutch import long_date, paper_words
from app.domain.languages import DUTCH
from app.domain.meetings import Proposal
from app.domain.sheets import Block, Cited, Heading, Line, Sheet
from app.services.meetings.rows import MeetingLine, MeetingPage, WorkLine
from app.services.overview.rows.common import Quote
from app.services.reminders import AskedItem, ReminderPage
from app.web.meeting_words import PLACES, PROPOSALS
from app.web.speaking import _, speaking
from app.web.words import BADGES, capitalize_first, day_words, number_words, unbroken


def agenda_of(meeting: MeetingPage) -> Sheet:
    """Make the list that goes on the agenda: per item what, who, by when, proposed and why."""
    with speaking(DUTCH):
        return _agenda_of(meeting)


def _agenda_of(meeting: MeetingPage) -> Sheet:
    body: list[Block] = []
    if not meeting.lines:
        body.append(Line("Er staan geen toezeggingen op deze lijst."))
    for place, some in groupby(meeting.lines, key=lambda one: one.place):
        body.append(Heading(str(PLACES[place])))
        for line in some:
            body += _item_of(line)
    count = number_words(meeting.paging.total, "toezegging", "toezeggingen")
    return Sheet(
        "Stand van zaken toezeggingen",
        (
            capitalize_first(meeting.committee.name),
            f"Procedurevergadering van {long_date(meeting.date)}",
            f"{count}, met per toezegging een voorstel van de staf",
        ),
        tuple(body),
        "Werklijst voor de procedurevergadering",
    )


def letter_of(reminder: ReminderPage) -> Sheet:
    """Make the letter that asks a minister for what is overdue."""
    with speaking(DUTCH):
        return _letter_of(reminder)


def _letter_of(reminder: ReminderPage) -> Sheet:
    to = reminder.office + (f", {reminder.name}" if reminder.name else "")
    count = len(reminder.overdue)
    asks = "deze toezegging" if count == 1 else f"deze {count} toezeggingen"
    body: list[Block] = [
        Line(f"Aan: {to}"),
        Line("Excellentie,"),
        Line(
            f"Volgens het register van de Kamer is de termijn van {asks} verstreken, zonder dat "
            "er een brief kwam waarmee is voldaan. "
            f"Ik verzoek u vóór {long_date(reminder.reply_before)} te laten weten wanneer de Kamer "
            "de toegezegde informatie ontvangt, of met welke brief aan de toezegging is voldaan."
            + _repeats(reminder)
        ),
        Heading("Termijn verstreken"),
        *_asked(reminder.overdue),
    ]
    if reminder.coming:
        body += [
            Heading(f"Termijn loopt af tot en met {long_date(reminder.horizon)}"),
            *_asked(reminder.coming),
        ]
    body += [Line("Hoogachtend,"), Line("De griffier")]
    under = [f"Rappel {reminder.number}", long_date(reminder.date)]
    if reminder.ministry:
        under.insert(1, reminder.ministry)
    if reminder.withdrawn_at:
        under.append("Ingetrokken: dit rappel is niet verstuurd")
    return Sheet("Rappel toezeggingen", tuple(under), tuple(body), f"Rappel {reminder.number}")


def who_of(line: WorkLine) -> str:
    """Say who answers for an item."""
    name = f", {line.responsible_name}" if line.responsible_name else ""
    return f"{capitalize_first(line.responsible)}{name}"


def term_words(line: WorkLine) -> str:
    """Say by when, in one line."""
    term = line.term
    if term.latest is None:
        if term.text:
            return _("“%(term)s”, zonder laatste dag", term=term.text)
        return _("geen termijn genoemd")
    words = _("uiterlijk %(day)s", day=day_words(term.latest))
    if term.text:
        words += f" (“{term.text}”)"
    if term.first and term.first != term.latest:
        words += f"; {_('eerst %(day)s', day=day_words(term.first))}"
    return words


def proposal_words(line: MeetingLine) -> str:
    """Say what is proposed, with the new last day where there is one."""
    return _with_day(line.proposal, line.term)


def decision_words(line: MeetingLine) -> str:
    """Say what was decided; nothing where nothing is."""
    made = line.decision
    return _with_day(made.proposal, made.term) if made else ""


def reminded_words(line: WorkLine) -> str:
    """Say when an item was asked for before."""
    told = (
        _("%(day)s (rappel %(number)s)", day=day_words(one.date), number=one.number)
        for one in line.reminded
    )
    return ", ".join(told)


def _with_day(proposal: Proposal, day: dt.date | None) -> str:
    words = str(PROPOSALS[proposal])
    return f"{words}: {_('uiterlijk %(day)s', day=day_words(day))}" if day else words


def _item_of(line: MeetingLine) -> Iterator[Block]:
    """Print one item of the list."""
    work = line.line
    yield Heading(f"{line.position}. {capitalize_first(work.subject)}", 2)
    yield Line(work.number, "Nummer")
    yield Cited(work.words, unbroken(paper_words(work.letter.paper)) if work.letter else "")
    yield Line(who_of(work), "Wie")
    if work.member:
        yield Line(f"het lid {work.member}", "Toegezegd aan")
    yield Line(term_words(work), "Termijn")
    yield Line(str(BADGES[work.standing].words), "Status")
    if work.reminded:
        yield Line(reminded_words(work), "Gerappelleerd")
    if work.settles:
        yield Line(_name(work.settles), "Brief waarmee is voldaan")
        yield Cited(work.settles.marked)
    yield Line(proposal_words(line), "Voorstel")
    yield Line(line.why, "Waarom")
    if line.decision:
        note = f". {line.decision.note}" if line.decision.note else ""
        yield Line(f"{decision_words(line)}{note}", "Besluit")


def _name(quote: Quote) -> str:
    page = f", p. {quote.page}" if quote.page else ""
    return f"{unbroken(paper_words(quote.letter.paper))}{page}"


def _repeats(reminder: ReminderPage) -> str:
    """Say how many were asked for before."""
    again = sum(bool(one.earlier) for one in reminder.overdue)
    if not again:
        return ""
    whom = "één toezegging" if again == 1 else f"{again} toezeggingen"
    return f" Aan {whom} herinnerde de Kamer u al eerder; dat staat erbij."


def _asked(items: Iterable[AskedItem]) -> Iterator[Block]:
    """Print the items of a rappel."""
    for position, one in enumerate(items, 1):
        yield Heading(f"{position}. {capitalize_first(one.subject)}", 2)
        yield Line(one.number, "Nummer")
        yield Cited(one.words, unbroken(one.source or ""))
        first = ""
        if one.first_deadline and one.first_deadline != one.deadline:
            first = f"; eerst {long_date(one.first_deadline)}"
        words = f" (“{one.term_text}”)" if one.term_text else ""
        yield Line(f"uiterlijk {long_date(one.deadline)}{words}{first}", "Termijn")
        if one.earlier:
            told = ", ".join(f"{long_date(day)} (rappel {name})" for name, day in one.earlier)
            yield Line(told, "Eerder gerappelleerd")
