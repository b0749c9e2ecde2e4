import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const nonceBytes = 12;
const tagBytes = 16;

/** Hashes and seals what leaves the process, with keys for one use of one secret. */
export class Sealer {
  readonly #hashKey: Buffer;
  readonly #sealKey: Buffer;

  /** `use` says what for: one secret has different keys for different uses. */
  constructor(secret: Buffer, use: string) {
    const derive = (what: string) =>
      Buffer.from(hkdfSync('sha256', secret, '', `rt-graphql ${what} of ${use}`, 32));
    this.#hashKey = derive('hashes');
    this.#sealKey = derive('seals');
  }

  /** A hash that tells nothing to whoever does not have the secret, not even by trying guesses. */
  hash(data: string | Buffer): string {
    return createHmac('sha256', this.#hashKey).update(data).digest('base64url');
  }

  /** Encrypts and authenticates a text for a place, where alone it can be opened. */
  seal(text: string, place: string): string {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', this.#sealKey, nonce).setAAD(Buffer.from(place));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString('base64url');
  }

  /** How many bytes a text may have whose seal has so many characters. */
  static roomIn(sealedCharacters: number): number {
    return Math.floor((sealedCharacters * 3) / 4) - nonceBytes - tagBytes;
  }

  /** The text of a seal; undefined for what was sealed elsewhere, for another place, or changed. */
  open(sealed: string, place: string): string | undefined {
    try {
      const bytes = Buffer.from(sealed, 'base64url');
      const decipher = createDecipheriv(
        'aes-256-gcm',
        this.#sealKey,
        bytes.subarray(0, nonceBytes),
        { authTagLength: tagBytes },
      ).setAAD(Buffer.from(place));
      decipher.setAuthTag(bytes.subarray(-tagBytes));
      const text = bytes.subarray(nonceBytes, -tagBytes);
      return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
    } catch {
      return undefined;
    }
  }
}
