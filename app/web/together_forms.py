"""The form with which a clerk judges all that one letter may settle."""

from werkzeug.datastructures import MultiDict
from wtforms import RadioField, SelectField
from wtforms.validators import Optional

from app.domain.commitments import Verdict
from app.services.overview.rows.common import SuggestionView
from app.services.together import Answer
from app.web import words
from app.web.forms import GestandForm, reason_field, version_field
from app.web.speaking import later

_VERDICTS = {verdict.value: badge.words for verdict, badge in words.VERDICTS.items()}


class RowForm(GestandForm):
    """A verdict on one of the suggestions; none leaves it."""

    verdict = RadioField(later("Oordeel"), choices=_VERDICTS, validators=[Optional()])
    seen = version_field()
    item_seen = version_field()


class RestForm(GestandForm):
    """What holds for suggestions without a verdict of their own, and a remark on all."""

    rest = SelectField(
        later("Waar u zelf niets kiest"),
        choices={"": later("Nog niets beslissen")} | _VERDICTS,
        default="",
    )
    reason = reason_field(later("Toelichting bij alle oordelen"))


def prefix_of(suggestion_id: int) -> str:
    """Give what stands before the names of a row's fields."""
    return f"s{suggestion_id}-"


def fill_row(suggestion: SuggestionView, returned: RowForm | None = None) -> RowForm:
    """Make the form of a row as it is now, with the verdict of one that came back."""
    verdict = returned.verdict.data if returned else None
    data = {"seen": suggestion.version, "item_seen": suggestion.item_version, "verdict": verdict}
    return RowForm(data=data, prefix=prefix_of(suggestion.id))


def read_rows(sent: MultiDict[str, str], most: int) -> dict[int, RowForm]:
    """Read the rows of a page that was sent, by their suggestions; at most so many."""
    ids = [int(one) for one in sent.getlist("rij")[:most] if one.isdecimal() and len(one) < 10]
    return {key: RowForm(sent, prefix=prefix_of(key)) for key in ids}


def answers_of(rows: dict[int, RowForm], rest: str) -> tuple[Answer, ...]:
    """Give the verdicts that were chosen, each row's own or the one for the rest."""
    return tuple(
        Answer(key, Verdict(verdict), form.seen.data or 0, form.item_seen.data or 0)
        for key, form in rows.items()
        if (verdict := form.verdict.data or rest)
    )
