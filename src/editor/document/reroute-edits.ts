import type { WorkflowDocument, WorkflowView } from '../../runtime/document.ts';
import { DOCUMENT_LIMITS } from '../../runtime/document-limits.ts';
import { splitPortReference } from '../../runtime/registry.ts';
import { viewOf } from './furniture-edits.ts';
import type { Draft } from './history.ts';
import type { Position } from './place.ts';

/**
 * Reroutes are dots that wires bend at. They are layout: inputs name their sources as if there were none, so no key
 * knows of them. `view.reroutes` is a forest that grows from sources; `view.wires` hangs inputs on it.
 */

type Changing = Draft<WorkflowDocument>;

/** The `node.port` at which a reroute's chain begins; undefined when it begins nowhere. */
export function rerouteSource(view: WorkflowView | undefined, id: string): string | undefined {
  return chainOf(view, id)?.source;
}

/** Reroutes of an input's wire from its source on; empty when it goes straight, or the layout is out of date. */
export function routeOf(document: WorkflowDocument, node: string, port: string): readonly string[] {
  const { view } = document;
  const target = `${node}.${port}`;
  const last = view?.wires && Object.hasOwn(view.wires, target) ? view.wires[target] : undefined;
  if (last === undefined) return [];
  const chain = chainOf(view, last);
  return chain && chain.source === document.nodes[node]?.inputs?.[port] ? chain.ids : [];
}

function chainOf(
  view: WorkflowView | undefined,
  last: string,
): { readonly ids: readonly string[]; readonly source: string } | undefined {
  const reroutes = view?.reroutes ?? {};
  const ids: string[] = [];
  let at = last;
  while (Object.hasOwn(reroutes, at)) {
    if (ids.includes(at)) return undefined;
    ids.unshift(at);
    at = reroutes[at]?.from ?? '';
  }
  return ids.length > 0 && splitPortReference(at) ? { ids, source: at } : undefined;
}

/** Inputs (`node.port`) whose wires go through a reroute. */
export function inputsThrough(document: WorkflowDocument, id: string): string[] {
  return Object.keys(document.view?.wires ?? {}).filter((target) => {
    const address = splitPortReference(target);
    return address !== undefined && routeOf(document, address.node, address.port).includes(id);
  });
}

/** One piece of a drawn wire: to a reroute, or to an input. */
export type WireEnd = { readonly reroute: string } | { readonly node: string; readonly port: string };

/**
 * Puts a reroute on a wire, before its end: before the reroute, or before the input.
 * @returns its id; undefined when there is no such wire or there are too many
 */
export function insertReroute(draft: Changing, end: WireEnd, { x, y }: Position): string | undefined {
  const view = viewOf(draft);
  view.reroutes ??= {};
  view.wires ??= {};
  if (Object.keys(view.reroutes).length >= DOCUMENT_LIMITS.nodes) return undefined;
  const id = freeRerouteId(view);
  const place = { x: Math.round(x), y: Math.round(y) };
  if ('reroute' in end) {
    const next = view.reroutes[end.reroute];
    if (!next) return undefined;
    view.reroutes[id] = { ...place, from: next.from };
    next.from = id;
    return id;
  }
  const source = draft.nodes[end.node]?.inputs?.[end.port];
  if (source === undefined) return undefined;
  const before = routeOf(draft as WorkflowDocument, end.node, end.port).at(-1);
  view.reroutes[id] = { ...place, from: before ?? source };
  view.wires[`${end.node}.${end.port}`] = id;
  return id;
}

/** Takes reroutes off their wires; what they joined stays joined. */
export function removeReroutes(draft: Changing, ids: readonly string[]): void {
  const { view } = draft;
  if (!view?.reroutes) return;
  for (const id of ids) {
    const gone = view.reroutes[id];
    if (!gone) continue;
    delete view.reroutes[id];
    for (const other of Object.values(view.reroutes)) if (other.from === id) other.from = gone.from;
    for (const [target, last] of Object.entries(view.wires ?? {})) {
      if (last !== id || !view.wires) continue;
      if (splitPortReference(gone.from)) delete view.wires[target];
      else view.wires[target] = gone.from;
    }
  }
  tidyReroutes(draft);
}

/** Lets the wire of an input go through a reroute, whose source feeds it from now on. */
export function hangOn(draft: Changing, id: string, node: string, port: string): void {
  const target = draft.nodes[node];
  const source = rerouteSource(draft.view as WorkflowView | undefined, id);
  if (!target || source === undefined) return;
  target.inputs = { ...target.inputs, [port]: source };
  const view = viewOf(draft);
  view.wires = { ...view.wires, [`${node}.${port}`]: id };
  tidyReroutes(draft);
}

/**
 * Gives a reroute another source (`node.port`), and with it all inputs behind it.
 * @param before the reroute that the new wire comes from, if it comes from one
 */
export function feedReroute(draft: Changing, id: string, source: string, before?: string): void {
  const reroute = draft.view?.reroutes?.[id];
  if (!reroute) return;
  const targets = inputsThrough(draft as WorkflowDocument, id);
  reroute.from = before ?? source;
  for (const target of targets) {
    const address = splitPortReference(target);
    const node = address && draft.nodes[address.node];
    if (address && node) node.inputs = { ...node.inputs, [address.port]: source };
  }
  tidyReroutes(draft);
}

/** Forgets reroutes through which no wire goes any more. Cheap where there are none. */
export function tidyReroutes(draft: Changing): void {
  const { view } = draft;
  if (!view?.reroutes) return;
  const used = new Set<string>();
  for (const target of Object.keys(view.wires ?? {})) {
    const address = splitPortReference(target);
    const route = address ? routeOf(draft as WorkflowDocument, address.node, address.port) : [];
    if (route.length === 0) delete view.wires?.[target];
    for (const id of route) used.add(id);
  }
  for (const id of Object.keys(view.reroutes)) if (!used.has(id)) delete view.reroutes[id];
}

function freeRerouteId(view: Draft<WorkflowView>): string {
  const reroutes = view.reroutes ?? {};
  let number = 1;
  while (Object.hasOwn(reroutes, `r${number}`)) number += 1;
  return `r${number}`;
}
