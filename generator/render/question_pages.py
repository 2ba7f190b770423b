"""Questions of questionnaires, each with the answers of all cables side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.model import Answer, Page, Question, post_name
from generator.render import site_links, slugs, urls, views
from generator.render.block_markdown import answer_body
from generator.render.excerpts import excerpt
from generator.render.markdown import Md, title
from generator.render.page_context import PageContext
from generator.render.pagination import date_key, paginated, period_name
from generator.render.para_links import cable_title
from generator.render.question_matrix import (
    QuestionRow,
    answering_post,
    posts_by_years,
    questions_by_posts,
)
from generator.render.renderer import Renderer, breadcrumb

MAX_ANSWERS = 40
"""Maximum number of answers on one page; more are split by date."""

MAX_QUESTION = 160
"""Maximum length of a question in the index, in characters."""

MAX_WIDELY = 30
"""Maximum number of questions in the list of those that most posts answered."""

MIN_POSTS = 2
"""Number of posts from which a question is in that list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerView:
    """One cable's answer."""

    cable: str
    post: str
    slug: str
    """The post in the address."""
    date: str
    para: str
    link: str
    subject: str
    marking: str
    """The para's portion marking in parentheses; empty without one."""
    banner: str
    """Classification and captions of the cable."""
    body: Md


def question_lists(renderer: Renderer, context: PageContext) -> Iterator[Page]:
    """The questions by questionnaire, split by the date on which they were first asked."""

    def first_asked(question: Question, length: int) -> str:
        return date_key(context.outlines[question.answers[0].mrn].header.iso_date, length)

    keys = (
        lambda question: first_asked(question, 4),
        lambda question: first_asked(question, 7),
        lambda question: f"{first_asked(question, 10)}-{question.answers[0].mrn}",
    )
    questions = context.corpus.indexes.questions
    for part in paginated(questions, keys):
        path = urls.questions_list(part.period) if part.period else urls.QUESTIONS
        name = f"Questions, {period_name(part.period)}" if part.period else "Questions"
        yield renderer.page(
            path,
            "questions.md.j2",
            {
                "title": name,
                "trail": [breadcrumb("Questions", urls.QUESTIONS)] if part.period else [],
                "hide": ["toc"],
            },
            heading=name,
            widely=[] if part.period else _answered_widely(context, questions, path),
            groups=[
                (heading, *_matrix(context, list(group), path))
                for heading, group in groupby(part.items, key=lambda q: q.heading)
            ],
            periods=[
                (period_name(p), site_links.link(path, urls.questions_list(p)), count)
                for p, count in part.periods
            ],
        )


def _matrix(
    context: PageContext, questions: Sequence[Question], page: str
) -> tuple[Sequence[str], Sequence[QuestionRow]]:
    """The questions under one heading by the posts that answered."""
    texts = {question.key: excerpt(question.words, MAX_QUESTION) for question in questions}
    return questions_by_posts(context, questions, page, texts)


def _answered_widely(
    context: PageContext, questions: Sequence[Question], page: str
) -> list[tuple[str, str, int, str]]:
    """The questions that most posts answered: text, link, posts, years; none in a short list."""
    if len(questions) <= MAX_WIDELY:
        return []
    rows: list[tuple[str, str, int, str]] = []
    for question in questions:
        posts = {answering_post(context, answer) for answer in question.answers}
        if len(posts) < MIN_POSTS:
            continue
        dates = [context.outlines[answer.mrn].header.iso_date for answer in question.answers]
        years = sorted({date[:4] for date in dates if date}) or ["undated"]
        span = years[0] if len(years) == 1 else f"{years[0]}–{years[-1]}"
        link = site_links.link(page, urls.question_page(question.key))
        rows.append((excerpt(question.words, MAX_QUESTION), link, len(posts), span))
    return sorted(rows, key=lambda row: (-row[2], row[0]))[:MAX_WIDELY]


def question_pages(renderer: Renderer, context: PageContext, question: Question) -> Iterator[Page]:
    """The page of a question; a long list of answers is split by date."""
    keys = (
        lambda answer: date_key(context.outlines[answer.mrn].header.iso_date, 4),
        lambda answer: date_key(context.outlines[answer.mrn].header.iso_date, 7),
        lambda answer: date_key(context.outlines[answer.mrn].header.iso_date, 10),
    )
    top = urls.question_page(question.key)
    parts = list(paginated(question.answers, keys, MAX_ANSWERS))
    page_of = {
        (answer.mrn, answer.anchor): urls.question_page(question.key, part.period)
        for part in parts
        for answer in part.items
    }
    for part in parts:
        path = urls.question_page(question.key, part.period)
        name = excerpt(question.words, MAX_QUESTION)
        above = [breadcrumb("Questions", urls.QUESTIONS)]
        if part.period:
            above.append(breadcrumb(name, top))
        answers = part.items if part.period else question.answers
        yield renderer.page(
            path,
            "question.md.j2",
            {"title": title(name), "trail": above, "hide": ["toc"], "compare": True},
            banner=views.joint_banner(
                context.outlines[mrn] for mrn in {a.mrn for a in question.answers}
            ),
            question=question,
            period=part.period,
            table=posts_by_years(context, answers, path, page_of),
            answers=[_answer(context, answer, question.text, path) for answer in part.items],
            periods=[
                (period_name(p), site_links.link(path, urls.question_page(question.key, p)), count)
                for p, count in part.periods
            ],
        )


def _answer(context: PageContext, answer: Answer, question: str, page: str) -> AnswerView:
    cable = context.held[answer.mrn]
    para = next(p for p in cable.paras if p.anchor == answer.anchor)
    return AnswerView(
        cable=answer.mrn,
        post=post_name(cable),
        slug=slugs.file_name(post_name(cable)),
        date=cable.header.iso_date or "undated",
        para=context.para_name(answer.mrn, answer.anchor),
        link=context.para_link(page, answer.mrn, answer.anchor),
        subject=cable_title(context, answer.mrn),
        marking=f"({para.marking})" if para.marking else "",
        banner=views.banner(cable),
        body=answer_body(context, answer.mrn, para, question, page),
    )
