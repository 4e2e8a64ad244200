import type { spec as cameraPath } from '../../../nodes/camera-path/camera-path.node.ts';
import type { spec as diffusionSampler } from '../../../nodes/diffusion-sampler/diffusion-sampler.node.ts';
import type { spec as keyframes } from '../../../nodes/keyframes/keyframes.node.ts';
import type { spec as motionEdit } from '../../../nodes/motion-edit/motion-edit.node.ts';
import type { spec as motionPrompt } from '../../../nodes/motion-prompt/motion-prompt.node.ts';
import type { spec as naturalMotion } from '../../../nodes/natural-motion/natural-motion.node.ts';
import type { spec as orderTakes } from '../../../nodes/order-takes/order-takes.node.ts';
import type { spec as rankTakes } from '../../../nodes/rank-takes/rank-takes.node.ts';
import type { NodeTexts } from '../node-texts.ts';

interface MotionNodes {
  readonly 'motion-prompt': NodeTexts<typeof motionPrompt>;
  readonly 'diffusion-sampler': NodeTexts<typeof diffusionSampler>;
  readonly 'natural-motion': NodeTexts<typeof naturalMotion>;
  readonly keyframes: NodeTexts<typeof keyframes>;
  readonly 'motion-edit': NodeTexts<typeof motionEdit>;
  readonly 'camera-path': NodeTexts<typeof cameraPath>;
  readonly 'rank-takes': NodeTexts<typeof rankTakes>;
  readonly 'order-takes': NodeTexts<typeof orderTakes>;
}

const FPS_HELP = 'Bilder pro Sekunde; 24 wirkt wie Film, ab 30 flüssiger und größer.';
const LOOP_HELP =
  'Das Ende schließt ohne Naht an den Anfang an; ausgeschaltet dürfen Bewegungen abseits des Fotos enden.';
const IDLE = [
  'Neben dem Prompt',
  'Ob die Person auch ungefragt ein wenig blinzelt, atmet und schwankt.',
  {
    alive: ['Lebendig', 'Blinzeln, Atem, kleine Bewegungen von Kopf und Augen.'],
    'prompt only': ['Nur der Prompt', 'Nur was der Prompt verlangt, bewegt sich.'],
  },
] as const;

const FRAMING_ACROSS = 'Mitte des Ausschnitts rechts von der des Fotos, in Prozent seiner Breite.';
const FRAMING_DOWN = 'Mitte des Ausschnitts unterhalb der des Fotos, in Prozent seiner Breite.';
const FRAMING_ZOOM = '1 zeigt das ganze Foto, 1,25 vier Fünftel seiner Breite.';
const FRAMING_ROLL = 'Wie weit sich die Kamera nach rechts neigt.';

/** Nodes that make motion. */
export const motionNodes: MotionNodes = {
  'motion-prompt': {
    title: 'Bewegungs-Prompt',
    summary:
      'Liest einen englischen Satz darüber, wie sich das Foto bewegen soll, und macht daraus Bewegungen, feste Grenzen und Hinweise: So lenken Worte den Take.',
    keywords: 'text worte beschreiben blinzeln lächeln drehen kamera atmen grenze',
    tips: [
      'Eine große Bewegung pro Take sieht am besten aus; Blinzeln und Atmen kommen von selbst.',
      'Grenzen gelten genau: „mouth closed“ hält den Kiefer in jedem Bild auf 0, „no big smile“ begrenzt das Lächeln auf 0,2.',
      '„left“ ist links im Bild, „her left“ ihre eigene linke Seite. „then“ reiht Bewegungen auf, „after 1 s“ gibt ihnen eine Zeit.',
      'Gesichter und Bereiche anschließen, um gewarnt zu werden, was dieses Foto nicht zeigen kann.',
    ],
    inputs: { faces: 'Gesichter', regions: 'Bereiche' },
    outputs: { prompt: 'Prompt' },
    params: {
      text: [
        'Prompt',
        'Auf Englisch: was sich wie stark bewegen soll und was nicht; leer ergibt die natürliche Bewegung eines lebendigen Porträts.',
      ],
    },
  },
  'diffusion-sampler': {
    title: 'Diffusions-Sampler',
    summary:
      'Zieht Takes aus einem trainierten Bewegungsmodell, gelenkt vom Prompt, vom Foto, von Keyframes und einem Take, der variiert wird.',
    keywords: 'sampler diffusion entrauschen takes varianten startwert schritte bewegung',
    tips: [
      'Mehrere Takes ziehen und den behalten, der der Person am ähnlichsten sieht.',
      'Einen Take als führende Bewegung anschließen und die Stärke senken, um ihn ein wenig zu variieren.',
      'Keyframes gelten genau; das Modell ergänzt die Bewegung um sie herum.',
    ],
    inputs: {
      prompt: 'Prompt',
      faces: 'Gesichter',
      regions: 'Bereiche',
      driving: 'Führende Bewegung',
      keyframes: 'Keyframes',
    },
    outputs: { motion: 'Bewegung' },
    params: {
      takes: [
        'Takes',
        'Wie viele Takes gezogen werden, jeder aus eigenem Rauschen; weitere lassen die ersten, wie sie sind.',
      ],
      seed: [
        'Startwert',
        'Eine andere Zahl gibt andere Takes zum selben Prompt; dieselbe Zahl immer dieselben.',
      ],
      seconds: ['Länge', 'Länge eines Takes; eine im Prompt genannte Länge geht vor.'],
      fps: ['Bildrate', FPS_HELP],
      loop: ['Schleife', LOOP_HELP],
      amount: [
        'Ausmaß',
        'Stärke aller Bewegung: 0 ist das stehende Foto, 1 wie im Prompt, mehr ist stärker.',
      ],
      strength: [
        'Stärke',
        'Mit einer führenden Bewegung: 0 behält sie, wie sie ist, 1 lässt sie außer Acht, dazwischen wird variiert.',
      ],
      sampler: [
        'Sampler',
        'Wie aus Rauschen Schritt für Schritt Bewegung wird.',
        {
          'dpmpp-2m-sde': ['DPM++ 2M SDE', 'Der natürlichen Bewegung am nächsten; 20 Schritte.'],
          ddim: ['DDIM', 'Dasselbe ohne frisches Rauschen in jedem Schritt; 20 Schritte.'],
          'dpmpp-2m': ['DPM++ 2M', 'Gut mit wenigen Schritten; 8 genügen.'],
          unipc: ['UniPC', 'Korrigiert jeden Schritt; gut mit wenigen Schritten.'],
          euler: ['Euler', 'Der einfachste.'],
          'euler-ancestral': ['Euler ancestral', 'Frisches Rauschen in jedem Schritt: abwechslungsreicher.'],
          heun: ['Heun', 'Fragt das Modell zweimal je Schritt: langsamer, genauer.'],
          ddpm: ['DDPM', 'Wie trainiert, mit frischem Rauschen in jedem Schritt; ab 50 Schritten.'],
          lcm: ['LCM', 'Für Modelle, die für wenige Schritte gemacht sind; mit diesem grob.'],
        },
      ],
      steps: ['Schritte', 'Mehr Schritte folgen dem Modell genauer und dauern länger.'],
      guidance: [
        'Führung',
        'Wie eng dem Prompt gefolgt wird: 1 wie gelernt und am schnellsten, darüber strenger.',
      ],
      schedule: [
        'Rauschplan',
        'Wie sich die Rauschstufen auf die Schritte verteilen; DDIM, DDPM und LCM nehmen immer die trainierten.',
        {
          training: ['Wie trainiert'],
          karras: [
            'Karras',
            'Am nächsten an natürlicher Bewegung: mehr Schritte dort, wo sie Gestalt annimmt.',
          ],
          exponential: ['Exponentiell', 'Gleiche Schritte im Logarithmus des Rauschens.'],
        },
      ],
      idle: IDLE,
      keyframes: [
        'Keyframes',
        'Werte, die eine Kurve zu einer Zeit haben muss; das Modell ergänzt die Bewegung um sie herum.',
      ],
    },
  },
  'natural-motion': {
    title: 'Natürliche Bewegung',
    summary:
      'Macht aus einem Prompt Bewegungskurven, wie sich Gesichter, Köpfe, Atem und Kameras wirklich bewegen; derselbe Startwert gibt denselben Take.',
    keywords: 'simulieren blinzeln atmen ruhe lebendig schleife startwert kurven sakkade kamera',
    tips: [
      'Ein anderer Startwert gibt einen anderen Take zum selben Prompt.',
      'Drei bis vier Sekunden ergeben die beste Schleife: lang genug für ein Blinzeln und einen Atemzug, kurz genug, um sich nicht zu wiederholen.',
      'Jeder Take beginnt genau auf dem Foto und endet als Schleife auch dort.',
    ],
    inputs: { prompt: 'Prompt', faces: 'Gesichter' },
    outputs: { motion: 'Bewegung' },
    params: {
      seconds: ['Länge', 'Länge des Takes; eine im Prompt genannte Länge geht vor.'],
      fps: ['Bildrate', FPS_HELP],
      seed: [
        'Startwert',
        'Eine andere Zahl gibt einen anderen Take zum selben Prompt; dieselbe Zahl immer denselben.',
      ],
      loop: ['Schleife', LOOP_HELP],
      amount: [
        'Ausmaß',
        'Stärke aller Bewegung: 0 ist das stehende Foto, 1 wie im Prompt, 2 doppelt so stark.',
      ],
      idle: IDLE,
    },
  },
  keyframes: {
    title: 'Keyframes',
    summary: 'Punkte, durch die Kurven gehen müssen: sagt genau, wo Kopf, Augen oder Mund wann sind.',
    keywords: 'schlüsselbilder kurve kurven zeitachse haltung von hand genau',
    tips: [
      'Wenige Keyframes genügen: Was dazwischen liegt, wird ergänzt.',
      'Zwei Keyframes mit gleichem Wert halten eine Haltung; einer mit 0 kehrt zum Foto zurück.',
      'In einer Schleife dem ersten und dem letzten Moment keine verschiedenen Werte geben: Der Take geht vom einen in den anderen über.',
    ],
    inputs: {},
    outputs: { keyframes: 'Keyframes' },
    params: { tracks: ['Keyframes', 'Nach Kanälen: Zeiten in Sekunden, Werte in der Einheit des Kanals.'] },
  },
  'motion-edit': {
    title: 'Bewegung bearbeiten',
    summary:
      'Verändert einen Take von Hand: mischt ihn mit einem anderen, kürzt, streckt, verstärkt, dämpft und glättet ihn und trifft Keyframes genau.',
    keywords: 'kurven keyframes kürzen strecken tempo verstärken stumm glätten mischen',
    tips: [
      'Die Schritte folgen in dieser Ordnung: mischen, kürzen, strecken, verstärken, stummschalten, glätten, Keyframes, Bildrate.',
      'Zeiten von Keyframes sind die des fertigen Takes; sie gelten also, was immer die Schritte davor tun.',
      'Eine Schleife bleibt durch alle Schritte eine Schleife.',
      'Lider werden nur auf Wunsch geglättet: Ein Blinzeln dauert nur wenige Bilder.',
    ],
    inputs: { motion: 'Bewegung', second: 'Mischen mit', keyframes: 'Keyframes' },
    outputs: { motion: 'Bewegung' },
    params: {
      tracks: [
        'Keyframes',
        'Punkte, durch die die Kurven genau gehen; ein Kanal mit angeschlossenen Keyframes nimmt stattdessen diese.',
      ],
      reach: [
        'Übergang um Keyframes',
        'Wie lange die Kurve braucht, um von einem Keyframe auf ihren eigenen Weg zu kommen; länger, wo sie springen würde.',
      ],
      share: [
        'Anteil der zweiten Bewegung',
        '0 ist nur die erste, 1 nur die zweite Bewegung; ohne zweite ohne Wirkung.',
      ],
      start: ['Anfang kürzen bis', 'Wo der Take beginnt.'],
      end: ['Ende kürzen ab', 'Wo der Take endet; 0 behält sein Ende.'],
      timing: [
        'Zeit',
        'Ob der Take langsamer oder schneller wird.',
        {
          keep: ['Wie er ist'],
          tempo: ['Tempo', 'Um so viel schneller oder langsamer.'],
          fit: ['Auf eine Länge', 'Genau so lang wie angegeben.'],
        },
      ],
      tempo: ['Tempo', '2 ist doppelt so schnell, 0,5 halb so schnell.'],
      seconds: ['Länge', 'Länge des gestreckten Takes.'],
      smooth: [
        'Glätten',
        'Breite, über die jeder Moment mit seinen Nachbarn gemittelt wird; 0 ändert nichts.',
      ],
      smoothLids: ['Auch die Lider glätten', 'Blinzeln wird mit allem anderen langsamer und flacher.'],
      rate: [
        'Bildrate',
        'Bilder pro Sekunde des fertigen Takes; 0 behält seine eigenen. Weniger sind schneller gezeichnet.',
      ],
      mute: ['Stumm', 'Kanäle oder Gruppen, die ruhen, etwa „hair camera.zoom gaze“.'],
      head: ['Kopf', 'Ausmaß von Drehen, Nicken und Neigen.'],
      lids: ['Lider', 'Ausmaß von Blinzeln und Zusammenkneifen.'],
      gaze: ['Blick', 'Ausmaß der Augenbewegungen.'],
      brows: ['Brauen', 'Ausmaß der Bewegung der Brauen.'],
      mouth: ['Mund', 'Ausmaß der Bewegung von Mund, Kiefer, Wangen und Nase.'],
      breath: ['Atem', 'Tiefe des Atems.'],
      hair: ['Haar', 'Ausmaß der Bewegung des Haars.'],
      camera: ['Kamera', 'Ausmaß der Bewegung der Kamera.'],
      light: ['Licht', 'Ausmaß der Änderung des Lichts.'],
    },
  },
  'camera-path': {
    title: 'Kamerafahrt',
    summary: 'Bewegt die Kamera von einem Bildausschnitt zum anderen; beide sind auf das Bild gezeichnet.',
    keywords: 'kamera ausschnitt zoom schwenk fahrt neigen weg',
    tips: [
      'Hin und zurück ergibt eine Schleife; nur hin passt zu einem Clip, der einmal läuft.',
      'Wenige Prozent genügen: Eine kleine Fahrt nach vorn wirkt wie Aufmerksamkeit, eine große wie ein Zoom.',
      'Eine Bewegung anschließen, und die Kamera fährt mit ihr; ihre eigene Kamera wird ersetzt.',
    ],
    inputs: { motion: 'Bewegung' },
    outputs: { motion: 'Bewegung' },
    params: {
      course: [
        'Verlauf',
        'Ob die Kamera dorthin zurückkehrt, wo sie begann.',
        {
          'there and back': ['Hin und zurück', 'Eine Schleife bleibt eine Schleife.'],
          'one way': ['Nur hin', 'Der Take ist dann keine Schleife mehr.'],
        },
      ],
      ease: [
        'Verzögerung',
        'Wie die Kamera losfährt und ankommt.',
        {
          smooth: ['Weich', 'Fährt sanft los und kommt sanft an.'],
          even: ['Gleichmäßig', 'Überall gleich schnell.'],
          'slow start': ['Langsamer Anfang'],
          'slow end': ['Langsames Ende'],
        },
      ],
      rest: ['Ruhe an den Enden', 'Anteil der Zeit, in der die Kamera an jedem Ende stillsteht.'],
      seconds: ['Länge', 'Länge der Fahrt; mit angeschlossener Bewegung ist sie so lang wie diese.'],
      startX: ['Anfang, quer', FRAMING_ACROSS],
      startY: ['Anfang, abwärts', FRAMING_DOWN],
      startZoom: ['Anfang, Zoom', FRAMING_ZOOM],
      startRoll: ['Anfang, Neigung', FRAMING_ROLL],
      endX: ['Ende, quer', FRAMING_ACROSS],
      endY: ['Ende, abwärts', FRAMING_DOWN],
      endZoom: ['Ende, Zoom', FRAMING_ZOOM],
      endRoll: ['Ende, Neigung', FRAMING_ROLL],
    },
  },
  'rank-takes': {
    title: 'Bester Take',
    summary:
      'Bewertet jeden Take einer Liste danach, wie natürlich er sich bewegt, und nach seinem Bericht, wo es einen gibt, und wählt den besten.',
    keywords: 'rang bewerten auswählen takes qualität natürlichkeit sortieren',
    tips: [
      'Blinzeln, Kopf, Atem, Symmetrie, Tempo und die Naht der Schleife werden an lebenden Gesichtern gemessen; ein Take, der sich kaum bewegt, schneidet schlecht ab.',
      'Berichte in derselben Reihenfolge wie die Takes anschließen: Dann zählt auch, was die Bilder zeigen.',
      '2 wählt den zweitbesten.',
    ],
    inputs: { takes: 'Takes', reports: 'Berichte' },
    outputs: { motion: 'Bewegung', report: 'Bewertungen' },
    params: { pick: ['Auswahl', '1 ist der beste Take, 2 der zweitbeste.'] },
  },
  'order-takes': {
    title: 'Takes ordnen',
    summary: 'Gibt die Takes einer Liste wieder aus, den besten zuerst.',
    keywords: 'sortieren ordnen rang takes liste bewertung qualität beste',
    tips: [
      'Bewertet wird wie in „Bester Take“; verworfene Takes kommen zuletzt.',
      'Was danach kommt, läuft einmal je Take: die ersten rendern und aufhören, sobald einer gefällt.',
    ],
    inputs: { takes: 'Takes', reports: 'Berichte' },
    outputs: { motion: 'Bewegung', report: 'Bewertung' },
    params: {},
  },
};
