package phrases

// people is what the list of users says, and the form of a user.
var people = area{
	"%d+ users": {
		"%d+ utilisateurs",
		"%d+ Benutzer",
	},
	"A mail brings a link to set it. Its roles are those that the role begins with.": {
		"Un e-mail apporte un lien pour le définir. Ses rôles sont ceux par lesquels le rôle commence.",
		"Eine E-Mail bringt einen Link, um es zu setzen. Seine Rollen sind die, mit denen die Rolle beginnt.",
	},
	"A program": {
		"Un programme",
		"Ein Programm",
	},
	"Accesses": {
		"Accès",
		"Zugänge",
	},
	"Administrator": {
		"Administrateur",
		"Administrator",
	},
	"After it nothing of the user works. Empty is never.": {
		"Après ce jour, plus rien de l’utilisateur ne fonctionne. Vide, c’est jamais.",
		"Danach funktioniert nichts mehr vom Benutzer. Leer ist nie.",
	},
	"Another one counts when it is proven by a link that is mailed to it.": {
		"Une autre ne compte qu’une fois prouvée par un lien qui y est envoyé.",
		"Eine andere gilt, sobald sie durch einen Link bewiesen ist, der an sie geschickt wird.",
	},
	"Another set of roles, which the user chooses after signing in.": {
		"Un autre jeu de rôles, que l’utilisateur choisit après la connexion.",
		"Ein anderer Satz von Rollen, den der Benutzer nach der Anmeldung wählt.",
	},
	"Any role": {
		"Tous les rôles",
		"Jede Rolle",
	},
	"Any state": {
		"Tous les états",
		"Jeder Stand",
	},
	"As a program, with a token": {
		"Comme programme, avec un jeton",
		"Als Programm, mit einem Token",
	},
	"Ask whether a token of the organisation is live.": {
		"Demander si un jeton de l’organisation est valide.",
		"Fragen, ob ein Token der Organisation gültig ist.",
	},
	"By SCIM": {
		"Par SCIM",
		"Durch SCIM",
	},
	"By single sign-on": {
		"Par authentification unique",
		"Durch Single Sign-on",
	},
	"Change companies, folders, tiers, contacts and subscriptions.": {
		"Modifier entreprises, dossiers, niveaux, contacts et abonnements.",
		"Unternehmen, Ordner, Stufen, Kontakte und Abonnements ändern.",
	},
	"Change the settings of the organisation.": {
		"Modifier les réglages de l’organisation.",
		"Die Einstellungen der Organisation ändern.",
	},
	"Everybody": {
		"Tous",
		"Alle",
	},
	"Expire within %d days": {
		"Expirent sous %d jours",
		"Laufen binnen %d Tagen ab",
	},
	"Expires until": {
		"Expire jusqu’au",
		"Läuft ab bis",
	},
	"For programs": {
		"Pour programmes",
		"Für Programme",
	},
	"Group administrator": {
		"Administrateur de groupe",
		"Gruppenadministrator",
	},
	"Has an access": {
		"A un accès",
		"Hat einen Zugang",
	},
	"Here, or by SCIM": {
		"Ici, ou par SCIM",
		"Hier oder durch SCIM",
	},
	"Holds the role": {
		"Détient le rôle",
		"Hat die Rolle",
	},
	"How the user gets in": {
		"Comment l’utilisateur entre",
		"Wie der Benutzer hineinkommt",
	},
	"Identity provider": {
		"Fournisseur d’identité",
		"Identitätsanbieter",
	},
	"Language of mails and pages": {
		"Langue des e-mails et des pages",
		"Sprache von E-Mails und Seiten",
	},
	"Locked or expired": {
		"Verrouillé ou expiré",
		"Gesperrt oder abgelaufen",
	},
	"Locked": {
		"Verrouillé",
		"Gesperrt",
	},
	"Looked after": {
		"Géré",
		"Gepflegt",
	},
	"Make a user": {
		"Créer un utilisateur",
		"Einen Benutzer erstellen",
	},
	"Make and change access groups and their quotas.": {
		"Créer et modifier les groupes d’accès et leurs quotas.",
		"Zugriffsgruppen und ihre Kontingente erstellen und ändern.",
	},
	"Make and change users and their accesses.": {
		"Créer et modifier les utilisateurs et leurs accès.",
		"Benutzer und ihre Zugänge erstellen und ändern.",
	},
	"Make and change webhooks.": {
		"Créer et modifier les webhooks.",
		"Webhooks erstellen und ändern.",
	},
	"Make the user": {
		"Créer l’utilisateur",
		"Den Benutzer erstellen",
	},
	"Make, rotate and revoke API tokens.": {
		"Créer, remplacer et révoquer les jetons d’API.",
		"API-Tokens erstellen, ersetzen und widerrufen.",
	},
	"Name or e-mail": {
		"Nom ou e-mail",
		"Name oder E-Mail",
	},
	"Next you choose the roles.": {
		"Vous choisissez ensuite les rôles.",
		"Als Nächstes wählen Sie die Rollen.",
	},
	"Next you say what the identity provider calls the user.": {
		"Vous indiquez ensuite comment le fournisseur d’identité appelle l’utilisateur.",
		"Als Nächstes sagen Sie, wie der Identitätsanbieter den Benutzer nennt.",
	},
	"No second factor": {
		"Sans second facteur",
		"Kein zweiter Faktor",
	},
	"No user has all of these properties. Take a filter away, or look for another part of the name.": {
		"Aucun utilisateur n’a toutes ces propriétés. Retirez un filtre, ou cherchez une autre partie du nom.",
		"Kein Benutzer hat alle diese Eigenschaften. Nehmen Sie einen Filter weg, oder suchen Sie einen anderen Teil des Namens.",
	},
	"Nobody matches": {
		"Personne ne correspond",
		"Niemand passt",
	},
	"Not by SCIM": {
		"Pas par SCIM",
		"Nicht durch SCIM",
	},
	"Not signed in yet": {
		"Pas encore connecté",
		"Noch nicht angemeldet",
	},
	"Not yet": {
		"Pas encore",
		"Noch nicht",
	},
	"Nothing.": {
		"Rien.",
		"Nichts.",
	},
	"Of any type, or none": {
		"De tout type, ou aucun",
		"Jeder Art, oder keinen",
	},
	"Only from %s": {
		"Seulement depuis %s",
		"Nur von %s",
	},
	"Portfolio manager": {
		"Gestionnaire de portefeuille",
		"Portfoliomanager",
	},
	"Profile": {
		"Profil",
		"Profil",
	},
	"Programs call the API with its tokens. Nobody signs in with it.": {
		"Des programmes appellent l’API avec ses jetons. Personne ne se connecte avec.",
		"Programme rufen mit seinen Tokens die API auf. Niemand meldet sich damit an.",
	},
	"Read access groups and their quotas.": {
		"Lire les groupes d’accès et leurs quotas.",
		"Zugriffsgruppen und ihre Kontingente lesen.",
	},
	"Read and send requests, decide on registrations.": {
		"Lire et envoyer des demandes, décider des inscriptions.",
		"Anfragen lesen und senden, über Registrierungen entscheiden.",
	},
	"Read companies, folders, tiers and contacts.": {
		"Lire entreprises, dossiers, niveaux et contacts.",
		"Unternehmen, Ordner, Stufen und Kontakte lesen.",
	},
	"Read forms.": {
		"Lire les formulaires.",
		"Formulare lesen.",
	},
	"Read requests.": {
		"Lire les demandes.",
		"Anfragen lesen.",
	},
	"Read the record of events.": {
		"Lire le journal des événements.",
		"Die Aufzeichnung der Ereignisse lesen.",
	},
	"Read the settings of the organisation.": {
		"Lire les réglages de l’organisation.",
		"Die Einstellungen der Organisation lesen.",
	},
	"Read this list": {
		"Lire cette liste",
		"Diese Liste lesen",
	},
	"Read users and their accesses.": {
		"Lire les utilisateurs et leurs accès.",
		"Benutzer und ihre Zugänge lesen.",
	},
	"Read webhooks and their deliveries.": {
		"Lire les webhooks et leurs livraisons.",
		"Webhooks und ihre Zustellungen lesen.",
	},
	"Read, make and change forms.": {
		"Lire, créer et modifier les formulaires.",
		"Formulare lesen, erstellen und ändern.",
	},
	"Revoke …": {
		"Révoquer …",
		"Widerrufen …",
	},
	"Revoked, because: %s": {
		"Révoqué, car\u00a0: %s",
		"Widerrufen, weil: %s",
	},
	"Second factor": {
		"Second facteur",
		"Zweiter Faktor",
	},
	"Show everybody": {
		"Afficher tout le monde",
		"Alle anzeigen",
	},
	"Signs in at an identity provider of your organisation.": {
		"Se connecte auprès d’un fournisseur d’identité de votre organisation.",
		"Meldet sich bei einem Identitätsanbieter Ihrer Organisation an.",
	},
	"Signs in here with a password that the user chooses by a mailed link.": {
		"Se connecte ici avec un mot de passe que l’utilisateur choisit par un lien envoyé.",
		"Meldet sich hier mit einem Passwort an, das der Benutzer über einen gemailten Link wählt.",
	},
	"The old one works on": {
		"L’ancien fonctionne encore",
		"Der alte funktioniert noch",
	},
	"The user is deleted, with all ways in. The name stays with what was done.": {
		"L’utilisateur est supprimé, avec toutes ses voies d’entrée. Le nom reste attaché à ce qui a été fait.",
		"Der Benutzer ist gelöscht, mit allen Wegen hinein. Der Name bleibt bei dem, was getan wurde.",
	},
	"User": {
		"Utilisateur",
		"Benutzer",
	},
	"Users to look at": {
		"Utilisateurs à regarder",
		"Benutzer zum Ansehen",
	},
	"Who gets in, how, and what they may do.": {
		"Qui entre, comment, et ce qu’il peut faire.",
		"Wer hineinkommt, wie, und was er darf.",
	},
	"With a password": {
		"Avec un mot de passe",
		"Mit einem Passwort",
	},
	"With a second factor": {
		"Avec un second facteur",
		"Mit zweitem Faktor",
	},
	"Without a description. It means something to your own programs only.": {
		"Sans description. Il n’a de sens que pour vos propres programmes.",
		"Ohne Beschreibung. Sie bedeutet nur Ihren eigenen Programmen etwas.",
	},
}
