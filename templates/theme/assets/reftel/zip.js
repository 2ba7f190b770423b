/* A zip archive of texts, stored without compression. The same texts give the same bytes. */

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit += 1) { sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1; }
  return sum;
});

function crc32(bytes) {
  let sum = ~0;
  for (const byte of bytes) { sum = (sum >>> 8) ^ TABLE[(sum ^ byte) & 255]; }
  return ~sum >>> 0;
}

const UTF8_NAMES = 0x0800;
const FIRST_DAY = 0x0021; // 1980-01-01, the first date that the format has

/* Fields in little-endian order: [size in bytes, value]. */
function fields(...pairs) {
  const view = new DataView(new ArrayBuffer(pairs.reduce((sum, [size]) => sum + size, 0)));
  let at = 0;
  for (const [size, value] of pairs) {
    if (size === 2) { view.setUint16(at, value, true); } else { view.setUint32(at, value, true); }
    at += size;
  }
  return new Uint8Array(view.buffer);
}

/* What the header of a file and its entry in the directory have in common. */
function common(name, data) {
  const sum = crc32(data);
  return [[2, 20], [2, UTF8_NAMES], [2, 0], [2, 0], [2, FIRST_DAY], [4, sum], [4, data.length], [4, data.length], [2, name.length], [2, 0]];
}

/** The archive; `files` are pairs of name and text, in its order. */
export function zip(files) {
  const encoder = new TextEncoder();
  const body = [];
  const directory = [];
  let offset = 0;
  for (const [path, text] of files) {
    const [name, data] = [encoder.encode(path), encoder.encode(text)];
    const shared = common(name, data);
    const head = fields([4, 0x04034b50], ...shared);
    directory.push(fields([4, 0x02014b50], [2, 20], ...shared, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]), name);
    body.push(head, name, data);
    offset += head.length + name.length + data.length;
  }
  const size = directory.reduce((sum, piece) => sum + piece.length, 0);
  const end = fields([4, 0x06054b50], [2, 0], [2, 0], [2, files.length], [2, files.length], [4, size], [4, offset], [2, 0]);
  return new Blob([...body, ...directory, end]);
}
