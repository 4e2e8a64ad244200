/** Bounds of a document. Text from outside is untrusted; nothing in it may exhaust memory or time. */
export const DOCUMENT_LIMITS = {
  /** bytes of UTF-8 text */
  bytes: 8 * 1024 * 1024,
  nodes: 5_000,
  /** nesting of arrays and objects */
  depth: 32,
  /** values (members and items) in the whole text */
  values: 500_000,
  /** definitions of subgraphs, and how deep instances may stand in each other */
  subgraphs: 200,
  subgraphDepth: 16,
  /** ports, and as many parameters, of one subgraph */
  subgraphPorts: 64,
  idLength: 80,
  textLength: 20_000,
  /** groups, and as many notes, of one graph */
  furniture: 1_000,
} as const;
