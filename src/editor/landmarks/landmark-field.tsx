import { RotateCcw } from 'lucide-react';
import { useMemo, useState } from 'react';
import { spec } from '../../nodes/landmark-edit/landmark-edit.node.ts';
import {
  LANDMARK_HANDLE_NAMES,
  LANDMARK_HANDLES,
  type LandmarkHandleName,
} from '../../nodes/landmark-edit/landmark-handles.ts';
import { noFaces, withPlaced } from '../../nodes/landmark-edit/place-face.ts';
import type { FacesValue } from '../../values/faces.ts';
import type { HandleOffsets } from '../../values/handle-offsets.ts';
import { LargeView } from '../direct/large-view.tsx';
import { usePictureNear } from '../direct/picture-near.ts';
import { RunFirst } from '../direct/run-first.tsx';
import { edit, useDocument } from '../document/document-store.ts';
import { setParam } from '../document/edits.ts';
import { announce } from '../run/announcements.ts';
import { useInputValue } from '../run/node-outputs.ts';
import { landmarkStrings as strings } from '../strings/landmarks-en.ts';
import { describeOffset, FaceStage } from './face-stage.tsx';
import { type FaceViewPart, faceView } from './face-view.ts';
import { type Offset, withHandle } from './handle-moves.ts';
import './landmarks.css';

interface LandmarkFieldProps {
  readonly node: string;
  readonly name: string;
  readonly value: HandleOffsets;
}

/** The points of a face to drag on its picture. Each drag is one step of the history. */
export default function LandmarkField(props: LandmarkFieldProps) {
  const found = useInputValue(props.node, 'faces');
  const picture = useInputValue(props.node, 'image');
  const isConnected = useDocument((state) => state.document.nodes[props.node]?.inputs?.faces !== undefined);
  const faces = useMemo(
    () => (!isConnected && picture?.type === 'Image' ? noFaces(picture) : found),
    [isConnected, picture, found],
  );
  const params = useDocument((state) => state.document.nodes[props.node]?.params);
  const frame = (params?.frame ?? spec.params.frame.default) as readonly number[];
  const isPlaced = params?.source === 'placed';
  const all = useMemo(
    () => (faces?.type === 'Faces' && isPlaced ? withPlaced(faces, frame) : faces),
    [faces, isPlaced, frame],
  );
  const landmarks = all?.type === 'Faces' ? all.faces[all.selected]?.landmarks : undefined;
  if (all?.type !== 'Faces' || !landmarks) {
    return <RunFirst node={props.node} hint={strings.noFace} label={strings.makeFace} />;
  }
  return (
    <LargeView label={strings.large} title={strings.largeTitle}>
      {() => <FaceEditor {...props} faces={all} landmarks={landmarks} />}
    </LargeView>
  );
}

interface FaceEditorProps extends LandmarkFieldProps {
  readonly faces: FacesValue;
  readonly landmarks: Float32Array;
}

function FaceEditor({ node, name, value, faces, landmarks }: FaceEditorProps) {
  const [part, setPart] = useState<FaceViewPart>('face');
  const [active, setActive] = useState<LandmarkHandleName>('lidUpperRight');
  const near = usePictureNear(node);
  const picture = near?.width === faces.width && near.height === faces.height ? near : undefined;
  const view = useMemo(() => faceView(landmarks, part), [landmarks, part]);
  const change = (label: string, next: HandleOffsets, gesture?: string) =>
    edit(
      label,
      (draft) => setParam(draft, node, name, Object.keys(next).length > 0 ? next : undefined),
      gesture,
    );
  const move = (handle: LandmarkHandleName, offset: Offset, gesture: string) => {
    change(strings.steps.move(strings.handles[handle]), withHandle(value, handle, offset), gesture);
    announce(`${strings.handles[handle]}: ${describeOffset(offset)}`);
  };
  const reset = (handle: LandmarkHandleName) => {
    change(strings.steps.reset(strings.handles[handle]), withHandle(value, handle, [0, 0]));
    announce(`${strings.handles[handle]}: ${strings.rests}`);
  };
  return (
    <>
      <Views part={part} onPart={setPart} />
      <FaceStage
        node={node}
        landmarks={landmarks}
        picture={picture}
        view={view}
        offsets={value}
        active={active}
        onActive={setActive}
        onChange={move}
        onReset={reset}
      />
      <PointLine active={active} offset={value[active]} onActive={setActive} onReset={() => reset(active)} />
      <div className="direct-line">
        <span>{strings.movedCount(Object.keys(value).length)}</span>
        <button
          type="button"
          className="button"
          disabled={Object.keys(value).length === 0}
          onClick={() => change(strings.steps.resetAll, {})}
        >
          {strings.resetAll}
        </button>
      </div>
      <p className="field-help direct-keys">{strings.keys}</p>
      <p className="field-help">{strings.side}</p>
    </>
  );
}

interface ViewsProps {
  readonly part: FaceViewPart;
  readonly onPart: (part: FaceViewPart) => void;
}

function Views({ part, onPart }: ViewsProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: three buttons of which one is pressed
    <div className="direct-choices" role="group" aria-label={strings.view}>
      {(['face', 'eyes', 'mouth'] as const).map((choice) => (
        <button
          key={choice}
          type="button"
          className="button"
          aria-pressed={part === choice}
          onClick={() => onPart(choice)}
        >
          {strings.views[choice]}
        </button>
      ))}
    </div>
  );
}

interface PointLineProps {
  readonly active: LandmarkHandleName;
  readonly offset: Offset | undefined;
  readonly onActive: (handle: LandmarkHandleName) => void;
  readonly onReset: () => void;
}

/** The chosen point by name, how far it was moved, and the way back. */
function PointLine({ active, offset = [0, 0], onActive, onReset }: PointLineProps) {
  const label = strings.reset(strings.handles[active]);
  return (
    <div className="direct-line">
      <select
        className="select"
        aria-label={strings.point}
        value={active}
        onChange={(event) => {
          if (Object.hasOwn(LANDMARK_HANDLES, event.target.value))
            onActive(event.target.value as LandmarkHandleName);
        }}
      >
        {LANDMARK_HANDLE_NAMES.map((handle) => (
          <option key={handle} value={handle}>
            {strings.handles[handle]}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="icon-button"
        aria-label={label}
        title={label}
        disabled={offset[0] === 0 && offset[1] === 0}
        onClick={onReset}
      >
        <RotateCcw size={14} aria-hidden />
      </button>
    </div>
  );
}
