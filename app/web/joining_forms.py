"""Forms of merging two commitments, and of splitting one."""

from typing import Any

from wtforms import Form, FormField, RadioField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from app.domain.reading import PromiseKind
from app.services.overview.rows.stories import ItemHead
from app.services.splitting import Part
from app.web import words
from app.web.forms import (
    MAX_TEXT,
    DayField,
    GestandForm,
    line_field,
    reason_field,
    stripped,
    version_field,
)
from app.web.promise_forms import typed_term
from app.web.speaking import later

SAME_TWICE = later("Dit is hetzelfde als wat er blijft. Vul in wat de tweede toezegging is.")
THIS, OTHER = "deze", "andere"


class MergeForm(GestandForm):
    """Which other commitment is this one, and which of the two stays."""

    other = RadioField(
        later("Welke toezegging is dezelfde?"),
        choices={},
        validators=[InputRequired(later("Kies de andere toezegging."))],
    )
    stays = RadioField(
        later("Welk nummer telt mee?"),
        choices={THIS: THIS, OTHER: OTHER},  # the page names the numbers
        default=THIS,
        validators=[InputRequired(later("Kies welk nummer blijft."))],
    )
    reason = reason_field(later("Waaruit blijkt dat"), required=later("Vul in waaruit dit blijkt."))
    seen = version_field()

    @property
    def keeps_this(self) -> bool:
        """Whether the commitment whose page it is stays."""
        return bool(self.stays.data == THIS)


class PartForm(GestandForm):
    """What one of the two promises says."""

    subject = TextAreaField(
        later("Wat wordt toegezegd"),
        filters=[stripped],
        validators=[DataRequired(later("Vul in wat wordt toegezegd.")), Length(max=MAX_TEXT)],
    )
    term_text = line_field(later("Termijn in woorden"))
    term_latest = DayField(later("Laatste dag"))
    kind = RadioField(
        later("Soort"),
        choices={kind.value: label for kind, label in words.PROMISE_KINDS.items()},
        coerce=PromiseKind,
        validators=[InputRequired(later("Kies een soort."))],
    )


class SplitForm(GestandForm):
    """The two promises in one commitment."""

    stays: Any = FormField(PartForm, separator="-")
    goes: Any = FormField(PartForm, separator="-")
    reason = reason_field(later("Waarom"), required=later("Vul in waarom u splitst."))
    seen = version_field()


def fill_split(story: ItemHead) -> SplitForm:
    """Fill the form: the first says what the whole said, the second is still empty."""
    promise = story.promise
    assert promise is not None
    shared = {
        "term_text": promise.term.text,
        "term_latest": promise.term.latest,
        "kind": promise.kind,
    }
    parts = {"stays": shared | {"subject": promise.subject}, "goes": shared}
    return SplitForm(data=parts | {"seen": story.version})


def part_of(field: Any) -> Part:
    """Read one of the two."""
    form: Form = field.form
    assert isinstance(form, PartForm)
    kind = form.kind.data
    assert isinstance(kind, PromiseKind)
    return Part(
        form.subject.data or "",
        kind,
        typed_term(form.term_text.data, form.term_latest.day),
    )
