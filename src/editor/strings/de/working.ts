import type { Translation } from '../catalogue.ts';
import type { graphStrings } from '../graph-en.ts';
import type { liveStrings } from '../live-en.ts';
import type { maskStrings } from '../masks-en.ts';
import type { takeStrings } from '../takes-en.ts';

export * from './direct.ts';

export const live: Translation<typeof liveStrings> = {
  draft: 'Entwurf',
  draftHint: 'Ein kleiner Entwurf der letzten Änderung. Ausführen zeigt es ganz.',
};

export const graph: Translation<typeof graphStrings> = {
  group: {
    untitled: 'Gruppe',
    add: 'Auswahl gruppieren',
    name: (title, nodes) => `Gruppe ${title}, ${nodes} Knoten`,
    title: 'Titel der Gruppe',
    fit: 'Gruppe an ihre Knoten anpassen',
    run: 'Gruppe ausführen',
    bypass: 'Gruppe umgehen',
    enable: 'Gruppe wieder einschalten',
    remove: 'Rahmen entfernen, Knoten behalten',
    rename: 'Gruppe umbenennen',
    resize: 'Größe der Gruppe ändern',
    none: 'Zuerst eine Gruppe auswählen.',
  },
  note: {
    add: 'Notiz hinzufügen',
    placeholder: 'Eine Notiz schreiben…',
    name: (text) => `Notiz: ${text}`,
    text: 'Text der Notiz',
    write: 'Notiz schreiben',
    edit: 'Notiz bearbeiten',
    resize: 'Größe der Notiz ändern',
    remove: 'Notiz löschen',
  },
  reroute: {
    add: 'Umlenkpunkt in die ausgewählte Leitung setzen',
    name: (type) => `Umlenkpunkt: ${type}`,
    noWire: 'Zuerst eine Leitung auswählen: mit Tab hingehen und Eingabe drücken oder anklicken.',
    nothing: 'Dieser Umlenkpunkt hängt an keiner Leitung.',
    circle: 'Das würde einen Kreis aus Umlenkpunkten schließen.',
    step: 'Umlenkpunkt hinzufügen',
    remove: 'Umlenkpunkt entfernen',
  },
  subgraph: {
    create: 'Aus der Auswahl einen Teilgraphen machen',
    expand: 'Teilgraphen in seine Knoten auflösen',
    unique: 'Teilgraphen eigenständig machen',
    name: (number) => `Teilgraph ${number}`,
    copy: (name) => `${name} (Kopie)`,
    cannot:
      'Erst Knoten auswählen: höchstens 64 Leitungen dürfen hinausführen, ein Workflow fasst 200 Teilgraphen.',
    notOne: 'Erst einen Teilgraphen auswählen.',
  },
  colour: 'Farbe',
  colourName: {
    grey: 'Grau',
    blue: 'Blau',
    green: 'Grün',
    amber: 'Bernstein',
    red: 'Rot',
    purple: 'Violett',
  },
  rename: 'Umbenennen',
};

export const takes: Translation<typeof takeStrings> = {
  tabs: 'Was hier zu sehen ist',
  result: 'Ergebnis',
  takes: (count) => `Takes (${count})`,
  show: 'Takes zeigen',
  title: 'Takes',
  take: (number) => `Take ${number}`,
  choose: (number) => `Mit Take ${number} weitermachen`,
  chosen: 'Gewählt',
  reject: (number) => `Take ${number} verwerfen`,
  keep: (number) => `Take ${number} doch behalten`,
  rejected: 'Verworfen',
  pair: (number) => `Take ${number} neben einen anderen stellen`,
  pairHint: 'Zwei Takes markieren, um sie nebeneinander zu sehen.',
  grid: 'Alle Takes',
  split: 'Nebeneinander',
  wipe: 'Übereinander',
  onion: 'Einer durch den anderen',
  onionAt: 'Wie viel vom zweiten Take durchscheint',
  wipeAt: 'Wo der eine Take endet und der andere beginnt',
  check: 'Takes prüfen',
  checking: 'Wird geprüft…',
  checkHint: 'Misst jeden Take am Foto: dasselbe Gesicht, Augen, die schließen, eine Schleife ohne Naht.',
  noFlags: 'Nichts auszusetzen',
  poor: (count) => `${count} schlecht`,
  fair: (count) => `${count} mäßig`,
  bound: {
    least: (measure, limit) => `${measure}, sollte mindestens ${limit} sein`,
    most: (measure, limit) => `${measure}, sollte höchstens ${limit} sein`,
  },
  boundNear: (measure, limit, within) => `${measure}, sollte ${limit} ± ${within} sein`,
  rejectPoor: (count) =>
    count === 1 ? 'Den schlechten Take verwerfen' : `${count} schlechte Takes verwerfen`,
  rejectPoorHint:
    'Verwirft jeden Take mit einem Messwert jenseits des noch Brauchbaren. Ein Rückgängig holt alle zurück.',
  rejectedPoor: (count) => (count === 1 ? '1 Take verworfen' : `${count} Takes verworfen`),
  rendering: 'Wird gerendert…',
  sample: 'Takes machen',
  sampleHint: 'Die Takes gibt es noch nicht, oder etwas vor ihnen hat sich geändert.',
  noRenderer: 'Noch rendert nichts diese Takes: Gezeigt werden die Kurven.',
  failed: 'Die Takes ließen sich nicht rendern.',
  fullScreen: 'Takes im Vollbild',
  difference: 'Unterschied zum Foto, vierfach verstärkt',
  trim: 'Kürzen',
  trimFrom: 'Erstes Bild, das bleibt',
  trimTo: 'Letztes Bild, das bleibt',
  trimApply: 'Kürzen',
  trimWhole: 'Ganzer Take',
  trimKept: (frames, seconds) => `${frames} Bilder, ${seconds} s`,
  steps: {
    choose: (number) => `Take ${number} wählen`,
    reject: (number) => `Take ${number} verwerfen`,
    keep: (number) => `Take ${number} behalten`,
    rejectPoor: 'Schlechte Takes verwerfen',
    trim: 'Take kürzen',
    untrim: 'Take wieder ganz zeigen',
  },
};

export const masks: Translation<typeof maskStrings> = {
  canvas:
    'Bild zum Bemalen. Pfeiltasten bewegen den Pinsel, Eingabe beginnt und beendet einen Strich, Leertaste tupft, Klammern ändern die Größe, E radiert.',
  keys: 'Tastatur: Pfeile bewegen, Eingabe beginnt und beendet einen Strich, Leertaste tupft, [ und ] Größe, E radiert.',
  depthCanvas:
    'Tiefe über dem Bild zum Bemalen. Pfeiltasten bewegen den Pinsel, Eingabe beginnt und beendet einen Strich, Leertaste tupft, Klammern ändern die Größe, E nimmt das nächste Werkzeug.',
  depthKeys:
    'Tastatur: Pfeile bewegen, Eingabe beginnt und beendet einen Strich, Leertaste tupft, [ und ] Größe, E nimmt das nächste Werkzeug. Hell ist nah, dunkel ist fern.',
  depthTitle: 'Tiefe nachbessern',
  noPicture: 'Zuerst das Bild vor diesem Knoten ausführen, dann darauf malen.',
  makePicture: 'Bild machen',
  tools: { paint: 'Malen', erase: 'Radieren', nearer: 'Näher', farther: 'Ferner', smooth: 'Glätten' },
  radius: 'Größe',
  feather: 'Weichheit',
  snap: 'An Kanten einrasten',
  undo: 'Letzten Strich zurücknehmen',
  clear: 'Alle Striche entfernen',
  large: 'In großer Ansicht malen',
  largeTitle: 'Maske malen',
  count: (count) => (count === 1 ? '1 Strich' : `${count} Striche`),
  full: 'Kein Platz für weitere Striche: zuerst einige entfernen.',
  painted: 'Strich gemalt',
  steps: {
    paint: 'Einen Strich malen',
    erase: 'Mit einem Strich radieren',
    nearer: 'Mit einem Strich näher holen',
    farther: 'Mit einem Strich fortschieben',
    smooth: 'Mit einem Strich glätten',
    clear: 'Alle Striche entfernen',
  },
};
