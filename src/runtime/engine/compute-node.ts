import { type ClipValue, chunkRanges } from '../../values/clip.ts';
import { NodeError, StorageError } from '../../values/errors.ts';
import type { Value } from '../../values/value.ts';
import type { CacheStore, ResultRecord } from '../cache/cache-store.ts';
import type { ResultCache } from '../cache/result-cache.ts';
import type { Asset, Lane } from '../node.ts';
import { cutoffKey } from '../recipe.ts';
import type { ComputationRequest, NodeOutcome, PortContent } from './computation.ts';
import { GrowingClip } from './growing-clip.ts';
import type { ClipInput, PreparedState, TaskInputs, TaskResult, TaskServices } from './lane.ts';
import type { LanePool } from './lane-pool.ts';

/** Share of a framewise node's progress bar that its preparation takes. */
const PREPARE_SHARE = 0.1;

/** What computing needs from the engine. */
export interface Workshop {
  readonly cache: ResultCache;
  readonly store: CacheStore;
  readonly pools: Readonly<Record<Lane, LanePool>>;
  readAsset(reference: string): Promise<Asset>;
}

/**
 * Computes a node on its lane and commits what it makes: every value, or every chunk of a clip, is stored before a
 * consumer sees it. A result with the same inputs by content is reused instead (early cutoff).
 */
export async function computeNode(workshop: Workshop, request: ComputationRequest): Promise<NodeOutcome> {
  const digests = await inputDigests(request.inputs);
  const cutoff = digests && cutoffKey(request.recipe.ingredients, digests);
  const reusable = cutoff !== undefined && !request.force && request.declaration.purity !== 'volatile';
  const known = reusable ? workshop.cache.findCutoff(cutoff) : undefined;
  const reused = known && (await storedOutcome(workshop.cache, known));
  if (known && reused) {
    await workshop.cache.commit({
      ...known,
      key: request.recipe.key,
      cutoff: known.cutoff,
      lastUsed: Date.now(),
    });
    request.report.cutOff(known.notices);
    return reused;
  }
  const task = new NodeTask(workshop, request, cutoff);
  return request.declaration.framewise ? task.renderClip() : task.runOnce();
}

/** Outcome of a stored result; undefined when part of it is gone or damaged. */
export async function storedOutcome(
  cache: ResultCache,
  record: ResultRecord,
): Promise<NodeOutcome | undefined> {
  const outputs = new Map<string, PortContent>();
  for (const [port, digest] of Object.entries(record.outputs)) {
    if (record.kind === 'values') {
      outputs.set(port, { kind: 'value', digest });
      continue;
    }
    const value = await cache.readValue(digest);
    if (value?.type !== 'Clip') return undefined;
    outputs.set(port, { kind: 'clip', clip: GrowingClip.stored(value, digest) });
  }
  return { outputs, complete: Promise.resolve() };
}

/** Digests of all inputs, unless one of them is a clip that still grows. */
async function inputDigests(
  inputs: ReadonlyMap<string, PortContent>,
): Promise<Readonly<Record<string, string>> | undefined> {
  const digests: Record<string, string> = {};
  for (const [port, content] of inputs) {
    const digest = content.kind === 'value' ? content.digest : await settledNow(content.clip.finished);
    if (digest === undefined) return undefined;
    digests[port] = digest;
  }
  return digests;
}

/** The promise's value if it is there already. */
function settledNow(promise: Promise<string>): Promise<string | undefined> {
  return Promise.race([promise, Promise.resolve(undefined)]);
}

class NodeTask {
  readonly #workshop: Workshop;
  readonly #request: ComputationRequest;
  readonly #cutoff: string | undefined;
  readonly #notices: string[] = [];
  #ms = 0;

  constructor(workshop: Workshop, request: ComputationRequest, cutoff: string | undefined) {
    this.#workshop = workshop;
    this.#request = request;
    this.#cutoff = cutoff;
  }

  async runOnce(): Promise<NodeOutcome> {
    const { declaration, inputs, params, report } = this.#request;
    await this.#avoidDeadlock();
    const services = this.#services((fraction, note) => report.progress(fraction, note));
    const task = {
      kind: 'run',
      nodeType: declaration.type,
      inputs: await this.#readInputs(inputs),
      params,
    } as const;
    const result = await this.#submit(task, services, declaration.lane);
    if (result.kind !== 'outputs') throw new TypeError(`a run gave ${result.kind}`);
    const outputs = new Map<string, PortContent>();
    const parts: Record<string, number> = {};
    const digests: Record<string, string> = {};
    for (const port of Object.keys(declaration.outputs)) {
      const value = result.outputs[port];
      if (value === undefined) continue;
      checkType(declaration.type, port, value, declaration.outputs[port]?.type);
      const { digest, bytes } = await this.#workshop.cache.writeValue(value);
      outputs.set(port, { kind: 'value', digest });
      digests[port] = digest;
      parts[digest] = bytes;
    }
    await this.#commit(digests, parts);
    return { outputs, complete: Promise.resolve() };
  }

  async renderClip(): Promise<NodeOutcome> {
    const { declaration, inputs, params, report } = this.#request;
    const port = Object.keys(declaration.outputs)[0] ?? 'clip';
    await this.#avoidDeadlock();
    const taskInputs = await this.#readInputs(inputs);
    const services = this.#services((fraction, note) => report.progress(fraction * PREPARE_SHARE, note));
    const task = { kind: 'prepare', nodeType: declaration.type, inputs: taskInputs, params } as const;
    const prepared = await this.#submit(task, services, declaration.lane);
    if (prepared.kind !== 'prepared') throw new TypeError(`a preparation gave ${prepared.kind}`);
    if (prepared.passThrough !== undefined) return this.#passThrough(port, prepared.passThrough);
    const clip = new GrowingClip(prepared.facts, chunkRanges(prepared.facts));
    const complete = this.#renderAll(clip, port, prepared, taskInputs);
    complete.catch((error: unknown) => clip.fail(error));
    return { outputs: new Map([[port, { kind: 'clip', clip }]]), complete };
  }

  /** The output is an input clip: same chunks, same digest. */
  #passThrough(port: string, inputPort: string): NodeOutcome {
    const content = this.#request.inputs.get(inputPort);
    if (content?.kind !== 'clip') throw new TypeError(`no clip at input ${inputPort} to pass through`);
    const complete = content.clip.finished.then(async (digest) => {
      const value = await this.#workshop.cache.readValue(digest);
      if (value?.type !== 'Clip') throw lostInput(inputPort);
      await this.#commit({ [port]: digest }, await this.#clipParts(value, digest));
    });
    complete.catch(() => undefined);
    return { outputs: new Map([[port, content]]), complete };
  }

  async #clipParts(value: ClipValue, digest: string): Promise<Record<string, number>> {
    const parts: Record<string, number> = { [digest]: JSON.stringify(value).length };
    const frame = value.width * value.height * 4;
    for (const chunk of value.chunks) parts[chunk.digest] = (chunk.end - chunk.start) * frame;
    return parts;
  }

  /** Renders the missing ranges on all workers of the lane, commits each as it comes, then the whole. */
  async #renderAll(
    clip: GrowingClip,
    port: string,
    prepared: PreparedState,
    inputs: TaskInputs,
  ): Promise<void> {
    const { recipe, declaration, report, inputs: contents } = this.#request;
    const { store, cache } = this.#workshop;
    const stored = new Map((await store.partials(recipe.key)).map((partial) => [partial.start, partial]));
    let done = 0;
    const parts: Record<string, number> = {};
    const digests: string[] = [];
    const renderRange = async (index: number): Promise<void> => {
      const range = clip.ranges[index];
      if (!range) return;
      const partial = this.#request.force ? undefined : stored.get(range.start);
      const kept = partial && partial.end === range.end ? await cache.readBytes(partial.digest) : undefined;
      let digest = partial?.digest ?? '';
      let bytes = kept?.buffers[0]?.byteLength ?? 0;
      if (!kept) {
        const task = {
          kind: 'render',
          nodeType: declaration.type,
          inputs,
          preparedKey: recipe.key,
          range,
        } as const;
        const services = this.#services(() => undefined, prepared);
        // Earlier frames first: that is the order in which consumers read them.
        const result = await this.#submit(task, services, declaration.lane, 1 - index / clip.ranges.length);
        if (result.kind !== 'frames') throw new TypeError(`a range gave ${result.kind}`);
        ({ digest, bytes } = await cache.writeBytes({ header: '', buffers: [asBytes(result.data)] }));
        await this.#storePartial({ recipeKey: recipe.key, ...range, digest });
      }
      parts[digest] = bytes;
      digests[index] = digest;
      done += 1;
      clip.resolveChunk(index, digest);
      report.progress(PREPARE_SHARE + ((1 - PREPARE_SHARE) * done) / clip.ranges.length);
    };
    for (const content of contents.values()) if (content.kind === 'clip') await content.clip.allChunks();
    await Promise.all(clip.ranges.map((_range, index) => renderRange(index)));
    const chunks = clip.ranges.map((range, index) => ({ ...range, digest: digests[index] ?? '' }));
    const written = await cache.writeValue({ type: 'Clip', ...clip.facts, chunks });
    parts[written.digest] = written.bytes;
    await this.#commit({ [port]: written.digest }, parts);
    await store.deletePartials(recipe.key);
    clip.finish(written.digest);
  }

  /** A chunk that could not be noted is only lost for resuming. */
  async #storePartial(chunk: Parameters<CacheStore['putPartial']>[0]): Promise<void> {
    try {
      await this.#workshop.store.putPartial(chunk);
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
    }
  }

  async #commit(
    outputs: Readonly<Record<string, string>>,
    parts: Readonly<Record<string, number>>,
  ): Promise<void> {
    const { recipe, declaration, report } = this.#request;
    const notices = [...this.#notices];
    const bytes = Object.values(parts).reduce((sum, part) => sum + part, 0);
    if (declaration.purity !== 'volatile') {
      await this.#workshop.cache.commit({
        key: recipe.key,
        type: declaration.type,
        kind: declaration.framewise ? 'clip' : 'values',
        outputs,
        parts,
        ms: this.#ms,
        notices,
        lastUsed: Date.now(),
        ...(this.#cutoff === undefined ? {} : { cutoff: this.#cutoff }),
      });
    }
    report.committed(this.#ms, bytes, notices);
  }

  /**
   * A node that reads a growing clip must not hold a worker that the clip's own frames need: on any lane but `codec`
   * it waits until the clip is complete.
   */
  async #avoidDeadlock(): Promise<void> {
    if (this.#request.declaration.lane === 'codec' || this.#request.declaration.framewise) return;
    for (const content of this.#request.inputs.values())
      if (content.kind === 'clip') await content.clip.allChunks();
  }

  async #submit(
    task: Parameters<LanePool['submit']>[0]['task'],
    services: TaskServices,
    lane: Lane,
    order = 1,
  ): Promise<TaskResult> {
    const { signal, priority, report } = this.#request;
    const onStart = () => report.started();
    const result = await this.#workshop.pools[lane].submit({
      task,
      services,
      signal,
      priority: priority + order,
      onStart,
    });
    this.#ms += result.ms;
    return result;
  }

  #services(progress: TaskServices['progress'], prepared?: PreparedState): TaskServices {
    return {
      progress,
      notice: (message) => {
        if (!this.#notices.includes(message)) this.#notices.push(message);
      },
      readAsset: (reference) => this.#workshop.readAsset(reference),
      readChunk: (port, index) => this.#readChunk(port, index),
      readPrepared: () =>
        prepared ? Promise.resolve(prepared) : Promise.reject(new TypeError('nothing is prepared')),
    };
  }

  async #readChunk(port: string, index: number): Promise<Uint8ClampedArray> {
    const content = this.#request.inputs.get(port);
    if (content?.kind !== 'clip') throw new TypeError(`no clip at input ${port}`);
    const stored = await this.#workshop.cache.readBytes(await content.clip.chunk(index));
    const bytes = stored?.buffers[0];
    if (!bytes) throw lostInput(port);
    return new Uint8ClampedArray(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  async #readInputs(inputs: ReadonlyMap<string, PortContent>): Promise<TaskInputs> {
    const read: Record<string, TaskInputs[string]> = {};
    for (const [port, content] of inputs) {
      if (content.kind === 'clip') {
        const clip: ClipInput = {
          type: 'ClipInput',
          port,
          ranges: content.clip.ranges,
          ...content.clip.facts,
        };
        read[port] = clip;
        continue;
      }
      const value = await this.#workshop.cache.readValue(content.digest);
      if (!value || value.type === 'Clip') throw lostInput(port);
      read[port] = value;
    }
    return read;
  }
}

function asBytes(data: Uint8ClampedArray): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

function checkType(node: string, port: string, value: Value, expected: string | undefined): void {
  if (value.type === expected) return;
  throw new TypeError(`${node} gave ${value.type} at "${port}", which is declared ${expected}`);
}

function lostInput(port: string): NodeError {
  return new NodeError(
    'input-lost',
    `The stored value at its input "${port}" was lost or damaged.`,
    'Run again: the node before it will compute it anew.',
  );
}
