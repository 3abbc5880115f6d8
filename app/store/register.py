"""Facts about the register as a whole."""

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.store.base import Base

INTAKE = "intake"  # the row that an import locks, so that two imports see each other's papers
SIGN_IN = "sign-in"  # the row that a sign-in locks, so that failures are counted exactly
NORMALISER = "normaliser"  # version of the stemming that `stems` was made with
DEMO = "demo"  # present in the register that the demo made


class RegisterFact(Base):
    """One named fact, such as the version of the stemming."""

    __tablename__ = "register_facts"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(Text)
