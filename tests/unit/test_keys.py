"""The key of a cached result covers everything the result depends on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, replace
from typing import Any

import pytest

from generator.execution.result_cache import CachedRunner, Digest, digest_of
from generator.model import CuratedGlossary, ExternalTerm, Mrn
from generator.pipeline import build_edition
from generator.pipeline.connecting import curated_digest
from tests.variants import BASE, VARIANTS


class CheckingBench(CachedRunner):
    """Runs every job and compares the results for equal keys."""

    def __init__(self) -> None:
        super().__init__()
        self.variant = ""
        self.asked: Counter[str] = Counter()
        """Number of requests for each job."""
        self.results: dict[str, dict[Digest, tuple[Digest, str]]] = {}
        """Digest of each result and the variant it is from, by job and key."""

    def map(
        self,
        job: Callable[[Any, Any], Any],
        context: Any,
        items: Sequence[Any],
        keys: Callable[[Any], Digest],
        *,
        is_cacheable: Callable[[Any], bool] = bool,
    ) -> Iterator[Any]:
        """See `CachedRunner`."""
        name = f"{job.__module__}.{job.__qualname__}"
        known = self.results.setdefault(name, {})
        for item in items:
            result = job(context, item)
            before, variant = known.setdefault(keys(item), (digest_of(result), self.variant))
            assert before == digest_of(result), (
                f"{name}: one key for two results, in '{variant}' and '{self.variant}'"
            )
            self.asked[name] += 1
            yield result


def test_equal_keys_have_equal_results() -> None:
    """For all pairs of variants; each job has several keys, some of them repeated."""
    bench = CheckingBench()
    for name, variant in VARIANTS.items():
        bench.variant = name
        build_edition(
            variant.sources(),
            variant.curated(),
            variant.decisions(),
            variant.edition,
            runner=bench,
            names=variant.names,
        )
    assert len(bench.asked) >= 5
    for job, asked in bench.asked.items():
        assert 1 < len(bench.results[job]) < asked, job


(TERM,) = BASE.curated().terms

OTHERS: dict[str, Any] = {
    "abbreviation": "XYZ",
    "sense": replace(TERM.sense, expansion="Pepper"),
    "spellings": ("salted",),
    "also_written": ("Sodium",),
    "posts": frozenset({"QUITO"}),
    "years": (1969, 1976),
    "cables": frozenset({Mrn("08LIMA11")}),
    "former": ("NAC",),
}
"""Another value for each field of a curated term."""


def test_every_field_of_a_term_has_another_value() -> None:
    """A new field needs a value in `OTHERS`."""
    assert {field.name for field in fields(ExternalTerm)} == OTHERS.keys()


@pytest.mark.parametrize("name", OTHERS)
def test_a_glossary_with_another_field_has_another_digest(name: str) -> None:
    assert getattr(TERM, name) != OTHERS[name]
    other = replace(TERM, **{name: OTHERS[name]})
    assert curated_digest(CuratedGlossary(terms=(other,))) != curated_digest(
        CuratedGlossary(terms=(TERM,))
    )


@pytest.mark.parametrize("name", [field.name for field in fields(CuratedGlossary)])
def test_each_field_of_the_glossary_changes_its_digest(name: str) -> None:
    whole = CuratedGlossary(
        terms=(TERM,), excluded=frozenset({"ABC", "DEF"}), withheld=frozenset({"GHI", "JKL"})
    )
    assert curated_digest(replace(whole, **{name: type(getattr(whole, name))()})) != (
        curated_digest(whole)
    )
