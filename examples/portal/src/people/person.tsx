import type { PersonFragment } from '../generated/documents.js';

/** What people call somebody: the full name where there is one, else the login. */
export function nameOf({ name, realName }: PersonFragment): string {
  return realName ?? name;
}

/** Somebody's name among other words, which may be written in another direction. */
export function Name({ of: person }: { readonly of: PersonFragment }) {
  return <bdi>{nameOf(person)}</bdi>;
}

/** Initials on a colour of the person's own. The name stands beside it, so readers skip it. */
export function Avatar({ person }: { readonly person: PersonFragment | null }) {
  const name = person ? nameOf(person) : '?';
  const initials = name
    .split(/[\s,.]+/)
    .slice(0, 2)
    .map(([first = '']) => first.toUpperCase())
    .join('');
  const hue = [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7);
  return (
    <span
      className="avatar"
      aria-hidden="true"
      style={{ backgroundColor: `oklch(0.55 0.08 ${hue})` }}
    >
      {initials}
    </span>
  );
}
