/* Suggestions for words that are nowhere. */

/** [{word, instead}] for those of the leaves for which the collection has a similar word. */
export async function suggested(leaves) {
  return leaves.length ? [] : [];
}
