package phrase

// imports is about the files that fill a portfolio.
var imports = area{
	"%d of %d rows were refused, so nothing was imported.": {
		"%d lignes sur %d ont été refusées\u00a0; rien n’a donc été importé.",
		"%d von %d Zeilen wurden abgelehnt, daher wurde nichts importiert.",
	},
	"%q is not a subscription type": {
		"%q n’est pas un type d’abonnement",
		"%q ist kein Abonnementtyp",
	},
	"%q is not a whole number": {
		"%q n’est pas un nombre entier",
		"%q ist keine ganze Zahl",
	},
	"%q is not an access group": {
		"%q n’est pas un groupe d’accès",
		"%q ist keine Zugriffsgruppe",
	},
	"%s is not yours to put companies into": {
		"%s ne vous appartient pas\u00a0: vous ne pouvez pas y placer d’entreprises",
		"%s gehört nicht Ihnen: Sie dürfen dort keine Unternehmen ablegen",
	},
	"%s was made by somebody else at this moment: import the row again": {
		"%s vient d’être créé par quelqu’un d’autre\u00a0: importez de nouveau la ligne",
		"%s wurde gerade von jemand anderem angelegt: Importieren Sie die Zeile erneut",
	},
	"A file may hold %d MB.": {
		"Un fichier ne peut pas dépasser %d\u00a0Mo.",
		"Eine Datei darf höchstens %d MB haben.",
	},
	"After line %d comes a row of more than %d bytes: is there a quote that is never closed?": {
		"Après la ligne %d vient une ligne de plus de %d octets\u00a0: un guillemet n’est-il jamais refermé\u00a0?",
		"Nach Zeile %d kommt eine Zeile mit mehr als %d Bytes: Wurde ein Anführungszeichen nie geschlossen?",
	},
	"another company of this name has the domain %s: if it is the same, give its guid": {
		"une autre entreprise de ce nom a le domaine %s\u00a0: s’il s’agit de la même, indiquez son GUID",
		"ein anderes Unternehmen dieses Namens hat die Domain %s: Wenn es dasselbe ist, geben Sie seine GUID an",
	},
	"bare \" in non-quoted-field": {
		"guillemet \" dans un champ qui n’est pas entre guillemets",
		"einzelnes \" in einem Feld ohne Anführungszeichen",
	},
	"belongs to another company": {
		"appartient à une autre entreprise",
		"gehört zu einem anderen Unternehmen",
	},
	"belongs to several companies: give a name or a guid": {
		"appartient à plusieurs entreprises\u00a0: indiquez un nom ou un GUID",
		"gehört zu mehreren Unternehmen: Geben Sie einen Namen oder eine GUID an",
	},
	"differs from line %d, which is about the same company": {
		"diffère de la ligne %d, qui concerne la même entreprise",
		"weicht von Zeile %d ab, die dasselbe Unternehmen betrifft",
	},
	"extraneous or missing \" in quoted-field": {
		"guillemet \" en trop ou manquant dans un champ entre guillemets",
		"überzähliges oder fehlendes \" in einem Feld mit Anführungszeichen",
	},
	"has %d cells, the header has %d": {
		"compte %d cellules, l’en-tête en compte %d",
		"hat %d Zellen, die Kopfzeile hat %d",
	},
	"has other values in line %d of this file": {
		"a d’autres valeurs à la ligne %d de ce fichier",
		"hat in Zeile %d dieser Datei andere Werte",
	},
	"is not an e-mail address": {
		"n’est pas une adresse e-mail",
		"ist keine E-Mail-Adresse",
	},
	"is not CSV: %s": {
		"n’est pas du CSV\u00a0: %s",
		"ist kein CSV: %s",
	},
	"is not the guid of a company in your portfolio": {
		"n’est pas le GUID d’une entreprise de votre portefeuille",
		"ist nicht die GUID eines Unternehmens in Ihrem Portfolio",
	},
	"is not the guid of a folder": {
		"n’est pas le GUID d’un dossier",
		"ist nicht die GUID eines Ordners",
	},
	"is not the guid of a tier": {
		"n’est pas le GUID d’un niveau",
		"ist nicht die GUID einer Stufe",
	},
	"is not your own: only an admin may name another": {
		"n’est pas le vôtre\u00a0: seul un administrateur peut en indiquer un autre",
		"ist nicht Ihre eigene: Nur ein Administrator darf eine andere angeben",
	},
	"it cannot be read": {
		"elle est illisible",
		"sie ist nicht lesbar",
	},
	"lies before first_seen": {
		"est antérieur à first_seen",
		"liegt vor first_seen",
	},
	"must be companies or findings": {
		"doit être companies ou findings",
		"muss companies oder findings sein",
	},
	"must be set beside a contact_name": {
		"doit être renseigné avec un contact_name",
		"muss zusammen mit einem contact_name angegeben werden",
	},
	"must be set, or guid, or primary_domain": {
		"doit être renseigné, ou bien guid ou primary_domain",
		"muss angegeben werden, oder guid, oder primary_domain",
	},
	"must be set: no company has this domain": {
		"doit être renseigné\u00a0: aucune entreprise n’a ce domaine",
		"muss angegeben werden: Kein Unternehmen hat diese Domain",
	},
	"must be set: the company is new": {
		"doit être renseigné\u00a0: l’entreprise est nouvelle",
		"muss angegeben werden: Das Unternehmen ist neu",
	},
	"names more than %d": {
		"en cite plus de %d",
		"nennt mehr als %d",
	},
	"row too long": {
		"ligne trop longue",
		"Zeile zu lang",
	},
	"The file has more than %d rows: split it, or import it with gatehouse import.": {
		"Le fichier compte plus de %d lignes\u00a0: divisez-le, ou importez-le avec gatehouse import.",
		"Die Datei hat mehr als %d Zeilen: Teilen Sie sie auf, oder importieren Sie sie mit gatehouse import.",
	},
	"The file has no column %s in its first line.": {
		"La première ligne du fichier ne contient pas la colonne %s.",
		"Die erste Zeile der Datei enthält keine Spalte %s.",
	},
	"The file has none of the columns guid, name and primary_domain in its first line.": {
		"La première ligne du fichier ne contient aucune des colonnes guid, name et primary_domain.",
		"Die erste Zeile der Datei enthält keine der Spalten guid, name und primary_domain.",
	},
	"The file has two columns %s.": {
		"Le fichier contient deux colonnes %s.",
		"Die Datei hat zwei Spalten %s.",
	},
	"The file is empty.": {
		"Le fichier est vide.",
		"Die Datei ist leer.",
	},
	"The file is UTF-16. Save it as CSV in UTF-8.": {
		"Le fichier est en UTF-16. Enregistrez-le au format CSV en UTF-8.",
		"Die Datei ist in UTF-16. Speichern Sie sie als CSV in UTF-8.",
	},
	"The first line is not a CSV header: %s.": {
		"La première ligne n’est pas un en-tête CSV\u00a0: %s.",
		"Die erste Zeile ist keine CSV-Kopfzeile: %s.",
	},
	"This file is being imported, or was.": {
		"Ce fichier est en cours d’importation, ou a déjà été importé.",
		"Diese Datei wird gerade importiert oder wurde es schon.",
	},
}
