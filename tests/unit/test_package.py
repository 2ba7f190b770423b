"""The package as others import it."""

import subprocess
import sys
from importlib import resources

import pytest

import generator
from generator.parse import stages


def test_importing_the_package_does_not_load_the_parser() -> None:
    program = "import sys, generator; sys.exit('generator.parse' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program]).returncode == 0


def test_parse_cable_is_importable_from_the_package() -> None:
    assert generator.parse_cable is stages.parse_cable
    assert generator.__all__ == ["parse_cable", "telegrams_in"]


def test_other_names_are_attribute_errors() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = getattr(generator, "nothing")  # noqa: B009


def test_the_package_is_marked_as_typed() -> None:
    assert resources.files("generator").joinpath("py.typed").is_file()
