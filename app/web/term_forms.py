"""The form of a postponement: the new day, why, and the letter or decision on which it rests."""

from collections.abc import Iterable

from wtforms import SelectField, StringField, ValidationError
from wtforms.validators import InputRequired

from app.services.overview.papers import day_of
from app.services.overview.rows.common import LetterRef
from app.services.overview.rows.stories import ItemStory
from app.web.conflict_forms import read_paper_number
from app.web.forms import DayField, GestandForm, line_field, reason_field, version_field
from app.web.speaking import _, later
from app.web.words import paper_line

NO_PAPER = later("Een besluit of mededeling, zonder stuk")
NOT_HERE = later("Dit stuk staat niet in het register. Lees het eerst in, of laat dit leeg.")


class DeadlineForm(GestandForm):
    """A term that was moved."""

    latest = DayField(
        later("Nieuwe laatste dag"),
        validators=[InputRequired(later("Vul de nieuwe laatste dag in."))],
    )
    text = line_field(later("Termijn in woorden"))
    ground = SelectField(later("Waarop berust het"), coerce=int, choices={"0": NO_PAPER}, default=0)
    paper = line_field(later("Of een ander stuk: het nummer"))
    reason = reason_field(later("Waarom"), required=later("Vul in waarop het uitstel berust."))
    seen = version_field()

    def offer(self, letters: Iterable[LetterRef]) -> None:
        """Offer these letters as the ground."""
        self.ground.choices = {"0": NO_PAPER} | {str(one.id): paper_line(one) for one in letters}

    def validate_paper(self, field: StringField) -> None:
        """Refuse what is no number of a paper."""
        if field.data and read_paper_number(field.data) is None:
            raise ValidationError(
                _("Dit is geen nummer van een stuk. Neem het over zoals 21 501-02, nr. 2433.")
            )

    @property
    def canonical(self) -> str | None:
        """The number of the other paper, if one was typed."""
        return read_paper_number(self.paper.data)


def letters_of(story: ItemStory) -> tuple[LetterRef, ...]:
    """Give the later papers that come back to an item, the newest first."""
    found = {
        letter.id: letter
        for letter in (
            *(one.later.letter for one in story.suggestions),
            *(one.quote.letter for one in story.fulfilments),
            *(one.quote.letter for one in story.places),
        )
        if letter != story.letter
    }
    return tuple(sorted(found.values(), key=lambda one: (day_of(one), one.id), reverse=True))
