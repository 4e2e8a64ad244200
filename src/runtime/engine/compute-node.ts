import type { Value } from '../../values/value.ts';
import type { ResultRecord } from '../cache/cache-store.ts';
import type { ResultCache } from '../cache/result-cache.ts';
import type { NodeDeclaration } from '../node.ts';
import { cutoffKey } from '../recipe.ts';
import type { ComputationRequest, NodeOutcome, PortContent } from './computation.ts';
import { GrowingClip } from './growing-clip.ts';
import { digestsNow, digestsOfValues } from './input-digests.ts';
import { NodeTask, type Workshop } from './node-task.ts';
import { renderClip } from './render-clip.ts';

/**
 * Computes a node on its lane and commits what it makes: every value, or every chunk of a clip, is stored before a
 * consumer sees it. A result with the same inputs by content is reused instead (early cutoff). Rejects with an
 * {@link InputLostError} when a stored input is gone, and with whatever the node throws.
 */
export function computeNode(workshop: Workshop, request: ComputationRequest): Promise<NodeOutcome> {
  const digests = digestsOfValues(request.inputs);
  if (!digests) return computeFromClips(workshop, request);
  const cutoff = cutoffOf(request, digests);
  const known = knownResult(workshop.cache, request, cutoff);
  return known ? reuseOrPerform(workshop, request, cutoff, known) : perform(workshop, request, cutoff);
}

/** The same where clips enter, which may still grow. */
async function computeFromClips(workshop: Workshop, request: ComputationRequest): Promise<NodeOutcome> {
  const digests = await digestsNow(request.inputs);
  const cutoff = digests && cutoffOf(request, digests);
  const known = knownResult(workshop.cache, request, cutoff);
  const reused = known && (await reuse(workshop.cache, request, known));
  if (reused) return reused;
  if (holdsWorker(request)) await clipsComplete(request);
  return perform(workshop, request, cutoff);
}

async function reuseOrPerform(
  workshop: Workshop,
  request: ComputationRequest,
  cutoff: string | undefined,
  known: ResultRecord,
): Promise<NodeOutcome> {
  const reused = await reuse(workshop.cache, request, known);
  return reused ?? perform(workshop, request, cutoff);
}

function perform(
  workshop: Workshop,
  request: ComputationRequest,
  cutoff: string | undefined,
): Promise<NodeOutcome> {
  const task = new NodeTask(workshop, request, cutoff);
  return request.declaration.framewise ? renderClip(task) : runOnce(task);
}

function knownResult(
  cache: ResultCache,
  { force }: ComputationRequest,
  cutoff: string | undefined,
): ResultRecord | undefined {
  return cutoff === undefined || force ? undefined : cache.findCutoff(cutoff);
}

/** Outcome of a stored result; undefined when it is gone or damaged. */
export async function storedOutcome(
  cache: ResultCache,
  record: ResultRecord,
): Promise<NodeOutcome | undefined> {
  const outputs: Record<string, PortContent> = {};
  for (const port in record.outputs) {
    const digest = record.outputs[port] ?? '';
    if (record.kind === 'values') {
      outputs[port] = { kind: 'value', digest };
      continue;
    }
    const value = await cache.readValue(digest);
    if (value?.type !== 'Clip') {
      await cache.forgetValue(digest);
      return undefined;
    }
    outputs[port] = { kind: 'clip', clip: GrowingClip.stored(value, digest) };
  }
  return { outputs, growing: undefined };
}

/** Key by the content of the inputs, of nodes that make the same of the same. */
function cutoffOf(
  { declaration, recipe }: ComputationRequest,
  digests: Readonly<Record<string, string>>,
): string | undefined {
  return declaration.purity === 'volatile' ? undefined : cutoffKey(recipe.ingredients, digests);
}

/** Early cutoff: another recipe upstream, the same bytes. @param known the result that was made of them */
async function reuse(
  cache: ResultCache,
  { recipe, lease, report }: ComputationRequest,
  known: ResultRecord,
): Promise<NodeOutcome | undefined> {
  for (const [digest, bytes] of Object.entries(known.parts)) lease.hold(digest, bytes);
  if ((await cache.dropMissing([known.key])) > 0) return undefined;
  const outcome = await storedOutcome(cache, known);
  if (!outcome) return undefined;
  await cache.commit({ ...known, key: recipe.key, lastUsed: Date.now() }, lease);
  report.cutOff(known.notices);
  return outcome;
}

/**
 * A node that reads a growing clip would hold a worker without working. Encoders are made for that and have a lane of
 * their own; preparing a framewise node is short. All others wait until the clip is complete.
 */
function holdsWorker({ declaration }: ComputationRequest): boolean {
  return declaration.lane !== 'codec' && !declaration.framewise;
}

async function clipsComplete({ inputs }: ComputationRequest): Promise<void> {
  for (const content of Object.values(inputs)) {
    if (content.kind === 'clip') await content.clip.available();
  }
}

function runOnce(task: NodeTask): Promise<NodeOutcome> {
  const { declaration, element, params, report } = task.request;
  return task.submit(
    { kind: 'run', nodeType: declaration.type, element, params },
    { progress: (fraction, note) => report.progress(fraction, note) },
    (result) => {
      if (result.kind !== 'outputs') throw new TypeError(`a run gave ${result.kind}`);
      return commitOutputs(task, result.outputs);
    },
  );
}

async function commitOutputs(task: NodeTask, values: Readonly<Record<string, Value>>): Promise<NodeOutcome> {
  const { declaration, lease } = task.request;
  const outputs: Record<string, PortContent> = {};
  const parts: Record<string, number> = {};
  const digests: Record<string, string> = {};
  for (const port in declaration.outputs) {
    const value = values[port];
    if (value === undefined) continue;
    checkType(declaration, port, value);
    const { digest, bytes } = await task.workshop.cache.writeValue(value, lease);
    outputs[port] = { kind: 'value', digest };
    digests[port] = digest;
    parts[digest] = bytes;
  }
  await task.commit(digests, parts);
  return { outputs, growing: undefined };
}

function checkType({ type, outputs }: NodeDeclaration, port: string, value: Value): void {
  const expected = outputs[port]?.type;
  if (value.type !== expected) {
    throw new TypeError(`${type} gave ${value.type} at "${port}", which is declared ${expected}`);
  }
  if (value.type === 'Clip') throw new TypeError(`${type} makes a clip and must be framewise`);
}
