import type { Translation } from '../catalogue.ts';
import type { modelStrings } from '../models-en.ts';

export const models: Translation<typeof modelStrings> = {
  title: 'Modelle',
  hint: (count, size) =>
    `${count} Modelle, ${size}. Sie kommen mit der App und rechnen auf diesem Gerät: kein Foto wird irgendwohin gesendet.`,
  usedBy: (nodes) => `für ${nodes}`,
  kept: 'für die Nutzung ohne Netz aufbewahrt',
  notKept: 'wird von diesem Host geladen, wenn ein Knoten es braucht',
  keep: (name) => `„${name}“ auf diesem Gerät aufbewahren`,
  drop: (name) => `„${name}“ von diesem Gerät löschen`,
  fetching: (name) => `„${name}“ wird geladen`,
  keepAll: 'Alle aufbewahren',
  missing: (names) => `Nicht auf diesem Gerät und von diesem Host nicht zu haben: ${names}.`,
  open: 'Modelle…',
  dropped: (name) => `„${name}“ von diesem Gerät gelöscht`,
  allKept: 'Alle Modelle sind auf diesem Gerät',
  names: {
    'face-detector': 'Gesichtssuche',
    'face-landmarks': 'Punkte von Gesichtern',
    'person-matte': 'Umriss von Menschen',
    pose: 'Körperhaltung',
    'face-embedding': 'Ähnlichkeit von Gesichtern',
    'motion-sampler': 'Bewegung aus Worten',
  },
};
