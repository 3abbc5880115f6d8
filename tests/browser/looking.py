"""What is asked of every page that a browser shows: no barrier, no sideways scrolling."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = Axe()


def look(page: Page) -> None:
    """Fail on anything that axe sees, and on a page that is wider than its window."""
    page.wait_for_load_state()  # what is seen on the way there has no style sheet yet
    found = AXE.run(page, options={"resultTypes": ["violations"], "runOnly": RULES})
    violations = [
        f"{rule['id']}: {rule['help']}: {node['html']}"
        for rule in found.response["violations"]
        for node in rule["nodes"]
    ]
    assert not violations, f"{page.url}\n" + "\n".join(violations)
    wide, window = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide <= window, f"{page.url} is {wide} wide in a window of {window}"
