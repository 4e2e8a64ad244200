import type { spec as crop } from '../../../nodes/crop/crop.node.ts';
import type { spec as depth } from '../../../nodes/depth/depth.node.ts';
import type { spec as depthEdit } from '../../../nodes/depth-edit/depth-edit.node.ts';
import type { spec as detectFaces } from '../../../nodes/detect-faces/detect-faces.node.ts';
import type { spec as landmarkEdit } from '../../../nodes/landmark-edit/landmark-edit.node.ts';
import type { spec as landmarks } from '../../../nodes/landmarks/landmarks.node.ts';
import type { spec as loadImage } from '../../../nodes/load-image/load-image.node.ts';
import type { spec as maskFromRegions } from '../../../nodes/mask-from-regions/mask-from-regions.node.ts';
import type { spec as maskPaint } from '../../../nodes/mask-paint/mask-paint.node.ts';
import type { spec as matte } from '../../../nodes/matte/matte.node.ts';
import type { spec as regions } from '../../../nodes/regions/regions.node.ts';
import type { NodeTexts } from '../node-texts.ts';

interface PhotoNodes {
  readonly 'load-image': NodeTexts<typeof loadImage>;
  readonly 'detect-faces': NodeTexts<typeof detectFaces>;
  readonly crop: NodeTexts<typeof crop>;
  readonly landmarks: NodeTexts<typeof landmarks>;
  readonly 'landmark-edit': NodeTexts<typeof landmarkEdit>;
  readonly matte: NodeTexts<typeof matte>;
  readonly 'mask-paint': NodeTexts<typeof maskPaint>;
  readonly regions: NodeTexts<typeof regions>;
  readonly 'mask-from-regions': NodeTexts<typeof maskFromRegions>;
  readonly depth: NodeTexts<typeof depth>;
  readonly 'depth-edit': NodeTexts<typeof depthEdit>;
}

/** Nodes that read and understand the photo. */
export const photoNodes: PhotoNodes = {
  'load-image': {
    title: 'Bild laden',
    summary:
      'Liest ein Foto aus einer Datei, stellt es aufrecht, wandelt die Farben nach sRGB und beginnt den Workflow.',
    keywords: 'foto bild datei öffnen importieren hochladen',
    tips: [
      'Am besten bewegt sich ein scharfes, gleichmäßig beleuchtetes Porträt, in dem der Kopf mindestens ein Drittel der Höhe füllt.',
      'Ein leicht abgewandtes Gesicht geht auch; ab etwa 35° ist das hintere Auge eher geraten als gesehen.',
      'Nichts verlässt dieses Gerät; Orts- und Kameradaten werden beim Lesen weggelassen.',
    ],
    inputs: {},
    outputs: { image: 'Bild' },
    params: {
      file: [
        'Foto',
        'Das Foto, das sich bewegen soll: JPEG, PNG, WebP, AVIF, BMP oder das erste Bild eines GIFs.',
      ],
      maxSide: [
        'Längste Seite',
        'Größere Fotos werden hierauf verkleinert; das spart Zeit und Speicher, ohne dem Clip Feinheiten zu nehmen.',
      ],
    },
  },
  'detect-faces': {
    title: 'Gesichter finden',
    summary:
      'Findet die Gesichter in einem Bild, das am besten geeignete zuerst, und wählt das aus, das spätere Knoten animieren.',
    keywords: 'gesicht finden person porträt gruppe erkennung',
    tips: [
      'In einem Gruppenfoto „Welches Gesicht“ erhöhen, um die Gesichter durchzugehen: große zuerst, abgewandte und unscharfe später.',
      'Werden kleine Gesichter im Hintergrund übersehen, die „Suche“ auf gründlich stellen.',
      'Profile und um mehr als etwa 60° abgewandte Gesichter werden nicht gefunden.',
    ],
    inputs: { image: 'Bild' },
    outputs: { faces: 'Gesichter' },
    params: {
      index: [
        'Welches Gesicht',
        'Das Gesicht, das sich bewegt, vom am besten geeigneten an gezählt: 0 ist das größte, das scharf ist und zur Kamera blickt, 1 das nächste.',
      ],
      effort: [
        'Suche',
        'Wie genau nach kleinen Gesichtern gesucht wird.',
        {
          auto: ['Automatisch', 'Sucht genauer, wenn nichts oder eine Gruppe gefunden wird.'],
          quick: ['Schnell', 'Betrachtet nur das ganze Bild.'],
          thorough: ['Gründlich', 'Sucht immer auch kleine Gesichter; ein, zwei Sekunden.'],
        },
      ],
      minConfidence: [
        'Mindestsicherheit',
        'Wie sicher sich die Erkennung sein muss. Senken bei unscharfen oder gemalten Gesichtern, erhöhen bei Fehlfunden.',
      ],
    },
  },
  crop: {
    title: 'Zuschneiden',
    summary:
      'Schneidet ein gut gesetztes Porträt oder einen beliebigen Ausschnitt aus dem Bild und bringt ihn auf die Größe des Clips.',
    keywords: 'zuschnitt ausschnitt rahmen porträt quadrat seitenverhältnis größe',
    tips: [
      'Kopf und Schultern mit etwas Luft darum bewegen sich am besten: Haar und Schultern brauchen Raum.',
      'Der Ausschnitt verlässt das Bild nie: Nahe am Rand rückt stattdessen das Gesicht aus der Mitte.',
      'Muss vergrößert werden, sagt der Knoten, wie viele echte Pixel der Ausschnitt enthält; eine Größe in dieser Nähe bewahrt Feinheiten.',
    ],
    inputs: { image: 'Bild', faces: 'Gesichter', matte: 'Maske der Person' },
    outputs: { image: 'Bild', faces: 'Gesichter' },
    params: {
      mode: [
        'Rahmen',
        'Worum herum der Ausschnitt gesetzt wird.',
        {
          face: ['Gesicht', 'Ein Porträt um das ausgewählte Gesicht.'],
          subject: ['Motiv', 'Um das, was die Maske enthält, oder um alle Gesichter.'],
          manual: ['Von Hand', 'Das unten gezeichnete Rechteck.'],
          full: ['Ganzes Bild', 'So viel vom Bild, wie das Seitenverhältnis erlaubt.'],
        },
      ],
      aspect: [
        'Seitenverhältnis',
        'Form des Ausschnitts, Breite zu Höhe.',
        {
          '1:1': ['1:1'],
          '4:5': ['4:5'],
          '3:4': ['3:4'],
          '9:16': ['9:16'],
          '16:9': ['16:9'],
          original: ['Wie das Bild'],
        },
      ],
      margin: [
        'Abstand',
        'Raum auf jeder Seite, in Größen des Gesichts oder Motivs. Bei einem Motiv gilt ein Zehntel des Werts.',
      ],
      rect: ['Rechteck', 'Links, oben, Breite und Höhe als Anteile des Bildes.'],
      size: ['Größe', 'Lange Seite des Ergebnisses. Doppelte Größe braucht etwa viermal so lang.'],
    },
  },
  landmarks: {
    title: 'Gesichtspunkte',
    summary:
      'Setzt auf jedes Gesicht 478 Punkte (Lider, Iris, Lippen, Umriss) und sagt, wie der Kopf gedreht ist.',
    keywords: 'landmarken punkte netz augen iris lippen haltung',
    tips: [
      'Geht am besten bei Gesichtern ab 100 px: also nach dem Zuschneiden.',
      'Wo Haar oder Hände Augen und Lippen verdecken, liegen die Punkte dort, wo sie vermutet werden.',
    ],
    inputs: { image: 'Bild', faces: 'Gesichter' },
    outputs: { faces: 'Gesichter' },
    params: {
      minPresence: [
        'Mindestsicherheit',
        'Wie sicher sich das Modell sein muss, ein Gesicht zu sehen. Senken bei Gemälden und starken Winkeln.',
      ],
      refine: [
        'Zweiter Durchgang',
        'Rahmt das Gesicht noch einmal nach seinen eigenen Punkten: ruhiger, wenn der gefundene Rahmen grob ist.',
      ],
    },
  },
  'landmark-edit': {
    title: 'Gesichtspunkte berichtigen',
    summary:
      'Berichtigt die Punkte des gewählten Gesichts durch Ziehen auf dem Bild oder setzt von Hand ein Gesicht, wo keines gefunden wird.',
    keywords: 'punkte ziehen berichtigen augen lider mund anime tier zeichnung',
    tips: [
      'Zuerst die Lider genau auf die Ränder der Augen setzen: Beim Blinzeln schließt sich, was dazwischen liegt.',
      'Was um einen gezogenen Punkt liegt, folgt weich; wenige Punkte genügen.',
      'Bei einer Zeichnung, einem Tier oder einer Statue nur das Bild anschließen, ein Gesicht von Hand setzen und Augen, Mund und Kinn zurechtziehen.',
    ],
    inputs: { faces: 'Gesichter', image: 'Bild' },
    outputs: { faces: 'Gesichter' },
    params: {
      points: [
        'Punkte',
        'Punkte auf dem Bild ziehen; sie gelten relativ zum Gesicht und bleiben auch in einem anderen Ausschnitt.',
      ],
      source: [
        'Beginnen mit',
        'Zu welchem Gesicht die Punkte gehören.',
        {
          found: ['Dem gefundenen Gesicht'],
          placed: ['Einem von Hand gesetzten', 'Es wird das gewählte Gesicht.'],
        },
      ],
      frame: ['Wo das Gesicht ist', 'Von der Stirn zum Kinn und von Seite zu Seite, ohne Haare und Ohren.'],
    },
  },
  matte: {
    title: 'Person freistellen',
    summary: 'Trennt die Person vom Hintergrund, weich entlang von Haar und Kleidung.',
    keywords: 'maske freisteller ausschneiden segmentieren person hintergrund alpha',
    tips: [
      'Für Menschen gemacht; ein klares einzelnes Objekt geht oft auch. Ist beides nicht da, bleibt die Maske weich und sagt es.',
      'Bewegt sich ein Saum des Hintergrunds mit der Person, die Maske etwas enger stellen.',
    ],
    inputs: { image: 'Bild' },
    outputs: { matte: 'Maske der Person' },
    params: {
      reach: [
        'Reichweite der Kante',
        'Wie weit die Kante wandern darf, um Haar und Kleidung zu folgen; 0 behält die glatte Kante des Modells.',
      ],
      grow: ['Enger / weiter', 'Unter 0 bleibt nur, was sicher ist; über 0 kommt auch Zweifelhaftes hinein.'],
    },
  },
  'mask-paint': {
    title: 'Maske malen',
    summary: 'Eine Maske, von Hand über das Bild gemalt: von Grund auf oder über eine andere Maske.',
    keywords: 'maske pinsel malen zeichnen radieren ausbessern auswählen bereich weich',
    tips: [
      'Die Maske der Person anschließen und dort verbessern, wo sie irrt: malen, was dazugehört, radieren, was nicht.',
      'Mit Einrasten bleibt die Mitte des Pinsels auf dem Gemeinten; sein Rand darf über die Kante reichen.',
      'Eine weiche Maske verbirgt die Grenze zwischen dem, was sich bewegt, und dem, was stillsteht.',
    ],
    inputs: { image: 'Bild', mask: 'Ausgehen von' },
    outputs: { mask: 'Maske' },
    params: {
      strokes: ['Striche', 'Auf das Bild malen; jeder Strich lässt sich einzeln rückgängig machen.'],
      invert: ['Umkehren', 'Das Gemalte bleibt draußen, alles andere ist drin.'],
    },
  },
  regions: {
    title: 'Bereiche',
    summary: 'Teilt ein Porträt in Gesicht, Haar, Rumpf und Hintergrund und findet die Schultern.',
    keywords: 'bereiche masken haar rumpf schultern körper segment hintergrund',
    tips: [
      'Haar und Kleidung von gleicher Farbe sind schwer zu trennen; „Haar“ senken, wenn die Kleidung mitschwingt.',
      'Ohne Gesichter gibt es nur Motiv und Hintergrund; für die Parallaxe genügt das.',
    ],
    inputs: { image: 'Bild', faces: 'Gesichter', matte: 'Maske der Person' },
    outputs: { regions: 'Bereiche' },
    params: {
      hair: ['Haar', 'Wie viel als Haar gilt: unter 1 nur Sicheres, über 1 auch Zweifelhaftes.'],
      feather: ['Weicher Gesichtsrand', 'Weichheit des Gesichtsumrisses in Prozent der Gesichtsbreite.'],
    },
  },
  'mask-from-regions': {
    title: 'Bereiche wählen',
    summary:
      'Macht eine Maske aus Bereichen, die mit einem Klick auf dem Bild gewählt werden: Haar, Gesicht, Kleidung, Hintergrund.',
    keywords: 'maske auswählen bereiche haar gesicht hintergrund klick',
    tips: [
      'An „Was sich bewegen darf“ von „Animieren“ anschließen, um etwa nur das Haar zu bewegen.',
      'Ein weicher Rand verbirgt, wo die Maske endet; was nicht stimmt, dahinter mit „Maske malen“ übermalen.',
    ],
    inputs: { regions: 'Bereiche' },
    outputs: { mask: 'Maske' },
    params: {
      regions: [
        'Bereiche',
        'Auf einen Bereich klicken, um ihn zu wählen; mit Umschalt kommt er zu den gewählten hinzu.',
      ],
      feather: ['Weicher Rand', 'Wie weit der Rand der Maske weich wird.'],
      invert: ['Umkehren', 'Das Gewählte bleibt draußen, alles andere ist drin.'],
    },
  },
  depth: {
    title: 'Tiefe',
    summary:
      'Unterscheidet nah und fern: den Kopf aus dem angepassten Gesicht, das Motiv aus seiner Maske, damit eine bewegte Kamera Nahes stärker verschiebt.',
    keywords: 'parallaxe 3d nah fern ebenen abstand kamera tiefenkarte',
    tips: [
      'Weiß ist nah, schwarz ist fern.',
      'Die Maske der Person anschließen: Ihr Umriss wird zur Kante zwischen Motiv und Hintergrund.',
    ],
    inputs: { image: 'Bild', faces: 'Gesichter', matte: 'Maske der Person', regions: 'Bereiche' },
    outputs: { depth: 'Tiefe' },
    params: {
      contrast: [
        'Kontrast',
        'Dehnt den Abstand zwischen nah und fern um die Mitte; 1 lässt ihn wie gemessen.',
      ],
    },
  },
  'depth-edit': {
    title: 'Tiefe nachbessern',
    summary:
      'Holt Teile der Tiefenkarte mit einem Pinsel auf dem Bild näher, schiebt sie fort oder glättet sie.',
    keywords: 'tiefe pinsel malen parallaxe näher ferner glätten ausbessern 3d',
    tips: [
      'Mit Einrasten die Mitte des Pinsels auf dem Gemeinten halten: Sein Umriss wird zur Kante in der Tiefe.',
      'Glätten, wo sich etwas dehnt, wenn die Kamera sich bewegt; nach vorn holen, was vor dem Rest stehen soll.',
      'Mehrere leichte Striche übereinander geben bessere Verläufe als ein starker.',
    ],
    inputs: { depth: 'Tiefe', image: 'Bild' },
    outputs: { depth: 'Tiefe' },
    params: {
      strokes: ['Striche', 'Auf das Bild malen; jeder Strich lässt sich einzeln rückgängig machen.'],
      amount: [
        'Stärke',
        'Wie weit ein Strich das Bedeckte bewegt, vom Weg zwischen dem Fernsten und dem Nächsten.',
      ],
    },
  },
};
