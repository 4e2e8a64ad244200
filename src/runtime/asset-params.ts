import type { NodeDeclaration } from './node.ts';

/** By declaration: there are few of them, and plans of thousands of nodes. */
const known = new WeakMap<NodeDeclaration, readonly string[]>();
const NONE: readonly string[] = [];

/** Names of the parameters that stand for files. */
export function assetParams(declaration: NodeDeclaration | undefined): readonly string[] {
  if (!declaration) return NONE;
  let names = known.get(declaration);
  if (!names) {
    names = Object.keys(declaration.params).filter((name) => declaration.params[name]?.kind === 'asset');
    known.set(declaration, names);
  }
  return names;
}
