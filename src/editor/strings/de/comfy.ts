import type { Translation } from '../catalogue.ts';
import type { comfyStrings } from '../comfy-en.ts';

export const comfy: Translation<typeof comfyStrings> = {
  title: (name) => `„${name}“ aus ComfyUI`,
  noReport: 'Seit dem Öffnen der Seite wurde nichts aus ComfyUI importiert.',
  workflow: 'ComfyUI-Workflow',
  summary: (nodes, notes) =>
    `${nodes === 1 ? '1 Knoten hat' : `${nodes} Knoten haben`} hier ein Gegenstück, ${notes === 1 ? '1 wurde zur Notiz' : `${notes} wurden zu Notizen`}.`,
  wires: (kept, all) => `${kept} von ${all} Leitungen sind erhalten.`,
  added: (count) =>
    count === 1
      ? '1 Leitung kam hinzu, wo nur eine Quelle gemeint sein kann.'
      : `${count} Leitungen kamen hinzu, wo nur eine Quelle gemeint sein kann.`,
  folded: (count) =>
    count === 1
      ? '1 Umlenkpunkt oder einzelner Wert ging in dem auf, was er speiste.'
      : `${count} Umlenkpunkte und einzelne Werte gingen in dem auf, was sie speisten.`,
  comments: (count) => (count === 1 ? '1 Notiz blieb erhalten.' : `${count} Notizen blieben erhalten.`),
  omitted: (count) => `${count} weitere Knoten fehlen: Der Workflow ist zu groß.`,
  became: 'Wurden zu Knoten',
  noCounterpart: 'Ohne Gegenstück: als Notizen behalten',
  there: 'ComfyUI',
  here: 'Kineograph',
  instead: 'Stattdessen',
  times: (name, count) => (count === 1 ? name : `${name} ×${count}`),
  none: 'Nichts davon hat hier ein Gegenstück. Die Notizen sagen, was jeder Knoten tat; eine Vorlage ist der bessere Anfang.',
  go: 'Damit weitermachen',
  templates: 'Mit einer Vorlage beginnen',
  usePicture: 'Nur das Bild verwenden',
  usePictureHint: 'Zurück zu dem, was vorher offen war, mit diesem Bild als Foto.',
  remarks: {
    photo: (value) =>
      value === '' ? 'Ein Foto auswählen.' : `Das Foto auswählen: „${value}“ liegt im Ordner von ComfyUI.`,
    ownPicture: () => 'Enthält das Bild, in dem der Workflow kam.',
    paint: () => 'Die Maske liegt im Bild von ComfyUI: in „Maske malen“ noch einmal malen.',
    size: (value) => `Die lange Seite hat ${value} px.`,
    noSize: () => 'Größen stehen hier in Pixeln: „Größe“ ansehen.',
    rectangle: (value) =>
      `Das Rechteck (es hatte ${value} px) neu ziehen: Hier richtet es sich nach dem Foto.`,
    prompt: () =>
      'Hier steht, was sich bewegen soll, nicht was zu sehen ist: “natural blink, slight head turn”.',
    cut: (value) => `Der Text wurde auf ${value} Zeichen gekürzt.`,
    frames: () => 'Die Bilder entstehen aus dem Foto, entlang der Bewegung.',
    sampler: (value) => `Einen Sampler „${value}“ gibt es hier nicht; der nächste wurde genommen.`,
    steps: (value) => `Bewegung braucht weniger Schritte: ${value}.`,
    guidance: (value) => `Aus cfg wurde eine Führung von ${value}: Die der Bewegung reicht von 1 bis 4.`,
    format: (value) => `Das Format „${value}“ gibt es nicht: MP4 wurde genommen.`,
    pingPong: () => 'Hin und zurück: „Schleife schließen“ im Modus Ping-Pong davorsetzen.',
    frameRate: (value) => `Der Sampler macht jetzt ${value} Bilder pro Sekunde.`,
    bypassed: () => 'Lief dort nicht: hier umgangen.',
    runs: () => 'Lief dort nicht. Es hat nichts weiterzureichen und läuft deshalb hier.',
  },
  advice: {
    model: 'Es muss nichts geladen werden: Die Modelle gehören zu Kineograph.',
    latent:
      'Bilder gehen hier durch keinen latenten Raum. „Zuschneiden“ bestimmt die Größe, der Sampler die Bewegung.',
    negative: 'Grenzen gehören in den Bewegungs-Prompt: “no big smile”, “mouth closed”, “head still”.',
    steering:
      'Bewegung wird durch den Bewegungs-Prompt, durch Keyframes und durch eine führende Bewegung am Sampler gelenkt.',
    video:
      'Videomodelle malen neue Pixel. Hier macht der Sampler die Bewegung, und „Animieren“ bewegt die Pixel des Fotos.',
    portrait:
      'Das tun „Gesichter finden“, „Gesichtspunkte“, der Diffusions-Sampler oder Keyframes und „Animieren“.',
    swap: 'Das Gesicht des Fotos bleibt: Kein anderes kommt an seine Stelle.',
    restore:
      'Jedes Bild wird aus den ursprünglichen Pixeln gezeichnet: Das Gesicht muss nicht repariert werden.',
    interpolate: 'Die Bildrate wird am Sampler eingestellt: Jedes Bild wird gezeichnet, keines geraten.',
    film: 'Animiert wird ein einzelnes Foto: ein Standbild laden.',
    audio: 'Clips sind stumm.',
    upscale: 'Die Größe des Clips in „Zuschneiden“ einstellen; danach wird nichts vergrößert.',
    behind: 'Was ein bewegter Kopf freigibt, füllt „Animieren“ auf.',
    mask: '„Person freistellen“ findet die Person, „Maske malen“ bessert sie von Hand nach, „Bereiche“ trennt Haar von Gesicht.',
    value: 'Werte stehen in den Einstellungen des Knotens, der sie braucht.',
    picture: 'Das Foto vorher bearbeiten: Farben und Inhalt bleiben hier, wie sie sind.',
    frames:
      'Das arbeitet an den Bildern eines Clips; besser vor dem Animieren am Foto, etwa in „Zuschneiden“.',
    subgraph: 'Ein Teilgraph: in ComfyUI auflösen und noch einmal importieren.',
    other: 'Dafür gibt es hier nichts; die Notiz behält die Werte.',
  },
};
