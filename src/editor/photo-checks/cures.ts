import type { NodeId, WorkflowDocument } from '../../runtime/document.ts';
import type { ParamValue } from '../../runtime/params.ts';
import { splitTypeReference } from '../../runtime/registry.ts';
import type { PhotoFinding } from './check-photo.ts';

/** What one click does about a finding: set a parameter, or open a template with the photo. */
export type Cure =
  | {
      readonly kind: 'set';
      readonly name: 'crop-to-face' | 'smaller' | 'calmer' | 'thorough';
      readonly node: NodeId;
      readonly param: string;
      readonly value: ParamValue;
    }
  | { readonly kind: 'face'; readonly node: NodeId; readonly index: number }
  | { readonly kind: 'template'; readonly template: 'parallax-still' | 'blink-and-breathe' };

/** A clip of a soft photo at this size hides what the photo lacks, px. */
const SMALL_CLIP_PX = 320;
/** Share of the motion that a face seen from the side bears. */
const CALM_AMOUNT = 0.5;

/** The cures that fit this document; those that are in effect already are left out. */
export function curesFor(finding: PhotoFinding, document: WorkflowDocument): Cure[] {
  switch (finding.kind) {
    case 'no-face':
      return [
        ...set(document, 'detect-faces', 'thorough', 'effort', 'thorough'),
        { kind: 'template', template: 'parallax-still' },
      ];
    case 'several-faces':
      return chooseFace(document, finding.faces);
    case 'profile':
      return [
        ...set(document, 'natural-motion', 'calmer', 'amount', CALM_AMOUNT),
        ...set(document, 'diffusion-sampler', 'calmer', 'amount', CALM_AMOUNT),
        { kind: 'template', template: 'parallax-still' },
      ];
    case 'small-face':
      return [...set(document, 'crop', 'crop-to-face', 'mode', 'face', 'face'), ...smaller(document)];
    case 'blurred-eyes':
      return [...smaller(document), { kind: 'template', template: 'blink-and-breathe' }];
  }
}

function smaller(document: WorkflowDocument): Cure[] {
  const crop = firstOfType(document, 'crop');
  const size = Number(document.nodes[crop ?? '']?.params?.size ?? Number.POSITIVE_INFINITY);
  return size <= SMALL_CLIP_PX ? [] : set(document, 'crop', 'smaller', 'size', SMALL_CLIP_PX);
}

function chooseFace(document: WorkflowDocument, faces: readonly number[]): Cure[] {
  const node = firstOfType(document, 'detect-faces');
  if (node === undefined) return [];
  return faces.map((index) => ({ kind: 'face', node, index }));
}

/** @param standard the parameter's value when it is not set */
function set(
  document: WorkflowDocument,
  type: string,
  name: Extract<Cure, { kind: 'set' }>['name'],
  param: string,
  value: ParamValue,
  standard?: ParamValue,
): Cure[] {
  const node = firstOfType(document, type);
  if (node === undefined) return [];
  const present = document.nodes[node]?.params?.[param] ?? standard;
  return present === value ? [] : [{ kind: 'set', name, node, param, value }];
}

function firstOfType(document: WorkflowDocument, type: string): NodeId | undefined {
  return Object.keys(document.nodes).find(
    (id) => splitTypeReference(document.nodes[id]?.type ?? '').type === type,
  );
}
