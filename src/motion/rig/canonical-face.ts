import data from '../../../models/canonical-face.json' with { type: 'json' };

/** Vertices of the canonical face mesh. */
export const VERTEX_COUNT = 468;

/** The canonical face (MediaPipe face geometry, Apache-2.0): centimetres, x right as seen, y up, z to the viewer. */
export const CANONICAL = {
  /** 468 x 3, cm */
  vertices: Float32Array.from(data.vertices),
  /** 3 vertex indices per triangle */
  triangles: Uint16Array.from(data.triangles),
  /** [vertex, weight] pairs: the rigid points that a face is fitted by */
  basis: data.basis.map(([vertex = 0, weight = 0]) => [vertex, weight] as const),
} as const;
