import { frameBytes } from '../../values/clip.ts';
import type { ResultCache } from '../cache/result-cache.ts';
import { isPart, portOfSlot } from '../input-slots.ts';
import { InputLostError, type PortContent, type PortContents } from './computation.ts';
import type { ClipInput, TaskInput, TaskInputs } from './lane.ts';

/** What enters one node's work: reads it from the cache, and tells how large it is. */
export class NodeInputs {
  readonly #cache: ResultCache;
  readonly #contents: PortContents;
  #lost: InputLostError | undefined;

  constructor(cache: ResultCache, contents: PortContents) {
    this.#cache = cache;
    this.#contents = contents;
  }

  /** The first value that turned out to be lost. */
  get lost(): InputLostError | undefined {
    return this.#lost;
  }

  get hasClip(): boolean {
    for (const slot in this.#contents) if (this.#contents[slot]?.kind === 'clip') return true;
    return false;
  }

  /**
   * Inputs as workers take them: values whole, clips as addresses. At once when all are in RAM: most were made a moment
   * ago. @throws {InputLostError}
   */
  read(): TaskInputs | Promise<TaskInputs> {
    const read: ReadInputs = {};
    for (const slot in this.#contents) {
      const input = this.#inRam(this.#contents[slot]);
      if (!input) return this.#readAll();
      place(read, slot, input);
    }
    return read;
  }

  async #readAll(): Promise<TaskInputs> {
    const read: ReadInputs = {};
    for (const [slot, content] of Object.entries(this.#contents)) {
      place(read, slot, this.#inRam(content) ?? (await this.#read(slot, content)));
    }
    return read;
  }

  #inRam(content: PortContent | undefined): TaskInput | undefined {
    const value = content?.kind === 'value' ? this.#cache.valueInRam(content.digest) : undefined;
    return value?.type === 'Clip' ? undefined : value;
  }

  async #read(slot: string, content: PortContent): Promise<TaskInput> {
    if (content.kind === 'clip') {
      const { ranges, facts } = content.clip;
      return { type: 'ClipInput', port: slot, ranges, ...facts } satisfies ClipInput;
    }
    const value = await this.#cache.readValue(content.digest);
    if (!value || value.type === 'Clip') throw await this.lose(slot, content.digest);
    return value;
  }

  /** False while somebody still makes this chunk of the clip at a slot. */
  isChunkReady(slot: string, index: number): boolean {
    const content = this.#contents[slot];
    return content?.kind !== 'clip' || content.clip.isReady(index);
  }

  /** Frames of a clip's stored range, once they are there. @throws {InputLostError} */
  async readChunk(slot: string, index: number): Promise<Uint8ClampedArray> {
    const content = this.#contents[slot];
    if (content?.kind !== 'clip') throw new TypeError(`no clip at input ${slot}`);
    const digest = await content.clip.chunk(index);
    const bytes = (await this.#cache.readBytes(digest))?.buffers[0];
    if (!bytes) throw await this.lose(slot, digest);
    return new Uint8ClampedArray(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Forgets every result with the lost value, so that its producer computes it anew. */
  async lose(slot: string, digest: string): Promise<InputLostError> {
    this.#lost = new InputLostError(slot);
    await this.#cache.forgetValue(digest);
    return this.#lost;
  }

  /** Bytes of all that enters at a port, clips whole. */
  bytesAt(port: string): number {
    let bytes = 0;
    for (const slot in this.#contents) {
      if (portOfSlot(slot) === port) bytes += this.#bytesOf(this.#contents[slot]);
    }
    return bytes;
  }

  /** What is read at once: values whole, of clips a stored chunk and as many frames. */
  bytesAtOnce(frames: number): number {
    let bytes = 0;
    for (const slot in this.#contents) {
      const content = this.#contents[slot];
      if (content?.kind !== 'clip') {
        bytes += this.#bytesOf(content);
        continue;
      }
      const { facts, ranges } = content.clip;
      const chunk = ranges[0] ? ranges[0].end - ranges[0].start : 0;
      bytes += (chunk + frames) * frameBytes(facts);
    }
    return bytes;
  }

  #bytesOf(content: PortContent | undefined): number {
    if (content?.kind !== 'clip') return (content && this.#cache.bytesOf(content.digest)) ?? 0;
    const { facts } = content.clip;
    return facts.frameCount * frameBytes(facts);
  }
}

type ReadInputs = Record<string, TaskInput | TaskInput[]>;

/** The parts of a gathered list share a port. */
function place(read: ReadInputs, slot: string, input: TaskInput): void {
  if (!isPart(slot)) {
    read[slot] = input;
    return;
  }
  const port = portOfSlot(slot);
  const list = read[port];
  if (Array.isArray(list)) list.push(input);
  else read[port] = [input];
}
