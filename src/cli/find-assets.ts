import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { ASSET_LIMIT_BYTES } from '../runtime/engine/asset-library.ts';
import type { WorkflowGraph } from '../runtime/workflow-graph.ts';
import { inspectFile, type KnownFiles, type LocalFile, PICTURE_EXTENSIONS } from './known-files.ts';
import { UsageError } from './usage-error.ts';

/** Pictures beside a clip that are compared with the hashes it names. */
const COMPARED_FILES = 200;

/** An asset that a workflow names by content. */
interface NamedAsset {
  readonly node: string;
  readonly param: string;
  readonly sha256: string;
}

export interface AssetSearch {
  /** Nodes that the run needs. */
  readonly nodes: ReadonlySet<string>;
  /** Files that are bound already. */
  readonly bound: readonly LocalFile[];
  readonly known: KnownFiles;
  /** Path of the workflow or clip; pictures in its folder are looked at. */
  readonly beside: string;
  /** True when the browser profile may hold the file although this machine no longer has it. */
  readonly mayBeStored: boolean;
}

/**
 * Local files for the assets that a workflow names by hash: where this device read them before, else beside the
 * workflow.
 * @throws {UsageError} naming the parameter to set, for an asset that is nowhere
 */
export async function findAssets(graph: WorkflowGraph, search: AssetSearch): Promise<LocalFile[]> {
  const found: LocalFile[] = [];
  for (const { node, param, sha256 } of namedAssets(graph, search.nodes)) {
    if ([...search.bound, ...found].some((file) => file.sha256 === sha256)) continue;
    const file = (await search.known.find(sha256)) ?? (await findBeside(search.beside, sha256));
    if (file) found.push(file);
    else if (!search.mayBeStored) {
      throw new UsageError(
        `The file of ${node}.${param} is not known on this device (SHA-256 ${sha256.slice(0, 12)}…).`,
        `Name it with --set ${node}.${param}=PATH, or put it beside ${search.beside}.`,
      );
    }
  }
  return found;
}

function namedAssets(graph: WorkflowGraph, nodes: ReadonlySet<string>): NamedAsset[] {
  return [...graph.nodes.values()]
    .filter((node) => nodes.has(node.id))
    .flatMap((node) =>
      Object.entries(node.declaration?.params ?? {}).flatMap(([param, spec]) => {
        const sha256 = /^asset:([0-9a-f]{64})$/.exec(String(node.params[param] ?? ''))?.[1];
        return spec.kind === 'asset' && sha256 ? [{ node: node.id, param, sha256 }] : [];
      }),
    );
}

async function findBeside(workflow: string, sha256: string): Promise<LocalFile | undefined> {
  const folder = dirname(workflow);
  const names = await readdir(folder).catch(() => []);
  const pictures = names.filter((name) => PICTURE_EXTENSIONS.has(extname(name).slice(1).toLowerCase()));
  for (const name of pictures.sort().slice(0, COMPARED_FILES)) {
    const path = join(folder, name);
    const facts = await stat(path).catch(() => undefined);
    if (!facts?.isFile() || facts.size > ASSET_LIMIT_BYTES) continue;
    const bytes = await readFile(path).catch(() => undefined);
    if (bytes && createHash('sha256').update(bytes).digest('hex') === sha256) return inspectFile(path);
  }
  return undefined;
}
