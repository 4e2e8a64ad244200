import type { Box } from '../document/place.ts';
import {
  COMFY_LIMITS,
  type ComfyGraph,
  type ComfyGroup,
  type ComfyNode,
  type ComfySource,
  type ComfyValue,
} from './comfy-graph.ts';
import {
  asId,
  asList,
  asName,
  asNumber,
  asObject,
  asPair,
  asSlot,
  asValue,
  member,
  type Plain,
} from './untrusted.ts';

/** How the canvas marks nodes that do not run. */
const MUTED = 2;
const BYPASSED = 4;
/** Size of a node that says none, px. */
const USUAL_SIDES = [210, 100] as const;

/** Links are looked up by their number; so many at most. */
const LINKS = COMFY_LIMITS.nodes * 20;

/** `{ nodes: [...], links: [...], groups: [...], version }`; undefined when it is none. Never throws. */
export function readCanvasFormat(data: Plain): ComfyGraph | undefined {
  const nodes = asList(member(data, 'nodes')).flatMap((value) => {
    const node = asObject(value);
    const id = asId(member(node, 'id'));
    const type = asName(member(node, 'type'));
    return node && id !== undefined && type !== undefined ? [{ id, type, node }] : [];
  });
  const isCanvas = Array.isArray(member(data, 'links')) || Object.hasOwn(data, 'last_node_id');
  if (nodes.length === 0 || !isCanvas) return undefined;
  const links = readLinks(asList(member(data, 'links')));
  const kept = nodes.slice(0, COMFY_LIMITS.nodes);
  return {
    nodes: new Map(kept.map(({ id, type, node }) => [id, readNode(id, type, node, links)])),
    groups: asList(member(data, 'groups')).slice(0, COMFY_LIMITS.groups).flatMap(readGroup),
    subgraphs: readSubgraphs(data),
    omitted: nodes.length - kept.length,
  };
}

/** Sources by link: `[id, node, slot, node, slot, type]`, or an object with the same in names. */
function readLinks(list: readonly unknown[]): ReadonlyMap<string, ComfySource> {
  const links = new Map<string, ComfySource>();
  for (const value of list.slice(0, LINKS)) {
    const link = asObject(value);
    const [id, node, slot] = link
      ? [member(link, 'id'), member(link, 'origin_id'), member(link, 'origin_slot')]
      : asList(value);
    const [name, source, index] = [asId(id), asId(node), asSlot(slot)];
    if (name !== undefined && source !== undefined && index !== undefined)
      links.set(name, { node: source, slot: index });
  }
  return links;
}

function readNode(id: string, type: string, node: Plain, links: ReadonlyMap<string, ComfySource>): ComfyNode {
  const title = asName(member(node, 'title'));
  const box = readBox(member(node, 'pos'), member(node, 'size'));
  const mode = member(node, 'mode');
  const inputs = asList(member(node, 'inputs'))
    .slice(0, COMFY_LIMITS.members)
    .flatMap((value): [string, ComfySource][] => {
      const input = asObject(value);
      // The input of a reroute has no name; one that was a field is named after it, whatever it is called.
      const field = asName(member(asObject(member(input, 'widget')), 'name'));
      const name = field ?? asName(member(input, 'name')) ?? '';
      const source = links.get(asId(member(input, 'link')) ?? '');
      return source ? [[name, source]] : [];
    });
  return {
    id,
    type,
    ...(title === undefined || title === type ? {} : { title }),
    ...(box ? { box } : {}),
    state: mode === MUTED ? 'muted' : mode === BYPASSED ? 'bypassed' : 'active',
    ...readValues(member(node, 'widgets_values')),
    inputs: new Map(inputs),
  };
}

/** Values of fields: a list in their order, or, with some extensions, by name. */
function readValues(data: unknown): Pick<ComfyNode, 'named' | 'listed'> {
  const named = new Map<string, ComfyValue>();
  for (const [key, given] of Object.entries(asObject(data) ?? {}).slice(0, COMFY_LIMITS.members)) {
    const name = asName(key);
    const value = asValue(given);
    if (name !== undefined && value !== undefined) named.set(name, value);
  }
  return { named, listed: asList(data).slice(0, COMFY_LIMITS.members).map(asValue) };
}

function readBox(place: unknown, size: unknown): Box | undefined {
  const at = asPair(place, COMFY_LIMITS.place);
  const [width, height] = asPair(size, COMFY_LIMITS.side) ?? USUAL_SIDES;
  return at && { x: at[0], y: at[1], width: Math.max(1, width), height: Math.max(1, height) };
}

function readGroup(value: unknown): ComfyGroup[] {
  const group = asObject(value);
  const [x, y, width, height] = asList(member(group, 'bounding')).map(asNumber);
  if (x === undefined || y === undefined || width === undefined || height === undefined) return [];
  const box = readBox([x, y], [width, height]);
  const colour = asName(member(group, 'color'));
  return box ? [{ title: asName(member(group, 'title')) ?? '', box, ...(colour ? { colour } : {}) }] : [];
}

function readSubgraphs(data: Plain): ReadonlySet<string> {
  const list = asList(member(asObject(member(data, 'definitions')), 'subgraphs'));
  const ids = list.slice(0, COMFY_LIMITS.nodes).map((value) => asId(member(asObject(value), 'id')));
  return new Set(ids.filter((id) => id !== undefined));
}
