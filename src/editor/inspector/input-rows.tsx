import { LocateFixed } from 'lucide-react';
import { useId, useMemo } from 'react';
import type { NodeId } from '../../runtime/document.ts';
import type { InputSpec, NodeDeclaration } from '../../runtime/node.ts';
import { splitPortReference } from '../../runtime/registry.ts';
import { edit, select, useDocument } from '../document/document-store.ts';
import { connect, disconnect } from '../document/edits.ts';
import { registry } from '../registry.ts';
import { strings } from '../strings/en.ts';
import { compatibleSources } from './compatible-sources.ts';

/** What each input is wired to, with a list of what it could be wired to: connecting without a pointer. */
export function InputRows({
  id,
  declaration,
}: {
  readonly id: NodeId;
  readonly declaration: NodeDeclaration;
}) {
  const inputs = Object.entries(declaration.inputs);
  if (inputs.length === 0) return null;
  return (
    <section className="inspector-section">
      <h2>{strings.inspector.inputs}</h2>
      {inputs.map(([port, spec]) => (
        <InputRow key={port} node={id} port={port} spec={spec} />
      ))}
    </section>
  );
}

interface InputRowProps {
  readonly node: NodeId;
  readonly port: string;
  readonly spec: InputSpec;
}

function InputRow({ node, port, spec }: InputRowProps) {
  const field = useId();
  const document = useDocument((state) => state.document);
  const sources = useMemo(
    () => compatibleSources(document, registry, { node, port }),
    [document, node, port],
  );
  const wired = document.nodes[node]?.inputs?.[port] ?? '';
  const source = splitPortReference(wired)?.node;
  const isKnown = wired === '' || sources.some(({ reference }) => reference === wired);
  const change = (reference: string) => {
    if (reference === '') edit(strings.steps.disconnect, (draft) => disconnect(draft, node, port));
    else
      edit(wired === '' ? strings.steps.connect : strings.steps.rewire, (draft) =>
        connect(draft, reference, node, port),
      );
  };
  return (
    <div className="input-row">
      <label htmlFor={field}>
        <span className={`port-dot type-${spec.type.toLowerCase()}`} aria-hidden="true" />
        {spec.label}
      </label>
      <select id={field} className="select" value={wired} onChange={(event) => change(event.target.value)}>
        <option value="">{spec.optional ? strings.inspector.openOptional : strings.inspector.open}</option>
        {sources.map(({ reference, label }) => (
          <option key={reference} value={reference}>
            {label}
          </option>
        ))}
        {!isKnown && <option value={wired}>{strings.inspector.dangling(wired)}</option>}
      </select>
      <button
        type="button"
        className="icon-button"
        disabled={source === undefined || !Object.hasOwn(document.nodes, source)}
        title={strings.inspector.goToSource}
        aria-label={`${strings.inspector.goToSource}: ${spec.label}`}
        onClick={() => source !== undefined && select([source])}
      >
        <LocateFixed size={14} aria-hidden />
      </button>
    </div>
  );
}
