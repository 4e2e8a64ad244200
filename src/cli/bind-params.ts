import type { WorkflowDocument } from '../runtime/document.ts';
import { isParamWired, paramPort } from '../runtime/param-inputs.ts';
import type { ParamSpec, ParamValue } from '../runtime/params.ts';
import { type NodeRegistry, splitPortReference } from '../runtime/registry.ts';
import { paramProblem } from '../runtime/validate-params.ts';
import { UsageError } from './usage-error.ts';

/** One `--set node.param=value`. */
export interface Setting {
  readonly node: string;
  readonly param: string;
  readonly value: string;
}

/** @throws {UsageError} when the text is no `node.param=value` */
export function parseSetting(text: string): Setting {
  const equals = text.indexOf('=');
  const address = equals < 0 ? undefined : splitPortReference(text.slice(0, equals));
  if (!address)
    throw new UsageError(
      `--set ${text} is not of the form node.param=value.`,
      'Write for example --set motion.seed=7.',
    );
  return { node: address.node, param: address.port, value: text.slice(equals + 1) };
}

/** What an asset parameter was bound to. */
export interface FileBinding {
  readonly node: string;
  readonly param: string;
  /** Local path as the user wrote it. */
  readonly path: string;
}

export interface BoundDocument {
  readonly document: WorkflowDocument;
  /** Local files for asset parameters; the caller reads them and puts in their references. */
  readonly files: readonly FileBinding[];
}

/**
 * Applies settings to a document. Local files can be bound only to parameters that are declared as files.
 * @throws {UsageError} naming the setting, for unknown nodes or parameters and for values out of range
 */
export function bindParams(
  document: WorkflowDocument,
  settings: readonly Setting[],
  registry: NodeRegistry,
): BoundDocument {
  const files: FileBinding[] = [];
  let bound = document;
  for (const setting of settings) {
    const spec = declaredParam(bound, setting, registry);
    if (spec.kind === 'asset' && !/^(sample|asset|url):/.test(setting.value)) {
      files.push({ node: setting.node, param: setting.param, path: setting.value });
      continue;
    }
    const value = readValue(spec, setting.value);
    const problem = paramProblem(spec, value);
    if (problem) {
      throw new UsageError(
        `--set ${setting.node}.${setting.param}=${setting.value}: it ${problem}.`,
        spec.help,
      );
    }
    bound = withParam(bound, setting.node, setting.param, value as ParamValue);
  }
  return { document: bound, files };
}

/** The document with one parameter changed. */
export function withParam(
  document: WorkflowDocument,
  id: string,
  param: string,
  value: ParamValue,
): WorkflowDocument {
  const node = document.nodes[id];
  if (!node) return document;
  const changed = { ...node, params: { ...node.params, [param]: value } };
  return { ...document, nodes: { ...document.nodes, [id]: changed } };
}

function declaredParam(document: WorkflowDocument, setting: Setting, registry: NodeRegistry): ParamSpec {
  const node = Object.hasOwn(document.nodes, setting.node) ? document.nodes[setting.node] : undefined;
  if (!node) {
    const known = Object.keys(document.nodes).slice(0, 30).join(', ');
    throw new UsageError(`There is no node "${setting.node}" in the workflow.`, `Its nodes are: ${known}.`);
  }
  const declaration = registry.get(node.type);
  if (!declaration) throw new UsageError(`The node type ${node.type} is unknown.`, 'Update Kineograph.');
  const specs = declaration.params;
  const spec = Object.hasOwn(specs, setting.param) ? specs[setting.param] : undefined;
  if (!spec) {
    throw new UsageError(
      `${node.type} has no parameter "${setting.param}".`,
      `Its parameters are: ${Object.keys(specs).join(', ') || 'none'}.`,
    );
  }
  if (isParamWired(node, setting.param)) {
    throw new UsageError(
      `${setting.node}.${setting.param} is set by what is wired to it.`,
      `Set a parameter of "${splitPortReference(node.inputs?.[paramPort(setting.param)] ?? '')?.node ?? ''}" instead.`,
    );
  }
  return spec;
}

function readValue(spec: ParamSpec, text: string): unknown {
  switch (spec.kind) {
    case 'number':
    case 'seed':
      return text.trim() === '' ? Number.NaN : Number(text);
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : text;
    case 'rect':
      return text.split(',').map(Number);
    case 'keyframes':
    case 'strokes':
    case 'offsets':
      return readJson(text);
    default:
      return text;
  }
}

/** Text that is no JSON stays text, which the parameter's check refuses in its own words. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
