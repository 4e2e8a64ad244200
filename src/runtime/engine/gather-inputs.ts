import { KineographError } from '../../values/errors.ts';
import { slotOf } from '../input-slots.ts';
import type { ElementSource } from '../list-elements.ts';
import { inputKey, isInputKey, type Recipe, withInputs } from '../recipe.ts';
import type { GraphNode } from '../workflow-graph.ts';
import type { CancelSignal } from './cancellation.ts';
import type { NodeOutcome, PortContent, PortContents } from './computation.ts';

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

/** What enters one piece of work. */
export class GatheredInputs {
  readonly inputs: PortContents;
  /** Tells which parts of a list are missing. */
  readonly notices: readonly string[];
  readonly #parts: readonly GatheredPart[];

  /** @param parts each in its slot */
  constructor(parts: readonly GatheredPart[], notices: readonly string[]) {
    const inputs: Record<string, PortContent> = {};
    for (const { source, content } of parts) if (content) inputs[source.slot] = content;
    this.inputs = inputs;
    this.notices = notices;
    this.#parts = parts;
  }

  producerOf(slot: string): ElementSource | undefined {
    return this.#parts.find(({ source }) => source.slot === slot)?.source;
  }

  /** The planned recipe, unless parts of a list are missing somewhere above. */
  recipe(planned: Recipe): Recipe {
    return this.#isAsPlanned(planned.ingredients.inputs) ? planned : withInputs(planned, this.#keys());
  }

  #isAsPlanned(planned: Readonly<Record<string, string>>): boolean {
    let slots = 0;
    for (const _slot in planned) slots += 1;
    if (slots !== this.#parts.length) return false;
    for (const { source, key } of this.#parts) {
      if (!isInputKey(planned[source.slot], key, source.outputPort)) return false;
    }
    return true;
  }

  #keys(): Readonly<Record<string, string>> {
    const keys: Record<string, string> = {};
    for (const { source, key } of this.#parts) keys[source.slot] = inputKey(key, source.outputPort);
    return keys;
  }
}

type Obtain = (source: ElementSource) => Promise<ObtainedOutcome>;

const NO_NOTICES: readonly string[] = [];

interface GatheredPart {
  readonly source: ElementSource;
  /** Absent at an optional input when its source gave nothing there. */
  readonly content: PortContent | undefined;
  /** Under which the source was really made. */
  readonly key: string;
}

/** A part of a gathered list that failed. */
interface MissingPart {
  readonly source: ElementSource;
  readonly missing: UpstreamError;
}

type ReadPart = GatheredPart | MissingPart;

/**
 * Waits for everything that enters a node. Where it gathers a list, parts that failed are left out as long as one is
 * there: the recipe is then that of the shorter list, so that no partial result is ever taken for a whole one. Rejects
 * with an {@link UpstreamError} as soon as something that it needs failed.
 */
export function gatherInputs(
  node: GraphNode,
  sources: readonly ElementSource[],
  obtain: Obtain,
  signal: CancelSignal,
): Promise<GatheredInputs> {
  return new Promise((resolve, reject) => {
    const gathering = new Gathering(node, sources, signal, resolve, reject);
    for (let index = 0; index < sources.length; index++) {
      const source = sources[index] as ElementSource;
      obtain(source).then(
        (outcome) => gathering.take(index, source, outcome),
        (cause: unknown) => gathering.fail(index, source, cause),
      );
    }
  });
}

/** Counts what has come. A listener per source costs a fraction of a function that waits for it. */
class Gathering {
  readonly #node: GraphNode;
  readonly #signal: CancelSignal;
  readonly #parts: ReadPart[];
  readonly #resolve: (gathered: GatheredInputs) => void;
  readonly #reject: (error: unknown) => void;
  #waiting: number;

  constructor(
    node: GraphNode,
    sources: readonly ElementSource[],
    signal: CancelSignal,
    resolve: (gathered: GatheredInputs) => void,
    reject: (error: unknown) => void,
  ) {
    this.#node = node;
    this.#signal = signal;
    this.#parts = new Array(sources.length);
    this.#waiting = sources.length;
    this.#resolve = resolve;
    this.#reject = reject;
    if (this.#waiting === 0) this.#end();
  }

  take(index: number, source: ElementSource, outcome: ObtainedOutcome): void {
    const spec = this.#node.declaration?.inputs[source.port];
    const content = outcome.outputs[source.outputPort];
    if (!content && !spec?.optional) {
      this.#reject(new UpstreamError(`"${source.node}" gave no ${source.outputPort}.`));
      return;
    }
    const part: GatheredPart = { source, content, key: outcome.key };
    // A list counts once its parts are whole: a clip that breaks off later would void what was made of it.
    if (!spec?.gather || !outcome.growing) this.#place(index, part);
    else
      outcome.growing.then(
        () => this.#place(index, part),
        (cause: unknown) => this.fail(index, source, cause),
      );
  }

  fail(index: number, source: ElementSource, cause: unknown): void {
    if (this.#signal.aborted) {
      this.#reject(cause);
      return;
    }
    const missing = new UpstreamError(`"${source.node}" before it failed.`, { cause });
    if (this.#node.declaration?.inputs[source.port]?.gather) this.#place(index, { source, missing });
    else this.#reject(missing);
  }

  #place(index: number, part: ReadPart): void {
    this.#parts[index] = part;
    this.#waiting -= 1;
    if (this.#waiting === 0) this.#end();
  }

  #end(): void {
    try {
      this.#resolve(putTogether(this.#node, this.#parts));
    } catch (error) {
      this.#reject(error);
    }
  }
}

function putTogether(node: GraphNode, parts: readonly ReadPart[]): GatheredInputs {
  return isPlain(node, parts) ? new GatheredInputs(parts, NO_NOTICES) : gatherLists(node, parts);
}

/** Are there only single values, of which none is missing here? So it is nearly everywhere. */
function isPlain(node: GraphNode, parts: readonly ReadPart[]): parts is readonly GatheredPart[] {
  for (const { source } of parts) if (node.declaration?.inputs[source.port]?.gather) return false;
  return true;
}

function isMissing(part: ReadPart): part is MissingPart {
  return 'missing' in part;
}

function gatherLists(node: GraphNode, parts: readonly ReadPart[]): GatheredInputs {
  const present: GatheredPart[] = [];
  const notices: string[] = [];
  const gaps = findGaps(node, parts);
  for (const port of node.inputs.keys()) {
    const own = parts.filter(({ source }) => source.port === port);
    const isList = node.declaration?.inputs[port]?.gather === true;
    const isGap = ({ source }: GatheredPart) => isList && gaps.get(own.length)?.has(source.element ?? 0);
    const there = own.flatMap((part) => (isMissing(part) || isGap(part) ? [] : [part]));
    const missing = own.filter(isMissing);
    if (there.length === 0 && own.length > 0) {
      throw missing[0]?.missing ?? new UpstreamError('No element is there in all the lists that it takes.');
    }
    if (missing.length > 0) notices.push(tellMissing(node, port, missing, own.length));
    for (const [index, part] of there.entries()) {
      const slot = slotOf(port, isList ? index : undefined);
      present.push({ ...part, source: { ...part.source, slot } });
    }
  }
  return new GatheredInputs(present, notices);
}

/**
 * Places that are missing in one of several gathered lists of the same length: they are left out of all, so that what
 * stands at the same place still belongs together.
 * @returns length of the lists -> places
 */
function findGaps(node: GraphNode, parts: readonly ReadPart[]): ReadonlyMap<number, ReadonlySet<number>> {
  const gaps = new Map<number, Set<number>>();
  for (const { source } of parts.filter(isMissing)) {
    if (node.declaration?.inputs[source.port]?.gather !== true) continue;
    const length = parts.filter((part) => part.source.port === source.port).length;
    gaps.set(length, (gaps.get(length) ?? new Set()).add(source.element ?? 0));
  }
  return gaps;
}

function tellMissing(node: GraphNode, port: string, missing: readonly MissingPart[], of: number): string {
  const label = node.declaration?.inputs[port]?.label ?? port;
  const names = missing.map(({ source }) => (source.element ?? 0) + 1).join(', ');
  return `${label}: ${missing.length} of ${of} are missing because they failed (${names}).`;
}
