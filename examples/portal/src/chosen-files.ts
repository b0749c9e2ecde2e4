/** Files that were chosen for drafts, by the draft's key. A browser keeps no file beyond the page. */
const chosen = new Map<string, readonly File[]>();
const none: readonly File[] = [];

/** The files of a draft, on whatever page they were chosen. */
export function filesOf(key: string): readonly File[] {
  return chosen.get(key) ?? none;
}

/** The names of files that a draft had before the page was loaded anew, and has no more. */
export function lostFilesOf(key: string): readonly string[] {
  const now = filesOf(key).map(({ name }) => name);
  return namesIn(key).filter((name) => !now.includes(name));
}

/** Keeps a draft's files with the page, and their names beyond it. `lost` are those to be chosen again. */
export function keepFiles(key: string, files: readonly File[], lost: readonly string[] = []): void {
  if (files.length === 0) chosen.delete(key);
  else chosen.set(key, files);
  const names = files.map(({ name }) => name);
  names.push(...lost.filter((name) => !names.includes(name)));
  if (names.length === 0) sessionStorage.removeItem(placeOf(key));
  else sessionStorage.setItem(placeOf(key), JSON.stringify(names));
  if (chosen.size === 0) window.removeEventListener('beforeunload', ask);
  else window.addEventListener('beforeunload', ask);
}

/** Gives the files of one draft to another one. */
export function moveFiles(from: string, to: string): void {
  const [files, lost] = [filesOf(from), lostFilesOf(from)];
  if (files.length === 0 && lost.length === 0) return;
  keepFiles(from, none);
  keepFiles(to, [...filesOf(to), ...files], [...lostFilesOf(to), ...lost]);
}

/** Forgets the files of all drafts but those whose key begins with a text. */
export function forgetFiles(except?: string): void {
  for (const key of [...chosen.keys()]) {
    if (except === undefined || !key.startsWith(except)) keepFiles(key, none);
  }
}

/** Lets the browser ask whether to leave the page, and the files with it. */
function ask(event: Event): void {
  event.preventDefault();
}

function namesIn(key: string): readonly string[] {
  return JSON.parse(sessionStorage.getItem(placeOf(key)) ?? '[]');
}

function placeOf(key: string): string {
  return `${key} files`;
}
