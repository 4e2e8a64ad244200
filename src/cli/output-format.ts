import { extname } from 'node:path';
import type { WorkflowDocument } from '../runtime/document.ts';
import { splitPortReference, splitTypeReference } from '../runtime/registry.ts';
import { definitionOf } from '../runtime/subgraph-type.ts';
import type { Setting } from './bind-params.ts';
import { withParam } from './bind-params.ts';
import { UsageError } from './usage-error.ts';

/** File extension -> formats of the encode node that give it; the first is chosen. */
const FORMATS: ReadonlyMap<string, readonly string[]> = new Map([
  ['.mp4', ['mp4-h264', 'mp4-av1']],
  ['.webm', ['webm']],
  ['.gif', ['gif']],
  ['.webp', ['webp']],
  ['.zip', ['png-sequence']],
]);

/**
 * Makes the encode node that feeds the output write the format that the file's extension asks for.
 * @throws {UsageError} for unknown extensions, and when an explicit --set contradicts
 */
export function chooseFormat(
  document: WorkflowDocument,
  output: string,
  file: string,
  settings: readonly Setting[],
): WorkflowDocument {
  const extension = extname(file).toLowerCase();
  const formats = FORMATS.get(extension);
  if (!formats) {
    throw new UsageError(
      `${file}: the ending "${extension}" is unknown.`,
      `Use one of ${[...FORMATS.keys()].join(', ')}.`,
    );
  }
  const [id, param] = formatPlace(document, output);
  const node = document.nodes[id];
  const isEncoder = node !== undefined && splitTypeReference(node.type).type === 'encode';
  if (!node || (!isEncoder && param === 'format')) return document;
  const current = String(node.params?.[param] ?? '');
  if (formats.includes(current)) return document;
  const isExplicit = settings.some((setting) => setting.node === id && setting.param === param);
  if (isExplicit)
    throw new UsageError(`${file} does not fit --set ${id}.${param}=${current}.`, 'Change one of them.');
  return withParam(document, id, param, formats[0] ?? '');
}

/** The node and parameter that set the format: in a subgraph, the parameter that it exposes for that. */
function formatPlace(document: WorkflowDocument, output: string): readonly [node: string, param: string] {
  const { node: id = '', port = '' } = splitPortReference(output) ?? {};
  const definition = definitionOf(document, document.nodes[id]?.type ?? '');
  const inner = splitPortReference(definition?.outputs[port]?.from ?? '')?.node;
  const exposed = Object.entries(definition?.params ?? {}).find(
    ([, { target }]) => target === `${inner}.format`,
  );
  return [id, exposed?.[0] ?? 'format'];
}
