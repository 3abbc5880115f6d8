"""Forms of committees, meetings and rappels; those of a list once for each row."""

import datetime as dt
from typing import Any

from wtforms import BooleanField, HiddenField, SelectField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length, Optional

from app.domain.meetings import Place, Proposal
from app.services.meetings.preparing import LONGEST_WHY
from app.services.meetings.rows import MeetingLine
from app.web.forms import DayField, GestandForm, VersionField, stripped, version_field
from app.web.meeting_words import NEEDS_DAY, NEEDS_WHY, PLACES, PROPOSALS, UNDECIDED
from app.web.speaking import later

_PROPOSALS = {one.value: label for one, label in PROPOSALS.items()}


class DayForm(GestandForm):
    """The day of a meeting that is looked at; in an address, so kindly read."""

    datum = DayField(later("Dag van de procedurevergadering"))


class PrepareForm(GestandForm):
    """The list of a meeting that is to be made: which kinds of items go on it."""

    datum = DayField(
        later("Dag"), validators=[InputRequired(later("Kies de dag van de vergadering."))]
    )


class _MoveForm(GestandForm):
    """A choice that may need a new last day."""

    term = DayField(later("Nieuwe laatste dag"), validators=[Optional()])

    def needs_day(self, chosen: object) -> None:
        """Refuse a new term without its day."""
        if chosen == Proposal.MOVE.value and not (self.term.data or "").strip():
            raise ValidationError(NEEDS_DAY)


class ProposalForm(_MoveForm):
    """What staff propose for one row, and why."""

    proposal = SelectField(later("Voorstel"), choices=_PROPOSALS)
    why = TextAreaField(
        later("Waarom"),
        filters=[stripped],
        validators=[InputRequired(NEEDS_WHY), Length(max=LONGEST_WHY)],
    )
    leave_out = BooleanField(later("Van de lijst halen"))

    def validate_proposal(self, field: SelectField) -> None:
        """A new term has a day."""
        self.needs_day(field.data)


class DecisionForm(_MoveForm):
    """What the committee decided on one row; nothing chosen is nothing decided."""

    decision = SelectField(later("Besluit"), choices={"": UNDECIDED} | _PROPOSALS)
    note = TextAreaField(
        later("Toelichting"), filters=[stripped], validators=[Length(max=LONGEST_WHY)]
    )
    seen: VersionField = version_field()

    def validate_decision(self, field: SelectField) -> None:
        """A new term has a day."""
        self.needs_day(field.data)

    @property
    def chosen(self) -> Proposal | None:
        """What was decided, if anything."""
        return Proposal(self.decision.data) if self.decision.data else None


class ListForm(GestandForm):
    """What stands around the rows of a list: its version and page."""

    seen: VersionField = version_field()
    pagina = HiddenField()


class RappelForm(GestandForm):
    """A rappel that is drafted: up to which day it looks ahead, and by when it asks an answer."""

    ambt = HiddenField()
    vooruit = DayField(
        later("Vooruitkijken tot en met"),
        validators=[InputRequired(later("Vul in tot welke dag."))],
    )
    antwoord = DayField(
        later("Antwoord voor"), validators=[InputRequired(later("Vul in voor welke dag."))]
    )


def prefix_of(line: MeetingLine) -> str:
    """Give what stands before the names of a row's fields."""
    return f"r{line.id}-"


def fill_proposal(line: MeetingLine) -> ProposalForm:
    """Fill a row's form with what is proposed."""
    data = {"proposal": line.proposal.value, "term": line.term, "why": line.why}
    return ProposalForm(data=data, prefix=prefix_of(line))


def fill_decision(line: MeetingLine) -> DecisionForm:
    """Fill a row's form with the proposal, as most decisions follow it."""
    data: dict[str, Any] = {"decision": line.proposal.value, "term": line.term}
    return DecisionForm(data=data | {"seen": line.line.version}, prefix=prefix_of(line))


def renew(form: DecisionForm | ListForm, version: int) -> None:
    """Let a form that came back name the version that is shown now."""
    form.seen.data, form.seen.raw_data = version, None


def fill_rappel(office: str, horizon: dt.date, reply: dt.date) -> RappelForm:
    """Fill the form of a rappel."""
    return RappelForm(data={"ambt": office, "vooruit": horizon, "antwoord": reply})


def places_of(values: list[str]) -> tuple[Place, ...]:
    """Read which kinds of items were ticked."""
    return tuple(one for one in PLACES if one.value in values)
