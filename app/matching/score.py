"""How reasons add up."""

from collections.abc import Iterable

from app.domain.matching import Reason


def add_up(reasons: Iterable[Reason], digits: int = 3) -> float:
    """Give one score from 0 to 1, rounded to so many digits.

    Each reason for takes away its weight's share of the doubt that is left; each reason
    against takes its share of the score.
    """
    doubt = keep = 1.0
    for reason in reasons:
        if reason.weight >= 0:
            doubt *= 1 - reason.weight
        else:
            keep *= 1 + reason.weight
    return round((1 - doubt) * keep, digits)
