package phrases

// frame is what stands around every page, and the words that many pages share.
var frame = area{
	"First page": {
		"Première page",
		"Erste Seite",
	},
	"Previous page": {
		"Page précédente",
		"Vorige Seite",
	},
	"Next page": {
		"Page suivante",
		"Nächste Seite",
	},
	"Invite": {
		"Inviter",
		"Einladen",
	},
	"Search": {
		"Recherche",
		"Suche",
	},
	"Search everything": {
		"Rechercher partout",
		"Überall suchen",
	},
	"Ctrl-K": {
		"Ctrl-K",
		"Strg-K",
	},
	"Home": {
		"Accueil",
		"Start",
	},
	"Outbox": {
		"Boîte d’envoi",
		"Postausgang",
	},
	"Registrations": {
		"Inscriptions",
		"Registrierungen",
	},
	"Forms": {
		"Formulaires",
		"Formulare",
	},
	"Portfolio": {
		"Portefeuille",
		"Portfolio",
	},
	"Inbox": {
		"Boîte de réception",
		"Posteingang",
	},
	"Single sign-on": {
		"Authentification unique",
		"Single Sign-on",
	},
	"Administration": {
		"Administration",
		"Verwaltung",
	},
	"Groups": {
		"Groupes",
		"Gruppen",
	},
	"Roles": {
		"Rôles",
		"Rollen",
	},
	"Mails": {
		"E-mails",
		"E-Mails",
	},
	"Audit": {
		"Audit",
		"Audit",
	},
	"The same by API": {
		"La même chose par l’API",
		"Dasselbe über die API",
	},
	"With a token of yours in $TOKEN. The reference describes each call:": {
		"Avec l’un de vos jetons dans $TOKEN. La référence décrit chaque appel\u00a0:",
		"Mit einem Ihrer Token in $TOKEN. Die Referenz beschreibt jeden Aufruf:",
	},
	"API reference": {
		"Référence de l’API",
		"API-Referenz",
	},
	"%s: account, language, sign out": {
		"%s\u00a0: compte, langue, déconnexion",
		"%s: Konto, Sprache, Abmelden",
	},
	"Switch": {
		"Changer",
		"Wechseln",
	},
	"Switch profile": {
		"Changer de profil",
		"Profil wechseln",
	},
	"Account": {
		"Compte",
		"Konto",
	},
	"Keyboard": {
		"Clavier",
		"Tastatur",
	},
	"Sign in": {
		"Se connecter",
		"Anmelden",
	},
	"Language": {
		"Langue",
		"Sprache",
	},
	"Close": {
		"Fermer",
		"Schließen",
	},
	"Main": {
		"Navigation principale",
		"Hauptnavigation",
	},
	"Sign out": {
		"Se déconnecter",
		"Abmelden",
	},
	"Skip to content": {
		"Aller au contenu",
		"Zum Inhalt springen",
	},
	"Problem: %s": {
		"Problème\u00a0: %s",
		"Fehler: %s",
	},
	"%s: %s": {
		"%s\u00a0: %s",
		"%s: %s",
	},
	", edited": {
		", modifié",
		", bearbeitet",
	},
	"Messages": {
		"Messages",
		"Nachrichten",
	},
	"New": {
		"Nouveau",
		"Neu",
	},
	"Nobody has written here yet.": {
		"Personne n’a encore écrit ici.",
		"Hier hat noch niemand geschrieben.",
	},
	"Send": {
		"Envoyer",
		"Senden",
	},
	"Settings": {
		"Paramètres",
		"Einstellungen",
	},
	"Shared findings": {
		"Constats partagés",
		"Geteilte Befunde",
	},
	"Show %s": {
		"Afficher %s",
		"%s anzeigen",
	},
	"Show": {
		"Afficher",
		"Anzeigen",
	},
	"The newest %d.": {
		"Les %d plus récents.",
		"Die neuesten %d.",
	},
	"(optional)": {
		"(facultatif)",
		"(optional)",
	},
	"%d things need another look.": {
		"%d points sont à revoir.",
		"%d Angaben sind zu prüfen.",
	},
	"One thing needs another look.": {
		"Un point est à revoir.",
		"Eine Angabe ist zu prüfen.",
	},
	"Your message": {
		"Votre message",
		"Ihre Nachricht",
	},
}
