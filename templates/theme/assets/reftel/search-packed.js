/*
 * Files of the search index. Those with the suffixes pf_meta, pf_index and pf_filter are gzip streams
 * of a signature and a value in CBOR (RFC 8949): numbers, texts and arrays. Documents are JSON.
 */

/** The root of the site. */
export const ROOT = new URL("../../", import.meta.url);

const SIGNATURE = "pagefind_dcd".length;
const [NEGATIVE, TEXT, ARRAY] = [1, 3, 4];

/** The value in a file of the index, given by its path in the folder of the index. */
export async function loadValue(path) {
  return decoded(await unpacked(path));
}

/** The document in a file of the index. */
export async function loadJson(path) {
  return JSON.parse(new TextDecoder().decode(await unpacked(path)));
}

async function unpacked(path) {
  const answer = await fetch(new URL(`pagefind/${path}`, ROOT));
  if (!answer.ok) { throw new Error("A file of the search index is missing."); }
  const stream = answer.body.pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer()).subarray(SIGNATURE);
}

/** The value that these bytes are. */
export function decoded(bytes) {
  const text = new TextDecoder();
  let at = 0;
  /* The number after the first byte of a value: in its last five bits, or in 1, 2, 4 or 8 bytes. */
  const number = (bits) => {
    if (bits < 24) { return bits; }
    let value = 0;
    for (const end = at + 2 ** (bits - 24); at < end; at += 1) { value = value * 256 + bytes[at]; }
    return value;
  };
  const value = () => {
    const first = bytes[at];
    at += 1;
    const size = number(first & 0x1f);
    const kind = first >> 5;
    if (kind === 0) { return size; }
    if (kind === NEGATIVE) { return -1 - size; }
    if (kind === TEXT) {
      at += size;
      return text.decode(bytes.subarray(at - size, at));
    }
    if (kind !== ARRAY) { throw new Error("A file of the search index is of an unknown form."); }
    const list = new Array(size);
    for (let place = 0; place < size; place += 1) { list[place] = value(); }
    return list;
  };
  return value();
}
