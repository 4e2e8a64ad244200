import type { NodeDeclaration, NodeSpec } from '../../runtime/node.ts';
import type { ParamSpec } from '../../runtime/params.ts';
import { catalogue } from './catalogue.ts';

/** Label and, where the node has one, help of an option. */
type OptionText<O> = O extends { readonly help: string }
  ? readonly [label: string, help: string]
  : readonly [label: string];

type OptionTexts<O extends { readonly value: string }> = {
  readonly [V in O['value']]: OptionText<Extract<O, { readonly value: V }>>;
};

type ParamText<P> = P extends { readonly options: readonly (infer O extends { readonly value: string })[] }
  ? readonly [label: string, help: string, options: OptionTexts<O>]
  : readonly [label: string, help: string];

/** As many tips as the node has. */
type TipTexts<T> = T extends readonly string[] ? { readonly [K in keyof T]: string } : readonly [];

/** All texts of a node in another language. */
export interface NodeTexts<S extends NodeSpec> {
  readonly title: string;
  readonly summary: string;
  /** Further words that find the node, separated by spaces; the English ones find it too. */
  readonly keywords: string;
  readonly tips: TipTexts<S['tips']>;
  readonly inputs: { readonly [P in keyof S['inputs']]: string };
  readonly outputs: { readonly [P in keyof S['outputs']]: string };
  readonly params: { readonly [P in keyof S['params']]: ParamText<S['params'][P]> };
}

/** The texts of a declaration by the names of {@link NodeTexts}; lists by their indices. */
type NodeTextTree = {
  readonly title: string;
  readonly summary: string;
  readonly keywords: string;
  readonly tips: Readonly<Record<string, string>>;
  readonly inputs: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
  readonly params: Readonly<Record<string, ParamTextTree>>;
};

type ParamTextTree = {
  readonly 0: string;
  readonly 1: string;
  readonly 2: Readonly<Record<string, { readonly 0: string; readonly 1: string }>>;
};

/** Name of the catalogue with the texts of a node type. */
export function nodeCatalogue(type: string): string {
  return `node ${type}`;
}

/** The declaration with its texts in the language of the moment. Everything else is as declared. */
export function spokenDeclaration(declaration: NodeDeclaration): NodeDeclaration {
  const texts: NodeTextTree = catalogue(nodeCatalogue(declaration.type), textsOf(declaration));
  const { title: englishTitle, keywords, tips = [] } = declaration;
  return {
    ...declaration,
    get title() {
      return texts.title;
    },
    get summary() {
      return texts.summary;
    },
    get keywords() {
      const own = texts.keywords.split(' ').filter((word) => word !== '');
      return texts.title === englishTitle ? keywords : [...own, ...keywords, englishTitle];
    },
    get tips() {
      return tips.map((tip, index) => texts.tips[index] ?? tip);
    },
    inputs: mapEntries(declaration.inputs, (spec, port) => ({
      ...spec,
      get label() {
        return texts.inputs[port] ?? spec.label;
      },
    })),
    outputs: mapEntries(declaration.outputs, (spec, port) => ({
      ...spec,
      get label() {
        return texts.outputs[port] ?? spec.label;
      },
    })),
    params: mapEntries(declaration.params, (spec, name) => spokenParam(spec, texts.params[name])),
  };
}

function spokenParam(spec: ParamSpec, texts: ParamTextTree | undefined): ParamSpec {
  const words = {
    get label() {
      return texts?.[0] ?? spec.label;
    },
    get help() {
      return texts?.[1] ?? spec.help;
    },
  };
  if (spec.kind !== 'choice') return withGetters(spec, words);
  const options = spec.options.map((option) =>
    withGetters(option, {
      get label() {
        return texts?.[2][option.value]?.[0] ?? option.label;
      },
      get help() {
        return option.help === undefined ? undefined : (texts?.[2][option.value]?.[1] ?? option.help);
      },
    }),
  );
  return withGetters({ ...spec, options }, words);
}

/** A copy that keeps getters, which spreading would read once and forget. */
function withGetters<T extends object>(plain: T, getters: object): T {
  return Object.defineProperties({ ...plain }, Object.getOwnPropertyDescriptors(getters)) as T;
}

function textsOf({ title, summary, tips = [], inputs, outputs, params }: NodeDeclaration): NodeTextTree {
  return {
    title,
    summary,
    keywords: '',
    tips: Object.fromEntries(tips.entries()),
    inputs: mapEntries(inputs, ({ label }) => label),
    outputs: mapEntries(outputs, ({ label }) => label),
    params: mapEntries(params, (spec) => ({ 0: spec.label, 1: spec.help, 2: optionTexts(spec) })),
  };
}

function optionTexts(spec: ParamSpec): ParamTextTree[2] {
  if (spec.kind !== 'choice') return {};
  return Object.fromEntries(
    spec.options.map(({ value, label, help = '' }) => [value, { 0: label, 1: help }]),
  );
}

function mapEntries<A, B>(
  record: Readonly<Record<string, A>>,
  change: (value: A, name: string) => B,
): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value, name)]));
}
