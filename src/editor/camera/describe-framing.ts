import type { Framing } from '../../nodes/camera-path/framing.ts';
import { cameraStrings as strings } from '../strings/camera-en.ts';

/** Where a framing is, in words. */
export function describeFraming({ x, y, zoom, roll }: Framing): string {
  const percent = (part: number) => (part * 100).toFixed(1);
  return strings.framing(`${zoom.toFixed(2)}×`, percent(x), percent(y), roll.toFixed(1));
}
