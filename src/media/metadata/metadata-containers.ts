import { gifMetadata } from './gif-metadata.ts';
import type { MetadataContainer } from './metadata-container.ts';
import { mp4Metadata } from './mp4-metadata.ts';
import { pngMetadata } from './png-metadata.ts';
import { webmMetadata } from './webm-metadata.ts';
import { webpMetadata } from './webp-metadata.ts';
import { zipMetadata } from './zip-metadata.ts';

/** Every kind of file that can carry a workflow. */
const CONTAINERS: readonly MetadataContainer[] = [
  mp4Metadata,
  webmMetadata,
  gifMetadata,
  webpMetadata,
  pngMetadata,
  zipMetadata,
];

/** The kind of file by its first bytes; names and media types are not believed. */
export function containerOf(file: Uint8Array): MetadataContainer | undefined {
  return CONTAINERS.find((container) => container.matches(file));
}
