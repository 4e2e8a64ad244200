import type { Connection } from '@xyflow/react';
import { type ConnectionVerdict, canConnect } from '../../runtime/connection.ts';
import type { WorkflowDocument } from '../../runtime/document.ts';
import { DOCUMENT_LIMITS } from '../../runtime/document-limits.ts';
import { splitPortReference } from '../../runtime/registry.ts';
import { boundarySide, NEW_PORT } from '../document/boundary.ts';
import { connect } from '../document/edits.ts';
import { splitFurnitureId } from '../document/furniture-edits.ts';
import type { Draft } from '../document/history.ts';
import { feedReroute, hangOn, inputsThrough, rerouteSource } from '../document/reroute-edits.ts';
import { registry } from '../registry.ts';
import { graphStrings } from '../strings/graph-en.ts';
import { subgraphStrings } from '../strings/subgraphs-en.ts';

interface PortEnd {
  readonly node: string;
  readonly port: string;
}

/** Where a wire really begins: at an output, perhaps by way of a reroute. */
export interface WireSource extends PortEnd {
  readonly via?: string;
}

/** The source behind a handle of the canvas; undefined for a reroute that hangs on nothing. */
export function wireSource(document: WorkflowDocument, node: string, handle: string): WireSource | undefined {
  const reroute = splitFurnitureId(node);
  if (!reroute) return { node, port: handle };
  const source = splitPortReference(rerouteSource(document.view, reroute.id) ?? '');
  return source && { ...source, via: reroute.id };
}

/** May a wire be drawn between these handles of the canvas? */
export function judgeConnection(document: WorkflowDocument, connection: Connection): ConnectionVerdict {
  const { target, targetHandle } = connection;
  const from = wireSource(document, connection.source, connection.sourceHandle ?? '');
  if (!from || !targetHandle) return { ok: false, reason: graphStrings.reroute.nothing };
  const full = fullSide(document, from) || fullSide(document, { node: target, port: targetHandle });
  if (full) return { ok: false, reason: subgraphStrings.tooManyPorts(DOCUMENT_LIMITS.subgraphPorts) };
  const reroute = splitFurnitureId(target);
  if (!reroute) return canConnect(document, registry, { from, to: { node: target, port: targetHandle } });
  const behind = inputsThrough(document, reroute.id);
  if (isBehind(document, from.via, reroute.id)) return { ok: false, reason: graphStrings.reroute.circle };
  for (const input of behind) {
    const to = splitPortReference(input);
    const verdict = to && canConnect(document, registry, { from, to });
    if (verdict && !verdict.ok) return verdict;
  }
  return { ok: true };
}

/** Would a wire make a port that a subgraph has no room for? */
function fullSide(document: WorkflowDocument, { node, port }: PortEnd): boolean {
  const side = port === NEW_PORT ? boundarySide(node) : undefined;
  const declaration = registry.of(document.nodes[node]);
  const ports = side === 'inputs' ? declaration?.outputs : declaration?.inputs;
  // The port to draw to is one of those that are shown.
  return side !== undefined && Object.keys(ports ?? {}).length > DOCUMENT_LIMITS.subgraphPorts;
}

/** Draws a wire between two handles of the canvas. */
export function applyConnection(draft: Draft<WorkflowDocument>, connection: Connection): void {
  const { target, targetHandle } = connection;
  const from = wireSource(draft as WorkflowDocument, connection.source, connection.sourceHandle ?? '');
  if (!from || !targetHandle) return;
  const reference = `${from.node}.${from.port}`;
  const reroute = splitFurnitureId(target);
  if (reroute) feedReroute(draft, reroute.id, reference, from.via);
  else if (from.via === undefined) connect(draft, reference, target, targetHandle);
  else hangOn(draft, from.via, target, targetHandle);
}

/** Does a reroute hang on another one, or is it that one? */
function isBehind(document: WorkflowDocument, id: string | undefined, other: string): boolean {
  const reroutes = document.view?.reroutes ?? {};
  const seen = new Set<string>();
  for (let at = id; at !== undefined && !seen.has(at); at = reroutes[at]?.from) {
    if (at === other) return true;
    seen.add(at);
  }
  return false;
}
