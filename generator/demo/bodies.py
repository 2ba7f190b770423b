"""The text of a cable as paragraphs and headings, by the form of the message."""

from __future__ import annotations

from collections.abc import Callable

from generator.demo.para_elements import DemoItem, Element, Lines, Text
from generator.demo.plans import MessageForm, Plan
from generator.demo.story import Story
from generator.demo.writer import CableWriter


def body_of(plan: Plan, story: Story) -> list[Element]:
    """The elements in order."""
    return BUILDERS[plan.form](CableWriter(plan, story))


# --- Reports ------------------------------------------------------------------------------


def _report(writer: CableWriter) -> list[Element]:
    _summary(writer)
    headed = writer.plan.paras > 3 and writer.dice.chance(0.55)
    while writer.left > 1:
        if headed and writer.dice.chance(0.45):
            writer.heading(_heading(writer))
        _plain_para(writer)
    _comment(writer)
    return writer.elements


def _summary(writer: CableWriter) -> None:
    story = writer.story
    roles = ["summary"] * writer.dice.between(2, 4)
    if writer.plan.part == 2 or writer.dice.chance(0.2):
        writer.para(Text(story.sentences("lead", *roles[1:])))
        return
    name = writer.dice.weighted(
        (("Summary", 8), ("Summary and Comment", 1), ("Summary and Action Request", 1))
    )
    extra = " " + story.sentence("ask") if "Action" in name else ""
    text = story.sentences("lead", *roles) + extra
    if writer.dice.chance(0.15):
        writer.heading("SUMMARY" if writer.dice.chance(0.6) else "Summary")
        writer.para(Text(text))
    else:
        writer.para(Text(writer.label(name, text)))


def _plain_para(writer: CableWriter) -> None:
    """Running text, at times with items, sub-paragraphs, a table or a second block."""
    kind = writer.dice.weighted(
        (("text", 74), ("items", 9), ("letters", 4), ("two", 8), ("nested", 3), ("note", 5))
    )
    if kind == "nested" and not writer.plan.numbered:
        kind = "items"
    lead = Text(writer.words(3, 9))
    match kind:
        case "items":
            writer.para(lead, *_items(writer))
        case "letters":
            count = writer.dice.between(2, 4)
            writer.para(
                lead, *(DemoItem(f"{chr(65 + i)}.", writer.words(1, 2)) for i in range(count))
            )
        case "two":
            writer.para(lead, Text(writer.words(2, 4)))
        case "nested":
            count = writer.dice.between(2, 5)
            writer.para(
                lead,
                *(DemoItem(f"{i}.", writer.story.sentence("item")) for i in range(1, count + 1)),
            )
        case "note":
            note = writer.story.sentence("background")
            end = "End note" if writer.dice.chance(0.7) else "END NOTE"
            writer.para(Text(f"{lead.words} (Note: {note} {end}.) {writer.words(1, 1)}"))
        case _:
            writer.para(lead)


def _items(writer: CableWriter) -> list[DemoItem]:
    marker = writer.dice.weighted(
        (("--", 8), ("-", 4), ("*", 2), ("o", 1), ("---", 0.5), ("(1)", 2), ("a)", 2))
    )
    items: list[DemoItem] = []
    for index in range(writer.dice.between(2, 6)):
        shown = {"(1)": f"({index + 1})", "a)": f"{chr(97 + index)})"}.get(marker, marker)
        items.append(DemoItem(shown, writer.story.sentence("item")))
    last = items[-1]
    return [*items[:-1], DemoItem(last.marker, last.words.rstrip(";") + ".")]


def _comment(writer: CableWriter) -> None:
    if not writer.left:
        return
    text = writer.story.sentences(*["comment"] * writer.dice.between(2, 4))
    kind = writer.dice.weighted((("label", 60), ("heading", 20), ("plain", 20)))
    if kind == "heading":
        writer.heading(writer.dice.pick(("COMMENT", "Comment", "//COMMENT//")))
    writer.para(Text(writer.label("Comment", text) if kind == "label" else text))


def _heading(writer: CableWriter) -> str:
    words = writer.story.sentence("heading").replace('"', "")
    small = {"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "the", "to", "with"}
    titled = " ".join(w if w in small else w[:1].upper() + w[1:] for w in words.split())
    return titled.upper() if writer.labels.isupper() else titled


# --- Other forms ----------------------------------------------------------------------------


def _short(writer: CableWriter) -> list[Element]:
    writer.para(Text(writer.story.sentences("lead", "fact", "said") + " " + writer.words(1, 5)))
    return writer.elements


def _response(writer: CableWriter) -> list[Element]:
    writer.para(Text(writer.story.sentences("pointer", "usg", "summary")))
    while writer.left > 1:
        writer.para(Text(writer.story.sentence("said") + " " + writer.words(3, 7)))
    writer.para(Text(writer.story.sentences("comment", "ask")))
    return writer.elements


def _questionnaire(writer: CableWriter) -> list[Element]:
    writer.para(Text(writer.story.sentences("pointer", "lead") + " Answers follow the questions."))
    form = writer.dice.weighted((("QUESTION", 6), ("Q", 2), ("plain", 2)))
    letter = 0
    while writer.left > 1:
        if letter and writer.dice.chance(0.12):
            letter = 0
            writer.heading(writer.story.sentence("heading").upper())
        asked = writer.story.sentence("question")
        answer = writer.words(1, 4) if writer.dice.chance(0.4) else ""
        told = f"{writer.story.sentence('answer')} {answer}".strip()
        name = chr(65 + letter % 26)
        match form:
            case "QUESTION":
                sign = writer.dice.weighted(((":", 5), (".", 1)))
                blocks = (Text(f"QUESTION {name}{sign} {asked}"), Text(f"POST RESPONSE: {told}"))
            case "Q":
                blocks = (Text(f"Q{letter + 1}: {asked}"), Text(f"A: {told}"))
            case _:
                blocks = (Text(asked), Text(told))
        more = (Text(writer.words(2, 4)),) if writer.dice.chance(0.25) else ()
        writer.para(*blocks, *more)
        letter += 1
    writer.para(Text(writer.story.sentences("comment", "usg")))
    return writer.elements


def _press(writer: CableWriter) -> list[Element]:
    writer.para(Text(writer.story.sentences("press") + " " + writer.story.sentence("reaction")))
    while writer.left > 0:
        if writer.dice.chance(0.6):
            writer.heading(writer.story.sentence("heading").upper())
        title = writer.story.sentence("headline")
        text = f'"{title}" ({writer.story.cast.paper}) {writer.words(4, 8)}'
        writer.para(Text(text))
    return writer.elements


def _agreement(writer: CableWriter) -> list[Element]:
    """A text quoted whole, the numbers of which begin anew."""
    _summary(writer)
    while writer.left > 2:
        _plain_para(writer)
    count = writer.dice.between(4, 9)
    articles = [
        DemoItem(f"{i}.", writer.story.sentence("article") + " " + writer.story.sentence("article"))
        for i in range(1, count + 1)
    ]
    if writer.left > 1:
        writer.para(
            Text(f"{writer.story.sentence('quoted')} Begin text:"),
            *articles,
            Text("End text."),
        )
    _comment(writer)
    return writer.elements


def _figures(writer: CableWriter) -> list[Element]:
    _summary(writer)
    tables = 0
    while writer.left > 1:
        if tables < 2 and writer.dice.chance(0.5):
            tables += 1
            writer.para(
                Text(writer.story.sentence("table")), _table(writer), Text(writer.words(1, 3))
            )
        else:
            _plain_para(writer)
    _comment(writer)
    return writer.elements


def _table(writer: CableWriter) -> Lines:
    """Columns parted by blanks, with a rule under the head in some."""
    year = writer.plan.sent.year
    heads = ("District", str(year - 2), str(year - 1), "Change")
    rows = [heads]
    names = [*writer.story.cast.places, "Other districts", "Total"]
    for name in names:
        before, after = writer.dice.between(120, 9800), writer.dice.between(120, 9800)
        rows.append((name, str(before), str(after), f"{(after - before) * 100 // before} pct"))
    ruled = writer.dice.chance(0.5)
    lines = [f"{a[:24]:<26}{b:>8}{c:>10}{d:>12}" for a, b, c, d in rows]
    if ruled:
        lines.insert(1, f"{'-' * 24}  {'-' * 6:>8}{'-' * 6:>10}{'-' * 8:>12}")
    return Lines(tuple(lines))


def _action(writer: CableWriter) -> list[Element]:
    writer.para(Text(f"{writer.story.sentence('order')} See {writer.story.fill('para')}."))
    if writer.left > 2:
        writer.heading("OBJECTIVES")
    while writer.left > 2:
        writer.para(Text(writer.story.sentence("order")), *_items(writer))
    if writer.left > 1:
        writer.heading("BACKGROUND")
        writer.para(Text(writer.words(3, 6)))
    if writer.left:
        writer.para(Text(writer.story.sentence("thanks")))
    return writer.elements


def _scene(writer: CableWriter) -> list[Element]:
    writer.para(Text(writer.label("Summary", writer.story.sentences("visit", "visit", "summary"))))
    while writer.left > 1:
        if writer.dice.chance(0.4):
            writer.heading(_heading(writer))
        writer.para(Text(writer.words(2, 4) + " " + writer.story.sentence("visit")))
    writer.para(Text(writer.story.sentences("visit", "outlook")))
    return writer.elements


BUILDERS: dict[MessageForm, Callable[[CableWriter], list[Element]]] = {
    MessageForm.REPORT: _report,
    MessageForm.LONG: _report,
    MessageForm.SHORT: _short,
    MessageForm.QUESTIONNAIRE: _questionnaire,
    MessageForm.PRESS: _press,
    MessageForm.AGREEMENT: _agreement,
    MessageForm.RESPONSE: _response,
    MessageForm.FIGURES: _figures,
    MessageForm.ACTION: _action,
    MessageForm.SCENE: _scene,
}
