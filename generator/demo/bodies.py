"""The text of a cable as paragraphs and headings, by the form of the message."""

from __future__ import annotations

from collections.abc import Callable

from generator.demo.elements import Block, DemoHeading, DemoPara, Element, Item, Lines, Text
from generator.demo.plans import Form, Plan
from generator.demo.story import Story

MARKINGS = {
    "UNCLAS": (("U", 1.0),),
    "SENSITIVE": (("SBU", 9.0), ("U", 2), ("SBU/NF", 0.3)),
    "CONFIDENTIAL": (("C", 9.0), ("SBU", 1), ("U", 1), ("C/NF", 0.4)),
    "SECRET": (("S", 8.0), ("C", 2), ("S/NF", 1), ("U", 0.5)),
}
BODY_ROLES = (
    ("fact", 8.0),
    ("said", 7),
    ("background", 3),
    ("obstacle", 3),
    ("reaction", 3),
    ("usg", 2),
    ("pointer", 2),
    ("outlook", 1),
    ("general", 3),
)


def body_of(plan: Plan, story: Story) -> list[Element]:
    """The elements in order."""
    return BUILDERS[plan.form](Body(plan, story))


class Body:
    """Builds the elements of one cable and counts its paragraphs."""

    def __init__(self, plan: Plan, story: Story) -> None:
        self.plan = plan
        self.story = story
        self.dice = plan.dice("body")
        key = "SENSITIVE" if plan.sensitive else plan.classification
        self._markings = MARKINGS[key]
        old = plan.sent.year < 1990
        self._marked = not old and self.dice.chance(0.97 if key != "UNCLAS" else 0.6)
        self._next = plan.first
        self.elements: list[Element] = []
        self.labels = self.dice.pick(("Summary", "SUMMARY"))

    @property
    def left(self) -> int:
        """How many paragraphs are still to come."""
        return self.plan.first + self.plan.paras - self._next

    def para(self, *blocks: Block) -> None:
        """One more paragraph."""
        self.elements.append(
            DemoPara(
                number=self._next if self.plan.numbered else None,
                marking=self.dice.weighted(self._markings) if self._marked else None,
                blocks=blocks,
            )
        )
        self._next += 1

    def heading(self, words: str) -> None:
        """A heading over the next paragraph."""
        self.elements.append(DemoHeading(words))

    def words(self, least: int, most: int) -> str:
        """Sentences of mixed roles."""
        roles = [self.dice.weighted(BODY_ROLES) for _ in range(self.dice.between(least, most))]
        return self.story.sentences(*roles)

    def label(self, name: str, text: str) -> str:
        """`SUMMARY. ... END SUMMARY.` in one of its forms."""
        name = name.upper() if self.labels.isupper() else name
        end = "END" if name.isupper() else "End"
        begin = "BEGIN " if name.isupper() and self.dice.chance(0.1) else ""
        closing = f" {end} {name if name.isupper() else name.lower()}."
        closed = closing if self.dice.chance(0.6) else ""
        return f"{begin}{name}{self.dice.pick(('.', ':', ':'))} {text}{closed}"


# --- Reports ------------------------------------------------------------------------------


def _report(body: Body) -> list[Element]:
    _summary(body)
    headed = body.plan.paras > 3 and body.dice.chance(0.55)
    while body.left > 1:
        if headed and body.dice.chance(0.45):
            body.heading(_heading(body))
        _plain_para(body)
    _comment(body)
    return body.elements


def _summary(body: Body) -> None:
    story = body.story
    roles = ["summary"] * body.dice.between(2, 4)
    if body.plan.part == 2 or body.dice.chance(0.2):
        body.para(Text(story.sentences("lead", *roles[1:])))
        return
    name = body.dice.weighted(
        (("Summary", 8), ("Summary and Comment", 1), ("Summary and Action Request", 1))
    )
    extra = " " + story.sentence("ask") if "Action" in name else ""
    text = story.sentences("lead", *roles) + extra
    if body.dice.chance(0.15):
        body.heading("SUMMARY" if body.dice.chance(0.6) else "Summary")
        body.para(Text(text))
    else:
        body.para(Text(body.label(name, text)))


def _plain_para(body: Body) -> None:
    """Running text, at times with items, sub-paragraphs, a table or a second block."""
    kind = body.dice.weighted(
        (("text", 74), ("items", 9), ("letters", 4), ("two", 8), ("nested", 3), ("note", 5))
    )
    if kind == "nested" and not body.plan.numbered:
        kind = "items"
    lead = Text(body.words(3, 9))
    match kind:
        case "items":
            body.para(lead, *_items(body))
        case "letters":
            count = body.dice.between(2, 4)
            body.para(lead, *(Item(f"{chr(65 + i)}.", body.words(1, 2)) for i in range(count)))
        case "two":
            body.para(lead, Text(body.words(2, 4)))
        case "nested":
            count = body.dice.between(2, 5)
            body.para(
                lead, *(Item(f"{i}.", body.story.sentence("item")) for i in range(1, count + 1))
            )
        case "note":
            note = body.story.sentence("background")
            end = "End note" if body.dice.chance(0.7) else "END NOTE"
            body.para(Text(f"{lead.words} (Note: {note} {end}.) {body.words(1, 1)}"))
        case _:
            body.para(lead)


def _items(body: Body) -> list[Item]:
    marker = body.dice.weighted(
        (("--", 8), ("-", 4), ("*", 2), ("o", 1), ("---", 0.5), ("(1)", 2), ("a)", 2))
    )
    items: list[Item] = []
    for index in range(body.dice.between(2, 6)):
        shown = {"(1)": f"({index + 1})", "a)": f"{chr(97 + index)})"}.get(marker, marker)
        items.append(Item(shown, body.story.sentence("item")))
    last = items[-1]
    return [*items[:-1], Item(last.marker, last.words.rstrip(";") + ".")]


def _comment(body: Body) -> None:
    if not body.left:
        return
    text = body.story.sentences(*["comment"] * body.dice.between(2, 4))
    kind = body.dice.weighted((("label", 60), ("heading", 20), ("plain", 20)))
    if kind == "heading":
        body.heading(body.dice.pick(("COMMENT", "Comment", "//COMMENT//")))
    body.para(Text(body.label("Comment", text) if kind == "label" else text))


def _heading(body: Body) -> str:
    words = body.story.sentence("heading").replace('"', "")
    small = {"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "the", "to", "with"}
    titled = " ".join(w if w in small else w[:1].upper() + w[1:] for w in words.split())
    return titled.upper() if body.labels.isupper() else titled


# --- Other forms ----------------------------------------------------------------------------


def _short(body: Body) -> list[Element]:
    body.para(Text(body.story.sentences("lead", "fact", "said") + " " + body.words(1, 5)))
    return body.elements


def _response(body: Body) -> list[Element]:
    body.para(Text(body.story.sentences("pointer", "usg", "summary")))
    while body.left > 1:
        body.para(Text(body.story.sentence("said") + " " + body.words(3, 7)))
    body.para(Text(body.story.sentences("comment", "ask")))
    return body.elements


def _questionnaire(body: Body) -> list[Element]:
    body.para(Text(body.story.sentences("pointer", "lead") + " Answers follow the questions."))
    form = body.dice.weighted((("QUESTION", 6), ("Q", 2), ("plain", 2)))
    letter = 0
    while body.left > 1:
        if letter and body.dice.chance(0.12):
            letter = 0
            body.heading(body.story.sentence("heading").upper())
        asked = body.story.sentence("question")
        answer = body.words(1, 4) if body.dice.chance(0.4) else ""
        told = f"{body.story.sentence('answer')} {answer}".strip()
        name = chr(65 + letter % 26)
        match form:
            case "QUESTION":
                sign = body.dice.weighted(((":", 5), (".", 1)))
                blocks = (Text(f"QUESTION {name}{sign} {asked}"), Text(f"POST RESPONSE: {told}"))
            case "Q":
                blocks = (Text(f"Q{letter + 1}: {asked}"), Text(f"A: {told}"))
            case _:
                blocks = (Text(asked), Text(told))
        more = (Text(body.words(2, 4)),) if body.dice.chance(0.25) else ()
        body.para(*blocks, *more)
        letter += 1
    body.para(Text(body.story.sentences("comment", "usg")))
    return body.elements


def _press(body: Body) -> list[Element]:
    body.para(Text(body.story.sentences("press") + " " + body.story.sentence("reaction")))
    while body.left > 0:
        if body.dice.chance(0.6):
            body.heading(body.story.sentence("heading").upper())
        title = body.story.sentence("headline")
        text = f'"{title}" ({body.story.cast.paper}) {body.words(4, 8)}'
        body.para(Text(text))
    return body.elements


def _agreement(body: Body) -> list[Element]:
    """A text quoted whole, the numbers of which begin anew."""
    _summary(body)
    while body.left > 2:
        _plain_para(body)
    count = body.dice.between(4, 9)
    articles = [
        Item(f"{i}.", body.story.sentence("article") + " " + body.story.sentence("article"))
        for i in range(1, count + 1)
    ]
    if body.left > 1:
        body.para(
            Text(f"{body.story.sentence('quoted')} Begin text:"),
            *articles,
            Text("End text."),
        )
    _comment(body)
    return body.elements


def _figures(body: Body) -> list[Element]:
    _summary(body)
    tables = 0
    while body.left > 1:
        if tables < 2 and body.dice.chance(0.5):
            tables += 1
            body.para(Text(body.story.sentence("table")), _table(body), Text(body.words(1, 3)))
        else:
            _plain_para(body)
    _comment(body)
    return body.elements


def _table(body: Body) -> Lines:
    """Columns parted by blanks, with a rule under the head in some."""
    year = body.plan.sent.year
    heads = ("District", str(year - 2), str(year - 1), "Change")
    rows = [heads]
    names = [*body.story.cast.places, "Other districts", "Total"]
    for name in names:
        before, after = body.dice.between(120, 9800), body.dice.between(120, 9800)
        rows.append((name, str(before), str(after), f"{(after - before) * 100 // before} pct"))
    ruled = body.dice.chance(0.5)
    lines = [f"{a[:24]:<26}{b:>8}{c:>10}{d:>12}" for a, b, c, d in rows]
    if ruled:
        lines.insert(1, f"{'-' * 24}  {'-' * 6:>8}{'-' * 6:>10}{'-' * 8:>12}")
    return Lines(tuple(lines))


def _action(body: Body) -> list[Element]:
    body.para(Text(f"{body.story.sentence('order')} See {body.story.fill('para')}."))
    if body.left > 2:
        body.heading("OBJECTIVES")
    while body.left > 2:
        body.para(Text(body.story.sentence("order")), *_items(body))
    if body.left > 1:
        body.heading("BACKGROUND")
        body.para(Text(body.words(3, 6)))
    if body.left:
        body.para(Text(body.story.sentence("thanks")))
    return body.elements


def _scene(body: Body) -> list[Element]:
    body.para(Text(body.label("Summary", body.story.sentences("visit", "visit", "summary"))))
    while body.left > 1:
        if body.dice.chance(0.4):
            body.heading(_heading(body))
        body.para(Text(body.words(2, 4) + " " + body.story.sentence("visit")))
    body.para(Text(body.story.sentences("visit", "outlook")))
    return body.elements


BUILDERS: dict[Form, Callable[[Body], list[Element]]] = {
    Form.REPORT: _report,
    Form.LONG: _report,
    Form.SHORT: _short,
    Form.QUESTIONNAIRE: _questionnaire,
    Form.PRESS: _press,
    Form.AGREEMENT: _agreement,
    Form.RESPONSE: _response,
    Form.FIGURES: _figures,
    Form.ACTION: _action,
    Form.SCENE: _scene,
}
