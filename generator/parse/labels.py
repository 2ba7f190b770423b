"""Labels and markers: what a line of text begins with."""

from __future__ import annotations

from generator.model import Part
from generator.parse import patterns
from generator.parse.lines import Line


def marker_of(line: Line) -> tuple[str, int] | None:
    """What introduces an item, and where its text begins: `--`, `¶A.`, `(1)`, `¶3.`."""
    dash = patterns.DASH_ITEM.match(line.text)
    if dash is not None:
        return dash["marker"], dash.end()
    letter = patterns.SUBPARA.match(line.text)
    if letter is not None:
        return f"{letter['letter']}.", letter.end()
    number = patterns.LIST_NUMBER.match(line.text)
    if number is not None:
        return number["marker"], number.end()
    paren = patterns.PAREN_ITEM.match(line.text)
    if paren is not None:
        return paren["marker"], paren.end()
    return None


def label_of(line: Line, part: Part | None) -> tuple[str, int, Part | None] | None:
    """A label, where the text behind it begins, and the part it opens.

    A bare `A:` answers only where a question is open.
    """
    question = patterns.QUESTION_LABEL.match(line.text)
    if question is not None:
        return question["label"], question.end(), Part.QUESTION
    answer = patterns.ANSWER_LABEL.match(line.text)
    if answer is not None and (part is not None or answer["label"].upper().startswith("POST")):
        return answer["label"], answer.end(), Part.ANSWER
    label = patterns.LABEL.match(line.text)
    if label is not None:
        return label["label"], label.end(), None
    return None


def label_name(label: str) -> str:
    """The label in capitals without its point or colon: `Action Request continued:`."""
    name = " ".join(label.upper().rstrip(" .:").split())
    return name.removeprefix("BEGIN ")
