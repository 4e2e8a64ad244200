import type { NodeId, WorkflowDocument, WorkflowNode } from '../../runtime/document.ts';
import type { NodeDeclaration } from '../../runtime/node.ts';
import type { NumberParam, ParamValue } from '../../runtime/params.ts';

/** Longest side of a draft's pictures, px: half of the usual size. */
export const DRAFT_SIDE = 256;
/** Frame rate of a draft's clip, frames per second. */
const DRAFT_FPS = 12;
/** Steps of a sampler in a draft. */
const DRAFT_STEPS = 8;

/** How a draft differs from the document. */
export interface DraftScale {
  /** Longest side of pictures, px. */
  readonly side: number;
  /** Also fewer frames, steps and takes: the motion is then only like that of the document. */
  readonly coarseMotion: boolean;
}

type FindDeclaration = (type: string) => NodeDeclaration | undefined;

/**
 * A smaller copy of a document, made of the same nodes with smaller parameters: half-size crops, or smaller photos
 * where nothing is cropped, lengths in px in proportion; with `coarseMotion` fewer frames, steps and takes too. Its
 * results have keys of their own, and nothing is pinned in it.
 */
export function draftDocument(
  document: WorkflowDocument,
  { side, coarseMotion }: DraftScale,
  declarationOf: FindDeclaration,
): WorkflowDocument {
  const sizes = sizeParams(document, declarationOf);
  const factor = Math.min(1, ...sizes.map(({ value }) => draftSide(value, side) / value));
  const nodes: Record<NodeId, WorkflowNode> = {};
  for (const [id, node] of Object.entries(document.nodes)) {
    const declaration = declarationOf(node.type);
    const { pinned: _, ...kept } = node;
    const params: Record<string, ParamValue> = { ...node.params };
    for (const [name, spec] of Object.entries(declaration?.params ?? {})) {
      if (spec.kind !== 'number') continue;
      const value = Number(node.params?.[name] ?? spec.default);
      const isSize = sizes.some((size) => size.node === id && size.param === name);
      const smaller = isSize
        ? draftSide(value, side)
        : (lengthInDraft(declaration, spec, value, factor) ??
          (coarseMotion ? coarser(name, spec, value) : undefined));
      if (smaller !== undefined && smaller !== value) params[name] = fitted(spec, smaller);
    }
    nodes[id] = { ...kept, params };
  }
  return { ...document, name: `${document.name} (draft)`, nodes };
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

function coarser(name: string, { unit }: NumberParam, value: number): number | undefined {
  if (unit === 'fps') return Math.min(value, DRAFT_FPS);
  if (name === 'steps') return Math.min(value, DRAFT_STEPS);
  return name === 'takes' ? 1 : undefined;
}

/** On the parameter's own steps, within its range. */
function fitted({ min, max, step }: NumberParam, value: number): number {
  const stepped = min + Math.round((value - min) / step) * step;
  return Math.min(max, Math.max(min, Number(stepped.toFixed(6))));
}
