"""Who answered which question: tables of questions by posts, and of posts by years.

Each cell links to the answering paras. A cell names its column too, for narrow screens, where each
row is a block.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.model import Anchor, Answer, Mrn, Question, post_name
from generator.render import site_links, slugs, urls
from generator.render.page_context import PageContext
from generator.render.pagination import MAX_ROWS

MAX_POSTS = 6
"""Maximum number of columns in a table of questions by posts; the others are counted."""

MAX_YEARS = 8
"""Maximum number of columns in a table of posts by years; more years are in one column."""

MAX_IN_CELL = 4
"""Maximum number of links in a cell of questions by posts; the page of the question has all."""


@dataclass(frozen=True, slots=True)
class AnswerLink:
    """A link to an answering para."""

    year: str
    """Year of the cable; `undated` without one."""
    name: str
    """Name of the para: `¶17`."""
    link: str
    label: str
    """Cable, para and date: `07LIMA12 ¶17, 2007-03-11`."""


@dataclass(frozen=True, slots=True)
class PostRow:
    """The answers of one post to a question."""

    post: str
    slug: str
    """The post in the address: `lima`."""
    pages: tuple[str, ...]
    """Links to the pages with the text of its answers; empty if it is on the same page."""
    cells: tuple[tuple[AnswerLink, ...], ...]
    """One for each column."""


@dataclass(frozen=True, slots=True)
class PostTable:
    """The answers to a question by post and year."""

    years: tuple[str, ...]
    """The columns; empty if there is one for all years, as they are too many."""
    rows: tuple[PostRow, ...]
    more: int
    """Number of posts without a row."""


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """The answers to one question by post."""

    letter: str
    text: str
    link: str
    cells: tuple[tuple[str, tuple[AnswerLink, ...], int], ...]
    """For each column: the post, links, number of further answers."""
    others: int
    """Number of posts without a column that answered."""


def answering_post(context: PageContext, answer: Answer) -> str:
    """The post whose cable gives an answer."""
    return post_name(context.outlines[answer.mrn])


def _answer_link(context: PageContext, answer: Answer, page: str) -> AnswerLink:
    date = context.outlines[answer.mrn].header.iso_date
    name = context.para_name(answer.mrn, answer.anchor)
    link = context.para_link(page, answer.mrn, answer.anchor)
    return AnswerLink(
        date[:4] or "undated", name, link, f"{answer.mrn} {name}, {date or 'undated'}"
    )


def posts_by_years(
    context: PageContext,
    answers: Sequence[Answer],
    page: str,
    page_of: Mapping[tuple[Mrn, Anchor], str],
) -> PostTable:
    """The table for the page of a question; `page_of` gives the page with the text of an answer."""
    by_post: dict[str, list[Answer]] = {}
    for answer in answers:
        by_post.setdefault(answering_post(context, answer), []).append(answer)
    shown = sorted(by_post.items())[:MAX_ROWS]
    links = {post: [_answer_link(context, a, page) for a in group] for post, group in shown}
    years = sorted({link.year for group in links.values() for link in group})
    columns = tuple(years) if len(years) <= MAX_YEARS else ()
    rows = []
    for post, group in shown:
        texts = dict.fromkeys(page_of[answer.mrn, answer.anchor] for answer in group)
        by_year = [tuple(link for link in links[post] if link.year == year) for year in columns]
        rows.append(
            PostRow(
                post,
                slugs.file_name(post),
                tuple(site_links.href(page, text) for text in texts if text != page),
                tuple(by_year) if columns else (tuple(links[post]),),
            )
        )
    return PostTable(columns, tuple(rows), len(by_post) - len(shown))


def questions_by_posts(
    context: PageContext, questions: Sequence[Question], page: str, text_of: Mapping[str, str]
) -> tuple[list[str], list[QuestionRow]]:
    """The posts that are columns, and a row for each question; `text_of` gives its words."""
    posts = {
        (question.key, answer): answering_post(context, answer)
        for question in questions
        for answer in question.answers
    }
    columns = sorted(_most_frequent(posts.values()))
    rows = []
    for question in questions:
        by_post: dict[str, list[Answer]] = {}
        for answer in question.answers:
            by_post.setdefault(posts[question.key, answer], []).append(answer)
        cells = []
        for post in columns:
            group = by_post.get(post, [])
            links = tuple(_answer_link(context, a, page) for a in group[:MAX_IN_CELL])
            cells.append((post, links, len(group) - len(links)))
        rows.append(
            QuestionRow(
                question.letter,
                text_of[question.key],
                site_links.link(page, urls.question_page(question.key)),
                tuple(cells),
                len(by_post.keys() - columns),
            )
        )
    return columns, rows


def _most_frequent(posts: Iterable[str]) -> list[str]:
    """The posts with most answers; of as many, the first in the alphabet."""
    counts = Counter(posts)
    return sorted(counts, key=lambda post: (-counts[post], post))[:MAX_POSTS]
