import { Lightbulb, Workflow } from 'lucide-react';
import { Dialog } from 'radix-ui';
import type { InputSpec, NodeDeclaration, OutputSpec } from '../../runtime/node.ts';
import type { ParamSpec } from '../../runtime/params.ts';
import { formatParam } from '../format.ts';
import { registry } from '../registry.ts';
import { helpStrings } from '../strings/help-en.ts';
import { typeName } from '../strings/types.ts';
import { EXAMPLE_TYPES } from './examples.ts';
import { openHelp, useHelp } from './help-state.ts';
import { insertExample } from './insert-example.ts';
import './help.css';

/** All there is to know of a node type: what it does, ports, settings, tips, and an example to insert. */
export default function HelpPanel() {
  const type = useHelp((state) => state.type);
  const declaration = registry.get(type);
  return (
    <>
      <Dialog.Title className="dialog-title">{helpStrings.title}</Dialog.Title>
      <select
        className="select help-choice"
        aria-label={helpStrings.choose}
        value={type}
        onChange={(event) => openHelp(event.target.value)}
      >
        {registry.all().map((other) => (
          <option key={other.type} value={other.type}>
            {other.title}
          </option>
        ))}
      </select>
      {declaration && <HelpOn declaration={declaration} />}
    </>
  );
}

function HelpOn({ declaration }: { readonly declaration: NodeDeclaration }) {
  const { title, summary, tips = [], inputs, outputs, params, category, type } = declaration;
  return (
    <article className="help" aria-label={helpStrings.about(title)}>
      <h2 className="help-title">
        <span className={`dot category-${category}`} aria-hidden="true" />
        {title}
      </h2>
      <p className="help-summary">{summary}</p>
      {tips.length > 0 && (
        <section className="help-tips">
          <h3>
            <Lightbulb size={14} aria-hidden /> {helpStrings.tips}
          </h3>
          <ul>
            {tips.map((tip) => (
              <li key={tip}>{tip}</li>
            ))}
          </ul>
        </section>
      )}
      <div className="help-ports">
        <Ports title={helpStrings.inputs} none={helpStrings.noInputs} ports={inputs} />
        <Ports title={helpStrings.outputs} none={helpStrings.noOutputs} ports={outputs} />
      </div>
      <Settings params={params} />
      {EXAMPLE_TYPES.has(type) && (
        <footer className="help-example">
          <button type="button" className="button primary" onClick={() => insertExample(type)}>
            <Workflow size={14} aria-hidden /> {helpStrings.insert}
          </button>
          <p>{helpStrings.insertHint}</p>
        </footer>
      )}
    </article>
  );
}

interface PortsProps {
  readonly title: string;
  /** Said when there are no ports. */
  readonly none: string;
  readonly ports: Readonly<Record<string, InputSpec | OutputSpec>>;
}

function Ports({ title, none, ports }: PortsProps) {
  const all = Object.entries(ports);
  return (
    <section>
      <h3>{title}</h3>
      {all.length === 0 && <p className="quiet">{none}</p>}
      <ul>
        {all.map(([port, spec]) => (
          <li key={port}>
            <span className={`port-dot type-${spec.type.toLowerCase()}`} aria-hidden="true" />
            {spec.label}: <span className="help-type">{typeName(spec.type)}</span>
            {'gather' in spec && spec.gather && `, ${helpStrings.list}`}
            {'optional' in spec && spec.optional && `, ${helpStrings.optional}`}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Settings({ params }: { readonly params: NodeDeclaration['params'] }) {
  const all = Object.entries(params);
  if (all.length === 0) return null;
  return (
    <section>
      <h3>{helpStrings.settings}</h3>
      <dl className="help-settings">
        {all.map(([name, spec]) => (
          <div key={name}>
            <dt>
              {spec.label} <span className="help-range">{rangeOf(spec)}</span>
            </dt>
            <dd>
              {spec.help}
              {spec.kind === 'choice' && <Options spec={spec} />}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Options({ spec }: { readonly spec: Extract<ParamSpec, { kind: 'choice' }> }) {
  const explained = spec.options.filter(({ help }) => help !== undefined);
  if (explained.length === 0) return null;
  return (
    <ul className="help-options">
      {explained.map(({ value, label, help }) => (
        <li key={value}>
          <em>{label}</em>: {help}
        </li>
      ))}
    </ul>
  );
}

/** Range and default of a setting, as far as it has them. */
function rangeOf(spec: ParamSpec): string {
  switch (spec.kind) {
    case 'number': {
      const range = helpStrings.range(formatParam(spec.min), formatParam(spec.max), spec.unit ?? '');
      return `${range}, ${helpStrings.standard(formatParam(spec.default))}`;
    }
    case 'boolean':
      return helpStrings.standard(spec.default ? helpStrings.on : helpStrings.off);
    case 'choice':
      return helpStrings.standard(
        spec.options.find(({ value }) => value === spec.default)?.label ?? spec.default,
      );
    default:
      return '';
  }
}
