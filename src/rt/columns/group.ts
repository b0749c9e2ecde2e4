import { flag, optionalText, text } from './column.js';

/** One line of a group's members, which RT prints as text only. */
export interface GroupMemberLine {
  readonly displayName: string;
  readonly emailAddress: string | null;
  /** Set when the member is itself a group. */
  readonly groupName: string | null;
}

/** The columns of RT's group form by their names in the schema. RT prints members only when they are asked for by name. */
export const groupColumns = {
  name: { ...text('Name'), filter: true, write: 'line' },
  description: { ...optionalText('Description'), filter: true, write: 'line' },
  isDisabled: { ...flag('Disabled'), write: 'flag', onlyOnUpdate: true },
  members: {
    key: 'Members',
    zoned: false,
    read: (value: string): readonly GroupMemberLine[] => readMembers(value),
  },
} as const;

/**
 * RT joins members with commas although names hold commas too (`Liddell, Alice <alice@example.com>`), so a
 * member ends where its address or its group's parenthesis ends.
 */
function readMembers(value: string): readonly GroupMemberLine[] {
  const members: GroupMemberLine[] = [];
  let rest = value.replace(/,\n/g, ', ').trim();
  while (rest !== '') {
    // The group's own members stand behind it, each with an address in angle brackets.
    const group = /^GROUP \[(.*?)\] \((?:[^<>]*<[^<>]*>;?)*\)/s.exec(rest);
    const end = group ? group[0].length : personEnd(rest);
    const part = rest.slice(0, end);
    rest = rest.slice(end).replace(/^[,\s]+/, '');
    if (group) {
      members.push({ displayName: group[1] ?? '', emailAddress: null, groupName: group[1] ?? '' });
      continue;
    }
    const person = /^(.*?)\s*<([^<>]*)>$/s.exec(part);
    const address = person?.[2] ?? (/^\S+@\S+$/.test(part) ? part : null);
    members.push({
      displayName: person?.[1] || address || part,
      emailAddress: address || null,
      groupName: null,
    });
  }
  return members;
}

function personEnd(text: string): number {
  const address = text.indexOf('>');
  const plain = /^[^\s,<]+@[^\s,<]+(?=,|$)/.exec(text);
  if (plain) return plain[0].length;
  return address >= 0 ? address + 1 : text.length;
}
