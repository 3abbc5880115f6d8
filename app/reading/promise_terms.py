"""By when, and on what, a promise hangs: the term and the condition of its clause.

A sentence may name several days; docs/reading-promises.md says which of them is the term.
"""

import re
from dataclasses import replace

from app.domain.reading import NO_TERM, Made, Term, TermKind
from app.reading.clauses import Said
from app.reading.cues import load_cues
from app.reading.deadlines import find_terms
from app.reading.meetings import find_meeting_day
from app.reading.moments import past_day
from app.reading.promise_forms import Found

_HANGS = re.compile(r"(?:Daarmee|Dan|Alsdan|In dat geval|In die situatie)\b")
# "Uw Kamer wordt dan geïnformeerd", pointing to a day; not "meer dan" or "dan wel".
_THEN = re.compile(
    r"(?<!meer )(?<!minder )(?<!anders )(?<!later )(?<!eerder )(?<!langer )(?<!hoger )(?<!lager )(?<!vaker )\b[Dd]an\b(?!\s+(?:wel|ook|toch|pas)\b)"
)
# "Ik zal daar pleiten voor": at the meeting of the sentence before.
_THERE = re.compile(
    r"\b(?:zal|zullen)\s+(?:\w+\s+)?(?:daar|aldaar)\b(?=[^;.]*\b(?:pleiten|bepleiten|aandacht\s+vragen|inbrengen|agenderen)\b)"
)
# Where it was promised is no term: "in het wetgevingsoverleg van 3 mei is toegezegd".
_AT_MEETING = re.compile(r"(?:debat|overleg|vergadering|behandeling)\Z")
_AND_THEN = re.compile(r",\s+(?:waarna|waarop)\s")
# A clause that says when the rest holds: "Mocht dat blijken, dan zal ik", "Helpt dat niet, dan wordt".
_IF_THEN = re.compile(
    r"(?P<if>\W*[A-Z][a-zë]+\s[^;.]{4,240}?,)\s+dan\s+(?!ook\b|wel\b|pas\b|toch\b|nog\b)[a-zë]+\s+(?:ik|wij|we|het|de|u|uw|er|een|dit|dat|mijn|in|op)\b"
)


def choose_term(said: Said, found: Found, made: Made, start: int, end: int) -> Term:
    """Choose the term of a clause: a day before a vague word, a close one before a far one."""
    if made is Made.EARLIER and found.made is Made.EARLIER:
        start = min(found.at, start)
        terms = [
            term
            for term in _terms_then(said, found)
            if term.rule not in ("meeting", "vague_meeting", "vague_when")
            and _AT_MEETING.search(term.text or "") is None
        ]
        terms = [
            term
            for term in terms
            if term.span is not None
            and (
                term.span.start > found.at
                or term.kind is TermKind.VAGUE
                or found.cue == "as_promised"
            )
        ]
    else:
        terms = list(said.terms)
    inside = [term for term in terms if term.span is not None and start <= term.span.start < end]
    inside = _nearest(said, found, inside)
    dated = [term for term in inside if term.kind is TermKind.DATE]
    after = [term for term in inside if term.rule == "vague_then" and found.at < len(said.text)]
    if after and all(
        term.span is not None and after[0].span is not None and term.span < after[0].span
        for term in dated
    ):
        dated = after  # "begin mei is er overleg; daarna informeer ik u"
    ranked = dated or sorted(inside, key=lambda term: term.rule in ("vague_meeting", "vague_with"))
    if not ranked or (ranked[0].rule == "vague_meeting" and made is Made.EARLIER):
        return _term_before(said, start, end) if made is Made.HERE else NO_TERM
    chosen = ranked[0]
    if chosen.rule == "vague_meeting":
        chosen = _date_meeting(said, chosen)
    assert chosen.span is not None
    return Term(
        kind=chosen.kind,
        text=chosen.text,
        earliest=chosen.earliest,
        latest=chosen.latest,
        rule=chosen.rule,
        span=said.wording.to_clean(chosen.span.start, chosen.span.end),
    )


def _nearest(said: Said, found: Found, terms: list[Term]) -> list[Term]:
    """Leave out the terms of another part of the sentence, and the day on which a condition hangs.

    "Het rapport komt eind mei; in de week van 12 juni stuur ik het": the second, after a semicolon.
    "Mocht op 1 april blijken dat …, dan zal ik": none.
    """
    begin, end = said.text.rfind("; ", 0, found.at) + 1, said.text.find("; ", found.at)
    end = end if end > 0 else len(said.text)
    own = [term for term in terms if term.span and begin <= term.span.start < end]
    then = [match.end() for match in _AND_THEN.finditer(said.text, begin, found.end)]
    if then:  # "het rapport komt in mei, waarna ik in juni reageer"
        own = [term for term in own if term.span and term.span.start >= then[-1]] or own
    hangs = _IF_THEN.match(said.text)
    if hangs is not None and hangs.end() <= found.end:
        return [term for term in own or terms if term.span and term.span.start >= hangs.end("if")]
    return own or terms


def _terms_then(said: Said, found: Found) -> tuple[Term, ...]:
    """Give the terms of an earlier promise, counted from the day on which it was made."""
    then = past_day(said.text, 0, said.moment.day)
    if then is None or found.cue not in ("promised", "as_promised"):
        return said.terms
    terms = find_terms(said.text, then, said.moment.calendar)
    return tuple(term for term in terms if term.latest != then)


def _term_before(said: Said, start: int, end: int) -> Term:
    """Give the one day that the clause or sentence before names, when "dan" points to it."""
    points = _THEN.search(said.text, start, end) or _THERE.search(said.text, start, end)
    if points is None or said.spoken or said.has("condition"):
        return NO_TERM
    terms = tuple(term for term in said.terms if term.span and term.span.end <= start)
    terms = terms or find_terms(said.before, said.moment.day, said.moment.calendar)
    dated = [term for term in terms if term.kind is TermKind.DATE]
    if len(dated) != 1:
        return NO_TERM
    span = said.wording.to_clean(*points.span())
    return replace(dated[0], text=points[0], rule="then", span=span)


def _date_meeting(said: Said, term: Term) -> Term:
    """Give a meeting its day when the paper names that elsewhere."""
    day = find_meeting_day(said.clean, term.text or "", said.moment.day)
    if day is None:
        return term
    return replace(
        term, kind=TermKind.DATE, earliest=said.moment.day, latest=day, rule="meeting_elsewhere"
    )


def find_condition(said: Said, start: int, end: int) -> str | None:
    """Give the words on which a promise hangs, up to the next comma or verb."""
    match = said.find("condition", start, end)
    if match is None:
        hangs = _IF_THEN.match(said.text) if start == 0 else None
        if hangs is not None and hangs.end() <= end:
            return hangs["if"].strip(" ,")
        return _inherited_condition(said) if start == 0 else None
    rest = said.text[match.start() : end]
    stop = re.search(r"[,;.](?:\s|$)|\s(?:zal|zullen)\b", rest)
    return rest[: stop.start()].strip() if stop is not None else rest.strip()


def _inherited_condition(said: Said) -> str | None:
    """Give the condition of the sentence before, when this one hangs on it: "Daarmee zal"."""
    if _HANGS.match(said.text) is None:
        return None
    match = load_cues("promises")["condition"].search(said.before)
    return said.before[match.start() :].rstrip(". ") if match is not None else None
