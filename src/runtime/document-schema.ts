import { z } from 'zod';
import { DOCUMENT_LIMITS } from './document-limits.ts';
import { KEYS_PER_TRACK } from './keyframes-param.ts';

const id = z
  .string()
  .min(1)
  .max(DOCUMENT_LIMITS.idLength)
  .regex(/^[^.\s][^.]*$/, 'must not contain a dot');
const reference = z
  .string()
  .min(3)
  .max(DOCUMENT_LIMITS.idLength * 2);
const coordinate = z.number().min(-1e6).max(1e6);
const text = z.string().max(DOCUMENT_LIMITS.textLength);

const keyframes = z.record(
  z.string().max(DOCUMENT_LIMITS.idLength),
  z.array(z.looseObject({ at: z.number().describe('seconds'), value: z.number() })).max(KEYS_PER_TRACK),
);

const offsets = z.record(z.string().max(DOCUMENT_LIMITS.idLength), z.array(z.number()).length(2));

const paramValue = z.union([
  z.number(),
  z.boolean(),
  text,
  z.array(z.number()).max(10_000),
  keyframes,
  offsets,
]);

const node = z.looseObject({
  type: z.string().min(1).max(DOCUMENT_LIMITS.idLength).describe('type@version, e.g. crop@1'),
  params: z.record(z.string().max(DOCUMENT_LIMITS.idLength), paramValue).optional(),
  inputs: z
    .record(z.string().max(DOCUMENT_LIMITS.idLength), reference)
    .optional()
    .describe('input port -> node.port'),
  paramInputs: z
    .array(z.string().min(1).max(DOCUMENT_LIMITS.idLength))
    .max(100)
    .optional()
    .describe('parameters that are inputs too, at the port param:<name>'),
  label: text.optional(),
  bypassed: z.boolean().optional(),
  pinned: z.boolean().optional(),
});

const colour = z.string().max(40).optional();

const view = z.looseObject({
  nodes: z
    .record(id, z.looseObject({ x: coordinate, y: coordinate, collapsed: z.boolean().optional() }))
    .optional(),
  groups: z
    .array(
      z.looseObject({
        id: id.optional(),
        title: text,
        x: coordinate,
        y: coordinate,
        width: coordinate,
        height: coordinate,
        colour,
      }),
    )
    .max(DOCUMENT_LIMITS.furniture)
    .optional(),
  notes: z
    .array(
      z.looseObject({
        id: id.optional(),
        title: text.optional(),
        text,
        x: coordinate,
        y: coordinate,
        width: coordinate.optional(),
        height: coordinate.optional(),
        colour,
      }),
    )
    .max(DOCUMENT_LIMITS.furniture)
    .optional(),
  reroutes: z
    .record(
      id,
      z.looseObject({
        x: coordinate,
        y: coordinate,
        from: z
          .string()
          .min(1)
          .max(DOCUMENT_LIMITS.idLength * 2)
          .describe('node.port of the source, or the reroute before this one'),
      }),
    )
    .refine(
      (reroutes) => Object.keys(reroutes).length <= DOCUMENT_LIMITS.nodes,
      `more than ${DOCUMENT_LIMITS.nodes} reroutes`,
    )
    .optional(),
  wires: z.record(reference, id).optional().describe('node.port of an input -> its last reroute'),
  ends: z
    .looseObject({
      inputs: z.looseObject({ x: coordinate, y: coordinate }).optional(),
      outputs: z.looseObject({ x: coordinate, y: coordinate }).optional(),
    })
    .optional()
    .describe('where the inputs and outputs of a subgraph lie'),
});

const nodes = z
  .record(id, node)
  .refine(
    (given) => Object.keys(given).length <= DOCUMENT_LIMITS.nodes,
    `more than ${DOCUMENT_LIMITS.nodes} nodes`,
  );

/** At most so many ports or parameters. */
function ports<T extends z.ZodType>(port: T) {
  return z
    .record(id, port)
    .refine(
      (given) => Object.keys(given).length <= DOCUMENT_LIMITS.subgraphPorts,
      `more than ${DOCUMENT_LIMITS.subgraphPorts} entries`,
    );
}

const portType = z.string().min(1).max(DOCUMENT_LIMITS.idLength);

const subgraph = z.looseObject({
  name: z.string().max(200),
  nodes,
  inputs: ports(
    z.looseObject({
      type: portType,
      label: text.optional(),
      optional: z.boolean().optional(),
      to: z.array(reference).max(200).describe('node.port inside'),
    }),
  ),
  outputs: ports(z.looseObject({ type: portType, label: text.optional(), from: reference.optional() })),
  params: ports(z.looseObject({ label: text.optional(), target: reference.describe('node.param inside') })),
  view: view.optional(),
});

/** The validator of workflow documents. Unknown members are kept at every level. */
export const documentSchema = z.looseObject({
  kineograph: z.literal(1).describe('format version'),
  id: z
    .string()
    .max(DOCUMENT_LIMITS.idLength)
    .regex(/^[\w-]+$/, 'must be letters, digits, _ and -')
    .optional()
    .describe('tells this document from others of the same name; a copy gets another one'),
  name: z.string().max(200),
  nodes,
  outputs: z.array(reference).max(100).describe('node.port references that the workflow exists to make'),
  app: z.looseObject({ controls: z.array(reference).max(200) }).optional(),
  subgraphs: z
    .record(id, subgraph)
    .refine(
      (given) => Object.keys(given).length <= DOCUMENT_LIMITS.subgraphs,
      `more than ${DOCUMENT_LIMITS.subgraphs} subgraphs`,
    )
    .optional()
    .describe('graphs that nodes of type subgraph:<id> stand for'),
  view: view.optional(),
});

/** The same as JSON Schema (draft 2020-12), for other programs. */
export function documentJsonSchema(): object {
  const schema = z.toJSONSchema(documentSchema);
  return { ...schema, title: 'Kineograph workflow', description: 'One workflow, as Kineograph saves it.' };
}
