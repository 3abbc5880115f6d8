"""Forms to take a paper out, to put it back, and to name its newer edition."""

from wtforms import RadioField
from wtforms.validators import InputRequired

from app.web.forms import GestandForm, reason_field, version_field
from app.web.speaking import later


class WithdrawForm(GestandForm):
    """Why a paper leaves the register, or comes back."""

    reason = reason_field(later("Waarom"), required=later("Vul in waarom."))
    seen = version_field()


class ReplaceForm(WithdrawForm):
    """Which newer edition takes the place of a paper."""

    newer = RadioField(
        later("De nieuwere uitgave"),
        choices={},
        coerce=int,
        validators=[InputRequired(later("Kies de nieuwere uitgave."))],
    )
