"""The API: what the pages list and show, as JSON, for programs."""

from app.web.api import bodies, description, items, papers
from app.web.api.answering import bp

__all__ = ["bodies", "bp", "description", "items", "papers"]
