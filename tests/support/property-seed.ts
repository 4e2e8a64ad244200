import fc from 'fast-check';

/**
 * Property tests take the same cases in every run, so that a change is judged by what it changed and a failure can be
 * repeated. `PROPERTY_SEED=random` looks for new cases (a failure prints its seed), `PROPERTY_SEED=<number>` repeats one.
 */
const wanted = process.env.PROPERTY_SEED ?? '1';
if (wanted !== 'random') fc.configureGlobal({ seed: Number(wanted) });
