import { useEffect, useState } from 'react';
import type { ReportValue } from '../../values/value.ts';
import { readOutputs } from '../run/node-outputs.ts';
import { flagsOf } from './take-scores.ts';

/** Takes, from 0, that should not be used as their reports say: rejected there, or poor in any measure. */
export function usePoorTakes(reports: readonly (string | undefined)[]): readonly number[] {
  const [poor, setPoor] = useState<readonly number[]>([]);
  // The list is made anew on every drawing; what it says changes seldom.
  const keys = reports.map((key) => key ?? '').join(' ');
  useEffect(() => {
    let current = true;
    const reading = keys.split(' ').map((key) => (key === '' ? undefined : readOutputs(key)));
    Promise.all(reading).then(
      (all) => {
        const takes = all.flatMap((values, take) => (isPoor(values) ? [take] : []));
        if (current) setPoor(takes);
      },
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [keys]);
  return poor;
}

function isPoor(values: Awaited<ReturnType<typeof readOutputs>>): boolean {
  const report = Object.values(values ?? {}).find((value): value is ReportValue => value.type === 'Report');
  if (!report) return false;
  const { flags, rejected } = flagsOf(report);
  return rejected.length > 0 || flags.some(({ verdict }) => verdict === 'poor');
}
