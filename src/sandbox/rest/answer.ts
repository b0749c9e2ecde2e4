/** The version that the sandbox behaves like. */
export const rtVersion = '5.0.3';

/** An answer ready to be sent. */
export interface Reply {
  readonly httpStatus: number;
  readonly contentType: string;
  readonly body: Buffer;
  readonly location?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export const plainText = 'text/plain; charset=utf-8';

/** A body exactly as given. */
export const rawReply = (body: string | Buffer, contentType = plainText): Reply => ({
  httpStatus: 200,
  contentType,
  body: Buffer.from(body),
});

/** A status line and what follows it. HTTP's own status is always 200. */
export const statusReply = (
  status: string,
  payload: string | Buffer,
  contentType?: string,
): Reply =>
  rawReply(
    Buffer.concat([Buffer.from(`RT/${rtVersion} ${status}\n`), Buffer.from(payload)]),
    contentType,
  );
