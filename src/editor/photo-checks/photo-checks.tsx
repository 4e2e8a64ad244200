import { CircleCheck, Info } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ParamValue } from '../../runtime/params.ts';
import { useDocument } from '../document/document-store.ts';
import { photoCheckStrings as strings } from '../strings/photo-checks-en.ts';
import { templateStrings } from '../strings/templates-en.ts';
import { applyCure } from './apply-cure.ts';
import { type PhotoFinding, SMALL_FACE_PX } from './check-photo.ts';
import { type Cure, curesFor } from './cures.ts';
import { findInPhoto, type SeenPhoto } from './find-in-photo.ts';
import './photo-checks.css';

/** Looked at before in this page, by reference and size: going back to a node asks nobody again. */
const seen = new Map<string, Promise<SeenPhoto | undefined>>();

interface PhotoChecksProps {
  /** The Load image node. */
  readonly node: string;
  /** The photo in it. */
  readonly reference: string;
}

/** What stands in the way of a good clip from this photo, each with what one click does about it. */
export default function PhotoChecks({ node, reference }: PhotoChecksProps) {
  const photo = useSeenPhoto(node, reference);
  const document = useDocument((state) => state.document);
  if (photo === 'failed') return null;
  return (
    <section className="photo-checks" aria-label={strings.title} aria-live="polite">
      {!photo && <p className="quiet">{strings.checking}</p>}
      {photo?.findings.length === 0 && (
        <p className="photo-good">
          <CircleCheck size={14} aria-hidden /> {strings.good}
        </p>
      )}
      {photo?.findings.map((finding) => (
        <div key={finding.kind} className="photo-finding">
          <p>
            <Info size={14} aria-hidden /> {textOf(finding)}
          </p>
          <div className="photo-cures">
            {curesFor(finding, document).map((cure) => (
              <CureButton key={JSON.stringify(cure)} cure={cure} photo={photo} reference={reference} />
            ))}
          </div>
        </div>
      ))}
    </section>
  );
}

interface CureButtonProps {
  readonly cure: Cure;
  readonly photo: SeenPhoto;
  readonly reference: string;
}

function CureButton({ cure, photo, reference }: CureButtonProps) {
  const chosen = useDocument(
    ({ document }) => cure.kind === 'face' && (document.nodes[cure.node]?.params?.index ?? 0) === cure.index,
  );
  const face = cure.kind === 'face' ? photo.faces[cure.index] : undefined;
  return (
    <button
      type="button"
      className={face ? 'photo-face' : 'button'}
      aria-pressed={cure.kind === 'face' ? chosen : undefined}
      aria-label={face ? nameOf(cure) : undefined}
      onClick={() => void applyCure(cure, reference)}
    >
      {face ? <FacePicture picture={face} /> : nameOf(cure)}
    </button>
  );
}

function FacePicture({ picture }: { readonly picture: ImageBitmap }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    canvas.current?.getContext('2d')?.drawImage(picture, 0, 0);
  }, [picture]);
  return <canvas ref={canvas} width={picture.width} height={picture.height} />;
}

function useSeenPhoto(node: string, reference: string): SeenPhoto | 'failed' | undefined {
  const [photo, setPhoto] = useState<SeenPhoto | 'failed'>();
  const maxSide = useDocument(({ document }) => document.nodes[node]?.params?.maxSide);
  useEffect(() => {
    let current = true;
    setPhoto(undefined);
    const params: Readonly<Record<string, ParamValue>> =
      maxSide === undefined ? { file: reference } : { file: reference, maxSide };
    const name = JSON.stringify(params);
    const looking = seen.get(name) ?? findInPhoto(params);
    seen.set(name, looking);
    const forget = () => {
      seen.delete(name);
      if (current) setPhoto('failed');
    };
    looking.then((found) => {
      if (!found) forget();
      else if (current) setPhoto(found);
    }, forget);
    for (const oldest of seen.keys()) if (seen.size > 2) seen.delete(oldest);
    return () => {
      current = false;
    };
  }, [reference, maxSide]);
  return photo;
}

function textOf(finding: PhotoFinding): string {
  const { findings } = strings;
  switch (finding.kind) {
    case 'small-face':
      return findings['small-face'](Math.round(finding.width), SMALL_FACE_PX);
    case 'profile':
      return findings.profile(Math.round(Math.abs(finding.yaw)));
    case 'several-faces':
      return findings['several-faces'](finding.faces.length);
    default:
      return findings[finding.kind];
  }
}

function nameOf(cure: Cure): string {
  const { cures } = strings;
  if (cure.kind === 'set') return cures[cure.name];
  if (cure.kind === 'face') return cures.face(cure.index + 1);
  return cures.template(templateStrings[cure.template].name);
}
