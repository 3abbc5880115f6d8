"""The form for a promise that was spoken in a debate."""

from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from app.web.forms import MAX_TEXT, DayField, PromiseForm, line_field, stripped
from app.web.speaking import later


class SpokenForm(PromiseForm):
    """A promise without a paper: where and when it was said, and in which words."""

    debate = line_field(
        later("Welk debat"), required=later("Vul in bij welk debat het is toegezegd.")
    )
    day = DayField(
        later("Datum van het debat"), validators=[DataRequired(later("Vul de datum in."))]
    )
    words = TextAreaField(
        later("De woorden van de bewindspersoon"),
        filters=[stripped],
        validators=[DataRequired(later("Vul in wat er is gezegd.")), Length(max=MAX_TEXT)],
    )
    subject = TextAreaField(
        later("Kort: wat wordt toegezegd"),
        filters=[stripped],
        validators=[Optional(), Length(max=MAX_TEXT)],
    )
