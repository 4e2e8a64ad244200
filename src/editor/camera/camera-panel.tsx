import { ArrowLeftRight, Equal } from 'lucide-react';
import { useMemo, useState } from 'react';
import { spec } from '../../nodes/camera-path/camera-path.node.ts';
import type { Framing } from '../../nodes/camera-path/framing.ts';
import {
  FRAMING_PARAMS,
  type FramingParamName,
  framingAt,
  PATH_ENDS,
  type PathEnd,
} from '../../nodes/camera-path/framing-params.ts';
import { checkParams } from '../../runtime/validate-params.ts';
import { LargeView } from '../direct/large-view.tsx';
import { usePictureNear } from '../direct/picture-near.ts';
import { RunFirst } from '../direct/run-first.tsx';
import { edit, useDocument } from '../document/document-store.ts';
import { setParam } from '../document/edits.ts';
import { announce } from '../run/announcements.ts';
import { cameraStrings as strings } from '../strings/camera-en.ts';
import { CameraStage } from './camera-stage.tsx';
import { describeFraming } from './describe-framing.ts';
import './camera.css';

interface CameraPanelProps {
  readonly node: string;
}

/** Both ends of a camera's path, drawn on the photo. They are the node's own parameters. */
export default function CameraPanel({ node }: CameraPanelProps) {
  const picture = usePictureNear(node);
  if (!picture) return <RunFirst node={node} hint={strings.noPicture} label={strings.makePicture} />;
  return (
    <LargeView label={strings.large} title={strings.largeTitle}>
      {() => <PathEditor node={node} picture={picture} />}
    </LargeView>
  );
}

type PathEditorProps = CameraPanelProps & {
  readonly picture: NonNullable<ReturnType<typeof usePictureNear>>;
};

function PathEditor({ node, picture }: PathEditorProps) {
  const given = useDocument((state) => state.document.nodes[node]?.params);
  const [active, setActive] = useState<PathEnd>('end');
  const ends = useMemo(() => {
    const { values } = checkParams(spec.params, given);
    const numbers = values as Record<FramingParamName, number>;
    return { start: framingAt(numbers, 'start'), end: framingAt(numbers, 'end') };
  }, [given]);
  const change = (end: PathEnd, framing: Framing, gesture?: string) => {
    const label = strings.steps[end];
    edit(label, (draft) => setFraming(draft, node, end, framing), gesture);
    announce(`${strings.ends[end]}: ${describeFraming(framing)}`);
  };
  const both = (label: string, start: Framing, end: Framing) =>
    edit(label, (draft) => {
      setFraming(draft, node, 'start', start);
      setFraming(draft, node, 'end', end);
    });
  return (
    <>
      <CameraStage
        node={node}
        picture={picture}
        ends={ends}
        active={active}
        onActive={setActive}
        onChange={change}
      />
      <ul className="camera-ends">
        {PATH_ENDS.map((end) => (
          <li key={end} data-end={end}>
            <strong>{strings.ends[end]}</strong> {describeFraming(ends[end])}
          </li>
        ))}
      </ul>
      <div className="direct-choices">
        <button
          type="button"
          className="button"
          onClick={() => both(strings.steps.swap, ends.end, ends.start)}
        >
          <ArrowLeftRight size={14} aria-hidden /> {strings.swap}
        </button>
        <button
          type="button"
          className="button"
          onClick={() => both(strings.steps.still, ends.start, ends.start)}
        >
          <Equal size={14} aria-hidden /> {strings.still}
        </button>
      </div>
      <p className="field-help direct-keys">{strings.keys}</p>
    </>
  );
}

type Draft = Parameters<typeof setParam>[0];

/** Writes a framing as the node's numbers, on their steps. */
function setFraming(draft: Draft, node: string, end: PathEnd, { x, y, zoom, roll }: Framing): void {
  const numbers: Partial<Record<FramingParamName, number>> = {
    [`${end}X`]: x * 100,
    [`${end}Y`]: y * 100,
    [`${end}Zoom`]: zoom,
    [`${end}Roll`]: roll,
  };
  for (const [name, value] of Object.entries(numbers) as [FramingParamName, number][]) {
    const { default: rest } = FRAMING_PARAMS[name];
    const rounded = Number(value.toFixed(name.endsWith('Zoom') ? 3 : 2)) + 0;
    setParam(draft, node, name, rounded === rest ? undefined : rounded);
  }
}
