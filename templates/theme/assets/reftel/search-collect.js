/* Everything that a search found, which is loaded in pieces. */

const PIECE = 40;

/**
 * The groups of an answer with all hits of each: [{group, hits}], of the first `most` groups.
 * `progress` is called with their number after each piece, and ends the loading if it returns false.
 */
export async function collected(answer, most, progress) {
  const all = [];
  for (;;) {
    const groups = await answer.more(Math.min(PIECE, most - all.length));
    const hits = await Promise.all(groups.map((group) => group.hits()));
    all.push(...groups.map((group, at) => ({ group, hits: hits[at] })));
    if (!groups.length || all.length >= most || progress(all.length) === false) { return all; }
  }
}
