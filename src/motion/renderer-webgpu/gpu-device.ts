/** The GPU cannot be used, or no longer. */
export class GpuUnusableError extends Error {
  override readonly name = 'GpuUnusableError';
}

/** A device, and whether something went wrong on it since it was opened. */
export interface OpenDevice {
  readonly device: GPUDevice;
  /** @throws {GpuUnusableError} once the device is lost or a command failed */
  check(): void;
}

/** Largest picture that one buffer may hold, bytes, where the adapter allows it. */
const MOST_BUFFER_BYTES = 1 << 30;

/**
 * Opens a device of its own on a real GPU; undefined where there is none. Software adapters are many times slower
 * than the processor's own renderer and do not count.
 * @param allowSoftware takes them too, to test without a GPU
 */
export async function openGpuDevice(allowSoftware = false): Promise<OpenDevice | undefined> {
  const gpu: GPU | undefined = globalThis.navigator?.gpu;
  const adapter = await gpu?.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null);
  if (!adapter || (adapter.info.isFallbackAdapter && !allowSoftware)) return undefined;
  const { maxBufferSize, maxStorageBufferBindingSize } = adapter.limits;
  const requiredLimits = {
    maxBufferSize: Math.min(maxBufferSize, MOST_BUFFER_BYTES),
    maxStorageBufferBindingSize: Math.min(maxStorageBufferBindingSize, MOST_BUFFER_BYTES),
  };
  const device = await adapter.requestDevice({ requiredLimits }).catch(() => undefined);
  if (device === undefined) return undefined;
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
  return { device, check };
}
