"""Handing over papers in a real browser: by keyboard alone, without JavaScript, and dragged in."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from app.domain.accounts import Role
from tests.browser.conftest import WIDTHS, Site
from tests.browser.looking import look
from tests.web.test_upload import LETTER

SLOW = 60_000  # milliseconds: the first paper waits until the reader has started
DROP = """([name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name, {type: 'text/plain'}));
  const form = document.querySelector('form.upload');
  for (const kind of ['dragenter', 'dragover', 'drop'])
    form.dispatchEvent(new DragEvent(kind, {dataTransfer: data, bubbles: true, cancelable: true}));
}"""


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    file = tmp_path / "sluizen.txt"
    file.write_text(LETTER, "utf-8")
    return file


@pytest.mark.parametrize("width", WIDTHS)
def test_a_file_is_chosen_and_read_without_a_script(site: Site, letter: Path, width: int) -> None:
    with site.visit(Role.CLERK, width, scripts=False) as page:
        page.set_default_timeout(SLOW)
        page.goto("/bureau")
        page.get_by_role("link", name="Stukken inlezen").focus()
        page.keyboard.press("Enter")
        page.get_by_label("Bestanden").set_input_files(letter)
        page.get_by_role("button", name="Inlezen").focus()
        page.keyboard.press("Enter")
        page.get_by_text("Nieuw ingelezen").wait_for()
        page.get_by_role("link", name="Beoordelen op het bureau").click()
        expect(page.get_by_role("main")).to_contain_text("sluizen bij Kornhaven")


@pytest.mark.parametrize("width", WIDTHS)
def test_every_state_of_the_page_is_sound(site: Site, letter: Path, width: int) -> None:
    with site.visit(Role.CLERK, width) as page:
        page.set_default_timeout(SLOW)
        page.goto("/bureau/inlezen")
        look(page)
        page.get_by_role("button", name="Inlezen").click()
        page.get_by_role("alert").wait_for()
        look(page)
        empty = letter.with_name("een-lege-brief-met-een-lange-naam-zonder-spaties-erin.pdf")
        empty.write_bytes(b"")
        page.get_by_label("Bestanden").set_input_files([letter, empty])
        page.get_by_role("button", name="Inlezen").click()
        page.get_by_text("Geweigerd").wait_for()
        look(page)


def test_a_file_is_dragged_in(site: Site) -> None:
    with site.visit(Role.CLERK) as page:
        page.set_default_timeout(SLOW)
        page.goto("/bureau/inlezen")
        page.evaluate(DROP, ["gesleept.txt", LETTER])
        page.get_by_text("1 bestand gekozen").wait_for()
        look(page)
        page.get_by_role("button", name="Inlezen").click()
        page.get_by_text("Nieuw ingelezen").wait_for()
        assert "gesleept.txt" in page.get_by_role("main").inner_text()
