import { CircleQuestionMark } from 'lucide-react';
import type { NodeDeclaration } from '../../runtime/node.ts';
import { describeValue } from '../../values/describe.ts';
import { useNodeState } from '../canvas/state-badge.tsx';
import { NodePanel } from '../direct/node-panel.tsx';
import { burst } from '../document/bursts.ts';
import { edit, useDocument } from '../document/document-store.ts';
import { formatMs } from '../format.ts';
import { openHelp } from '../help/help-state.ts';
import { NodePreview } from '../previews/node-preview.tsx';
import { registry } from '../registry.ts';
import { useNodeOutputs } from '../run/node-outputs.ts';
import { useRun } from '../run/run-store.ts';
import { openDialog } from '../shell/dialog-state.ts';
import { strings } from '../strings/en.ts';
import { helpStrings } from '../strings/help-en.ts';
import { spokenMessage } from '../strings/messages.ts';
import { modelStrings } from '../strings/models-en.ts';
import { typeName } from '../strings/types.ts';
import { InstanceSection } from '../subgraphs/subgraph-panel.tsx';
import { Changeable, LockedNote } from './changeable.tsx';
import { InputRows } from './input-rows.tsx';
import { ParamField } from './param-field.tsx';

/** Settings, state, result and help of one node. */
export default function NodeInspector({ id }: { readonly id: string }) {
  const node = useDocument((state) => state.document.nodes[id]);
  if (!node) return null;
  const declaration = registry.of(node);
  return (
    <div className="inspector">
      <LockedNote />
      <Changeable>
        <header className="inspector-header">
          <span className={`dot category-${declaration?.category ?? 'unknown'}`} aria-hidden="true" />
          <input
            className="inspector-title"
            aria-label={strings.inspector.name}
            value={node.label ?? declaration?.title ?? node.type}
            onChange={(event) => {
              const label = event.target.value;
              edit(
                strings.steps.rename,
                (draft) => {
                  const target = draft.nodes[id];
                  if (!target) return;
                  if (label === '' || label === declaration?.title) delete target.label;
                  else target.label = label.slice(0, 200);
                },
                burst(`rename ${id}`),
              );
            }}
          />
          <code className="inspector-id" translate="no">
            {id}
          </code>
        </header>
      </Changeable>
      <StateLine id={id} />
      <Changeable>
        <InstanceSection id={id} />
        {declaration && <Params id={id} declaration={declaration} />}
      </Changeable>
      <Result id={id} />
      <Changeable>{declaration && <InputRows id={id} declaration={declaration} />}</Changeable>
      {declaration && <Help declaration={declaration} />}
    </div>
  );
}

function StateLine({ id }: { readonly id: string }) {
  const { shown, reasons, estimatedMs } = useNodeState(id);
  const activity = useRun((state) => state.activities[id]);
  if (!shown) return null;
  const time = activity?.ms === undefined ? estimatedMs : activity.ms;
  return (
    <div className={`state-line state-${shown}`}>
      <strong>{strings.state[shown]}</strong>
      {time > 0 && <span className="state-time">{formatMs(time)}</span>}
      {reasons.length > 0 && (
        <ul>
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
      {shown === 'missing' && (
        <button type="button" className="button" onClick={() => openDialog('models')}>
          {modelStrings.open}
        </button>
      )}
      {activity?.notices.map((notice) => (
        <p key={notice} className="state-notice">
          {spokenMessage(notice)}
        </p>
      ))}
      {activity?.error?.stack && (
        <details>
          <summary>{strings.inspector.details}</summary>
          <pre>{activity.error.stack}</pre>
        </details>
      )}
    </div>
  );
}

function Params({ id, declaration }: { readonly id: string; readonly declaration: NodeDeclaration }) {
  const given = useDocument((state) => state.document.nodes[id]?.params);
  const all = Object.entries(declaration.params).filter(([, spec]) => {
    if (!spec.when) return true;
    const other = given?.[spec.when.param] ?? declaration.params[spec.when.param]?.default;
    return spec.when.is.includes(other as string | boolean);
  });
  const plain = all.filter(([, spec]) => !spec.advanced);
  const advanced = all.filter(([, spec]) => spec.advanced);
  const field = ([name, spec]: (typeof all)[number]) => (
    <ParamField key={name} node={id} name={name} spec={spec} given={given?.[name]} />
  );
  return (
    <section className="inspector-section">
      {all.length === 0 && <p className="quiet">{strings.inspector.noParameters}</p>}
      <NodePanel node={id} type={declaration.type} />
      {plain.map(field)}
      {advanced.length > 0 && (
        <details className="advanced">
          <summary>{strings.inspector.advanced}</summary>
          {advanced.map(field)}
        </details>
      )}
    </section>
  );
}

function Result({ id }: { readonly id: string }) {
  const type = useDocument((state) => state.document.nodes[id]?.type);
  const declaration = type === undefined ? undefined : registry.get(type);
  const values = useNodeOutputs(id);
  return (
    <section className="inspector-section">
      <h2>{strings.inspector.result}</h2>
      {values ? (
        <>
          <div className="inspector-preview">
            <NodePreview node={id} />
          </div>
          <dl className="facts">
            {Object.entries(values).map(([port, value]) => (
              <div key={port}>
                <dt>{declaration?.outputs[port]?.label ?? port}</dt>
                <dd>{spokenMessage(describeValue(value))}</dd>
              </div>
            ))}
          </dl>
        </>
      ) : (
        <p className="quiet">{strings.inspector.notYet}</p>
      )}
    </section>
  );
}

function Help({ declaration }: { readonly declaration: NodeDeclaration }) {
  return (
    <section className="inspector-section inspector-help">
      <h2>{strings.inspector.help}</h2>
      <button type="button" className="button help-button" onClick={() => openHelp(declaration.type)}>
        <CircleQuestionMark size={14} aria-hidden /> {helpStrings.about(declaration.title)}
      </button>
      <p>{declaration.summary}</p>
      {declaration.tips && declaration.tips.length > 0 && (
        <ul>
          {declaration.tips.map((tip) => (
            <li key={tip}>{tip}</li>
          ))}
        </ul>
      )}
      <dl className="facts">
        {Object.entries(declaration.inputs).map(([port, spec]) => (
          <div key={`in ${port}`}>
            <dt>→ {spec.label}</dt>
            <dd>
              <span className={`type-name type-${spec.type.toLowerCase()}`}>{typeName(spec.type)}</span>
              {spec.optional ? `, ${strings.inspector.optional}` : ''}
            </dd>
          </div>
        ))}
        {Object.entries(declaration.outputs).map(([port, spec]) => (
          <div key={`out ${port}`}>
            <dt>{spec.label} →</dt>
            <dd>
              <span className={`type-name type-${spec.type.toLowerCase()}`}>{typeName(spec.type)}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
