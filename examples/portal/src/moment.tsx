const ago = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto', style: 'narrow' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });

const units = [
  ['minute', 60, 3600],
  ['hour', 3600, 86_400],
  ['day', 86_400, 7 * 86_400],
] as const;

/** A moment the way people say it; the tooltip has it in full. */
export function Moment({ at }: { readonly at: string }) {
  return (
    <time className="faint" dateTime={at} title={full.format(new Date(at))}>
      {inWords(at)}
    </time>
  );
}

function inWords(at: string): string {
  const seconds = (Date.parse(at) - Date.now()) / 1000;
  if (Math.abs(seconds) < 60) return 'just now';
  const unit = units.find(([, , below]) => Math.abs(seconds) < below);
  return unit ? ago.format(Math.round(seconds / unit[1]), unit[0]) : day.format(new Date(at));
}
