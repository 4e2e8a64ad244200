import { splitPortReference } from '../../runtime/registry.ts';
import type { MotionValue } from '../../values/motion.ts';
import { useDocument } from '../document/document-store.ts';
import { registry } from '../registry.ts';
import { useNodeOutputs } from '../run/node-outputs.ts';

/** The newest motion that the keys of a node shape: its own, else that of the first node it feeds that gives one. */
export function useMotionBehind(node: string): MotionValue | undefined {
  const source = useDocument(({ document }) => {
    const givesMotion = (id: string): boolean =>
      Object.values(registry.get(document.nodes[id]?.type ?? '')?.outputs ?? {}).some(
        ({ type }) => type === 'Motion',
      );
    if (givesMotion(node)) return node;
    return Object.keys(document.nodes).find(
      (id) =>
        givesMotion(id) &&
        Object.values(document.nodes[id]?.inputs ?? {}).some(
          (reference) => splitPortReference(reference)?.node === node,
        ),
    );
  });
  const values = useNodeOutputs(source);
  return Object.values(values ?? {}).find((value): value is MotionValue => value.type === 'Motion');
}
