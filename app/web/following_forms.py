"""Forms of what people follow, and of when they hear of it."""

from wtforms import BooleanField, EmailField, HiddenField, RadioField, SelectField, StringField
from wtforms.validators import Email, InputRequired, Length

from app.services.digests import Arrangement
from app.services.digests.follows import LONGEST_NAME
from app.web.forms import GestandForm, stripped
from app.web.speaking import later

LONGEST_ADDRESS = 2000
WEEKDAYS = (
    later("maandag"),
    later("dinsdag"),
    later("woensdag"),
    later("donderdag"),
    later("vrijdag"),
    later("zaterdag"),
    later("zondag"),
)
WHOLE, FOLLOWED = "alles", "gevolgd"


def _weekday() -> SelectField:
    """Make a field for the day on which the digest comes."""
    return SelectField(
        later("Dag"),
        coerce=int,
        default=0,
        choices={str(day): word for day, word in enumerate(WEEKDAYS)},
        validators=[InputRequired()],
    )


def _hour() -> SelectField:
    """Make a field for the hour at which it comes."""
    return SelectField(
        later("Tijd"),
        coerce=int,
        default=7,
        choices={str(hour): f"{hour}.00" for hour in range(24)},
        validators=[InputRequired()],
    )


class ArrangeForm(GestandForm):
    """Whether, when and of what the weekly digest comes."""

    wanted = BooleanField(later("Stuur mij elke week het weekbericht"))
    weekday = _weekday()
    hour = _hour()
    what = RadioField(
        later("Waarover"),
        choices={
            FOLLOWED: later("Wat ik volg; volg ik niets, dan het hele register"),
            WHOLE: later("Het hele register, ook wat ik niet volg"),
        },
        validators=[InputRequired(later("Kies waarover het weekbericht gaat."))],
    )
    when_empty = BooleanField(later("Stuur ook een bericht als er niets te melden is"))

    def show(self, reads: Arrangement, *, wanted: bool) -> None:
        """Show how it is."""
        self.wanted.data = wanted
        self.weekday.data, self.hour.data = reads.weekday, reads.hour
        self.what.data = WHOLE if reads.everything else FOLLOWED
        self.when_empty.data = reads.when_empty

    def arrangement(self) -> Arrangement:
        """Give what was chosen."""
        return Arrangement(
            weekday=self.weekday.data,
            hour=self.hour.data,
            everything=self.what.data == WHOLE,
            when_empty=bool(self.when_empty.data),
        )


class AskForm(GestandForm):
    """The digest for somebody without an account: where it goes, and when."""

    email = EmailField(
        later("E-mailadres"),
        filters=[stripped],
        validators=[
            InputRequired(later("Vul uw e-mailadres in.")),
            Length(max=255),
            Email(later("Dit is geen e-mailadres."), allow_smtputf8=False),
        ],
    )
    weekday = _weekday()
    hour = _hour()
    address = HiddenField(validators=[Length(max=LONGEST_ADDRESS)])
    letters = HiddenField(validators=[Length(max=10)])  # of a list of letters


class FollowForm(GestandForm):
    """Something to follow: an item by its number, or a list by what stands in its address."""

    number = HiddenField(validators=[Length(max=80)])
    address = HiddenField(validators=[Length(max=LONGEST_ADDRESS)])
    letters = HiddenField(validators=[Length(max=10)])  # of a list of letters
    name = HiddenField(validators=[Length(max=LONGEST_NAME)])
    back = HiddenField(validators=[Length(max=LONGEST_ADDRESS)])


class NameForm(GestandForm):
    """Another name for what is followed."""

    name = StringField(
        later("Naam"),
        filters=[stripped],
        validators=[InputRequired(later("Vul een naam in.")), Length(max=LONGEST_NAME)],
    )
