"""Statements that an earlier promise, motion or request is met.

A sentence says so in words ("hiermee doe ik mijn toezegging gestand", "conform de motie",
"op verzoek van uw Kamer"), or only reports, with the paper cited, that the Chamber was
told: that is an implicit statement. docs/reading-promises.md lists the cues.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.calendar import Calendar
from app.domain.papers import Metadata
from app.domain.reading import (
    FulfilmentStatement,
    FulfilmentStatus,
    MotionMention,
    Stance,
    StatementTarget,
    TargetKind,
)
from app.domain.references import Reference
from app.domain.text import CleanText, Span
from app.reading.clauses import Said
from app.reading.cues import load_cues
from app.reading.earlier import Earlier, find_earlier, find_status, is_bare
from app.reading.laying_out import lay_out
from app.reading.literals import find_literals, needed
from app.reading.moments import MONTHS, Moment, past_day
from app.reading.naming import name_actor
from app.reading.pointing_back import BARE_CUE, leave_out_told, point_back
from app.reading.references import cited_in
from app.reading.reservations import Reservation, find_end, find_reservation, is_put_off

_HERE_BY = re.compile(
    r"\b(?:hierbij|bijgaande?|bijgevoegde?|bijgesloten|(?:met|in|bij|via) deze brief|hiermee|hiermede|hieronder|onderstaande?|als volgt|bij dezen?"
    r"|(?:in|als) (?:de |een |mijn )?bijlagen?|bijlage bij deze brief|(?:treft|vindt) u|u (?:treft|vindt)|deze brief (?:bevat|geeft|is|ligt|strekt|vormt|voorziet|dient))\b",
    re.IGNORECASE,
)
_WHERE = re.compile(
    r"\b(?:in|tijdens|bij|op|van)\s+(?P<where>(?:het|de|een)\s+[^,;]{0,120}?(?:debat|overleg|vragenuur|\bAO\b|\bWGO\b|commissie|regeling van werkzaamheden|stemmingen|procedurevergadering)"
    r"[^,;]{0,120}?(?:\d{1,2}\s+[a-z]+(?:\s+\d{4})?|$))",
    re.IGNORECASE,
)
_DAY = re.compile(
    rf"\b(?P<d>\d{{1,2}})\s+(?P<m>{'|'.join(MONTHS)})(?:\s+(?P<y>\d{{4}}))?", re.IGNORECASE
)
_ASKER = re.compile(
    r"(?:verzoek(?:en)?|vragen)\s+(?:van|door|namens|uit|vanuit)?\s*(?P<who>(?:[Uu]w|[Dd]e)\s+(?:Tweede\s+)?Kamer(?:\s+bij\s+monde\s+van\s+het\s+lid(?:\s+[A-Z][\w-]+)+)?"
    r"|(?:(?:[Uu]w|de)\s+)?(?:vaste\s+|algemene\s+)?(?:[Kk]amer)?[Cc]ommissie(?:\s+voor)?(?:\s+(?:en\s+)?[A-Z][\w-]+)*"
    r"|(?:het\s+|de\s+)?(?:[Kk]amer)?(?:lid|leden)(?:\s+(?:en\s+|van\s+(?:der?\s+)?)?[A-Z][\w-]+)+)",
)
_LETTER = re.compile(
    r"\b(?:brief|kamerbrief|verslag|rapportage|nota)\b|\b\d{1,2}\s+[a-z]+\s+(?:\d{4}|jl)",
    re.IGNORECASE,
)
_TARGET = re.compile(r"\b(?:toezegging|verzoek|toegezegd)", re.IGNORECASE)
_REQUESTS = ("request", "wish", "asked", "asked_thing", "answers_here", "answered")
_OF_ANOTHER = re.compile(r"toezeg|motie|verzo", re.IGNORECASE)
_TOLD_BEFORE = re.compile(
    r"\b(?:heeft|heb|hebben|is|zijn|werd)\b.*\b(?:reeds|eerder|gegeven|geïnformeerd|gestuurd|beantwoord)\b"
)
# "Met mijn brief van 3 mei heb ik aan deze toezegging voldaan": another paper met it.
_LETTER_BY = r"\b(?:[Mm]et|[Bb]ij|[Ii]n|[Vv]ia|[Pp]er)\s(?:de|mijn|een|onze)\s\w*brief\b"
_BY_LETTER = re.compile(rf"\bvoldaan\b.*{_LETTER_BY}|{_LETTER_BY}.*\bvoldaan\b")
# A request that is named by what was done with it, and the past tense that says so.
_ANSWERED_TO = re.compile(r"\b(?:voldaan|tegemoet|gevolg|gehoor|invulling|uitvoering|voldoe\w*)\b")
_HAS_BEEN = re.compile(r"\b(?:heb|heeft|hebben|is|zijn|werd|werden)\b")
_LIMITED = {
    Reservation.PARTLY: FulfilmentStatus.PARTLY,
    Reservation.UNDER_WAY: FulfilmentStatus.UNDER_WAY,
}
_BY_MOTION = re.compile(r"\bmotie[^;:.]{0,80}$", re.IGNORECASE)
_VERDICT = {
    Stance.CARRIED_OUT: FulfilmentStatus.MET,
    Stance.UNDER_WAY: FulfilmentStatus.UNDER_WAY,
}


@dataclass(frozen=True, slots=True)
class _Paper:
    """What every statement of one paper needs; `notes` are the citations of each footnote."""

    text: CleanText
    references: Sequence[Reference]
    metadata: Metadata
    day: date | None

    def cited(self, span: Span) -> tuple[Reference, ...]:
        """Give the citations in a stretch and in the footnotes that it points to."""
        marks = self.text.marks
        first = bisect_right(marks, span.start, key=lambda mark: mark.at)
        last = bisect_right(marks, span.end + 1, lo=first, key=lambda mark: mark.at)
        spans = [span, *(self.text.blocks[mark.block].span for mark in marks[first:last])]
        found = {ref.span: ref for part in spans for ref in cited_in(self.references, part)}
        return tuple(found[place] for place in sorted(found))


def find_statements(
    text: CleanText,
    references: Sequence[Reference],
    motions: Sequence[MotionMention],
    metadata: Metadata,
    calendar: Calendar,
    day: date | None,
) -> tuple[FulfilmentStatement, ...]:
    """Find the statements that something earlier is met, in reading order.

    A sentence can hold one statement of each kind of target; what it says of several
    motions is one statement. Spans index `text.text`. Source: docs/reading-promises.md.
    """
    paper = _Paper(text, references, metadata, day)
    found = list(_of_motions(text.text, motions))
    taken = [statement.sentence for statement in found]
    for said in lay_out(text, Moment(day, calendar), _is_cued):
        mine = list(_of_sentence(paper, said))
        motion_here = any(span.overlaps(said.sentence) for span in taken)
        found.extend(
            statement
            for statement in mine
            if not (motion_here and (statement.implicit or statement.cue == "verzoek wish"))
        )
    found.sort(key=lambda statement: (statement.span, statement.target_kind))
    return tuple(leave_out_told(point_back(found)))


_LITERALS = needed(
    "toezeg|toegezegd|zegde|gestand|verzo|gevraagd|wens|oproep|afspra|aangegeven|antwoord|geïnformeerd|ingelicht|gemeld|gedeeld|"
    "bericht|zonden|gestuurd|aangeboden|ontving|beloof|afgesproken|aangekondigd|zou|te zullen|"
    "terug te komen|te informeren|te berichten|te sturen|ontvangen|gerapporteerd|toegegaan|voorgelegd|uw brief|teruggekoppeld|reactie|vroeg|vraagt"
)


def _is_cued(words: str) -> bool:
    """Say whether a sentence can hold a statement."""
    return not _LITERALS.isdisjoint(find_literals(words))


def _of_motions(text: str, motions: Sequence[MotionMention]) -> Iterator[FulfilmentStatement]:
    """Give one statement per sentence that says what is done with one or more motions."""
    sentences: dict[Span, list[MotionMention]] = {}
    for mention in motions:
        if mention.stance in _VERDICT and not mention.sentence.of(text).rstrip().endswith("?"):
            sentences.setdefault(mention.sentence, []).append(mention)
    for sentence, mentions in sentences.items():
        movers = ["; ".join(_names(mention)) for mention in mentions]
        # What is said of several is met only when each is.
        partial = any(mention.stance is Stance.UNDER_WAY for mention in mentions)
        stance = Stance.UNDER_WAY if partial else Stance.CARRIED_OUT
        yield FulfilmentStatement(
            span=sentence,
            sentence=sentence,
            target_kind=TargetKind.MOTION,
            target=StatementTarget(
                by="; ".join(dict.fromkeys(name for name in movers if name)) or None,
                ids=tuple(dict.fromkeys(key for mention in mentions for key in mention.ids)),
            ),
            subject=next((mention.subject for mention in mentions if mention.subject), "motie"),
            status=_verdict(sentence.of(text), stance),
            by_ids=(),
            cue=f"motie {stance.value}",
        )


def _verdict(sentence: str, stance: Stance) -> FulfilmentStatus:
    """Say what is done with a motion; "gedeeltelijk uitgevoerd" is met in part."""
    limit = find_reservation(sentence, 0, len(sentence))
    if stance is Stance.UNDER_WAY and limit is Reservation.PARTLY:
        return FulfilmentStatus.PARTLY
    return _VERDICT[stance]


def _names(mention: MotionMention) -> tuple[str, ...]:
    """Give the movers of a motion as printed, with c.s. where printed."""
    names = " en ".join(mention.movers)
    return (f"{names} c.s." if mention.cosigned and names else names,)


def _of_sentence(paper: _Paper, said: Said) -> Iterator[FulfilmentStatement]:
    """Give the statements of one sentence about promises, requests and telling."""
    explicit = [*_of_promise(paper, said), *_of_request(paper, said)]
    yield from explicit
    if not explicit:
        yield from _of_telling(paper, said)


def _of_promise(paper: _Paper, said: Said) -> Iterator[FulfilmentStatement]:
    """Read that an earlier promise is met, partly met or under way."""
    earlier = find_earlier(said)
    if earlier is None:
        return
    status = earlier.status
    if (
        status is None
        and earlier.cue in ("promised", "said_to_tell")
        and not said.spoken
        and _HERE_BY.search(_around(paper, said))
        and not _is_put_off(_around(paper, said))
    ):
        status = FulfilmentStatus.MET
    if status is None:
        return
    ids, by_ids = _share(paper, said, (earlier.at, earlier.end), status)
    yield FulfilmentStatement(
        span=said.sentence,
        sentence=said.sentence,
        target_kind=TargetKind.PROMISE,
        target=StatementTarget(
            by=_promiser(paper, said, earlier),
            to="Kamer" if said.has("chamber") else None,
            where=_where(said, earlier.at),
            date=past_day(said.text, earlier.at, paper.day),
            ids=ids,
        ),
        subject=_topic(said, earlier.end),
        status=status,
        by_ids=by_ids,
        cue=BARE_CUE if earlier.cue == "kept" and is_bare(said) else f"toezegging {earlier.cue}",
    )


def _promiser(paper: _Paper, said: Said, earlier: Earlier) -> str | None:
    """Name who promised; None when the sentence does not say."""
    return (
        name_actor(earlier.subject, paper.metadata, said) if earlier.subject is not None else None
    )


def _around(paper: _Paper, said: Said) -> str:
    """Give the words around the sentence: its nearest neighbours in the paragraph, and what follows."""
    begin, text = said.block.span.start, paper.text.text
    start = max(0, said.sentence.start - 500)
    # What the paragraph before says of another promise, motion or request is not said of this one.
    before = [one for one in text[start:begin].split(". ") if _OF_ANOTHER.search(one) is None]
    return ". ".join(before) + " " + text[max(start, begin) : said.sentence.end + 250]


def _after(paper: _Paper, said: Said) -> str:
    """Give the words of the sentence and of what follows it."""
    return paper.text.text[said.sentence.start : said.sentence.end + 250]


def _of_request(paper: _Paper, said: Said) -> Iterator[FulfilmentStatement]:
    """Read that a request of the Chamber, a committee or a member is met or under way."""
    cues = load_cues("statements")
    for key in _REQUESTS:
        match = cues[key].search(said.text)
        if match is None or (key in ("request", "asked") and _is_of_motion(said, match)):
            continue
        status = _met(said, match) if key in ("request", "wish") else FulfilmentStatus.MET
        if _is_denied(said, match) or (key == "asked" and _is_put_off(_after(paper, said))):
            continue
        named = said.has("chamber") or re.search(r"\b(?:lid|leden)\b", match[0]) is not None
        if key == "asked_thing" and not (named and _is_here(said)):
            continue
        if key == "asked" and (said.spoken or not _HERE_BY.search(_after(paper, said))):
            continue
        implicit = key == "answered" and _refers(match)
        if status is None or (
            key == "answered" and not paper.cited(said.sentence) and not _DAY.search(said.text)
        ):
            continue
        ids, by_ids = _share(paper, said, match.span(), status, refers=key == "answered")
        asker = _ASKER.search(said.text, match.start())
        yield FulfilmentStatement(
            span=said.sentence,
            sentence=said.sentence,
            target_kind=TargetKind.REQUEST,
            target=StatementTarget(
                by=asker["who"].strip() if asker is not None else None,
                where=_where(said, match.start()),
                date=past_day(said.text, match.start(), paper.day),
                ids=ids,
            ),
            subject=_topic(said, match.end()),
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
    status = find_status(said, match)
    if status is not None or _ANSWERED_TO.search(match[0]) is None:
        return status
    limit = find_reservation(said.text, match.start(), find_end(said.text, match.end()))
    if limit is None and _HAS_BEEN.search(said.text) is not None:
        return FulfilmentStatus.MET
    return _LIMITED.get(limit) if limit is not None else None


def _is_here(said: Said) -> bool:
    """Say whether a sentence gives what it speaks of with this paper: "hierbij", "treft u aan"."""
    return said.has("here") or _HERE_BY.search(said.text) is not None


def _is_denied(said: Said, match: re.Match[str]) -> bool:
    """Say whether a sentence says that what was asked or promised is not given, or not yet."""
    limit = find_reservation(said.text, match.start(), find_end(said.text, match.end()))
    return limit is Reservation.DENIED or is_put_off(said.text)


def _is_put_off(around: str) -> bool:
    """Say whether the sentence with "hierbij" tells that something comes later."""
    here = _HERE_BY.search(around)
    if here is None:
        return False
    begin, end = around.rfind(". ", 0, here.start()) + 1, around.find(". ", here.end())
    return is_put_off(around[begin : end if end >= 0 else len(around)])


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


def _of_telling(paper: _Paper, said: Said) -> Iterator[FulfilmentStatement]:
    """Read that the Chamber was told by a paper that is cited, or by a letter of a day."""
    match = load_cues("statements")["told_chamber"].search(said.text)
    if match is None or said.has("not", match.start(), match.end()):
        return
    by_ids = tuple(dict.fromkeys(key for ref in paper.cited(said.sentence) for key in ref.ids))
    if not by_ids:
        return
    colon = re.compile(r":\s").search(said.text, match.end())
    end = colon.start() if colon is not None else len(said.text)
    yield FulfilmentStatement(
        span=said.wording.to_clean(0, end) if colon is not None else said.sentence,
        sentence=said.sentence,
        target_kind=TargetKind.PROMISE,
        target=StatementTarget(to="Kamer", date=past_day(said.text, 0, paper.day)),
        subject=_topic(said, 0),
        status=FulfilmentStatus.MET,
        by_ids=by_ids,
        cue="kamer geïnformeerd",
        implicit=True,
    )


def _share(
    paper: _Paper,
    said: Said,
    cue: tuple[int, int],
    status: FulfilmentStatus,
    *,
    refers: bool = False,
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Share out the citations: those of the target, and those of the paper that met it.

    What is met by this paper has its citations from the target. What an earlier paper
    met ("heeft … gegeven (Kamerstuk …)") has them from that paper. Of two targets in a
    sentence each has the citations behind it.
    """
    other = _TARGET.search(said.text, 0, cue[0])
    start = said.wording.at[cue[0]] if other is not None else said.sentence.start
    after = _TARGET.search(said.text, cue[1])
    stop = said.wording.at[after.start()] if after is not None else said.sentence.end
    refs = [
        ref
        for ref in paper.cited(said.sentence)
        if not said.sentence.contains(ref.span) or start <= ref.span.start < stop
    ]
    ids = tuple(dict.fromkeys(key for ref in refs for key in ref.ids))
    by_another = _TOLD_BEFORE.search(said.text) or _BY_LETTER.search(said.text)
    told = by_another is not None and not said.has("here")
    return ((), ids) if refers or (status is FulfilmentStatus.MET and told) else (ids, ())


def _where(said: Said, at: int) -> str | None:
    """Give the debate or meeting that the target comes from, as printed."""
    match = _WHERE.search(said.text, at) or _WHERE.search(said.text)
    return match["where"].strip() if match is not None else None


def _topic(said: Said, at: int) -> str:
    """Say in a few words of the sentence what it is about."""
    about = re.compile(r"\b(?:over|om|inzake|omtrent)\s+(?P<what>[^,;.]{3,120})").search(
        said.text, at
    )
    words = (about["what"] if about is not None else said.text).split()
    return " ".join(words[:14]).strip(" ,.;:«»")
