import { useEffect, useRef } from 'react';
import { editWords } from './canvas-selection.ts';

interface WordsFieldProps {
  readonly label: string;
  readonly text: string;
  readonly placeholder?: string;
  readonly multiline?: boolean;
  /** Hears the words when they changed. */
  readonly onEnd: (text: string) => void;
}

/** Where the words of a group or note are written. Leaving it keeps them, Escape does not. */
export function WordsField({ label, text, placeholder, multiline, onEnd }: WordsFieldProps) {
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const isGivenUp = useRef(false);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const Field = multiline ? 'textarea' : 'input';
  return (
    <Field
      ref={field}
      className="words-field nodrag nopan nowheel"
      aria-label={label}
      defaultValue={text}
      placeholder={placeholder}
      maxLength={multiline ? 20_000 : 200}
      onBlur={(event) => {
        const written = event.currentTarget.value;
        if (!isGivenUp.current && written !== text) onEnd(written);
        editWords(undefined);
      }}
      onKeyDown={(event) => {
        event.stopPropagation();
        const isDone = event.key === 'Enter' && (!multiline || event.ctrlKey || event.metaKey);
        if (event.key !== 'Escape' && !isDone) return;
        isGivenUp.current = event.key === 'Escape';
        const piece = event.currentTarget.closest<HTMLElement>('.react-flow__node');
        event.currentTarget.blur();
        piece?.focus();
      }}
    />
  );
}
