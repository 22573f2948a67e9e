"""Which site or other group an article belongs to."""

import pytest

from mtdetect.readers.groups import group_columns
from mtdetect.results.groups import grouper
from mtdetect.results.row import Result


def result(name: str = "a", path: str | None = "rows.jsonl", **fields: object) -> Result:
    return Result({"id": name, "path": path}, fields=fields)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (result(url="https://www.Example.org:8080/2020/a.html?q=1"), "example.org"),
        (result(url="http://user:word@news.example.org/"), "news.example.org"),
        (result(url="//example.org/a"), "example.org"),
        (result(url="example.org/a"), "example.org"),
        (result(metadata={"url": "https://example.org/a"}), "example.org"),
        (result(url="https://one.example/", metadata={"url": "https://two.example/"}), "one.example"),
        (result("https://example.org/a", url=None), "example.org"),
        (result("a", "mirror/www.example.org/2020/index.html"), "example.org"),
        (result("a", "example.org/a.html"), "example.org"),
        (result("news/example.org", "news/example.org"), None),
        (result("a.txt", "a.txt"), None),
        (result(url="http://[::1"), None),
        (result(url="mailto:someone"), None),
        (result(url=["https://example.org"]), None),
        (result(url=""), None),
        (result(path=None), None),
        (result(domain="law", url="https://one.example/"), "law"),
        (result(domain="www.One.example", url="https://two.example/"), "one.example"),
        (result(domain=None, url="https://two.example/"), "two.example"),
    ],
)
def test_a_domain_is_the_host_of_a_url_or_a_folder_named_as_one(given: Result, expected: str | None) -> None:
    assert grouper("domain")(given) == expected


def test_the_column_of_the_url_can_be_named() -> None:
    given = result(url="https://one.example/", link="https://two.example/a")

    assert grouper("domain:link")(given) == "two.example"


@pytest.mark.parametrize(
    ("value", "expected"), [("a b ", "a b"), (7, "7"), (" ", None), (True, None), (None, None), ({}, None)]
)
def test_a_column_names_a_group_by_text_or_number(value: object, expected: str | None) -> None:
    assert grouper("site")(result(site=value)) == expected


def test_a_column_may_be_nested() -> None:
    assert grouper("meta.site")(result(meta={"site": "a"})) == "a"


def test_names_are_bounded() -> None:
    assert len(grouper("site")(result(site="x" * 9_999)) or "") == 200


@pytest.mark.parametrize(
    ("group_by", "expected"),
    [("site", ("site",)), ("domain", ("domain", "url", "metadata.url")), ("domain:link", ("link",))],
)
def test_documents_keep_the_columns_that_are_looked_at(group_by: str, expected: tuple[str, ...]) -> None:
    assert group_columns(group_by) == expected


def test_the_path_is_a_group_where_no_column_has_the_name() -> None:
    own = Result({"id": "a", "path": "rows.jsonl"}, fields={"path": "own"})

    assert [grouper("path")(given) for given in (result(), own)] == ["rows.jsonl", "own"]
