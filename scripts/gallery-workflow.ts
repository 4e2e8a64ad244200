import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { modelEntry } from '../src/inference/manifest.ts';
import { NODE_DECLARATIONS } from '../src/nodes/index.ts';
import type { WorkflowDocument, WorkflowNode } from '../src/runtime/document.ts';
import type { FrameModule, NodeDeclaration, NodeModule, RunContext } from '../src/runtime/node.ts';
import type { ClipFacts, ClipReader } from '../src/values/clip.ts';
import type { ImageValue, Value } from '../src/values/value.ts';

/** What a node gives at a port: a value, or frames that are drawn when they are read. */
export type PortValue = Value | ClipReader;

/** What a node receives: lists are of the first element alone. */
type Inputs = Readonly<Record<string, PortValue | readonly PortValue[] | undefined>>;

/** A run context in plain Node: models from `models/`, no GPU, remarks into `notices`. */
function nodeContext(notices: string[]): RunContext {
  return {
    signal: new AbortController().signal,
    progress: () => {},
    notice: (message) => notices.push(message),
    readAsset: () => Promise.reject(new Error('photos are given to the gallery as pixels')),
    readModel: async (id) => {
      const entry = modelEntry(id);
      const bytes = readFileSync(resolve(import.meta.dirname, '../models', entry.file));
      if (createHash('sha256').update(bytes).digest('hex') !== entry.sha256) {
        throw new Error(`${entry.file} differs from the manifest`);
      }
      return new Uint8Array(bytes);
    },
    hasGpu: false,
    threads: 1,
    element: { index: 0, count: 1 },
  };
}

/**
 * Runs a workflow's nodes on one photo in this process, without a browser: the same code, frame by frame and in one
 * thread. Results of nodes are kept while the photo lives, so that another prompt costs no new analysis; clips are
 * drawn anew.
 */
export class WorkflowBench {
  readonly notices: string[] = [];
  readonly #photo: ImageValue;
  readonly #kept = new Map<string, Promise<Readonly<Record<string, Value>>>>();

  constructor(photo: ImageValue) {
    this.#photo = photo;
  }

  /** What arrives at a node's port. @throws what the nodes throw, e.g. `no-face` */
  async input(document: WorkflowDocument, node: string, port: string): Promise<PortValue | undefined> {
    const source = document.nodes[node]?.inputs?.[port];
    return source === undefined ? undefined : this.#port(document, String(source));
  }

  /** What a node gives. @param reference `node.port` @throws what the nodes throw, e.g. `no-face` */
  output(document: WorkflowDocument, reference: string): Promise<PortValue> {
    return this.#port(document, reference);
  }

  /** Runs a node outside of the document. */
  async run(
    type: string,
    inputs: Inputs,
    params: Readonly<Record<string, unknown>> = {},
  ): Promise<Readonly<Record<string, Value>>> {
    const declaration = declarationOf(type);
    const module: NodeModule = await declaration.load();
    if (!('run' in module)) throw new Error(`${type} is made frame by frame`);
    const context = nodeContext(this.notices);
    return module.run(context, inputs as never, complete(declaration, params) as never);
  }

  async #port(document: WorkflowDocument, reference: string): Promise<PortValue> {
    const [id = '', port = ''] = reference.split('.');
    const node = document.nodes[id];
    if (node === undefined) throw new Error(`the workflow has no node ${id}`);
    if (node.type.startsWith('load-image@')) return this.#photo;
    const declaration = declarationOf(node.type);
    if (declaration.framewise) return this.#clip(document, node, declaration);
    const key = keyOf(document, id);
    let outputs = this.#kept.get(key);
    if (outputs === undefined) {
      outputs = this.#inputs(document, node).then((inputs) => this.run(node.type, inputs, node.params));
      this.#kept.set(key, outputs);
    }
    const value = (await outputs)[port];
    if (value === undefined) throw new Error(`${id} has no output ${port}`);
    return value;
  }

  async #inputs(document: WorkflowDocument, node: WorkflowNode): Promise<Inputs> {
    const declared: NodeDeclaration['inputs'] = declarationOf(node.type).inputs;
    const inputs: Record<string, PortValue | readonly PortValue[]> = {};
    for (const [name, source] of Object.entries(node.inputs ?? {})) {
      const value = await this.#port(document, String(source));
      inputs[name] = declared[name]?.gather ? [value] : value;
    }
    return inputs;
  }

  async #clip(
    document: WorkflowDocument,
    node: WorkflowNode,
    declaration: NodeDeclaration,
  ): Promise<ClipReader> {
    const inputs = await this.#inputs(document, node);
    const module = (await declaration.load()) as FrameModule;
    const context = nodeContext(this.notices);
    const params = complete(declaration, node.params ?? {});
    const prepared = await module.prepare(context, inputs as never, params as never);
    if (prepared.passThrough !== undefined) return inputs[prepared.passThrough] as ClipReader;
    return clipReader(prepared.facts, async (index) => {
      const range = { start: index, end: index + 1 };
      return (await module.render(context, prepared as never, range, inputs as never)).data;
    });
  }
}

/** A clip whose frames are drawn when they are asked for and kept, each once. */
function clipReader(facts: ClipFacts, draw: (index: number) => Promise<Uint8ClampedArray>): ClipReader {
  const drawn = new Map<number, Promise<Uint8ClampedArray>>();
  const frame = (index: number): Promise<Uint8ClampedArray> => {
    const known = drawn.get(index) ?? draw(index);
    drawn.set(index, known);
    return known;
  };
  return {
    ...facts,
    async read({ start, end }) {
      const bytes = facts.width * facts.height * 4;
      const data = new Uint8ClampedArray((end - start) * bytes);
      for (let index = start; index < end; index++) data.set(await frame(index), (index - start) * bytes);
      return { start, end, data };
    },
    async *frames() {
      for (let index = 0; index < facts.frameCount; index++) yield { index, data: await frame(index) };
    },
  };
}

function declarationOf(type: string): NodeDeclaration {
  const [name] = type.split('@');
  const found = NODE_DECLARATIONS.find((declaration) => declaration.type === name);
  if (found === undefined) throw new Error(`there is no node ${type}`);
  return found;
}

function complete(
  { params }: NodeDeclaration,
  given: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const defaults = Object.entries(params).map(([name, { default: value }]) => [name, value]);
  return { ...Object.fromEntries(defaults), ...given };
}

/** What a node's result depends on, as text: type, parameters, and the same of its inputs. */
function keyOf(document: WorkflowDocument, id: string): string {
  const { type, params = {}, inputs = {} } = document.nodes[id] ?? { type: id };
  const sources = Object.entries(inputs).map(([name, source]) => {
    const [node = ''] = String(source).split('.');
    return [name, String(source).split('.')[1], keyOf(document, node)];
  });
  return JSON.stringify([type, params, sources]);
}
