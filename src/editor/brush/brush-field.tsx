import {
  ArrowDownToLine,
  ArrowUpFromLine,
  Blend,
  Brush as BrushIcon,
  Eraser,
  Trash2,
  Undo2,
} from 'lucide-react';
import { useMemo } from 'react';
import { packStrokes, STROKE_BOUNDS, type Stroke, unpackStrokes } from '../../values/strokes.ts';
import { LargeView } from '../direct/large-view.tsx';
import { RunFirst } from '../direct/run-first.tsx';
import { edit, useDocument } from '../document/document-store.ts';
import { setParam } from '../document/edits.ts';
import { toast } from '../notices/toast.ts';
import { registry } from '../registry.ts';
import { announce } from '../run/announcements.ts';
import { useWholeInput } from '../run/whole-value.ts';
import { maskStrings as strings } from '../strings/masks-en.ts';
import { BrushCanvas } from './brush-canvas.tsx';
import { type BrushKind, DEPTH_BRUSH, MASK_BRUSH } from './brush-kinds.ts';
import { useBrush } from './brush-state.ts';
import { withStroke } from './draw-stroke.ts';
import './brush.css';

interface BrushFieldProps {
  readonly node: string;
  readonly name: string;
  readonly value: readonly number[];
  /** The brush's tools, as the parameter declares them. */
  readonly tools: readonly string[];
}

/** The picture of a node to paint on, with the brush's settings. Each stroke is one step of the history. */
export default function BrushField(props: BrushFieldProps) {
  const kind = props.tools.includes('smooth') ? DEPTH_BRUSH : MASK_BRUSH;
  return (
    <LargeView label={strings.large} title={kind.isDepth ? strings.depthTitle : strings.largeTitle}>
      {(side) => <Painting {...props} kind={kind} side={side} />}
    </LargeView>
  );
}

interface PaintingProps extends BrushFieldProps {
  readonly kind: BrushKind;
  /** Longest side of the picture, px. */
  readonly side: number;
}

function Painting({ node, name, value, kind, side }: PaintingProps) {
  const strokes = useMemo(() => unpackStrokes(value) ?? [], [value]);
  const { value: image, isReading } = useWholeInput(node, 'image');
  const { value: base, isReading: isBaseReading } = useWholeInput(node, kind.port);
  const amount = useAmount(node);
  const change = (label: string, next: readonly number[] | undefined) =>
    edit(label, (draft) => setParam(draft, node, name, next));
  const add = (stroke: Stroke) => {
    const next = withStroke(strokes, stroke);
    if (!next) {
      toast.error(strings.full);
      return;
    }
    change(strings.steps[kind.tools[stroke.tool] ?? 'paint'], next);
    announce(strings.painted);
  };
  if (isReading || isBaseReading) return null;
  if (image?.type !== 'Image' || (kind.isDepth && base?.type !== 'Depth')) {
    return <RunFirst node={node} hint={strings.noPicture} label={strings.makePicture} />;
  }
  return (
    <>
      <BrushCanvas
        kind={kind}
        image={image}
        base={base?.type === 'Mask' || base?.type === 'Depth' ? base : undefined}
        amount={amount}
        strokes={strokes}
        side={side}
        onStroke={add}
      />
      <p className="field-help direct-keys">{kind.isDepth ? strings.depthKeys : strings.keys}</p>
      <BrushSettings kind={kind} />
      <div className="direct-line">
        <span>{strings.count(strokes.length)}</span>
        <button
          type="button"
          className="icon-button"
          aria-label={strings.undo}
          title={strings.undo}
          disabled={strokes.length === 0}
          onClick={() =>
            change(strings.undo, strokes.length > 1 ? packStrokes(strokes.slice(0, -1)) : undefined)
          }
        >
          <Undo2 size={14} aria-hidden />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={strings.clear}
          title={strings.clear}
          disabled={strokes.length === 0}
          onClick={() => change(strings.steps.clear, undefined)}
        >
          <Trash2 size={14} aria-hidden />
        </button>
      </div>
    </>
  );
}

/** How strongly strokes of a node work: its parameter of that name, where it has one. */
function useAmount(node: string): number {
  return useDocument(({ document }) => {
    const { type, params } = document.nodes[node] ?? {};
    const spec = registry.get(type ?? '')?.params.amount;
    return Number(params?.amount ?? (spec?.kind === 'number' ? spec.default : 1));
  });
}

const TOOL_ICONS = {
  paint: BrushIcon,
  erase: Eraser,
  nearer: ArrowUpFromLine,
  farther: ArrowDownToLine,
  smooth: Blend,
} as const;

function BrushSettings({ kind }: { readonly kind: BrushKind }) {
  const brush = useBrush();
  const slider = (name: 'radius' | 'feather' | 'snap') => {
    const [min, max] = name === 'radius' ? [STROKE_BOUNDS.radius[0], 200] : STROKE_BOUNDS[name];
    return (
      <label className="brush-setting">
        <span>{strings[name]}</span>
        <input
          type="range"
          min={min}
          max={max}
          value={brush[name]}
          style={{ '--filled': (brush[name] - min) / (max - min) } as React.CSSProperties}
          onChange={(event) => useBrush.setState({ [name]: Number(event.target.value) })}
        />
      </label>
    );
  };
  const tool = (name: BrushKind['tools'][number], index: number) => {
    const Icon = TOOL_ICONS[name];
    return (
      <button
        key={name}
        type="button"
        className="button"
        aria-pressed={Math.min(brush.tool, kind.tools.length - 1) === index}
        onClick={() => useBrush.setState({ tool: index })}
      >
        <Icon size={14} aria-hidden /> {strings.tools[name]}
      </button>
    );
  };
  return (
    <div className="brush-settings">
      <div className="direct-choices">{kind.tools.map(tool)}</div>
      {slider('radius')}
      {slider('feather')}
      {slider('snap')}
    </div>
  );
}
