/** The GPU cannot be used, or no longer. */
export class GpuUnusableError extends Error {
  override readonly name = 'GpuUnusableError';
}

/** A device, and whether something went wrong on it since it was opened. */
export interface OpenDevice {
  readonly device: GPUDevice;
  /** @throws {GpuUnusableError} once the device is lost or a command failed */
  check(): void;
  /** What the GPU answers. @throws {GpuUnusableError} when it does not for too long; whatever `asked` throws */
  answer<T>(asked: Promise<T>): Promise<T>;
}

/** A GPU answers within a second or two, also when it compiles a shader; one that hangs must not hold up the run, ms. */
const PATIENCE_MS = 30_000;
/** Software adapters, which only tests use, take as long as the machine is busy, ms. */
const SOFTWARE_PATIENCE_MS = 300_000;

/** Largest picture that one buffer may hold, bytes, where the adapter allows it. */
const MOST_BUFFER_BYTES = 1 << 30;

/**
 * Opens a device of its own on a real GPU; undefined where there is none. Software adapters are many times slower
 * than the processor's own renderer and do not count.
 * @param allowSoftware takes them too, to test without a GPU
 */
export async function openGpuDevice(allowSoftware = false): Promise<OpenDevice | undefined> {
  const gpu: GPU | undefined = globalThis.navigator?.gpu;
  if (gpu === undefined) return undefined;
  const asked = gpu.requestAdapter({ powerPreference: 'high-performance' });
  const adapter = await withPatience(asked, PATIENCE_MS).catch(() => null);
  if (!adapter || (adapter.info.isFallbackAdapter && !allowSoftware)) return undefined;
  const { maxBufferSize, maxStorageBufferBindingSize } = adapter.limits;
  const requiredLimits = {
    maxBufferSize: Math.min(maxBufferSize, MOST_BUFFER_BYTES),
    maxStorageBufferBindingSize: Math.min(maxStorageBufferBindingSize, MOST_BUFFER_BYTES),
  };
  const opening = adapter.requestDevice({ requiredLimits });
  const device = await withPatience(opening, PATIENCE_MS).catch(() => undefined);
  if (device === undefined) return undefined;
  return watched(device, adapter.info.isFallbackAdapter ? SOFTWARE_PATIENCE_MS : PATIENCE_MS);
}

function watched(device: GPUDevice, patienceMs: number): OpenDevice {
  let fault: string | undefined;
  void device.lost.then(({ message }) => {
    fault ??= message || 'the device was lost';
  });
  device.addEventListener('uncapturederror', ({ error }) => {
    fault ??= error.message;
  });
  const check = (): void => {
    if (fault !== undefined) throw new GpuUnusableError(fault);
  };
  return { device, check, answer: (asked) => withPatience(asked, patienceMs) };
}

/** @throws {GpuUnusableError} after `ms`; whatever `asked` throws */
async function withPatience<T>(asked: Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new GpuUnusableError('it does not answer')), ms);
  });
  try {
    return await Promise.race([asked, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
