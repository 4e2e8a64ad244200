import fc from 'fast-check';
import { describe, it } from 'vitest';
import { begin, openSimulation, type Work } from '../../../tests/support/simulation.ts';

/** Whatever runs arrive, in virtual time: the engine's own queues and pools decide who goes. */

/** What the lanes' patience is, ms, and how many turns go by between two that are taken because of it. */
const PATIENCE_MS = 20_000;
const OTHERS_TURNS = 7;

const NUM_RUNS = 12;

const pieceMs = fc.integer({ min: 20, max: 2000 });
const loose = (times: readonly number[]): Work[] => times.map((ms) => ({ lane: 'cpu', ms, after: [] }));
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe('whatever arrives', () => {
  it('a run that somebody waits for overtakes a batch: it waits for pieces under way only', async () => {
    const given = fc.record({
      workers: fc.integer({ min: 1, max: 3 }),
      batch: fc.array(pieceMs, { minLength: 30, maxLength: 60 }),
      arrival: fc.integer({ min: 0, max: 8000 }),
      preview: fc.array(pieceMs, { minLength: 1, maxLength: 6 }),
    });
    await fc.assert(
      fc.asyncProperty(given, async ({ workers, batch, arrival, preview }) => {
        const simulation = await openSimulation({ gpu: 1, cpu: workers, codec: 1 });
        const { clock } = simulation;
        const batchRun = await begin(simulation, loose(batch), 'batch');
        await clock.until(clock.pause(arrival));
        const interactive = await begin(simulation, loose(preview));
        const end = await clock.until(interactive.end);
        const longest = Math.max(...batch);
        // Pieces of the batch that had waited beyond patience may take a turn among its own.
        const overdue = arrival + sum(preview) + longest < PATIENCE_MS ? 0 : 2;
        const lastStart = arrival + longest + (sum(preview) + overdue * longest) / workers;
        if (end > lastStart + Math.max(...preview)) {
          throw new Error(`it ended at ${end}, not by ${lastStart + Math.max(...preview)}`);
        }
        await clock.until(batchRun.end);
      }),
      { numRuns: NUM_RUNS, endOnFailure: true },
    );
  });

  it('a batch comes to its end within a bound, while more is wanted at once than the lane can do', async () => {
    const given = fc.record({
      batch: fc.array(pieceMs, { minLength: 1, maxLength: 4 }),
      crowd: fc.array(fc.integer({ min: 400, max: 1000 }), { minLength: 2, maxLength: 5 }),
      overload: fc.double({ min: 1, max: 1.5, noNaN: true }),
    });
    await fc.assert(
      fc.asyncProperty(given, async ({ batch, crowd, overload }) => {
        const simulation = await openSimulation({ gpu: 1, cpu: 1, codec: 1 });
        const { clock } = simulation;
        const longest = Math.max(...crowd);
        const bound =
          PATIENCE_MS +
          longest +
          sum(batch.map((ms) => ms + OTHERS_TURNS * longest)) +
          OTHERS_TURNS * longest;
        const batchRun = await begin(simulation, loose(batch), 'batch');
        let end: number | undefined;
        const watched = batchRun.end.then((at) => {
          end = at;
        });
        // Runs come faster than they can be done, so that somebody always waits.
        const arrive = async () => {
          while (end === undefined && clock.now() <= bound) {
            await begin(simulation, loose(crowd));
            await clock.pause(sum(crowd) / overload);
          }
        };
        await clock.until(arrive());
        await clock.until(watched);
        if (end === undefined || end > bound) throw new Error(`the batch ended at ${end}, not by ${bound}`);
      }),
      { numRuns: NUM_RUNS, endOnFailure: true },
    );
  });
});
