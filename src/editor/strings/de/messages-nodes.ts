/** What nodes say about their work: notices, failures, remedies, progress, and the names of measures. */
export const nodeMessages: Readonly<Record<string, string>> = {
  // Progress.
  'separating the subject from the background': 'Motiv und Hintergrund werden getrennt',
  'looking at frames': 'Bilder werden betrachtet',
  'Frame {0} of {1}': 'Bild {0} von {1}',
  'x264, frame {0} of {1}': 'x264, Bild {0} von {1}',
  'Face {0} of {1}': 'Gesicht {0} von {1}',
  'Decoding {0}': '{0} wird dekodiert',
  'Following the edges': 'Den Kanten wird gefolgt',
  'Telling hair, skin and clothes apart': 'Haar, Haut und Kleidung werden unterschieden',
  // Parameters that are out of range.
  '{0}.{1} needs {2}.': '{0}.{1} braucht {2}.',
  '{0}.{1} is longer than {2} characters.': '{0}.{1} ist länger als {2} Zeichen.',
  'a whole number': 'eine ganze Zahl',
  'true or false': 'wahr oder falsch',
  'a text': 'einen Text',
  'a number': 'eine Zahl',
  'one of {0}': 'eines von {0}',
  'a number from {0} to {1}, not {2}': 'eine Zahl von {0} bis {1}, nicht {2}',
  // Load image, Crop.
  'No photo has been chosen.': 'Es ist kein Foto ausgewählt.',
  'Drop, paste or choose a photo on this node.':
    'Ein Foto auf diesen Knoten ziehen, einfügen oder auswählen.',
  'Reduced from {0} × {1} to {2} × {3} px.': 'Von {0} × {1} auf {2} × {3} px verkleinert.',
  'The first of {0} frames is used.': 'Das erste von {0} Bildern wird verwendet.',
  'Turned upright as the camera recorded it.': 'Aufrecht gedreht, wie die Kamera es vermerkt hat.',
  'The faces that came in are empty, so there is no face to frame.':
    'Es kamen keine Gesichter herein, also ist keines da, um das herum zugeschnitten wird.',
  'No faces are connected.': 'Es sind keine Gesichter angeschlossen.',
  'Connect "Detect faces" to the Faces input, or set Frame to subject, by hand or full picture.':
    '„Gesichter finden“ am Eingang Gesichter anschließen oder den Rahmen auf Motiv, von Hand oder ganzes Bild stellen.',
  'The crop would hold only {0} × {1} px of the picture.':
    'Der Ausschnitt enthielte nur {0} × {1} px des Bildes.',
  'Draw a rectangle of at least {0} × {1} px.': 'Ein Rechteck von mindestens {0} × {1} px ziehen.',
  'Enlarged {0}×: the crop holds {1} real pixels.':
    '{0}-fach vergrößert: Der Ausschnitt enthält {1} echte Pixel.',
  // Faces.
  'No face was found in this photo.': 'In diesem Foto wurde kein Gesicht gefunden.',
  'Choose a photo in which a face is turned to the camera, crop closer to it, or use the parallax template, which needs no face.':
    'Ein Foto wählen, in dem ein Gesicht in die Kamera sieht, enger zuschneiden oder die Vorlage Parallaxe verwenden, die kein Gesicht braucht.',
  'Face {0} was asked for, but only {1} found.': 'Verlangt war Gesicht {0}, gefunden {1}.',
  'one face was': 'wurde nur eines',
  '{0} faces were': 'wurden nur {0}',
  'Set "Which face" to 0{0}, or "Search" to thorough.':
    '„Welches Gesicht“ auf 0{0} stellen oder „Suche“ auf gründlich.',
  ' to {0}': ' bis {0}',
  'Face {0} is too unclear for landmarks (certainty {1}).':
    'Gesicht {0} ist für Gesichtspunkte zu undeutlich (Sicherheit {1}).',
  'The faces that came in are empty, so there is nothing to place landmarks on.':
    'Es kamen keine Gesichter herein, also ist nichts da, worauf Punkte zu setzen wären.',
  'Choose a crop that holds the face, or connect "Detect faces".':
    'Einen Ausschnitt wählen, der das Gesicht enthält, oder „Gesichter finden“ anschließen.',
  'The faces belong to a picture of {0} × {1} px, the image has {2} × {3} px.':
    'Die Gesichter gehören zu einem Bild von {0} × {1} px, das Bild hier hat {2} × {3} px.',
  'Connect image and faces from the same node, e.g. both from "Crop".':
    'Bild und Gesichter vom selben Knoten anschließen, etwa beide von „Zuschneiden“.',
  'Connect image and faces that went through the same crop.':
    'Bild und Gesichter anschließen, die durch denselben Zuschnitt gingen.',
  'The selected face is too unclear for landmarks (certainty {0}).':
    'Das gewählte Gesicht ist für Gesichtspunkte zu undeutlich (Sicherheit {0}).',
  'Choose another face or photo, crop closer, or lower "Least certainty".':
    'Ein anderes Gesicht oder Foto wählen, enger zuschneiden oder „Mindestsicherheit“ senken.',
  'The chosen face has no landmarks that could be corrected.':
    'Das gewählte Gesicht hat keine Punkte, die sich berichtigen ließen.',
  'Connect "Face landmarks", or choose "A face placed by hand".':
    '„Gesichtspunkte“ anschließen oder „Ein von Hand gesetztes Gesicht“ wählen.',
  'There is neither a face to correct nor a picture to place one on.':
    'Es gibt weder ein Gesicht zum Berichtigen noch ein Bild, auf das eines gesetzt werden könnte.',
  'Connect the faces of "Face landmarks", or the picture alone to place a face by hand.':
    'Die Gesichter von „Gesichtspunkte“ anschließen, oder nur das Bild, um ein Gesicht von Hand zu setzen.',
  // Masks, regions, depth.
  'Nothing is painted yet: the mask is empty.': 'Noch ist nichts gemalt: Die Maske ist leer.',
  'No region is picked yet: the mask is empty.': 'Noch ist kein Bereich gewählt: Die Maske ist leer.',
  'The picture has no {0}; its regions are {1}.': 'Das Bild hat kein {0}; seine Bereiche sind {1}.',
  'No person was found: the matte is almost empty, and everything counts as background.':
    'Es wurde keine Person gefunden: Die Maske ist fast leer, alles zählt als Hintergrund.',
  'No clear person was found: the matte is only a soft guess of what stands in front.':
    'Es wurde keine deutliche Person gefunden: Die Maske rät nur weich, was vorn steht.',
  'No shoulders were found: breathing can only follow the torso’s outline.':
    'Es wurden keine Schultern gefunden: Der Atem kann nur dem Umriss des Oberkörpers folgen.',
  'Without a face and a matte the depth is a guess: near at the bottom and in the middle.':
    'Ohne Gesicht und Maske ist die Tiefe geraten: nah unten und in der Mitte.',
  'Without a face the depth follows the matte: one subject before a floor.':
    'Ohne Gesicht folgt die Tiefe der Maske: ein Motiv vor einem Boden.',
  'The matte is empty: no subject is cut out.': 'Die Maske ist leer: Es wird kein Motiv ausgeschnitten.',
  'The matte covers the whole picture: nothing is cut out.':
    'Die Maske bedeckt das ganze Bild: Es wird nichts ausgeschnitten.',
  'The matte does not follow the edges of the picture, so nothing is cut out along it.':
    'Die Maske folgt den Kanten des Bildes nicht, darum wird an ihr entlang nichts ausgeschnitten.',
  // Animate.
  'Enlarged by {0} % so that the moving camera shows no border.':
    'Um {0} % vergrößert, damit die bewegte Kamera keinen Rand zeigt.',
  'The {0} input belongs to a picture of {1} × {2}, the image has {3} × {4}.':
    'Der Eingang {0} gehört zu einem Bild von {1} × {2}, das Bild hier hat {3} × {4}.',
  'Make it from the same image that goes into this node (after the crop, not before).':
    'Aus demselben Bild machen, das in diesen Knoten geht (nach dem Zuschnitt, nicht davor).',
  Faces: 'Gesichter',
  Matte: 'Maske',
  Regions: 'Bereiche',
  Depth: 'Tiefe',
  'What may move': 'Was sich bewegen darf',
  'The image is smaller than 2 × 2 pixels.': 'Das Bild ist kleiner als 2 × 2 Pixel.',
  'Use a larger picture.': 'Ein größeres Bild verwenden.',
  'The mask of what may move is empty: only camera and light can move.':
    'Die Maske dessen, was sich bewegen darf, ist leer: Nur Kamera und Licht können sich bewegen.',
  'No face landmarks are connected: only camera, light and breath can move.':
    'Es sind keine Gesichtspunkte angeschlossen: Nur Kamera, Licht und Atem können sich bewegen.',
  'The face is turned {0}° from the camera: turns of the head are drawn smaller.':
    'Das Gesicht ist um {0}° von der Kamera abgewandt: Kopfdrehungen fallen kleiner aus.',
  'The face is small in this picture: crop closer, or lids and lips will look soft.':
    'Das Gesicht ist klein in diesem Bild: enger zuschneiden, sonst werden Lider und Lippen weich.',
  'Only the chosen face moves; the other {0} along.': 'Nur das gewählte Gesicht bewegt sich; {0} mit.',
  'face rides': 'das andere reist',
  'faces ride': 'die anderen reisen',
  'Without a matte the background next to the head bends with its turns.':
    'Ohne Maske biegt sich der Hintergrund neben dem Kopf mit seinen Drehungen.',
  // Motion.
  'The prompt asks for a take that does not loop.':
    'Der Prompt verlangt einen Take, der nicht in sich schließt.',
  'The prompt asks for {0} s; takes are 1 to 10 s long, so this one has {1} s.':
    'Der Prompt verlangt {0} s; Takes sind 1 bis 10 s lang, dieser hat {1} s.',
  '"{0}" was asked for at {1} s, but the take has {2} s; it comes at the end.':
    '„{0}“ war bei {1} s verlangt, der Take hat aber {2} s; es kommt am Ende.',
  '"{0}" {1} times does not fit into {2} s. Make the take longer.':
    '„{0}“ passt nicht {1}-mal in {2} s. Den Take verlängern.',
  'A keyframe of {0} lies after the end of the take ({1} s) and has no effect.':
    'Ein Keyframe von {0} liegt nach dem Ende des Takes ({1} s) und bewirkt nichts.',
  'The camera does not come back, so the take is no loop any more.':
    'Die Kamera kommt nicht zurück, darum schließt der Take nicht mehr in sich.',
  'One of the mixed motions does not loop, so the result does not either.':
    'Eine der gemischten Bewegungen schließt nicht in sich, also auch das Ergebnis nicht.',
  'The trimmed take would end before it starts; two frames were kept.':
    'Der gekürzte Take würde enden, bevor er anfängt; zwei Bilder blieben.',
  'Not known, not muted: {0}.': 'Unbekannt, nicht stummgeschaltet: {0}.',
  'Keys after the end of the take were left out: {0}.': 'Keyframes nach dem Ende des Takes entfielen: {0}.',
  'Not understood: {0}.': 'Nicht verstanden: {0}.',
  'There are {0} takes and {1} reports.': 'Es sind {0} Takes und {1} Berichte.',
  'Wire one report of every take, in the same order, or none.':
    'Von jedem Take einen Bericht anschließen, in derselben Reihenfolge, oder keinen.',
  'There is no take to pick from.': 'Es ist kein Take zum Auswählen da.',
  'Make at least one take.': 'Mindestens einen Take machen.',
  'There are only {0} takes; the last was picked.': 'Es sind nur {0} Takes; der letzte wurde genommen.',
  'The picked take is rejected: {0}.': 'Der gewählte Take ist verworfen: {0}.',
  // Clips.
  'This clip does not loop, so each repetition begins with a jump.':
    'Dieser Clip schließt nicht in sich, jede Wiederholung beginnt mit einem Sprung.',
  'Loop seam {0} before, {1} after; {2} frames became {3}.':
    'Naht der Schleife {0} vorher, {1} nachher; aus {2} Bildern wurden {3}.',
  'The overlap was cut from {0} to {1} frames, half of the clip.':
    'Die Überlappung wurde von {0} auf {1} Bilder gekürzt, die Hälfte des Clips.',
  'Loop seam {0}: the clip closes by itself.': 'Naht der Schleife {0}: Der Clip schließt von selbst.',
  'Loop seam {0}: the cut will show; choose crossfade or ping-pong.':
    'Naht der Schleife {0}: Der Schnitt wird zu sehen sein; Überblendung oder Ping-Pong wählen.',
  'a jump in a still clip': 'ein Sprung in einem stillen Clip',
  'Clip A has {0} × {1} px, clip B {2} × {3} px.': 'Clip A hat {0} × {1} px, Clip B {2} × {3} px.',
  'Make both clips from one crop, or set the same size in both.':
    'Beide Clips aus einem Zuschnitt machen oder in beiden dieselbe Größe einstellen.',
  'Clip {0} is shorter: it {1}.': 'Clip {0} ist kürzer: Er {1}.',
  'starts again': 'beginnt von vorn',
  'holds its last frame': 'hält sein letztes Bild',
  '"{0}" cannot be a file name.': '„{0}“ kann kein Dateiname sein.',
  'Leave out leading dots and the characters \\ / : * ? " < > |.':
    'Punkte am Anfang und die Zeichen \\ / : * ? " < > | weglassen.',
  'The clip has one frame; there is nothing to measure.': 'Der Clip hat ein Bild; da ist nichts zu messen.',
  'Make it longer.': 'Ihn verlängern.',
  'This take is rejected: {0}.': 'Dieser Take ist verworfen: {0}.',
  'identity falls to {0}, below {1}': 'die Ähnlichkeit sinkt auf {0}, unter {1}',
  '{0} is good': '{0} ist gut',
  '{0} is fair': '{0} ist mäßig',
  '{0} is poor': '{0} ist schlecht',
  '{0}: nothing is said of identity, eyes and mouth.':
    '{0}: Über Ähnlichkeit, Augen und Mund wird nichts gesagt.',
  'The landmark model does not see the selected face in the photo':
    'Das Modell der Gesichtspunkte sieht das gewählte Gesicht im Foto nicht',
  'The faces have no landmarks (connect them after "Face landmarks")':
    'Die Gesichter haben keine Punkte (nach „Gesichtspunkte“ anschließen)',
  '{0} has {1} × {2} px, {3} {4} × {5} px.': '{0} hat {1} × {2} px, {3} {4} × {5} px.',
  'The faces': 'Was zu den Gesichtern gehört,',
  'The regions': 'Was zu den Bereichen gehört,',
  'The clip': 'Der Clip',
  'the photo': 'das Foto',
  'Connect the same picture that goes into "Animate" (after the crop), and faces and regions made from it.':
    'Dasselbe Bild anschließen, das in „Animieren“ geht (nach dem Zuschnitt), und Gesichter und Bereiche daraus.',
  // Facts of values.
  'Image {0}': 'Bild {0}',
  'Mask {0}': 'Maske {0}',
  'Depth {0}': 'Tiefe {0}',
  'Flow {0}': 'Fluss {0}',
  'Regions {0}': 'Bereiche {0}',
  '1 face': '1 Gesicht',
  '{0} faces': '{0} Gesichter',
  'Prompt, {0} motions': 'Prompt, {0} Bewegungen',
  'Motion {0}f @{1}': 'Bewegung {0} B @{1}',
  'Clip {0}f @{1}, {2}': 'Clip {0} B @{1}, {2}',
  'Report, {0} measures': 'Bericht, {0} Messwerte',
  '1 key, 1 channel': '1 Keyframe, 1 Kanal',
  '{0} keys, 1 channel': '{0} Keyframes, 1 Kanal',
  '{0} keys, {1} channels': '{0} Keyframes, {1} Kanäle',
  // Measures.
  'First frame is the photo': 'Erstes Bild ist das Foto',
  'Identity, mean': 'Ähnlichkeit, Mittel',
  'Identity, worst frame': 'Ähnlichkeit, schlechtestes Bild',
  'Eye spacing steady': 'Augenabstand bleibt',
  'Nose length steady': 'Nasenlänge bleibt',
  'Face width steady': 'Gesichtsbreite bleibt',
  'Subject consistency': 'Motiv bleibt sich gleich',
  'Background consistency': 'Hintergrund bleibt sich gleich',
  'Still pixels do not flicker': 'Stille Pixel flackern nicht',
  'Warping error': 'Verzerrungsfehler',
  'Picture that flows on, least': 'Bild, das weiterfließt, mindestens',
  'Loop seam': 'Naht der Schleife',
  'Loop seam, velocity': 'Naht der Schleife, Tempo',
  'Sharpness kept': 'Schärfe erhalten',
  'Sharpness steady': 'Schärfe bleibt',
  'Background moved by': 'Hintergrund bewegt um',
  'Lids left open in a blink': 'Lider beim Blinzeln noch offen',
  'Lids open again': 'Lider wieder offen',
  'Turn, of what was asked': 'Drehung, vom Verlangten',
  'Nod, of what was asked': 'Nicken, vom Verlangten',
  'Tilt, of what was asked': 'Neigung, vom Verlangten',
  'Gaze, of what was asked': 'Blick, vom Verlangten',
  'Mouth opened by': 'Mund geöffnet um',
  'Mouth widened by': 'Mund verbreitert um',
  'Beyond a limit by': 'Über eine Grenze um',
  Holes: 'Löcher',
  'Border that shows': 'Sichtbarer Rand',
  'Frames without a face': 'Bilder ohne Gesicht',
  'Picked take': 'Gewählter Take',
  'Take {0}': 'Take {0}',
  Liveliness: 'Lebendigkeit',
  Blinks: 'Blinzeln',
  Head: 'Kopf',
  Breath: 'Atem',
  Symmetry: 'Symmetrie',
  Speed: 'Tempo',
  Seam: 'Naht',
  cos: 'cos',
  'of 1': 'von 1',
  levels: 'Stufen',
  frames: 'Bilder',
  '% sd': '% Std.-Abw.',
  '% of eye distance': '% des Augenabstands',
  '% of outline': '% des Umrisses',
};
