"""Which lines continue the open block, and which open another."""

from __future__ import annotations

from generator.model import BlockKind, QuestionnairePart
from generator.parse.blocks import BlockDraft
from generator.parse.drafts import ParaDraft
from generator.parse.labels import begins_list, follows_marker, read_label, read_marker
from generator.parse.lines import Line
from generator.parse.sentences import is_finished, needs_follower

WRAPPED_LINE = 50
"""A last line of at least this many characters was broken by the line width, not the drafter."""


def continues(block: BlockDraft, line: Line, *, over_furniture: bool) -> bool:
    """True if `line` continues a sentence that blank lines or furniture split.

    After furniture, a line continues an unfinished sentence, and any sentence if it begins in
    lower case. After a blank line, which may also end a list or a letterhead, the sentence must be
    unfinished, and either the line begins in lower case, or the block ends in a comma, in a word
    that does not end a sentence (`in` / `Russia`) or in a line broken by its width.
    """
    if not block.lines or block.kind is BlockKind.HEADING:
        return False
    text = line.text.lstrip()
    before = block.last_text
    is_lower = text[:1].islower()
    if over_furniture:
        return is_lower or not is_finished(before)
    if is_finished(before):
        return False
    if is_lower or (text[:1] == "(" and text[1:2].islower()):
        return True
    is_wrapped = len(block.lines) > 1 and len(before.strip()) >= WRAPPED_LINE
    return text[:1].isalnum() and (needs_follower(before) or is_wrapped)


def opens_block(block: BlockDraft, line: Line, part: QuestionnairePart | None) -> bool:
    """True if a line directly below the open block opens a new one.

    `part` is the side of a questionnaire that the para is on.
    """
    if block.kind is BlockKind.HEADING:
        return True
    finished = is_finished(block.last_text)
    if finished and read_label(line, part) is not None:
        return True
    marker = read_marker(line, block.marker)
    if marker is None:
        return False
    if follows_marker(block.marker, marker[0]) or (finished and begins_list(marker[0])):
        return True
    is_dash = marker[0] == "-" and not line.text[marker[1] :][:1].isupper()
    return block.marker == marker[0] and not is_dash


def is_announced_quotation(above: str, line: Line) -> bool:
    """True for a quotation below a colon: `He replied as follows:` / `"The harvest ..."`."""
    return above.rstrip().endswith(":") and line.text.lstrip()[:1] in ('"', "“")


def is_no_marker(marker: str, para: ParaDraft, *, is_first: bool) -> bool:
    """True for the letter of an answer, and for `e)` at the start of a text without numbers.

    `is_first` is true for the first block of the body.
    """
    if marker == "A.":
        return para.answers_bare_question
    is_letter = marker[-1:] == ")" and marker[:1].isalpha()
    return is_first and is_letter and not para.is_named and not begins_list(marker)


def is_answer(line: Line, part: QuestionnairePart | None) -> bool:
    """True for a line that begins with the label of an answer: `POST RESPONSE: Rain fell.`"""
    label = read_label(line, part)
    return label is not None and label[2] is QuestionnairePart.ANSWER
