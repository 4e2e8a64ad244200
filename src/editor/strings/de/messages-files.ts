/** What the readers of photos and clips, and the encoders, say. */
export const fileMessages: Readonly<Record<string, string>> = {
  'Video needs even sides: {0} × {1} became {2} × {3} px.':
    'Video braucht gerade Seiten: Aus {0} × {1} wurden {2} × {3} px.',
  'This browser has no H.264 encoder; x264 was used, which is slower and makes a smaller file.':
    'Dieser Browser kann kein H.264 kodieren; x264 tat es, das ist langsamer und macht eine kleinere Datei.',
  'This browser cannot write WebP; libwebp was used, which is slower and makes a smaller file.':
    'Dieser Browser kann kein WebP schreiben; libwebp tat es, das ist langsamer und macht eine kleinere Datei.',
  'x264 could not be loaded; the browser’s encoder was used, so the file is larger.':
    'x264 ließ sich nicht laden; der Encoder des Browsers tat es, die Datei ist größer.',
  'libwebp could not be loaded; the browser’s encoder was used, so the file is larger.':
    'libwebp ließ sich nicht laden; der Encoder des Browsers tat es, die Datei ist größer.',
  'Loading the encoder for small files': 'Der Encoder für kleine Dateien wird geladen',
  libwebp: 'libwebp',
  'The encoder for small files (ffmpeg) could not be loaded.':
    'Der Encoder für kleine Dateien (ffmpeg) ließ sich nicht laden.',
  'Choose the route "fast", or put ffmpeg-core.js and ffmpeg-core.wasm back into vendor/ffmpeg.':
    'Den Weg „Schnell“ wählen oder ffmpeg-core.js und ffmpeg-core.wasm zurück nach vendor/ffmpeg legen.',
  'ffmpeg ended with code {0}: {1}': 'ffmpeg endete mit Code {0}: {1}',
  'Choose the route "fast", a smaller size or another format.':
    'Den Weg „Schnell“, eine kleinere Größe oder ein anderes Format wählen.',
  'The MP4 is damaged.': 'Das MP4 ist beschädigt.',
  'Encode the clip again.': 'Den Clip noch einmal kodieren.',
  'The video file came out empty.': 'Die Videodatei ist leer herausgekommen.',
  'Encode it again.': 'Noch einmal kodieren.',
  'This browser has no {0} encoder for {1} × {2} px.':
    'Dieser Browser hat keinen {0}-Encoder für {1} × {2} px.',
  'Choose the route "small", another format, or a browser that has one (Chrome, Edge).':
    'Den Weg „Klein“, ein anderes Format oder einen Browser wählen, der einen hat (Chrome, Edge).',
  "The browser's video encoder stopped: {0}": 'Der Video-Encoder des Browsers hat aufgehört: {0}',
  'Try again, choose the route "small", or another format.':
    'Noch einmal versuchen oder den Weg „Klein“ oder ein anderes Format wählen.',
  'This browser cannot write WebP.': 'Dieser Browser kann kein WebP schreiben.',
  'Choose the route "small", another format, or a browser that can (Chrome, Edge, Firefox).':
    'Den Weg „Klein“, ein anderes Format oder einen Browser wählen, der es kann (Chrome, Edge, Firefox).',
  "{0} frames of {1} × {2} px do not fit into ffmpeg's memory.":
    '{0} Bilder von {1} × {2} px passen nicht in den Speicher von ffmpeg.',
  'Choose the route "fast", fewer frames or a smaller size.':
    'Den Weg „Schnell“, weniger Bilder oder eine kleinere Größe wählen.',
  'The browser made a broken WebP.': 'Der Browser hat ein kaputtes WebP gemacht.',
  'Choose another format.': 'Ein anderes Format wählen.',
  'x264 gave back {0} of {1} frames.': 'x264 gab {0} von {1} Bildern zurück.',
  'Try again, or choose the route "fast".': 'Noch einmal versuchen oder den Weg „Schnell“ wählen.',
  'Open it in a picture program and export it as a JPEG or PNG.':
    'In einem Bildprogramm öffnen und als JPEG oder PNG exportieren.',
  'Convert it to JPEG (on a phone: share or export it as "most compatible").':
    'In JPEG umwandeln (auf dem Telefon: als „maximale Kompatibilität“ teilen oder exportieren).',
  'Pause it at a good moment, save that frame as a JPEG or PNG and use that.':
    'In einem guten Augenblick anhalten, dieses Bild als JPEG oder PNG speichern und verwenden.',
  'Open the page and save the picture itself (right click, "Save image as").':
    'Die Seite öffnen und das Bild selbst speichern (Rechtsklick, „Bild speichern unter“).',
  'Unpack it and choose the photo inside.': 'Entpacken und das Foto darin auswählen.',
  'Choose a photo: JPEG, PNG, WebP, AVIF, GIF or BMP.':
    'Ein Foto auswählen: JPEG, PNG, WebP, AVIF, GIF oder BMP.',
  'The file is {0}.': 'Die Datei ist {0}.',
  'a HEIC photo, which browsers cannot read': 'ein HEIC-Foto, das Browser nicht lesen können',
  'a video': 'ein Video',
  'an SVG drawing; drawings may hold scripts and are not photos':
    'eine SVG-Zeichnung; Zeichnungen können Skripte enthalten und sind keine Fotos',
  'a web page, not a picture': 'eine Webseite, kein Bild',
  'a TIFF or camera raw file, which browsers cannot read':
    'eine TIFF- oder Kamera-Rohdatei, die Browser nicht lesen können',
  'a JPEG XL picture, which most browsers cannot read':
    'ein JPEG-XL-Bild, das die meisten Browser nicht lesen können',
  'a Photoshop document': 'ein Photoshop-Dokument',
  'a PDF document': 'ein PDF-Dokument',
  'an archive': 'ein Archiv',
  'text, whatever its name says': 'Text, was auch immer ihr Name sagt',
  'The file is of no known picture format.': 'Die Datei hat kein bekanntes Bildformat.',
  'The picture is {0}, which is more than fits in memory.':
    'Das Bild hat {0}; das ist mehr, als in den Arbeitsspeicher passt.',
  'Reduce it to at most {0} px a side and 64 megapixels.':
    'Auf höchstens {0} px je Seite und 64 Megapixel verkleinern.',
  'The animation has more than {0} frames.': 'Die Animation hat mehr als {0} Bilder.',
  'Save its first frame as a JPEG or PNG and use that.':
    'Ihr erstes Bild als JPEG oder PNG speichern und verwenden.',
  'The {0} file ends in the middle of the picture.': 'Die {0}-Datei endet mitten im Bild.',
  'It was probably cut off while being copied or downloaded: fetch it again from where it came from.':
    'Sie wurde wohl beim Kopieren oder Herunterladen abgeschnitten: noch einmal von ihrem Ursprung holen.',
  'The picture is damaged: {0}.': 'Das Bild ist beschädigt: {0}.',
  'Open it in a picture viewer; if it shows there, save it as a new JPEG or PNG, else fetch it again.':
    'In einem Bildbetrachter öffnen; ist es dort zu sehen, neu als JPEG oder PNG speichern, sonst noch einmal holen.',
  'The file is empty (0 bytes).': 'Die Datei ist leer (0 Bytes).',
  'Choose the photo again, or another one.': 'Das Foto noch einmal auswählen oder ein anderes.',
  'A picture cannot be cut to {0} × {1} px from {2} × {3} px.':
    'Ein Bild lässt sich nicht auf {0} × {1} px aus {2} × {3} px zuschneiden.',
  'Choose a rectangle with an area and a size of 1 to {0} px.':
    'Ein Rechteck mit einer Fläche und eine Größe von 1 bis {0} px wählen.',
  'A file of type {0} cannot carry a workflow.': 'Eine Datei der Art {0} kann keinen Workflow tragen.',
  'Save the workflow as a JSON file beside it.': 'Den Workflow als JSON-Datei daneben speichern.',
  'The {0} file is damaged: {1}.': 'Die {0}-Datei ist beschädigt: {1}.',
  'The workflow is larger than {0} MB.': 'Der Workflow ist größer als {0} MB.',
  'Save it as a JSON file of its own, or remove what it does not need.':
    'Ihn als eigene JSON-Datei speichern oder entfernen, was er nicht braucht.',
  'The file carries a workflow, but it is damaged.':
    'Die Datei trägt einen Workflow, aber er ist beschädigt.',
  'Fetch the file again from where it came from; some services rewrite what they are given.':
    'Die Datei noch einmal von ihrem Ursprung holen; manche Dienste schreiben um, was sie bekommen.',
  'a JPEG marker is missing': 'eine JPEG-Marke fehlt',
  'a JPEG segment has an impossible length': 'ein JPEG-Abschnitt hat eine unmögliche Länge',
  'a WebP chunk is too short': 'ein WebP-Abschnitt ist zu kurz',
  'an AVIF box has an impossible size': 'ein AVIF-Abschnitt hat eine unmögliche Größe',
  'its BMP header is of an unknown kind': 'sein BMP-Kopf ist von unbekannter Art',
  'its JPEG frame header is too short': 'sein JPEG-Kopf ist zu kurz',
  'its animation chunk is too short': 'sein Animationsabschnitt ist zu kurz',
  'its header gives it no size': 'sein Kopf nennt keine Größe',
  'its lossless WebP data has no signature': 'seinen verlustfreien WebP-Daten fehlt die Kennung',
  'the AVIF does not say how large it is': 'das AVIF sagt nicht, wie groß es ist',
  'the JPEG holds no picture': 'das JPEG enthält kein Bild',
  'the PNG does not start with its header chunk': 'das PNG beginnt nicht mit seinem Kopf',
  'the WebP does not start with a key frame': 'das WebP beginnt nicht mit einem Schlüsselbild',
  'the WebP holds no picture': 'das WebP enthält kein Bild',
  'the browser cannot decode it': 'der Browser kann es nicht dekodieren',
  'there is not enough memory to decode it': 'zum Dekodieren reicht der Arbeitsspeicher nicht',
};
