"""What the demo's clerks decided: `seeds/demo/decisions.toml`, read and carried out."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy.orm import Session

from app.domain.commitments import CandidateState, Verdict
from app.domain.errors import Invalid, NotFound
from app.domain.meetings import Place as PlaceOnList
from app.domain.meetings import Proposal
from app.domain.reading import NO_TERM, PromiseKind, Term, TermKind
from app.services.candidates import accept_candidate, dismiss_candidate
from app.services.commitments import Ground, enter_commitment, move_deadline
from app.services.fields import CommitmentChanges, CommitmentFields
from app.services.manual_links import link_passage
from app.services.meetings.deciding import Decided, decide_items
from app.services.meetings.finding import get_meeting_page
from app.services.meetings.preparing import prepare_meeting
from app.services.places import (
    ItemHere,
    Place,
    find_item_at,
    find_motion_at,
    find_suggestion_at,
    get_place,
)
from app.services.reminders import keep_reminder
from app.services.suggestions import judge_suggestion

_VERDICTS = {
    "geheel": Verdict.FULFILS,
    "deels": Verdict.FULFILS_PARTLY,
    "tussenbericht": Verdict.PROGRESS,
    "niet": Verdict.UNRELATED,
}


class _Table(BaseModel):
    """A table of the file; a key that it should not have is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Quote(_Table):
    """Words that stand once in a letter."""

    file: str
    words: str

    def place(self, session: Session) -> Place:
        """Find them in the register; raises NotFound and Invalid."""
        return get_place(session, Path(self.file).stem, self.words)

    def item(self, session: Session) -> ItemHere:
        """Give the promise that they name; raises NotFound and Invalid."""
        found = find_item_at(session, self.place(session))
        if found is None:
            raise NotFound("promise at", f"{self.words!r} in {self.file}")
        return found


class _Decision(_Table):
    """Who decided, when and why."""

    reason: str
    actor: str
    at: AwareDatetime


class _Amended(_Decision):
    """What a clerk put otherwise."""

    who: str | None = None
    what: str | None = None
    kind: PromiseKind | None = None
    member: str | None = None
    term_text: str | None = None
    term_latest: date | None = None

    def term(self) -> Term | None:
        """Give the term that was typed in; None when there was none."""
        if self.term_latest is not None:
            return Term(TermKind.DATE, self.term_text, None, self.term_latest)
        return Term(TermKind.VAGUE, self.term_text) if self.term_text else None

    def changes(self) -> CommitmentChanges:
        """Give what differs from what the reader found."""
        return CommitmentChanges(
            subject=self.what,
            kind=self.kind,
            term=self.term(),
            responsible=self.who,
            member=self.member,
        )


class CandidateDecision(_Amended, Quote):
    """What was said of a promise that the reader found."""

    decision: Literal["accept", "amend", "dismiss"]

    def carry_out(self, session: Session, actor: str) -> None:
        """Accept, amend or dismiss it; to dismiss what was never proposed has no effect."""
        here = find_item_at(session, self.place(session))
        if self.decision == "dismiss":
            if here is not None and here.state is CandidateState.WAITING:
                dismiss_candidate(
                    session,
                    here.number,
                    seen=here.version,
                    reason=self.reason,
                    actor=actor,
                    at=self.at,
                )
            return
        here = self.item(session)
        accept_candidate(
            session,
            here.number,
            seen=here.version,
            actor=actor,
            at=self.at,
            changes=self.changes() if self.decision == "amend" else None,
            reason=self.reason,
        )


class HandEntry(_Amended, Quote):
    """A commitment that a clerk made of words that the reader passed over."""

    who: str
    what: str
    kind: PromiseKind

    def carry_out(self, session: Session, actor: str) -> None:
        """Enter it; where the reader proposes the words by itself, that is amended."""
        place = self.place(session)
        here = find_item_at(session, place)
        if here is not None and here.state is CandidateState.WAITING:
            accept_candidate(
                session,
                here.number,
                seen=here.version,
                actor=actor,
                at=self.at,
                changes=self.changes(),
                reason=self.reason,
            )
            return
        fields = CommitmentFields(
            actor=self.who,
            subject=self.what,
            kind=self.kind,
            term=self.term() or NO_TERM,
            responsible=self.who,
            member=self.member,
        )
        enter_commitment(
            session,
            document_id=place.document_id,
            span=place.span,
            fields=fields,
            actor=actor,
            at=self.at,
            reason=self.reason,
        )


class LinkDecision(_Decision):
    """A later passage that was judged for a promise or a motion."""

    item: Literal["motie"] | None = None
    earlier: Quote = Field(alias="from")
    later: Quote = Field(alias="to")
    verdict: Literal["geheel", "deels", "tussenbericht", "niet"]

    def carry_out(self, session: Session, actor: str) -> None:
        """Judge what the machine suggests there; else link by hand, but for a "niet"."""
        here = self._find(session)
        place = self.later.place(session)
        verdict = _VERDICTS[self.verdict]
        suggestion = find_suggestion_at(session, here, place)
        if suggestion is not None:
            judge_suggestion(
                session,
                suggestion.id,
                verdict,
                seen=suggestion.version,
                actor=actor,
                at=self.at,
                reason=self.reason,
            )
        elif verdict is not Verdict.UNRELATED:
            link_passage(
                session,
                here.number,
                document_id=place.document_id,
                span=place.span,
                verdict=verdict,
                actor=actor,
                at=self.at,
                reason=self.reason,
            )

    def _find(self, session: Session) -> ItemHere:
        """Give the promise or the motion; raises NotFound."""
        if self.item is None:
            return self.earlier.item(session)
        found = find_motion_at(session, self.earlier.place(session))
        if found is None:
            raise NotFound("motion at", f"{self.earlier.words!r} in {self.earlier.file}")
        return found


class Postponement(_Decision):
    """A term that a later letter moved."""

    item: Quote
    letter: Quote
    term_text: str
    term_latest: date

    def carry_out(self, session: Session, actor: str) -> None:
        """Give the commitment its new term, with the letter as ground."""
        here = self.item.item(session)
        ground = self.letter.place(session)
        move_deadline(
            session,
            here.number,
            Term(TermKind.DATE, self.term_text, None, self.term_latest),
            seen=here.version,
            reason=self.reason,
            actor=actor,
            at=self.at,
            ground=Ground(ground.document_id, ground.span),
        )


class MeetingDecision(_Table):
    """What a committee decided on one item of its list."""

    item: Quote
    decision: Proposal
    term: date | None = None
    note: str | None = None


class MeetingHeld(_Table):
    """A meeting of a committee: its list, and what was decided on some of it."""

    committee: str
    day: date
    prepared: AwareDatetime
    actor: str
    at: AwareDatetime
    decisions: tuple[MeetingDecision, ...]

    def carry_out(self, session: Session, actor: str) -> None:
        """Make the list of what is due, and put the decisions down; raises AppError."""
        due = [one for one in PlaceOnList if one is not PlaceOnList.NEW]
        today = self.prepared.date()
        meeting = prepare_meeting(
            session,
            self.committee,
            day=self.day,
            places=due,
            actor=actor,
            at=self.prepared,
            today=today,
        )
        page = get_meeting_page(session, meeting, page=None, today=today)
        lines = {line.line.number: line for line in page.lines}
        decided = []
        for one in self.decisions:
            number = one.item.item(session).number
            if number not in lines:
                raise NotFound("item on the list", number)
            line = lines[number]
            decided.append(Decided(line.id, line.line.version, one.decision, one.term, one.note))
        decide_items(session, meeting, decided, actor=actor, at=self.at)


class RappelSent(_Table):
    """A rappel to an office, as it was kept on its day."""

    office: str
    reply_before: date
    horizon: date
    actor: str
    at: AwareDatetime

    def carry_out(self, session: Session, actor: str) -> None:
        """Keep it; raises AppError."""
        keep_reminder(
            session,
            self.office,
            reply_before=self.reply_before,
            horizon=self.horizon,
            actor=actor,
            at=self.at,
            today=self.at.date(),
        )


class Decisions(_Table):
    """All that was decided; the head of the file explains the tables."""

    actors: dict[str, str]
    candidates: tuple[CandidateDecision, ...]
    by_hand: tuple[HandEntry, ...]
    links: tuple[LinkDecision, ...]
    postponements: tuple[Postponement, ...]
    meetings: tuple[MeetingHeld, ...]
    rappels: tuple[RappelSent, ...]

    def carry_out(self, session: Session) -> None:
        """Do it all, in the order of time; raises AppError for what finds no ground."""
        rows: list[CandidateDecision | HandEntry | LinkDecision | Postponement] = [
            *self.candidates,
            *self.by_hand,
            *self.links,
            *self.postponements,
        ]
        for row in sorted(rows, key=lambda one: one.at):
            row.carry_out(session, self._name_of(row.actor))

    def carry_out_meetings(self, session: Session) -> None:
        """Hold the meetings and send the rappels, once the tables say which committee leads."""
        rows: list[MeetingHeld | RappelSent] = [*self.meetings, *self.rappels]
        for row in sorted(rows, key=lambda one: one.at):
            row.carry_out(session, self._name_of(row.actor))

    def _name_of(self, actor: str) -> str:
        """Give the name that the history shows; raises NotFound."""
        if actor not in self.actors:
            raise NotFound("actor", actor)
        return self.actors[actor]


def read_decisions(file: Path) -> Decisions:
    """Read the file; raises Invalid when it is missing or wrong."""
    try:
        return Decisions.model_validate(tomllib.loads(file.read_text("utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise Invalid(file.name, str(error)) from error
