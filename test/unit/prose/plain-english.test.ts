import { describe, expect, test } from 'vitest';
import { publicTexts } from '../../support/prose/public-texts.js';

/** Words that make a reader stop, and what to write. CONTRIBUTING has the rules in short. */
const patterns: readonly (readonly [wording: RegExp, instead: string])[] = [
  [
    /(?<![Tt]here )\b(?:is|are|was|were) no (?!(?:longer|more|less|later|older|different)\b)\w+/,
    'is not a …',
  ],
  [/\b(?:is|are) none\b/, 'say what is missing'],
  [/\bof (?:a|the) caller['’]s own\b/, "the caller's …"],
  [/\b(?:an?|the) (?:\w+ )?of (?:ours|theirs|RT['’]s)\b/, "the server's …, RT's …"],
  [/\b(?:is|are|was|were) told\b/, 'receives, is notified, is reported'],
  [/\b(?:is|are|was|were) asked of\b|\basks of\b/, 'requests, is requested from'],
  [/\bstands? (?!(?:for|out)\b)\w+/, 'is, appears, is listed'],
  [/\bstands? for now\b/, 'is current'],
  [/\bcame not\b/, 'did not arrive'],
  [/\b(?:came|come|comes) or (?:went|go|goes)\b/, 'was added or removed'],
  [/(?:^|\. )(?:By|Of|To) wh(?:at|om)\b/, 'start with a noun'],
  [/^Wh(?:at|o|ere) [^?]*$/, 'start with a noun, or with a verb'],
  [/\b(?:finds?|found) (?:it )?out\b/, 'detects'],
  [/\bis away\b/, 'is unreachable'],
  [/\bwhoever\b/i, 'anyone who, the caller who'],
  [/\bfor so long\b/, 'until then'],
  [/\bbut for\b/, 'except'],
  [/\banew\b/, 'again'],
  [/\bcannot be known\b|\bmakes? no promises?\b/, 'is unknown'],
  [/\b(?:answers?|says?) otherwise\b|\botherwise than\b/, 'differs'],
  [/\bat will\b/, 'in any combination'],
  [/\bso many\b/, 'that many, or the number'],
  [/\b(?:may|can|must|will) be it\b|\bwill do\b/, 'is accepted'],
  [/\bheld? off\b|\bholds it off\b/, 'prevents'],
  [/\bhear(?:s|d)? of\b/, 'is notified of'],
  [/\bgoes on\b|\bgo on\b/, 'continues'],
  [/\blet(?:s)? (?:them|him) in\b/, 'admits'],
];

/** How many wordings a file may keep, with the reason beside it. No file needs one now. */
const budget: Readonly<Record<string, number>> = {};

/** Every match of a pattern, by file, with a little of what surrounds it. */
function found(): ReadonlyMap<string, readonly string[]> {
  const byFile = new Map<string, string[]>();
  for (const { file, text: lines } of publicTexts()) {
    const text = lines.replace(/\s+/g, ' ');
    for (const [wording, instead] of patterns) {
      for (const match of text.matchAll(new RegExp(wording, 'g'))) {
        const around = text.slice(
          Math.max(0, match.index - 30),
          match.index + match[0].length + 20,
        );
        const line = `"${around}": write ${instead}`;
        byFile.set(file, [...(byFile.get(file) ?? []), line]);
      }
    }
  }
  return byFile;
}

describe('public texts', () => {
  const all = found();
  test('have no more of the wordings than before', () => {
    const more = [...all].filter(([file, lines]) => lines.length > (budget[file] ?? 0));
    expect(Object.fromEntries(more)).toEqual({});
  });

  test('have as many as the budget says: it may only fall', () => {
    const counts = Object.keys(budget).map((file) => [file, all.get(file)?.length ?? 0]);
    expect(Object.fromEntries(counts)).toEqual(budget);
  });
});
