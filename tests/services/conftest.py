"""What tests of services share."""

from pathlib import Path

import pytest

from app.domain.calendar import Calendar
from app.seeds import read_seeds

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


@pytest.fixture(scope="session")
def calendar() -> Calendar:
    """Give the recesses of the seeds."""
    return read_seeds(SEEDS).calendar
