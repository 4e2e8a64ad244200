import { COMFY_LIMITS, type ComfyGraph, type ComfyNode, type ComfyValue } from './comfy-graph.ts';
import { readCanvasFormat } from './read-canvas-format.ts';
import { asId, asName, asObject, asSlot, asValue, member, type Plain } from './untrusted.ts';

/**
 * A ComfyUI workflow out of untrusted text: the format of its canvas, that of its API, or a request that holds one
 * of them. Never throws. @returns undefined when the text is none
 */
export function parseComfy(text: string): ComfyGraph | undefined {
  const data = parseLenient(text);
  return data === undefined ? undefined : readComfy(data);
}

/** The same for data that is JSON already. Never throws. */
export function readComfy(data: unknown): ComfyGraph | undefined {
  const object = asObject(data);
  // Documents of our own are never taken for another program's.
  if (!object || Object.hasOwn(object, 'kineograph')) return undefined;
  const inner = asObject(member(object, 'workflow')) ?? asObject(member(object, 'prompt'));
  return (
    readCanvasFormat(object) ??
    readApiFormat(object) ??
    (inner && (readCanvasFormat(inner) ?? readApiFormat(inner)))
  );
}

/** Python writes numbers that JSON lacks; outside of texts they are read as nothing. */
function parseLenient(text: string): unknown {
  for (const readable of [text, withoutForeignNumbers]) {
    try {
      return JSON.parse(typeof readable === 'string' ? readable : readable(text));
    } catch {
      // The next way, or none.
    }
  }
  return undefined;
}

function withoutForeignNumbers(text: string): string {
  const parts: string[] = [];
  for (let at = 0; at < text.length; ) {
    const quote = text.indexOf('"', at);
    const open = quote < 0 ? text.length : quote;
    parts.push(text.slice(at, open).replace(/-?\b(?:NaN|Infinity)\b/g, 'null'));
    let end = open + 1;
    while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
    parts.push(text.slice(open, end + 1));
    at = end + 1;
  }
  return parts.join('');
}

/** `{ "3": { class_type, inputs: { seed: 1, model: ["4", 0] }, _meta: { title } } }` */
function readApiFormat(data: Plain): ComfyGraph | undefined {
  const entries = Object.entries(data).flatMap(([key, value]) => {
    const node = asObject(value);
    const id = asId(key);
    const type = asName(member(node, 'class_type'));
    return node && id !== undefined && type !== undefined ? [{ id, type, node }] : [];
  });
  if (entries.length === 0) return undefined;
  const kept = entries.slice(0, COMFY_LIMITS.nodes);
  return {
    nodes: new Map(kept.map(({ id, type, node }) => [id, readApiNode(id, type, node)])),
    groups: [],
    subgraphs: new Set(),
    omitted: entries.length - kept.length,
  };
}

function readApiNode(id: string, type: string, node: Plain): ComfyNode {
  const named = new Map<string, ComfyValue>();
  const inputs: [string, { node: string; slot: number }][] = [];
  const members = Object.entries(asObject(member(node, 'inputs')) ?? {}).slice(0, COMFY_LIMITS.members);
  for (const [key, given] of members) {
    const name = asName(key);
    if (name === undefined) continue;
    const value = asValue(given);
    if (value !== undefined) named.set(name, value);
    if (!Array.isArray(given) || given.length !== 2) continue;
    const source = asId(given[0]);
    const slot = asSlot(given[1]);
    if (source !== undefined && slot !== undefined) inputs.push([name, { node: source, slot }]);
  }
  const title = asName(member(asObject(member(node, '_meta')), 'title'));
  return {
    id,
    type,
    ...(title === undefined || title === type ? {} : { title }),
    state: 'active',
    named,
    listed: [],
    inputs: new Map(inputs),
  };
}
