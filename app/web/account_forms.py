"""Forms of signing in, of one's own account, and of the people of the register."""

from collections.abc import Iterable
from typing import Any

from wtforms import (
    BooleanField,
    EmailField,
    HiddenField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms.validators import Email, EqualTo, InputRequired, Length
from wtforms.widgets import CheckboxInput

from app.domain.accounts import Role
from app.domain.languages import NAMES, Language
from app.services.accounts import LONGEST_PASSWORD, SHORTEST_PASSWORD
from app.services.accounts.tokens import LONGEST_NAME
from app.services.overview.rows.common import Choice
from app.web import words
from app.web.forms import GestandForm, stripped
from app.web.speaking import _, later

LONGEST_LINE = 255  # what an address or a name can be
LONGEST_PATH = 2000

ROLE_HELP = {
    Role.READER: later("leest en zoekt"),
    Role.STAFF: later("leest en zoekt, en werkt bij een fractie of dienst"),
    Role.CLERK: later("beslist ook over toezeggingen en moties"),
    Role.ADMINISTRATOR: later("doet wat een griffier doet, en beheert de accounts"),
}


def _email(required: str, **more: Any) -> EmailField:
    """Make a field for an address, of a length that an account can have."""
    return EmailField(
        later("E-mailadres"),
        filters=[stripped],
        validators=[InputRequired(required), Length(max=LONGEST_LINE), *more.get("also", ())],
    )


def _new_password() -> PasswordField:
    """Make a field for a new password."""
    return PasswordField(
        later("Nieuw wachtwoord"),
        description=later(
            "Ten minste %(shortest)s tekens. Een zin van een paar woorden werkt goed.",
            shortest=SHORTEST_PASSWORD,
        ),
        validators=[
            InputRequired(later("Kies een nieuw wachtwoord.")),
            Length(
                SHORTEST_PASSWORD,
                LONGEST_PASSWORD,
                later(
                    "Het nieuwe wachtwoord moet tussen %(shortest)s en %(longest)s tekens lang zijn.",
                    shortest=SHORTEST_PASSWORD,
                    longest=LONGEST_PASSWORD,
                ),
            ),
        ],
    )


def _again() -> PasswordField:
    """Make a field for the same password once more."""
    return PasswordField(
        later("Nieuw wachtwoord, nog eens"),
        validators=[
            InputRequired(later("Herhaal het nieuwe wachtwoord.")),
            EqualTo("new", later("De twee nieuwe wachtwoorden zijn niet gelijk.")),
        ],
    )


def _current() -> PasswordField:
    """Make a field for the password of now."""
    return PasswordField(
        later("Huidig wachtwoord"),
        validators=[
            InputRequired(later("Vul uw huidige wachtwoord in.")),
            Length(max=LONGEST_PATH),
        ],
    )


def _name() -> StringField:
    """Make a field for the name of a person."""
    return StringField(
        later("Naam"),
        filters=[stripped],
        description=later("Zo staat deze persoon in de geschiedenis, bij wat er is beslist."),
        validators=[InputRequired(later("Vul de naam in.")), Length(max=LONGEST_LINE)],
    )


class NameForm(GestandForm):
    """Another name for a person."""

    name = _name()


def _own_address() -> EmailField:
    """Make a field for an address that somebody is going to have."""
    return _email(
        later("Vul het e-mailadres in."),
        also=[Email(later("Dit is geen e-mailadres."), allow_smtputf8=False)],
    )


class AddressForm(GestandForm):
    """Another address for somebody."""

    email = _own_address()


class OwnAddressForm(AddressForm):
    """Another address for oneself, by whoever knows the password."""

    current = _current()


class TokenForm(GestandForm):
    """What a token for the API is called."""

    label = StringField(
        later("Naam van het token"),
        filters=[stripped],
        validators=[
            InputRequired(later("Geef het token een naam, zodat u het later herkent.")),
            Length(max=LONGEST_NAME),
        ],
    )


class SignInForm(GestandForm):
    """Who are you."""

    email = _email(later("Vul uw e-mailadres in."))
    password = PasswordField(
        later("Wachtwoord"),
        validators=[InputRequired(later("Vul uw wachtwoord in.")), Length(max=LONGEST_PATH)],
    )
    next = HiddenField(validators=[Length(max=LONGEST_PATH)])


class PasswordForm(GestandForm):
    """Another password, by whoever knows the one of now."""

    current = _current()
    new = _new_password()
    again = _again()


class ChooseForm(GestandForm):
    """A password, by whoever holds a link."""

    new = _new_password()
    again = _again()


class ForgottenForm(GestandForm):
    """Where a link for a new password goes."""

    email = _email(later("Vul uw e-mailadres in."))


class DigestForm(GestandForm):
    """Whether the weekly digest comes."""

    digest = BooleanField(later("Stuur mij elke week het weekbericht"))


class CloseOwnForm(GestandForm):
    """One's own account closed: by whoever knows its password, where it has one."""

    current = _current()
    sure = BooleanField(
        later("Ja, sluit mijn account en haal mijn naam en e-mailadres weg"),
        validators=[InputRequired(later("Kruis aan dat u het zeker weet."))],
    )


class CloseForm(GestandForm):
    """Somebody's account closed."""

    anonymise = BooleanField(later("Haal ook naam en e-mailadres weg"))


class CommitteesField(SelectMultipleField):
    """Committees, each with a box to tick."""

    option_widget = CheckboxInput()

    def offer(self, committees: tuple[Choice, ...]) -> None:
        """Offer these to choose from."""
        self.choices = [(choice.id, choice.name) for choice in committees]


def _roles() -> dict[str, str]:
    """Give the roles to choose from, each with what it may."""
    return {
        role.value: f"{words.capitalize_first(str(words.ROLES[role]))}: {may}"
        for role, may in ROLE_HELP.items()
    }


def _role() -> RadioField:
    """Make a field for a role, each with what it may."""
    return RadioField(
        later("Rol"),
        choices=_roles,
        coerce=Role,
        validators=[InputRequired(later("Kies een rol."))],
    )


class RoleForm(GestandForm):
    """What a person is here."""

    role = _role()


class CommitteesForm(GestandForm):
    """The committees that a person works for."""

    committees = CommitteesField(later("Commissies"), coerce=int)


class FractieForm(GestandForm):
    """For whose members a person works."""

    fractie = SelectField(later("Fractie"))

    def offer(self, fracties: Iterable[str], own: str | None) -> None:
        """Offer these to choose from, and the person's own."""
        known = sorted({*fracties, *([own] if own else [])}, key=str.casefold)
        self.fractie.choices = [
            ("", _("geen fractie")),
            *((one, one, {"lang": "nl"}) for one in known),
        ]


class InviteForm(GestandForm):
    """A new person."""

    name = _name()
    email = _own_address()
    role = _role()
    language = RadioField(
        later("Taal van de mail en de pagina's"),
        choices={language.value: name for language, name in NAMES.items()},
        coerce=Language,
        default=Language.DUTCH,
    )
    committees = CommitteesField(later("Commissies"), coerce=int)
