import { NODE_DECLARATIONS } from '../nodes/index.ts';
import { NodeRegistry } from '../runtime/registry.ts';
import { buildGraph } from '../runtime/workflow-graph.ts';
import { readWorkflow } from './read-workflow.ts';
import { EXIT } from './usage-error.ts';

/** `kineograph validate`: lists what would keep the workflow from running. Returns the exit code. */
export async function validateCommand(path: string, options: { readonly json?: boolean }): Promise<number> {
  const document = await readWorkflow(path);
  const graph = buildGraph(document, new NodeRegistry(NODE_DECLARATIONS));
  const problems = [...graph.nodes.values()].flatMap((node) =>
    node.problems.map((problem) => ({ node: node.id, problem })),
  );
  if (options.json) process.stdout.write(`${JSON.stringify({ valid: problems.length === 0, problems })}\n`);
  else {
    for (const { node, problem } of problems) process.stderr.write(`${node}: ${problem}\n`);
    if (problems.length === 0) process.stdout.write(`${path}: valid, ${graph.nodes.size} nodes\n`);
  }
  return problems.length === 0 ? EXIT.done : EXIT.usage;
}
