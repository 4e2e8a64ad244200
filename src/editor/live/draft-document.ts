import type { NodeId, WorkflowDocument, WorkflowNode } from '../../runtime/document.ts';
import { identityOf, withoutIdentity } from '../../runtime/document-identity.ts';
import type { NodeDeclaration } from '../../runtime/node.ts';
import type { NumberParam, ParamValue } from '../../runtime/params.ts';
import { splitPortReference } from '../../runtime/registry.ts';

/**
 * Longest side of the pictures that the first drafts of clips are drawn from, px. At 192 a draft takes half as long
 * again, and in the player, twice as wide, one hardly tells which is which.
 */
export const MOTION_DRAFT_SIDE = 160;
/** Frame rate of the first draft of a clip, frames per second: 3 s are then drawn by two workers in one go. */
export const DRAFT_FPS = 8;
/** Steps of a sampler in a draft. */
const DRAFT_STEPS = 8;

/** How a draft differs from the document. */
export interface DraftScale {
  /** Longest side of pictures, px. */
  readonly side: number;
  /** Fewer steps and takes: the motion is then only like that of the document. */
  readonly coarseMotion: boolean;
  /** Frames per second in which clips are drawn; those of the motion without it. */
  readonly clipFps?: number;
  /**
   * What motions are made from keeps its size, so that results of the document itself are used; only what is drawn
   * along them is small.
   */
  readonly keepsMotion: boolean;
}

/** A smaller copy of a document. */
export interface DraftDocument {
  readonly document: WorkflowDocument;
  /** The node that stands for a node of the document. */
  idOf(node: NodeId): NodeId;
  /** The node of the document that a node stands for; undefined for one that the draft put in. */
  nodeOf(id: NodeId): NodeId | undefined;
}

type FindDeclaration = (type: string) => NodeDeclaration | undefined;

/** Values that do not grow with the picture. */
const MOTION_SIDE: ReadonlySet<string> = new Set(['Motion', 'Prompt', 'Keyframes']);

/** Ends the id of a small copy that stands beside its node. */
const COPY = '~small';
/** Ends the id of a node that takes frames out of a motion. */
const THIN = '~thin';

/**
 * A smaller copy of a document, made of the same nodes with smaller parameters: half-size crops, or smaller photos
 * where nothing is cropped, lengths in px in proportion. Its results have keys of their own, and nothing is pinned.
 */
export function draftDocument(
  document: WorkflowDocument,
  scale: DraftScale,
  declarationOf: FindDeclaration,
): DraftDocument {
  const small = scaledNodes(document, scale, declarationOf);
  const copied = scale.keepsMotion ? copiedNodes(document, small, declarationOf) : new Set<NodeId>();
  const idOf = (id: NodeId) => (copied.has(id) ? `${id}${COPY}` : id);
  const nodes: Record<NodeId, WorkflowNode> = {};
  for (const [id, node] of Object.entries(small)) {
    if (!scale.keepsMotion) nodes[id] = node;
    else if (!copied.has(id))
      nodes[id] = isMotionSide(document, id, declarationOf) ? node : withoutPin(document.nodes[id] ?? node);
    else {
      nodes[id] = withoutPin(document.nodes[id] ?? node);
      nodes[idOf(id)] = { ...node, inputs: rewired(node, idOf, declarationOf) };
    }
  }
  return {
    document: {
      ...withoutIdentity(document),
      name: `${identityOf(document)} (draft)`,
      nodes: scale.clipFps === undefined ? nodes : withThinMotion(nodes, scale.clipFps, declarationOf),
      outputs: [],
    },
    idOf,
    nodeOf: (id) => {
      if (id.endsWith(THIN)) return undefined;
      return id.endsWith(COPY) ? id.slice(0, -COPY.length) : id;
    },
  };
}

/** Clips are drawn along motions of fewer frames: the motions themselves stay as they are. */
function withThinMotion(
  nodes: Readonly<Record<NodeId, WorkflowNode>>,
  rate: number,
  declarationOf: FindDeclaration,
): Record<NodeId, WorkflowNode> {
  const out: Record<NodeId, WorkflowNode> = { ...nodes };
  for (const [id, node] of Object.entries(nodes)) {
    const declaration = declarationOf(node.type);
    if (!Object.values(declaration?.outputs ?? {}).some(({ type }) => type === 'Clip')) continue;
    const inputs = { ...node.inputs };
    for (const [port, reference] of Object.entries(inputs)) {
      const source = splitPortReference(reference);
      if (!source || declaration?.inputs[port]?.type !== 'Motion') continue;
      const thin = `${source.node}~${source.port}${THIN}`;
      out[thin] = { type: 'motion-edit@1', params: { rate }, inputs: { motion: reference } };
      inputs[port] = `${thin}.motion`;
    }
    out[id] = { ...node, inputs };
  }
  return out;
}

function withoutPin({ pinned: _, ...node }: WorkflowNode): WorkflowNode {
  return node;
}

function scaledNodes(
  document: WorkflowDocument,
  { side, coarseMotion }: DraftScale,
  declarationOf: FindDeclaration,
): Record<NodeId, WorkflowNode> {
  const sizes = sizeParams(document, declarationOf);
  const factor = Math.min(1, ...sizes.map(({ value }) => draftSide(value, side) / value));
  const nodes: Record<NodeId, WorkflowNode> = {};
  for (const [id, node] of Object.entries(document.nodes)) {
    const declaration = declarationOf(node.type);
    const params: Record<string, ParamValue> = { ...node.params };
    for (const [name, spec] of Object.entries(declaration?.params ?? {})) {
      if (spec.kind !== 'number') continue;
      const value = Number(node.params?.[name] ?? spec.default);
      const isSize = sizes.some((size) => size.node === id && size.param === name);
      const smaller = isSize
        ? draftSide(value, side)
        : (lengthInDraft(declaration, spec, value, factor) ??
          (coarseMotion ? coarser(name, value) : undefined));
      if (smaller !== undefined && smaller !== value) params[name] = fitted(spec, smaller);
    }
    nodes[id] = { ...withoutPin(node), params };
  }
  return nodes;
}

/** The nodes whose results are smaller in a draft, without those that give motion. */
function copiedNodes(
  document: WorkflowDocument,
  small: Readonly<Record<NodeId, WorkflowNode>>,
  declarationOf: FindDeclaration,
): Set<NodeId> {
  const decided = new Map<NodeId, boolean>();
  const isCopied = (id: NodeId): boolean => {
    const known = decided.get(id);
    if (known !== undefined) return known;
    // A circle is no copy; the engine says what is wrong with it.
    decided.set(id, false);
    const node = document.nodes[id];
    if (!node || isMotionSide(document, id, declarationOf)) return false;
    const isScaled = JSON.stringify(small[id]?.params ?? {}) !== JSON.stringify(node.params ?? {});
    const copied = isScaled || pictureSources(node, declarationOf).some(isCopied);
    decided.set(id, copied);
    return copied;
  };
  return new Set(Object.keys(document.nodes).filter(isCopied));
}

function isMotionSide(document: WorkflowDocument, id: NodeId, declarationOf: FindDeclaration): boolean {
  const outputs = declarationOf(document.nodes[id]?.type ?? '')?.outputs ?? {};
  return Object.values(outputs).some(({ type }) => MOTION_SIDE.has(type));
}

/** Nodes that feed a node with what grows with the picture. */
function pictureSources(node: WorkflowNode, declarationOf: FindDeclaration): NodeId[] {
  const inputs = declarationOf(node.type)?.inputs ?? {};
  return Object.entries(node.inputs ?? {})
    .filter(([port]) => !MOTION_SIDE.has(inputs[port]?.type ?? ''))
    .flatMap(([, reference]) => splitPortReference(reference)?.node ?? []);
}

function rewired(
  node: WorkflowNode,
  idOf: (id: NodeId) => NodeId,
  declarationOf: FindDeclaration,
): Record<string, string> {
  const inputs = declarationOf(node.type)?.inputs ?? {};
  return Object.fromEntries(
    Object.entries(node.inputs ?? {}).map(([port, reference]) => {
      const source = splitPortReference(reference);
      const stays = !source || MOTION_SIDE.has(inputs[port]?.type ?? '');
      return [port, stays ? reference : `${idOf(source.node)}.${source.port}`];
    }),
  );
}

/** The parameters that say how large pictures are: those of the crops, or of the photos where nothing is cropped. */
function sizeParams(document: WorkflowDocument, declarationOf: FindDeclaration) {
  const all = Object.entries(document.nodes).flatMap(([node, { type, params, bypassed }]) => {
    const declaration = declarationOf(type);
    const param = SIZE_PARAMS[declaration?.type ?? ''];
    const spec = param === undefined ? undefined : declaration?.params[param];
    if (param === undefined || spec?.kind !== 'number' || bypassed) return [];
    return [{ node, param, type: declaration?.type, value: Number(params?.[param] ?? spec.default) }];
  });
  const crops = all.filter(({ type }) => type === 'crop');
  return crops.length > 0 ? crops : all;
}

const SIZE_PARAMS: Readonly<Record<string, string>> = { crop: 'size', 'load-image': 'maxSide' };

function draftSide(value: number, side: number): number {
  return Math.min(side, value / 2);
}

/** A length in px keeps its share of the picture. */
function lengthInDraft(
  declaration: NodeDeclaration | undefined,
  { unit }: NumberParam,
  value: number,
  factor: number,
): number | undefined {
  if (unit !== 'px' || Object.hasOwn(SIZE_PARAMS, declaration?.type ?? '')) return undefined;
  return value * factor;
}

function coarser(name: string, value: number): number | undefined {
  if (name === 'steps') return Math.min(value, DRAFT_STEPS);
  return name === 'takes' ? 1 : undefined;
}

/** On the parameter's own steps, within its range. */
function fitted({ min, max, step }: NumberParam, value: number): number {
  const stepped = min + Math.round((value - min) / step) * step;
  return Math.min(max, Math.max(min, Number(stepped.toFixed(6))));
}
