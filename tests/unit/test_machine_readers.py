"""Files for machine readers: Markdown beside pages, `llms.txt`, `robots.txt`, `openapi.json`."""

from __future__ import annotations

import json
import posixpath
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.editions.edition_settings import read_editions
from generator.errors import ReftelError
from generator.exports.data_files import export_corpus
from generator.exports.tables import TABLES
from generator.mkdocs_build.conversion.html_blocks import convert
from generator.model import Corpus, Mrn, Robots, SiteFeature, SiteInfo
from generator.model.releases import with_marks
from generator.render import site_links, urls
from generator.render.machine_readers import MODEL_CRAWLERS, robots
from generator.render.markdown import commonmark, commonmark_code, commonmark_heading, plain
from generator.render.units import render_corpus
from tests.editions import PUBLIC, TEMPLATES, leaks_in, published, rules
from tests.exporting import CORPORA, FIRST, INFO, corpora

COMMONMARK = MarkdownIt("commonmark")
LEFT_OUT = replace(INFO, left_out=(SiteFeature.MACHINE_READERS,))


def pages(corpus: Corpus, info: SiteInfo = INFO) -> dict[str, str]:
    made = {page.path: page.text for page in render_corpus(corpus, TEMPLATES, info)}
    return made | {page.path: page.text for page in export_corpus(corpus, TEMPLATES, info)}


def shown(tokens: list[Token]) -> str:
    """The text that a reader of the Markdown sees; another kind of markup by its name."""
    known = {"text", "text_special", "link_open", "link_close"}
    texts = []
    for token in tokens:
        if token.type == "inline":
            inner = token.children or []
            texts.append("".join(c.content if c.type in known else f"<{c.type}>" for c in inner))
        elif token.type == "fence":
            texts.append(token.content.removesuffix("\n"))
        elif not token.type.startswith(("paragraph", "heading", "list_item", "bullet_list")):
            texts.append("" if token.type.startswith("blockquote") else f"<{token.type}>")
    return "\n".join(filter(None, texts))


# --- Escaping ------------------------------------------------------------------------------------

PIECES = [
    *("``", "` "),
    *"aB1*_`[]()<>&#-+~!|.:=¶é\\ \t",
    *("**", "__", "![", "](x)", "]: y", "1. ", "2)", "---", "~~~", "<b>", "</b>", "<!--", "&amp;"),
    *("&#38;", "http://a.b", "_a_", "x_y", "- ", "# ", "> "),
]


@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
def test_any_text_is_shown_as_it_is(text: str) -> None:
    assert shown(COMMONMARK.parse(commonmark(text))) == plain(text)
    assert shown(COMMONMARK.parse(commonmark_heading(2, text))) == plain(text)


@pytest.mark.parametrize(
    "text",
    [
        "The `so' of one",
        "A_B [x] 3 * 4 (see) 1.4(D) #12 R&D",
        "SALT - PEPPER",
        "<- here",
        "¶ 2-3",
        "x [y] z",
    ],
)
def test_text_without_markup_has_no_backslash(text: str) -> None:
    assert commonmark(text) == text


def test_lines_of_code_may_have_fences() -> None:
    text = "a  b\n```\n c"
    assert shown(COMMONMARK.parse(commonmark_code(text))) == text


# --- Cables and terms ----------------------------------------------------------------------------


def paras_of(text: str) -> dict[str, str]:
    """The text below the heading of each para, by anchor; notices that share one by the first."""
    tokens = COMMONMARK.parse(text)
    starts = [i for i, token in enumerate(tokens) if token.type == "heading_open"]
    found = {}
    for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
        link = re.search(r"^\[[^\]]+\]\([^)#]*#([^)]+)\)", tokens[start + 1].content)
        if tokens[start].tag == "h3" and link:
            anchor = link[1]
            found[anchor] = shown(tokens[start + 3 : end])
        elif tokens[start].tag == "h4":
            found[anchor] += "\n" + shown(tokens[start:end])
    return {name: words.strip() for name, words in found.items()}


@corpora
def test_paras_have_the_text_of_the_pages(corpus: Corpus) -> None:
    made = pages(corpus)
    for item in corpus.cables:
        mrn = item.cable.id
        assert mrn is not None
        paras = paras_of(made[urls.cable_markdown(mrn)])
        page = convert(made[urls.full_page(mrn)].partition("\n---\n")[2], urls.full_page(mrn))
        assert page is not None
        assert list(paras) == [para.anchor for para in item.cable.paras]
        for number, para in enumerate(item.cable.paras, 1):
            blocks = [
                " ".join(filter(None, (b.marker, b.label, plain(with_marks(b.text, b.gaps)[0]))))
                for b in para.blocks
            ]
            got = plain(paras[para.anchor])
            assert got.startswith(plain("\n".join(filter(None, blocks))))
            if number < len(item.cable.paras):
                assert got == plain("\n".join(filter(None, blocks)))


def links_of(text: str) -> list[str]:
    """The targets of the links."""
    inner = [child for token in COMMONMARK.parse(text) for child in token.children or []]
    return [str(child.attrs["href"]) for child in inner if child.type == "link_open"]


@corpora
@pytest.mark.parametrize("root", [INFO.address, ""])
def test_every_link_leads_somewhere(corpus: Corpus, root: str) -> None:
    made = pages(corpus, replace(INFO, address=root))
    anchors = {path: set(re.findall(r'id="([^"]+)"|\{: #([^ }]+)', t)) for path, t in made.items()}
    places = {site_links.address(path): path for path in made if path.endswith(".md")}
    for file in filter(urls.is_data_markdown, [*made, "llms.txt"]):
        for address in links_of(made[file]):
            link, _, anchor = address.partition("#")
            folder = posixpath.dirname(file)
            path = link.removeprefix(root) if root else posixpath.normpath(f"{folder}/{link}") + "/"
            assert path in places, (file, address)
            page = places[path]
            assert not anchor or any(anchor in pair for pair in anchors[page]), (file, address)


@corpora
@pytest.mark.parametrize("root", [INFO.address, ""])
def test_files_have_no_html(corpus: Corpus, root: str) -> None:
    for path, text in pages(corpus, replace(INFO, address=root)).items():
        if urls.is_data_markdown(path) or path == urls.GUIDE:
            kinds = {c.type for t in COMMONMARK.parse(text) for c in (t, *(t.children or []))}
            assert not {"html_inline", "html_block", "em_open", "strong_open"} & kinds, path


def test_a_term_has_its_meanings_and_passages() -> None:
    text = pages(CORPORA["invented"])[urls.term_markdown("INS")]
    assert "\n## National Salt Institute\n" in text
    root = INFO.address
    assert (
        f"> National Salt Institute (INS)\n>\n> 08LIMA12 [¶1]({root}cables/08LIMA12/full/#p-1)"
        in (text)
    )


def test_notices_stand_for_what_is_withheld() -> None:
    decisions = rules(
        "rules:\n"
        "  - {id: one, reason: personal privacy, kind: name, names: [Carry Sack], note: Why.}\n"
        "  - {id: two, reason: security, kind: para, paras: [08LIMA12 ¶2], note: W.}\n"
    )
    made = published(decisions, c08LIMA12=FIRST.replace("=1+1", "Carry Sack"))
    text = pages(made.corpus, SiteInfo(name="x", edition=PUBLIC))[
        urls.cable_markdown(Mrn("08LIMA12"))
    ]
    assert "[withheld: name, personal privacy, rule one]" in text
    assert paras_of(text)["p-2"].startswith("[withheld: ")
    assert "septel" not in text
    assert leaks_in(made) == []


# --- The guide, the crawlers, the settings -------------------------------------------------------


def test_the_guide_has_the_form_of_llms_txt() -> None:
    """A title, a quotation, text without headings, then lists of links below headings."""
    made = pages(CORPORA["invented"])
    tokens = COMMONMARK.parse(made[urls.GUIDE])
    assert [t.type for t in tokens[:4]] == [
        "heading_open", "inline", "heading_close", "blockquote_open",
    ]  # fmt: skip
    assert [t.tag for t in tokens if t.type == "heading_open"] == ["h1", "h2", "h2", "h2"]
    lists = made[urls.GUIDE].split("\n## ", 1)[1]
    for line in lists.splitlines():
        assert re.fullmatch(r"(## )?\w+|- \[[^\]]+\]\(https://[^)]+\): .+|", line), line
    files = set(re.findall(rf"\({INFO.address}([^)]*\.jsonl?)\)", lists))
    assert files
    assert files <= made.keys()


def test_a_feature_that_is_left_out_leaves_no_file_and_no_link() -> None:
    with_it, without = pages(CORPORA["invented"]), pages(CORPORA["invented"], LEFT_OUT)
    gone = with_it.keys() - without.keys()
    assert urls.GUIDE in gone
    assert urls.OPENAPI in gone
    assert all(urls.is_data_markdown(path) for path in gone - {urls.GUIDE, urls.OPENAPI})
    assert not [
        p for p, text in without.items() if re.search(r"cable\.md|term\.md|llms|opena", text)
    ]
    assert [p for p, text in with_it.items() if re.search(r'^markdown: "', text, re.M)]
    assert urls.ROBOTS in without


def crawlers(kind: Robots, address: str = INFO.address) -> str:
    return robots(SiteInfo(name="x", address=address, edition=replace(PUBLIC, robots=kind))).text


def test_robots_are_let_in_or_kept_out() -> None:
    site = f"Sitemap: {INFO.address}sitemap.xml"
    assert crawlers(Robots.ALL) == f"User-agent: *\nAllow: /\n\n{site}\n"
    assert crawlers(Robots.ALL, "") == "User-agent: *\nAllow: /\n"
    assert crawlers(Robots.NONE) == "User-agent: *\nDisallow: /c/\n"
    assert crawlers(Robots.NONE, "") == "User-agent: *\nDisallow: /\n"
    models, everyone, last = crawlers(Robots.NO_MODELS).split("\n\n")
    assert models.splitlines() == [
        *(f"User-agent: {name}" for name in MODEL_CRAWLERS), "Disallow: /c/",
    ]  # fmt: skip
    assert (everyone, last) == ("User-agent: *\nAllow: /", site + "\n")


def test_editions_not_for_release_ask_for_no_robots() -> None:
    editions = read_editions(
        {
            "public": {"robots": "no-models"},
            "review": {"for_editors": True},
            "whole": {"rules": "none"},
            "open": {"for_editors": True, "robots": "all"},
            "partner": {},
        }
    )
    assert {name: edition.robots.value for name, edition in editions.items()} == {
        "public": "no-models",
        "internal": "none",
        "review": "none",
        "whole": "all",
        "open": "all",
        "partner": "all",
    }
    with pytest.raises(ReftelError, match="'robots' must be one of all, none, no-models"):
        read_editions({"public": {"robots": "some"}})


# --- OpenAPI -------------------------------------------------------------------------------------

_TEXT = {"type": "string", "minLength": 1}


def strict(required: str, /, **properties: object) -> dict[str, object]:
    """A schema of an object with these properties and no others."""
    names = required.split()
    return {
        "type": "object",
        "properties": properties,
        "required": names,
        "additionalProperties": False,
    }


OPENAPI = strict(
    "openapi info servers paths components",
    openapi={"pattern": r"^3\.1\.\d+$"},
    info=strict("title version", title=_TEXT, version=_TEXT, description=_TEXT),
    servers={"type": "array", "items": strict("url", url=_TEXT, description=_TEXT)},
    paths={
        "type": "object",
        "propertyNames": {"pattern": "^/"},
        "additionalProperties": strict(
            "get",
            get=strict(
                "operationId summary responses",
                operationId={"pattern": r"^\w+$"},
                summary=_TEXT,
                parameters={
                    "type": "array",
                    "items": strict(
                        "name in required schema",
                        **{"in": {"const": "path"}},
                        name=_TEXT,
                        required={"const": True},
                        description=_TEXT,
                        schema={"type": "object"},
                    ),
                },
                responses={
                    "type": "object",
                    "propertyNames": {"pattern": r"^[1-5]\d\d$"},
                    "additionalProperties": strict(
                        "description",
                        description=_TEXT,
                        content={
                            "type": "object",
                            "propertyNames": {"pattern": r"^\w+/[\w.+-]+$"},
                            "additionalProperties": strict("schema", schema={"type": "object"}),
                        },
                    ),
                },
            ),
        ),
    },
    components=strict("schemas", schemas={"type": "object"}),
)
"""The part of OpenAPI 3.1 that we use: section 4.8 of the specification.

What it accepts was validated by hand with openapi-spec-validator 0.9.0, which has the whole schema.
"""


def test_the_description_is_openapi() -> None:
    described = json.loads(pages(CORPORA["invented"])[urls.OPENAPI])
    Draft202012Validator(OPENAPI).validate(described)
    operations = [path["get"]["operationId"] for path in described["paths"].values()]
    assert len(operations) == len(set(operations))
    for path, item in described["paths"].items():
        named = [parameter["name"] for parameter in item["get"].get("parameters", [])]
        assert re.findall(r"\{(\w+)\}", path) == named
    for schema in described["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_every_path_of_the_description_is_a_file() -> None:
    made = pages(CORPORA["invented"])
    described = json.loads(made[urls.OPENAPI])
    files = {*made, "manifest.json", *(site_links.address(path) for path in made)}
    for path in described["paths"]:
        named = path[1:].replace("{mrn}", "08LIMA12").replace("{slug}", "ins")
        assert named in files, path
    for reference in re.findall(r'"\$ref": "([^"]+)"', made[urls.OPENAPI]):
        file, _, pointer = reference.partition("#")
        target = json.loads(made[f"exports/{file}"]) if file else described
        for name in pointer.split("/")[1:]:
            target = target[name]


def test_rows_have_the_described_form() -> None:
    made = pages(CORPORA["invented"])
    described = json.loads(made[urls.OPENAPI])
    definitions = json.loads(made[urls.CABLE_SCHEMA])["$defs"]
    text = json.dumps(described["components"]["schemas"])
    local = json.loads(text.replace("cable.schema.json#", "#"))
    for table in TABLES:
        validator = Draft202012Validator({**local[table.name], "$defs": definitions})
        for line in made[urls.table_file(table.name, "jsonl")].splitlines():
            assert [e.message for e in validator.iter_errors(json.loads(line))] == []
