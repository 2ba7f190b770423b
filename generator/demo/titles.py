"""The subject and TAGS of a cable."""

from __future__ import annotations

from dataclasses import dataclass

from generator.demo import demo_dates as dates
from generator.demo import grammar
from generator.demo.layout import fill_lines
from generator.demo.plans import MessageForm, Plan
from generator.demo.story import Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Titles:
    """Subject and TAGS of a message."""

    subject: str
    tags: tuple[str, ...]


def make_titles(plan: Plan, story: Story) -> Titles:
    """Invent the subject and choose the TAGS."""
    dice = plan.dice("titles")
    subject = story.sentence("subject")
    lead = dice.weighted((("", 5), (f"{plan.about.country.removeprefix('the ')}: ", 4)))
    if plan.form is MessageForm.QUESTIONNAIRE:
        subject = f"Annual survey on {story.fill('matter')}: answers of Post"
    elif plan.form is MessageForm.PRESS:
        subject = f"Media summary, {dates.MONTHS[plan.sent.month - 1]} {plan.sent.day}"
    elif plan.form is MessageForm.SCENE:
        subject = f"Scenesetter for a visit on {story.fill('matter')}"
    elif dice.chance(0.35):
        subject += f"; {story.sentence('subject')}"
    elif dice.chance(0.3):
        subject += f" as {story.fill('effect')}"
    subject = f"{lead}{subject}".rstrip(".")
    if plan.part is not None:
        subject += dice.pick(
            (f" (PART {plan.part} OF 2)", f" - PART {('ONE', 'TWO')[plan.part - 1]} OF TWO")
        )
    codes = " ".join(grammar.word_list(plan.topic, "tags")).split()
    tags = dice.some(codes, 1, len(codes))
    if dice.chance(0.35):
        tags.append("PREL")
    if plan.form is MessageForm.SCENE:
        tags.append(f"OVIP ({dice.pick(grammar.word_list(plan.topic, 'surname.american'))}, JOHN)")
    tags.append(plan.about.tag)
    return Titles(
        subject=subject.upper() if dice.chance(0.8) else subject,
        tags=tuple(dict.fromkeys(tags)),
    )


def subject_rows(subject: str) -> list[str]:
    """The subject in lines of the width that terminals had."""
    return fill_lines(subject, width=52)
