"""Forms: what a person may fill in, and what is said when it cannot be right."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from wtforms import (
    Field,
    Form,
    FormField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from app.domain.commitments import Place, PlaceKind, Status, Verdict
from app.domain.languages import marked
from app.domain.offices import LONGEST_NAME
from app.domain.reading import Made, PromiseKind
from app.domain.statuses import read_official
from app.services.overview.rows.common import Choice
from app.web import words
from app.web.dates import input_day, parse_day
from app.web.numbers import names_paper, read_dossier, read_number
from app.web.security import LARGEST_ID
from app.web.speaking import _, later, speaker

MAX_LINE = 500
MAX_TEXT = 5000
NO_COMMITTEE = {"0": later("Geen commissie")}
MET_ITSELF = marked("De brief zelf voldoet er al aan")
OWN_WORDS = marked("Anders, in eigen woorden")
DISMISSALS = (  # kept as they are in the history
    marked("Geen toezegging aan de Kamer"),
    marked("Alleen een inspanning, niets om af te vinken"),
    marked("Staat al in het register"),
    marked("Een toezegging van of aan derden"),
    MET_ITSELF,
    marked("Verkeerd gelezen"),
    OWN_WORDS,  # the last: by its key one goes on to write
)
PLACES = {Place.SAME: later("herhaling"), Place.ALONE: later("eigen toezegging")}
_EARLIEST = dt.date(1900, 1, 1)
_DATE_HELP = later("Vul een datum in als 16-02-2022 of 16 februari 2022.")


class GestandForm(Form):
    """A form with its messages in the language of whoever fills it in."""

    class Meta:
        """WTForms has messages of its own in every language."""

        cache_translations = True

        @property
        def locales(self) -> tuple[str, ...]:
            """Name the language."""
            return (speaker().language.value,)


def stripped(value: str | None) -> str | None:
    """Take white space off both ends."""
    return value.strip() if value else value


class DayField(StringField):
    """A day, typed as people write one; `day` is None for nothing typed."""

    day: dt.date | None = None

    def process_data(self, value: dt.date | str | None) -> None:
        """Show a day as it would be typed."""
        self.data = input_day(value) if isinstance(value, dt.date) else value
        self.day = value if isinstance(value, dt.date) else None

    def pre_validate(self, _form: object) -> None:
        """Read what was typed; refuse what is no day."""
        text = (self.data or "").strip()
        self.day = parse_day(text) if text else None
        if text and (self.day is None or self.day < _EARLIEST):
            raise ValidationError(_DATE_HELP)


class VersionField(IntegerField):
    """The version that the person had before them."""

    widget = HiddenInput()


def version_field(missing: str = later("Het formulier is niet compleet.")) -> VersionField:
    """Make the field of a version, or of another number that a form carries unseen."""
    bounds = NumberRange(0, LARGEST_ID, later("Het formulier klopt niet. Ververs de pagina."))
    return VersionField(validators=[InputRequired(missing), bounds])


def line_field(label: str, *, required: str | None = None, longest: int = MAX_LINE) -> StringField:
    """Make a field of one line."""
    validators: list[Any] = [Length(max=longest)]
    validators.insert(0, DataRequired(required) if required else Optional())
    return StringField(label, filters=[stripped], validators=validators)


def reason_field(label: str, *, required: str | None = None) -> TextAreaField:
    """Make a field for a reason or remark."""
    validators: list[Any] = [Length(max=MAX_TEXT)]
    validators.insert(0, DataRequired(required) if required else Optional())
    return TextAreaField(label, filters=[stripped], validators=validators)


class PromiseForm(GestandForm):
    """What a promise says: the fields that a clerk can set, of a candidate or by hand."""

    actor = line_field(later("Wie zegt het toe"), required=later("Vul in wie het toezegt."))
    subject = TextAreaField(
        later("Wat wordt toegezegd"),
        filters=[stripped],
        validators=[InputRequired(later("Vul in wat wordt toegezegd.")), Length(max=MAX_TEXT)],
    )
    kind = RadioField(
        later("Soort"),
        choices={kind.value: label for kind, label in words.PROMISE_KINDS.items()},
        coerce=PromiseKind,
        validators=[InputRequired(later("Kies een soort."))],
    )
    addressee = line_field(later("Aan wie"))
    member = line_field(later("Toegezegd aan lid"), longest=LONGEST_NAME)
    term_text = line_field(later("Termijn in woorden"))
    term_latest = DayField(later("Laatste dag"))
    condition = line_field(later("Onder welke voorwaarde"))
    committee = SelectField(later("Commissie"), coerce=int, choices=NO_COMMITTEE, default=0)
    reason = reason_field(later("Toelichting"))

    def offer(self, committees: Iterable[Choice]) -> None:
        """Offer these committees to choose from."""
        self.committee.choices = NO_COMMITTEE | {
            str(choice.id): choice.name for choice in committees
        }


class CandidateForm(PromiseForm):
    """A decision on a candidate; `back` is the page to return to."""

    dismiss_reason = SelectField(
        later("Waarom niet?"), choices={reason: later(reason) for reason in DISMISSALS}
    )
    dismiss_note = reason_field(later("Toelichting bij het afwijzen"))
    seen = version_field()
    back = HiddenField()

    def lacks_words(self) -> bool:
        """Say whether the reason for dismissing is in words of one's own that are not there."""
        return self.dismiss_reason.data == OWN_WORDS and not self.dismiss_note.data

    def dismissal(self) -> str:
        """Give the reason for dismissing, with the note where there is one, or that alone."""
        reason, note = self.dismiss_reason.data, self.dismiss_note.data
        if reason == OWN_WORDS:
            return str(note)
        return f"{reason}: {note}" if note else str(reason)


class EnterForm(PromiseForm):
    """A commitment that no machine found; `start` and `end` are its words in the letter."""

    start = version_field(later("Kies eerst de woorden in de brief."))
    end = version_field(later("Kies eerst de woorden in de brief."))
    made = RadioField(
        later("Waar is het toegezegd"),
        choices={made.value: label for made, label in words.MADE.items()},
        coerce=Made,
        default=Made.HERE,
    )


class AmendForm(PromiseForm):
    """A commitment changed."""

    responsible = line_field(later("Nu verantwoordelijk: ambt"), longest=LONGEST_NAME)
    responsible_name = line_field(later("Nu verantwoordelijk: naam"), longest=LONGEST_NAME)
    official_number = line_field(later("Nummer in het register van de Kamer"))
    seen = version_field()

    def validate_official_number(self, field: StringField) -> None:
        """Refuse what is no number of those registers, and say how they look."""
        if field.data and read_official(field.data) is None:
            raise ValidationError(
                _("Dit is geen nummer van de Kamer. Neem het over als TZ202412-116 of T02867.")
            )


class PlaceForm(GestandForm):
    """Whether a promise only repeats another."""

    place = RadioField(
        later("Is dit een herhaling?"),
        choices={place.value: label for place, label in PLACES.items()},
        coerce=Place,
        validators=[InputRequired(later("Kies of dit een herhaling is."))],
    )
    seen = version_field()
    back = HiddenField()


class BelongForm(GestandForm):
    """With which item a promise is put, and what it is to it."""

    kind = RadioField(
        later("Wat is het?"),
        choices={kind.value: kind.value for kind in PlaceKind},
        coerce=PlaceKind,
        validators=[InputRequired(later("Kies herhaling, aanvulling of wijziging."))],
    )
    to = line_field(later("Bij welke toezegging"), required=later("Kies de andere toezegging."))
    seen = version_field()
    to_seen = version_field()
    back = HiddenField()


class JudgeForm(GestandForm):
    """A clerk's verdict on a suggestion."""

    verdict = RadioField(
        later("Voldoet deze passage?"),
        choices={verdict.value: badge.words for verdict, badge in words.VERDICTS.items()},
        coerce=Verdict,
        validators=[InputRequired(later("Kies een van de vier oordelen."))],
    )
    reason = reason_field(later("Toelichting"))
    seen = version_field()
    item_seen = version_field()
    back = HiddenField()


class UndoForm(GestandForm):
    """Why a decision is taken back."""

    reason = reason_field(later("Waarom"), required=later("Vul in waarom u dit ongedaan maakt."))
    seen = version_field()
    back = HiddenField()


class StatusForm(GestandForm):
    """Another status, by a person's decision."""

    status = RadioField(
        later("Nieuwe status"),
        choices={status.value: words.badge_of_status(status).words for status in Status},
        coerce=Status,
        validators=[InputRequired(later("Kies een status."))],
    )
    reason = reason_field(later("Waarom"), required=later("Vul in waarop dit berust."))
    seen = version_field()


class LinkForm(GestandForm):
    """A passage linked to an item by hand."""

    start = version_field(later("Kies eerst de woorden in de brief."))
    end = version_field(later("Kies eerst de woorden in de brief."))
    number = RadioField(
        later("Item"), choices={}, validators=[InputRequired(later("Kies een item."))]
    )
    verdict = RadioField(
        later("Wat doet deze passage"),
        choices={
            verdict.value: words.VERDICTS[verdict].words
            for verdict in (Verdict.FULFILS, Verdict.FULFILS_PARTLY, Verdict.PROGRESS)
        },
        coerce=Verdict,
        validators=[InputRequired(later("Kies wat de passage doet."))],
    )
    reason = reason_field(later("Toelichting"))


class CorrectionForm(GestandForm):
    """What a paper prints about itself, put right by a clerk."""

    date = DayField(later("Datum"))
    dossier = line_field(later("Dossier"))
    number = line_field(later("Nummer"))
    from_functions = TextAreaField(
        later("Afzender"), filters=[stripped], validators=[Length(max=MAX_TEXT)]
    )
    reason = reason_field(later("Waarom"), required=later("Vul in waaruit dit blijkt."))
    seen = version_field()

    def validate_dossier(self, field: StringField) -> None:
        """Refuse what is no dossier, and say what to do."""
        if field.data and read_dossier(field.data) is None:
            raise ValidationError(
                _(
                    "Dit is geen dossier. Neem over wat boven aan het stuk staat, zoals 21 501-02 "
                    "of 36 200 V, of laat dit leeg."
                )
            )

    def validate_number(self, field: StringField) -> None:
        """Refuse a number that names no paper in this dossier."""
        number, dossier = read_number(field.data), read_dossier(self.dossier.data)
        if not number or (self.dossier.data and dossier is None):
            return  # nothing to say, or the dossier is what is wrong
        if not names_paper(dossier, number):
            raise ValidationError(
                _(
                    "Dossier en nummer wijzen samen geen stuk aan. Vul het dossier in en een nummer "
                    "zoals 2433, of alleen een nummer zoals 2024Z17972."
                )
            )


def errors_of(form: Form) -> list[tuple[str, str]]:
    """Give each message with the name of its field, in the order of the form."""
    found: list[tuple[str, str]] = []
    for field in form:
        if isinstance(field, FormField):
            found += errors_of(field.form)
        else:
            found += [(field.name, message) for message in _messages(field)]
    return found


def texts_of(form: Form) -> tuple[str, ...]:
    """Give what a person typed in a form, for copying; not what it carries unseen."""
    fields = (field for field in form if isinstance(field, StringField))
    seen = (field.data for field in fields if not isinstance(field, HiddenField))
    return tuple(text for text in seen if text)


def aria_of(field: Field, described: str) -> dict[str, str]:
    """Give what a field tells a screen reader: where its notes stand, and that it is wrong."""
    told = {"aria-describedby": described} if described else {}
    return told | {"aria-invalid": "true"} if field.errors else told


def _messages(field: Field) -> list[str]:
    return [str(message) for message in field.errors]
