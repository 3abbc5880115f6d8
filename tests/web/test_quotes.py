"""A quote whose number stands in a footnote shows that footnote."""

from flask.testing import FlaskClient

from app.domain.matching import ItemKind
from tests.web.deciding import rows_of, story_of
from tests.web.website import Page, Website


def test_a_motions_page_shows_the_footnotes_of_its_quotes(
    website: Website, clerk: FlaskClient
) -> None:
    motions = [story_of(website, row.number) for row in rows_of(website, ItemKind.MOTION)]
    notes = {
        (story.number, note)
        for story in motions
        if story.motion
        for mention in story.motion.mentions
        for note in mention.quote.notes
    }
    assert notes
    for number, note in notes:
        shown = Page(clerk.get(f"/moties/{number}")).text
        assert f"Voetnoot {note.label}: {' '.join(note.text.split())}" in shown
