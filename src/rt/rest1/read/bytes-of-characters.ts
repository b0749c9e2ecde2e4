import { RtBadReplyError } from '../../errors.js';

/**
 * The bytes of an attachment that RT sends among text. Perl takes each byte for a character of Latin-1 then, and writes
 * it in UTF-8: one byte or two, whatever the attachment's own charset.
 */
export class BytesOfCharacters {
  /** The first of two bytes whose second has not come yet. */
  #begun: Buffer = Buffer.alloc(0);

  /** @throws RtBadReplyError for what is not such a text */
  read(chunk: Buffer): Buffer {
    const all = this.#begun.length > 0 ? Buffer.concat([this.#begun, chunk]) : chunk;
    const isOpen = (all.at(-1) ?? 0) >= 0xc0;
    const whole = isOpen ? all.subarray(0, -1) : all;
    this.#begun = isOpen ? Buffer.from(all.subarray(-1)) : Buffer.alloc(0);
    const text = whole.toString('utf8');
    if (/[^\0-\xff]/.test(text)) throw notBytes();
    return Buffer.from(text, 'latin1');
  }

  /** @throws RtBadReplyError where the last of them is missing */
  end(): void {
    if (this.#begun.length > 0) throw notBytes();
  }
}

function notBytes(): RtBadReplyError {
  return new RtBadReplyError("RT's response does not contain the bytes of an attachment.");
}
