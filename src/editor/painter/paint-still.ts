import type { ImageValue, Value } from '../../values/value.ts';
import { paintDepth, paintFaces, paintImage, paintMask, paintRegions } from './paint-value.ts';

/** Values that are painted pixel by pixel. */
export type Paintable = Extract<Value, { type: 'Image' | 'Mask' | 'Depth' | 'Faces' | 'Regions' }>;

const PAINTED: ReadonlySet<string> = new Set<Paintable['type']>([
  'Image',
  'Mask',
  'Depth',
  'Faces',
  'Regions',
]);

export function isPaintable(value: Value): value is Paintable {
  return PAINTED.has(value.type);
}

type Paint = (canvas: OffscreenCanvas, backdrop: ImageValue | undefined) => void;

/** A value in the way that fits its type. @param backdrop the picture that an overlay belongs to */
export function paintStill(canvas: OffscreenCanvas, value: Paintable, backdrop?: ImageValue): void {
  painterOf(value)(canvas, backdrop);
}

function painterOf(value: Paintable): Paint {
  switch (value.type) {
    case 'Image':
      return (canvas) => paintImage(canvas, value);
    case 'Mask':
      return (canvas, backdrop) => paintMask(canvas, value, backdrop);
    case 'Depth':
      return (canvas) => paintDepth(canvas, value);
    case 'Faces':
      return (canvas, backdrop) => paintFaces(canvas, value, backdrop);
    case 'Regions':
      return (canvas, backdrop) => paintRegions(canvas, value, backdrop);
  }
}
