import type { TaskServices } from '../../src/runtime/engine/lane.ts';

/** The same services, with another way to read chunks. */
export function withChunks(services: TaskServices, readChunk: TaskServices['readChunk']): TaskServices {
  return {
    progress: (fraction, note) => services.progress(fraction, note),
    notice: (message) => services.notice(message),
    preview: (value) => services.preview(value),
    readAsset: (reference) => services.readAsset(reference),
    readPrepared: () => services.readPrepared(),
    readChunk,
  };
}
