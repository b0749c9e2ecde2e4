/**
 * Charsets that say by escapes which set follows, rewritten as the EUC of the same sets, in which every byte
 * says so itself.
 */

const esc = 0x1b;
const shiftOut = 0x0e;
const shiftIn = 0x0f;
const newline = 0x0a;

/** ISO-2022-JP with all that Encode reads: JIS X 0208, JIS X 0212 and half-width katakana. */
export function eucOfJis(bytes: Uint8Array): Buffer {
  const out: number[] = [];
  let set: 'ascii' | 'katakana' | 'jis0208' | 'jis0212' = 'ascii';
  let isShifted = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === esc) {
      const ahead = Buffer.from(bytes.subarray(at + 1, at + 6)).toString('latin1');
      const [sequence] = /^(?:\$\([@BD]|\$[@B]|\([BJHI])/.exec(ahead) ?? [];
      if (sequence !== undefined) {
        if (sequence === '$(D') set = 'jis0212';
        else if (sequence === '(I') set = 'katakana';
        else set = sequence.includes('$') ? 'jis0208' : 'ascii';
        at += sequence.length;
        continue;
      }
    }
    if (byte === shiftOut || byte === shiftIn) isShifted = byte === shiftOut;
    else if (byte < 0x21 || byte > 0x7e) out.push(byte);
    else if (set === 'katakana' || (isShifted && set === 'ascii')) out.push(0x8e, byte | 0x80);
    else if (set === 'jis0208') out.push(byte | 0x80);
    else if (set === 'jis0212') {
      // The third set of EUC takes a byte of its own before each pair.
      out.push(0x8f, byte | 0x80);
      at += 1;
      if (at < bytes.length) out.push((bytes[at] ?? 0) | 0x80);
    } else out.push(byte);
  }
  return Buffer.from(out);
}

/** ISO-2022-KR: KS X 1001 between SO and SI, ended by the line too. */
export function eucOfKorean(bytes: Uint8Array): Buffer {
  const out: number[] = [];
  let isShifted = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === esc && bytes[at + 1] === 0x24 && bytes[at + 2] === 0x29) at += 3;
    else if (byte === shiftOut || byte === shiftIn) isShifted = byte === shiftOut;
    else {
      if (byte === newline) isShifted = false;
      out.push(isShifted && byte > 0x20 && byte < 0x7f ? byte | 0x80 : byte);
    }
  }
  return Buffer.from(out);
}

/** HZ: GB 2312 between `~{` and `~}`; `~~` is a tilde, and one at the end of a line joins it to the next. */
export function eucOfHz(bytes: Uint8Array): Buffer {
  const out: number[] = [];
  let isShifted = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    const pair = String.fromCharCode(byte, bytes[at + 1] ?? 0);
    if (isShifted) {
      if (byte === newline || pair === '~}') {
        isShifted = false;
        if (byte === newline) out.push(byte);
        else at += 1;
      } else {
        out.push(byte | 0x80);
        at += 1;
        if (at < bytes.length) out.push((bytes[at] ?? 0) | 0x80);
      }
    } else if (pair === '~{') {
      isShifted = true;
      at += 1;
    } else if (pair === '~~') {
      out.push(byte);
      at += 1;
    } else if (pair === '~\n') at += 1;
    else out.push(byte);
  }
  return Buffer.from(out);
}
