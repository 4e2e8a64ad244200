import { useEffect, useState } from 'react';
import { servedPath } from '../../values/served-path.ts';
import { engine } from '../run/engine.ts';

/** Reference of a bundled photo. */
const SAMPLE = /^sample:([\w-]+)$/;

/** A photo by its reference, as the browser shows it; nothing while it is not there. */
export function AssetPicture({ reference }: { readonly reference: string }) {
  const url = useAssetUrl(reference);
  return url === undefined ? null : <img src={url} alt="" />;
}

function useAssetUrl(reference: string): string | undefined {
  const [stored, setStored] = useState<string>();
  const sample = SAMPLE.exec(reference)?.[1];
  useEffect(() => {
    if (sample !== undefined) return;
    let url: string | undefined;
    let current = true;
    engine()
      .then((api) => api.readAsset(reference))
      .then(
        ({ bytes, mediaType }) => {
          if (!current) return;
          url = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: mediaType }));
          setStored(url);
        },
        // The photo's own field says that the file is not on this device.
        () => undefined,
      );
    return () => {
      current = false;
      setStored(undefined);
      if (url !== undefined) URL.revokeObjectURL(url);
    };
  }, [reference, sample]);
  return sample === undefined ? stored : servedPath(`samples/${sample}.jpg`);
}
