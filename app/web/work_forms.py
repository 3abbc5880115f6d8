"""Forms about the work itself: a note, whom an item is given to; and who works on it now."""

from collections.abc import Iterable
from dataclasses import dataclass

from wtforms import SelectField, TextAreaField
from wtforms.validators import DataRequired, Length

from app.services.overview.work import Claim, Person
from app.web.forms import MAX_TEXT, GestandForm, line_field, stripped, version_field
from app.web.speaking import later

NOBODY = {"0": later("Niemand")}


class NoteForm(GestandForm):
    """Something to remember about an item."""

    note = TextAreaField(
        later("Notitie"),
        filters=[stripped],
        validators=[DataRequired(later("Schrijf eerst een notitie.")), Length(max=MAX_TEXT)],
    )
    seen = version_field()


class AssignForm(GestandForm):
    """To whom an item is given."""

    account = SelectField(later("Toewijzen aan"), coerce=int, choices=NOBODY, default=0)
    reason = line_field(later("Toelichting"))
    seen = version_field()

    def offer(self, people: Iterable[Person]) -> None:
        """Offer these colleagues to choose from."""
        self.account.choices = NOBODY | {str(one.id): one.name for one in people}


@dataclass(frozen=True, slots=True)
class Work:
    """The block on an item's page: who works on it, and the forms."""

    claim: Claim | None
    note: NoteForm
    assign: AssignForm


def work_on(
    claim: Claim | None, people: Iterable[Person], version: int, returned: object = None
) -> Work:
    """Make the block; `returned` is the form that came back, whichever it was."""
    holder = claim.assigned_to.id if claim and claim.assigned_to else 0
    note = returned if isinstance(returned, NoteForm) else NoteForm()
    assign = AssignForm(data={"account": holder})
    assign = returned if isinstance(returned, AssignForm) else assign
    assign.offer(people)
    for form in (note, assign):
        form.seen.data, form.seen.raw_data = version, None
    return Work(claim, note, assign)
