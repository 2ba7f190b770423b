"""YAML within bounds: what is too large, too deep or too often repeated gives a sentence."""

from __future__ import annotations

import pytest

from generator.curated.bounds import DEEPEST, LARGEST, compose
from generator.errors import ReftelError

BOMB = "a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
"""Nine to the ninth values in 400 characters."""


def fault(text: str, *, aliases: bool = False) -> str:
    with pytest.raises(ReftelError) as raised:
        compose(text, "f.yml", aliases=aliases)
    return str(raised.value)


@pytest.mark.parametrize("aliases", [False, True])
@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 100_000, "- " * 50_000 + "a"])
def test_deep_values_are_refused(text: str, aliases: bool) -> None:
    assert fault(text, aliases=aliases).startswith("f.yml:1: values are nested deeper than 30 ")


def test_the_deepest_values_that_are_read() -> None:
    compose("[" * DEEPEST + "]" * DEEPEST, "f.yml")
    assert "deeper" in fault("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1))


def test_a_large_text_is_refused() -> None:
    assert fault("#" * (LARGEST + 1)).startswith("f.yml: the file has 2,000,001 characters")


def test_aliases_are_refused_in_files_of_editors() -> None:
    assert (
        fault("a: &x 1\nb: *x\n")
        == "f.yml:2: aliases ('*name') are not supported: write the value out."
    )
    assert fault(BOMB).startswith("f.yml:2: aliases")


def test_aliases_of_settings_are_bounded_by_what_they_stand_for() -> None:
    assert compose("a: &x [1, 2]\nb: *x\nc: *x\n", "mkdocs.yml", aliases=True) is not None
    assert "f.yml:2: an alias makes this value contain itself" in fault(
        "a:\n- &x [*x]", aliases=True
    )
    assert "more than 200,000 values" in fault(BOMB, aliases=True)


def test_nothing_is_constructed() -> None:
    node = compose(f"a: !!python/object/apply:os.abort []\nb: {'9' * 5000}\n", "f.yml")
    assert node is not None


@pytest.mark.parametrize("text", ["a: \x00", "a: [", "a: 1\n---\nb: 2", "a: b: c", "%"])
def test_invalid_yaml_is_one_sentence_with_its_line(text: str) -> None:
    message = fault(text)
    assert message.startswith("f.yml:")
    assert "invalid YAML (" in message
    assert "\n" not in message
