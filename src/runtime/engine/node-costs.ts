import type { ValueType } from '../../values/value.ts';
import type { ResultRecord, WorkSample } from '../cache/cache-store.ts';
import type { NodeDeclaration } from '../node.ts';
import type { ParamValue } from '../params.ts';
import { MachinePace } from './machine-pace.ts';
import { type Exponent, PowerLaw } from './power-law.ts';

/** Values whose bytes are pixels, frames or samples: work on them is in proportion, until runs show otherwise. */
const BULKY: ReadonlySet<ValueType | 'Any'> = new Set<ValueType | 'Any'>([
  'Image',
  'Mask',
  'Depth',
  'Regions',
  'Flow',
  'Motion',
  'Clip',
  'Audio',
  'Any',
]);
const IN_PROPORTION: Exponent = { believed: 1, firmness: 0.1 };
/** Most parameters cost nothing; those that do (seconds, steps, sizes) show it soon. */
const WITHOUT_EFFECT: Exponent = { believed: 0, firmness: 0.03 };
/** Values with a length in time. */
const TIMED: ReadonlySet<ValueType | 'Any'> = new Set<ValueType | 'Any'>(['Motion', 'Clip', 'Audio']);
/** Units of parameters that say how long, or how many in a second. */
const TIME_UNITS: ReadonlySet<string | undefined> = new Set(['s', 'fps']);
/** What loading a model takes on a laptop without a GPU, ms, until it has been measured. */
const MODEL_START_MS = 400;
/** The same for a node's code, with its share of starting workers. */
const CODE_START_MS = 120;
/**
 * A worker that never did such work is slower: nothing is compiled and no memory is there. How much so is learned by
 * comparing; until then work is believed to take so many times as long. Of a clip only the first frames are slow.
 */
const FIRST_TIME_FACTOR = 1.5;
const FIRST_TIME_FACTOR_FRAMEWISE = 1.3;
/** Soon learned: one first and one later run tell. */
const FIRST_TIME_FIRMNESS = 0.03;
/** Whether it was the first time, as a size (see `PowerLaw`): logarithms. */
const FIRST_TIME = 1;
const NOT_FIRST = 0;

/** What a node's work depends on, in the terms of its declaration. */
export interface WorkFacts {
  /** Bytes that enter at a port; undefined when nothing does or nobody knows. */
  readonly bytesAt: (port: string) => number | undefined;
  readonly params: Readonly<Record<string, ParamValue>>;
}

interface TypeCosts {
  readonly ports: readonly string[];
  readonly numbers: readonly string[];
  readonly choices: readonly string[];
  /** Its last exponent is that of the first time. */
  readonly ms: PowerLaw;
  /** What the first time is believed to take more, before anything ran. */
  readonly firstTimeFactor: number;
  /** Bytes by output port. */
  readonly bytes: ReadonlyMap<string, PowerLaw>;
  /** What starting is believed to take, on the machine of the declarations. */
  readonly believedStartMs: number;
  /** What it took here. */
  startMs: number | undefined;
}

/**
 * What nodes cost on this machine, learned per type from what enters and from parameters. Loading models and code is
 * kept apart: a worker does that once.
 */
export class NodeCosts {
  readonly #types = new Map<string, TypeCosts>();
  readonly #pace: MachinePace;

  /** @param pace how this machine compares, for types that never ran on it */
  constructor(pace = new MachinePace()) {
    this.#pace = pace;
  }

  /** What the work depends on, with known sizes only. */
  describe(declaration: NodeDeclaration, { bytesAt, params }: WorkFacts): Pick<WorkSample, 'sizes' | 'kind'> {
    const costs = this.#costsOf(declaration);
    const { ports, numbers } = costs;
    const sizes: Record<string, number> = {};
    for (const port of ports) {
      const bytes = bytesAt(port);
      if (bytes) sizes[port] = bytes;
    }
    for (const name of numbers) {
      const value = params[name];
      if (typeof value === 'number' && value > 0) sizes[`=${name}`] = value;
    }
    return { sizes, kind: kindOf(costs, params) };
  }

  /** @param ms without what the worker's start took */
  learn(
    declaration: NodeDeclaration,
    sample: WorkSample,
    ms: number,
    outputBytes: Readonly<Record<string, number>>,
  ): void {
    const costs = this.#costsOf(declaration);
    const sizes = vectorOf(costs, sample.sizes);
    if (costs.ms.isEmpty) {
      const believedMs = believed(declaration, costs, !sample.isFirst);
      this.#pace.learn(believedMs, sample.isFirst ? ms + sample.startMs : ms);
    }
    costs.ms.learn([...sizes, sample.isFirst ? FIRST_TIME : NOT_FIRST], ms, sample.kind);
    for (const port in outputBytes) {
      costs.bytes.get(port)?.learn(sizes, outputBytes[port] ?? 0, sample.kind);
    }
    // Later it takes a moment to see that all is loaded: that says nothing of loading.
    if (sample.isFirst) costs.startMs = sample.startMs;
  }

  /** Expected ms of work. @param isWarm whether a worker has done such work before, with code and models loaded */
  estimate(declaration: NodeDeclaration, facts: WorkFacts, isWarm: boolean): number {
    const costs = this.#costsOf(declaration);
    const sizes = [...factsVector(costs, facts), isWarm ? NOT_FIRST : FIRST_TIME];
    const ms = costs.ms.predict(sizes, kindOf(costs, facts.params));
    if (ms === undefined) return believed(declaration, costs, isWarm) * this.#pace.factor;
    return isWarm ? ms : ms + (costs.startMs ?? costs.believedStartMs * this.#pace.factor);
  }

  /** Expected bytes of an output; undefined before the type has run. */
  expectedBytes(declaration: NodeDeclaration, facts: WorkFacts, port: string): number | undefined {
    const costs = this.#costsOf(declaration);
    return costs.bytes.get(port)?.predict(factsVector(costs, facts), kindOf(costs, facts.params));
  }

  #costsOf(declaration: NodeDeclaration): TypeCosts {
    let costs = this.#types.get(declaration.type);
    if (!costs) {
      costs = newCosts(declaration);
      this.#types.set(declaration.type, costs);
    }
    return costs;
  }
}

/** What the declaration alone says, ms. */
function believed({ typicalMs }: NodeDeclaration, costs: TypeCosts, isWarm: boolean): number {
  return isWarm ? typicalMs : typicalMs * costs.firstTimeFactor + costs.believedStartMs;
}

/** Bytes of a result by port; a clip's are those of its frames. */
export function outputBytesOf({
  kind,
  outputs,
  parts,
}: Pick<ResultRecord, 'kind' | 'outputs' | 'parts'>): Readonly<Record<string, number>> {
  const bytes: Record<string, number> = {};
  for (const port in outputs) {
    const own = parts[outputs[port] ?? ''] ?? 0;
    bytes[port] = kind === 'clip' ? sum(Object.values(parts)) - own : own;
  }
  return bytes;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function newCosts({ inputs, outputs, params, framewise, models = [] }: NodeDeclaration): TypeCosts {
  const ports = Object.keys(inputs).filter((port) => BULKY.has(inputs[port]?.type ?? 'Any'));
  const named = (...kinds: readonly string[]) =>
    Object.keys(params).filter((name) => kinds.includes(params[name]?.kind ?? ''));
  const numbers = named('number');
  const entering = ports.map((port) => ({ ...IN_PROPORTION, believed: proportionOf(port, ports, inputs) }));
  const beliefs = [...entering, ...numbers.map(() => WITHOUT_EFFECT)];
  // Nothing that enters tells the length of what such a node makes: its parameters do.
  const setsLength = !Object.values(inputs).some(({ type }) => TIMED.has(type));
  const tellsLength = (name: string) => {
    const spec = params[name];
    return setsLength && spec?.kind === 'number' && TIME_UNITS.has(spec.unit);
  };
  const lengths = numbers.map((name) => (tellsLength(name) ? IN_PROPORTION : WITHOUT_EFFECT));
  const bytesOf = (port: string) =>
    new PowerLaw(TIMED.has(outputs[port]?.type ?? 'Number') ? [...entering, ...lengths] : beliefs);
  const firstTimeFactor = framewise ? FIRST_TIME_FACTOR_FRAMEWISE : FIRST_TIME_FACTOR;
  const firstTime = { believed: Math.log(firstTimeFactor), firmness: FIRST_TIME_FIRMNESS };
  return {
    ports,
    numbers,
    choices: named('choice', 'boolean'),
    ms: new PowerLaw([...beliefs, firstTime]),
    firstTimeFactor,
    bytes: new Map(Object.keys(outputs).map((port) => [port, bytesOf(port)])),
    believedStartMs: CODE_START_MS + models.length * MODEL_START_MS,
    startMs: undefined,
  };
}

/**
 * The exponent that is believed of a port. Pictures that enter together belong to one photo and grow together, and so
 * do motions and clips: work is in proportion to the size that those share, not to the product of all of them. What
 * must enter stands for what may.
 */
function proportionOf(port: string, ports: readonly string[], inputs: NodeDeclaration['inputs']): number {
  const isTimed = (name: string) => TIMED.has(inputs[name]?.type ?? 'Any');
  const alike = ports.filter((other) => isTimed(other) === isTimed(port));
  const needed = alike.filter((other) => inputs[other]?.optional !== true);
  const telling = needed.length > 0 ? needed : alike;
  return telling.includes(port) ? 1 / telling.length : 0;
}

function kindOf({ choices }: TypeCosts, params: WorkFacts['params']): string {
  return choices.map((name) => params[name]).join(' ');
}

function factsVector({ ports, numbers }: TypeCosts, { bytesAt, params }: WorkFacts): number[] {
  const known = (size: unknown) => (typeof size === 'number' && size > 0 ? Math.log(size) : Number.NaN);
  return [...ports.map((port) => known(bytesAt(port))), ...numbers.map((name) => known(params[name]))];
}

function vectorOf({ ports, numbers }: TypeCosts, sizes: WorkSample['sizes']): number[] {
  const known = (name: string) => {
    const size = sizes[name];
    return size === undefined ? Number.NaN : Math.log(size);
  };
  return [...ports.map(known), ...numbers.map((name) => known(`=${name}`))];
}
