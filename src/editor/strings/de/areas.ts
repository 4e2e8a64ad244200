import type { appViewStrings } from '../app-view-en.ts';
import type { canvasStrings } from '../canvas-en.ts';
import type { Translation } from '../catalogue.ts';
import type { curveStrings } from '../curves-en.ts';
import type { documentStrings } from '../documents-en.ts';
import type { engineStrings } from '../engine-en.ts';
import type { FlowTexts } from '../flow-labels.ts';
import type { offlineStrings } from '../offline-en.ts';
import type { paramInputStrings } from '../param-inputs-en.ts';
import type { photoCheckStrings } from '../photo-checks-en.ts';
import type { ReasonTexts } from '../reasons.ts';
import type { reportStrings } from '../report-en.ts';
import type { templateStrings } from '../templates-en.ts';
import type { TypeTexts } from '../types.ts';

export { connect } from './connect.ts';
export { help, tour } from './learning.ts';

export const appView: Translation<typeof appViewStrings> = {
  open: 'App-Ansicht öffnen',
  close: 'Im Editor öffnen',
  settings: 'Einstellungen',
  empty: 'Dieser Workflow zeigt hier noch keine Einstellungen.',
  emptyHint: 'Im Editor öffnen und neben einer Einstellung „In der App-Ansicht zeigen“ wählen.',
  promote: 'In der App-Ansicht zeigen',
  demote: 'Aus der App-Ansicht nehmen',
  controls: 'App-Ansicht',
  controlsHint:
    'Was sieht, wer den Workflow nur benutzt. Einstellungen kommen mit dem Knopf neben jeder von ihnen hinzu.',
  up: (label) => `${label} nach oben`,
  down: (label) => `${label} nach unten`,
  remove: (label) => `${label} aus der App-Ansicht nehmen`,
  steps: {
    promote: 'In die App-Ansicht aufnehmen',
    demote: 'Aus der App-Ansicht nehmen',
    move: 'App-Ansicht umordnen',
  },
  before: 'Das Foto. Ausführen erweckt es zum Leben.',
  working: (title) => `${title}…`,
};

export const canvas: Translation<typeof canvasStrings> = {
  duplicateFree: 'Ohne Leitungen duplizieren',
  find: 'In diesem Workflow suchen',
  inGraph: 'In diesem Workflow',
  commands: 'Befehle',
  align: {
    title: 'Ausrichten',
    left: 'Linke Kanten ausrichten',
    centre: 'Mitten untereinander ausrichten',
    right: 'Rechte Kanten ausrichten',
    top: 'Obere Kanten ausrichten',
    middle: 'Mitten nebeneinander ausrichten',
    bottom: 'Untere Kanten ausrichten',
    spreadX: 'Waagerecht verteilen',
    spreadY: 'Senkrecht verteilen',
  },
  tidy: {
    underWay: 'Die Anordnung wird aufgeräumt …',
    done: 'Anordnung aufgeräumt',
    dropped: 'Jetzt ist ein anderer Graph zu sehen: Nichts wurde bewegt.',
    failed:
      'Die Anordnung konnte nicht aufgeräumt werden: Ihr Worker endete ohne Antwort. Nichts wurde bewegt.',
    remedy: 'Noch einmal versuchen. Misslingt es weiter, den Workflow sichern und die Seite neu laden.',
  },
  live: 'Live: bei jeder Änderung ausführen',
  liveShort: 'Live',
  shortcuts: {
    title: 'Tastenkürzel',
    hint: 'Den Knopf eines Kürzels drücken und dann die neuen Tasten. Escape behält es bei, die Rücktaste nimmt es weg.',
    press: 'Tasten drücken…',
    none: 'keins',
    change: (label, keys) => `${label}: ${keys}. Ändern`,
    reset: 'Zurück zum Standard',
    taken: (label) => `Diese Tasten gehörten zu „${label}“.`,
    reserved: 'Diese Tasten braucht der Editor selbst.',
  },
};

export const curves: Translation<typeof curveStrings> = {
  editor: (channel) => `Kurve von ${channel}`,
  addChannel: 'Kanal hinzufügen',
  removeChannel: (channel) => `Alle Keyframes von ${channel} entfernen`,
  noChannels: 'Noch keine Keyframes. Einen Kanal wählen, um ihn von Hand zu führen.',
  addKey: 'Keyframe hinzufügen',
  removeKey: 'Diesen Keyframe löschen',
  zoomIn: 'Kürzere Zeit zeigen',
  zoomOut: 'Längere Zeit zeigen',
  showAll: 'Ganzen Take zeigen',
  zoomHint: 'Zwei Finger oder Strg und Rad zoomen',
  time: 'Zeit',
  frame: 'Bild',
  value: 'Wert',
  key: (number, count) => `Keyframe ${number} von ${count}`,
  keyAt: (seconds, value) => `${seconds} s, ${value}`,
};

export const documents: Translation<typeof documentStrings> = {
  share: 'Link zu diesem Workflow kopieren',
  comfyReport: 'Bericht über den Import aus ComfyUI',
  shared: 'Link kopiert',
  sharedHint: 'Er enthält den Workflow, nicht das Foto: Wer ihn öffnet, wählt selbst eines.',
  sharedByHand: 'Diesen Link aus der Adresszeile kopieren.',
  openedLink: (name) => `„${name}“ aus einem Link geöffnet`,
  saveAs: 'Workflow speichern unter…',
  makeCopy: 'Kopie anlegen',
  copyOf: (name) => `${name} (Kopie)`,
  copyMade: (name) => `Weiter mit „${name}“. Das Original bleibt unter den letzten Dokumenten.`,
  elsewhere:
    'Dieses Dokument ist in einem anderen Tab offen. Hier lässt es sich ansehen und ausführen, nicht ändern.',
  takeOver: 'Übernehmen',
  takenOver: 'Das Dokument wird jetzt hier bearbeitet. Der andere Tab ist schreibgeschützt.',
  versions: 'Versionen',
  versionsHint:
    'Werden beim Arbeiten etwa jede Minute von selbst angelegt. Eine Wiederherstellung lässt sich rückgängig machen.',
  versionsNone: 'Noch keine Versionen: Sie entstehen beim Arbeiten.',
  restore: 'Wiederherstellen',
  restoreOf: (time) => `Version von ${time} wiederherstellen`,
  restored: (time) => `Version von ${time} wiederhergestellt`,
  restoreStep: 'Version wiederherstellen',
  current: 'wie jetzt',
};

export const engine: Translation<typeof engineStrings> = {
  timeline: {
    title: 'Zeitachse des Laufs',
    toggle: 'Zeitachse des Laufs ein- oder ausblenden',
    hide: 'Zeitachse ausblenden',
    none: 'Noch ist nichts gelaufen. Nach dem Ausführen erscheint hier jedes Stück Arbeit bei seinem Worker.',
    nothingRan: 'Es musste nichts berechnet werden.',
    saveTrace: 'Trace speichern',
    saveTraceHint: 'Für chrome://tracing oder ui.perfetto.dev',
    traceSaved: 'Trace gespeichert',
    hint: 'Auf ein Stück Arbeit zeigen oder mit den Pfeiltasten gehen. Eingabe wählt den Knoten aus.',
    lanes: { gpu: 'Modelle', cpu: 'Prozessor', codec: 'Encoder' },
    worker: (lane, worker) => `${lane} ${worker + 1}`,
    cached: 'Aus dem Zwischenspeicher',
    notRun: 'Nicht ausgeführt',
    failed: 'Fehlgeschlagen',
    pieces: { run: '', prepare: 'Vorbereitung', render: '' },
    frames: (start, end) => `Bilder ${start + 1}–${end}`,
    waited: (time) => `${time} gewartet`,
    element: (name, element) => `${name} ${element + 1}`,
    summary: (computed, cached) => `${computed} berechnet, ${cached} aus dem Zwischenspeicher`,
    stored: (size) => `${size} Ergebnisse`,
    running: 'läuft',
    outcomes: { done: 'fertig', failed: 'fehlgeschlagen', cancelled: 'abgebrochen' },
  },
  cache: {
    title: 'Gespeicherte Ergebnisse',
    open: 'Gespeicherte Ergebnisse…',
    explain:
      'Jede fertige Stufe bleibt auf diesem Gerät, damit eine Änderung nur berechnet, was von ihr abhängt. Wird der Platz knapp, geht zuerst, was je Byte am schnellsten neu berechnet ist; Angeheftetes bleibt.',
    columns: {
      type: 'Knoten',
      results: 'Ergebnisse',
      size: 'Größe',
      time: 'Berechnet in',
      pinned: 'Angeheftet',
    },
    sum: (used, limit) => `${used} von ${limit}`,
    browser: (used, quota) => `Der Browser zählt ${used} für diese Seite und gewährt bis zu ${quota}.`,
    broken: (clips, size) =>
      clips === 1
        ? `1 unfertiger Clip kann fortgesetzt werden (${size}).`
        : `${clips} unfertige Clips können fortgesetzt werden (${size}).`,
    empty: 'Es ist nichts gespeichert.',
    check: 'Prüfen',
    checking: 'Wird geprüft…',
    checked: (values, size) => `${values} Werte geprüft (${size}): alle unversehrt.`,
    repaired: (bad, forgotten) =>
      `${bad} Werte waren beschädigt oder verloren. ${forgotten} Ergebnisse werden neu berechnet, sobald sie gebraucht werden.`,
    clear: 'Alles löschen',
    cleared: 'Gespeicherte Ergebnisse gelöscht',
    loading: 'Wird gezählt…',
  },
};

const VERDICTS = { good: 'gut', fair: 'mäßig', poor: 'schlecht' } as const;

export const photoChecks: Translation<typeof photoCheckStrings> = {
  title: 'Zu diesem Foto',
  checking: 'Das Foto wird angesehen…',
  good: 'Ein gutes Porträt: Nichts steht im Weg.',
  findings: {
    'no-face':
      'Es wurde kein Gesicht gefunden. Dafür muss jemand ungefähr in die Kamera sehen; alles andere bewegen Kamera und Tiefe.',
    'small-face': (width, good) =>
      `Das Gesicht ist ${width} px breit; ab etwa ${good} px bleiben Lider und Lippen sauber.`,
    'blurred-eyes':
      'Die Augen sind nicht scharf. Ein kleinerer Clip oder weniger Augenbewegung verbirgt es, ein schärferes Foto behebt es.',
    profile: (degrees) =>
      `Der Kopf ist um ${degrees}° abgewandt: Das hintere Auge ist geraten. Wenig Bewegung wirkt am echtesten.`,
    'several-faces': (count) => `${count} Gesichter: Welches bewegt sich?`,
  },
  cures: {
    'crop-to-face': 'Auf das Gesicht zuschneiden',
    smaller: 'Clip kleiner machen',
    calmer: 'Halb so viel bewegen',
    thorough: 'Gründlicher suchen',
    template: (name) => `„${name}“ verwenden`,
    face: (number) => `Gesicht ${number}`,
  },
};

export const offline: Translation<typeof offlineStrings> = {
  update: 'Eine neue Version ist bereit',
  updateHint: 'Die Arbeit bleibt erhalten.',
  isolation: 'Nach dem Neuladen rechnet die Seite auf allen Prozessorkernen.',
  reload: 'Neu laden',
};

export const report: Translation<typeof reportStrings> = {
  caption: 'Messwerte des Takes',
  rejected: 'Verworfen',
  verdicts: VERDICTS,
  count: (verdict, count) => `${count} ${VERDICTS[verdict]}`,
  frame: (frame) => `Bild ${frame}`,
  empty: 'Es ließ sich nichts messen.',
};

export const templates: Translation<typeof templateStrings> = {
  'living-portrait': {
    name: 'Lebendiges Porträt',
    description: 'Blinzelt, dreht den Kopf ein wenig und atmet. Für jedes Porträt.',
  },
  'blink-and-breathe': {
    name: 'Blinzeln und atmen',
    description: 'Das leiseste Leben: Lider und Atem, der Kopf bleibt still.',
  },
  cinemagraph: {
    name: 'Cinemagraph',
    description: 'Nur die Person bewegt sich. Jedes Pixel des Hintergrunds steht still.',
  },
  'parallax-still': {
    name: 'Parallaxe',
    description: 'Eine Kamera fährt durch die Tiefe des Bildes. Braucht kein Gesicht.',
  },
};

export const types: TypeTexts = {
  Image: 'Bild',
  Mask: 'Maske',
  Regions: 'Bereiche',
  Depth: 'Tiefe',
  Flow: 'Fluss',
  Faces: 'Gesichter',
  Prompt: 'Prompt',
  Motion: 'Bewegung',
  Keyframes: 'Keyframes',
  Clip: 'Clip',
  Audio: 'Ton',
  File: 'Datei',
  Report: 'Bericht',
  Number: 'Zahl',
  Boolean: 'Ja/Nein',
  Text: 'Text',
  Any: 'Beliebig',
};

export const flow: Translation<FlowTexts> = {
  node: 'Eingabe oder Leertaste wählt einen Knoten aus. Dann verschieben ihn die Pfeiltasten, Entf löscht ihn, Escape lässt ihn los.',
  edge: 'Eingabe oder Leertaste wählt eine Leitung aus. Dann löscht Entf sie, Escape lässt sie los.',
  moved: (direction, x, y) => `Nach ${direction} verschoben, jetzt bei ${x}, ${y}`,
  directions: { up: 'oben', down: 'unten', left: 'links', right: 'rechts' },
  controls: 'Ansicht',
  zoomIn: 'Vergrößern',
  zoomOut: 'Verkleinern',
  fit: 'Alles einpassen',
  map: 'Karte des Workflows',
  wire: (from, to) => `Leitung von ${from} nach ${to}`,
};

export const reasons: Translation<ReasonTexts> = {
  neverRun: 'noch nie ausgeführt',
  cleared: 'das gespeicherte Ergebnis wurde gelöscht',
  pinned: 'angeheftet: behält sein Ergebnis',
  bypassed: 'umgangen: reicht den Eingang weiter',
  feeder: (node) => `„${node}“, das ihn speist, ist nicht ausführbar.`,
  otherFile: (param) => `${param} ist eine andere Datei`,
  otherType: (node, now, before) => `${node} ist jetzt ${now}, war ${before}`,
  improved: (type) => `${type} selbst wurde verbessert`,
  model: (id) => `das Modell ${id} wurde ersetzt`,
  connected: (port) => `Eingang ${port} wurde verbunden`,
  disconnected: (port) => `Eingang ${port} wurde getrennt`,
  input: (port) => `Eingang ${port} hat sich geändert`,
  notConnected: (label, type) => `Der Eingang „${label}“ ist nicht verbunden: ${type} anschließen.`,
  byGpu: (node) => `${node} wird jetzt von der GPU gezeichnet`,
  byProcessor: (node) => `${node} wird jetzt vom Prozessor gezeichnet`,
  noFile: (param) => `Für ${param} ist keine Datei gewählt: eine auswählen.`,
  lostFile: (param, reference) =>
    `Die Datei von ${param} (${reference}) ist nicht auf diesem Gerät: noch einmal auswählen.`,
  noModel: (id) => `Das Modell „${id}“ fehlt in dieser Installation: Kineograph neu installieren.`,
};

export const paramInputs: Translation<typeof paramInputStrings> = {
  make: 'Zum Eingang machen',
  undo: 'Wieder zur Einstellung machen',
  wired: (source) => `Bestimmt von ${source}`,
  goTo: 'Zum Knoten, der sie bestimmt',
  cut: 'Leitung trennen',
  menu: 'Einstellung',
  steps: {
    make: (label) => `${label} zum Eingang machen`,
    undo: (label) => `${label} wieder zur Einstellung machen`,
  },
};
