"""The tools by which a language model asks a site, with their parameters and bounds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.errors import ReftelError
from generator.site_reader.site_answers import MOST_PARAS, MOST_RESULTS, Answer, SiteAnswers

LONGEST_NAME = 100
LONGEST_QUERY = 1_000
LONGEST_QUOTATION = 20_000
"""The most characters of an argument."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolParameter:
    """A parameter of a tool: a text or a whole number."""

    name: str
    description: str
    largest: int
    """The most characters of a text, or the largest number."""
    is_number: bool = False
    """Whether it is a number, which is at least 1."""
    is_required: bool = False

    def schema(self) -> dict[str, Any]:
        """Its JSON Schema."""
        if self.is_number:
            bounds: dict[str, Any] = {"type": "integer", "minimum": 1, "maximum": self.largest}
        else:
            bounds = {"type": "string", "minLength": 1, "maxLength": self.largest}
        return {**bounds, "description": self.description}

    def check(self, value: object) -> None:
        """Raise `ReftelError` for a value of another form."""
        if self.is_number:
            is_whole = isinstance(value, int) and not isinstance(value, bool)
            if not (is_whole and 1 <= int(str(value)) <= self.largest):
                raise ReftelError(
                    f"'{self.name}' must be a whole number from 1 to {self.largest:,}."
                )
        elif not (isinstance(value, str) and value.strip() and len(value) <= self.largest):
            raise ReftelError(f"'{self.name}' must be a text of 1 to {self.largest:,} characters.")


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteTool:
    """A tool: a question to a site."""

    name: str
    description: str
    parameters: tuple[ToolParameter, ...]
    answer: Callable[..., Answer]

    def schema(self) -> dict[str, Any]:
        """The JSON Schema of its arguments."""
        return {
            "type": "object",
            "properties": {one.name: one.schema() for one in self.parameters},
            "required": [one.name for one in self.parameters if one.is_required],
            "additionalProperties": False,
        }

    def ask(self, arguments: Mapping[str, object]) -> Answer:
        """The answer. Raises `ReftelError` with a sentence for arguments that do not fit."""
        names = [one.name for one in self.parameters]
        if not set(arguments) <= set(names):
            raise ReftelError(f"{self.name} takes {', '.join(names) or 'no arguments'} only.")
        for one in self.parameters:
            if arguments.get(one.name) is not None:
                one.check(arguments[one.name])
            elif one.is_required:
                raise ReftelError(f"'{one.name}' is missing: {one.description}")
        return self.answer(**{k: v for k, v in arguments.items() if v is not None})


_MRN = ToolParameter(
    name="mrn",
    description="The cable's number: year, post and serial number, without blanks.",
    largest=LONGEST_NAME,
    is_required=True,
)


def site_tools(answers: SiteAnswers) -> Sequence[SiteTool]:
    """The tools of a site."""
    return [
        SiteTool(
            name="about",
            description="What this collection of US diplomatic cables is, its edition and limits, "
            "its posts and years, and how to cite it.",
            parameters=(),
            answer=answers.about,
        ),
        _search_tool(answers),
        SiteTool(
            name="get_cable",
            description="A cable by its number: header and paragraphs, each with its permanent "
            "address. Long cables come in parts: paragraphs_after says how many follow.",
            parameters=(
                _MRN,
                _number("first", "Position of the first paragraph to give, from 1.", 100_000),
                _number("count", "How many paragraphs to give.", MOST_PARAS),
            ),
            answer=answers.cable,
        ),
        SiteTool(
            name="get_paragraph",
            description="A paragraph of a cable, word for word, with marking and address.",
            parameters=(
                _MRN,
                _text("para", "Its number (22), name (27.A), anchor or address.", is_required=True),
            ),
            answer=answers.para,
        ),
        SiteTool(
            name="get_term",
            description="What an abbreviation means here, with the passages that say so.",
            parameters=(
                _text("term", "The abbreviation, in the singular.", is_required=True),
                _text("mrn", "A cable's number, to learn what it means there."),
            ),
            answer=answers.term,
        ),
        SiteTool(
            name="get_references",
            description="What a cable cites, and which cables cite it. It may be a cable that is "
            "cited and not held.",
            parameters=(_MRN,),
            answer=answers.references,
        ),
        _quotation_tool(answers),
    ]


def _search_tool(answers: SiteAnswers) -> SiteTool:
    return SiteTool(
        name="search",
        description="Find paragraphs and subjects by words. Whole words, without case and accents; "
        'rare words count more; "words in quotation marks" must follow each other. The text given '
        "is word for word; is_whole says whether it is the whole paragraph.",
        parameters=(
            ToolParameter(
                name="query",
                description="The words to look for.",
                largest=LONGEST_QUERY,
                is_required=True,
            ),
            _text("post", "Only cables of this post, as about gives it."),
            _number("year", "Only cables of this year.", 9999),
            _text("tag", "Only cables with this TAGS code."),
            _number("limit", "How many results to give; 10 by default.", MOST_RESULTS),
        ),
        answer=answers.search,
    )


def _quotation_tool(answers: SiteAnswers) -> SiteTool:
    return SiteTool(
        name="check_quotation",
        description="Whether the cables have the words of a quotation, one after the other; "
        "with the addresses of the paragraphs, or the nearest words of a cable: {+so+} where they "
        "differ, [withheld] where this edition does not show them. Check each quotation before "
        "giving it.",
        parameters=(
            ToolParameter(
                name="quotation",
                description="The quoted words, without quotation marks around them.",
                largest=LONGEST_QUOTATION,
                is_required=True,
            ),
        ),
        answer=answers.quotation,
    )


def _text(name: str, description: str, *, is_required: bool = False) -> ToolParameter:
    return ToolParameter(
        name=name, description=description, largest=LONGEST_NAME, is_required=is_required
    )


def _number(name: str, description: str, largest: int) -> ToolParameter:
    return ToolParameter(name=name, description=description, largest=largest, is_number=True)
