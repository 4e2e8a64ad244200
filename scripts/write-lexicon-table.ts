/** Writes docs/motion-prompt.md from the lexicon. Run: npx tsx scripts/write-lexicon-table.ts */
import { writeFile } from 'node:fs/promises';
import { lexiconTable } from '../src/motion/prompt/lexicon-table.ts';

const target = new URL('../docs/motion-prompt.md', import.meta.url);
await writeFile(target, lexiconTable());
console.log(`Wrote ${target.pathname}`);
