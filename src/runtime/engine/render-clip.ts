import { type ClipValue, chunkRanges, type FrameRange, frameBytes } from '../../values/clip.ts';
import { serialiseChunk } from '../../values/serialise.ts';
import type { WrittenValue } from '../cache/result-cache.ts';
import { portOfSlot } from '../input-slots.ts';
import type { NodeOutcome } from './computation.ts';
import { GrowingClip } from './growing-clip.ts';
import type { PreparedState } from './lane.ts';
import type { NodeTask } from './node-task.ts';
import { overlap, RangeOrder } from './range-order.ts';

/** Share of a framewise node's progress bar that its preparation takes. */
const PREPARE_SHARE = 0.1;
/**
 * Ranges of a clip that may be under way beyond the lane's workers: enough that no worker waits while chunks are
 * stored, few enough to bound the memory they take.
 */
const AHEAD = 2;
/** At most one look at a growing clip in this time, ms: a long clip has hundreds of chunks. */
const LOOK_INTERVAL_MS = 200;

/** Prepares a framewise node, then renders its ranges while consumers read those that are there already. */
export async function renderClip(task: NodeTask): Promise<NodeOutcome> {
  const { declaration, element, params, report } = task.request;
  const port = Object.keys(declaration.outputs)[0] ?? 'clip';
  const prepared = await task.submit(
    { kind: 'prepare', nodeType: declaration.type, element, params },
    {
      progress: (fraction, note) => report.progress(fraction * PREPARE_SHARE, note),
      share: PREPARE_SHARE,
    },
    (result) => {
      if (result.kind !== 'prepared') throw new TypeError(`a preparation gave ${result.kind}`);
      return result;
    },
  );
  if (prepared.passThrough !== undefined) return passThrough(task, port, prepared.passThrough);
  const ranges = chunkRanges(prepared.facts, task.workshop.chunkBytes);
  const clip = new GrowingClip(prepared.facts, task.priority, ranges);
  const growing = new ClipRender(task, clip, prepared).renderAll(port);
  growing.catch((error: unknown) => clip.fail(error));
  return { outputs: { [port]: { kind: 'clip', clip } }, growing };
}

/** The output is an input clip: same chunks, same digest. */
function passThrough(task: NodeTask, port: string, inputPort: string): NodeOutcome {
  const content = task.request.inputs[inputPort];
  if (content?.kind !== 'clip') throw new TypeError(`no clip at input ${inputPort} to pass through`);
  const growing = content.clip.finished.then(async (digest) => {
    const value = await task.workshop.cache.readValue(digest);
    if (value?.type !== 'Clip') throw await task.inputs.lose(inputPort, digest);
    await task.commit({ [port]: digest }, clipParts(value, digest));
  });
  growing.catch(() => undefined);
  return { outputs: { [port]: content }, growing };
}

function clipParts(value: ClipValue, digest: string): Record<string, number> {
  const parts: Record<string, number> = { [digest]: JSON.stringify(value).length };
  for (const chunk of value.chunks) parts[chunk.digest] = (chunk.end - chunk.start) * frameBytes(value);
  return parts;
}

/** Renders the ranges of one clip that are not stored yet, on all workers of the lane. */
class ClipRender {
  readonly #task: NodeTask;
  readonly #clip: GrowingClip;
  readonly #prepared: PreparedState;
  /** Names the prepared state to the workers; the recipe key would not tell a volatile node's runs apart. */
  readonly #preparedKey = crypto.randomUUID();
  readonly #chunks: WrittenValue[] = [];
  readonly #pending: RangeOrder;
  #done = 0;
  #shownAt = Number.NEGATIVE_INFINITY;

  constructor(task: NodeTask, clip: GrowingClip, prepared: PreparedState) {
    this.#task = task;
    this.#clip = clip;
    this.#prepared = prepared;
    this.#pending = new RangeOrder(clip);
    clip.hearWanted((frames) => this.#wantInputs(frames));
  }

  /** Commits each range as it comes, then the whole. */
  async renderAll(port: string): Promise<void> {
    const { request, workshop } = this.#task;
    const { ranges, facts } = this.#clip;
    await this.#renderRanges();
    const chunks = ranges.map((range, index) => ({ ...range, digest: this.#chunks[index]?.digest ?? '' }));
    const written = await workshop.cache.writeValue({ type: 'Clip', ...facts, chunks }, request.lease);
    const parts = Object.fromEntries([...this.#chunks, written].map(({ digest, bytes }) => [digest, bytes]));
    await this.#task.commit({ [port]: written.digest }, parts);
    this.#clip.finish(written.digest);
    await workshop.cache.dropPartials(request.recipe.key);
  }

  /** A few ranges at a time: what somebody looks at first, then in the order in which consumers read them. */
  async #renderRanges(): Promise<void> {
    const { request, workshop } = this.#task;
    const { ranges } = this.#clip;
    const failures: unknown[] = [];
    const renderOnward = async (): Promise<void> => {
      while (failures.length === 0) {
        request.signal.throwIfAborted();
        const next = this.#pending.take();
        if (!next) return;
        await this.#renderRange(next.index, next.order);
      }
    };
    const width = Math.min(ranges.length, workshop.pools[request.declaration.lane].size + AHEAD);
    const rendering = Array.from({ length: width }, () =>
      renderOnward().catch((error: unknown) => failures.push(error)),
    );
    // What is begun is rendered and stored before the failure is told, so that the next run can go on from there.
    await Promise.all(rendering);
    if (failures.length > 0) throw failures[0];
  }

  async #renderRange(index: number, order: number): Promise<void> {
    const { report } = this.#task.request;
    const { ranges } = this.#clip;
    const range = ranges[index] as FrameRange;
    const chunk = (await this.#keptChunk(range)) ?? (await this.#newChunk(range, order));
    this.#chunks[index] = chunk;
    this.#done += 1;
    this.#clip.resolveChunk(index, chunk.digest);
    report.progress(PREPARE_SHARE + ((1 - PREPARE_SHARE) * this.#done) / ranges.length);
    this.#showSoFar(range);
  }

  /** Lets people look at what is there: at once at what they wait for, else now and then. */
  #showSoFar(made: FrameRange): void {
    const now = this.#task.workshop.clock.now();
    const isWanted = this.#clip.wanted.some((frames) => overlap(frames, made));
    if (!this.#clip.isGrowing || (!isWanted && now - this.#shownAt < LOOK_INTERVAL_MS)) return;
    this.#shownAt = now;
    this.#task.request.report.preview(this.#clip.soFar);
  }

  /** Waits here and not in a worker for the input frames that the range needs. */
  async #inputsReady(range: FrameRange): Promise<void> {
    for (const [slot, content] of Object.entries(this.#task.request.inputs)) {
      if (content.kind === 'clip') await content.clip.available(this.#needs(range, slot, content.clip));
    }
  }

  /** What somebody looks at is made from input frames: those are wanted too. */
  #wantInputs(frames: readonly FrameRange[]): void {
    const ranges = this.#clip.ranges.filter((range) => frames.some((wanted) => overlap(range, wanted)));
    for (const [slot, content] of Object.entries(this.#task.request.inputs)) {
      if (content.kind !== 'clip') continue;
      content.clip.want(ranges.flatMap((range) => this.#needs(range, slot, content.clip) ?? []));
    }
  }

  /** Input frames that a range is made from; undefined when it needs all. */
  #needs(range: FrameRange, slot: string, { facts: input }: GrowingClip): readonly FrameRange[] | undefined {
    const { declaration } = this.#task.request;
    return declaration.needs?.(range, { port: portOfSlot(slot), input, output: this.#clip.facts });
  }

  /** The range as a run that broke off left it. */
  async #keptChunk(range: FrameRange): Promise<WrittenValue | undefined> {
    const { recipe, force, lease } = this.#task.request;
    const { cache } = this.#task.workshop;
    if (force) return undefined;
    const kept = cache
      .partials(recipe.key)
      .find(({ start, end }) => start === range.start && end === range.end);
    if (!kept || !(await cache.readBytes(kept.digest))) return undefined;
    lease.hold(kept.digest, kept.bytes);
    this.#task.notePartial();
    return { digest: kept.digest, bytes: kept.bytes };
  }

  async #newChunk(range: FrameRange, order: number): Promise<WrittenValue> {
    const { declaration, element } = this.#task.request;
    await this.#inputsReady(range);
    const bytes = (range.end - range.start) * frameBytes(this.#clip.facts);
    return this.#task.submit(
      { kind: 'render', nodeType: declaration.type, element, preparedKey: this.#preparedKey, range, bytes },
      {
        prepared: this.#prepared,
        order,
        share: 1 / this.#clip.ranges.length,
        madeBytes: bytes,
      },
      (result) => {
        if (result.kind !== 'frames') throw new TypeError(`a range gave ${result.kind}`);
        return this.#storeChunk(range, result.data, result.digest);
      },
    );
  }

  async #storeChunk(range: FrameRange, data: Uint8ClampedArray, digest: string): Promise<WrittenValue> {
    const { declaration, recipe, lease } = this.#task.request;
    const { cache } = this.#task.workshop;
    const written = await cache.writeBytes(serialiseChunk(data), lease, digest);
    if (declaration.purity !== 'volatile') {
      await cache.notePartial({ recipeKey: recipe.key, ...range, ...written, at: Date.now() });
    }
    return written;
  }
}
