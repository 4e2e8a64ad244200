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
export function explainRecipe(
  node: string,
  last: RecipeIngredients,
  now: RecipeIngredients,
): readonly string[] {
  if (last.type !== now.type) return [`${node} is now ${now.type}, was ${last.type}`];
  let reasons = NONE;
  if (last.implementation !== now.implementation) reasons = and(reasons, `${now.type} itself was improved`);
  for (const name of changedMembers(last.params, now.params)) {
    // What a wire took the place of, or gave back, is told as the wire.
    if (last.inputs[paramPort(name)] !== undefined || now.inputs[paramPort(name)] !== undefined) continue;
    const change = `${showParam(last.params[name])} → ${showParam(now.params[name])}`;
    reasons = and(reasons, `${node}.${name} ${change}`);
  }
  for (const name of changedMembers(last.assets, now.assets)) {
    reasons = and(reasons, `${node}.${name} is another file`);
  }
  for (const id of changedMembers(last.models, now.models)) {
    reasons = and(reasons, `model ${id} was replaced`);
  }
  if (last.gpu !== now.gpu) {
    reasons = and(reasons, `${node} is now drawn by the ${now.gpu ? 'GPU' : 'processor'}`);
  }
  for (const slot in last.inputs) {
    if (now.inputs[slot] === undefined) reasons = and(reasons, `input ${portNamed(slot)} was disconnected`);
    else if (now.inputs[slot] !== last.inputs[slot]) reasons = and(reasons, changedInput(slot));
  }
  for (const slot in now.inputs) {
    if (last.inputs[slot] === undefined) reasons = and(reasons, `input ${portNamed(slot)} was connected`);
  }
  return reasons;
}

function portNamed(slot: string): string {
  return paramOfPort(slot) ?? slot;
}

/** By slot, of which declarations have few: after an edit this is the reason of all nodes below it. */
const changedInputs = new Map<string, string>();

function changedInput(slot: string): string {
  let reason = changedInputs.get(slot);
  if (reason === undefined) {
    reason = `input ${portNamed(slot)} changed`;
    changedInputs.set(slot, reason);
  }
  return reason;
}

const NONE: readonly string[] = [];

/** The list with one more. A node has a reason or two, and a plan thousands of nodes: `push` makes room for seventeen. */
function and(list: readonly string[], more: string): readonly string[] {
  const [first] = list;
  if (first === undefined) return [more];
  if (list.length === 1) return [first, more];
  (list as string[]).push(more);
  return list;
}

/** Of thousands of nodes nearly all members are equal: nothing is made for those. */
function changedMembers<T extends ParamValue>(
  last: Readonly<Record<string, T>>,
  now: Readonly<Record<string, T>>,
): readonly string[] {
  let changed = NONE;
  if (last === now) return changed;
  for (const name in last) if (!sameParam(last[name], now[name])) changed = and(changed, name);
  for (const name in now) if (!Object.hasOwn(last, name)) changed = and(changed, name);
  return changed;
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
