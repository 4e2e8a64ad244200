import { NODE_DECLARATIONS } from '../nodes/index.ts';
import { checkWorkflow, type WorkflowDiagnostic } from '../runtime/check-workflow.ts';
import { NodeRegistry } from '../runtime/registry.ts';
import { readWorkflow } from './read-workflow.ts';
import { EXIT } from './usage-error.ts';

/** `kineograph validate`: lists what would keep the workflow from running. Returns the exit code. */
export async function validateCommand(path: string, options: { readonly json?: boolean }): Promise<number> {
  const document = await readWorkflow(path);
  const diagnostics = checkWorkflow(document, new NodeRegistry(NODE_DECLARATIONS));
  const problems = named(diagnostics, 'problem');
  const remarks = named(diagnostics, 'remark');
  const valid = problems.length === 0;
  if (options.json) {
    process.stdout.write(
      `${JSON.stringify({
        valid,
        problems: problems.map(({ node, message }) => ({ node, problem: message })),
        remarks: remarks.map(({ node, message }) => ({ node, remark: message })),
      })}\n`,
    );
  } else {
    for (const { node, message } of problems) process.stderr.write(`${node}: ${message}\n`);
    for (const { node, message } of remarks) process.stderr.write(`${node}: remark: ${message}\n`);
    if (valid) process.stdout.write(`${path}: valid, ${Object.keys(document.nodes).length} nodes\n`);
  }
  return valid ? EXIT.done : EXIT.usage;
}

/** Diagnostics of one severity; those about no node stand under the document. */
function named(diagnostics: readonly WorkflowDiagnostic[], severity: WorkflowDiagnostic['severity']) {
  return diagnostics
    .filter((diagnostic) => diagnostic.severity === severity)
    .map(({ node = 'document', message }) => ({ node, message }));
}
