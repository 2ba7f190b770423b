"""Long lists in a browser, and what readers want of them: few steps by keyboard and on a phone.

The site has few cables, but more abbreviations, events and answers than fit on a page.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page

from generator.disk import CURATED_GLOSSARY, Workspace, new_workspace
from tests.cables import cable_text
from tests.site.conftest import build
from tests.site.opening import open_page
from tests.site.shared import built_once
from tests.site.test_access import faults

POSTS = "LIMA QUITO BOGOTA PARIS ROME MADRID LISBON OSLO CAIRO TUNIS RABAT DAKAR".split()
YEARS = ("05", "06", "07", "08")
MONTHS = "January February March April May June July August".split()
PENALTIES = "Does the law provide for penalties?"

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
TERM = """  - short: {short}
    meaning: Invented Salt Office {number}
    category: {category}
    source: none
"""


def cable(year: str, post: str, number: int) -> str:
    """A cable with dated events, an answer, and a reference to the cable of the year before."""
    day = number - 98
    events = [
        f"On {month} {day}, 20{year} the salt mine of {post.title()} was opened."
        for month in MONTHS
    ]
    answer = f"QUESTION A. {PENALTIES}\n\nPOST RESPONSE: In {post.title()} 20{year} it does."
    reference = f"REF: {int(year) - 1:02d}{post}{number}" if year != YEARS[0] else ""
    return cable_text(f"{year}{post}{number}", *events, answer, header=reference)


def cable_with_abbreviations() -> str:
    """A cable that uses every abbreviation of the glossary."""
    paras = [
        " ".join(f"The new mayor of the town met Z{a}{b}." for b in ALPHABET) for a in ALPHABET
    ]
    return cable_text("09LIMA9", *paras)


def make_site(root: Path) -> None:
    """A cable of each post for each year, and a glossary of more than one page."""
    new_workspace(root)
    workspace = Workspace(root)
    for year, (number, post) in product(YEARS, enumerate(POSTS, 100)):
        path = workspace.cables / f"{year}{post}{number}.txt"
        path.write_text(cable(year, post, number), encoding="utf-8")
    (workspace.cables / "09LIMA9.txt").write_text(cable_with_abbreviations(), encoding="utf-8")
    terms = [
        TERM.format(
            short=f"Z{a}{b}", number=f"{a}{b}", category="other" if a == "Z" else "organisation"
        )
        for a, b in product(ALPHABET, repeat=2)
    ]
    curated = root / CURATED_GLOSSARY
    curated.parent.mkdir(parents=True, exist_ok=True)
    curated.write_text("terms:\n" + "".join(terms), encoding="utf-8")
    build(root)


@pytest.fixture(scope="module")
def lists(shared: tuple[Path, int], served: tuple[Path, str]) -> Iterator[str]:
    """The address of the site."""
    folder, address = served

    def make(root: Path) -> None:
        make_site(root)
        (folder / "lists").symlink_to(root / "site")

    with built_once(shared[0], "lists", make):
        yield address.replace("deep/path/", "lists/")


class Reader:
    """A reader who uses the keyboard or a phone, and whose steps are counted.

    A step is a link that is followed, a text that is typed or a box that is ticked.
    """

    def __init__(self, page: Page, *, has_phone: bool) -> None:
        self.page, self.has_phone, self.steps = page, has_phone, 0

    def use(self, control: Locator) -> None:
        """Follow a link, press a button or tick a box."""
        self.steps += 1
        control.wait_for(state="visible")
        if self.has_phone:
            control.tap()
        else:
            control.focus()
            control.press("Space" if control.get_attribute("type") == "checkbox" else "Enter")

    def write(self, field: Locator, text: str) -> None:
        """Type into a field."""
        self.steps += 1
        field.focus()
        field.press_sequentially(text)


@pytest.fixture(params=["keyboard", "phone"])
def reader(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Reader]:
    has_phone = request.param == "phone"
    size = {"width": 360, "height": 740} if has_phone else {"width": 1280, "height": 900}
    context = browser.new_context(
        viewport=size,  # type: ignore[arg-type]  # of two numbers
        has_touch=has_phone,
        is_mobile=has_phone,
    )
    yield Reader(context.new_page(), has_phone=has_phone)
    context.close()


# --- Tasks, each in at most five steps -----------------------------------------------------------


def test_task_compare_one_question_across_three_posts(reader: Reader, lists: str) -> None:
    page = reader.page
    page.goto(lists)
    reader.use(page.get_by_role("link", name="question", exact=True))
    reader.use(page.get_by_role("link", name=PENALTIES))
    for post in ("CAIRO", "LIMA", "OSLO"):
        reader.use(page.get_by_role("checkbox", name=post))
    columns = page.locator(".rt-columns-of-posts > div")
    page.wait_for_function("document.querySelectorAll('.rt-columns-of-posts > div').length === 3")
    for at, post in enumerate(("Cairo", "Lima", "Oslo")):
        text = columns.nth(at).inner_text()
        assert [f"In {post} 20{year} it does." in text for year in YEARS] == [True] * 4
    assert (
        "12 answers of CAIRO, LIMA, OSLO"
        in page.get_by_role("main").get_by_role("status").last.inner_text()
    )
    assert reader.steps <= 5
    page.reload()
    columns.nth(2).wait_for()
    assert columns.count() == 3, "the address holds the choice"


def test_task_the_thread_of_a_cable(reader: Reader, lists: str) -> None:
    page = reader.page
    open_page(page, lists)
    reader.use(page.locator(".rt-search-home a, .rt-search-home button").first)
    reader.write(page.locator("dialog .rt-search-input"), "07 Lima 100")
    reader.use(page.locator("dialog .rt-hit a").first)
    page.wait_for_url("**/cables/07LIMA100/**")
    page.locator(".rt-thread").first.wait_for()
    thread = page.locator(".rt-thread a").all_inner_texts()
    assert thread == ["06LIMA100", "05LIMA100", "08LIMA100"]
    assert reader.steps <= 5


def test_task_which_years_lack_numbers(reader: Reader, lists: str) -> None:
    page = reader.page
    page.goto(lists)
    reader.use(page.get_by_role("link", name="overview", exact=True))
    rows = page.locator("#numbers ~ .rt-counts").first.locator("tbody tr")
    rows.first.wait_for()
    years = [row.split()[0] for row in rows.all_inner_texts()]
    assert [f"20{year}" in years for year in YEARS] == [True] * len(YEARS)
    held = {row.split()[0]: row.split()[3:] for row in rows.all_inner_texts()}
    lacking = sum(number - 1 for number in range(100, 100 + len(POSTS)))
    assert held["2007"] == [str(len(POSTS)), f"{lacking:,}"]
    assert reader.steps <= 5


# --- Questions ------------------------------------------------------------------------------------


def test_compared_answers_lead_where_they_led(page: Page, lists: str) -> None:
    page.goto(f"{lists}questions/")
    page.get_by_role("link", name=PENALTIES).click()
    page.get_by_role("checkbox", name="LIMA").check()
    link = page.locator(".rt-columns-of-posts a", has_text="07LIMA100")
    link.wait_for()
    assert faults(page) == []
    link.click()
    page.wait_for_url("**/cables/07LIMA100/02-question-a/#p-9")


def test_without_scripts_a_table_leads_to_every_answer(browser: Browser, lists: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{lists}questions/")
    page.get_by_role("link", name=PENALTIES).click()
    rows = page.locator(".rt-by-post tbody tr")
    assert rows.count() == len(POSTS)
    assert rows.first.locator("a").count() == len(YEARS)
    assert page.locator("input[type=checkbox]:visible").count() == 0
    context.close()


# --- Glossary -------------------------------------------------------------------------------------


def test_the_filter_finds_entries_by_abbreviation_and_by_meaning(page: Page, lists: str) -> None:
    page.goto(f"{lists}glossary/")
    field = page.get_by_label("Abbreviation or words of its meaning")
    entries = page.locator(".rt-entry a")
    status = page.get_by_role("status").first
    field.press_sequentially("zq")
    page.wait_for_function("document.querySelectorAll('.rt-entry').length === 27")
    assert status.inner_text().startswith("27 of "), "and the Invented Salt Office ZQ"
    assert not page.get_by_role("heading", name="By first letter").is_visible()
    field.fill("office salt QX")
    page.wait_for_function("document.querySelectorAll('.rt-entry').length === 1")
    assert faults(page) == []
    page.reload()
    entries.first.wait_for()
    assert field.input_value() == "office salt QX", "the address holds what was typed"
    entries.first.press("Enter")
    page.wait_for_url("**/glossary/zqx/")


def test_the_filter_narrows_to_a_kind_and_shows_more(page: Page, lists: str) -> None:
    page.goto(f"{lists}glossary/")
    page.get_by_label("Show", exact=True).select_option("bodies")
    page.get_by_label("Abbreviation or words of its meaning").fill("invented")
    more = page.get_by_role("button", name="Show 50 more")
    more.press("Enter")
    page.wait_for_function("document.querySelectorAll('.rt-entry').length === 100")
    names = page.locator(".rt-entry a").all_inner_texts()
    assert not any(name.startswith("ZZ") for name in names), "they are no organisations"
    assert page.evaluate("document.activeElement.textContent") == names[50]


def test_without_scripts_letters_lead_to_every_entry(browser: Browser, lists: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{lists}glossary/")
    page.locator(".rt-parts a", has_text="ZQ").click()
    assert page.locator(".rt-az tbody tr").count() == 26
    context.close()


# --- Chronology -----------------------------------------------------------------------------------


def test_events_are_narrowed_to_a_post_on_every_page(page: Page, lists: str) -> None:
    page.goto(f"{lists}chronology/")
    page.get_by_text("Filter by post and TAGS").press("Enter")
    page.get_by_label("Post", exact=True).select_option("OSLO")
    status = page.locator(".rt-event-filter [role=status]")
    each = len(MONTHS)
    page.wait_for_function("document.querySelector('.rt-event-filter [role=status]').textContent")
    assert status.inner_text().startswith(
        f"{each * len(YEARS)} of {each * len(YEARS) * len(POSTS)}"
    )
    assert not page.get_by_role("heading", name="Described in the most cables").is_visible()
    assert faults(page) == []
    page.locator(".rt-parts a", has_text="2007").press("Enter")
    page.wait_for_url("**/chronology/2007/#post=OSLO")
    page.wait_for_function("document.querySelector('.rt-event-filter [role=status]').textContent")
    shown = page.locator(".rt-events tbody tr:visible")
    assert shown.count() == each
    assert all("Oslo" in text for text in shown.all_inner_texts())
    page.get_by_role("button", name="Show all events").press("Enter")
    assert shown.count() == each * len(POSTS)


def test_without_scripts_the_years_lead_to_every_event(browser: Browser, lists: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{lists}chronology/")
    page.locator(".rt-parts a", has_text="2006").click()
    assert page.locator(".rt-events tbody tr").count() == len(MONTHS) * len(POSTS)
    context.close()
