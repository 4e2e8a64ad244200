import type { ClipValue } from '../../values/clip.ts';
import type { Picture } from '../../values/outline.ts';
import type { FileValue } from '../../values/value.ts';
import { ClipScreen } from '../painter/clip-screen.tsx';
import type { Showing } from '../painter/showing.ts';
import { useFileUrl } from '../previews/file-preview.tsx';

interface FrameStageProps {
  readonly clip: ClipValue | undefined;
  readonly file: FileValue | undefined;
  readonly showing: Showing;
  /** Shows the difference to this picture. */
  readonly against: Picture | undefined;
}

/** One frame of the clip at full size, exactly as rendered; without frames, the encoded file itself. */
export function FrameStage({ clip, file, showing, against }: FrameStageProps) {
  if (clip) return <ClipScreen clip={clip} showing={showing} against={against} className="player-canvas" />;
  return file ? <EncodedFile file={file} /> : null;
}

function EncodedFile({ file }: { readonly file: FileValue }) {
  const url = useFileUrl(file);
  if (!url) return null;
  if (file.mediaType.startsWith('video/'))
    return <video className="player-canvas" src={url} autoPlay loop muted playsInline />;
  if (file.mediaType.startsWith('image/')) return <img className="player-canvas" src={url} alt="" />;
  return <p className="quiet">{file.name}</p>;
}
