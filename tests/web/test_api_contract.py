"""The running API held against its own description: whatever is asked, it answers as it says."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import schemathesis
from hypothesis import assume, given, settings
from hypothesis.strategies import SearchStrategy
from schemathesis import Case, GenerationMode
from schemathesis.core.result import Ok
from schemathesis.schemas import BaseSchema

from app.clock import now
from app.domain.accounts import Role
from app.services.accounts import make_token
from app.session import transaction
from tests.web.website import make_register, make_website

TOKEN = "een-token-om-mee-te-testen"
EXAMPLES = 12  # of each address; the seed of a run is printed at its head


@pytest.fixture(scope="module")
def description(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BaseSchema]:
    """Give the description that a running application gives of itself."""
    folder = tmp_path_factory.mktemp("api")
    make_register(folder / "register.sqlite")
    website = make_website(
        folder / "register.sqlite",
        folder,
        api_calls_per_account=1_000_000,
        api_calls_per_address=1_000_000,
    )
    account = website.account(Role.READER)
    with transaction(website.engine) as session:
        make_token(session, account.id, TOKEN, name="proef", actor="tests", at=now())
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", website.app)
    website.engine.dispose()
    website.app.extensions["gestand"].engine.dispose()


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_every_answer_is_as_described(description: BaseSchema, mode: GenerationMode) -> None:
    for found in description.get_all_operations():
        assert isinstance(found, Ok), found
        operation = found.ok()
        if mode is GenerationMode.POSITIVE or operation.query:
            hold(operation.as_strategy(generation_mode=mode))


def hold(cases: SearchStrategy[Case[Any]]) -> None:
    """Ask whatever the description allows, or does not, and hold each answer against it."""

    @given(case=cases)
    @settings(max_examples=EXAMPLES)
    def check(case: Case[Any]) -> None:
        asked = [*case.query.values(), *case.path_parameters.values()]
        assume(not any(map(is_empty, asked)))  # an empty value asks nothing, whatever it is of
        assume(r"\x00" not in repr(asked))  # refused before anything is read
        case.call_and_validate(headers={"Authorization": f"Bearer {TOKEN}"})

    check()


def is_empty(value: object) -> bool:
    """Say whether a value, or a part of it, leaves nothing behind its name in an address."""
    if isinstance(value, Mapping):
        return not value or any(map(is_empty, value.values()))
    if isinstance(value, list):
        return not value or any(map(is_empty, value))
    return value is None or value == ""
