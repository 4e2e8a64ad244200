/** How far handles were dragged, by their names: [across, down] in the unit of the parameter that holds them. */
export type HandleOffsets = Readonly<Record<string, readonly [across: number, down: number]>>;
