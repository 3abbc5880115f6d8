"""Statements that an earlier promise, motion or request is met.

A sentence says so in words ("hiermee doe ik mijn toezegging gestand", "conform de motie",
"op verzoek van uw Kamer"), or only reports, with the paper cited, that the Chamber was
told: that is an implicit statement. docs/reading-promises.md lists the cues.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
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
from app.domain.text import CleanText, Sentence, Span
from app.reading.clauses import Said
from app.reading.decision_rows import read_decision_rows
from app.reading.earlier import Earlier, find_earlier, is_bare
from app.reading.laying_out import lay_out
from app.reading.literals import find_literals, needed
from app.reading.met_requests import find_met_request
from app.reading.moments import Moment, past_day
from app.reading.motion_story import read_again
from app.reading.naming import name_actor
from app.reading.pointing_back import BARE_CUE, leave_out_told, point_back
from app.reading.promise_story import find_follow_up, tells_promise, tells_request
from app.reading.reservations import Reservation, find_reservation
from app.reading.statement_parts import (
    HERE_BY,
    Paper,
    done_next,
    given_next,
    name_topic,
    puts_off,
    read_place,
    share_citations,
    words_around,
)
from app.reading.told import find_telling
from app.reading.voices import is_government
from app.reading.weighed_statements import weigh_statements

# Done of a part of what a motion asks.
_PART = re.compile(
    r"\b(?:het|een)\s(?:eerste|tweede|derde|laatste)\s(?:onderdeel|deel|verzoek|dictum)\s(?:van|uit)\b"
    r"|\bzijn\ser\s\w+\s(?:doorgevoerd|uitgevoerd|gereed|afgerond|gerealiseerd)\b"
)
_OF_MOTION = ("verzoek wish", "verzoek asked_thing")  # of a motion in the sentence, not besides it
_VERDICT = {
    Stance.CARRIED_OUT: FulfilmentStatus.MET,
    Stance.UNDER_WAY: FulfilmentStatus.UNDER_WAY,
}


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
    paper = Paper(text, references, metadata, day)
    found = list(_of_motions(text.text, motions))
    found.extend(_of_named_before(text, motions))
    taken = [statement.sentence for statement in found]
    rows = read_decision_rows(paper)
    found.extend(rows.statements)
    for said in lay_out(text, Moment(day, calendar), _is_cued):
        if rows.hold(said.sentence):
            continue
        follow_up = find_follow_up(paper, said) if tells_promise(said) else None
        mine = [follow_up] if follow_up is not None else list(_of_sentence(paper, said))
        if not mine and tells_request(said):
            follow_up = find_follow_up(paper, said, TargetKind.REQUEST)
            mine = [follow_up] if follow_up is not None else []
        motion_here = any(span.overlaps(said.sentence) for span in taken)
        found.extend(
            statement
            for statement in mine
            if not (motion_here and (statement.implicit or statement.cue in _OF_MOTION))
        )
    found.sort(key=_place)
    known = list(leave_out_told(point_back(found)))
    known.extend(weigh_statements(paper, motions, [statement.span for statement in known]))
    return tuple(sorted(known, key=_place))


def _place(statement: FulfilmentStatement) -> tuple[Span, TargetKind]:
    """Order statements as they stand in the text."""
    return statement.span, statement.target_kind


_LITERALS = needed(
    "toezeg|toegezegd|zegde|vooruitzicht|gestand|verzo|gevraagd|wens|oproep|afspra|aangegeven|antwoord|geïnformeerd|ingelicht|gemeld|gedeeld|"
    "bericht|zonden|gestuurd|aangeboden|ontving|beloof|belofte|afgesproken|aangekondigd|zou|te zullen|hoogte gesteld|hoogte gebracht|"
    "vermeld in|toegelicht in|uiteengezet in|beschreven in|besloten mij|besloten ons|terug te komen|te informeren|te berichten|te sturen|"
    "ontvangen|gerapporteerd|toegegaan|voorgelegd|uw brief|teruggekoppeld|mijn reactie|de reactie|vroeg mij|vroeg ons|vroeg uw|vroeg om|om vroeg|om vraagt|om vroegen|naar vroeg|naar vraagt|naar vragen|"
    "bood ik|zond ik|stuurde ik|informeerde ik|meldde ik|berichtte ik|vraagt mij|vraag van|vragen van|het verslag"
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


def _of_named_before(
    text: CleanText, motions: Sequence[MotionMention]
) -> Iterator[FulfilmentStatement]:
    """Give the statements of an answer on "deze motie", named in the question before it."""
    if not motions:
        return
    starts = [mention.span.start for mention in motions]
    told = {mention.sentence for mention in motions}
    for sentence in _that_say(text, "motie"):
        before = bisect_left(starts, sentence.span.start)
        named_here = before < len(starts) and starts[before] < sentence.span.end
        if not before or named_here or sentence.span in told:
            continue
        last = motions[before - 1]
        if last.stance in _VERDICT or not is_government(text.blocks[sentence.block]):
            continue
        stance = read_again(text, sentence)
        if stance in _VERDICT:
            pointed = replace(last, sentence=sentence.span, stance=stance)
            yield from _of_motions(text.text, [pointed])


def _that_say(text: CleanText, word: str) -> Iterator[Sentence]:
    """Give the sentences in which a word stands, in order."""
    last = -1
    at = text.text.find(word)
    while at >= 0:
        number = bisect_right(text.sentences, at, key=lambda one: one.span.start) - 1
        if number > last:
            last = number
            yield text.sentences[number]
        at = text.text.find(word, at + 1)


def _verdict(sentence: str, stance: Stance) -> FulfilmentStatus:
    """Say what is done with a motion; "gedeeltelijk uitgevoerd" is met in part."""
    limit = find_reservation(sentence, 0, len(sentence))
    if stance is Stance.UNDER_WAY and limit is Reservation.PARTLY:
        return FulfilmentStatus.PARTLY
    if _PART.search(sentence) is not None:
        return FulfilmentStatus.PARTLY
    return _VERDICT[stance]


def _names(mention: MotionMention) -> tuple[str, ...]:
    """Give the movers of a motion as printed, with c.s. where printed."""
    names = " en ".join(mention.movers)
    return (f"{names} c.s." if mention.cosigned and names else names,)


def _of_sentence(paper: Paper, said: Said) -> Iterator[FulfilmentStatement]:
    """Give the statements of one sentence about promises, requests and telling."""
    explicit = [*_of_promise(paper, said), *find_met_request(paper, said)]
    yield from explicit
    if not explicit and not tells_promise(said):
        yield from find_telling(paper, said)


def _of_promise(paper: Paper, said: Said) -> Iterator[FulfilmentStatement]:
    """Read that an earlier promise is met, partly met or under way."""
    earlier = find_earlier(said)
    if earlier is None:
        return
    status = earlier.status
    if (
        status is None
        and earlier.cue in ("promised", "said_to_tell")
        and not said.spoken
        and (HERE_BY.search(words_around(paper, said)) or done_next(paper, said))
        and not puts_off(words_around(paper, said))
    ):
        status = FulfilmentStatus.MET
    if status is None:
        return
    ids, by_ids = share_citations(paper, said, (earlier.at, earlier.end), status)
    next_one = given_next(paper, said) or done_next(paper, said)
    span = (next_one if earlier.status is None else None) or said.sentence
    yield FulfilmentStatement(
        span=span,
        sentence=span,
        target_kind=TargetKind.PROMISE,
        target=StatementTarget(
            by=_promiser(paper, said, earlier),
            to="Kamer" if said.has("chamber") else None,
            where=read_place(said, earlier.at),
            date=past_day(said.text, earlier.at, paper.day),
            ids=ids,
        ),
        subject=name_topic(said, earlier.end),
        status=status,
        by_ids=by_ids,
        cue=BARE_CUE if earlier.cue == "kept" and is_bare(said) else f"toezegging {earlier.cue}",
    )


def _promiser(paper: Paper, said: Said, earlier: Earlier) -> str | None:
    """Name who promised; None when the sentence does not say."""
    return (
        name_actor(earlier.subject, paper.metadata, said) if earlier.subject is not None else None
    )
