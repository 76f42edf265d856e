package phrases

// frame is what stands around every page, and the words that many pages share.
var frame = area{
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
	"%s on %s": {
		"%s sous %s",
		"%s unter %s",
	},
	"Unknown browser": {
		"Navigateur inconnu",
		"Unbekannter Browser",
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
	"Active": {
		"Active",
		"Aktiv",
	},
	"Declined": {
		"Refusée",
		"Abgelehnt",
	},
	"Inactive": {
		"Inactive",
		"Inaktiv",
	},
	"Never": {
		"Sans réponse",
		"Unbeantwortet",
	},
	"Pending approval": {
		"À approuver",
		"Zu genehmigen",
	},
	"Pending": {
		"En attente",
		"Ausstehend",
	},
	"Rejected": {
		"Rejetée",
		"Zurückgewiesen",
	},
	"Resolved": {
		"Clôturée",
		"Abgeschlossen",
	},
	"For information": {
		"Pour information",
		"Zur Information",
	},
	"Other": {
		"Autre",
		"Sonstiges",
	},
	"Registered": {
		"Inscription",
		"Registriert",
	},
	"Remediation": {
		"Remédiation",
		"Behebung",
	},
	"Validation": {
		"Validation",
		"Überprüfung",
	},
	"Preferred contact": {
		"Contact privilégié",
		"Bevorzugter Kontakt",
	},
	"Application security": {
		"Sécurité des applications",
		"Anwendungssicherheit",
	},
	"Botnet infections": {
		"Infections par botnet",
		"Botnet-Infektionen",
	},
	"DKIM": {
		"DKIM",
		"DKIM",
	},
	"DMARC": {
		"DMARC",
		"DMARC",
	},
	"DNSSEC": {
		"DNSSEC",
		"DNSSEC",
	},
	"SPF": {
		"SPF",
		"SPF",
	},
	"Data breaches": {
		"Fuites de données",
		"Datenlecks",
	},
	"Desktop software": {
		"Logiciels de bureau",
		"Desktop-Software",
	},
	"File sharing": {
		"Partage de fichiers",
		"Filesharing",
	},
	"Insecure systems": {
		"Systèmes non sécurisés",
		"Unsichere Systeme",
	},
	"Malware servers": {
		"Serveurs de logiciels malveillants",
		"Malware-Server",
	},
	"Mobile application security": {
		"Sécurité des applications mobiles",
		"Sicherheit mobiler Anwendungen",
	},
	"Mobile software": {
		"Logiciels mobiles",
		"Mobile Software",
	},
	"Open ports": {
		"Ports ouverts",
		"Offene Ports",
	},
	"Patching cadence": {
		"Rythme des correctifs",
		"Patch-Rhythmus",
	},
	"Potentially exploited": {
		"Potentiellement compromis",
		"Möglicherweise kompromittiert",
	},
	"SSL certificates": {
		"Certificats SSL",
		"SSL-Zertifikate",
	},
	"SSL configurations": {
		"Configurations SSL",
		"SSL-Konfigurationen",
	},
	"Server software": {
		"Logiciels serveur",
		"Server-Software",
	},
	"Spam propagation": {
		"Propagation de spam",
		"Spam-Verbreitung",
	},
	"Unsolicited communication": {
		"Communications non sollicitées",
		"Unerwünschte Kommunikation",
	},
	"Web app security": {
		"Sécurité des applications web",
		"Sicherheit von Webanwendungen",
	},
	"Fixed": {
		"Corrigé",
		"Behoben",
	},
	"In progress": {
		"En cours",
		"In Arbeit",
	},
	"Not applicable": {
		"Sans objet",
		"Nicht zutreffend",
	},
	"Open": {
		"Ouvert",
		"Offen",
	},
	"Risk accepted": {
		"Risque accepté",
		"Risiko akzeptiert",
	},
	"critical": {
		"critique",
		"kritisch",
	},
	"first seen %s": {
		"vu pour la première fois le %s",
		"zuerst gesehen am %s",
	},
	"high": {
		"élevée",
		"hoch",
	},
	"last seen %s": {
		"vu pour la dernière fois le %s",
		"zuletzt gesehen am %s",
	},
	"low": {
		"faible",
		"niedrig",
	},
	"material": {
		"importante",
		"wesentlich",
	},
	"medium": {
		"moyenne",
		"mittel",
	},
	"minor": {
		"mineure",
		"gering",
	},
	"moderate": {
		"modérée",
		"mäßig",
	},
	"severe": {
		"grave",
		"schwer",
	},
	"%s accepted; access began": {
		"%s a accepté\u00a0; l’accès a commencé",
		"%s hat angenommen; der Zugang hat begonnen",
	},
	"%s declined": {
		"%s a décliné",
		"%s hat abgelehnt",
	},
	"%s invited %s": {
		"%s a invité %s",
		"%s hat %s eingeladen",
	},
	"%s registered and confirmed the address": {
		"%s s’est inscrit et a confirmé l’adresse",
		"%s hat sich registriert und die Adresse bestätigt",
	},
	"Access ends": {
		"Fin de l’accès",
		"Der Zugang endet",
	},
	"Access revoked": {
		"Accès révoqué",
		"Zugang entzogen",
	},
	"Introduction": {
		"Présentation",
		"Einführung",
	},
	"Invitation ended without an answer": {
		"L’invitation a pris fin sans réponse",
		"Die Einladung endete ohne Antwort",
	},
	"Invitation ends": {
		"Fin de l’invitation",
		"Die Einladung endet",
	},
	"Invitation sent": {
		"Invitation envoyée",
		"Einladung gesendet",
	},
	"Invitation with link and code": {
		"Invitation avec lien et code",
		"Einladung mit Link und Code",
	},
	"Polite refusal": {
		"Refus courtois",
		"Höfliche Absage",
	},
	"Resolved by %s": {
		"Clôturée par %s",
		"Abgeschlossen von %s",
	},
	"dropped, its link was dead": {
		"abandonné, son lien ne fonctionnait plus",
		"verworfen, der Link galt nicht mehr",
	},
	"refused by the mail server": {
		"refusé par le serveur de messagerie",
		"vom Mailserver abgelehnt",
	},
	"sent": {
		"envoyé",
		"gesendet",
	},
	"to %d addresses": {
		"à %d adresses",
		"an %d Adressen",
	},
	"waits to be sent": {
		"en attente d’envoi",
		"wartet auf den Versand",
	},
	"Your message": {
		"Votre message",
		"Ihre Nachricht",
	},
}
