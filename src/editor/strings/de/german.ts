import type { Translations } from '../catalogue.ts';

/** All German texts by catalogue. Loaded when German is chosen. */
export const german: Translations = {};
