import { resampleImage } from '../../../src/media/image/resample.ts';
import { plainImage } from '../../support/photos.ts';

/** What the probe takes on an idle core of the machine for which the budgets are given, ms. */
const REFERENCE_MS = 220;
const PROBES = 3;
const SIDE = 1600;

/**
 * How much slower this machine is at the moment than the one for which time budgets are given: at least 1. Tests that
 * watch the clock multiply their budgets by it, so that a busy machine does not fail them.
 */
export function machineSlowness(): number {
  const image = plainImage(SIDE, SIDE, [90, 120, 150]);
  const rect = { x: 0, y: 0, width: SIDE, height: SIDE };
  const times = Array.from({ length: PROBES }, () => {
    const started = performance.now();
    resampleImage(image, rect, SIDE / 2 + 1, SIDE / 2 + 1);
    return performance.now() - started;
  });
  times.sort((a, b) => a - b);
  return Math.max(1, (times[1] ?? REFERENCE_MS) / REFERENCE_MS);
}
