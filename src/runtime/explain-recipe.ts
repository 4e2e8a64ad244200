import type { KeyframeTracks } from '../values/keyframes.ts';
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
  for (const name of namesOf(last.params, now.params)) {
    const [before, after] = [last.params[name], now.params[name]];
    if (!sameParam(before, after)) reasons.push(`${node}.${name} ${showParam(before)} → ${showParam(after)}`);
  }
  for (const name of namesOf(last.assets, now.assets)) {
    if (last.assets[name] !== now.assets[name]) reasons.push(`${node}.${name} is another file`);
  }
  for (const id of namesOf(last.models, now.models)) {
    if (last.models[id] !== now.models[id]) reasons.push(`model ${id} was replaced`);
  }
  for (const port of namesOf(last.inputs, now.inputs)) {
    const [before, after] = [last.inputs[port], now.inputs[port]];
    if (before === after) continue;
    if (before === undefined) reasons.push(`input ${port} was connected`);
    else if (after === undefined) reasons.push(`input ${port} was disconnected`);
    else reasons.push(`input ${port} changed`);
  }
  return reasons;
}

function namesOf(a: object, b: object): string[] {
  const names = Object.keys(a);
  for (const name in b) if (!Object.hasOwn(a, name)) names.push(name);
  return names;
}

function sameParam(a: ParamValue | undefined, b: ParamValue | undefined): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return a === b;
  return JSON.stringify(a) === JSON.stringify(b);
}

function showParam(value: ParamValue | undefined): string {
  if (value === undefined) return 'unset';
  if (typeof value === 'object' && !isNumbers(value)) return showKeyframes(value);
  const text =
    typeof value === 'object' ? showNumbers(value) : typeof value === 'string' ? `"${value}"` : String(value);
  return text.length <= SHOWN_LENGTH ? text : `${text.slice(0, SHOWN_LENGTH)}…`;
}

function showNumbers(value: readonly number[]): string {
  return `[${value.map((part) => Number(part.toPrecision(3))).join(', ')}]`;
}

function isNumbers(value: readonly number[] | KeyframeTracks): value is readonly number[] {
  return Array.isArray(value);
}

function showKeyframes(tracks: KeyframeTracks): string {
  const parts = Object.entries(tracks).map(([channel, keys]) => `${channel} ×${keys.length}`);
  return parts.length === 0 ? 'no keys' : `keys ${parts.join(', ')}`;
}
