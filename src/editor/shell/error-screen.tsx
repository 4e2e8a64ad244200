import type { FallbackProps } from 'react-error-boundary';
import { strings } from '../strings/en.ts';

/**
 * Stands in for the editor when drawing it failed, or when a part of it could not be fetched. The document lives
 * outside of what is drawn and goes on being saved.
 */
export function ErrorScreen({ error }: FallbackProps) {
  return (
    <div className="fault" role="alert">
      <strong>{strings.fault.editor}</strong>
      <p>{strings.fault.saved}</p>
      <p className="fault-cause">{error instanceof Error ? error.message : String(error)}</p>
      <button type="button" className="button primary" onClick={() => location.reload()}>
        {strings.fault.reload}
      </button>
    </div>
  );
}
