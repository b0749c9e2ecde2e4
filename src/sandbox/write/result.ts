/** What RT's core says about one change. Text that a form then shows, in the user's language. */
export interface Result {
  readonly ok: boolean;
  readonly message: string;
}

export const done = (message: string): Result => ({ ok: true, message });
export const refuse = (message: string): Result => ({ ok: false, message });

export const permissionDenied: Result = refuse('Permission Denied');
