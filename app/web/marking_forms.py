"""Forms of marking words in a letter: as a motion, or as a statement that something is met."""

from wtforms import BooleanField, RadioField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length

from app.domain.reading import FulfilmentStatus, Stance, TargetKind
from app.domain.references import own_identifier
from app.domain.text import Span
from app.services.marking import NamedMotion, SaidMet
from app.web import words
from app.web.forms import (
    MAX_LINE,
    MAX_TEXT,
    GestandForm,
    line_field,
    reason_field,
    stripped,
    version_field,
)
from app.web.numbers import names_paper, read_dossier, read_number
from app.web.speaking import _, later


class _MarkForm(GestandForm):
    """Words of a letter: `start` and `end` are the sentences, `exact` which words of them."""

    start = version_field(later("Kies eerst de woorden in de brief."))
    end = version_field(later("Kies eerst de woorden in de brief."))
    exact = TextAreaField(
        later("Precies deze woorden"),
        filters=[stripped],
        validators=[DataRequired(later("Laat de woorden staan.")), Length(max=MAX_TEXT)],
    )
    reason = reason_field(later("Toelichting"))
    seen = version_field()

    def find_in(self, quoted: str, sentence: Span) -> Span | None:
        """Give where the exact words stand, and say beside the field when they do not."""
        exact = self.exact.data or ""
        if (at := quoted.find(exact)) >= 0:
            return Span(sentence.start + at, sentence.start + at + len(exact))
        self.exact.errors = [_("Deze woorden staan zo niet in wat u koos.")]
        return None


class MotionMarkForm(_MarkForm):
    """Which motion the words name, and what the letter says is done with it."""

    dossier = line_field(later("Dossier"), required=later("Vul het dossier van de motie in."))
    number = line_field(later("Nummer"), required=later("Vul het nummer van de motie in."))
    movers = line_field(later("Indieners"), longest=MAX_LINE)
    cosigned = BooleanField(later("en anderen (c.s.)"))
    stance = RadioField(
        later("Wat doet de brief met de motie?"),
        choices={one.value: badge.words for one, badge in words.STANCES.items()},
        coerce=Stance,
        validators=[InputRequired(later("Kies wat de brief met de motie doet."))],
    )

    def validate_number(self, _field: object) -> None:
        """Refuse what names no paper."""
        if not names_paper(read_dossier(self.dossier.data), read_number(self.number.data)):
            raise ValidationError(
                _("Dossier en nummer wijzen samen geen motie aan. Bijvoorbeeld 21 501-02 en 2433.")
            )

    def motion(self) -> NamedMotion:
        """Read what was filled in; the form was found right."""
        number = read_number(self.number.data)
        stance = self.stance.data
        assert isinstance(stance, Stance)
        typed = (name.strip() for name in (self.movers.data or "").split(","))
        return NamedMotion(
            own_identifier(read_dossier(self.dossier.data), number) or "",
            stance,
            tuple(name for name in typed if name),
            bool(self.cosigned.data),
        )


class StatementMarkForm(_MarkForm):
    """What the words say to be met, and how far."""

    target = RadioField(
        later("Waarover gaat de mededeling?"),
        choices={one.value: label for one, label in words.TARGETS.items()},
        coerce=TargetKind,
        default=TargetKind.PROMISE,
    )
    subject = TextAreaField(
        later("Wat is afgedaan"),
        filters=[stripped],
        validators=[DataRequired(later("Vul in wat is afgedaan.")), Length(max=MAX_TEXT)],
    )
    status = RadioField(
        later("Hoever is het volgens de brief?"),
        choices={one.value: badge.words for one, badge in words.SAID.items()},
        coerce=FulfilmentStatus,
        default=FulfilmentStatus.MET,
    )

    def said(self) -> SaidMet:
        """Read what was filled in."""
        target, status = self.target.data, self.status.data
        assert isinstance(target, TargetKind)
        assert isinstance(status, FulfilmentStatus)
        return SaidMet(target, self.subject.data or "", status)
