import { splitPortReference } from '../../runtime/registry.ts';
import { edit, useDocument } from '../document/document-store.ts';
import { disconnect } from '../document/edits.ts';
import { inputsThrough } from '../document/reroute-edits.ts';
import { strings } from '../strings/en.ts';
import { wireEnd } from './furniture-actions.ts';

/** Disconnects wires, by their ids on the canvas; one that leads to a reroute feeds everything behind that. */
export function cutWires(wires: readonly string[]): void {
  const { document } = useDocument.getState();
  const inputs = wires.flatMap((wire) => {
    const end = wireEnd(wire);
    if (!end) return [];
    return 'reroute' in end ? inputsThrough(document, end.reroute) : [wire];
  });
  edit(strings.steps.disconnect, (draft) => {
    for (const input of inputs) {
      const address = splitPortReference(input);
      if (address) disconnect(draft, address.node, address.port);
    }
  });
}
