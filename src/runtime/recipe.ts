import { JsonText } from './json-text.ts';
import type { NodeDeclaration } from './node.ts';
import type { ParamValue } from './params.ts';

/** Raise it when the meaning of keys changes, so that no old result is taken for a new one. */
const KEY_FORMAT = 2;
const KEY_START = `[${KEY_FORMAT},`;

/** Everything that a result depends on, named so that two recipes can be compared in words. */
export interface RecipeIngredients {
  readonly type: string;
  readonly implementation: number;
  readonly params: Readonly<Record<string, ParamValue>>;
  /** asset parameter -> content hash */
  readonly assets: Readonly<Record<string, string>>;
  /** model id -> sha256 */
  readonly models: Readonly<Record<string, string>>;
  /** input slot (see `slotOf`) -> key of the value that enters there */
  readonly inputs: Readonly<Record<string, string>>;
  /** Which element of its list a node with `elements` makes. */
  readonly element?: number;
  /** Present where a real GPU draws (see `NodeSpec.drawsOnGpu`). */
  readonly gpu?: true;
}

export interface Recipe {
  readonly key: string;
  readonly ingredients: RecipeIngredients;
}

/**
 * Recipe of a node: a Merkle hash over what it is and what enters it. Independent of node ids, order and layout.
 * @param inputs slot -> {@link inputKey} of what is wired to it
 * @param element index of the element that a node with `elements` makes
 * @param hasGpu whether nodes that may draw on a real GPU have one
 */
export function makeRecipe(
  declaration: NodeDeclaration,
  params: Readonly<Record<string, ParamValue>>,
  assets: Readonly<Record<string, string>>,
  models: Readonly<Record<string, string>>,
  inputs: Readonly<Record<string, string>>,
  element = 0,
  hasGpu = false,
): Recipe {
  const { type, implementation } = declaration;
  const { elements } = declaration;
  const lengthParam = elements && 'param' in elements ? elements.param : undefined;
  // A file counts by its content, not by the reference under which the document knows it.
  const named = without(params, lengthParam, assets);
  const common = { type, implementation, params: named, assets, models, inputs };
  const isDrawnOnGpu = hasGpu && declaration.drawsOnGpu?.(params);
  const ingredients: RecipeIngredients =
    elements || isDrawnOnGpu
      ? { ...common, ...(elements ? { element } : {}), ...(isDrawnOnGpu ? { gpu: true as const } : {}) }
      : common;
  return { key: hashIngredients(ingredients, inputs), ingredients };
}

/** Most nodes leave nothing out: they keep their object. */
function without(
  params: Readonly<Record<string, ParamValue>>,
  left: string | undefined,
  assets: Readonly<Record<string, string>>,
): Readonly<Record<string, ParamValue>> {
  if (left === undefined && isEmpty(assets)) return params;
  for (const name in params) {
    if (name !== left && !Object.hasOwn(assets, name)) continue;
    const kept = Object.entries(params).filter(([other]) => other !== left && !Object.hasOwn(assets, other));
    return Object.fromEntries(kept);
  }
  return params;
}

function isEmpty(members: Readonly<Record<string, unknown>>): boolean {
  for (const _name in members) return false;
  return true;
}

/** The same recipe with other inputs: a list of which parts are missing. */
export function withInputs({ ingredients }: Recipe, inputs: Readonly<Record<string, string>>): Recipe {
  return { key: hashIngredients(ingredients, inputs), ingredients: { ...ingredients, inputs } };
}

/** Used again by every call. */
const keyAndPort = ['', ''];

/** Key of one output of a recipe. */
export function inputKey(recipeKey: string, port: string): string {
  keyAndPort[0] = recipeKey;
  keyAndPort[1] = port;
  // Joined it is one piece of text; with `+` it is a pair of pieces that takes thrice as long to read and to compare.
  return keyAndPort.join('.');
}

/** Is it what {@link inputKey} would give? Without making that text. */
export function isInputKey(text: string | undefined, recipeKey: string, port: string): boolean {
  const length = recipeKey.length + 1 + port.length;
  return text?.length === length && text.startsWith(recipeKey) && text.endsWith(port);
}

/**
 * Key under which a result is found again when a recipe upstream changed but gave the same bytes (early cutoff).
 * @param digests input port -> digest of the value that entered
 */
export function cutoffKey(ingredients: RecipeIngredients, digests: Readonly<Record<string, string>>): string {
  return `cutoff-${hashIngredients(ingredients, digests)}`;
}

/** One hash after another: the memory is shared. */
const text = new JsonText();

/**
 * Of `[format, type, implementation, params, inputs]` as JSON with sorted members, and what few nodes have after it:
 * `"assets", assets`, `"models", models`, `"element", element`, `"gpu"`.
 */
function hashIngredients(
  { type, implementation, params, assets, models, element, gpu }: RecipeIngredients,
  inputs: Readonly<Record<string, string>>,
): string {
  text.clear();
  text.raw(KEY_START);
  text.value(type);
  text.raw(',');
  text.value(implementation);
  text.raw(',');
  text.sorted(params);
  text.raw(',');
  text.sorted(inputs);
  if (!isEmpty(assets)) {
    text.raw(',"assets",');
    text.sorted(assets);
  }
  if (!isEmpty(models)) {
    text.raw(',"models",');
    text.sorted(models);
  }
  if (element !== undefined) text.raw(`,"element",${element}`);
  text.raw(gpu ? ',"gpu"]' : ']');
  return text.hash();
}
