"""Pages at addresses that people and organisations have in smaller collections."""

from __future__ import annotations

from generator.editions.edition_settings import PREDEFINED
from generator.release.offline import link_page_to_files
from tests.cables import cable_text
from tests.editions import everything, published, rules


def pages_of(**sentences: str) -> dict[str, str]:
    """The pages of invented cables of one sentence each."""
    cables = {name: cable_text(name[1:], text) for name, text in sentences.items()}
    return everything(published(rules("rules: []"), PREDEFINED["internal"], None, **cables))


def test_an_older_address_leads_on_to_the_page() -> None:
    words = "Foreign Minister Ines Zaldunari spoke."
    pages = pages_of(c08LIMA12=words, c09QUITO5=words)
    page = pages["people/ines-zaldunari-quito.md"]
    assert '"../ines-zaldunari-lima/"' in page, "the page leads on by itself"
    assert "[Ines Zaldunari](ines-zaldunari-lima.md)" in page, "and by a link"
    assert "moved: true" in page, "search engines leave it out"
    assert "ines-zaldunari-quito" not in pages["people/index.md"]


def test_an_address_of_several_people_lists_them() -> None:
    words = "We met Tomas Quintarejo."
    page = pages_of(c75LIMA51=words, c98LIMA52=words)["people/tomas-quintarejo-lima.md"]
    assert "refresh" not in page
    for year in (1975, 1998):
        assert f"[Tomas Quintarejo](tomas-quintarejo-lima-{year}.md)" in page


def test_a_name_of_no_country_names_those_of_countries() -> None:
    pages = pages_of(
        c08QUITO12="The Ministry of Salt spoke.",
        c08LIMA12="The Peruvian Ministry of Salt met. The Ministry of Salt spoke.",
        c08MADRID3="The Peruvian Ministry of Salt (MOS) met.",
    )
    assert "(ministry-of-salt-peru.md)" in pages["organisations/ministry-of-salt.md"]


def test_a_page_that_leads_on_names_the_file_in_a_copy_for_a_disk() -> None:
    page = '<meta http-equiv="refresh" content="0; url=../ines/">'
    assert link_page_to_files(page) == page.replace("ines/", "ines/index.html")
