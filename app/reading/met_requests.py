"""Statements that a request of the Chamber, a committee or a member is met or under way.

docs/reading-promises.md lists the cues.
"""

import re
from collections.abc import Iterator

from app.domain.reading import FulfilmentStatement, FulfilmentStatus, StatementTarget, TargetKind
from app.reading.clauses import Said
from app.reading.cues import load_cues
from app.reading.earlier import find_status
from app.reading.moments import MONTHS, past_day
from app.reading.reservations import Reservation, find_end, find_reservation, is_put_off
from app.reading.statement_parts import (
    HERE_BY,
    Paper,
    given_next,
    gives_here,
    name_topic,
    puts_off,
    read_place,
    share_citations,
    words_after,
)

_DAY = re.compile(
    rf"\b(?P<d>\d{{1,2}})\s+(?P<m>{'|'.join(MONTHS)})(?:\s+(?P<y>\d{{4}}))?", re.IGNORECASE
)
_ASKER = re.compile(
    r"(?:verzoek(?:en)?|vragen)\s+(?:van|door|namens|uit|vanuit)?\s*(?P<who>(?:[Uu]w|[Dd]e)\s+(?:Tweede\s+)?Kamer(?:\s+bij\s+monde\s+van\s+het\s+lid(?:\s+[A-Z][\w-]+)+)?"
    r"|(?:(?:[Uu]w|de)\s+)?(?:vaste\s+|algemene\s+)?(?:[Kk]amer)?[Cc]ommissie(?:\s+voor)?(?:\s+(?:en\s+)?[A-Z][\w-]+)*"
    r"|(?:het\s+|de\s+)?(?:[Kk]amer)?(?:lid|leden)(?:\s+(?:en\s+|van\s+(?:der?\s+)?)?[A-Z][\w-]+)+)",
)
_REQUESTS = ("request", "request_named", "wish", "asked", "asked_thing", "answers_here", "answered")
_NAMED = ("request", "request_named", "wish")  # what has come of these the sentence says
_OF_MOTIONS = ("request", "request_named", "asked")
_WRITTEN = ("asked", "answers_here")  # in a debate that is said of the turn itself
# A request that is named by what was done with it, and the past tense that says so.
_ANSWERED_TO = re.compile(
    r"\b(?:afgedaan|afgehandeld|ingewilligd|gehonoreerd|uitgevoerd|voldaan|tegemoet|gevolg|gehoor|invulling|uitvoering|voldoe\w*)\b"
)
# What was only heard, or passed on, is not met.
_TAKEN_IN = re.compile(
    r"\b(?:kennis\s?genomen|ontvangen|voorgelegd|door(?:geleid|gezonden|gestuurd)|afwijzend\s+te\s+\w+|afgewezen|geweigerd|aangehouden|besproken)\b[^,;]{0,30}$"
    r"|\bkennis\s?genomen\b",
    re.IGNORECASE,
)
_WOULD = re.compile(r"\b(?:indien|mocht|wanneer|zodra|bereid)\b", re.IGNORECASE)
# A question that gave occasion to something asks for no more than its answer.
_QUESTION = re.compile(
    r"(?:naar aanleiding van|in reactie op) \w+ (?:\w+ )?(?:kamer)?vra(?:ag|gen)\b"
)
# A question, whose answer follows: "door het lid is gevraagd of het kabinet".
_ONLY_ASKED = re.compile(
    r"\s*(?:gevraagd|vroeg|gevraagd\s+is)?\s*(?:of|wanneer|hoe|waarom|hoeveel)\b"
)
# Written questions of members are answered as a matter of course; nobody asked for more.
_WRITTEN_QUESTIONS = re.compile(
    r"\b(?:antwoorden\s+op\s+de|beantwoording\s+van\s+de)\s+(?:schriftelijke\s+)?vragen\s+van\s+(?:het\s+lid|de\s+leden)\b(?!\s+van\s+de\b)"
    r"|\bde\s+(?:schriftelijke\s+)?vragen\s+van\s+(?:het\s+lid|de\s+leden)\s+(?!van\s+de\b)[^;]{3,240}?\bworden\s+beantwoord\b"
)
_DOES = re.compile(
    r"\b(?:heb|heeft|hebben|is|zijn|werd|werden|kom|komt|geef|geeft|voldoe|voldoet|\w*(?:komend|gevend))\b",
    re.IGNORECASE,
)
_LIMITED = {
    Reservation.PARTLY: FulfilmentStatus.PARTLY,
    Reservation.UNDER_WAY: FulfilmentStatus.UNDER_WAY,
}
# What is given now is a part: "de agenda's stuur ik hierbij; de verslagen volgen later".
_IN_PART = re.compile(
    r"\bgedeeltelijk\s+(?:tegemoet|gehoor|gevolg)\b|;[^.;]{0,120}\b(?:later|pas|nog\s+niet)\b[^.;]{0,80}\b(?:aan|na|toe|nadat|zodra|verstrekken|leveren|volgen|beschikbaar)\b"
)
_OF_CHAMBER = re.compile(r"\b(?:lid|leden|(?:vaste|algemene|uw)\s+commissie|kamercommissie)\b")
_BY_MOTION = re.compile(r"\bmotie[^;:.]{0,80}$", re.IGNORECASE)


def find_met_request(paper: Paper, said: Said) -> Iterator[FulfilmentStatement]:
    """Read that a request of the Chamber, a committee or a member is met or under way."""
    cues = load_cues("statements")
    for key in _REQUESTS:
        cue = cues[key]
        match = None if cue.needs.isdisjoint(said.held) else cue.look(said.lower, said.held)
        if match is None or (key in _OF_MOTIONS and _is_of_motion(said, match)):
            continue
        status = _met(said, match) if key in _NAMED else _given(paper, said, key)
        if _is_denied(said, match) or (key == "asked" and puts_off(words_after(paper, said))):
            continue
        named = said.has("chamber") or _OF_CHAMBER.search(match[0]) is not None
        if key == "asked_thing" and not (named and _is_given(said, match)):
            continue
        if _ONLY_ASKED.match(said.text, match.end()) and not gives_here(said):
            continue
        if key != "answered" and _WRITTEN_QUESTIONS.search(said.text) is not None:
            continue
        if key in _WRITTEN and said.spoken:
            continue
        if key == "asked" and not HERE_BY.search(words_after(paper, said)):
            continue
        implicit = key == "answered" and _refers(match)
        implicit = implicit or _QUESTION.match(match[0]) is not None
        if status is None or (
            key == "answered" and not paper.cited(said.sentence) and not _DAY.search(said.text)
        ):
            continue
        ids, by_ids = share_citations(paper, said, match.span(), status, refers=key == "answered")
        asker = _ASKER.search(said.text, match.start())
        span = (given_next(paper, said) if key == "asked" else None) or said.sentence
        yield FulfilmentStatement(
            span=span,
            sentence=span,
            target_kind=TargetKind.REQUEST,
            target=StatementTarget(
                by=asker["who"].strip() if asker is not None else None,
                where=read_place(said, match.start()),
                date=past_day(said.text, match.start(), paper.day),
                ids=ids,
            ),
            subject=name_topic(said, match.end()),
            status=status,
            by_ids=by_ids,
            cue=f"verzoek {key}",
            implicit=implicit,
        )
        return


def _met(said: Said, match: re.Match[str]) -> FulfilmentStatus | None:
    """Read what has come of a request: from the words around it, else from those that name it.

    "Aan het verzoek van het lid Jansen heb ik gevolg gegeven" says in naming it that it is met.
    """
    if _TAKEN_IN.search(said.text) is not None and not gives_here(said):
        return None
    status = find_status(said, match)
    if status is not None or _ANSWERED_TO.search(match[0]) is None:
        return status
    limit = find_reservation(said.text, match.start(), find_end(said.text, match.end()))
    if limit is None and _DOES.search(said.text) is not None:
        return FulfilmentStatus.MET
    return _LIMITED.get(limit) if limit is not None else None


def _given(paper: Paper, said: Said, key: str) -> FulfilmentStatus:
    """Say whether what was asked is given wholly, or in part."""
    partly = key == "asked" and _IN_PART.search(words_after(paper, said)) is not None
    return FulfilmentStatus.PARTLY if partly else FulfilmentStatus.MET


def _is_given(said: Said, match: re.Match[str]) -> bool:
    """Say whether what was asked for is given, with this paper or before."""
    if gives_here(said):
        return True
    return _WOULD.search(said.text) is None and find_status(said, match) is FulfilmentStatus.MET


def _is_denied(said: Said, match: re.Match[str]) -> bool:
    """Say whether a sentence says that what was asked or promised is not given, or not yet."""
    end = find_end(said.text, match.end())
    denied = Reservation.DENIED in (
        find_reservation(said.text, match.start(), end),
        find_reservation(said.text, 0, match.start()),  # "kom ik nog niet tegemoet aan …"
    )
    return denied or is_put_off(said.text)


def _is_of_motion(said: Said, match: re.Match[str]) -> bool:
    """Say whether it is a motion that asks: "zoals door de Kamer verzocht in de motie"."""
    if "motie" in match[0].lower() or _BY_MOTION.search(said.text[: match.start()]) is not None:
        return True
    return re.match(r"[^;]{0,40}\bmotie", said.text[match.end() :]) is not None and match[
        0
    ].endswith(("verzocht", "gevraagd"))


def _refers(match: re.Match[str]) -> bool:
    """Say whether the sentence only points the reader to an answer given before."""
    return match[0].lower().startswith(("beantwoording", "antwoord"))
