import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { NODE_DECLARATIONS } from '../nodes/index.ts';
import type { WorkflowDocument } from '../runtime/document.ts';
import { DocumentRegistry } from '../runtime/document-registry.ts';
import { expandSubgraphs } from '../runtime/expand-subgraphs.ts';
import { upstreamOf } from '../runtime/plan-workflow.ts';
import { NodeRegistry, splitPortReference } from '../runtime/registry.ts';
import { buildGraph, type WorkflowGraph } from '../runtime/workflow-graph.ts';
import { bindParams, parseSetting, withParam } from './bind-params.ts';
import { findAssets } from './find-assets.ts';
import { inspectFile, KnownFiles, type LocalFile } from './known-files.ts';
import { chooseFormat } from './output-format.ts';
import { readWorkflow } from './read-workflow.ts';
import { UsageError } from './usage-error.ts';

/** Problems told at once; more would bury the first. */
const TOLD_PROBLEMS = 5;

export interface RunInputs {
  readonly set: readonly string[];
  readonly out: string;
  readonly profile?: string;
}

/** A document that can run, with the local files that it needs. */
export interface PreparedRun {
  readonly document: WorkflowDocument;
  /** `node.port` of the file to make. */
  readonly output: string;
  /** How many files the output gives when it is a list. */
  readonly outputCount?: number;
  readonly files: readonly LocalFile[];
}

/**
 * Reads a workflow, applies the settings, and checks in plain Node all that can be checked before a browser starts.
 * @throws {UsageError | WorkflowError} naming the node or setting and the cure
 */
export async function prepareRun(workflowPath: string, inputs: RunInputs): Promise<PreparedRun> {
  await requireFolder(inputs.out);
  const workflow = await readWorkflow(workflowPath);
  const registry = new DocumentRegistry(new NodeRegistry(NODE_DECLARATIONS), () => workflow);
  const settings = inputs.set.map(parseSetting);
  const bound = bindParams(workflow, settings, registry);
  const named = bound.document.outputs[0];
  if (named === undefined)
    throw new UsageError('The workflow names no output.', 'Add one to its "outputs", e.g. "encode.file".');
  let document = chooseFormat(bound.document, named, inputs.out, settings);
  const given: LocalFile[] = [];
  for (const { node, param, path } of bound.files) {
    const file = await inspectFile(path);
    given.push(file);
    document = withParam(document, node, param, `asset:${file.sha256}`);
  }
  const graph = buildGraph(document, registry);
  // A port of a subgraph stands for that of a node inside, which is what runs.
  const output = expandSubgraphs(document).document.outputs[0] ?? named;
  const nodes = requireRunnable(graph, output);
  const known = new KnownFiles();
  await known.remember(given).catch(() => undefined);
  const found = await findAssets(graph, {
    nodes,
    bound: given,
    known,
    beside: workflowPath,
    mayBeStored: inputs.profile !== undefined,
  });
  const outputCount = graph.nodes.get(splitPortReference(output)?.node ?? '')?.elements;
  const files = [...given, ...found];
  return { document, output, files, ...(outputCount === undefined ? {} : { outputCount }) };
}

/** @throws {UsageError} when the folder of this file does not exist */
export async function requireFolder(out: string): Promise<void> {
  const folder = dirname(resolve(out));
  const facts = await stat(folder).catch(() => undefined);
  if (!facts?.isDirectory()) throw new UsageError(`The folder ${folder} does not exist.`, 'Create it first.');
}

/** Nodes that the output needs. @throws {UsageError} when the output is no file, or something it needs cannot run */
function requireRunnable(graph: WorkflowGraph, output: string): Set<string> {
  const address = splitPortReference(output);
  const node = address && graph.nodes.get(address.node);
  if (!node)
    throw new UsageError(`The output ${output} does not exist.`, 'Correct "outputs" in the workflow.');
  const needed = upstreamOf(graph, [node.id]);
  const problems = [...graph.nodes.values()]
    .filter(({ id }) => needed.has(id))
    .flatMap(({ id, problems: own }) => own.map((problem) => `${id}: ${problem}`));
  if (problems.length > 0) {
    const told = problems.slice(0, TOLD_PROBLEMS).join('\n  ');
    throw new UsageError(`The workflow cannot run:\n  ${told}\n`, 'kineograph validate lists every problem.');
  }
  const ports = node.declaration?.outputs ?? {};
  const port = Object.hasOwn(ports, address.port) ? ports[address.port] : undefined;
  if (port?.type === 'File') return needed;
  throw new UsageError(
    `The output ${output} is ${port ? port.type : 'unknown'}, not a file.`,
    'Name a file, e.g. that of an encode node.',
  );
}
