import { BACKGROUND, FEATURED, MIXED, RESAMPLED } from '../renderer/cell-plan.ts';
import { LEAST_CLEAR, STILL } from '../renderer/render-frame.ts';
import { KERNEL_BITS } from '../renderer/resample-cell.ts';
import type { Scene } from '../renderer/scene.ts';
import { GAIN_BITS } from '../renderer/shade-cell.ts';
import drawCells from './draw-cells.wgsl?raw';
import { GpuUnusableError, type OpenDevice } from './gpu-device.ts';

/** Order of the arrays in the buffer of nodes. */
export const SEGMENTS = ['PHOTO_X', 'PHOTO_Y', 'GAIN', 'PLATE_X', 'PLATE_Y', 'BLUR'] as const;
/** Bits of a frame's flags. */
export const FLAGS = {
  HAS_PLATE: 1,
  PLATE_MOVES: 2,
  ALWAYS: 4,
  EXPOSED: 8,
  HAS_GAIN: 16,
  HAS_BLURRED: 32,
  BLURS_BY_DEPTH: 64,
} as const;
/** Bytes of the uniform block: nine words, in whole groups of four. */
export const FRAME_BYTES = 48;

/** Usage bits of WebGPU (GPUBufferUsage, GPUTextureUsage), which have names only where there is a GPU. */
export const USAGE = { mapRead: 1, copySource: 4, copyTarget: 8, uniform: 64, storage: 128 } as const;
const TEXTURE_USAGE = 2 | 4;

/** What a scene is on a GPU: its pictures, and a pipeline that draws frames of them. */
export interface GpuScene {
  readonly pipeline: GPUComputePipeline;
  /** Bindings 6 to 12 of the shader. */
  readonly pictures: readonly GPUBindGroupEntry[];
}

/** @throws {GpuUnusableError} when the device takes neither the pictures nor the shader */
export async function openGpuScene({ device, answer }: OpenDevice, scene: Scene): Promise<GpuScene> {
  try {
    for (const filter of ['out-of-memory', 'validation'] as const) device.pushErrorScope(filter);
    const { photo, plate, layer, blurred } = scene;
    const textures = [
      ...[photo, plate, blurred?.plate?.[0], blurred?.plate?.[1]].map((data) =>
        uploaded(device, scene, 'rgba8uint', data),
      ),
      ...[layer, blurred?.layer[0], blurred?.layer[1]].map((data) =>
        uploaded(device, scene, 'rgba32float', data),
      ),
    ];
    const compiling = device.createComputePipelineAsync({
      layout: 'auto',
      compute: { module: device.createShaderModule({ code: shaderSource() }), entryPoint: 'drawPixel' },
    });
    const pipeline = await answer(compiling);
    const faults = await answer(Promise.all([device.popErrorScope(), device.popErrorScope()]));
    for (const fault of faults) if (fault !== null) throw new GpuUnusableError(fault.message);
    const pictures = textures.map((texture, n) => ({ binding: 6 + n, resource: texture.createView() }));
    return { pipeline, pictures };
  } catch (cause) {
    throw cause instanceof GpuUnusableError ? cause : new GpuUnusableError(String(cause), { cause });
  }
}

type Format = 'rgba8uint' | 'rgba32float';
type Pixels = Uint8ClampedArray | Float32Array | undefined;

/** A picture as a texture; a single pixel in place of one that the scene has not. */
function uploaded(device: GPUDevice, scene: Scene, format: Format, data: Pixels): GPUTexture {
  const [width, height] = data === undefined ? [1, 1] : [scene.width, scene.height];
  const texture = device.createTexture({ size: [width, height], format, usage: TEXTURE_USAGE });
  if (data !== undefined) {
    const bytesPerRow = width * 4 * data.BYTES_PER_ELEMENT;
    device.queue.writeTexture({ texture }, data, { bytesPerRow }, [width, height]);
  }
  return texture;
}

/** The shader with the numbers that it shares with the reference. */
function shaderSource(): string {
  const { phase, weight } = KERNEL_BITS;
  const signed = { PHASES: 1 << phase, LIGHT_TABLE: 4 << phase };
  const unsigned = {
    PHASE_BITS: phase,
    SUM_BITS: 2 * weight,
    GAIN_BITS,
    BACKGROUND,
    RESAMPLED,
    MIXED,
    FEATURED,
    ...FLAGS,
    ...Object.fromEntries(SEGMENTS.map((name, n) => [name, n])),
  };
  const fractions = { STILL, LEAST_CLEAR };
  const lines = (type: string, of: Readonly<Record<string, number>>): string[] =>
    Object.entries(of).map(([name, value]) => `const ${name}: ${type} = ${value};`);
  return [...lines('i32', signed), ...lines('u32', unsigned), ...lines('f32', fractions), drawCells].join(
    '\n',
  );
}
