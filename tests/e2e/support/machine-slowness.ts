import { execFile } from 'node:child_process';

/** What the probe takes on each of two idle cores of the machine for which the budgets are given, ms. */
const REFERENCE_MS = 620;

/** As many as the cores that the budgets are given for. */
const PROBES = 2;

/** Plain arithmetic; prints its own duration in ms. */
const PROBE = `
  const started = performance.now();
  let x = 1;
  for (let i = 0; i < 1e8; i++) x = (Math.imul(x, 1664525) + 1013904223) | 0;
  process.stdout.write(String(performance.now() - started + (x & 0)));
`;

/**
 * How much slower this machine is at the moment than the one for which time budgets are given, with two programs
 * running at once: at least 1. Tests that watch the clock multiply their budgets by it, so that a busy machine does
 * not fail them.
 */
export async function machineSlowness(): Promise<number> {
  const times = await Promise.all(Array.from({ length: PROBES }, runProbe));
  return Math.max(1, ...times.map((ms) => ms / REFERENCE_MS));
}

function runProbe(): Promise<number> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, ['-e', PROBE], (error, stdout) =>
      error ? reject(error) : resolve(Number(stdout)),
    );
  });
}
