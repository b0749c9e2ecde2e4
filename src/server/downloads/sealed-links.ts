import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { fixedLimits } from '../../limits.js';
import { Secret } from '../../rt/connection/secret.js';
import { ForbiddenError } from '../../rt/errors.js';

/** What a download link says: which attachment, for which caller, and through which session of theirs. */
export interface SealedLink {
  readonly attachment: number;
  readonly disposition: 'attachment' | 'inline';
  readonly callerKey: string;
  /** Absent when no session was open yet. */
  readonly cookie: Secret | undefined;
}

const stableMs = 60_000;
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Links that carry their own right to one attachment for some minutes, so that an `<img>` or a download can
 * follow them without credentials. They are encrypted and authenticated, not only signed: a replica with the same
 * key needs the caller's RT session to fetch the bytes with the caller's rights, and nobody else may read it.
 */
export class LinkSealer {
  readonly #key: Buffer;
  readonly #nonceKey: Buffer;

  constructor(key: Secret | undefined) {
    const material = key === undefined ? randomBytes(32) : Buffer.from(key.reveal());
    const derive = (use: string) => Buffer.from(hkdfSync('sha256', material, '', use, 32));
    this.#key = derive('rt-graphql download links');
    this.#nonceKey = derive('rt-graphql nonces of download links');
  }

  /** The value of a link's `signature` parameter. */
  seal({ attachment, disposition, callerKey, cookie }: SealedLink): string {
    // Up to a full minute, so that a link stays the same for a while and browsers find it in their memory.
    const until = Math.ceil(Date.now() / stableMs) * stableMs + fixedLimits.minLinkMs;
    const content = [attachment, disposition, until, callerKey, cookie?.reveal() ?? null];
    const text = JSON.stringify(content);
    // A nonce made from the content repeats only with the very same content, and then tells nothing new.
    const nonce = createHmac('sha256', this.#nonceKey)
      .update(text)
      .digest()
      .subarray(0, nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce);
    const sealed = Buffer.concat([cipher.update(text), cipher.final()]);
    return Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString('base64url');
  }

  /** @throws ForbiddenError for a link that was changed, belongs to another attachment, or has expired */
  open(signature: string, attachment: number): SealedLink {
    const content = this.#decrypt(signature);
    const [of, disposition, until, callerKey, cookie] = content ?? [];
    if (of !== attachment || typeof until !== 'number' || typeof callerKey !== 'string') {
      throw new ForbiddenError('This link is not valid for this attachment.');
    }
    if (until < Date.now()) {
      throw new ForbiddenError('This link has expired. Query downloadUrl again.');
    }
    return {
      attachment,
      disposition: disposition === 'inline' ? 'inline' : 'attachment',
      callerKey,
      cookie: typeof cookie === 'string' ? new Secret(cookie) : undefined,
    };
  }

  #decrypt(signature: string): readonly unknown[] | undefined {
    try {
      const bytes = Buffer.from(signature, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', this.#key, bytes.subarray(0, nonceBytes), {
        authTagLength: tagBytes,
      });
      decipher.setAuthTag(bytes.subarray(-tagBytes));
      const sealed = bytes.subarray(nonceBytes, -tagBytes);
      const text = Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8');
      const content: unknown = JSON.parse(text);
      return Array.isArray(content) ? content : undefined;
    } catch {
      return undefined;
    }
  }
}
