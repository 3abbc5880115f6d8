"""The form for what became of a motion in the Chamber."""

from wtforms import SelectField, TextAreaField
from wtforms.validators import Length, Optional, ValidationError

from app.domain.motions import Advice, Facts, Outcome
from app.web.forms import MAX_TEXT, DayField, GestandForm, line_field, stripped, version_field
from app.web.speaking import _, later

UNKNOWN = {"": later("Niet bekend")}


class FactsForm(GestandForm):
    """Outcome, votes and the cabinet's advice."""

    outcome = SelectField(
        later("Uitkomst"), choices=UNKNOWN | {one.value: one.value.capitalize() for one in Outcome}
    )
    outcome_on = DayField(later("Datum van de uitkomst"))
    votes = TextAreaField(
        later("Stemmen, in woorden"),
        filters=[stripped],
        validators=[Optional(), Length(max=MAX_TEXT)],
    )
    advice = SelectField(
        later("Kabinetsappreciatie"),
        choices=UNKNOWN | {one.value: one.value[:1].upper() + one.value[1:] for one in Advice},
    )
    reason = line_field(later("Toelichting"))
    seen = version_field()

    def validate_outcome_on(self, field: DayField) -> None:
        """Refuse a day of which it is not said what happened."""
        if field.day is not None and not self.outcome.data:
            raise ValidationError(_("Kies ook de uitkomst, of laat de datum leeg."))

    def facts(self) -> Facts:
        """Read what was filled in."""
        return Facts(
            Outcome(self.outcome.data) if self.outcome.data else None,
            self.outcome_on.day,
            self.votes.data or None,
            Advice(self.advice.data) if self.advice.data else None,
        )


def fill_facts(facts: Facts, version: int) -> FactsForm:
    """Fill the form with what is known."""
    return FactsForm(
        data={
            "outcome": facts.outcome or "",
            "outcome_on": facts.outcome_on,
            "votes": facts.votes,
            "advice": facts.advice or "",
            "seen": version,
        }
    )
