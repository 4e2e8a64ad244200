import { Lock, TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { NodeId } from '../../runtime/document.ts';
import type { PromptValue } from '../../values/prompt.ts';
import { PromptChipView } from '../previews/prompt-summary.tsx';
import { useInputValue } from '../run/node-outputs.ts';
import { useWholeInput } from '../run/whole-value.ts';
import { channelLabel } from '../strings/channels.ts';
import { strings } from '../strings/en.ts';
import { spokenChip, spokenMessage } from '../strings/messages.ts';

interface PromptFieldProps {
  readonly id: string;
  readonly node: NodeId;
  readonly value: string;
  readonly maxLength: number;
  readonly onChange: (text: string) => void;
}

/** A prompt with what is understood of it, live: chips, locks, unknown words with a suggestion, warnings. */
export function PromptField({ id, node, value, maxLength, onChange }: PromptFieldProps) {
  const parsed = useParsedPrompt(node, value);
  return (
    <div className="prompt-field">
      <textarea
        id={id}
        className="text-field"
        rows={3}
        maxLength={maxLength}
        placeholder={strings.prompt.hint}
        value={value}
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
      />
      {parsed && (
        <>
          <ul className="prompt-chips" aria-label={strings.prompt.understood}>
            {parsed.chips.map((chip) => (
              <PromptChipView
                key={`${chip.start}-${chip.end}-${chip.label}`}
                chip={chip}
                text={parsed.text}
              />
            ))}
          </ul>
          {parsed.chips
            .filter((chip) => chip.kind === 'unknown' && chip.suggestion !== undefined)
            .map((chip) => (
              <button
                key={`${chip.start} suggestion`}
                type="button"
                className="prompt-suggestion"
                onClick={() =>
                  onChange(value.slice(0, chip.start) + (chip.suggestion ?? '') + value.slice(chip.end))
                }
              >
                <span translate="no">“{value.slice(chip.start, chip.end)}”</span>:{' '}
                {strings.prompt.didYouMean(chip.suggestion ?? '')}
              </button>
            ))}
          {parsed.limits.length > 0 && (
            <p className="prompt-limits">
              <Lock size={12} aria-hidden />{' '}
              {parsed.limits.map(({ channel }) => limitName(channel)).join(', ')}
            </p>
          )}
          {parsed.warnings.map((warning) => (
            <p key={warning.message} className="prompt-warning">
              <TriangleAlert size={13} aria-hidden /> {spokenMessage(warning.message)}
            </p>
          ))}
        </>
      )}
    </div>
  );
}

/** What a limit is about: a channel, or, ending in a dot, a group of them. */
function limitName(channel: string): string {
  return channel.endsWith('.') ? spokenChip(channel.slice(0, -1)) : channelLabel(channel);
}

/** The prompt as the node would read it: with what is known of the face. The parser loads with the first prompt. */
function useParsedPrompt(node: NodeId, text: string): PromptValue | undefined {
  const [parsed, setParsed] = useState<PromptValue>();
  const faces = useInputValue(node, 'faces');
  const { value: regions } = useWholeInput(node, 'regions');
  useEffect(() => {
    let current = true;
    const reading = Promise.all([
      import('../../motion/prompt/parse-prompt.ts'),
      import('../../motion/subject-facts.ts'),
    ]);
    reading.then(
      ([{ parsePrompt }, { subjectFacts }]) => {
        if (!current) return;
        const facts = subjectFacts(
          faces?.type === 'Faces' ? faces : undefined,
          regions?.type === 'Regions' ? regions : undefined,
        );
        setParsed(parsePrompt(text, facts));
      },
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [text, faces, regions]);
  return parsed;
}
