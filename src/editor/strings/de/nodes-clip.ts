import type { spec as animate } from '../../../nodes/animate/animate.node.ts';
import type { spec as compare } from '../../../nodes/compare/compare.node.ts';
import type { spec as encode } from '../../../nodes/encode/encode.node.ts';
import type { spec as loopBlend } from '../../../nodes/loop-blend/loop-blend.node.ts';
import type { spec as output } from '../../../nodes/output/output.node.ts';
import type { spec as preview } from '../../../nodes/preview/preview.node.ts';
import type { spec as takeReport } from '../../../nodes/take-report/take-report.node.ts';
import type { NodeTexts } from '../node-texts.ts';

interface ClipNodes {
  readonly animate: NodeTexts<typeof animate>;
  readonly 'loop-blend': NodeTexts<typeof loopBlend>;
  readonly 'take-report': NodeTexts<typeof takeReport>;
  readonly compare: NodeTexts<typeof compare>;
  readonly encode: NodeTexts<typeof encode>;
  readonly preview: NodeTexts<typeof preview>;
  readonly output: NodeTexts<typeof output>;
}

/** Nodes that make, judge and save clips. */
export const clipNodes: ClipNodes = {
  animate: {
    title: 'Animieren',
    summary:
      'Bewegt das Foto entlang der Bewegungskurven: Jedes Bild wird aus den ursprünglichen Pixeln gezeichnet, darum bleibt das Gesicht dasselbe.',
    keywords: 'rendern verformen gesicht blinzeln kopf haar parallaxe kamera lebendig',
    tips: [
      'Mit Bild und Bewegung allein bewegen sich nur Kamera und Licht; Gesichter für das Gesicht anschließen, die Maske für einen ruhigen Hintergrund.',
      'Kleine Drehungen sehen am besten aus: Über 8° fehlt einem Foto, was es nie gesehen hat.',
      'Eine gemalte Maske an „Was sich bewegen darf“ hält alles außerhalb genau wie im Foto; nur Kamera und Licht wirken überall.',
      'Gedehnte Ränder am Haar kommen von der Maske: besser dort verbessern als hier.',
    ],
    inputs: {
      image: 'Bild',
      motion: 'Bewegung',
      faces: 'Gesichter',
      matte: 'Maske der Person',
      regions: 'Bereiche',
      depth: 'Tiefe',
      movable: 'Was sich bewegen darf',
      secondMotion: 'Bewegung des zweiten Gesichts',
      thirdMotion: 'Bewegung des dritten Gesichts',
    },
    outputs: { clip: 'Clip' },
    params: {
      faces: [
        'Bewegte Gesichter',
        'Ob sich auch andere Gesichter im Bild bewegen.',
        {
          selected: ['Das ausgewählte', 'Die anderen gehen mit.'],
          all: [
            'Alle',
            'Die anderen nehmen dieselbe Bewegung zu anderer Zeit oder, wo angeschlossen, ihre eigene.',
          ],
        },
      ],
      headStrength: ['Kopf', 'Wie weit der Kopf seinen Kurven folgt; 0 hält ihn still.'],
      parallax: ['Parallaxe', 'Wie viel stärker sich Nahes als Fernes bewegt, wenn die Kamera fährt.'],
      sharpness: [
        'Schärfe',
        'Gibt die Feinheiten zurück, die bewegte Pixel verlieren: 0,25 so viel, wie dieses Foto verliert, 0 nichts.',
      ],
      backEnd: [
        'Gezeichnet von',
        'Was die Pixel berechnet. Der Unterschied ist nicht zu sehen; nur der Prozessor gibt auf jedem Gerät dieselben Bytes.',
        {
          auto: ['GPU, wo es eine gibt', 'Sonst der Prozessor.'],
          processor: ['Prozessor', 'Langsamer auf Geräten mit GPU.'],
        },
      ],
      followThrough: ['Haar folgt', 'Wie sehr das Haar den Drehungen des Kopfes nachläuft.'],
    },
  },
  'loop-blend': {
    title: 'Schleife schließen',
    summary:
      'Lässt einen Clip dort enden, wo er beginnt, damit er ohne sichtbaren Schnitt immer weiterläuft.',
    keywords: 'schleife nahtlos bumerang ping-pong überblenden wiederholen naht',
    tips: [
      'Die Bewegung aus „Natürliche Bewegung“ schließt ihre Schleife selbst; „Automatisch“ reicht den Clip dann unverändert durch.',
      'Überblenden passt zu Haar, Wasser und Licht. Für Gesichter besser Ping-Pong: Ein überblendetes Gesicht zeigt doppelte Kanten.',
      'Die Naht wird an der eigenen Bewegung des Clips gemessen: bis 1,2× sieht sie niemand.',
    ],
    inputs: { clip: 'Clip' },
    outputs: { clip: 'Clip' },
    params: {
      mode: [
        'Verfahren',
        'Wie das Ende an den Anfang gefügt wird.',
        {
          auto: ['Automatisch', 'Lässt Schleifen in Ruhe und überblendet alles andere.'],
          crossfade: ['Überblenden', 'Blendet die letzten Bilder in die ersten; der Clip wird kürzer.'],
          'ping-pong': ['Ping-Pong', 'Spielt vorwärts, dann rückwärts; der Clip wird doppelt so lang.'],
          none: ['Nichts', 'Reicht den Clip durch und misst nur die Naht.'],
        },
      ],
      overlap: [
        'Überlappung',
        'Wie viele Bilder die Überblendung braucht; um so viele wird der Clip kürzer.',
      ],
    },
  },
  'take-report': {
    title: 'Take-Bericht',
    summary:
      'Misst einen gerenderten Clip an seinem Foto: Bleibt das Gesicht dasselbe, schließen die Augen wirklich, schließt die Schleife?',
    keywords: 'messen qualität prüfen identität flimmern naht schärfe bewertung verwerfen',
    tips: [
      'Den Ausschnitt anschließen, der in „Animieren“ ging, nicht das ursprüngliche Foto: Bilder und Foto müssen gleich groß sein.',
      'Mit Gesichtern prüft er das Gesicht, mit Bereichen den Hintergrund, mit Bewegung das, was verlangt war.',
      'Identität vergleicht die Bilder dieses Clips mit seinem eigenen Foto; wer jemand ist, kann sie nicht sagen.',
    ],
    inputs: {
      clip: 'Clip',
      image: 'Foto (Ausschnitt)',
      faces: 'Gesichter',
      motion: 'Bewegung',
      prompt: 'Prompt',
      regions: 'Bereiche',
    },
    outputs: { report: 'Bericht' },
    params: {
      looks: [
        'Geprüfte Bilder',
        'Wie viele Bilder, über den Clip verteilt, gemessen werden; die Extreme der Bewegung kommen hinzu.',
      ],
      reject: [
        'Take verwerfen',
        'Kennzeichnet den Take als verworfen und sagt warum; gelöscht wird nichts.',
        {
          never: ['Nie'],
          identity: ['Anderes Gesicht', 'Wenn ein Identitätswert unter die Grenze fällt.'],
          poor: ['Alles Schlechte', 'Auch wenn irgendein Wert schlecht ist.'],
          fair: ['Alles, was nicht gut ist', 'Auch wenn irgendein Wert nur mäßig ist.'],
        },
      ],
      minIdentity: [
        'Mindestidentität',
        'So ähnlich muss auch das schlechteste Bild dem Foto sein; Doppelgänger erreichen 0,90.',
      ],
    },
  },
  compare: {
    title: 'Vergleichen',
    summary:
      'Legt zwei Clips nebeneinander, hinter einen Wischer oder übereinander, um Unterschiede zu sehen.',
    keywords: 'vergleich nebeneinander wischer teilen unterschied zwiebelhaut vorher nachher',
    tips: [
      'Ein bewegter Wischer zeigt kleine Unterschiede der Schärfe am besten; die Differenz zeigt, wo sich überhaupt etwas bewegt.',
      'Verschieden lange Clips laufen bis zum Ende des längeren: Der kürzere beginnt von vorn oder hält sein letztes Bild.',
      'Beide Clips müssen gleich groß sein: aus demselben Ausschnitt machen.',
    ],
    inputs: { a: 'A', b: 'B' },
    outputs: { clip: 'Clip' },
    params: {
      mode: [
        'Anzeige',
        'Wie die beiden Clips angeordnet sind.',
        {
          'side-by-side': ['Nebeneinander', 'A links, B rechts; doppelt so breit.'],
          wipe: ['Wischer', 'A links einer Linie, B rechts davon.'],
          'moving-wipe': ['Bewegter Wischer', 'Die Linie läuft je Clip einmal hin und her.'],
          'onion-skin': ['Zwiebelhaut', 'Beide zugleich, halb durchsichtig.'],
          difference: ['Differenz', 'Grau, wo sie gleich sind, verstärkt, wo sie abweichen.'],
        },
      ],
      position: ['Linie', 'Wo die Linie des Wischers steht; 0 zeigt nur B, 1 nur A.'],
      mix: ['Anteil von B', 'Wie viel die Zwiebelhaut von B zeigt.'],
      gain: ['Verstärken', 'Wievielfach ein Unterschied vergrößert wird.'],
    },
  },
  encode: {
    title: 'Kodieren',
    summary:
      'Schreibt einen Clip in eine Datei, die andere abspielen können: MP4, WebM, GIF, animiertes WebP oder einzelne PNG-Bilder.',
    keywords: 'exportieren speichern video datei bilder',
    tips: [
      'MP4 (H.264) läuft überall. „Klein“ wählen, wenn die Datei verschickt oder hochgeladen wird.',
      'GIF hat 256 Farben und keine Videokompression: Es wird mehrfach so groß. Für Webseiten ist animiertes WebP die bessere Schleife.',
      'Manche Seiten spielen einen Clip nur einmal: „Wiederholen“ erhöhen, um die Schleife mehrfach in die Datei zu schreiben.',
    ],
    inputs: { clip: 'Clip' },
    outputs: { file: 'Datei' },
    params: {
      format: [
        'Format',
        'Die Art der Datei.',
        {
          'mp4-h264': ['MP4 (H.264)', 'Läuft auf jedem Telefon, in jedem Browser und Schnittprogramm.'],
          'mp4-av1': ['MP4 (AV1)', 'Weniger als halb so groß, für aktuelle Browser und Geräte.'],
          webm: ['WebM (VP9)', 'Für Webseiten; läuft in jedem aktuellen Browser.'],
          gif: ['GIF', 'Läuft überall in Schleife, auch in E-Mails; 256 Farben, groß.'],
          webp: ['Animiertes WebP', 'Läuft in Schleife wie ein GIF, in voller Farbe und etwa halb so groß.'],
          'png-sequence': ['PNG-Bilder (Zip)', 'Jedes Bild ohne Verlust, für andere Programme.'],
        },
      ],
      route: [
        'Weg',
        'Schnell nutzt die Encoder dieses Browsers; klein dauert länger und macht bei gleicher Qualität eine kleinere Datei.',
        {
          fast: ['Schnell', 'Ein Bruchteil einer Sekunde für einen kurzen Clip.'],
          small: ['Klein', 'Lädt beim ersten Mal ffmpeg (32 MB); H.264 schrumpft auf etwa ein Fünftel.'],
        },
      ],
      quality: [
        'Qualität',
        'Wie nah die Datei den gerenderten Bildern kommt; besser heißt größer.',
        {
          draft: ['Entwurf', 'Klein, für einen ersten Blick.'],
          good: ['Gut', 'In normaler Größe kein sichtbarer Verlust.'],
          best: ['Beste', 'Zum Weiterbearbeiten; am weitesten geht der Weg „klein“.'],
        },
      ],
      loops: ['Wiederholen', 'Wie oft der Clip in der Datei durchläuft; Player mit Schleife brauchen nur 1.'],
    },
  },
  preview: {
    title: 'Vorschau',
    summary:
      'Zeigt jeden Wert groß auf der Arbeitsfläche: Bild, Maske, Tiefenkarte, Bewegungskurven, Clip oder Datei.',
    keywords: 'ansicht zeigen ansehen prüfen vergleichen monitor',
    tips: [
      'Jeder Knoten zeigt seine eigene kleine Vorschau; diese hier hält zwei Stufen nebeneinander fest.',
      'Eine Vorschau ändert nichts: Sie lässt sich überall anschließen und jederzeit entfernen.',
    ],
    inputs: { value: 'Wert' },
    outputs: {},
    params: {},
  },
  output: {
    title: 'Ausgabe',
    summary:
      'Kennzeichnet eine Datei als Ergebnis des Workflows und benennt sie, zum Speichern hier und auf der Kommandozeile.',
    keywords: 'ergebnis speichern herunterladen exportieren name',
    tips: ['Ein Workflow kann mehrere Ausgaben haben, etwa ein MP4 und ein GIF desselben Clips.'],
    inputs: { file: 'Datei' },
    outputs: {},
    params: {
      name: [
        'Dateiname',
        'Name der gespeicherten Datei ohne Endung; leer behält die Datei ihren eigenen Namen.',
      ],
    },
  },
};
