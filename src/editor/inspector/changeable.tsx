import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import { useDocument } from '../document/document-store.ts';
import { documentStrings } from '../strings/documents-en.ts';

/** Fields that change the document: off, for pointer and keys alike, while another tab edits it. */
export function Changeable({ children }: { readonly children: ReactNode }) {
  const isReadOnly = useDocument((state) => state.isReadOnly);
  const reason = isReadOnly ? documentStrings.elsewhere : undefined;
  return (
    <fieldset className="changeable" disabled={isReadOnly} title={reason} aria-description={reason}>
      {children}
    </fieldset>
  );
}

/** Why nothing can be changed; the bar above has the ways out. */
export function LockedNote() {
  const isReadOnly = useDocument((state) => state.isReadOnly);
  if (!isReadOnly) return null;
  return (
    <p className="inspector-locked">
      <Lock size={13} aria-hidden /> {documentStrings.elsewhere}
    </p>
  );
}
