/** What the engine, the planner and the stores say. */
export const engineMessages: Readonly<Record<string, string>> = {
  'This is a fault in Kineograph. Try again; if it stays, report it with the details below.':
    'Das ist ein Fehler in Kineograph. Noch einmal versuchen; bleibt er, bitte mit den Einzelheiten unten melden.',
  'A stored result is damaged.': 'Ein gespeichertes Ergebnis ist beschädigt.',
  'It will be computed again.': 'Es wird neu berechnet.',
  'The browser does not let this page store results.':
    'Der Browser lässt diese Seite keine Ergebnisse speichern.',
  'Results last until the page is closed. Leave private browsing or allow site data to keep them.':
    'Ergebnisse bleiben, bis die Seite geschlossen wird. Ohne privates Fenster oder mit erlaubten Websitedaten bleiben sie länger.',
  "The browser's storage failed ({0}).": 'Der Speicher des Browsers hat versagt ({0}).',
  'The run goes on without storing. Reload the page; if it stays, restart the browser.':
    'Der Lauf geht ohne Speichern weiter. Die Seite neu laden; bleibt es so, den Browser neu starten.',
  'The browser has no room left to store this result.':
    'Der Browser hat keinen Platz mehr für dieses Ergebnis.',
  'Free disk space or clear the cache; the run goes on without storing.':
    'Speicherplatz schaffen oder gespeicherte Ergebnisse löschen; der Lauf geht ohne Speichern weiter.',
  'A stored result was damaged. It was deleted and is computed again when it is needed.':
    'Ein gespeichertes Ergebnis war beschädigt. Es wurde gelöscht und wird neu berechnet, sobald es gebraucht wird.',
  'Neither the disk nor memory has room for this result.':
    'Weder auf der Platte noch im Arbeitsspeicher ist Platz für dieses Ergebnis.',
  'Free disk space or clear the cache, or make a smaller or shorter clip.':
    'Speicherplatz schaffen, gespeicherte Ergebnisse löschen oder einen kleineren oder kürzeren Clip machen.',
  'The output "{0}" does not exist: name an existing node and port.':
    'Den Ausgang „{0}“ gibt es nicht: einen vorhandenen Knoten und Anschluss nennen.',
  'The control "{0}" does not exist.': 'Das Bedienelement „{0}“ gibt es nicht.',
  '"{0}" knows no "{1}": it takes {2}.': '„{0}“ kennt kein „{1}“: möglich sind {2}.',
  '"{0}" cannot take what is wired to it: {1}.': '„{0}“ kann nicht nehmen, was angeschlossen ist: {1}.',
  'Change the value that feeds it, or cut the wire to use the setting.':
    'Den Wert ändern, der es speist, oder die Leitung trennen, damit die Einstellung gilt.',
  '{0}: {1} was taken as {2}.': '{0}: {1} wurde als {2} genommen.',
  'One of the nodes no longer exists.': 'Einen der Knoten gibt es nicht mehr.',
  'A node cannot feed itself.': 'Ein Knoten kann sich nicht selbst speisen.',
  'The type of "{0}" ({1}) is unknown here.': 'Der Typ von „{0}“ ({1}) ist hier unbekannt.',
  '{0} has no output "{1}".': '{0} hat keinen Ausgang „{1}“.',
  '{0} has no input "{1}".': '{0} hat keinen Eingang „{1}“.',
  '{0} of {1} takes {2}, not {3}.': '{0} von {1} nimmt {2}, nicht {3}.',
  anything: 'alles',
  'an Image': 'ein Bild',
  'a Mask': 'eine Maske',
  'a Regions': 'Bereiche',
  'a Depth': 'eine Tiefe',
  'a Flow': 'einen Fluss',
  'a Faces': 'Gesichter',
  'a Prompt': 'einen Prompt',
  'a Motion': 'eine Bewegung',
  'a Keyframes': 'Keyframes',
  'a Clip': 'einen Clip',
  'an Audio': 'einen Ton',
  'a File': 'eine Datei',
  'a Report': 'einen Bericht',
  'That would close a circle: the node would wait for itself.':
    'Das würde einen Kreis schließen: Der Knoten würde auf sich selbst warten.',
  '"{0}" is empty (0 bytes).': '„{0}“ ist leer (0 Bytes).',
  'Choose another file.': 'Eine andere Datei auswählen.',
  '"{0}" is larger than {1} MB.': '„{0}“ ist größer als {1} MB.',
  'Choose a smaller file.': 'Eine kleinere Datei auswählen.',
  'The file "{0}" is not on this device.': 'Die Datei „{0}“ ist nicht auf diesem Gerät.',
  'Choose the photo again.': 'Das Foto noch einmal auswählen.',
  'The stored value at its input "{0}" was lost or damaged.':
    'Der gespeicherte Wert am Eingang „{0}“ ist verloren oder beschädigt.',
  'Run again: the node before it will compute it anew.':
    'Noch einmal ausführen: Der Knoten davor berechnet ihn neu.',
  'There is no node "{0}".': 'Einen Knoten „{0}“ gibt es nicht.',
  'Choose a node to run.': 'Einen Knoten zum Ausführen wählen.',
  'Mend that node first.': 'Zuerst diesen Knoten in Ordnung bringen.',
  'No element is there in all the lists that it takes.':
    'Kein Element ist in allen Listen vorhanden, die er nimmt.',
  '"{0}" before it failed.': '„{0}“ davor ist fehlgeschlagen.',
  '"{0}" gave no {1}.': '„{0}“ hat kein {1} geliefert.',
  '{0}: {1} of {2} are missing because they failed ({3}).':
    '{0}: {1} von {2} fehlen, weil sie fehlgeschlagen sind ({3}).',
  'It was ended twice without a result ({0}).': 'Er wurde zweimal ohne Ergebnis beendet ({0}).',
  'Try a smaller picture or a shorter clip; if it stays, report it.':
    'Ein kleineres Bild oder einen kürzeren Clip versuchen; bleibt es so, bitte melden.',
  'The browser gave it no more memory ({0}).': 'Der Browser gab ihm keinen Speicher mehr ({0}).',
  'Close other tabs and programs, or make a smaller picture or a shorter clip.':
    'Andere Tabs und Programme schließen, oder ein kleineres Bild oder einen kürzeren Clip machen.',
  'It rendered {0} bytes, not {1}.': 'Er hat {0} Bytes gerendert, nicht {1}.',
  'Report this fault.': 'Diesen Fehler bitte melden.',
  'The run was cancelled.': 'Der Lauf wurde abgebrochen.',
  'Run again to continue.': 'Zum Fortsetzen noch einmal ausführen.',
  'Its pinned result is gone.': 'Sein angeheftetes Ergebnis ist verschwunden.',
  'Unpin the node, then run again.': 'Den Knoten lösen und noch einmal ausführen.',
  'It cannot run.': 'Er ist nicht ausführbar.',
  'Correct this, then run again.': 'Das beheben und noch einmal ausführen.',
  'Two nodes would have the name "{0}": rename one of them.':
    'Zwei Knoten hießen „{0}“: einen davon umbenennen.',
  'The subgraph "{0}" is not part of this workflow: remove this node, or paste it again from where it came.':
    'Der Teilgraph „{0}“ gehört nicht zu diesem Workflow: den Knoten entfernen oder von seinem Ursprung neu einfügen.',
  'The subgraph "{0}" contains itself: remove it from its own inside.':
    'Der Teilgraph „{0}“ enthält sich selbst: ihn aus seinem Inneren entfernen.',
  'Subgraphs are nested deeper than {0} levels: expand some of them.':
    'Teilgraphen sind tiefer als {0} Ebenen geschachtelt: einige auflösen.',
  'With this subgraph the workflow would have more than {0} nodes: remove some instances.':
    'Mit diesem Teilgraphen hätte der Workflow mehr als {0} Knoten: einige Exemplare entfernen.',
  'The lists have more than {0} elements in all: make them shorter.':
    'Die Listen haben zusammen mehr als {0} Elemente: sie kürzen.',
  'Its inputs "{0}" and "{1}" are lists of {2} and {3}: make them equally long.':
    'Die Eingänge „{0}“ und „{1}“ sind Listen mit {2} und {3} Elementen: sie gleich lang machen.',
  'It makes {0} elements, but its input "{1}" is a list of {2}: make them equally many.':
    'Er macht {0} Elemente, am Eingang „{1}“ liegt aber eine Liste mit {2}: gleich viele machen.',
  '{0}.{1} needs a whole number from 1 to {2}.': '{0}.{1} braucht eine ganze Zahl von 1 bis {2}.',
  'This JSON is not a Kineograph workflow: it has no "kineograph" version.':
    'Dieses JSON ist kein Workflow von Kineograph: Die Angabe „kineograph“ fehlt.',
  'Open a workflow that Kineograph saved.': 'Einen Workflow öffnen, den Kineograph gespeichert hat.',
  'The workflow was saved by a newer Kineograph (format {0}; this one reads up to {1}).':
    'Der Workflow stammt aus einem neueren Kineograph (Format {0}; dieses liest bis {1}).',
  'Update Kineograph, then open it again.': 'Kineograph aktualisieren und ihn dann noch einmal öffnen.',
  'Open a workflow that Kineograph saved, or correct the file in a text editor.':
    'Einen Workflow öffnen, den Kineograph gespeichert hat, oder die Datei in einem Texteditor berichtigen.',
  'The workflow file is larger than {0} MB.': 'Die Workflow-Datei ist größer als {0} MB.',
  'Workflows hold no pictures and are small; choose the right file.':
    'Workflows enthalten keine Bilder und sind klein; die richtige Datei auswählen.',
  'This is not a valid workflow{0}: {1}.': 'Das ist kein gültiger Workflow{0}: {1}.',
  'The file is not valid JSON: {0}.': 'Die Datei ist kein gültiges JSON: {0}.',
  'The workflow is nested too deeply{0}.': 'Der Workflow ist zu tief geschachtelt{0}.',
  'The workflow uses the reserved name "{0}"{1}.': 'Der Workflow benutzt den reservierten Namen „{0}“{1}.',
  'Rename that entry; the file may have been made to attack the program that reads it.':
    'Den Eintrag umbenennen; die Datei könnte gemacht sein, um das Programm anzugreifen, das sie liest.',
  'The workflow has too many entries.': 'Der Workflow hat zu viele Einträge.',
  '"{0}", which feeds it, cannot run.': '„{0}“, das ihn speist, ist nicht ausführbar.',
  'No file is chosen for {0}.{1}: choose one.': 'Für {0}.{1} ist keine Datei gewählt: eine auswählen.',
  'The file of {0}.{1} ({2}) is not on this device: choose it again.':
    'Die Datei von {0}.{1} ({2}) ist nicht auf diesem Gerät: noch einmal auswählen.',
  'The model "{0}" is missing from this installation: install Kineograph again.':
    'Das Modell „{0}“ fehlt in dieser Installation: Kineograph neu installieren.',
  'It is part of a circle and would wait for itself: cut one of the wires.':
    'Er gehört zu einem Kreis und würde auf sich selbst warten: eine der Leitungen trennen.',
  'The node type "{0}" is unknown here: remove it or update Kineograph.':
    'Der Knotentyp „{0}“ ist hier unbekannt: ihn entfernen oder Kineograph aktualisieren.',
  'It was saved by a newer version ({0}): update Kineograph.':
    'Er stammt aus einer neueren Version ({0}): Kineograph aktualisieren.',
  'Its input "{0}" is not connected: wire {1} to it.':
    'Der Eingang „{0}“ ist nicht verbunden: {1} anschließen.',
  'Its input "{0}" takes {1}, but is wired to {2}.':
    'Der Eingang „{0}“ nimmt {1}, angeschlossen ist aber {2}.',
  '{0}.{1} is no parameter of {2} and is ignored.': '{0}.{1} ist kein Parameter von {2} und wird übergangen.',
  '{0} has no input "{1}"; its wire is ignored.':
    '{0} hat keinen Eingang „{1}“; seine Leitung wird übergangen.',
  '{0} has no output "{1}": connect it again.': '{0} hat keinen Ausgang „{1}“: neu verbinden.',
  '"{0}" is bypassed and has no {1} to pass on: enable it or wire around it.':
    '„{0}“ ist umgangen und hat kein {1} weiterzureichen: einschalten oder daran vorbei verbinden.',
  'The engine failed: {0}.': 'Die Rechenmaschine ist ausgefallen: {0}.',
  'The engine failed and was started again.': 'Die Rechenmaschine ist ausgefallen und wurde neu gestartet.',
  'Finished stages are kept: run again to go on.':
    'Fertige Stufen bleiben erhalten: noch einmal ausführen, um weiterzumachen.',
  'The engine failed and was started again. Finished stages are kept: run again to go on.':
    'Die Rechenmaschine ist ausgefallen und wurde neu gestartet. Fertige Stufen bleiben erhalten: noch einmal ausführen, um weiterzumachen.',
  'Reload the page.': 'Die Seite neu laden.',
  'There is no model "{0}" in this installation.': 'Ein Modell „{0}“ gibt es in dieser Installation nicht.',
  'The model file {0} cannot be read ({1}).': 'Die Modelldatei {0} lässt sich nicht lesen ({1}).',
  'The model file {0} is not the one that belongs to this version: its SHA-256 differs from the manifest.':
    'Die Modelldatei {0} gehört nicht zu dieser Version: Ihr SHA-256 weicht vom Verzeichnis ab.',
  'The file is damaged or was replaced. Reload the page; if it stays, install Kineograph again.':
    'Die Datei ist beschädigt oder wurde ersetzt. Die Seite neu laden; bleibt es so, Kineograph neu installieren.',
  'Install Kineograph again.': 'Kineograph neu installieren.',
  'The list of models cannot be read.': 'Das Verzeichnis der Modelle lässt sich nicht lesen.',
  'The model manifest is wrong at {0}: {1}.': 'Das Verzeichnis der Modelle ist falsch bei {0}: {1}.',
  'its root': 'der Wurzel',
  'unknown fault': 'unbekannter Fehler',
  'Install Kineograph again; models/manifest.json was changed or damaged.':
    'Kineograph neu installieren; models/manifest.json wurde verändert oder beschädigt.',
  'There is no model "{0}" in the manifest.': 'Das Modell „{0}“ steht nicht im Verzeichnis.',
  'Known models: {0}.': 'Bekannte Modelle: {0}.',
  'The GPU could not run the models, so they run on the processor instead: slower, same result.':
    'Die GPU konnte die Modelle nicht ausführen, sie laufen auf dem Prozessor: langsamer, mit demselben Ergebnis.',
  'The model runtime could not be loaded.': 'Die Laufzeit der Modelle ließ sich nicht laden.',
  'Reload the page. If it stays, free some memory or try another browser.':
    'Die Seite neu laden. Bleibt es so, Arbeitsspeicher freigeben oder einen anderen Browser versuchen.',
  'The model {0} could not be run: {1}': 'Das Modell {0} ließ sich nicht ausführen: {1}',
  'Run again. If it stays, reload the page to free memory, or clear the cache and reload.':
    'Noch einmal ausführen. Bleibt es so, die Seite neu laden oder gespeicherte Ergebnisse löschen und neu laden.',
  'Model {0}: the manifest has {1} "{2}" {3}, the file has {4}.':
    'Modell {0}: Im Verzeichnis steht {1} „{2}“ {3}, in der Datei {4}.',
  'Install Kineograph again: the model file and its manifest do not belong together.':
    'Kineograph neu installieren: Modelldatei und Verzeichnis gehören nicht zusammen.',
  'Model {0} needs {1} values for "{2}" and was given {3}.':
    'Das Modell {0} braucht {1} Werte für „{2}“ und bekam {3}.',
  'This is a fault in Kineograph; please report it.': 'Das ist ein Fehler in Kineograph; bitte melden.',
  'Model {0} gave numbers that are not finite in "{1}".':
    'Das Modell {0} lieferte in „{1}“ Zahlen, die nicht endlich sind.',
  'Run again; if it stays, turn off hardware acceleration in the browser and report it.':
    'Noch einmal ausführen; bleibt es so, die Hardwarebeschleunigung des Browsers ausschalten und es melden.',
  'The GPU stopped drawing ({0}); the processor draws the rest: slower, the same picture.':
    'Die GPU hat aufgehört zu zeichnen ({0}); den Rest zeichnet der Prozessor: langsamer, dasselbe Bild.',
  'This workflow is too large for a link.': 'Dieser Workflow ist zu groß für einen Link.',
  'Save it as a file and send that.': 'Ihn als Datei speichern und diese verschicken.',
  'The link holds no complete workflow.': 'Der Link enthält keinen vollständigen Workflow.',
  'Copy it again as a whole, or ask for the workflow as a file.':
    'Ihn noch einmal ganz kopieren oder um den Workflow als Datei bitten.',
  'The file is larger than {0} MB.': 'Die Datei ist größer als {0} MB.',
  'The template "{0}" cannot be read.': 'Die Vorlage „{0}“ lässt sich nicht lesen.',
};
