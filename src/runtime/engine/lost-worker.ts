import { NodeError, reportError } from '../../values/errors.ts';
import { WorkerLostError } from './lane.ts';

/**
 * Errors after which a worker's model runtime may be broken for good, or its memory used up: it goes, like one that
 * died.
 */
const SPOILING_CODES: ReadonlySet<string> = new Set([
  'model-failed',
  'model-not-finite',
  'runtime-failed',
  'out-of-memory',
]);

/** Is the worker of no use any more? */
export function costsWorker(error: unknown): boolean {
  return error instanceof WorkerLostError || SPOILING_CODES.has(reportError(error).code);
}

/** What is told of a task that lost two workers. */
export function lostTwice(error: WorkerLostError): NodeError {
  return new NodeError(
    'worker-lost',
    `It was ended twice without a result (${error.message}).`,
    'Try a smaller picture or a shorter clip; if it stays, report it.',
    { cause: error },
  );
}
