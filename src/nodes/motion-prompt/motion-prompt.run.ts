import { parsePrompt } from '../../motion/prompt/parse-prompt.ts';
import { subjectFacts } from '../../motion/subject-facts.ts';
import type { NodeRun } from '../../runtime/node.ts';
import type { spec } from './motion-prompt.node.ts';

/** Parses the text; what it warns about becomes notices, and stays in the prompt. */
export const run: NodeRun<typeof spec> = async (context, { faces, regions }, { text }) => {
  const prompt = parsePrompt(text, subjectFacts(faces, regions));
  for (const { message } of prompt.warnings) context.notice(message);
  const unknown = prompt.chips.filter(({ kind }) => kind === 'unknown');
  if (unknown.length > 0) {
    const words = unknown.map(({ start, end, suggestion }) => {
      const word = `"${text.slice(start, end)}"`;
      return suggestion === undefined ? word : `${word} (did you mean "${suggestion}"?)`;
    });
    context.notice(`Not understood: ${words.join(', ')}.`);
  }
  return { prompt };
};
