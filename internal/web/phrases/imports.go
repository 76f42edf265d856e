package phrases

// imports is what an import into the portfolio says.
var imports = area{
	"%d row is refused: put it right and import it again.": {
		"%d ligne est refusée\u00a0: corrigez-la et importez-la de nouveau.",
		"%d Zeile ist abgelehnt: Berichtigen Sie sie und importieren Sie sie erneut.",
	},
	"%d row of the file changed something.": {
		"%d ligne du fichier a modifié quelque chose.",
		"%d Zeile der Datei hat etwas geändert.",
	},
	"%d row to look at": {
		"%d ligne à examiner",
		"%d Zeile zum Ansehen",
	},
	"%d rows are refused: put them right and import them again.": {
		"%d lignes sont refusées\u00a0: corrigez-les et importez-les de nouveau.",
		"%d Zeilen sind abgelehnt: Berichtigen Sie sie und importieren Sie sie erneut.",
	},
	"%d rows of the file changed something.": {
		"%d lignes du fichier ont modifié quelque chose.",
		"%d Zeilen der Datei haben etwas geändert.",
	},
	"%d rows to look at": {
		"%d lignes à examiner",
		"%d Zeilen zum Ansehen",
	},
	"%d to %d of the first %d rows to look at": {
		"%d à %d des %d premières lignes à examiner",
		"%d bis %d der ersten %d Zeilen zum Ansehen",
	},
	"An empty cell changes nothing, and neither does the same file once more.": {
		"Une cellule vide ne change rien, et le même fichier une seconde fois non plus.",
		"Eine leere Zelle ändert nichts, und dieselbe Datei noch einmal auch nicht.",
	},
	"Begin with an example:": {
		"Commencez par un exemple\u00a0:",
		"Beginnen Sie mit einem Beispiel:",
	},
	"CSV in UTF-8, with the names of its columns in the first line. At most %d MB and %d rows.": {
		"CSV en UTF-8, avec les noms des colonnes sur la première ligne. Au plus %d Mo et %d lignes.",
		"CSV in UTF-8, mit den Namen der Spalten in der ersten Zeile. Höchstens %d MB und %d Zeilen.",
	},
	"Changed": {
		"Modifié",
		"Geändert",
	},
	"Companies, with their folders, tiers and contacts": {
		"Des entreprises, avec leurs dossiers, niveaux et contacts",
		"Unternehmen mit ihren Ordnern, Stufen und Kontakten",
	},
	"Fetch the refused rows": {
		"Télécharger les lignes refusées",
		"Abgelehnte Zeilen herunterladen",
	},
	"File": {
		"Fichier",
		"Datei",
	},
	"Findings about companies": {
		"Des constats sur des entreprises",
		"Befunde zu Unternehmen",
	},
	"From a spreadsheet saved as CSV. You see what would happen before anything does.": {
		"Depuis un tableur enregistré en CSV. Vous voyez ce qui se passerait avant que quoi que ce soit n’arrive.",
		"Aus einer als CSV gespeicherten Tabelle. Sie sehen, was geschehen würde, bevor etwas geschieht.",
	},
	"How it works": {
		"Comment ça marche",
		"So funktioniert es",
	},
	"Import %d row": {
		"Importer %d ligne",
		"%d Zeile importieren",
	},
	"Import %d rows": {
		"Importer %d lignes",
		"%d Zeilen importieren",
	},
	"Import another file": {
		"Importer un autre fichier",
		"Weitere Datei importieren",
	},
	"Imported": {
		"Importé",
		"Importiert",
	},
	"Look again in a moment. If it broke off, what was imported stays, and the file can be handed in again.": {
		"Revenez dans un instant. Si l’importation s’est interrompue, ce qui a été importé reste, et le fichier peut être remis une nouvelle fois.",
		"Sehen Sie gleich noch einmal nach. Falls der Import abgebrochen ist, bleibt das Importierte, und die Datei kann erneut eingereicht werden.",
	},
	"Look at it first": {
		"Vérifier d’abord",
		"Zuerst ansehen",
	},
	"Look before you import": {
		"Vérifiez avant d’importer",
		"Prüfen vor dem Import",
	},
	"Next": {
		"Suivant",
		"Weiter",
	},
	"Nobody knows these columns, and they are not read:": {
		"Ces colonnes sont inconnues et ne sont pas lues\u00a0:",
		"Diese Spalten sind unbekannt und werden nicht gelesen:",
	},
	"Nothing has happened yet. This is what the file would do, of %d rows.": {
		"Rien ne s’est encore passé. Voici ce que ferait le fichier, qui compte %d lignes.",
		"Es ist noch nichts geschehen. Das würde die Datei mit %d Zeilen bewirken.",
	},
	"Previous": {
		"Précédent",
		"Zurück",
	},
	"Refused": {
		"Refusé",
		"Abgelehnt",
	},
	"Result": {
		"Résultat",
		"Ergebnis",
	},
	"Row": {
		"Contenu",
		"Inhalt",
	},
	"Rows of the file": {
		"Lignes du fichier",
		"Zeilen der Datei",
	},
	"Take another file": {
		"Prendre un autre fichier",
		"Andere Datei nehmen",
	},
	"The file is being imported": {
		"Le fichier est en cours d’importation",
		"Die Datei wird importiert",
	},
	"The file is read and compared with the portfolio. Nothing changes.": {
		"Le fichier est lu et comparé au portefeuille. Rien ne change.",
		"Die Datei wird gelesen und mit dem Portfolio verglichen. Nichts ändert sich.",
	},
	"There is nothing to import: no row of the file changes anything.": {
		"Il n’y a rien à importer\u00a0: aucune ligne du fichier ne change quoi que ce soit.",
		"Es gibt nichts zu importieren: Keine Zeile der Datei ändert etwas.",
	},
	"Unchanged": {
		"Inchangé",
		"Unverändert",
	},
	"What and why": {
		"Quoi et pourquoi",
		"Was und warum",
	},
	"What the file holds": {
		"Ce que contient le fichier",
		"Was die Datei enthält",
	},
	"You import it, or you put it right first.": {
		"Vous l’importez, ou vous le corrigez d’abord.",
		"Sie importieren sie, oder Sie berichtigen sie zuerst.",
	},
	"You see what is new, what changes, and which rows are refused, and why.": {
		"Vous voyez ce qui est nouveau, ce qui change, quelles lignes sont refusées, et pourquoi.",
		"Sie sehen, was neu ist, was sich ändert, welche Zeilen abgelehnt werden, und warum.",
	},
	"companies.csv": {
		"companies.csv",
		"companies.csv",
	},
	"findings.csv": {
		"findings.csv",
		"findings.csv",
	},
}
