"""Files under folders: in order, each once, and what is passed over with its reason."""

from pathlib import Path

import pytest

from app.domain.errors import Unreadable, UnreadableReason
from app.sources.folder import Found, PassedOver, find_files, media_of, read_file

MEDIA = frozenset({"txt", "pdf"})


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Make folders with files of all sorts."""
    for name in ("b/twee.txt", "b/een.PDF", "a.txt", "c/d/drie.txt", ".git/hoofd.txt", "x.csv"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)
    (tmp_path / "z").symlink_to(tmp_path / "b")
    return tmp_path


def names(found: tuple[Found, ...], folder: Path) -> list[tuple[str, PassedOver | None]]:
    return [(one.path.relative_to(folder).as_posix(), one.passed) for one in found]


def test_a_folder_gives_all_it_holds_by_name(tree: Path) -> None:
    assert names(find_files([tree], MEDIA), tree) == [
        (".git", PassedOver.HIDDEN),
        ("a.txt", None),
        ("b/een.PDF", None),
        ("b/twee.txt", None),
        ("c/d/drie.txt", None),
        ("x.csv", PassedOver.OTHER_FORMAT),
        ("z", PassedOver.NO_FILE),
    ]


def test_a_file_named_twice_is_read_once(tree: Path) -> None:
    found = find_files([tree / "a.txt", tree / "b", tree / "b" / ".." / "a.txt", tree / "b"], MEDIA)
    assert [one.passed for one in found] == [None, None, None, *[PassedOver.TWICE] * 3]


def test_what_is_named_itself_is_never_passed_over(tree: Path) -> None:
    named = [tree / "x.csv", tree / ".git" / "hoofd.txt", tree / "nergens.txt"]
    assert [one.passed for one in find_files(named, MEDIA)] == [None, None, None]


@pytest.mark.parametrize(
    ("name", "media"),
    [("brief.txt", "txt"), ("BRIEF.TXT", "txt"), ("brief", ""), (".txt", ""), ("a.b.pdf", "pdf")],
)
def test_the_extension_says_how_to_read(name: str, media: str) -> None:
    assert media_of(Path(name)) == media


def test_a_file_comes_in_as_it_is(tree: Path) -> None:
    incoming = read_file(tree / "b" / "een.PDF", 100)
    assert (incoming.name, incoming.media, incoming.content) == ("een", "pdf", b"b/een.PDF")
    assert incoming.origin == str(tree / "b" / "een.PDF")


def test_a_file_of_just_the_limit_is_read(tree: Path) -> None:
    assert read_file(tree / "a.txt", 5).content == b"a.txt"
    with pytest.raises(Unreadable) as caught:
        read_file(tree / "a.txt", 4)
    assert caught.value.reason is UnreadableReason.TOO_LARGE


@pytest.mark.parametrize("name", ["nergens.txt", "b"])
def test_what_does_not_open_says_why(tree: Path, name: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_file(tree / name, 100)
    assert caught.value.reason is UnreadableReason.UNAVAILABLE
