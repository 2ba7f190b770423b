"""Generated queries, and what must match them: every para of the tables is read for each query.

The rules are those of `search-match.js`, written again from its description. Run by hand for a
workspace with a built site:

    python -m tests.site.search_oracle WORKSPACE --queries 1000 --seed 1
"""

from __future__ import annotations

import argparse
import functools
import http.server
import json
import re
import threading
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from playwright.sync_api import Page, sync_playwright

from generator.build.workspace_build import read_corpus
from generator.disk import Workspace
from generator.execution.executors import SerialExecutor
from tests.cables import search_documents

# --- The rules --------------------------------------------------------------------------


def atoms_of(word: str) -> list[str]:
    """The parts of a word, folded."""
    plain = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    plain = re.sub(r"'s(?![^\W\d_])", "", plain.replace("’", "'").replace("‘", "'").lower())
    return re.findall(r"[^\W_]+", plain)


@functools.cache
def stem(word: str) -> str:
    """A word without its regular ending."""
    if len(word) < 4 or any(c.isdigit() for c in word):
        return word
    if word[-1] == "s" and word[-2] not in "su":
        word = word[:-1]
    for ending in ("ied", "ie"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)] + "y"
    if word.endswith("er") and re.match(r"(.*?[aeiouy][^aeiouy]){2}", word[:-2]):
        word = word[:-2]
    ending = next((e for e in ("ings", "ing", "ed", "e") if word.endswith(e)), "")
    if ending and len(word) - len(ending) >= 4:
        word = word[: -len(ending)]
        if word[-1] == word[-2] and word[-1] in "bdfgmnprt":
            word = word[:-1]
    two_syllables = re.match(r"(.*?[aeiouy][^aeiouy]){2}", word[:-1])
    return word[:-1] if word.endswith("ll") and two_syllables else word


class Text:
    """The words of a text: atoms with the number of their word."""

    def __init__(self, text: str) -> None:
        self.words = [atoms_of(word) for word in text.split()]
        self.atoms = [(a, at) for at, parts in enumerate(self.words) for a in parts]
        self.known = {atom for atom, _ in self.atoms}

    def spans(self, leaf: Leaf) -> list[tuple[int, int]]:
        """Where a word, beginning or phrase is: first and last word."""
        parts = leaf.atoms
        ends = {atom for atom in self.known if _same(leaf.kind, atom, parts[-1])}
        found = []
        for at in range(len(self.atoms) - len(parts) + 1) if ends else ():
            if self.atoms[at + len(parts) - 1][0] in ends:
                here = [atom for atom, _ in self.atoms[at : at + len(parts)]]
                if here[:-1] == parts[:-1]:
                    found.append((self.atoms[at][1], self.atoms[at + len(parts) - 1][1]))
        if leaf.kind == "word":
            whole = "".join(parts)
            found += [(at, at) for at, word in enumerate(self.words) if "".join(word) == whole]
        return found


def _same(kind: str, atom: str, part: str) -> bool:
    if kind == "word":
        return stem(atom) == stem(part)
    return atom.startswith(part) if kind == "beginning" else atom == part


@dataclass(frozen=True)
class Leaf:
    """A word, beginning or phrase of a query."""

    kind: str
    text: str

    @functools.cached_property
    def atoms(self) -> list[str]:
        """Its parts."""
        return atoms_of(self.text)

    def __str__(self) -> str:
        return {"word": "{}", "beginning": "{}*", "phrase": '"{}"'}[self.kind].format(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParaText:
    """A para of the tables, with its cable."""

    address: tuple[str, str]
    """Number of the cable and anchor."""
    text: Text
    names: tuple[Text, ...]
    """Meanings of its abbreviations, and abbreviations of its meanings."""
    cable: Mapping[str, Any]
    """The row of its cable."""


Rule = Callable[[ParaText, Sequence[Leaf]], bool]
"""Whether a para matches; the leaves are all plain words of the query."""


def has(leaf: Leaf) -> Rule:
    """Paras with a word, beginning or phrase."""

    def rule(para: ParaText, plain: Sequence[Leaf]) -> bool:
        if para.text.spans(leaf):
            return True
        return leaf.kind == "word" and any(
            name.spans(leaf) for name in para.names if _is_asked(name, plain)
        )

    return rule


def _is_asked(name: Text, plain: Sequence[Leaf]) -> bool:
    met = {at for leaf in plain for span in name.spans(leaf) for at in span}
    longer = [at for at in met if len("".join(name.words[at])) >= 4]
    return bool(met) and (len(met) == len(name.words) or len(longer) > 1)


def near(left: Leaf, right: Leaf, distance: int) -> Rule:
    """Paras with two words at most some words from each other."""

    def rule(para: ParaText, plain: Sequence[Leaf]) -> bool:
        same = left.atoms == right.atoms
        return any(
            max(one[0], other[0]) - (one[1] if one[0] <= other[0] else other[1]) <= distance
            for one in para.text.spans(left)
            for other in para.text.spans(right)
            if not (same and one[0] == other[0])
        )

    return rule


# --- Queries ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Generated:
    """A query with its rule."""

    typed: str
    plain: tuple[Leaf, ...]
    rule: Rule


class QueryMaker:
    """Makes queries from words of the paras."""

    def __init__(self, paras: Sequence[ParaText], texts: Sequence[str], seed: int) -> None:
        self.paras, self.texts, self.random = paras, texts, Random(seed)

    def make(self) -> Generated:
        """A query of a random form, about a random para."""
        forms = (
            self.words, self.words, self.words, self.either, self.without, self.close,
            self.grouped, self.narrowed, self.narrowed, self.mixed,
        )  # fmt: skip
        while True:
            made = self.random.choice(forms)(self.random.randrange(len(self.paras)))
            if not re.fullmatch(r"[\w .'’-]*[^\W\d][\w .'’-]*?[ #-]*\d+", made.typed):
                return made  # else it may be the number of a cable

    def words(self, at: int) -> Generated:
        """One to three leaves side by side."""
        leaves = [self.leaf(at) for _ in range(self.random.choice((1, 1, 2, 2, 3)))]
        return self.query(" ".join(map(str, leaves)), leaves, _all(map(has, leaves)))

    def either(self, at: int) -> Generated:
        """One or the other, of the same para or of any."""
        one, other = self.leaf(at), self.leaf(self.random.randrange(len(self.paras)))
        return self.query(f"{one} OR {other}", [one, other], _any([has(one), has(other)]))

    def without(self, at: int) -> Generated:
        """One and not the other."""
        one, other = self.leaf(at), self.leaf(at)
        return self.query(f"{one} -{other}", [one, other], _all([has(one), _not(has(other))]))

    def close(self, at: int) -> Generated:
        """Two words near each other."""
        one, other = self.leaf(at), self.leaf(at)
        distance = self.random.choice((1, 2, 3, 5, 10, 30))
        operator = "NEAR" if distance == 10 else f"NEAR/{distance}"
        return self.query(f"{one} {operator} {other}", [], near(one, other, distance))

    def grouped(self, at: int) -> Generated:
        """Alternatives in parentheses beside a word."""
        one, two, three = (
            self.leaf(at),
            self.leaf(self.random.randrange(len(self.paras))),
            self.leaf(at),
        )
        rule = _all([_any([has(one), has(two)]), has(three)])
        return self.query(f"({one} OR {two}) {three}", [one, two, three], rule)

    def narrowed(self, at: int) -> Generated:
        """A word in cables of a post, a subject, years, or in one cable."""
        leaf, cable = self.leaf(at), self.paras[at].cable
        written, field = self.field(cable)
        words = [str(leaf), written]
        self.random.shuffle(words)
        inner = has(leaf)
        rule: Rule = lambda para, plain: inner(para, plain) and field(para.cable)  # noqa: E731
        return self.query(" ".join(words), [leaf], rule)

    def mixed(self, at: int) -> Generated:
        """Two words near each other, not a third, in one of two ways."""
        one, two, three, four = (self.leaf(at) for _ in range(4))
        rule = _any([_all([near(one, two, 10), _not(has(three))]), has(four)])
        return self.query(f"{one} NEAR {two} -{three} OR {four}", [three, four], rule)

    def field(self, cable: Mapping[str, Any]) -> tuple[str, Callable[[Mapping[str, Any]], bool]]:
        """A field of a cable as written in a query, and its rule."""
        kind = self.random.choice(("post", "tags", "year", "years", "in"))
        if kind == "post" and cable["post"]:
            post = cable["post"]
            return f'post:"{post}"', lambda other: other["post"] == post
        if kind == "tags" and cable["tags"]:
            tag = self.random.choice(cable["tags"])
            return f"tags:{tag.lower()}", lambda other: tag in other["tags"]
        if kind in {"year", "years"} and cable["year"]:
            first, last = cable["year"], cable["year"] + (3 if kind == "years" else 0)
            written = f"year:{first}-{last}" if kind == "years" else f"year:{first}"
            return written, lambda other: first <= (other["year"] or 0) <= last
        mrn = cable["mrn"]
        return f"in:{mrn}", lambda other: other["mrn"] == mrn

    def leaf(self, at: int) -> Leaf:
        """A word, beginning or phrase that the para has, or nearly has."""
        words = [w for word in self.texts[at].split() if (w := _typed(word))]
        place = self.random.randrange(len(words)) if words else 0
        word = words[place] if words else "nothing"
        kind = self.random.choice(("word", "word", "word", "beginning", "phrase"))
        if kind == "phrase":
            run = words[place : place + self.random.randint(1, 4)]
            return Leaf("phrase", " ".join(run) or word)
        if word.upper() in OPERATORS:
            return Leaf("phrase", word)
        last = atoms_of(word)[-1]
        if kind == "beginning" and len(last) > 3 and word.lower().endswith(last):
            return Leaf("beginning", word[: len(word) - self.random.randint(1, len(last) - 2)])
        return Leaf("word", word.upper() if self.random.random() < 0.1 else word)

    def query(self, typed: str, leaves: Iterable[Leaf], rule: Rule) -> Generated:
        """The query with its plain words."""
        return Generated(typed=typed, plain=tuple(a for a in leaves if a.kind == "word"), rule=rule)


OPERATORS = frozenset({"OR", "AND", "NOT", "NEAR"})


def _typed(word: str) -> str:
    """A word of a text as somebody would type it; empty if it would mean something else."""
    bare = word.strip("\"'“”‘’()[]<>*.,;:!?-–—/|")
    if bare in OPERATORS or not atoms_of(bare) or re.search(r'["“”„()*¶]', bare):
        return ""
    return "" if re.match(r"(?i)(post|tags?|year|in):", bare) else bare


def _all(rules: Iterable[Rule]) -> Rule:
    every = tuple(rules)
    return lambda para, plain: all(rule(para, plain) for rule in every)


def _any(rules: Iterable[Rule]) -> Rule:
    every = tuple(rules)
    return lambda para, plain: any(rule(para, plain) for rule in every)


def _not(inner: Rule) -> Rule:
    return lambda para, plain: not inner(para, plain)


# --- Comparison -------------------------------------------------------------------------


def read_paras(workspace: Workspace) -> tuple[list[ParaText], list[str]]:
    """All paras of the site's tables, and their texts."""
    exports = workspace.root / "site" / "exports"
    cables = {row["mrn"]: row for row in _rows(exports / "cables.jsonl")}
    names = {
        (document.mrn, passage.target.partition("#")[2]): tuple(
            Text(name) for hidden in passage.hidden_words for name in hidden.words
        )
        for document in search_documents(read_corpus(workspace, SerialExecutor()))
        for passage in document.passages
    }
    paras, texts = [], []
    for row in _rows(exports / "paras.jsonl"):
        texts.append(f"{row['label'] or ''} {row['text']}")
        paras.append(
            ParaText(
                address=(row["mrn"], row["anchor"]),
                text=Text(texts[-1]),
                names=names[row["mrn"], row["anchor"]],
                cable=cables[row["mrn"]],
            )
        )
    return paras, texts


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]


ASK_ALL = """async ([site, queries]) => {
  const engine = await import(new URL("assets/reftel/search-engine.js", site));
  const answers = [];
  for (const query of queries) {
    const result = await engine.search(query);
    await result.count();
    const groups = await result.more(1e6);
    const hits = await Promise.all(groups.map(async (group) => (await group.hits())
      .filter((hit) => group.mrn && hit.label).map((hit) => [group.mrn, hit.anchor])));
    const isStrict = !result.partial && !result.problems.length;
    answers.push({ hits: isStrict ? hits.flat() : [], total: isStrict ? result.total : 0 });
  }
  return answers;
}"""
"""Gives all paras that match each query; none where the search gives less than was asked for."""


@dataclass(slots=True)
class Score:
    """How the answers compare with the tables."""

    right: int = 0
    wrong: int = 0
    lost: int = 0
    matched: int = 0
    """Queries that match at least one para."""
    failures: list[str] | None = None

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.lost)


def compare(
    page: Page, site: str, paras: Sequence[ParaText], queries: Sequence[Generated]
) -> Score:
    """Ask the site at `site` all queries, and read all paras for each."""
    score = Score(failures=[])
    assert score.failures is not None
    for start in range(0, len(queries), 20):
        some = queries[start : start + 20]
        answers = page.evaluate(ASK_ALL, [site, [query.typed for query in some]])
        for query, answer in zip(some, answers, strict=True):
            hits = {(mrn, anchor) for mrn, anchor in answer["hits"]}
            right = {p.address for p in paras if query.rule(p, query.plain)}
            score.right += len(hits & right)
            score.wrong += len(hits - right)
            score.lost += len(right - hits)
            score.matched += bool(right)
            if hits != right or answer["total"] != len(hits):
                wrong, lost = sorted(hits - right)[:2], sorted(right - hits)[:2]
                score.failures.append(f"{query.typed}: wrong {wrong}, lost {lost} of {len(right)}")
    return score


def main() -> None:
    """Compare with a workspace whose site is built, and print what differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--queries", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    paras, texts = read_paras(Workspace(options.workspace))
    maker = QueryMaker(paras, texts, options.seed)
    queries = [maker.make() for _ in range(options.queries)]
    handler = functools.partial(_QuietHandler, directory=str(options.workspace / "site"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}/"
        with sync_playwright() as driver:
            browser = driver.chromium.launch(
                executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
            )
            page = browser.new_page()
            page.goto(f"{address}404.html")
            score = compare(page, address, paras, queries)
            browser.close()
        server.shutdown()
    print(*score.failures or (), sep="\n")
    print(
        f"{len(queries)} queries (seed {options.seed}, {score.matched} with matches) on "
        f"{len(paras)} paras: precision {score.precision:.4f}, recall {score.recall:.4f}"
    )


class _QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Print nothing."""


if __name__ == "__main__":
    main()
