import * as Comlink from 'comlink';
import { WorkerLostError } from '../runtime/engine/lane.ts';
import { SuddenEnd } from '../runtime/engine/sudden-end.ts';

/** What the worker that shrinks frames may be asked. */
export interface FrameShrinker {
  shrink(data: Uint8ClampedArray<ArrayBuffer>, size: FrameSize): Promise<ImageBitmap[]>;
}

export interface FrameSize {
  /** Of each frame, px. */
  readonly width: number;
  readonly height: number;
  /** Longest side of what is made, px; frames are never enlarged. */
  readonly side: number;
}

let connection: { readonly remote: Comlink.Remote<FrameShrinker>; readonly end: SuddenEnd } | undefined;

/**
 * Small pictures of frames, made in a worker: on the page, the frames of one chunk would block it for longer than a
 * frame lasts.
 * @param data RGBA frames one after the other; they move to the worker
 * @throws {WorkerLostError} when the worker cannot be loaded or dies; the next call starts another
 */
export function shrinkFrames(
  data: Uint8ClampedArray<ArrayBuffer>,
  size: FrameSize,
): Promise<readonly ImageBitmap[]> {
  connection ??= connect();
  const { remote, end } = connection;
  return end.guard(remote.shrink(Comlink.transfer(data, [data.buffer]), size));
}

function connect() {
  const worker = new Worker(new URL('./shrink-frames.worker.ts', import.meta.url), {
    type: 'module',
    name: 'previews',
  });
  const end = new SuddenEnd();
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    connection = undefined;
    worker.terminate();
    end.come(new WorkerLostError(event.message || 'the worker could not be loaded'));
  });
  return { remote: Comlink.wrap<FrameShrinker>(worker), end };
}
