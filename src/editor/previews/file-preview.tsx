import { FileArchive } from 'lucide-react';
import { useEffect, useState } from 'react';
import { formatBytes } from '../../values/describe.ts';
import type { FileValue } from '../../values/value.ts';

/** A URL for a file's bytes as long as the component shows it. */
export function useFileUrl(file: FileValue | undefined): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!file) {
      setUrl(undefined);
      return;
    }
    const fresh = URL.createObjectURL(
      new Blob([file.bytes as Uint8Array<ArrayBuffer>], { type: file.mediaType }),
    );
    setUrl(fresh);
    return () => URL.revokeObjectURL(fresh);
  }, [file]);
  return url;
}

/** The encoded file as it is: video, moving picture, or its name and size. */
export function FilePreview({ file }: { readonly file: FileValue }) {
  const url = useFileUrl(file);
  const size = formatBytes(file.bytes.byteLength);
  return (
    <div className="preview-file">
      {url && file.mediaType.startsWith('video/') && (
        <video key={url} src={url} autoPlay loop muted playsInline className="preview-pixels" />
      )}
      {url && file.mediaType.startsWith('image/') && <img src={url} alt="" className="preview-pixels" />}
      {!/^(video|image)\//.test(file.mediaType) && <FileArchive size={32} aria-hidden />}
      <span className="preview-caption">
        {file.name} · {size}
      </span>
    </div>
  );
}
