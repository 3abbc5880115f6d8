"""Pages for clerks, staff and readers: blueprints, forms, templates, Dutch sentences."""

from app.web import (
    about,
    account,
    accuracy,
    candidates,
    commitments,
    desk,
    digest,
    history,
    items,
    letter_work,
    letters,
    links,
    motions,
    register,
    suggestions,
)

BLUEPRINTS = (
    register.bp,
    items.bp,
    letters.bp,
    letter_work.bp,
    desk.bp,
    candidates.bp,
    suggestions.bp,
    commitments.bp,
    links.bp,
    motions.bp,
    history.bp,
    account.bp,
    about.bp,
    accuracy.bp,
    digest.bp,
)
