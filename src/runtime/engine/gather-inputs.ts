import { KineographError } from '../../values/errors.ts';
import { slotOf } from '../input-slots.ts';
import type { ElementSource } from '../list-elements.ts';
import { inputKey, type Recipe } from '../recipe.ts';
import type { GraphNode } from '../workflow-graph.ts';
import type { CancelSignal } from './cancellation.ts';
import type { NodeOutcome, PortContent } from './computation.ts';
import type { NodeElement } from './run-scope.ts';

/** Something upstream failed, so this node was not run. */
export class UpstreamError extends KineographError {
  constructor(because: string, options?: ErrorOptions) {
    super('upstream', because, 'Mend that node first.', options);
  }
}

/** An outcome with the key under which it was really made. */
export interface ObtainedOutcome extends NodeOutcome {
  readonly key: string;
}

/** What enters one piece of work, by slot. */
export interface GatheredInputs {
  readonly inputs: ReadonlyMap<string, PortContent>;
  /** Keys of what enters: those of the plan, unless parts of a list are missing somewhere above. */
  readonly keys: Readonly<Record<string, string>>;
  readonly producers: ReadonlyMap<string, NodeElement>;
  /** Tells which parts of a list are missing. */
  readonly notices: readonly string[];
  isAsPlanned(recipe: Recipe): boolean;
}

type Obtain = (source: NodeElement) => Promise<ObtainedOutcome>;

interface GatheredPart {
  readonly source: ElementSource;
  readonly content?: PortContent;
  readonly key?: string;
  /** The part of a gathered list that failed. */
  readonly missing?: UpstreamError;
}

/**
 * Waits for everything that enters a node. Where it gathers a list, parts that failed are left out as long as one is
 * there: the recipe is then that of the shorter list, so that no partial result is ever taken for a whole one.
 * @throws {UpstreamError} when something that it needs failed
 */
export async function gatherInputs(
  node: GraphNode,
  sources: readonly ElementSource[],
  obtain: Obtain,
  signal: CancelSignal,
): Promise<GatheredInputs> {
  const parts = await Promise.all(sources.map((source) => readPart(node, source, obtain, signal)));
  // Of single values, which are nearly all there is, none is missing here.
  const isPlain = sources.every(({ port }) => node.declaration?.inputs[port]?.gather !== true);
  return isPlain ? putTogether(parts, []) : gatherLists(node, parts);
}

function gatherLists(node: GraphNode, parts: readonly GatheredPart[]): GatheredInputs {
  const present: GatheredPart[] = [];
  const notices: string[] = [];
  const gaps = findGaps(node, parts);
  for (const port of node.inputs.keys()) {
    const own = parts.filter(({ source }) => source.port === port);
    const isList = node.declaration?.inputs[port]?.gather === true;
    const isGap = ({ source }: GatheredPart) => isList && gaps.get(own.length)?.has(source.element ?? 0);
    const there = own.filter((part) => !part.missing && !isGap(part));
    const missing = own.flatMap((part) => (part.missing ? [part] : []));
    if (there.length === 0 && own.length > 0) {
      throw missing[0]?.missing ?? new UpstreamError('No element is there in all the lists that it takes.');
    }
    if (missing.length > 0) notices.push(tellMissing(node, port, missing, own.length));
    for (const [index, part] of there.entries()) {
      const slot = slotOf(port, isList ? index : undefined);
      present.push({ ...part, source: { ...part.source, slot } });
    }
  }
  return putTogether(present, notices);
}

/** @param parts each in its slot */
function putTogether(parts: readonly GatheredPart[], notices: readonly string[]): GatheredInputs {
  const inputs = new Map<string, PortContent>();
  const keys: Record<string, string> = {};
  const producers = new Map<string, NodeElement>();
  for (const { source, content, key } of parts) {
    if (key !== undefined) keys[source.slot] = inputKey(key, source.outputPort);
    if (content) inputs.set(source.slot, content);
    producers.set(source.slot, source);
  }
  return {
    inputs,
    keys,
    producers,
    notices,
    isAsPlanned: (recipe) => isSame(recipe.ingredients.inputs, keys),
  };
}

/**
 * Places that are missing in one of several gathered lists of the same length: they are left out of all, so that what
 * stands at the same place still belongs together.
 * @returns length of the lists -> places
 */
function findGaps(node: GraphNode, parts: readonly GatheredPart[]): ReadonlyMap<number, ReadonlySet<number>> {
  const gaps = new Map<number, Set<number>>();
  for (const { source, missing } of parts) {
    if (!missing || node.declaration?.inputs[source.port]?.gather !== true) continue;
    const length = parts.filter((part) => part.source.port === source.port).length;
    gaps.set(length, (gaps.get(length) ?? new Set()).add(source.element ?? 0));
  }
  return gaps;
}

async function readPart(
  node: GraphNode,
  source: ElementSource,
  obtain: Obtain,
  signal: CancelSignal,
): Promise<GatheredPart> {
  const spec = node.declaration?.inputs[source.port];
  const element: NodeElement =
    source.element === undefined ? { node: source.node } : { node: source.node, element: source.element };
  let outcome: ObtainedOutcome;
  try {
    outcome = await obtain(element);
    // A list counts once its parts are whole: a clip that breaks off later would void what was made of it.
    if (spec?.gather) await outcome.growing;
  } catch (cause) {
    if (signal.aborted) throw cause;
    const missing = new UpstreamError(`"${source.node}" before it failed.`, { cause });
    if (!spec?.gather) throw missing;
    return { source, missing };
  }
  const content = outcome.outputs.get(source.outputPort);
  if (!content && !spec?.optional) throw new UpstreamError(`"${source.node}" gave no ${source.outputPort}.`);
  return { source, key: outcome.key, ...(content ? { content } : {}) };
}

function tellMissing(node: GraphNode, port: string, missing: readonly GatheredPart[], of: number): string {
  const label = node.declaration?.inputs[port]?.label ?? port;
  const names = missing.map(({ source }) => (source.element ?? 0) + 1).join(', ');
  return `${label}: ${missing.length} of ${of} are missing because they failed (${names}).`;
}

function isSame(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  for (const name in a) if (a[name] !== b[name]) return false;
  for (const name in b) if (!Object.hasOwn(a, name)) return false;
  return true;
}
