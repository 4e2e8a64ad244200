import { Brush as BrushIcon, Eraser, Maximize2, Trash2, Undo2, X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useMemo, useState } from 'react';
import { toast } from 'sonner';
import { packStrokes, STROKE_BOUNDS, type Stroke, unpackStrokes } from '../../values/strokes.ts';
import { edit } from '../document/document-store.ts';
import { setParam } from '../document/edits.ts';
import { announce } from '../run/announcements.ts';
import { useInputValue } from '../run/node-outputs.ts';
import { startRun, useRun } from '../run/run-store.ts';
import { strings as common } from '../strings/en.ts';
import { maskStrings as strings } from '../strings/masks-en.ts';
import { useBrush } from './brush-state.ts';
import { withStroke } from './draw-stroke.ts';
import { MaskCanvas } from './mask-canvas.tsx';
import './masks.css';

/** Longest side of the picture that is painted on, px: in the inspector, and in the large view. */
const SIDES = { inspector: 384, large: 768 } as const;

interface MaskFieldProps {
  readonly node: string;
  readonly name: string;
  readonly value: readonly number[];
}

/** The picture of a node to paint on, with the brush's settings. Each stroke is one step of the history. */
export default function MaskField(props: MaskFieldProps) {
  const [isLarge, setLarge] = useState(false);
  return (
    <div className="mask-field">
      <Painting {...props} side={SIDES.inspector} />
      <Dialog.Root open={isLarge} onOpenChange={setLarge}>
        <Dialog.Trigger className="button">
          <Maximize2 size={14} aria-hidden /> {strings.large}
        </Dialog.Trigger>
        <Dialog.Portal>
          <Dialog.Overlay className="dialog-overlay" />
          <Dialog.Content className="dialog dialog-mask" aria-describedby={undefined}>
            <Dialog.Title className="dialog-title">{strings.largeTitle}</Dialog.Title>
            <Dialog.Close className="icon-button dialog-close" aria-label={common.close}>
              <X size={16} aria-hidden />
            </Dialog.Close>
            <Painting {...props} side={SIDES.large} />
          </Dialog.Content>
        </Dialog.Portal>
      </Dialog.Root>
    </div>
  );
}

function Painting({ node, name, value, side }: MaskFieldProps & { readonly side: number }) {
  const strokes = useMemo(() => unpackStrokes(value) ?? [], [value]);
  const image = useInputValue(node, 'image');
  const base = useInputValue(node, 'mask');
  const change = (label: string, next: readonly number[] | undefined) =>
    edit(label, (draft) => setParam(draft, node, name, next));
  const add = (stroke: Stroke) => {
    const next = withStroke(strokes, stroke);
    if (!next) {
      toast.error(strings.full);
      return;
    }
    change(stroke.erase ? strings.steps.erase : strings.steps.paint, next);
    announce(strings.painted);
  };
  if (image?.type !== 'Image') return <NoPicture node={node} />;
  return (
    <>
      <MaskCanvas
        image={image}
        base={base?.type === 'Mask' ? base : undefined}
        strokes={strokes}
        side={side}
        onStroke={add}
      />
      <p className="field-help mask-keys">{strings.keys}</p>
      <BrushSettings />
      <div className="mask-line">
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

function NoPicture({ node }: { readonly node: string }) {
  const isRunning = useRun((state) => state.running !== undefined);
  return (
    <div className="mask-empty">
      <p className="quiet">{strings.noPicture}</p>
      <button
        type="button"
        className="button"
        disabled={isRunning}
        onClick={() => void startRun({ mode: 'to', targets: [node] })}
      >
        {strings.makePicture}
      </button>
    </div>
  );
}

function BrushSettings() {
  const brush = useBrush();
  const slider = (name: 'radius' | 'feather' | 'snap') => {
    const [min, max] = name === 'radius' ? [STROKE_BOUNDS.radius[0], 200] : STROKE_BOUNDS[name];
    return (
      <label className="mask-setting">
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
  const tool = (erase: boolean) => (
    <button
      type="button"
      className="button"
      aria-pressed={brush.erase === erase}
      onClick={() => useBrush.setState({ erase })}
    >
      {erase ? <Eraser size={14} aria-hidden /> : <BrushIcon size={14} aria-hidden />}
      {erase ? strings.erase : strings.paint}
    </button>
  );
  return (
    <div className="mask-settings">
      <div className="mask-tools">
        {tool(false)}
        {tool(true)}
      </div>
      {slider('radius')}
      {slider('feather')}
      {slider('snap')}
    </div>
  );
}
