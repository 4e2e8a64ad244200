import type { HandleOffsets } from '../values/handle-offsets.ts';
import type { Keyframe, KeyframeTracks } from '../values/keyframes.ts';
import { paramOfPort, paramPort } from './param-inputs.ts';
import type { ParamValue } from './params.ts';
import type { RecipeIngredients } from './recipe.ts';

/** Longest text of a parameter shown in a reason. */
const SHOWN_LENGTH = 40;

/**
 * Why the current recipe differs from the last one, in words: "margin 0.6 → 0.8", "another photo",
 * "input Image changed". Empty when they are equal.
 */
export function explainRecipe(node: string, last: RecipeIngredients, now: RecipeIngredients): string[] {
  if (last.type !== now.type) return [`${node} is now ${now.type}, was ${last.type}`];
  const reasons: string[] = [];
  if (last.implementation !== now.implementation) reasons.push(`${now.type} itself was improved`);
  for (const name of changedMembers(last.params, now.params)) {
    // What a wire took the place of, or gave back, is told as the wire.
    if (last.inputs[paramPort(name)] !== undefined || now.inputs[paramPort(name)] !== undefined) continue;
    reasons.push(`${node}.${name} ${showParam(last.params[name])} → ${showParam(now.params[name])}`);
  }
  for (const name of changedMembers(last.assets, now.assets)) {
    reasons.push(`${node}.${name} is another file`);
  }
  for (const id of changedMembers(last.models, now.models)) reasons.push(`model ${id} was replaced`);
  if (last.gpu !== now.gpu) reasons.push(`${node} is now drawn by the ${now.gpu ? 'GPU' : 'processor'}`);
  for (const slot of changedMembers(last.inputs, now.inputs)) {
    const port = paramOfPort(slot) ?? slot;
    if (last.inputs[slot] === undefined) reasons.push(`input ${port} was connected`);
    else if (now.inputs[slot] === undefined) reasons.push(`input ${port} was disconnected`);
    else reasons.push(`input ${port} changed`);
  }
  return reasons;
}

const NONE: readonly string[] = [];

/** Of thousands of nodes nearly all members are equal: nothing is made for those. */
function changedMembers<T extends ParamValue>(
  last: Readonly<Record<string, T>>,
  now: Readonly<Record<string, T>>,
): readonly string[] {
  let changed: string[] | undefined;
  for (const name in last) if (!sameParam(last[name], now[name])) changed = noted(changed, name);
  for (const name in now) if (!Object.hasOwn(last, name)) changed = noted(changed, name);
  return changed ?? NONE;
}

function noted(names: string[] | undefined, name: string): string[] {
  if (!names) return [name];
  names.push(name);
  return names;
}

function sameParam(a: ParamValue | undefined, b: ParamValue | undefined): boolean {
  if (a === b || typeof a !== 'object' || typeof b !== 'object') return a === b;
  return JSON.stringify(a) === JSON.stringify(b);
}

function showParam(value: ParamValue | undefined): string {
  if (value === undefined) return 'unset';
  if (typeof value === 'object' && !isNumbers(value)) return clipped(showTracks(value));
  const text =
    typeof value === 'object' ? showNumbers(value) : typeof value === 'string' ? `"${value}"` : String(value);
  return clipped(text);
}

function clipped(text: string): string {
  return text.length <= SHOWN_LENGTH ? text : `${text.slice(0, SHOWN_LENGTH)}…`;
}

function showNumbers(value: readonly number[]): string {
  return `[${value.map((part) => Number(part.toPrecision(3))).join(', ')}]`;
}

function isNumbers(value: Exclude<ParamValue, number | boolean | string>): value is readonly number[] {
  return Array.isArray(value);
}

function showTracks(value: KeyframeTracks | HandleOffsets): string {
  const parts = Object.entries(value).map(([name, part]) =>
    isOffset(part) ? `${name} ${showNumbers(part)}` : `${name} ×${part.length}`,
  );
  if (parts.length === 0) return 'none';
  return Object.values(value).some(isOffset) ? parts.join(', ') : `keys ${parts.join(', ')}`;
}

function isOffset(part: readonly Keyframe[] | HandleOffsets[string]): part is HandleOffsets[string] {
  return typeof part[0] === 'number';
}
