import type { WorkflowDocument, WorkflowNode } from '../../runtime/document.ts';
import type { ParamValue } from '../../runtime/params.ts';
import { readDocument } from '../../runtime/parse-document.ts';
import type { NodeRegistry } from '../../runtime/registry.ts';
import { ComfyFates, MASK_OF_PHOTO } from './comfy-fates.ts';
import { COMFY_LIMITS, type ComfyGraph, type ComfyNode } from './comfy-graph.ts';
import type { ComfyReport } from './comfy-report.ts';
import { type Counterpart, fieldsOf } from './counterpart.ts';
import { layOutImported, type Piece } from './lay-out-imported.ts';
import { noteFor } from './note-text.ts';
import { type Remark, remark } from './remark.ts';
import { type Growing, wireImported } from './wire-imported.ts';

export interface ComfyImport {
  readonly document: WorkflowDocument;
  readonly report: ComfyReport;
}

/** Frame rates that a sampler here takes, frames per second. */
const FRAME_RATES = { least: 12, most: 60 } as const;

/**
 * A ComfyUI workflow as a document here: known nodes with their wires, everything else as notes, where things lay.
 * @param photo reference of a picture to put into the workflow, such as the one that carried it
 * @throws {WorkflowError} never for what `readComfy` gives; the document is checked like any from outside
 */
export function importComfy(
  graph: ComfyGraph,
  registry: NodeRegistry,
  { name, photo }: { readonly name: string; readonly photo?: string | undefined },
): ComfyImport {
  const fates = new ComfyFates(graph, registry);
  const growing = growNodes(graph, fates, registry);
  if (photo !== undefined) putPhoto(growing, photo);
  const wires = wireImported(graph, fates, growing, registry);
  shareFrameRate(graph, growing);
  const notes = [...graph.nodes.values()].flatMap((node) => noteFor(node, fates.of(node.id)));
  const view = layOutImported(graph, growing, notes, registry);
  const files = [...growing.nodes].filter(([, { type }]) => type === 'encode@1').map(([id]) => `${id}.file`);
  const document = readDocument({
    kineograph: 1,
    name: name.slice(0, COMFY_LIMITS.name),
    nodes: Object.fromEntries(growing.nodes),
    outputs: files.slice(0, 100),
    app: { controls: controlsOf(growing) },
    view,
  });
  return { document, report: { ...wires, ...reportOn(graph, fates, growing) } };
}

/** Nodes with their parameters, without wires. */
function growNodes(graph: ComfyGraph, fates: ComfyFates, registry: NodeRegistry): Growing {
  const growing: Growing = {
    nodes: new Map(),
    ids: new Map(),
    masks: new Map(),
    remarks: new Map(),
    pieces: [],
  };
  const usesMask = photosWithMask(graph, fates);
  for (const node of graph.nodes.values()) {
    const fate = fates.of(node.id);
    if (fate.kind !== 'node') continue;
    const { counterpart } = fate;
    const read = fieldsOf(node, counterpart.fields, (field) => fates.foldedValue(node, field));
    const { params = {}, remarks = [] } = counterpart.convert?.(read) ?? {};
    const id = addNode(growing, registry, counterpart, params, node);
    growing.ids.set(node.id, id);
    const idle =
      node.state === 'active' ? [] : [remark(passesOn(registry, counterpart) ? 'bypassed' : 'runs')];
    growing.remarks.set(node.id, [...remarks, ...idle]);
    if (!usesMask.has(node.id)) continue;
    const mask = addNode(growing, registry, MASK_OF_PHOTO, {}, undefined, node);
    growing.nodes.set(mask, { ...nodeOf(growing, mask), inputs: { image: `${id}.image` } });
    growing.masks.set(node.id, mask);
    growing.remarks.set(node.id, [...remarks, remark('paint')]);
  }
  return growing;
}

/** Photos whose painted mask something uses that has a counterpart. */
function photosWithMask(graph: ComfyGraph, fates: ComfyFates): ReadonlySet<string> {
  const photos = new Set<string>();
  for (const node of graph.nodes.values()) {
    if (fates.of(node.id).kind !== 'node') continue;
    for (const source of node.inputs.values()) {
      const port = fates.portHere(source);
      if (port?.isMask) photos.add(port.node);
    }
  }
  return photos;
}

function addNode(
  growing: Growing,
  registry: NodeRegistry,
  { type }: Pick<Counterpart, 'type'>,
  params: Readonly<Record<string, ParamValue>>,
  origin: ComfyNode | undefined,
  beside?: ComfyNode,
): string {
  const version = registry.get(type)?.version ?? 1;
  const id = freeId(growing, type);
  const isIdle = origin !== undefined && origin.state !== 'active' && passesOn(registry, { type });
  growing.nodes.set(id, {
    type: `${type}@${version}`,
    ...(Object.keys(params).length > 0 ? { params } : {}),
    ...(origin?.title === undefined ? {} : { label: origin.title }),
    ...(isIdle ? { bypassed: true } : {}),
  });
  const piece: Piece = { id, origin: origin?.id, box: origin?.box ?? beside?.box, isExtra: !origin };
  growing.pieces.push(piece);
  return id;
}

/** Can it be bypassed, because it gives what it takes? A sink has nothing to pass on, and nobody misses it. */
function passesOn(registry: NodeRegistry, { type }: Pick<Counterpart, 'type'>): boolean {
  const { inputs = {}, outputs = {} } = registry.get(type) ?? {};
  const taken = new Set<string>(Object.values(inputs).map((input) => input.type));
  return Object.values(outputs).every((output) => taken.has(output.type));
}

function freeId(growing: Growing, type: string): string {
  let id = type;
  for (let number = 2; growing.nodes.has(id); number++) id = `${type}-${number}`;
  return id;
}

function nodeOf(growing: Growing, id: string): WorkflowNode {
  return growing.nodes.get(id) ?? { type: 'unknown@1' };
}

/** Into the only photo node; where there is none, into a new one. */
function putPhoto(growing: Growing, reference: string): void {
  const loaders = [...growing.nodes].filter(([, { type }]) => type.startsWith('load-image@'));
  const [first] = loaders;
  if (loaders.length > 1) return;
  const id = first?.[0] ?? freeId(growing, 'load-image');
  growing.nodes.set(id, { ...(first?.[1] ?? { type: 'load-image@1' }), params: { file: reference } });
  if (!first) growing.pieces.push({ id, origin: undefined, box: undefined, isExtra: true });
  for (const [origin, own] of growing.ids) {
    if (own === id) growing.remarks.set(origin, [remark('ownPicture')]);
  }
}

/** The frame rate is a matter of the motion here, not of the file. */
function shareFrameRate(graph: ComfyGraph, growing: Growing): void {
  const samplers = [...growing.nodes].filter(([, { type }]) => type.startsWith('diffusion-sampler@'));
  for (const [origin, id] of growing.ids) {
    const node = graph.nodes.get(origin);
    if (!node || !nodeOf(growing, id).type.startsWith('encode@')) continue;
    const fields = node.type === 'CreateVideo' ? ['fps'] : ['frame_rate'];
    const read = fieldsOf(node, fields, () => undefined);
    const rate = read.number('frame_rate') ?? read.number('fps');
    if (rate === undefined || samplers.length === 0) continue;
    const fps = Math.round(Math.max(FRAME_RATES.least, Math.min(FRAME_RATES.most, rate)));
    for (const [sampler, { params, ...rest }] of samplers)
      growing.nodes.set(sampler, { ...nodeOf(growing, sampler), ...rest, params: { ...params, fps } });
    const remarks = growing.remarks.get(origin) ?? [];
    growing.remarks.set(origin, [...remarks, remark('frameRate', fps)]);
    return;
  }
}

/** What the app view shows: the photo, the words, the seed. */
function controlsOf(growing: Growing): string[] {
  const first = (type: string, param: string) => {
    const id = [...growing.nodes].find(([, node]) => node.type.startsWith(`${type}@`))?.[0];
    return id === undefined ? [] : [`${id}.${param}`];
  };
  return [
    ...first('load-image', 'file'),
    ...firstOf(first('text', 'text'), first('motion-prompt', 'text')),
    ...firstOf(first('seed', 'seed'), first('diffusion-sampler', 'seed')),
  ];
}

/** What feeds a setting is changed instead of it. */
function firstOf(feeding: readonly string[], setting: readonly string[]): readonly string[] {
  return feeding.length > 0 ? feeding : setting;
}

function reportOn(
  graph: ComfyGraph,
  fates: ComfyFates,
  growing: Growing,
): Pick<ComfyReport, 'nodes' | 'notes' | 'comments' | 'folded' | 'omitted'> {
  const nodes: { comfy: string; type: string; remarks: readonly Remark[] }[] = [];
  const notes = new Map<string, ComfyReport['notes'][number]>();
  const count = { comment: 0, folded: 0 };
  for (const node of graph.nodes.values()) {
    const fate = fates.of(node.id);
    if (fate.kind === 'node') {
      const { type } = fate.counterpart;
      nodes.push({ comfy: node.title ?? node.type, type, remarks: growing.remarks.get(node.id) ?? [] });
    } else if (fate.kind === 'note') {
      const key = `${node.type}\n${fate.advice}`;
      const before = notes.get(key)?.count ?? 0;
      notes.set(key, { comfy: node.type, advice: fate.advice, count: before + 1 });
    } else count[fate.kind] += 1;
  }
  return {
    nodes,
    notes: [...notes.values()],
    comments: count.comment,
    folded: count.folded,
    omitted: graph.omitted,
  };
}
