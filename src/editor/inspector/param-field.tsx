import { Dices, RotateCcw } from 'lucide-react';
import { lazy, Suspense, useId } from 'react';
import type { ParamSpec, ParamValue } from '../../runtime/params.ts';
import { SEED_MAX } from '../../runtime/validate-params.ts';
import type { HandleOffsets } from '../../values/handle-offsets.ts';
import type { KeyframeTracks } from '../../values/keyframes.ts';
import { PromoteButton } from '../app-view/app-control-list.tsx';
import { burst } from '../document/bursts.ts';
import { changeParam } from '../document/document-store.ts';
import { strings } from '../strings/en.ts';
import { AssetField } from './asset-field.tsx';
import './fields.css';
import { NumberField } from './number-field.tsx';
import { ParamInputButton, useParamInput, WiredParam } from './param-input.tsx';
import { ParamMenu } from './param-menu.tsx';
import { PromptField } from './prompt-field.tsx';
import { RectField } from './rect-field.tsx';

/** Fetched with the first curves that are edited. */
const CurveField = lazy(() => import('../curves/curve-field.tsx'));
/** Fetched with the first picture that is painted on. */
const BrushField = lazy(() => import('../brush/brush-field.tsx'));
/** Fetched with the first regions that are picked. */
const RegionField = lazy(() => import('../regions/region-field.tsx'));
/** Fetched with the first face whose points are dragged. */
const LandmarkField = lazy(() => import('../landmarks/landmark-field.tsx'));

interface ParamFieldProps {
  readonly node: string;
  readonly name: string;
  readonly spec: ParamSpec;
  /** As the document has it; undefined means the default. */
  readonly given: ParamValue | undefined;
}

/** One parameter: label, help, a control that fits its kind, and the way back to the default. */
export function ParamField({ node, name, spec, given }: ParamFieldProps) {
  const id = useId();
  const { source } = useParamInput(node, name);
  const isChanged = given !== undefined && JSON.stringify(given) !== JSON.stringify(spec.default);
  return (
    <div className={`field field-${spec.kind}`} data-wired={source !== undefined}>
      <ParamMenu node={node} name={name} label={spec.label} isChanged={isChanged}>
        <div className="field-head">
          <label htmlFor={id} title={spec.help}>
            {spec.label}
          </label>
          <span className="field-space" />
          <ParamInputButton node={node} name={name} label={spec.label} />
          <PromoteButton reference={`${node}.${name}`} label={spec.label} />
          {isChanged && (
            <button
              type="button"
              className="icon-button field-reset"
              title={strings.inspector.reset}
              aria-label={`${strings.inspector.reset}: ${spec.label}`}
              onClick={() => changeParam(node, name, undefined)}
            >
              <RotateCcw size={12} aria-hidden />
            </button>
          )}
        </div>
      </ParamMenu>
      {source === undefined ? (
        <ParamControl id={id} node={node} name={name} spec={spec} value={given ?? spec.default} />
      ) : (
        <WiredParam node={node} name={name} source={source} />
      )}
      <p className="field-help">{spec.help}</p>
    </div>
  );
}

interface ParamControlProps {
  readonly id: string;
  readonly node: string;
  readonly name: string;
  readonly spec: ParamSpec;
  readonly value: ParamValue;
}

function ParamControl({ id, node, name, spec, value }: ParamControlProps) {
  const change = (next: ParamValue, gesture?: string) => changeParam(node, name, next, gesture);
  switch (spec.kind) {
    case 'number':
      return <NumberField id={id} spec={spec} value={Number(value)} onChange={change} />;
    case 'seed':
      return <SeedField id={id} value={Number(value)} onChange={change} />;
    case 'boolean':
      return (
        <input
          id={id}
          type="checkbox"
          className="switch"
          checked={value === true}
          onChange={(event) => change(event.target.checked)}
        />
      );
    case 'choice':
      return (
        <select
          id={id}
          className="select"
          value={String(value)}
          onChange={(event) => change(event.target.value)}
        >
          {spec.options.map((option) => (
            <option key={option.value} value={option.value} title={option.help}>
              {option.label}
            </option>
          ))}
        </select>
      );
    case 'text':
      if (spec.editor === 'motion-prompt') {
        return (
          <PromptField
            id={id}
            node={node}
            value={String(value)}
            maxLength={spec.maxLength}
            onChange={(text) => change(text, burst(`type ${node}.${name}`))}
          />
        );
      }
      if (spec.editor === 'regions') {
        return (
          <Suspense>
            <RegionField node={node} name={name} value={String(value)} />
          </Suspense>
        );
      }
      return spec.multiline ? (
        <textarea
          id={id}
          className="text-field"
          rows={4}
          maxLength={spec.maxLength}
          value={String(value)}
          onChange={(event) => change(event.target.value, burst(`type ${node}.${name}`))}
        />
      ) : (
        <input
          id={id}
          className="text-field"
          maxLength={spec.maxLength}
          value={String(value)}
          onChange={(event) => change(event.target.value, burst(`type ${node}.${name}`))}
        />
      );
    case 'asset':
      return <AssetField id={id} node={node} name={name} spec={spec} reference={String(value)} />;
    case 'rect':
      return <RectField node={node} value={value as readonly number[]} onChange={change} />;
    case 'strokes':
      return (
        <Suspense>
          <BrushField node={node} name={name} value={value as readonly number[]} tools={spec.tools} />
        </Suspense>
      );
    case 'offsets':
      return (
        <Suspense>
          <LandmarkField node={node} name={name} value={value as HandleOffsets} />
        </Suspense>
      );
    case 'keyframes':
      return (
        <Suspense>
          <CurveField id={id} node={node} spec={spec} tracks={value as KeyframeTracks} onChange={change} />
        </Suspense>
      );
  }
}

function SeedField({
  id,
  value,
  onChange,
}: {
  readonly id: string;
  readonly value: number;
  readonly onChange: (next: number) => void;
}) {
  return (
    <div className="seed-field">
      <input
        id={id}
        className="text-field"
        inputMode="numeric"
        value={value}
        onChange={(event) => {
          const next = Number(event.target.value);
          if (Number.isInteger(next) && next >= 0 && next <= SEED_MAX) onChange(next);
        }}
      />
      <button
        type="button"
        className="button"
        title={strings.inspector.dice}
        aria-label={strings.inspector.dice}
        onClick={() => onChange(Math.floor(Math.random() * 100_000))}
      >
        <Dices size={16} aria-hidden />
      </button>
    </div>
  );
}
