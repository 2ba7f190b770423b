"""Sites behind real web servers with our snippets: every page works, and nothing foreign does."""

from __future__ import annotations

import re
import shutil
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Route

from generator.disk import CURATED_GLOSSARY, Workspace, new_workspace
from generator.release.policy import BINARY_TYPES, CACHE_FOREVER, HEADERS, REVALIDATE, TEXT_TYPES
from tests.site.conftest import ROOT, SAMPLE, run
from tests.site.opening import open_page
from tests.site.searching import narrow_to_mexico
from tests.site.serving import SERVERS, is_there, running
from tests.site.test_access import TYPES

SECTION = "cables/08MEXICO721/03-investigation-and-prosecution-of-traffickers/"
QUESTIONS = "cables/08MEXICO721/02-questions-a-to-e/"

PAGES = {**TYPES, "withheld": "withheld/", "missing": "cables/08NOWHERE1/full/"}

WATCH = """document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`violation: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));"""
"""Tells each violation on the console, where the browser also tells its own view of it."""


# --- Chromium behind nginx ------------------------------------------------------------------------


@contextmanager
def behind_nginx(site: Path, address: str, scratch: Path) -> Iterator[str]:
    """Run nginx with the snippet made from a site; the address of the site."""
    if not is_there("nginx"):
        pytest.skip("nginx is missing: apt-get install nginx")
    done = run("reftel", "deploy", cwd=site.parent, address=address)
    assert done.returncode == 0, done.stderr
    with running("nginx", site.parent / "deploy", site, scratch) as host:
        yield f"{host}/{'deep/path/' if address else ''}"


@pytest.fixture(scope="module")
def root(
    library: str, served: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of a site at the root of its host."""
    site = (served[0] / "library").resolve()
    with behind_nginx(site, "", tmp_path_factory.mktemp("nginx")) as address:
        assert library
        yield address


@pytest.fixture(scope="module")
def below(
    workspace: Workspace, served: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of a site below a path."""
    scratch = tmp_path_factory.mktemp("nginx")
    with behind_nginx(workspace.root / "site", served[1], scratch) as address:
        yield address


@pytest.fixture(params=["root", "below"])
def place(request: pytest.FixtureRequest) -> str:
    """The address of a site at the root, and below a path."""
    return str(request.getfixturevalue(request.param))


@pytest.fixture
def troubles(page: Page) -> list[str]:
    """What the page's console tells; the status of a page that is missing is no trouble."""
    told: list[str] = []
    page.add_init_script(WATCH)
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("dialog", lambda dialog: dialog.dismiss())
    return told


def real(troubles: list[str]) -> list[str]:
    return [text for text in troubles if "status of 404" not in text]


def test_every_kind_of_page_works_under_the_policy(
    page: Page, place: str, troubles: list[str]
) -> None:
    for path in PAGES.values():
        answer = open_page(page, place + path)
        assert answer is not None
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert page.locator(".rt-search-open").first.is_visible(), path
        assert page.evaluate("getComputedStyle(document.querySelector('.md-header')).position")
        assert page.evaluate("typeof __md_scope") == "object", path
    assert len(PAGES) > 20
    assert real(troubles) == []


def test_the_search_works_under_the_policy(page: Page, place: str, troubles: list[str]) -> None:
    page.goto(place)
    page.keyboard.press("/")
    page.locator("#rt-search-input").press_sequentially("taxi drivers")
    page.locator(".rt-hit-link").first.wait_for()
    page.locator(".rt-hit-link").first.click()
    page.wait_for_selector("mark.rt-found")
    narrow_to_mexico(page, place)
    assert real(troubles) == []


def test_reading_works_under_the_policy(page: Page, root: str, troubles: list[str]) -> None:
    open_page(page, root + SECTION)
    page.locator("#p-20 a.rt-ref", has_text="question 19").hover()
    page.wait_for_selector(".rt-preview")
    page.locator("#p-13 button", has_text="as received").click()
    page.wait_for_selector("#p-13 .rt-received li")
    open_page(page, root + QUESTIONS)
    page.locator("#p-5 a.rt-term", has_text=re.compile("^INM$")).first.hover()
    tip = page.locator("[role=tooltip]")
    tip.wait_for()
    below = page.locator("#p-5 a.rt-term", has_text=re.compile("^INM$")).first.bounding_box()
    found = tip.bounding_box()
    assert found is not None
    assert below is not None
    assert abs(found["y"] - below["y"]) < 200, "scripts may still say where it stands"
    page.click(".rt-folding button")
    page.emulate_media(media="print")
    assert page.locator("#p-5 details.rt-question p").first.is_visible()
    assert not page.locator(".md-header").is_visible()
    assert real(troubles) == []


def test_citing_works_under_the_policy(
    context: BrowserContext, page: Page, root: str, troubles: list[str]
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(root + QUESTIONS)
    page.locator("#p-5").get_by_role("button", name="Cite").click()
    dialog = page.locator("dialog")
    dialog.get_by_role("button", name="Copy Chicago, note").click()
    dialog.get_by_text("Copied.").wait_for()
    for label, ending in [("BibTeX", "bib"), ("RIS", "ris"), ("CSL-JSON", "json")]:
        with page.expect_download() as saved:
            dialog.get_by_role("link", name=label).click()
        assert saved.value.suggested_filename == f"08MEXICO721-p-5.{ending}"
        assert saved.value.path().stat().st_size > 100
    open_page(page, root + "exports/")
    with page.expect_download() as saved:
        page.locator("a[href$='cables.csv']").first.evaluate("link => { link.click(); }")
    assert saved.value.path().read_text("utf-8").startswith("mrn,")
    assert real(troubles) == []


def test_a_chosen_colour_holds_on_the_next_page(page: Page, root: str, troubles: list[str]) -> None:
    page.emulate_media(color_scheme="light")
    open_page(page, root)
    told = []
    for _ in range(3):
        page.locator("label[for^=__palette]:visible").click()
        told.append(page.locator("body").get_attribute("data-md-color-scheme"))
    assert set(told) == {"default", "slate"}
    page.locator("label[for^=__palette]:visible").click()
    page.locator("label[for^=__palette]:visible").click()
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    page.goto(root + SECTION, wait_until="commit")
    page.wait_for_selector("body[data-md-color-scheme=slate] .md-content", state="attached")
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    assert real(troubles) == []


INTRUDERS = {
    "script": ("<script>window.intruder = 1</script>", "script-src-elem"),
    "handler": ("<img src=nothing.png onerror='window.intruder = 1'>", "script-src-attr"),
    "foreign script": ("<script src='//127.0.0.1:1/a.js'></script>", "script-src-elem"),
    "foreign image": ("<img src='//127.0.0.1:1/a.png'>", "img-src"),
    "foreign style": ("<link rel=stylesheet href='//127.0.0.1:1/a.css'>", "style-src-elem"),
    "style": ("<style>body { color: red }</style>", "style-src-elem"),
    "style of an element": ("<p style='color: red'>x</p>", "style-src-attr"),
    "frame": ("<iframe src='//127.0.0.1:1/'></iframe>", "frame-src"),
    "object": ("<object data='//127.0.0.1:1/a.swf'></object>", "object-src"),
    "base": ("<base href='//127.0.0.1:1/'>", "base-uri"),
    "form": (
        "<form id=f action='//127.0.0.1:1/'></form><button form=f id=b>x</button>",
        "form-action",
    ),
}
"""What somebody might bring into a page, and the directive that stops it."""


def test_what_is_brought_into_a_page_is_stopped(page: Page, root: str, troubles: list[str]) -> None:
    markup = ""

    def smuggled(route: Route) -> None:
        answer = route.fetch()
        body = answer.text().replace("</article>", f"{markup}</article>")
        assert markup in body
        route.fulfill(response=answer, body=body)

    page.route(root + "about/", smuggled)
    for kind, (markup, directive) in INTRUDERS.items():  # noqa: B007  # `smuggled` uses the markup
        troubles.clear()
        page.goto(root + "about/", wait_until="load")
        if kind == "form":
            page.locator("#b").evaluate("button => button.click()")
        page.wait_for_timeout(100)
        assert page.evaluate("window.intruder") is None, kind
        assert any(text.startswith(f"violation: {directive}") for text in troubles), (
            kind,
            troubles,
        )


SINKS = {
    "HTML": "document.body.innerHTML = '<img src=x onerror=intruder()>'",
    "a parser": "new DOMParser().parseFromString('<p>', 'text/html')",
    "a script's text": "document.createElement('script').textContent = 'intruder()'",
    "a foreign worker": "new Worker('//127.0.0.1:1/a.js')",
    "another policy": "trustedTypes.createPolicy('intruder', {})",
}
"""What a script of the page might do with a string that came from outside."""


def test_no_script_makes_anything_live_from_a_string(
    page: Page, root: str, troubles: list[str]
) -> None:
    open_page(page, root + QUESTIONS)
    assert real(troubles) == []
    for kind, sink in SINKS.items():
        stopped = page.evaluate(
            f"() => {{ try {{ {sink}; return ''; }} catch (error) {{ return error.name; }} }}"
        )
        assert stopped in {"TypeError", "SecurityError"}, kind
    page.wait_for_timeout(100)
    assert page.evaluate("window.intruder") is None


def test_words_marked_by_the_theme_break_nothing(
    page: Page, root: str, troubles: list[str]
) -> None:
    open_page(page, root + QUESTIONS + "?h=government")
    page.keyboard.press("/")
    page.locator("#rt-search-input").wait_for()
    assert real(troubles) == []


# --- The snippets as they are tracked, and what each server sends ---------------------------------


def built(root: Path, address: str) -> Workspace:
    """The sample's site as this repository builds it, with its snippets."""
    new_workspace(root)
    workspace = Workspace(root)
    shutil.copy(SAMPLE, workspace.cables)
    curated = Path(CURATED_GLOSSARY).parent
    shutil.copytree(ROOT / curated, root / curated, dirs_exist_ok=True)
    for command in ("build", "deploy"):
        done = run("reftel", command, cwd=root, address=address)
        assert done.returncode == 0, done.stderr
    return workspace


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return built(tmp_path_factory.mktemp("policy") / "workspace", "")


@pytest.fixture(scope="module")
def deep(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return built(
        tmp_path_factory.mktemp("deep") / "workspace", "https://cables.example.org/an/archive/"
    )


def texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in folder.iterdir()}


def test_the_tracked_snippets_are_those_of_the_sample(sample: Workspace) -> None:
    assert texts(ROOT / "deploy") == texts(sample.root / "deploy")
    assert {name for name, _ in SERVERS.values()} == set(texts(ROOT / "deploy"))


def test_every_type_of_file_is_told(sample: Workspace) -> None:
    """Lists of checksums have no ending and are sent as plain text."""
    files = [path for path in (sample.root / "site").rglob("*") if path.is_file()]
    ends = {path.suffix.removeprefix(".") for path in files if path.name != "SHA256SUMS"}
    assert ends - {""} <= TEXT_TYPES.keys() | BINARY_TYPES.keys()
    assert {"html", "csv", "jsonl", "pf_fragment"} <= ends


class Stay(urllib.request.HTTPRedirectHandler):
    """Follows no redirection."""

    def redirect_request(self, *arguments: object, **named: object) -> None:
        """Follow none."""


def ask(address: str, **headers: str) -> tuple[int, Message]:
    """The status and headers with which a server answers."""
    request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip", **headers})
    try:
        with urllib.request.build_opener(Stay).open(request, timeout=120) as answer:
            return answer.status, answer.headers
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers


@pytest.fixture(scope="module", params=SERVERS)
def hosts(
    request: pytest.FixtureRequest, sample: Workspace, deep: Workspace
) -> Iterator[list[str]]:
    """Addresses of the sample's site, at the root and below a path, of one kind of server."""
    program = str(request.param)
    if not is_there(program):
        pytest.skip(f"{program} is missing")
    with tempfile.TemporaryDirectory(prefix="reftel-") as folder:
        # Apache refuses to run as root and reads as nobody, who may not enter the tests' folders.
        shared = Path(folder)
        shared.chmod(0o755)
        for name, workspace in (("root", sample), ("deep", deep)):
            shutil.copytree(workspace.root / "site", shared / name / "site")
            (shared / f"{name}-scratch").mkdir()
        with (
            running(
                program, sample.root / "deploy", shared / "root" / "site", shared / "root-scratch"
            ) as first,
            running(
                program, deep.root / "deploy", shared / "deep" / "site", shared / "deep-scratch"
            ) as second,
        ):
            yield [f"{first}/", f"{second}/an/archive/"]


ANSWERS = [
    ("", 200, "text/html; charset=utf-8", REVALIDATE),
    ("about/", 200, "text/html; charset=utf-8", REVALIDATE),
    ("exports/cables.csv", 200, "text/csv; charset=utf-8", REVALIDATE),
    ("exports/uses.jsonl", 200, "application/jsonl; charset=utf-8", REVALIDATE),
    ("exports/datapackage.json", 200, "application/json; charset=utf-8", REVALIDATE),
    ("feed.xml", 200, "application/atom+xml; charset=utf-8", REVALIDATE),
    ("SHA256SUMS", 200, "text/plain; charset=utf-8", REVALIDATE),
    ("cables/08MEXICO721/cite.bib", 200, "application/x-bibtex; charset=utf-8", REVALIDATE),
    ("assets/reftel/reftel.js", 200, "text/javascript; charset=utf-8", REVALIDATE),
    ("assets/images/favicon.png", 200, "image/png", REVALIDATE),
    ("pagefind/words.pf_index", 200, "application/octet-stream", REVALIDATE),
    ("assets/javascripts/bundle.00000000.min.js", 404, "text/html; charset=utf-8", REVALIDATE),
    ("no/such/table.csv", 404, "text/html; charset=utf-8", REVALIDATE),
    (".gitignore", 404, "text/html; charset=utf-8", REVALIDATE),
]
"""Path, and the status, type and caching of the answer."""


@pytest.mark.parametrize(("path", "status", "kind", "caching"), ANSWERS)
def test_answers(hosts: list[str], path: str, status: int, kind: str, caching: str) -> None:
    for host in hosts:
        seen, headers = ask(host + path)
        assert (seen, headers["Content-Type"]) == (status, kind)
        assert headers.get_all("Cache-Control") == [caching]
        assert headers["Content-Disposition"] is None
        assert len(headers.get_all("Content-Security-Policy") or []) == 1
        assert [headers.get_all(name) for name, _ in HEADERS] == [[value] for _, value in HEADERS]


def test_what_its_hash_names_is_kept(hosts: list[str], sample: Workspace) -> None:
    site = sample.root / "site"
    named = [
        path.relative_to(site).as_posix()
        for pattern in (
            "assets/*/*.min.*",
            "pagefind/01/index/*/*.pf_*",
            "pagefind/01/fragment/*/*.pf_*",
            "pagefind/01/*.pf_meta",
        )
        for path in sorted(site.glob(pattern))[:3]
    ]
    assert len(named) == 10
    for path in named:
        status, headers = ask(hosts[0] + path)
        assert (status, headers.get_all("Cache-Control")) == (200, [CACHE_FOREVER]), path


def test_text_is_packed_and_known_again(hosts: list[str]) -> None:
    for path in ("", "exports/paras.csv", "exports/paras.jsonl", "feed.xml"):
        _, headers = ask(hosts[0] + path)
        assert headers["Content-Encoding"] == "gzip", path
        assert "Accept-Encoding" in headers["Vary"]
        status, _ = ask(hosts[0] + path, **{"If-None-Match": headers["ETag"]})
        assert status == 304, path
    _, headers = ask(hosts[0] + "pagefind/words.pf_index")
    assert headers["Content-Encoding"] is None, "it is packed already"


def test_a_folder_without_its_slash_is_led_to(hosts: list[str]) -> None:
    for address in (hosts[0] + "about", hosts[1] + "about", hosts[1].removesuffix("/")):
        status, headers = ask(address)
        path = re.sub(r"^https?://[^/]+", "", address)
        assert status in {301, 308}
        assert re.sub(r"^https?://[^/]+", "", headers["Location"]) == f"{path}/"
