import { planeOfSize } from '../../media/image/resize-plane.ts';
import { strokeDepth } from '../../nodes/depth-edit/depth-stroke.ts';
import { DEPTH_TOOLS } from '../../nodes/depth-edit/depth-tools.ts';
import { MASK_TOOLS } from '../../nodes/mask-paint/mask-tools.ts';
import { paintStroke } from '../../nodes/mask-paint/paint-stroke.ts';
import type { Stroke } from '../../values/strokes.ts';
import type { DepthValue, ImageValue, MaskValue } from '../../values/value.ts';
import { depthColour } from '../painter/colour-maps.ts';

/** What a brush begins on. */
export type BrushStart = MaskValue | DepthValue;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** What a brush paints into: a plane of numbers over a picture. */
export interface BrushKind {
  readonly tools: typeof MASK_TOOLS | typeof DEPTH_TOOLS;
  /** Port of what the strokes begin on. */
  readonly port: string;
  readonly isDepth: boolean;
  /** A plane to paint into. */
  start(base: BrushStart | undefined, size: Size): Float32Array;
  /** Paints one stroke, in place. @param picture of the plane's size */
  apply(plane: Float32Array, picture: ImageValue, stroke: Stroke, amount: number): void;
  /** What lies over the picture, RGBA. */
  tint(plane: Float32Array): Uint8ClampedArray<ArrayBuffer>;
}

/** Red over the picture, where a mask is full. */
const TINT = [255, 64, 96] as const;
const TINT_STRENGTH = 150;
/** How much of the picture a depth map hides, of 255. */
const DEPTH_STRENGTH = 190;
/** Depths that are told apart on the page. */
const DEPTH_STEPS = 255;

export const MASK_BRUSH: BrushKind = {
  tools: MASK_TOOLS,
  port: 'mask',
  isDepth: false,
  start: (base, size) => (base ? planeOfSize(base, size) : new Float32Array(size.width * size.height)),
  apply: paintStroke,
  tint: (plane) => {
    const pixels = new Uint8ClampedArray(plane.length * 4);
    for (let i = 0; i < plane.length; i++) {
      pixels.set(TINT, i * 4);
      pixels[i * 4 + 3] = (plane[i] ?? 0) * TINT_STRENGTH;
    }
    return pixels;
  },
};

export const DEPTH_BRUSH: BrushKind = {
  tools: DEPTH_TOOLS,
  port: 'depth',
  isDepth: true,
  start: (base, size) => (base ? planeOfSize(base, size) : new Float32Array(size.width * size.height)),
  apply: strokeDepth,
  tint: (plane) => {
    const colours = Array.from({ length: DEPTH_STEPS + 1 }, (_, step) => depthColour(step / DEPTH_STEPS));
    const pixels = new Uint8ClampedArray(plane.length * 4).fill(DEPTH_STRENGTH);
    for (let i = 0; i < plane.length; i++) {
      const step = Math.round(Math.min(1, Math.max(0, plane[i] ?? 0)) * DEPTH_STEPS);
      pixels.set(colours[step] ?? [0, 0, 0], i * 4);
    }
    return pixels;
  },
};
