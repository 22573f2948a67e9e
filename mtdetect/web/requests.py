"""What requests hold, as models that check them and describe them in the OpenAPI document."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictFloat, StrictInt, StrictStr, WithJsonSchema
from pydantic_core import PydanticCustomError

from mtdetect.results.row import FIELDS

# Patterns are for the OpenAPI document alone: a message that quotes one tells nobody what to write.

_SHARE = r"^(100|[0-9]{1,2}(\.[0-9]{1,6})?)%$"
_INNER_SHARE = r"^([1-9][0-9]?(\.[0-9]{1,6})?|0\.[0-9]{0,5}[1-9])%$"  # neither 0 % nor 100 %
_LONGEST_NAME = 200  # characters of a column
_FIELD = "|".join(FIELDS)
_FIELDS = rf"^({_FIELD})(,({_FIELD})){{0,{len(FIELDS) - 1}}}$"


def _percent(pattern: str) -> AfterValidator:
    """The check of a share that is given in percent; its message has an example in place of the pattern."""
    form = re.compile(pattern)

    def check(given: str) -> str:
        if not form.match(given):
            raise PydanticCustomError("share", "is no share that is taken here: give one such as 0.01 or '1%'")
        return given

    return AfterValidator(check)


Fpr = Annotated[
    Annotated[StrictFloat, Field(ge=0, le=1)]
    | Annotated[StrictStr, _percent(_SHARE), WithJsonSchema({"type": "string", "pattern": _SHARE})],
    Field(description="The share of human articles that may be called translated, 0.01 or `1%`."),
]
Prior = Annotated[
    Annotated[StrictFloat, Field(gt=0, lt=1)]
    | Annotated[StrictStr, _percent(_INNER_SHARE), WithJsonSchema({"type": "string", "pattern": _INNER_SHARE})],
    Field(description="The share of articles thought to be translated before reading them, 0.5 or `50%`."),
]
SentFormat = Literal["txt", "md", "html", "jsonl", "json", "csv", "tsv", "warc", "wet"]
"""What a file may be that is sent: all that the command line reads but Parquet, which has no bound when unpacked."""

FieldName = Annotated[StrictStr, WithJsonSchema({"type": "string", "enum": list(FIELDS)})]
GroupBy = Annotated[
    StrictStr,
    Field(
        min_length=1,
        max_length=_LONGEST_NAME,
        description="Also judge each site: `domain` (of `url`), or a column of the documents.",
    ),
]


class _Request(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")


class Document(BaseModel):
    """A text to judge. Other columns are let through, for `group_by`, and never looked at by scoring."""

    model_config = ConfigDict(strict=True, extra="allow")

    text: str = Field(description="The article, as it was read. Spans count code points of it.")
    id: StrictStr | StrictInt | StrictFloat | None = Field(
        None, description="The row's `id`; without one, `-:1` for the first document, and so on."
    )
    url: str | None = Field(None, description="Where it was, for `group_by: domain`. Nothing is fetched.")
    lang: str | None = Field(None, description="Not used: the language is found in the text.")


class Candidate(BaseModel):
    """A text that may be the origin."""

    model_config = ConfigDict(strict=True, extra="allow")

    text: str = Field(description="The article, as it was read.")
    id: StrictStr | StrictInt | StrictFloat | None = Field(None, description="The name of the candidate in the row.")


class ScoreRequest(_Request):
    """Documents to judge, and how."""

    documents: list[Document] = Field(description="In any number up to the server's limit; an empty list is one.")
    explain: bool = Field(
        False, description="Rows of `mtdetect explain`: with `raw`, `without_heaviest` and `sentences`."
    )
    fpr: Fpr | None = Field(None, description="In place of the server's.")
    prior: Prior | None = Field(None, description="In place of the server's.")
    fields: list[FieldName] | None = Field(
        None, min_length=1, max_length=len(FIELDS), description="Just these fields of each row, in this order."
    )
    view: bool = Field(
        False, description="Also `view`, what the page shows of a row, in words; it may change with any version."
    )
    group_by: GroupBy | None = None


class ScoreOptions(BaseModel):
    """The same for a stream of rows and for a file, in the query."""

    model_config = ConfigDict(extra="forbid")

    explain: bool = Field(False, description="For NDJSON and files: rows of `mtdetect explain`.")
    fpr: float | None = Field(
        None, ge=0, le=1, description="For NDJSON and files: the share of human articles called translated."
    )
    prior: float | None = Field(
        None, gt=0, lt=1, description="For NDJSON and files: the share thought to be translated."
    )
    fields: Annotated[str, WithJsonSchema({"type": "string", "pattern": _FIELDS})] | None = Field(
        None, description="For NDJSON and files: fields, with commas between them."
    )


class FileOptions(ScoreOptions):
    """The name of a file that is sent as it is, how it is read, and how its rows are asked for."""

    name: str = Field(
        min_length=1,
        max_length=255,
        description="The file's name, whose suffix says what it is: page.html, rows.csv.gz.",
    )
    text_key: str = Field("text", min_length=1, max_length=_LONGEST_NAME, description="The column of texts, in tables.")
    id_key: str = Field("id", min_length=1, max_length=_LONGEST_NAME, description="The column of ids, in tables.")
    input_format: SentFormat | None = Field(
        None, description="What the file is, where its name does not say it: no suffix, an unknown one, .txt."
    )
    read: bool = Field(
        False, description="Only read: the `documents` of the file, each with `id` and `text` or `error`."
    )
    view: bool = Field(False, description="Also `view`, what the page shows of a row; it may change with any version.")


class MatchRequest(_Request):
    """A text, and the candidates among which its origin is looked for."""

    text: str = Field(description="The article whose origin is looked for.")
    id: StrictStr | StrictInt | StrictFloat | None = Field(None, description="The row's `id`; `-` without one.")
    candidates: list[Candidate] | None = Field(
        None, min_length=1, description="At least one with a text; may be left out where the server has an index."
    )
    explain: bool = Field(
        False, description="Also `raw`, `without_heaviest` and `sentences`, as `mtdetect explain` has them."
    )
    view: bool = Field(
        False, description="Also `view`, what the page shows of a row, in words; it may change with any version."
    )
    fpr: Fpr | None = Field(None, description="In place of the server's.")
    prior: Prior | None = Field(None, description="In place of the server's.")


class EstimateRequest(_Request):
    """A corpus, and human texts of the same source if there are any."""

    documents: list[Document] = Field(description="The documents whose translated share is estimated.")
    human: list[Document] | None = Field(
        None, description="Human texts of the same source, of which 50 or more can be judged: a narrower interval."
    )
    group_by: GroupBy | None = None


def as_share(given: float | str | None) -> float | None:
    """The share (0-1) that a request gives as a number or in percent."""
    return float(given.removesuffix("%")) / 100 if isinstance(given, str) else given
