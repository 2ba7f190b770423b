"""Quotations made from a built site, and what the program and the page say of them.

    python -m tests.site.quotation_oracle SITE --quotations 500 --seed 1 --in-browser 100

SITE is the folder of a public edition; the kinds are those of `quotation_maker`.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from generator.quotations.quotable_text import read_cable_json
from generator.quotations.quotation_check import QuotationVerdict, judge
from generator.quotations.quotation_words import clean
from generator.site_reader.quotation_site import QuotationSite
from tests.quotation_maker import MadeQuotation, make_quotations
from tests.site.shared import serving

CHECK = """async (texts) => {
  const load = (name) => import(new URL(`../assets/reftel/quotation-${name}.js`, location.href));
  const [{ judge }, { QuotationIndex }, { clean }] = await Promise.all(
    ["check", "index", "words"].map(load));
  const index = await QuotationIndex.load(new URL("./", location.href));
  const judged = [];
  for (const text of texts) {
    const judgement = await judge(clean(text), index);
    judged.push([judgement.verdict, judgement.cost, judgement.cable ?? null]);
  }
  return judged;
}"""


def read_cables(site: Path) -> dict[str, Any]:
    """The `cable.json` of every cable by its number."""
    paths = sorted((site / "cables").glob("*/cable.json"))
    return {path.parent.name: read_cable_json(path.read_text("utf-8")) for path in paths}


def in_browser(site: Path, texts: Sequence[str]) -> list[list[Any]]:
    """QuotationVerdict, cost and cable that the page's script gives."""
    with serving(site) as port, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{port}/quotations/")
        judged: list[list[Any]] = page.evaluate(CHECK, list(texts))
        browser.close()
    return judged


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("site", type=Path)
    parser.add_argument("--quotations", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--in-browser", type=int, default=0)
    options = parser.parse_args()
    cables = read_cables(options.site)
    made = make_quotations(cables, options.seed, options.quotations)
    site = QuotationSite(options.site)
    start = time.perf_counter()
    judged = [judge(clean(quotation.text), site) for quotation in made]
    seconds = time.perf_counter() - start
    right: Counter[str] = Counter()
    placed = 0
    for quotation, judgement in zip(made, judged, strict=True):
        right[quotation.kind] += judgement.verdict is quotation.verdict
        source = site.source(judgement)
        placed += source is not None and (source.mrn == quotation.mrn)
        if judgement.verdict is not quotation.verdict:
            print(f"{quotation.kind}: {judgement.verdict} {source and source.mrn}: {quotation}")
    kinds = Counter(quotation.kind for quotation in made)
    print({kind: f"{right[kind]}/{count}" for kind, count in kinds.items()})
    false = sum(
        judgement.verdict is QuotationVerdict.EXACT
        and quotation.kind in ("altered", "absent", "withheld")
        for quotation, judgement in zip(made, judged, strict=True)
    )
    print(
        f"right {right.total()}/{len(made)}; exact that are not: {false}; from the cable of origin "
        f"{placed}; {1000 * seconds / len(made):.0f} ms each"
    )
    if options.in_browser:
        report_browser(options.site, made[: options.in_browser], judged)


def report_browser(site: Path, made: Sequence[MadeQuotation], judged: Sequence[Any]) -> None:
    """Print where the page says something else than the program."""
    results = in_browser(site, [quotation.text for quotation in made])
    pairs = list(zip(made, judged, results, strict=False))
    differing = [
        (quotation, judgement[:3], result)
        for quotation, judgement, result in pairs
        if list(judgement[:3]) != result
    ]
    for item in differing:
        print("differs:", item)
    print(f"in the browser {len(pairs)}, of which other than the program: {len(differing)}")


if __name__ == "__main__":
    main()
