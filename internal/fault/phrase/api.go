package phrase

// calls is what can be wrong with a call, whatever it is about.
var calls = area{
	"%q is not a valid guid": {
		"%q n’est pas un GUID valide",
		"%q ist keine gültige GUID",
	},
	"a boolean": {
		"un booléen",
		"ein Wahrheitswert",
	},
	"a string": {
		"une chaîne de caractères",
		"eine Zeichenkette",
	},
	"A token may make %d calls at a time. Wait until one is answered.": {
		"Un jeton peut effectuer %d appels à la fois. Veuillez attendre la réponse à l’un d’eux.",
		"Ein Token darf %d Aufrufe gleichzeitig ausführen. Bitte warten Sie, bis einer beantwortet ist.",
	},
	"an array": {
		"un tableau",
		"eine Liste",
	},
	"An Idempotency-Key is 1 to 255 printable ASCII characters.": {
		"Une Idempotency-Key compte de 1 à 255 caractères ASCII imprimables.",
		"Ein Idempotency-Key besteht aus 1 bis 255 druckbaren ASCII-Zeichen.",
	},
	"an integer": {
		"un nombre entier",
		"eine ganze Zahl",
	},
	"an object": {
		"un objet",
		"ein Objekt",
	},
	"an xlsx holds at most 100000 rows; use csv": {
		"un fichier xlsx contient au plus 100000 lignes\u00a0; utilisez csv",
		"eine xlsx-Datei fasst höchstens 100000 Zeilen; verwenden Sie csv",
	},
	"Invalid data. Expected an object.": {
		"Données non valides. Un objet est attendu.",
		"Ungültige Daten. Erwartet wird ein Objekt.",
	},
	"is for changing a user": {
		"ne sert qu’à modifier un utilisateur",
		"dient nur zum Ändern eines Benutzers",
	},
	"is not a field of this call": {
		"n’est pas un champ de cet appel",
		"ist kein Feld dieses Aufrufs",
	},
	"JSON parse error - a value has the wrong form.": {
		"Erreur de lecture JSON\u00a0: une valeur n’a pas la bonne forme.",
		"JSON-Fehler: Ein Wert hat die falsche Form.",
	},
	"JSON parse error - the body is empty.": {
		"Erreur de lecture JSON\u00a0: le corps de la requête est vide.",
		"JSON-Fehler: Der Inhalt der Anfrage ist leer.",
	},
	"JSON parse error - the body is not JSON.": {
		"Erreur de lecture JSON\u00a0: le corps de la requête n’est pas du JSON.",
		"JSON-Fehler: Der Inhalt der Anfrage ist kein JSON.",
	},
	"Method %q not allowed.": {
		"La méthode %q n’est pas autorisée.",
		"Die Methode %q ist nicht erlaubt.",
	},
	"Multipart form parse error - no boundary.": {
		"Erreur de lecture du formulaire\u00a0: la limite (boundary) manque.",
		"Formularfehler: Die Grenze (boundary) fehlt.",
	},
	"must be %s, not %s": {
		"doit être %s, et non %s",
		"muss %s sein, nicht %s",
	},
	"must be a date such as 2026-01-31": {
		"doit être une date telle que 2026-01-31",
		"muss ein Datum wie 2026-01-31 sein",
	},
	"must be a time such as 2026-01-31T12:00:00Z, a date, or null": {
		"doit être un instant tel que 2026-01-31T12:00:00Z, une date ou null",
		"muss ein Zeitpunkt wie 2026-01-31T12:00:00Z, ein Datum oder null sein",
	},
	"must be an integer": {
		"doit être un nombre entier",
		"muss eine ganze Zahl sein",
	},
	"must be one of %s, with :asc or :desc": {
		"doit être l’un de %s, suivi de\u00a0:asc ou\u00a0:desc",
		"muss eines von %s sein, mit :asc oder :desc",
	},
	"must be one of json, csv, xlsx, ndjson, table": {
		"doit être json, csv, xlsx, ndjson ou table",
		"muss json, csv, xlsx, ndjson oder table sein",
	},
	"must be sent once": {
		"ne doit être envoyé qu’une fois",
		"darf nur einmal gesendet werden",
	},
	"must be true or false": {
		"doit être true ou false",
		"muss true oder false sein",
	},
	"must have no more than %d values": {
		"ne doit pas dépasser %d valeurs",
		"darf höchstens %d Werte haben",
	},
	"must not be null": {
		"ne doit pas être null",
		"darf nicht null sein",
	},
	"Plain http ends at this machine. Use https.": {
		"Sur cette machine, le http simple n’est servi que localement. Utilisez https.",
		"Unverschlüsseltes http wird nur an diesem Rechner bedient. Verwenden Sie https.",
	},
	"Something went wrong on our side. Request id: %s": {
		"Une erreur s’est produite de notre côté. Identifiant de la requête\u00a0: %s",
		"Auf unserer Seite ist ein Fehler aufgetreten. Kennung der Anfrage: %s",
	},
	"The body could not be read to its end.": {
		"Le corps de la requête n’a pas pu être lu jusqu’à la fin.",
		"Der Inhalt der Anfrage konnte nicht bis zum Ende gelesen werden.",
	},
	"The body has a NUL character, which is not text.": {
		"Le corps de la requête contient un caractère NUL, qui n’est pas du texte.",
		"Der Inhalt der Anfrage enthält ein NUL-Zeichen, das kein Text ist.",
	},
	"The body is larger than %d MiB.": {
		"Le corps de la requête dépasse %d\u00a0Mio.",
		"Der Inhalt der Anfrage ist größer als %d MiB.",
	},
	"The body is larger than 1 MiB.": {
		"Le corps de la requête dépasse 1\u00a0Mio.",
		"Der Inhalt der Anfrage ist größer als 1 MiB.",
	},
	"The body is not a form.": {
		"Le corps n’est pas un formulaire.",
		"Der Inhalt ist kein Formular.",
	},
	"The call with this Idempotency-Key is still running. Try again in a moment.": {
		"L’appel portant cette Idempotency-Key est encore en cours. Veuillez réessayer dans un instant.",
		"Der Aufruf mit diesem Idempotency-Key läuft noch. Bitte versuchen Sie es gleich noch einmal.",
	},
	"The database cannot be reached. Try again.": {
		"La base de données est injoignable. Veuillez réessayer.",
		"Die Datenbank ist nicht erreichbar. Bitte versuchen Sie es erneut.",
	},
	"The server's disk is full. Nothing was changed.": {
		"Le disque du serveur est plein. Rien n’a été modifié.",
		"Die Festplatte des Servers ist voll. Es wurde nichts geändert.",
	},
	"The server's disk takes no writes. Try again later.": {
		"Le disque du serveur n’accepte plus d’écritures. Réessayez plus tard.",
		"Die Festplatte des Servers nimmt nichts mehr an. Versuchen Sie es später noch einmal.",
	},
	"The parameters list more than %d values.": {
		"Les paramètres énumèrent plus de %d valeurs.",
		"Die Parameter zählen mehr als %d Werte auf.",
	},
	"The parameters of the address cannot be read: %s.": {
		"Les paramètres de l’adresse sont illisibles\u00a0: %s.",
		"Die Parameter der Adresse sind nicht lesbar: %s.",
	},
	"This Idempotency-Key came with another body or other parameters before. Use a new one.": {
		"Cette Idempotency-Key a déjà servi avec un autre corps ou d’autres paramètres. Utilisez-en une nouvelle.",
		"Dieser Idempotency-Key kam bereits mit anderem Inhalt oder anderen Parametern. Verwenden Sie einen neuen.",
	},
	"Unsupported media type %q in request. Send application/json.": {
		"Le type de média %q n’est pas pris en charge. Envoyez application/json.",
		"Der Medientyp %q wird nicht unterstützt. Senden Sie application/json.",
	},
	"Unsupported media type %q in request. Send text/csv, or multipart/form-data with a file.": {
		"Le type de média %q n’est pas pris en charge. Envoyez text/csv, ou multipart/form-data avec un fichier.",
		"Der Medientyp %q wird nicht unterstützt. Senden Sie text/csv oder multipart/form-data mit einer Datei.",
	},
	"With customer_id in the query only role and group can be changed.": {
		"Avec customer_id dans l’adresse, seuls le rôle et le groupe peuvent être modifiés.",
		"Mit customer_id in der Adresse können nur Rolle und Gruppe geändert werden.",
	},
	"You do not have permission to perform this action.": {
		"Vous n’avez pas l’autorisation d’effectuer cette action.",
		"Sie sind nicht berechtigt, diese Aktion auszuführen.",
	},
	"Unsupported media type %q in request. Send application/octet-stream, or multipart/form-data with a file.": {
		"Type de contenu %q non pris en charge. Envoyez application/octet-stream, ou multipart/form-data avec un fichier.",
		"Der Medientyp %q wird nicht unterstützt. Senden Sie application/octet-stream, oder multipart/form-data mit einer Datei.",
	},
	"must be actions such as token.create, or kinds such as token": {
		"doit être des actions telles que token.create, ou des sortes telles que token",
		"müssen Aktionen wie token.create oder Arten wie token sein",
	},
	"must not be longer than %d characters": {
		"ne doit pas dépasser %d caractères",
		"darf nicht länger als %d Zeichen sein",
	},
}
