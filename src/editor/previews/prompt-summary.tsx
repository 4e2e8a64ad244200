import { Lock, TriangleAlert } from 'lucide-react';
import type { PromptChip, PromptValue } from '../../values/prompt.ts';
import { spokenChip, spokenMessage } from '../strings/messages.ts';

/** Warnings about the size of the photo: a draft has a smaller one than the run. */
const SIZE_WARNING = 'small-face';

interface PromptSummaryProps {
  readonly prompt: PromptValue;
  readonly isDraft: boolean;
}

/** What a prompt was understood as: chips with strengths, limits as locks, warnings. */
export function PromptSummary({ prompt, isDraft }: PromptSummaryProps) {
  const warnings = prompt.warnings.filter(({ code }) => !isDraft || code !== SIZE_WARNING);
  return (
    <div className="prompt-summary">
      <ul className="prompt-chips">
        {prompt.chips.map((chip) => (
          <PromptChipView key={`${chip.start}-${chip.end}-${chip.label}`} chip={chip} text={prompt.text} />
        ))}
      </ul>
      {warnings.length > 0 && (
        <p className="prompt-warning-count">
          <TriangleAlert size={12} aria-hidden /> {spokenMessage(warnings[0]?.message ?? '')}
        </p>
      )}
    </div>
  );
}

/** One understood, limited or unknown stretch of a prompt. */
export function PromptChipView({ chip, text }: { readonly chip: PromptChip; readonly text: string }) {
  return (
    <li className={`prompt-chip chip-${chip.kind}`}>
      {chip.kind === 'limit' && <Lock size={11} aria-hidden />}
      {chip.strength !== undefined && (
        <span
          className="chip-strength"
          style={{ width: `${Math.min(1, chip.strength / 2) * 18}px` }}
          aria-hidden="true"
        />
      )}
      {chip.kind === 'unknown' && (
        // An unknown word has no name but itself.
        <>
          <span translate="no">“{text.slice(chip.start, chip.end)}”</span>{' '}
        </>
      )}
      {spokenChip(chip.label)}
    </li>
  );
}
