/* The data of the catalogue: loads columns and texts, filters, counts and sorts. */

const CITES = "Cites other cables";
const CITED = "Cited by cables held here";
/** The names of the months in the order of the year. */
export const MONTHS = ["month unknown", "January", "February", "March", "April", "May", "June", "July", "August",
  "September", "October", "November", "December"];
const UNDATED = 9999;

/** The names of the facets, in the order in which they are shown, with their labels. */
export const FACETS = [
  ["year", "Year"], ["month", "Month"], ["country", "Country"], ["post", "Post"], ["tags", "TAGS"],
  ["place", "Places named"], ["organisation", "Organisations named"], ["person", "People named"],
  ["classification", "Classification"], ["captions", "Captions"], ["links", "References"],
  ["withheld", "Withheld under"], ["copy", "State of the copy"], ["rendering", "Form of the source"],
];

export const SORTS = [["oldest", "Oldest first"], ["newest", "Newest first"], ["cited", "Most cited first"],
  ["post", "By post"]];

async function json(root, name) {
  const answer = await fetch(new URL(`${name}.json`, root));
  if (!answer.ok) { throw new Error(`${name}: ${answer.status}`); }
  return answer.json();
}

/** One facet: the values of each row, as numbers of the names in `names`. */
class Facet {
  constructor(names, starts, values) {
    this.names = names;
    this.starts = starts;
    this.values = values;
    this.numbers = new Map(names.map((name, number) => [name, number]));
  }

  has(row, wanted) {
    for (let at = this.starts[row]; at < this.starts[row + 1]; at += 1) {
      if (wanted[this.values[at]]) { return true; }
    }
    return false;
  }

  count(row, counts) {
    for (let at = this.starts[row]; at < this.starts[row + 1]; at += 1) { counts[this.values[at]] += 1; }
  }
}

/* A facet with one value for each row, which may be undefined. */
function single(rows, valueOf) {
  const names = [];
  const numbers = new Map();
  const starts = new Uint32Array(rows + 1);
  const values = [];
  for (let row = 0; row < rows; row += 1) {
    const name = valueOf(row);
    if (name !== undefined) {
      if (!numbers.has(name)) { numbers.set(name, names.push(name) - 1); }
      values.push(numbers.get(name));
    }
    starts[row + 1] = values.length;
  }
  return new Facet(names, starts, Uint32Array.from(values));
}

function joined(shards, name, names) {
  const lengths = shards.flatMap((shard) => shard[`${name}.n`]);
  const starts = new Uint32Array(lengths.length + 1);
  lengths.forEach((length, row) => { starts[row + 1] = starts[row] + length; });
  return new Facet(names, starts, Uint32Array.from(shards.flatMap((shard) => shard[name])));
}

/* Which values of a facet are among the given ones: 1 or 0 for each. */
function marks(facet, values) {
  const wanted = new Uint8Array(facet.names.length);
  values.filter((value) => facet.numbers.has(value)).forEach((value) => { wanted[facet.numbers.get(value)] = 1; });
  return wanted;
}

function links(row, cites, cited) {
  return [...(cites[row] ? [0] : []), ...(cited[row] ? [1] : [])];
}

/** The rows of the catalogue: all, or those with the values of `within`, as in "post=LIMA". */
export class Catalogue {
  static async load(root, within) {
    const index = await json(root, "index");
    const numbers = [...Array(index.columns).keys()];
    return new Catalogue(root, index, await Promise.all(numbers.map((n) => json(root, `columns-${n}`))), within);
  }

  constructor(root, index, shards, within) {
    this.root = root;
    this.index = index;
    this.rows = index.rows;
    this.dates = Uint32Array.from(shards.flatMap((shard) => shard.date));
    this.cites = Uint32Array.from(shards.flatMap((shard) => shard.cites));
    this.cited = Uint32Array.from(shards.flatMap((shard) => shard.cited));
    this.texts = new Map();
    this.facets = new Map(Object.entries(index.values).map(([name, names]) => [name, joined(shards, name, names)]));
    const posts = this.facets.get("post");
    this.facets.set("year", single(this.rows, (row) => this.year(row)));
    this.facets.set("month", single(this.rows, (row) => (
      this.year(row) === "undated" ? undefined : MONTHS[Math.floor(this.dates[row] / 100) % 100])));
    this.facets.set("country", single(this.rows, (row) => (
      index.countries[posts.names[posts.values[posts.starts[row]]].toUpperCase().replace(/[^A-Z]/g, "")])));
    const pairs = [...Array(this.rows).keys()].map((row) => links(row, this.cites, this.cited));
    this.facets.set("links", joined([{ links: pairs.flat(), "links.n": pairs.map((p) => p.length) }],
      "links", [CITES, CITED]));
    this.within = Object.fromEntries([...within.keys()].map((name) => [name, within.getAll(name)]));
    const limits = Object.entries(this.within).map(([name, values]) => {
      const facet = this.facets.get(name);
      return { facet, wanted: marks(facet, values) };
    });
    this.members = [...Array(this.rows).keys()].filter((row) => limits.every(({ facet, wanted }) => facet.has(row, wanted)));
    this.inAll = this.filter({}).counts;
  }

  /** The values of a facet that narrow the rows, as numbers: without the only one that they all have. */
  choices(name) {
    const counts = this.inAll.get(name);
    const values = [...counts.keys()].filter((value) => counts[value]);
    const [only, ...others] = this.within[name] || [];
    return others.length ? values : values.filter((value) => this.facets.get(name).names[value] !== only);
  }

  year(row) {
    const year = Math.floor(this.dates[row] / 10000);
    return year === UNDATED ? "undated" : String(year);
  }

  /** The date as far as it is known: 2008-03-11, 2008 or nothing. */
  date(row) {
    const digits = String(this.dates[row]);
    if (digits.startsWith(String(UNDATED))) { return ""; }
    if (digits.endsWith("0000")) { return digits.slice(0, 4); }
    return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
  }

  names(facet, row) {
    const { names, starts, values } = this.facets.get(facet);
    return [...values.subarray(starts[row], starts[row + 1])].map((number) => names[number]);
  }

  /**
   * The rows that have a chosen value of every facet with choices, and for each facet the number of
   * rows with each value if only the other facets are applied.
   */
  filter(filters) {
    const facets = [...this.facets.values()];
    const counts = facets.map((facet) => new Uint32Array(facet.names.length));
    const active = [...this.facets.entries()].flatMap(([name, facet], at) => {
      return (filters[name] || []).length ? [{ at, facet, wanted: marks(facet, filters[name]) }] : [];
    });
    const found = [];
    for (const row of this.members) {
      let failed = -1;
      let failures = 0;
      for (const { at, facet, wanted } of active) {
        if (!facet.has(row, wanted)) {
          failed = at;
          failures += 1;
          if (failures > 1) { break; }
        }
      }
      if (failures === 0) {
        found.push(row);
        facets.forEach((facet, at) => facet.count(row, counts[at]));
      } else if (failures === 1) {
        facets[failed].count(row, counts[failed]);
      }
    }
    return { found, counts: new Map([...this.facets.keys()].map((name, at) => [name, counts[at]])) };
  }

  sorted(rows, order) {
    const posts = this.facets.get("post");
    const name = (row) => posts.names[posts.values[posts.starts[row]]];
    switch (order) {
      case "newest": {
        const dated = rows.filter((row) => this.date(row));
        return [...dated.reverse(), ...rows.filter((row) => !this.date(row))];
      }
      case "cited": return [...rows].sort((a, b) => this.cited[b] - this.cited[a] || a - b);
      case "post": return [...rows].sort((a, b) => name(a).localeCompare(name(b)) || a - b);
      default: return rows;
    }
  }

  /** The texts of cables given by number and date ({mrn, date}); without those that it does not list. */
  async worksOf(cables) {
    const dates = new Set(cables.map((cable) => cable.date || ""));
    const numbers = new Set(cables.map((cable) => cable.mrn));
    const rows = [...Array(this.rows).keys()].filter((row) => dates.has(this.date(row)));
    const works = new Map((await this.textsOf(rows)).map((work) => [work.mrn, work]));
    return [...numbers].flatMap((mrn) => works.get(mrn) || []);
  }

  /** What the rows show: MRN, subject, first sentence, sender, marking and address of each. */
  async textsOf(rows) {
    const size = this.index.texts;
    const wanted = [...new Set(rows.map((row) => Math.floor(row / size)))];
    const files = wanted.filter((file) => !this.texts.has(file));
    for (let at = 0; at < files.length; at += 24) {
      await Promise.all(files.slice(at, at + 24).map(async (file) => {
        this.texts.set(file, await json(this.root, `texts-${file}`));
      }));
    }
    return rows.map((row) => {
      const [mrn, subject, sentence, sender, handling] = this.texts.get(Math.floor(row / size))[row % size];
      const page = new URL(`../${encodeURIComponent(mrn)}/`, this.root).href;
      const address = this.index.address ? `${this.index.address}cables/${mrn}/` : page;
      return { row, mrn, subject, sentence, sender, handling, page, address, date: this.date(row) };
    });
  }
}
