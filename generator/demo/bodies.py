"""Write the text of a cable as paragraphs and headings, by the form of the message."""

from __future__ import annotations

from collections.abc import Callable

from generator.demo.para_elements import DemoItem, Element, Lines
from generator.demo.plans import MessageForm, Plan
from generator.demo.story import Story
from generator.demo.writer import CableWriter


def write_body(plan: Plan, story: Story) -> list[Element]:
    """The paragraphs and headings of the cable, in order."""
    writer = CableWriter(plan, story)
    WRITERS[plan.form](writer)
    return writer.elements


# --- Reports ------------------------------------------------------------------------------


def _write_report(writer: CableWriter) -> None:
    _write_summary(writer)
    headed = writer.plan.paras > 3 and writer.dice.chance(0.55)
    while writer.remaining > 1:
        if headed and writer.dice.chance(0.45):
            writer.heading(_heading_words(writer))
        _write_para(writer)
    _write_comment(writer)


def _write_summary(writer: CableWriter) -> None:
    story = writer.story
    roles = ["summary"] * writer.dice.between(2, 4)
    if writer.plan.part == 2 or writer.dice.chance(0.2):
        writer.para(story.sentences("lead", *roles[1:]))
        return
    name = writer.dice.weighted(
        (("Summary", 8), ("Summary and Comment", 1), ("Summary and Action Request", 1))
    )
    extra = " " + story.sentence("ask") if "Action" in name else ""
    text = story.sentences("lead", *roles) + extra
    if writer.dice.chance(0.15):
        writer.heading("SUMMARY" if writer.dice.chance(0.6) else "Summary")
        writer.para(text)
    else:
        writer.para(writer.labelled(name, text))


def _write_para(writer: CableWriter) -> None:
    """A paragraph of running text, sometimes with list items, sub-paragraphs or a note."""
    kind = writer.dice.weighted(
        (("text", 74), ("items", 9), ("letters", 4), ("two", 8), ("nested", 3), ("note", 5))
    )
    if kind == "nested" and not writer.plan.numbered:
        kind = "items"
    lead = writer.sentences(3, 9)
    match kind:
        case "items":
            writer.para(lead, *_items(writer))
        case "letters":
            count = writer.dice.between(2, 4)
            writer.para(
                lead, *(DemoItem(f"{chr(65 + i)}.", writer.sentences(1, 2)) for i in range(count))
            )
        case "two":
            writer.para(lead, writer.sentences(2, 4))
        case "nested":
            count = writer.dice.between(2, 5)
            writer.para(
                lead,
                *(DemoItem(f"{i}.", writer.story.sentence("item")) for i in range(1, count + 1)),
            )
        case "note":
            note = writer.story.sentence("background")
            end = "End note" if writer.dice.chance(0.7) else "END NOTE"
            writer.para(f"{lead} (Note: {note} {end}.) {writer.sentences(1, 1)}")
        case _:
            writer.para(lead)


def _items(writer: CableWriter) -> list[DemoItem]:
    marker = writer.dice.weighted(
        (("--", 8), ("-", 4), ("*", 2), ("o", 1), ("---", 0.5), ("(1)", 2), ("a)", 2))
    )
    items: list[DemoItem] = []
    for index in range(writer.dice.between(2, 6)):
        numbered = {"(1)": f"({index + 1})", "a)": f"{chr(97 + index)})"}
        items.append(DemoItem(numbered.get(marker, marker), writer.story.sentence("item")))
    last = items.pop()
    return [*items, DemoItem(last.marker, last.words.rstrip(";") + ".")]


def _write_comment(writer: CableWriter) -> None:
    if not writer.remaining:
        return
    text = writer.story.sentences(*["comment"] * writer.dice.between(2, 4))
    kind = writer.dice.weighted((("label", 60), ("heading", 20), ("plain", 20)))
    if kind == "heading":
        writer.heading(writer.dice.pick(("COMMENT", "Comment", "//COMMENT//")))
    writer.para(writer.labelled("Comment", text) if kind == "label" else text)


def _heading_words(writer: CableWriter) -> str:
    words = writer.story.sentence("heading").replace('"', "")
    small = {"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "the", "to", "with"}
    titled = " ".join(w if w in small else w[:1].upper() + w[1:] for w in words.split())
    return titled.upper() if writer.capital_labels else titled


# --- Other forms ----------------------------------------------------------------------------


def _write_short(writer: CableWriter) -> None:
    writer.para(writer.story.sentences("lead", "fact", "statement") + " " + writer.sentences(1, 5))


def _write_response(writer: CableWriter) -> None:
    writer.para(writer.story.sentences("pointer", "usg", "summary"))
    while writer.remaining > 1:
        writer.para(writer.story.sentence("statement") + " " + writer.sentences(3, 7))
    writer.para(writer.story.sentences("comment", "ask"))


def _write_questionnaire(writer: CableWriter) -> None:
    writer.para(writer.story.sentences("pointer", "lead") + " Answers follow the questions.")
    form = writer.dice.weighted((("QUESTION", 6), ("Q", 2), ("plain", 2)))
    letter = 0
    while writer.remaining > 1:
        if letter and writer.dice.chance(0.12):
            letter = 0
            writer.heading(writer.story.sentence("heading").upper())
        question = writer.story.sentence("question")
        detail = writer.sentences(1, 4) if writer.dice.chance(0.4) else ""
        answer = f"{writer.story.sentence('answer')} {detail}".strip()
        match form:
            case "QUESTION":
                colon = writer.dice.weighted(((":", 5), (".", 1)))
                question = f"QUESTION {chr(65 + letter % 26)}{colon} {question}"
                answer = f"POST RESPONSE: {answer}"
            case "Q":
                question = f"Q{letter + 1}: {question}"
                answer = f"A: {answer}"
        more = (writer.sentences(2, 4),) if writer.dice.chance(0.25) else ()
        writer.para(question, answer, *more)
        letter += 1
    writer.para(writer.story.sentences("comment", "usg"))


def _write_press(writer: CableWriter) -> None:
    writer.para(writer.story.sentences("press") + " " + writer.story.sentence("reaction"))
    while writer.remaining > 0:
        if writer.dice.chance(0.6):
            writer.heading(writer.story.sentence("heading").upper())
        title = writer.story.sentence("headline")
        text = f'"{title}" ({writer.story.cast.newspaper}) {writer.sentences(4, 8)}'
        writer.para(text)


def _write_agreement(writer: CableWriter) -> None:
    """A report that quotes an agreement, whose articles are numbered from 1."""
    _write_summary(writer)
    while writer.remaining > 2:
        _write_para(writer)
    count = writer.dice.between(4, 9)
    articles = [
        DemoItem(f"{i}.", writer.story.sentence("article") + " " + writer.story.sentence("article"))
        for i in range(1, count + 1)
    ]
    if writer.remaining > 1:
        writer.para(
            f"{writer.story.sentence('quoted')} Begin text:",
            *articles,
            "End text.",
        )
    _write_comment(writer)


def _write_figures(writer: CableWriter) -> None:
    _write_summary(writer)
    tables = 0
    while writer.remaining > 1:
        if tables < 2 and writer.dice.chance(0.5):
            tables += 1
            writer.para(writer.story.sentence("table"), _table(writer), writer.sentences(1, 3))
        else:
            _write_para(writer)
    _write_comment(writer)


def _table(writer: CableWriter) -> Lines:
    """A table in columns separated by spaces, half the time with a rule under the header."""
    year = writer.plan.sent.year
    rows = [("District", str(year - 2), str(year - 1), "Change")]
    for name in [*writer.story.cast.places, "Other districts", "Total"]:
        before, after = writer.dice.between(120, 9800), writer.dice.between(120, 9800)
        rows.append((name, str(before), str(after), f"{(after - before) * 100 // before} pct"))
    lines = [f"{a[:24]:<26}{b:>8}{c:>10}{d:>12}" for a, b, c, d in rows]
    if writer.dice.chance(0.5):
        lines.insert(1, f"{'-' * 24}  {'-' * 6:>8}{'-' * 6:>10}{'-' * 8:>12}")
    return Lines(tuple(lines))


def _write_action(writer: CableWriter) -> None:
    writer.para(f"{writer.story.sentence('order')} See {writer.story.fill('para')}.")
    if writer.remaining > 2:
        writer.heading("OBJECTIVES")
    while writer.remaining > 2:
        writer.para(writer.story.sentence("order"), *_items(writer))
    if writer.remaining > 1:
        writer.heading("BACKGROUND")
        writer.para(writer.sentences(3, 6))
    if writer.remaining:
        writer.para(writer.story.sentence("thanks"))


def _write_scene(writer: CableWriter) -> None:
    writer.para(writer.labelled("Summary", writer.story.sentences("visit", "visit", "summary")))
    while writer.remaining > 1:
        if writer.dice.chance(0.4):
            writer.heading(_heading_words(writer))
        writer.para(writer.sentences(2, 4) + " " + writer.story.sentence("visit"))
    writer.para(writer.story.sentences("visit", "outlook"))


WRITERS: dict[MessageForm, Callable[[CableWriter], None]] = {
    MessageForm.REPORT: _write_report,
    MessageForm.LONG: _write_report,
    MessageForm.SHORT: _write_short,
    MessageForm.QUESTIONNAIRE: _write_questionnaire,
    MessageForm.PRESS: _write_press,
    MessageForm.AGREEMENT: _write_agreement,
    MessageForm.RESPONSE: _write_response,
    MessageForm.FIGURES: _write_figures,
    MessageForm.ACTION: _write_action,
    MessageForm.SCENE: _write_scene,
}
"""The function that writes each form of message."""
