import { ImagePlus, TriangleAlert } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import type { AssetParam } from '../../runtime/params.ts';
import { formatBytes } from '../../values/describe.ts';
import { servedPath } from '../../values/served-path.ts';
import type { AssetInfo } from '../../workers/engine-api.ts';
import { changeParam } from '../document/document-store.ts';
import { pickFile } from '../files/pick-file.ts';
import { putPhoto } from '../files/put-photo.ts';
import { engine } from '../run/engine.ts';
import { strings } from '../strings/en.ts';

/** Fetched with the first photo that is looked at closely. */
const PhotoChecks = lazy(() => import('../photo-checks/photo-checks.tsx'));

/** Bundled photos to try. */
const SAMPLES = ['astronaut', 'hopper', 'chelsea', 'coffee', 'rocket'] as const;

interface AssetFieldProps {
  readonly id: string;
  readonly node: string;
  readonly name: string;
  readonly spec: AssetParam;
  readonly reference: string;
}

/** A photo: its name and size, a file picker, and the bundled samples. */
export function AssetField({ id, node, name, spec, reference }: AssetFieldProps) {
  const info = useAssetInfo(reference);
  const choose = async () => {
    const file = await pickFile(spec.accept);
    const chosen = file && (await putPhoto(file));
    if (chosen !== undefined) changeParam(node, name, chosen);
  };
  return (
    <div className="asset-field">
      {info === 'missing' ? (
        <p className="asset-missing">
          <TriangleAlert size={14} aria-hidden /> {strings.inspector.missing}
        </p>
      ) : (
        <p className="asset-name" translate="no">
          {info ? `${info.name} · ${formatBytes(info.bytes)}` : ' '}
        </p>
      )}
      <button id={id} type="button" className="button wide" onClick={() => void choose()}>
        <ImagePlus size={15} aria-hidden /> {strings.inspector.choosePhoto}
      </button>
      <p className="field-help">{strings.inspector.dropHint}</p>
      <ul className="sample-strip" aria-label={strings.inspector.samples}>
        {SAMPLES.map((sample) => (
          <li key={sample}>
            <button
              type="button"
              className="sample"
              translate="no"
              title={sample}
              aria-label={sample}
              aria-pressed={reference === `sample:${sample}`}
              onClick={() => changeParam(node, name, `sample:${sample}`)}
            >
              <img src={servedPath(`samples/${sample}.jpg`)} alt="" loading="lazy" />
            </button>
          </li>
        ))}
      </ul>
      {info && info !== 'missing' && (
        <Suspense>
          <PhotoChecks node={node} reference={reference} />
        </Suspense>
      )}
    </div>
  );
}

function useAssetInfo(reference: string): AssetInfo | 'missing' | undefined {
  const [info, setInfo] = useState<AssetInfo | 'missing'>();
  useEffect(() => {
    let current = true;
    setInfo(undefined);
    engine()
      .then((api) => api.assetInfo(reference))
      .then(
        (found) => {
          if (current) setInfo(found ?? 'missing');
        },
        () => undefined,
      );
    return () => {
      current = false;
    };
  }, [reference]);
  return info;
}
