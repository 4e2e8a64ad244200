import { useEffect, useRef, useState } from 'react';
import type { NumberParam } from '../../runtime/params.ts';
import { burst } from '../document/bursts.ts';

interface NumberFieldProps {
  readonly id: string;
  readonly spec: NumberParam;
  readonly value: number;
  /** @param gesture names one drag, so that it is one undo step */
  readonly onChange: (value: number, gesture?: string) => void;
}

let gestures = 0;

/** A slider with a number that can be typed, both with the unit. A drag is one step of the history. */
export function NumberField({ id, spec, value, onChange }: NumberFieldProps) {
  const gesture = useRef<string>(undefined);
  const [typed, setTyped] = useState<string>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new value from elsewhere ends the typing
  useEffect(() => setTyped(undefined), [value]);
  const digits = Math.max(0, -Math.floor(Math.log10(spec.step)));
  const commit = () => {
    if (typed === undefined) return;
    const next = Number(typed.replace(',', '.'));
    setTyped(undefined);
    if (typed.trim() !== '' && Number.isFinite(next)) onChange(Math.min(spec.max, Math.max(spec.min, next)));
  };
  const filled = (value - spec.min) / (spec.max - spec.min);
  return (
    <div className="number-field">
      <input
        id={id}
        type="range"
        min={spec.min}
        max={spec.max}
        step={spec.step}
        value={value}
        style={{ '--filled': filled } as React.CSSProperties}
        aria-valuetext={`${value} ${spec.unit ?? ''}`}
        onPointerDown={() => {
          gestures += 1;
          gesture.current = `drag ${gestures}`;
        }}
        onPointerUp={() => {
          gesture.current = undefined;
        }}
        onChange={(event) => onChange(Number(event.target.value), gesture.current ?? burst(`keys ${id}`))}
      />
      <span className="number-value">
        <input
          aria-label={spec.label}
          inputMode="decimal"
          value={typed ?? Number(value.toFixed(digits + 1))}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === 'Enter') commit();
            if (event.key === 'Escape') setTyped(undefined);
          }}
        />
        {spec.unit && <span className="unit">{spec.unit}</span>}
      </span>
    </div>
  );
}
