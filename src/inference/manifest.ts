import { z } from 'zod';
import embedded from '../../models/manifest.json' with { type: 'json' };
import { ModelError } from '../values/errors.ts';

const TensorSchema = z.object({
  name: z.string().min(1),
  type: z.enum(['float32', 'float16', 'int32', 'int64', 'uint8']),
  /** A fixed length, or the name of an axis that may have any. */
  shape: z.array(z.union([z.int().positive(), z.string().min(1)])),
  meaning: z.string(),
});

const ModelSchema = z.object({
  id: z.string().regex(/^[a-z0-9-]+$/),
  /** Path below `models/`, never out of it. */
  file: z.string().regex(/^[a-z0-9-]+(\/[a-z0-9.-]+)+$/),
  bytes: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  licence: z.string().min(1),
  source: z.object({
    package: z.string(),
    version: z.string(),
    file: z.string(),
    sha256: z.string(),
  }),
  inputs: z.array(TensorSchema).min(1),
  outputs: z.array(TensorSchema).min(1),
});

const ManifestSchema = z.object({ version: z.literal(1), models: z.array(ModelSchema) });

/** Name, type and shape of one tensor of a model. */
export type TensorContract = z.infer<typeof TensorSchema>;

/** One model: its file, hash, origin and tensors. */
export type ModelEntry = z.infer<typeof ModelSchema>;

export type ModelManifest = z.infer<typeof ManifestSchema>;

/**
 * Checks a manifest as read from JSON.
 * @throws {ModelError} `manifest-invalid` naming the first field that is wrong
 */
export function parseManifest(json: unknown): ModelManifest {
  const result = ManifestSchema.safeParse(json);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new ModelError(
    'manifest-invalid',
    `The model manifest is wrong at ${issue?.path.join('.') || 'its root'}: ${issue?.message}.`,
    'Install Kineograph again; models/manifest.json was changed or damaged.',
  );
}

/** The models that ship with the app. */
export const EMBEDDED_MODELS: ModelManifest = parseManifest(embedded);

/** @throws {ModelError} `model-unknown` when no embedded model has this id */
export function modelEntry(id: string): ModelEntry {
  const entry = EMBEDDED_MODELS.models.find((model) => model.id === id);
  if (entry) return entry;
  throw new ModelError(
    'model-unknown',
    `There is no model "${id}" in the manifest.`,
    `Known models: ${EMBEDDED_MODELS.models.map((model) => model.id).join(', ')}.`,
  );
}
