import { type Run, useLastRun } from './last-run.js';
import './run-summary.css';

/** One line below the answer: how long the last run took, what it asked of RT, and what it cost. */
export function RunSummary() {
  const run = useLastRun();
  return (
    <p className="run-summary" aria-live="polite">
      {run === undefined ? 'Run an operation to see its time, RT requests and cost.' : summary(run)}
    </p>
  );
}

/** The parts of the line, joined. */
export function summary({ ms, rt, cost, answers }: Run): string {
  if (ms === undefined) return 'Running…';
  return [
    `${whole(ms)} ms`,
    ...(rt ? [`${counted(rt.requests, 'RT request')} (${whole(rt.ms)} ms)`] : []),
    ...(cost ? [`cost ${whole(cost.asked)} of ${whole(cost.limit)}`] : []),
    ...(answers > 1 ? [`${answers} parts`] : []),
  ].join(' · ');
}

const whole = (number: number): string => Math.round(number).toLocaleString('en');

const counted = (number: number, thing: string): string =>
  `${whole(number)} ${thing}${number === 1 ? '' : 's'}`;
