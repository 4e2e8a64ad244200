import type { ClipFacts, ClipReader, FrameRange } from '../values/clip.ts';
import type { Value, ValueOf, ValueType } from '../values/value.ts';
import type { ParamSpecs, ParamsOf } from './params.ts';

/**
 * The node contract: what a node declares (imported everywhere), and what it does (loaded only where it runs).
 */

/** Which kind of worker runs a node. `gpu` owns model sessions and the GPU device. */
export type Lane = 'gpu' | 'cpu' | 'codec';

/**
 * What a result depends on. `pure`: inputs and parameters; `seeded`: the same plus a seed parameter;
 * `external`: something outside, named by a fingerprint; `volatile`: never cached.
 */
export type Purity = 'pure' | 'seeded' | 'external' | 'volatile';

/** Type of an input port; `Any` takes every value. */
export type PortType = ValueType | 'Any';

export interface InputSpec<T extends PortType = PortType> {
  readonly type: T;
  readonly label: string;
  readonly optional?: boolean;
  /** Takes a whole list as an array, even of a single value; without it a node fed by a list runs per element. */
  readonly gather?: true;
}

export interface OutputSpec<T extends ValueType = ValueType> {
  readonly type: T;
  readonly label: string;
}

export type NodeCategory =
  | 'input'
  | 'face'
  | 'picture'
  | 'motion'
  | 'render'
  | 'clip'
  | 'output'
  /** Instances of a document's own subgraphs. */
  | 'subgraph';

export interface NodeSpec {
  /** Kebab-case, without version: `detect-faces`. */
  readonly type: string;
  /** Version of the declaration: parameters and ports. Documents name `type@version`. */
  readonly version: number;
  /** Version of what `run` computes; part of every key. Raise it when results change. */
  readonly implementation: number;
  readonly title: string;
  /** One sentence: what goes in, what comes out, why one wants it. */
  readonly summary: string;
  readonly category: NodeCategory;
  /** Further words that find the node in the palette. */
  readonly keywords: readonly string[];
  /** Advice from the craft, shown in the help panel. */
  readonly tips?: readonly string[];
  readonly lane: Lane;
  readonly purity: Purity;
  /** Ids of the models it uses (`models/manifest.json`); their hashes enter the key. */
  readonly models?: readonly string[];
  readonly inputs: Readonly<Record<string, InputSpec>>;
  readonly outputs: Readonly<Record<string, OutputSpec>>;
  readonly params: ParamSpecs;
  /**
   * The node gives a list: it runs once per element, as many times as this number parameter says or as the list at
   * this port is long, each time with its own key, result, state and error. The element's index is part of its key;
   * the parameter is not, so that more elements leave the first ones as they are.
   */
  readonly elements?: { readonly param: string } | { readonly port: string };
  /** Milliseconds it takes on a laptop without a GPU, until a run has been measured. */
  readonly typicalMs: number;
  /**
   * True for parameters with which the node draws on a real GPU where there is one: its result then differs in bits,
   * though not to the eye, so that it is part of the key.
   */
  readonly drawsOnGpu?: (params: Readonly<Record<string, unknown>>) => boolean;
  /** Set on a node whose one output is a `Clip` made frame by frame (see {@link FrameNodeRun}). */
  readonly framewise?: boolean;
  /**
   * Framewise nodes: which frames of the clip at `port` `render` reads for a range of the output. A range is rendered
   * as soon as these are there; without this, only when the whole input clip is.
   */
  readonly needs?: (
    range: FrameRange,
    clips: { readonly port: string; readonly input: ClipFacts; readonly output: ClipFacts },
  ) => readonly FrameRange[];
  /** Upgrades of parameters from older versions: `migrations[n]` turns version n into n + 1. */
  readonly migrations?: Readonly<
    Record<number, (params: Record<string, unknown>) => Record<string, unknown>>
  >;
}

/** A node as the registry knows it. */
export interface NodeDeclaration extends NodeSpec {
  /** Loads the node's code; call it only where nodes run. */
  readonly load: () => Promise<NodeModule>;
}

/** What `<node>.run.ts` exports: `run`, or `prepare` and `render` for framewise nodes. */
export type NodeModule =
  | { readonly run: (context: RunContext, inputs: never, params: never) => Promise<Record<string, Value>> }
  | FrameModule;

export interface FrameModule {
  readonly prepare: (context: RunContext, inputs: never, params: never) => Promise<PreparedClip<unknown>>;
  readonly render: (
    context: RunContext,
    prepared: never,
    range: FrameRange,
    inputs: never,
  ) => Promise<RenderedFrames>;
}

/** Bytes of one asset. */
export interface Asset {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** A place in a list. */
export interface ListElement {
  readonly index: number;
  readonly count: number;
}

/** What a node may use besides its inputs and parameters. */
export interface RunContext {
  /** Aborted on cancel or deadline; long loops must check it about every 20 ms. */
  readonly signal: AbortSignal;
  /** @param fraction 0..1 of this node's work @param note what is happening, in words */
  progress(fraction: number, note?: string): void;
  /** A remark for the user about the result ("enlarged 1.4×"); shown on the node, kept with the result. */
  notice(message: string): void;
  /**
   * Shows what the result looks like so far. Looks that follow each other too quickly are dropped; none is stored.
   * Absent where nobody can watch.
   */
  preview?(value: Value): void;
  /**
   * Which element of its list a node with `elements` makes: `index` is 0..`count` - 1. The result may depend on the
   * index, never on the count. All other nodes make element 0 of 1, also where a list runs through them.
   */
  readonly element: ListElement;
  /** @throws {StorageError} `asset-missing` */
  readAsset(reference: string): Promise<Asset>;
  /** Verified bytes of a model file. @throws {ModelError} */
  readModel(id: string): Promise<Uint8Array>;
  /** Time until this settles is the worker's start (loading a model), not the node's work: estimates keep it apart. */
  settingUp?<T>(work: Promise<T>): Promise<T>;
  /** True on a real GPU whose adapter is not a software fallback. */
  readonly hasGpu: boolean;
  /** Threads that this worker may use besides its own (WASM thread pools). */
  readonly threads: number;
}

/** What `prepare` returns: the clip's facts, and the state that every `render` needs (structured-cloneable). */
export interface PreparedClip<S> {
  readonly facts: ClipFacts;
  readonly state: S;
  /** Name of an input port whose clip is the output unchanged: nothing is rendered. */
  readonly passThrough?: string;
}

/** Frames of the asked range, RGBA, `(end - start) * width * height * 4` bytes. */
export interface RenderedFrames {
  readonly data: Uint8ClampedArray;
}

/** An input as `run` receives it: the value, or a reader for clips. */
export type InputValue<T extends PortType> = T extends 'Any'
  ? Value
  : T extends 'Clip'
    ? ClipReader
    : ValueOf<Exclude<T, 'Any'>>;

type ReceivedValue<I extends InputSpec> = I extends { gather: true }
  ? readonly InputValue<I['type']>[]
  : InputValue<I['type']>;

type OptionalKeys<I extends NodeSpec['inputs']> = {
  [K in keyof I]: I[K] extends { optional: true } ? K : never;
}[keyof I];

/** Inputs of a node as its run receives them. */
export type InputsOf<S extends NodeSpec> = {
  readonly [K in Exclude<keyof S['inputs'], OptionalKeys<S['inputs']>>]: ReceivedValue<S['inputs'][K]>;
} & {
  readonly [K in OptionalKeys<S['inputs']>]?: ReceivedValue<S['inputs'][K]>;
};

export type OutputsOf<S extends NodeSpec> = {
  readonly [K in keyof S['outputs']]: ValueOf<S['outputs'][K]['type']>;
};

/** Signature of an ordinary node's `run`. */
export type NodeRun<S extends NodeSpec> = (
  context: RunContext,
  inputs: InputsOf<S>,
  params: ParamsOf<S['params']>,
) => Promise<OutputsOf<S>>;

/**
 * A framewise node: `prepare` runs once, `render` for ranges of frames, on several workers at once.
 * Every range is cached by itself, so that a consumer starts early and a broken run resumes in the middle.
 * `render` must not depend on earlier calls; it may read any range of its input clips.
 */
export interface FrameNodeRun<S extends NodeSpec, State> {
  readonly prepare: (
    context: RunContext,
    inputs: InputsOf<S>,
    params: ParamsOf<S['params']>,
  ) => Promise<PreparedClip<State>>;
  readonly render: (
    context: RunContext,
    prepared: { readonly facts: ClipFacts; readonly state: State },
    range: FrameRange,
    inputs: InputsOf<S>,
  ) => Promise<RenderedFrames>;
}

/** Binds a declaration to its code. */
export function defineNode<const S extends NodeSpec>(
  spec: S,
  load: () => Promise<unknown>,
): S & NodeDeclaration {
  return { ...spec, load: load as () => Promise<NodeModule> };
}

export type { ParamsOf };
