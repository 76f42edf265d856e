package phrases

// idpForm is what the fields of an identity provider say.
var idpForm = area{
	"Attribute for the role": {
		"Attribut du rôle",
		"Attribut für die Rolle",
	},
	"Attribute for the access group": {
		"Attribut du groupe d’accès",
		"Attribut für die Zugriffsgruppe",
	},
	"Claim for the role": {
		"Claim du rôle",
		"Claim für die Rolle",
	},
	"Claim for the access group": {
		"Claim du groupe d’accès",
		"Claim für die Zugriffsgruppe",
	},
	"Address of the metadata": {
		"Adresse des métadonnées",
		"Adresse der Metadaten",
	},
	"An https address.": {
		"Une adresse https.",
		"Eine https-Adresse.",
	},
	"Besides openid, with blanks in between.": {
		"En plus d’openid, séparés par des espaces.",
		"Außer openid, durch Leerzeichen getrennt.",
	},
	"Client ID": {
		"Client ID",
		"Client-ID",
	},
	"Client secret": {
		"Secret du client",
		"Client-Geheimnis",
	},
	"E-mail address": {
		"Adresse e-mail",
		"E-Mail-Adresse",
	},
	"End of the address where people start": {
		"Fin de l’adresse de départ",
		"Ende der Startadresse",
	},
	"First name": {
		"Prénom",
		"Vorname",
	},
	"If not, their sessions from here end at once.": {
		"Sinon, leurs sessions issues d’ici prennent fin aussitôt.",
		"Wenn nicht, enden ihre Sitzungen von hier sofort.",
	},
	"Issuer": {
		"Émetteur",
		"Aussteller",
	},
	"It is read again every day, so that new certificates arrive by themselves.": {
		"Elle est relue chaque jour, afin que les nouveaux certificats arrivent d’eux-mêmes.",
		"Sie wird jeden Tag neu gelesen, sodass neue Zertifikate von selbst ankommen.",
	},
	"Kept encrypted and never shown.": {
		"Conservé chiffré et jamais affiché.",
		"Verschlüsselt aufbewahrt und nie angezeigt.",
	},
	"Last name": {
		"Nom de famille",
		"Nachname",
	},
	"Metadata": {
		"Métadonnées",
		"Metadaten",
	},
	"One a line, such as Purchasing = Suppliers in Europe. The first that fits counts, also for SCIM.": {
		"Un par ligne, par exemple Achats = Fournisseurs en Europe. Le premier qui convient compte, aussi pour SCIM.",
		"Eine je Zeile, etwa Einkauf = Lieferanten in Europa. Die erste passende zählt, auch für SCIM.",
	},
	"One a line, such as Risk team = customer_portfolio_manager. The highest counts; who has none becomes customer_user.": {
		"Un par ligne, par exemple Équipe risques = customer_portfolio_manager. Le plus élevé compte\u00a0; qui n’en a aucun devient customer_user.",
		"Eine je Zeile, etwa Risikoteam = customer_portfolio_manager. Die höchste zählt; wer keine hat, wird customer_user.",
	},
	"People may sign in here": {
		"On peut se connecter ici",
		"Hier darf man sich anmelden",
	},
	"People read it on the button that leads there.": {
		"Il figure sur le bouton qui y mène.",
		"Er steht auf der Schaltfläche, die dorthin führt.",
	},
	"Refuse assertions that are not encrypted": {
		"Refuser les assertions non chiffrées",
		"Unverschlüsselte Assertions ablehnen",
	},
	"SHA-1, for old providers": {
		"SHA-1, pour d’anciens fournisseurs",
		"SHA-1, für alte Anbieter",
	},
	"Scopes": {
		"Scopes",
		"Scopes",
	},
	"Small letters, digits and dashes.": {
		"Minuscules, chiffres et tirets.",
		"Kleinbuchstaben, Ziffern und Bindestriche.",
	},
	"The XML itself, where there is no address: paste it, or choose the file.": {
		"Le XML lui-même, s’il n’y a pas d’adresse\u00a0: collez-le ou choisissez le fichier.",
		"Das XML selbst, wo es keine Adresse gibt: Fügen Sie es ein oder wählen Sie die Datei.",
	},
	"The attribute that never changes for a person. Empty: the NameID.": {
		"L’attribut qui ne change jamais pour une personne. Vide\u00a0: le NameID.",
		"Das Attribut, das sich für eine Person nie ändert. Leer: die NameID.",
	},
	"The default group of the organisation": {
		"Le groupe par défaut de l’organisation",
		"Die Standardgruppe der Organisation",
	},
	"There is one, kept encrypted. Leave this empty to keep it.": {
		"Il y en a un, conservé chiffré. Laissez ce champ vide pour le garder.",
		"Es gibt eines, verschlüsselt aufbewahrt. Lassen Sie das Feld leer, um es zu behalten.",
	},
	"Together with the first name.": {
		"Avec le prénom.",
		"Zusammen mit dem Vornamen.",
	},
	"Together with the last name, in place of the whole one.": {
		"Avec le nom de famille, à la place du nom complet.",
		"Zusammen mit dem Nachnamen, anstelle des ganzen Namens.",
	},
	"Values and their access groups": {
		"Valeurs et leurs groupes d’accès",
		"Werte und ihre Zugriffsgruppen",
	},
	"Values and their roles": {
		"Valeurs et leurs rôles",
		"Werte und ihre Rollen",
	},
	"What the provider calls itself, such as https://login.example.com.": {
		"Comment le fournisseur se nomme, par exemple https://login.example.com.",
		"Wie sich der Anbieter nennt, etwa https://login.example.com.",
	},
	"What the provider calls this server.": {
		"Comment le fournisseur nomme ce serveur.",
		"Wie der Anbieter diesen Server nennt.",
	},
	"Where to go after signing out": {
		"Où aller après la déconnexion",
		"Wohin nach der Abmeldung",
	},
	"Who is new gets a user": {
		"Les nouveaux venus reçoivent un compte d’utilisateur",
		"Wer neu ist, erhält einen Benutzer",
	},
	"Who it is": {
		"De qui il s’agit",
		"Um wen es sich handelt",
	},
	"Whole name": {
		"Nom complet",
		"Ganzer Name",
	},
	"With the e-mail address and name from the provider. An address that somebody here has already is refused.": {
		"Avec l’adresse e-mail et le nom donnés par le fournisseur. Une adresse que quelqu’un a déjà ici est refusée.",
		"Mit E-Mail-Adresse und Name vom Anbieter. Eine Adresse, die hier schon jemand hat, wird abgelehnt.",
	},
}
