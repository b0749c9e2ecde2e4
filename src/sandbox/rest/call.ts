import type { Form } from '../forms/form.js';
import type { User } from '../store/model.js';
import type { Store } from '../store/store.js';
import type { Language } from '../time/show-date.js';

/** Somebody who is logged in, and what there is to see. */
export interface Caller {
  readonly store: Store;
  readonly user: User;
  readonly language: Language;
}

/** A file that came with a form, as the part of the request described it. */
export interface Upload {
  /** The name of the part, e.g. `attachment_1`. */
  readonly name: string;
  readonly contentType: string | undefined;
  readonly contentId: string | undefined;
  readonly bytes: Buffer;
}

/** What one answer as a whole turns into while its objects are worked on. */
export interface Answer {
  /** Set by the content of an attachment: forms are then written byte for byte. */
  raw: boolean;
  contentType: string | undefined;
  /** Complete answers of inner requests, which come first. */
  readonly before: Buffer[];
}

/** A request about objects. */
export interface Call extends Caller {
  readonly format: string | undefined;
  /** Lower case; empty means all. */
  readonly fields: readonly string[];
  readonly uploads: readonly Upload[];
  readonly answer: Answer;
  /** Answers a request within this one. */
  readonly showInner: (call: Call, paths: readonly string[]) => Buffer;
}

/** One object, as the request named it. */
export interface Target {
  readonly type: string;
  /** A number, a name or `new`. */
  readonly id: string;
  readonly args: string | undefined;
}

/** The form of one object. A failure decides about the status of a write. */
export interface Outcome {
  readonly form: Form;
  readonly failed: boolean;
}

/** What a write was told, by the keys as they were sent. */
export type Changes = ReadonlyMap<string, string | readonly string[]>;

/** Thrown where RT dies: the body is this text, without any status line. */
export class Crash extends Error {
  constructor(message: string, stack: readonly string[]) {
    const frames = [...stack, '/usr/share/request-tracker5/html/REST/1.0/autohandler:55'];
    super(`${message}Stack:\n${frames.map((frame) => `  [${frame}]\n`).join('')}`);
  }
}

const html = '/usr/share/request-tracker5/html/REST/1.0';

/** RT died in its own code, at a line it names. */
export const perlCrash = (message: string, file: string, line: number): Crash =>
  new Crash(`${message} at ${file} line ${line}, <GEN1> line 25.\n\n`, [`${file}:${line}`]);

/** RT called something of nothing. */
export const undefinedCrash = (method: string, file: string, line: number): Crash =>
  perlCrash(`Can't call method "${method}" on an undefined value`, file, line);

/** A form had no line that RT reads as a field, or a read came with content. */
export const noFormCrash = (line: number): Crash =>
  perlCrash("Can't use an undefined value as an ARRAY reference", `${html}/dhandler`, line);

/** A page was called without a parameter that it needs. */
export const missingParameter = (name: string): Crash =>
  new Crash(`no value sent for required parameter '${name}'\n`, []);

/** Whether the request asks for that field (lower case) among others, or for all. */
export const wants = (call: Pick<Call, 'fields'>, field: string): boolean =>
  call.fields.length === 0 || call.fields.includes(field);

export const failure = (form: Form): Outcome => ({ form, failed: true });
export const success = (form: Form): Outcome => ({ form, failed: false });
