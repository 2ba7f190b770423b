"""Reading a cable: previews, a para as received, position, keys; without script; from a disk."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generator.release.offline import link_page_to_files, link_to_file
from tests.site.conftest import SAMPLE, make_workspace, run
from tests.site.opening import open_page
from tests.site.test_site import broken_links

FULL = "cables/08MEXICO721/full/"
SECTION = "cables/08MEXICO721/03-investigation-and-prosecution-of-traffickers/"


def test_a_reference_shows_the_para_it_leads_to(page: Page, address: str) -> None:
    page.goto(address + SECTION)
    link = page.locator("#p-20 a.rt-ref", has_text="question 19")
    link.focus()
    page.wait_for_selector(".rt-preview")
    assert "evidence of government involvement" in page.locator(".rt-preview").inner_text()
    page.keyboard.press("Escape")
    assert page.locator("[role=tooltip]").count() == 0
    page.mouse.move(0, 0)
    link.hover()
    page.wait_for_selector(".rt-preview")


def test_a_cable_that_is_not_held_shows_who_cites_it(
    page: Page, library: str, served: tuple[Path, str]
) -> None:
    site = served[0] / "library"
    citing = next(
        path.parent
        for path in sorted(site.glob("cables/*/full/index.html"))
        if "rt-missing" in path.read_text(encoding="utf-8")
    )
    page.goto(f"{library}{citing.relative_to(site).as_posix()}/")
    page.locator(".md-content a.rt-missing").first.focus()
    page.wait_for_selector(".rt-preview")
    assert citing.parent.name in page.locator(".rt-preview").inner_text()


def test_a_para_is_shown_as_received(page: Page, address: str) -> None:
    lines = SAMPLE.read_text(encoding="utf-8").split("\n")
    page.goto(address + SECTION)
    button = page.locator("#p-13 button", has_text="as received")
    button.click()
    page.wait_for_selector("#p-13 .rt-received li")
    assert not page.locator("#p-13 .rt-body").is_visible()
    shown = page.locator("#p-13 .rt-received li").evaluate_all("all => all.map(n => n.textContent)")
    assert shown == lines[164:171]
    assert page.locator("#p-13 .rt-received ol").get_attribute("start") == "165"
    assert button.get_attribute("aria-pressed") == "true"
    button.press("Enter")
    assert page.locator("#p-13 .rt-body").is_visible()
    assert not page.locator("#p-13 .rt-received").is_visible()


def test_where_one_is_in_a_long_cable_is_shown(page: Page, address: str) -> None:
    page.goto(address + FULL)
    assert not page.locator(".rt-position span").is_visible()
    page.locator("#p-17").evaluate("para => para.scrollIntoView()")
    page.wait_for_function(
        "document.querySelector('.rt-position span').textContent.startsWith('¶17')"
    )
    assert page.locator(".rt-position span").is_visible()
    page.mouse.wheel(0, 10**6)
    page.wait_for_function(
        "document.querySelector('.rt-position span').textContent.endsWith('100 %')"
    )


def test_keys_lead_to_the_next_and_the_previous_section(page: Page, address: str) -> None:
    open_page(page, address + SECTION)
    page.keyboard.press("n")
    page.wait_for_url(address + "cables/08MEXICO721/04-protection-and-assistance-to-victims/")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("p")
    page.wait_for_url(address + SECTION)


def test_no_page_loads_what_grows_with_the_collection(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_page(page, address + SECTION)
    assert not [url for url in asked if "sitemap" in url or "pagefind" in url or "index" in url]


def test_everything_can_be_read_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + FULL)
    assert page.locator(".rt-para").count() == 26
    assert all(page.locator(".rt-body").nth(at).is_visible() for at in range(26))
    assert page.locator("details.rt-question p").first.is_visible()
    page.click("#p-13 .rt-tools a")
    assert page.url == address + "cables/08MEXICO721/source/#L165"
    assert page.locator("#L165").is_visible()
    context.close()


@pytest.mark.parametrize("path", ["", FULL, "cables/08MEXICO721/", "glossary/", "chronology/"])
def test_text_of_twice_the_size_fits(page: Page, address: str, path: str) -> None:
    open_page(page, address + path)
    page.add_style_tag(content="html { font-size: 250% !important; }")
    page.wait_for_timeout(200)
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_little_moves_for_those_who_want_no_motion(page: Page, address: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(address + FULL)
    moving = page.evaluate(
        """() => [...document.querySelectorAll('*')].filter(node => {
          const style = getComputedStyle(node);
          return [style.transitionDuration, style.animationDuration]
            .some(times => times.split(',').some(time => parseFloat(time) > 0.011));
        }).map(node => node.className)"""
    )
    assert moving == []
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


# --- From a disk ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def disk_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked folder of a copy for a disk."""
    workspace = make_workspace(tmp_path_factory.mktemp("offline") / "workspace")
    result = run("reftel", "build", "--offline", cwd=workspace.root)
    assert result.returncode == 0, result.stderr
    assert not (workspace.root / "site").exists(), "the served site is left alone"
    with zipfile.ZipFile(workspace.root / "site-offline.zip") as packed:
        packed.extractall(workspace.root / "unpacked")
    return workspace.root / "unpacked" / "site"


def test_links_of_a_disk_copy_lead_to_files(disk_copy: Path) -> None:
    assert broken_links(disk_copy) == []
    for path in disk_copy.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.findall(r'<a [^>]*href="[^":]*/"', text), path


def test_a_disk_copy_is_searched_and_read_without_a_server(page: Page, disk_copy: Path) -> None:
    asked: list[str] = []
    troubles: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: troubles.append(message.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto((disk_copy / "cables/08MEXICO721/full/index.html").as_uri())
    page.click(".md-search__input")
    page.keyboard.type("prostitution")
    page.locator("a[href*='/03-investigation'][href*='h=prostitution']").first.click()
    page.wait_for_url(re.compile(r"file://.*/03-investigation[^/]*/index\.html.*"))
    page.wait_for_selector(".rt-body mark")
    page.click(".md-footer__link--next")
    page.wait_for_url(re.compile(r"file://.*/04-protection[^/]*/index\.html$"))
    page.locator("a.rt-term").first.hover()
    assert page.locator("[role=tooltip]").count() == 1
    assert {url.partition(":")[0] for url in asked} <= {"file", "data", "blob"}
    assert troubles == []


def test_two_copies_for_a_disk_are_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        root = tmp_path / name
        assert run("reftel", "new", str(root), cwd=tmp_path).returncode == 0
        (root / "content" / "cables" / SAMPLE.name).write_bytes(SAMPLE.read_bytes())
        assert run("reftel", "build", "--offline", cwd=root).returncode == 0
        made.append((root / "site-offline.zip").read_bytes())
    assert made[0] == made[1]


NAMED = [
    ("../full/#p-17", "../full/index.html#p-17"),
    ("./", "./index.html"),
    ("..", "../index.html"),
    ("#p-17", "#p-17"),
    ("", ""),
    ("../assets/x.css", "../assets/x.css"),
    ("https://example.gov/", "https://example.gov/"),
    ("mailto:x@example.gov", "mailto:x@example.gov"),
    ("/absolute/", "/absolute/"),
]


@pytest.mark.parametrize(("link", "local"), NAMED)
def test_a_link_names_its_file(link: str, local: str) -> None:
    assert link_to_file(link) == local


def test_text_that_looks_like_a_link_is_left_alone() -> None:
    page = '<p>he wrote href="x/" and &lt;a href="y/"&gt;</p><a class="z" href="x/">x/</a>'
    assert link_page_to_files(page) == (
        '<p>he wrote href="x/" and &lt;a href="y/"&gt;</p><a class="z" href="x/index.html">x/</a>'
    )
