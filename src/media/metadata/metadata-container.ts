/** How one kind of file carries a workflow. */
export interface MetadataContainer {
  /** What users call it. */
  readonly name: string;
  /** True when the bytes start as this kind of file does. */
  matches(file: Uint8Array): boolean;
  /**
   * A copy of the file that carries the workflow and plays as before; an earlier workflow is replaced.
   * @throws {ContainerDamaged}
   */
  embed(file: Uint8Array, json: string): Uint8Array<ArrayBuffer>;
  /** The workflow's JSON, or undefined when there is none. @throws {ContainerDamaged | MediaError} */
  extract(file: Uint8Array): string | undefined;
}

/** The file's own structure is broken; never leaves this folder. */
export class ContainerDamaged extends Error {
  override readonly name = 'ContainerDamaged';
}
