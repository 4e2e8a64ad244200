import type { NodeId } from '../../runtime/document.ts';
import { splitPortReference } from '../../runtime/registry.ts';
import { describeValue } from '../../values/describe.ts';
import type { Outline, Picture } from '../../values/outline.ts';
import { usePictureNear } from '../direct/picture-near.ts';
import { useDocument } from '../document/document-store.ts';
import { useDraftOutputs, useShownOutputs } from '../live/draft-store.ts';
import { registry } from '../registry.ts';
import { outputBehind } from '../run/instance-state.ts';
import { type NodeValues, useBackdrop } from '../run/node-outputs.ts';
import { useRun } from '../run/run-store.ts';
import { strings } from '../strings/en.ts';
import { liveStrings } from '../strings/live-en.ts';
import { spokenMessage } from '../strings/messages.ts';
import { ClipPreview } from './clip-preview.tsx';
import { FilePreview } from './file-preview.tsx';
import { KeyframeTracksPreview } from './keyframe-tracks.tsx';
import { MotionCurves } from './motion-curves.tsx';
import './previews.css';
import { PromptSummary } from './prompt-summary.tsx';
import { ReportPreview } from './report-preview.tsx';
import { StillPreview } from './still-preview.tsx';

/** A live picture of what a node gives, drawn in the way that fits it. */
export function NodePreview({ node }: { readonly node: NodeId }) {
  // An instance of a subgraph shows what the node behind its first output makes.
  const behind = useDocument(({ whole }) => outputBehind(whole, node, undefined).node);
  const { values, isDraft } = useShownOutputs(behind);
  // Reading the frames of a clip anew with each of its chunks would slow its making down; the player shows them.
  const look = useRun(({ looks }) => (looks[behind]?.type === 'Clip' ? undefined : looks[behind]));
  const made = useMainValue(node, values);
  const value = look ?? made;
  if (!value) return <div className="preview-empty" aria-hidden="true" />;
  if (look || !isDraft) return <ValuePreview node={node} value={value} />;
  return (
    <div className="preview-draft">
      <ValuePreview node={node} value={value} isDraft />
      <span className="preview-flag">{liveStrings.draft}</span>
    </div>
  );
}

/** The value that says most about a node: its declared first output, but faces rather than the picture under them. */
function useMainValue(node: NodeId, values: NodeValues | undefined): Outline | undefined {
  const type = useDocument((state) => state.document.nodes[node]?.type);
  const ports = Object.keys((type === undefined ? undefined : registry.get(type)?.outputs) ?? {});
  const first = ports.map((port) => values?.[port]).find((value) => value !== undefined);
  return first ?? Object.values(values ?? {})[0];
}

interface ValuePreviewProps {
  readonly node: NodeId;
  readonly value: Outline;
  readonly isDraft?: boolean;
}

/** Preview of one value of a node. */
export function ValuePreview({ node, value, isDraft = false }: ValuePreviewProps) {
  const backdrop = useFittingBackdrop(node, value);
  switch (value.type) {
    case 'Image':
    case 'Depth':
      return <StillPreview value={value} />;
    case 'Mask':
    case 'Faces':
    case 'Regions':
      return <StillPreview value={value} backdrop={backdrop} />;
    case 'Motion':
      return <MotionCurves motion={value} />;
    case 'Prompt':
      return <PromptSummary prompt={value} isDraft={isDraft} />;
    case 'Clip':
      return <ClipPreview clip={value} />;
    case 'File':
      return <FilePreview file={value} />;
    case 'Number':
    case 'Boolean':
    case 'Text':
      return <div className="preview-text">{String(value.value)}</div>;
    case 'Report':
      return <ReportPreview report={value} />;
    case 'Keyframes':
      return Object.keys(value.tracks).length === 0 ? (
        <div className="preview-text">{spokenMessage(describeValue(value))}</div>
      ) : (
        <KeyframeTracksPreview tracks={value.tracks} />
      );
    default:
      return <div className="preview-text">{strings.inspector.notYet}</div>;
  }
}

/** The picture under an overlay: the node's own, or that of its draft where the overlay is one. */
function useFittingBackdrop(node: NodeId, value: Outline): Picture | undefined {
  const source = useDocument(
    (state) => splitPortReference(state.document.nodes[node]?.inputs?.image ?? '')?.node,
  );
  const drafts = [useDraftOutputs(node), useDraftOutputs(source)];
  const shown = drafts.flatMap((values) => Object.values(values ?? {}));
  const candidates = [useBackdrop(node), ...shown, usePictureNear(node)];
  if (!('width' in value)) return undefined;
  const isPicture = (image: Outline | undefined): image is Picture => image?.type === 'Image';
  // The draft of a picture is larger than those of what is made of it.
  return (
    candidates.filter(isPicture).find((image) => fits(value, image)) ??
    shown.filter(isPicture).find((image) => hasShapeOf(value, image))
  );
}

/** Masks and maps belong to pixels; faces are drawn as lines and fit every size of their picture. */
function fits(
  value: { readonly type: string; readonly width: number; readonly height: number },
  image: Picture,
) {
  return value.type === 'Faces' ? hasShapeOf(value, image) : value.width === image.width;
}

/** Is one as wide for its height as the other? */
function hasShapeOf(
  value: { readonly width: number; readonly height: number },
  { width, height }: Picture,
): boolean {
  return Math.abs(value.width / value.height - width / height) < 0.01;
}
