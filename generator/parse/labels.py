"""Labels and list markers at the start of lines."""

from __future__ import annotations

import re

from generator.model import QuestionnairePart
from generator.parse import body_patterns
from generator.parse.lines import Line

MARKER_INITIALS = frozenset("-*•o¶(0123456789")
"""First characters of markers, except letters, which a point or parenthesis follows."""

LABEL_INITIALS = frozenset("QPRASCNIBGEqprascnibge")
"""First characters of labels."""


def read_marker(line: Line, previous: str | None = None) -> tuple[str, int] | None:
    """The list marker of a line and the offset of the text after it: `--`, `¶A.`, `(1)`, `¶3.`.

    A bare `B.` is a marker only after an item with the marker `A.`, given as `previous`.
    """
    start = line.text.lstrip()[:2]
    if start[:1] not in MARKER_INITIALS and start[1:] not in (".", ")"):
        return None
    letter = body_patterns.SUBPARA.match(line.text)
    if letter is not None:
        return f"{letter['letter']}.", letter.end()
    for pattern in (body_patterns.DASH_ITEM, body_patterns.LIST_NUMBER, body_patterns.PAREN_ITEM):
        match = pattern.match(line.text)
        if match is not None:
            return match["marker"], match.end()
    bare = body_patterns.LETTER_ITEM.match(line.text)
    if bare is not None and (bare["marker"] == "A." or follows_marker(previous, bare["marker"])):
        return bare["marker"], bare.end()
    return None


def follows_marker(before: str | None, marker: str) -> bool:
    """True if `marker` is the next one after `before` in the same style: `(1)` `(2)`, `a)` `b)`."""
    first, second = _MARKER.match(before or ""), _MARKER.match(marker)
    if first is None or second is None or first[1] != second[1] or first[3] != second[3]:
        return False
    if first[2].isdigit() or second[2].isdigit():
        return first[2].isdigit() and second[2].isdigit() and int(second[2]) == int(first[2]) + 1
    return ord(second[2]) == ord(first[2]) + 1


def begins_list(marker: str) -> bool:
    """True for a dash and for the first marker of a style: `1.`, `(a)`, but not `(3)`."""
    match = _MARKER.match(marker)
    return match is None or match[2] in ("1", "a", "A")


_MARKER = re.compile(r"(\(?)([A-Za-z]|[0-9]{1,3})([.)])$")


def read_label(
    line: Line, part: QuestionnairePart | None
) -> tuple[str, int, QuestionnairePart | None] | None:
    """The label of a line, the offset of the text after it, and the questionnaire part it opens.

    A bare `A:` is an answer only if `part`, the part that is open, is not None.
    """
    if line.text.lstrip()[:1] not in LABEL_INITIALS:
        return None
    question = body_patterns.QUESTION_LABEL.match(line.text)
    if question is not None:
        return question["label"], question.end(), QuestionnairePart.QUESTION
    answer = body_patterns.ANSWER_LABEL.match(line.text)
    if answer is not None and (part is not None or answer["label"].upper().startswith("POST")):
        return answer["label"], answer.end(), QuestionnairePart.ANSWER
    label = body_patterns.LABEL.match(line.text)
    if label is not None:
        return label["label"], label.end(), None
    return None


def read_marking(line: Line) -> tuple[str | None, Line]:
    """The portion marking at the start of a line, None without one, and the text after it.

    `(SBU) The council met.`; the marking of the whole message is one too: `C-ENTIRE TEXT.`,
    `(C - ENTIRE TEXT)`.
    """
    entire = body_patterns.ENTIRE_TEXT.match(line.text)
    if entire is not None:
        is_bracketed = entire["open"] and entire["end"]
        end = entire.end("text") if is_bracketed else len(line.text)
        return entire["marking"].upper(), line.part(entire.start("text"), end)
    match = body_patterns.MARKING.match(line.text)
    if match is None:
        return None, line
    # `SBU`, `SBU/NF`, `SBU N`, `C//REL TO USA, MEX`
    marking = match["marking"].upper().replace(" /", "/").replace("/ ", "/")
    return " ".join(marking.split()), line.part(match.end())


def normalized_label(label: str) -> str:
    """The label in capitals, without point or colon: `Note:` becomes `NOTE`."""
    name = " ".join(label.upper().rstrip(" .:").split())
    return name.removeprefix("BEGIN ")
