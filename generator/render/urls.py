"""The names of all pages and files. No other module builds one.

A page is named by its file under content/pages; `site_links` has its address on the site. Names
are made from the source (MRN, para number, source line), so that adding a cable never moves a page.
"""

from __future__ import annotations

from generator.model import (
    Anchor,
    Cable,
    EntityKind,
    Mrn,
    Outline,
    Section,
    SectionOutline,
    full_year,
    page_anchor,
    split_mrn,
)
from generator.render.slugs import RESERVED, file_name, slugify, term_slug

HOME = "index.md"
SEARCH = "search/index.md"
CABLES = "cables/index.md"
CATALOGUE = "cables/catalogue"
GLOSSARY = "glossary/index.md"
GLOSSARY_ENTRIES = "glossary/entries.json"
OPEN_TERMS = "open-terms.md"
REFERENCES = "references/index.md"
WANTED = "references/wanted.csv"
POSTS = "posts/index.md"
TAGS = "tags/index.md"
CHRONOLOGY = "chronology/index.md"
CHRONOLOGY_BY_YEAR = "chronology/years.md"
CHRONOLOGY_EVENTS = "chronology/events.json"
QUESTIONS = "questions/index.md"
ORGANISATIONS = "organisations/index.md"
PLACES = "places/index.md"
PEOPLE = "people/index.md"
PACKET = "packet/index.md"
PRINT_STYLE = "print.css"
ABOUT = "about.md"
WITHHELD = "withheld/index.md"
REQUESTS = "requests/index.md"
READINGS = "readings/index.md"
RECORDS_REQUESTS = "records-requests/index.md"
WITHHELD_UNDER = "withheld-under/index.md"
ARCHIVE_NUMBERS = "archive-numbers/index.md"
RELEASED = "released/index.md"
OVERVIEW = "overview/index.md"
OVERVIEW_NUMBERS = "overview/numbers.md"
MISSING_NUMBERS = "overview/missing-numbers.csv"
OVERVIEW_COPIES = "overview/copies.md"
COPY_STATES = "overview/copies.csv"
QUOTATIONS = "quotations/index.md"
FEED = "feed.xml"
RELEASES = "releases/index.md"
RELEASES_FEED = "feeds/releases.xml"
EXPORTS = "exports/index.md"
DATA_PACKAGE = "exports/datapackage.json"
CABLE_SCHEMA = "exports/cable.schema.json"
CHECKSUMS = "exports/SHA256SUMS"
GUIDE = "llms.txt"
ROBOTS = "robots.txt"
OPENAPI = "exports/openapi.json"


def cable_page(mrn: Mrn) -> str:
    """The cable's front page."""
    return f"cables/{mrn}/index.md"


def full_page(mrn: Mrn) -> str:
    """The page with the whole cable, where the addresses of paras are permanent."""
    return f"cables/{mrn}/full.md"


def source_page(mrn: Mrn) -> str:
    """The page with the source as received and the repairs."""
    return f"cables/{mrn}/source.md"


def section_page(mrn: Mrn, number: int, section: Section | SectionOutline) -> str:
    """The page of a section; `number` counts from 1."""
    slug = slugify(section.title) or "section"
    return f"cables/{mrn}/{number:02d}-{slug}.md"


def section_number(mrn: Mrn, page: str) -> int | None:
    """The number of the section on a page, from 1; None if the page is not a section page.

    The names of other pages of a cable begin with a letter.
    """
    number, hyphen, _ = page.removeprefix(f"cables/{mrn}/").partition("-")
    return int(number) if hyphen and number.isdigit() else None


def copies_page(mrn: Mrn) -> str:
    """The page that compares the copies of a cable."""
    return f"cables/{mrn}/copies.md"


def copy_page(mrn: Mrn, name: str, line: int | None) -> str:
    """The main copy beside another one, if there are more than two.

    The other is named by its file, and by its first line if it is within a file.
    """
    return f"cables/{mrn}/copy-{file_name(name if line is None else f'{name} line {line}')}.md"


def print_style(mrn: Mrn) -> str:
    """The style sheet with the strings on every printed sheet of a cable."""
    return f"cables/{mrn}/print.css"


def cable_data(mrn: Mrn) -> str:
    """The JSON file of a cable."""
    return f"cables/{mrn}/cable.json"


def cable_markdown(mrn: Mrn) -> str:
    """The whole cable in plain Markdown, for programs and language models."""
    return f"cables/{mrn}/cable.md"


def term_markdown(short: str) -> str:
    """A glossary entry in plain Markdown; no period of its uses has that name."""
    return f"glossary/{term_slug(short)}/term.md"


def is_data_markdown(path: str) -> bool:
    """Whether a Markdown file is one of the two above: data, not the text of a page."""
    return path.endswith(("/cable.md", "/term.md")) and path.startswith(("cables/", "glossary/"))


def table_file(table: str, ending: str) -> str:
    """The file of an exported table: `exports/paras.csv`."""
    return f"exports/{table}.{ending}"


def pdf_href(mrn: Mrn) -> str:
    """Link from a cable's front page to its PDF."""
    return f"{mrn}.pdf"


def citation_file(mrn: Mrn, ending: str) -> str:
    """A citation file for reference managers: `bib`, `ris`, or `json` for CSL-JSON."""
    return f"cables/{mrn}/cite.{'csl.json' if ending == 'json' else ending}"


def catalogue_file(name: str) -> str:
    """A data file of the catalogue: `index`, `columns-0`, `texts-12`."""
    return f"{CATALOGUE}/{name}.json"


def quotation_file(name: str) -> str:
    """A data file of the quotation check: `index`, `cables-0`, `words/12`."""
    return f"quotations/{name}.json"


def cables_page(period: str) -> str:
    """The list of cables of a period: `2008`, `2008-03`, `undated`."""
    return f"cables/{period}.md"


def term_page(short: str) -> str:
    """The glossary entry of an abbreviation; unique on every file system."""
    return f"glossary/{term_slug(short)}.md"


def term_uses_page(short: str, period: str) -> str:
    """The uses of an abbreviation in the cables of a period."""
    return f"glossary/{term_slug(short)}/{period}.md"


def letter_page(letter: str) -> str:
    """The abbreviations that begin with a letter, or with several, if one list is too long."""
    return f"glossary/a-z/{letter.lower()}.md"


ENTITY_FOLDERS = {
    EntityKind.PERSON: "people",
    EntityKind.ORGANISATION: "organisations",
    EntityKind.PLACE: "places",
}
"""The folder of the pages of each kind of entity."""


def entity_page(kind: EntityKind, key: str, period: str = "") -> str:
    """The page of a person, organisation or place, or its mentions in the cables of a period."""
    return f"{ENTITY_FOLDERS[kind]}/{file_name(key)}{period and '/' + period}.md"


def entity_letter(kind: EntityKind, beginning: str) -> str:
    """The entities of a kind whose names have a beginning (`j`, `jo`), if one list is too long."""
    name = beginning + "=" if beginning in RESERVED else beginning
    return f"{ENTITY_FOLDERS[kind]}/a-z/{name}.md"


def withheld_year(year: str) -> str:
    """The list of fully withheld cables of a year. The anchor of an entry is the MRN."""
    return f"withheld/{year}.md"


def withheld_page(mrn: Mrn) -> str:
    """The page that lists a fully withheld cable."""
    year, _, _ = split_mrn(mrn) or (0, mrn, 0)
    return withheld_year(str(full_year(year)))


def withheld_under_page(code: str, period: str = "") -> str:
    """What publishers withheld under an exemption code, or in the cables of a period.

    An empty code stands for passages without a code.
    """
    return f"withheld-under/{slugify(code) or 'no-code'}{period and '/' + period}.md"


def archive_numbers_page(group: str) -> str:
    """The archive numbers of a group, if one list is too long. The anchor is the number."""
    return f"archive-numbers/{group}.md"


def released_page(period: str) -> str:
    """The passages that were released in a period: `2006`, `2006-05`, `2006-lima`."""
    return f"released/{file_name(period)}.md"


def release_page(key: str, part: str = "") -> str:
    """What changed with a release of the site, or a part of it: `2008`, `2008-lima`."""
    return f"releases/{key}{part and '/' + file_name(part)}.md"


def release_meanings(key: str, letters: str = "") -> str:
    """The meanings that changed with a release, or those of abbreviations that begin alike."""
    return f"releases/{key}/meanings{letters and '/' + file_name(letters)}.md"


def releases_year(year: str) -> str:
    """The releases of a year, if one list is too long."""
    return f"releases/{year}.md"


def requests_year(year: str) -> str:
    """The requests to withhold in the cables of a year."""
    return f"requests/{year}.md"


def reading_page(name: str) -> str:
    """The page of a reading, by the name of its file."""
    return f"readings/{file_name(name)}.md"


def readings_list(period: str) -> str:
    """The readings of a year, if one list is too long."""
    return f"readings/years/{period}.md"


def records_request_page(series: str) -> str:
    """The packet to ask for the cables of a post and year: `records-requests/08-lima.md`."""
    return f"records-requests/{_series_name(series)}.md"


def records_requests_list(period: str) -> str:
    """The packets of a year, if one list is too long."""
    return f"records-requests/lists/{file_name(period)}.md"


def request_file(series: str, kind: str, part: int) -> str:
    """A letter of a packet, or its annex: `records-requests/08-lima-foia.txt`, `...-foia-2.txt`.

    `part` counts the letters of a kind from 1.
    """
    number = f"-{part}" if part > 1 else ""
    return f"records-requests/{_series_name(series)}-{kind}{number}.txt"


def _series_name(series: str) -> str:
    """Year and post as the leak check knows them in addresses: `08-lima`."""
    return f"{series[:2]}-{file_name(series[2:])}"


def overview_posts(group: str) -> str:
    """The cables by year of the posts whose names begin alike: `a`, `sa`."""
    return f"overview/posts/{file_name(group)}.md"


def overview_numbers(group: str) -> str:
    """The serial numbers of the posts whose names begin alike (`m`), or of one post."""
    return f"overview/numbers/{file_name(group)}.md"


def overview_lacking(field: str, period: str = "") -> str:
    """The cables that lack a part (`subject`), or those of a period."""
    return f"overview/without-{field}{period and '/' + period}.md"


def overview_copies(group: str) -> str:
    """The copies in one state (`truncated`), or those of a period (`truncated-2008`)."""
    return f"overview/copies/{file_name(group)}.md"


def not_held_page(mrn: Mrn) -> str:
    """The page of a cited cable that is not held: a thousand numbers of one post and year.

    The anchor of an entry is the MRN.
    """
    year, post, number = split_mrn(mrn) or (0, mrn, 0)
    return f"references/{year:02d}{post}-{number // 1000}.md"


def not_held_year(year: str) -> str:
    """The list of cited cables of a year."""
    return f"references/{year}.md"


def post_page(post: str, period: str = "") -> str:
    """The cables of a post, or those of a period."""
    return f"posts/{file_name(post)}{period and '/' + period}.md"


def tag_page(code: str, period: str = "") -> str:
    """The cables with a TAGS code, or those of a period."""
    return f"tags/{file_name(code)}{period and '/' + period}.md"


def group_feed(page: str) -> str:
    """The feed of the cables on the page of a post or TAGS code: `feeds/posts/lima.xml`."""
    return f"feeds/{page.removesuffix('.md')}.xml"


def chronology_page(period: str) -> str:
    """The events of a year, or of a month."""
    return f"chronology/{period}.md"


def chronology_key(page: str) -> str:
    """A page of the chronology in its data: `index`, `2008`, `years-2007`."""
    return page.removeprefix("chronology/").removesuffix(".md")


def chronology_page_by_year(period: str) -> str:
    """The events known to the year: of a year (`2007`), or of a year and a post (`2007-lima`)."""
    return f"chronology/years-{period}.md"


def questions_list(period: str) -> str:
    """The questions first asked in a period, if one list is too long."""
    return f"questions/lists/{file_name(period)}.md"


def question_page(key: str, period: str = "") -> str:
    """A question with its answers, or with those of a period."""
    return f"questions/{file_name(key)}{period and '/' + period}.md"


def section_file(
    cable: Cable | Outline, mrn: Mrn, number: int, section: Section | SectionOutline
) -> str:
    """The page of a section: its own, or the whole cable if it is the only section."""
    return full_page(mrn) if len(cable.sections) < 2 else section_page(mrn, number, section)


def text_pages(cable: Outline, mrn: Mrn) -> dict[Anchor, str]:
    """The page of each para, heading and transmission page, by anchor.

    It is the page of the section, or of the whole cable if there is only one section.
    """
    pages: dict[Anchor, str] = dict.fromkeys(cable.headings, full_page(mrn))
    for number, section in enumerate(cable.sections, 1):
        page = section_file(cable, mrn, number, section)
        if section.heading is not None:
            pages[section.heading] = page
        pages.update(dict.fromkeys(section.names, page))
        pages.update((page_anchor(number), page) for number in section.pages)
    return pages
