import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { documentJsonSchema } from '../src/runtime/document-schema.ts';

/** Writes the JSON Schema of workflow documents, for editors and other programs that write workflows. */
const target = resolve(import.meta.dirname, '../workflows/schema.gen.json');
await writeFile(target, `${JSON.stringify(documentJsonSchema(), undefined, 2)}\n`);
