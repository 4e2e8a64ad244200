import type { DepthValue, FlowValue, ImageValue, MaskValue, RegionsValue, Value } from './value.ts';

/**
 * A value without its pixels: what it is and how large. A whole value is an outline of itself too. Clips already hold
 * names of their frames only; everything else is small and stays as it is.
 */
export type Outline<V extends Value = Value> = V extends ImageValue | MaskValue | DepthValue
  ? Omit<V, 'data'>
  : V extends FlowValue
    ? Omit<V, 'dx' | 'dy'>
    : V extends RegionsValue
      ? Omit<V, 'masks'> & { readonly masks: Readonly<Record<string, unknown>> }
      : V;

/** A picture that a worker paints, as who shows it knows it: its size. */
export type Picture = Outline<ImageValue>;

/** What stays of a region's mask. */
const NO_MASK = true;

/** The value without its pixels; what is small, itself. */
export function outlineOf(value: Value): Outline {
  switch (value.type) {
    case 'Image':
    case 'Mask':
    case 'Depth':
      return without(value, 'data');
    case 'Flow':
      return without(value, 'dx', 'dy');
    case 'Regions':
      return { ...value, masks: Object.fromEntries(Object.keys(value.masks).map((name) => [name, NO_MASK])) };
    default:
      return value;
  }
}

/** The same for what a node gives, by port. */
export function outlinesOf(values: Readonly<Record<string, Value>>): Readonly<Record<string, Outline>> {
  return Object.fromEntries(Object.entries(values).map(([port, value]) => [port, outlineOf(value)]));
}

/** Has an outline its pixels after all, or never had any? */
export function isWhole(outline: Outline): outline is Value {
  switch (outline.type) {
    case 'Image':
    case 'Mask':
    case 'Depth':
      return 'data' in outline;
    case 'Flow':
      return 'dx' in outline && 'dy' in outline;
    case 'Regions':
      return Object.values(outline.masks).every((mask) => mask !== NO_MASK);
    default:
      return true;
  }
}

function without<T extends object, K extends keyof T>(value: T, ...names: readonly K[]): Omit<T, K> {
  const left = { ...value };
  for (const name of names) delete left[name];
  return left;
}
