from collections.abc import Set
from pathlib import Path

import pytest
from werkzeug.routing import Rule

from app.domain.accounts import PERMISSIONS, Permission, Role
from app.web.auth import check_permissions, permission_of
from tests.web.website import Website, make_website

# One address for each rule with values in it; what is missing there is no reason to let anyone in.
VALUES = {
    "number": "G99-XXXXXX",
    "document_id": 1,
    "suggestion_id": 1,
    "fulfilment_id": 1,
    "entry_id": 1,
    "mark_id": 1,
    "conflict_id": 1,
    "account_id": 1,
    "session_id": 1,
    "word": "bewindspersonen",
    "line_id": 1,
    "token": "nooit-uitgegeven",
    "slug": "nergens",
    "meeting_id": 1,
    "row_id": 1,
    "reminder_id": 1,
    "kind": "pdf",
    "follow_id": 1,
    "message_id": 1,
    "reader_id": 1,
    "name": "39101",
    "token_id": 1,
}


def rules(website: Website) -> list[Rule]:
    return [rule for rule in website.app.url_map.iter_rules() if rule.endpoint != "static"]


def address_of(website: Website, rule: Rule) -> str:
    with website.app.test_request_context():
        adapter = website.app.url_map.bind("localhost")
        return adapter.build(rule.endpoint, {name: VALUES[name] for name in rule.arguments})


def method_of(rule: Rule) -> str:
    return "POST" if "POST" in (rule.methods or ()) else "GET"


def test_every_route_names_a_permission(website: Website) -> None:
    for rule in rules(website):
        assert permission_of(website.app.view_functions[rule.endpoint]) is not None, rule


def test_a_route_that_names_none_keeps_the_application_from_starting(website: Website) -> None:
    website.app.view_functions["forgotten"] = lambda: ""
    with pytest.raises(LookupError, match="forgotten"):
        check_permissions(website.app)


def test_strangers_sign_in_choose_a_password_stop_the_digest_or_read_what_this_is_and_no_more(
    website: Website,
) -> None:
    open_to_all = {
        rule.endpoint
        for rule in rules(website)
        if permission_of(website.app.view_functions[rule.endpoint]) is Permission.PUBLIC
    }
    assert open_to_all == {
        "about.index",
        "access.ask",
        "access.choose",
        "access.choose_this",
        "access.forgotten",
        "accuracy.index",
        "api.describe",
        "api_page.index",
        "addresses.confirm",
        "addresses.look",
        "account.enter",
        "account.sign_in",
        "account.sign_out",
        "digest.ask",
        "digest.begin",
        "digest.confirm",
        "digest.ask_confirm",
        "digest.send_question",
        "digest.stop",
        "feeds.atom",
        "feeds.calendar",
        "languages.choose",
        "robots.index",
        "single_sign_on.begin",
        "single_sign_on.end",
        "single_sign_on.left",
    }


def test_everything_that_changes_an_item_asks_for_judging(website: Website) -> None:
    own = {
        "access",
        "addresses",
        "account",
        "committee_settings",
        "digest",
        "following",
        "languages",
        "people",
        "post",
    }
    for rule in rules(website):
        if method_of(rule) == "POST" and rule.endpoint.split(".")[0] not in own:
            assert permission_of(website.app.view_functions[rule.endpoint]) is Permission.JUDGE


def test_everything_about_other_people_and_how_committees_work_asks_for_administering(
    website: Website,
) -> None:
    for rule in rules(website):
        if rule.endpoint.startswith(("people.", "committee_settings.", "post.")):
            asked = permission_of(website.app.view_functions[rule.endpoint])
            assert asked is Permission.ADMINISTER


def test_what_may_be_open_to_all_is_lists_items_letters_figures_and_search(
    website: Website,
) -> None:
    open_ = {
        rule.endpoint
        for rule in rules(website)
        if permission_of(website.app.view_functions[rule.endpoint]) is Permission.OPEN
    }
    assert {one for one in open_ if not one.startswith(("api.", "subjects."))} == {
        "feeds.of_letters",
        "feeds.of_list",
        "items.motion",
        "items.story",
        "letters.index",
        "letters.letter",
        "register.home",
        "register.index",
        "search.index",
    }


@pytest.mark.parametrize("role", [None, *Role])
def test_every_route_lets_in_exactly_who_may(website: Website, role: Role | None) -> None:
    let_in(website, role, PERMISSIONS[role] if role else {Permission.PUBLIC})


def test_a_register_that_is_open_to_all_lets_strangers_read_and_no_more(
    register_file: Path, tmp_path: Path
) -> None:
    public = make_website(register_file, tmp_path, public_reading=True)
    let_in(public, None, {Permission.PUBLIC, Permission.OPEN})


def let_in(website: Website, role: Role | None, allowed: Set[Permission]) -> None:
    website.app.config["WTF_CSRF_ENABLED"] = False
    for rule in rules(website):
        if rule.endpoint == "account.sign_out":
            continue  # it would end the visit
        asked = permission_of(website.app.view_functions[rule.endpoint])
        client = website.visit(role)
        response = client.open(address_of(website, rule), method=method_of(rule))
        refused = response.status_code in (401, 403) or "/aanmelden?" in (response.location or "")
        refused = refused or (response.location or "").endswith("/aanmelden")
        if rule.endpoint == "account.enter":
            continue  # says 422 to an empty form, whoever sends it
        assert refused == (asked not in allowed), f"{rule} for {role}: {response.status_code}"


def test_a_stranger_goes_to_the_page_they_wanted_after_signing_in(website: Website) -> None:
    response = website.visit().get("/register?q=school")
    assert response.location == "/aanmelden?verder=/register?q%3Dschool"


def test_nothing_waits_behind_a_form_that_a_stranger_sent(website: Website) -> None:
    website.app.config["WTF_CSRF_ENABLED"] = False
    response = website.visit().post("/suggesties/1/oordeel")
    assert response.location == "/aanmelden"
