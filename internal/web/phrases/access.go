package phrases

// access is what the page of an access says.
var access = area{
	"%d hour": {
		"%d heure",
		"%d Stunde",
	},
	"%d hours": {
		"%d heures",
		"%d Stunden",
	},
	"%s of %s": {
		"%s de %s",
		"%s von %s",
	},
	"A mail is on its way: the token is made when its owner fetches it, and nobody else sees it.": {
		"Un e-mail est en route\u00a0: le jeton est créé quand son propriétaire le récupère, et personne d’autre ne le voit.",
		"Eine E-Mail ist unterwegs: Der Token wird erstellt, wenn sein Besitzer ihn abholt, und niemand sonst sieht ihn.",
	},
	"A user signs in in one way. Sessions end, and so does a password.": {
		"Un utilisateur se connecte d’une seule manière. Les sessions prennent fin, un mot de passe aussi.",
		"Ein Benutzer meldet sich auf eine Weise an. Sitzungen enden, und ein Passwort auch.",
	},
	"A user signs in to an organisation in one way. Change the one there is, or add an access for programs.": {
		"Un utilisateur se connecte à une organisation d’une seule manière. Modifiez celle qui existe, ou ajoutez un accès pour programmes.",
		"Ein Benutzer meldet sich bei einer Organisation auf eine Weise an. Ändern Sie die vorhandene, oder fügen Sie einen Zugang für Programme hinzu.",
	},
	"Addresses or networks, one a line, such as 192.0.2.0/24. Empty is everywhere.": {
		"Adresses ou réseaux, un par ligne, comme 192.0.2.0/24. Vide, c’est partout.",
		"Adressen oder Netze, je Zeile eines, etwa 192.0.2.0/24. Leer ist überall.",
	},
	"Ask for a second factor": {
		"Demander un second facteur",
		"Einen zweiten Faktor verlangen",
	},
	"Back to the access": {
		"Retour à l’accès",
		"Zurück zum Zugang",
	},
	"Change its roles": {
		"Modifier ses rôles",
		"Seine Rollen ändern",
	},
	"Empty is a year, or as long as your organisation lets tokens live.": {
		"Vide, c’est un an, ou la durée que votre organisation laisse aux jetons.",
		"Leer ist ein Jahr, oder so lange, wie Ihre Organisation Tokens leben lässt.",
	},
	"End it": {
		"Y mettre fin",
		"Beenden",
	},
	"End the access": {
		"Mettre fin à l’accès",
		"Den Zugang beenden",
	},
	"Exactly as it comes: the NameID of SAML, the sub of OpenID Connect.": {
		"Exactement tel qu’il arrive\u00a0: le NameID de SAML, le sub d’OpenID Connect.",
		"Genau so, wie es kommt: die NameID von SAML, das sub von OpenID Connect.",
	},
	"Give %s a way in": {
		"Donner à %s une voie d’entrée",
		"%s einen Weg hinein geben",
	},
	"Have %s fetch it": {
		"Le faire récupérer par %s",
		"Von %s abholen lassen",
	},
	"Have its owner fetch a token": {
		"Faire récupérer un jeton par son propriétaire",
		"Einen Token vom Besitzer abholen lassen",
	},
	"It is set up at the next sign-in.": {
		"Il est configuré à la prochaine connexion.",
		"Er wird bei der nächsten Anmeldung eingerichtet.",
	},
	"It is shown once. Better that nobody but its owner sees it: have it fetched.": {
		"Il est affiché une fois. Mieux vaut que seul son propriétaire le voie\u00a0: faites-le récupérer.",
		"Er wird einmal angezeigt. Besser sieht ihn nur sein Besitzer: Lassen Sie ihn abholen.",
	},
	"It never expires": {
		"Il n’expire jamais",
		"Er läuft nie ab",
	},
	"Its sessions, tokens and links end at once. It cannot be taken back.": {
		"Ses sessions, jetons et liens prennent fin aussitôt. Cela ne peut pas être annulé.",
		"Seine Sitzungen, Tokens und Links enden sofort. Es kann nicht zurückgenommen werden.",
	},
	"Last day and networks of the next token …": {
		"Dernier jour et réseaux du prochain jeton …",
		"Letzter Tag und Netze des nächsten Tokens …",
	},
	"Made": {
		"Créé",
		"Erstellt",
	},
	"Make an access": {
		"Créer un accès",
		"Einen Zugang erstellen",
	},
	"Make the access": {
		"Créer l’accès",
		"Den Zugang erstellen",
	},
	"Networks that it works from": {
		"Réseaux d’où il fonctionne",
		"Netze, aus denen er funktioniert",
	},
	"Not at all": {
		"Pas du tout",
		"Gar nicht",
	},
	"Number": {
		"Numéro",
		"Nummer",
	},
	"Put it in the place of the way in that there is": {
		"Le mettre à la place de la voie d’entrée existante",
		"An die Stelle des vorhandenen Wegs setzen",
	},
	"Read the access": {
		"Lire l’accès",
		"Den Zugang lesen",
	},
	"Read which roles can be given, and which cannot": {
		"Lire quels rôles peuvent être donnés, et lesquels non",
		"Lesen, welche Rollen vergeben werden können und welche nicht",
	},
	"Role there": {
		"Rôle à cet endroit",
		"Rolle dort",
	},
	"Roles for your own programs: %s": {
		"Rôles pour vos propres programmes\u00a0: %s",
		"Rollen für Ihre eigenen Programme: %s",
	},
	"So that others see what it is for.": {
		"Pour que d’autres voient à quoi il sert.",
		"Damit andere sehen, wofür er ist.",
	},
	"The access is there.": {
		"L’accès est là.",
		"Der Zugang ist da.",
	},
	"The new API token of %s": {
		"Le nouveau jeton d’API de %s",
		"Der neue API-Token von %s",
	},
	"The old token works for %d more hour. If this one gets into wrong hands, revoke it.": {
		"L’ancien jeton fonctionne encore %d heure. Si celui-ci tombe en de mauvaises mains, révoquez-le.",
		"Der alte Token funktioniert noch %d Stunde. Gerät dieser in falsche Hände, widerrufen Sie ihn.",
	},
	"The old token works for %d more hours. If this one gets into wrong hands, revoke it.": {
		"L’ancien jeton fonctionne encore %d heures. Si celui-ci tombe en de mauvaises mains, révoquez-le.",
		"Der alte Token funktioniert noch %d Stunden. Gerät dieser in falsche Hände, widerrufen Sie ihn.",
	},
	"The old token works no more. If this one gets into wrong hands, revoke it.": {
		"L’ancien jeton ne fonctionne plus. Si celui-ci tombe en de mauvaises mains, révoquez-le.",
		"Der alte Token funktioniert nicht mehr. Gerät dieser in falsche Hände, widerrufen Sie ihn.",
	},
	"The role %s leaves nothing of it.": {
		"Le rôle %s n’en laisse rien.",
		"Die Rolle %s lässt nichts davon.",
	},
	"The role %s leaves this of it: %s": {
		"Le rôle %s en laisse ceci\u00a0: %s",
		"Die Rolle %s lässt davon dies: %s",
	},
	"The role of the user is %s: it cuts what every access may do.": {
		"Le rôle de l’utilisateur est %s\u00a0: il limite ce que tout accès peut faire.",
		"Die Rolle des Benutzers ist %s: Sie beschneidet, was jeder Zugang darf.",
	},
	"The user has this way in already": {
		"L’utilisateur a déjà cette voie d’entrée",
		"Der Benutzer hat diesen Weg hinein schon",
	},
	"Tokens": {
		"Jetons",
		"Tokens",
	},
	"Type of the access": {
		"Type de l’accès",
		"Art des Zugangs",
	},
	"Type": {
		"Type",
		"Art",
	},
	"What comes of it": {
		"Ce qui en résulte",
		"Was daraus wird",
	},
	"What it may do": {
		"Ce qu’il peut faire",
		"Was er darf",
	},
	"What the identity provider calls the user": {
		"Nom de l’utilisateur chez le fournisseur d’identité",
		"Wie der Identitätsanbieter den Benutzer nennt",
	},
	"You cannot change this access": {
		"Vous ne pouvez pas modifier cet accès",
		"Sie können diesen Zugang nicht ändern",
	},
	"You do not hold it: you can take it away, and not give it again.": {
		"Vous ne le détenez pas\u00a0: vous pouvez le retirer, et non le redonner.",
		"Sie haben sie nicht: Sie können sie wegnehmen und nicht wieder geben.",
	},
}
