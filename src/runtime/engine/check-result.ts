import { isDigest } from '../../values/digest.ts';
import { type LaneTask, type TaskResult, WorkerLostError } from './lane.ts';

/** What a task of a kind gives. */
const RESULT_KINDS = { run: 'outputs', prepare: 'prepared', render: 'frames' } as const satisfies Record<
  LaneTask['kind'],
  TaskResult['kind']
>;

/**
 * A worker's answer as it should be. A worker that answers anything else is broken, whatever else it would say:
 * nothing of it is stored, and the task goes to another.
 * @throws {WorkerLostError}
 */
export function checkResult(task: LaneTask, answer: unknown): TaskResult {
  const result = answer as Partial<TaskResult> | null | undefined;
  const expected = RESULT_KINDS[task.kind];
  if (typeof result !== 'object' || result === null) throw broken(typeof answer);
  if (result.kind !== expected) throw broken(`${result.kind} instead of ${expected}`);
  if (!isDuration(result.ms) || !isDuration(result.startMs ?? 0)) throw broken('no time');
  if (result.kind === 'outputs' && !isValues(result.outputs)) throw broken('outputs that are no values');
  if (result.kind === 'prepared' && !isObject(result.facts)) throw broken('a clip without facts');
  if (task.kind === 'render' && result.kind === 'frames') {
    const { data, digest } = result;
    if (!(data instanceof Uint8ClampedArray) || !isDigest(digest)) throw broken('frames without address');
    // Memory that went elsewhere on the way is empty here.
    if (data.byteLength !== task.bytes) throw broken(`${data.byteLength} bytes of frames, not ${task.bytes}`);
  }
  return result as TaskResult;
}

function broken(what: string): WorkerLostError {
  return new WorkerLostError(`it answered ${what}`);
}

function isDuration(ms: unknown): boolean {
  return typeof ms === 'number' && Number.isFinite(ms);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isValues(outputs: unknown): boolean {
  return isObject(outputs) && Object.values(outputs).every((value) => value === undefined || isObject(value));
}
