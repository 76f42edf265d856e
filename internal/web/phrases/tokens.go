package phrases

// tokens is what tokens and their renewal say.
var tokens = area{
	"%s (%s) accepted your invitation and has access until %s.": {
		"%s (%s) a accepté votre invitation et a accès jusqu’au %s.",
		"%s (%s) hat Ihre Einladung angenommen und hat Zugang bis %s.",
	},
	"%s (%s) has access until %s. It is extended by %s, as long as it was given before.": {
		"%s (%s) a accès jusqu’au %s. L’accès est prolongé de %s, la durée accordée précédemment.",
		"%s (%s) hat Zugang bis %s. Er wird um %s verlängert, so lange wie zuvor gewährt.",
	},
	"%d day": {
		"%d jour",
		"%d Tag",
	},
	"%d days": {
		"%d jours",
		"%d Tage",
	},
	"%s has access until %s.": {
		"%s a accès jusqu’au %s.",
		"%s hat Zugang bis %s.",
	},
	"Copy it to where the old one is used. It is shown here and never again.": {
		"Copiez-le là où l’ancien est utilisé. Il est affiché ici et ne le sera plus jamais.",
		"Kopieren Sie ihn dorthin, wo der alte verwendet wird. Er wird hier und nie wieder angezeigt.",
	},
	"Extend it by %d day": {
		"Prolonger de %d jour",
		"Um %d Tag verlängern",
	},
	"Extend it by %d days": {
		"Prolonger de %d jours",
		"Um %d Tage verlängern",
	},
	"Extend it to %s": {
		"Prolonger jusqu’au %s",
		"Bis %s verlängern",
	},
	"Extend the access of %s": {
		"Prolonger l’accès de %s",
		"Den Zugang von %s verlängern",
	},
	"If it is no longer needed, close the page: it ends by itself.": {
		"S’il n’est plus nécessaire, fermez la page\u00a0: il prend fin de lui-même.",
		"Wenn er nicht mehr gebraucht wird, schließen Sie die Seite: Er endet von selbst.",
	},
	"It expires on %s. A new one is made in its place and shown once; the old one works until it expires.": {
		"Il expire le %s. Un nouveau est créé à sa place et affiché une fois\u00a0; l’ancien fonctionne jusqu’à son expiration.",
		"Er läuft am %s ab. An seiner Stelle wird ein neuer erstellt und einmal angezeigt; der alte gilt bis zu seinem Ablauf.",
	},
	"Make a new token and show it": {
		"Créer un nouveau jeton et l’afficher",
		"Neuen Token erstellen und anzeigen",
	},
	"Renew the API token “%s”": {
		"Renouveler le jeton d’API «\u00a0%s\u00a0»",
		"Den API-Token „%s“ erneuern",
	},
	"Renew your API token": {
		"Renouvelez votre jeton d’API",
		"Erneuern Sie Ihren API-Token",
	},
	"Renew": {
		"Renouveler",
		"Erneuern",
	},
	"Renewed": {
		"Renouvelé",
		"Erneuert",
	},
	"See the request": {
		"Voir la demande",
		"Anfrage ansehen",
	},
	"The link works once. After five wrong codes it stops working.": {
		"Le lien ne fonctionne qu’une fois. Après cinq codes erronés, il cesse de fonctionner.",
		"Der Link gilt einmal. Nach fünf falschen Codes gilt er nicht mehr.",
	},
	"The new API token": {
		"Le nouveau jeton d’API",
		"Der neue API-Token",
	},
	"The old token works until it expires. Whoever has this one can do what it can do: if it gets into wrong hands, have it revoked.": {
		"L’ancien jeton fonctionne jusqu’à son expiration. Quiconque possède celui-ci peut faire ce qu’il permet\u00a0: s’il tombe entre de mauvaises mains, faites-le révoquer.",
		"Der alte Token gilt bis zu seinem Ablauf. Wer diesen hat, kann tun, was er erlaubt: Wenn er in falsche Hände gerät, lassen Sie ihn widerrufen.",
	},
	"Your API token for %s expires soon. A new one is made in its place and shown once: have a safe place at hand. The old one works until it expires.": {
		"Votre jeton d’API pour %s expire bientôt. Un nouveau est créé à sa place et affiché une fois\u00a0: prévoyez un endroit sûr. L’ancien fonctionne jusqu’à son expiration.",
		"Ihr API-Token für %s läuft bald ab. An seiner Stelle wird ein neuer erstellt und einmal angezeigt: Halten Sie einen sicheren Ort bereit. Der alte gilt bis zu seinem Ablauf.",
	},
	"API tokens": {
		"Jetons d’API",
		"API-Tokens",
	},
	"Copy it to where it will be used. It is shown here and never again.": {
		"Copiez-le là où il sera utilisé. Il est affiché ici et ne le sera plus jamais.",
		"Kopieren Sie ihn dorthin, wo er verwendet wird. Er wird hier und nie wieder angezeigt.",
	},
	"Created": {
		"Créé le",
		"Erstellt",
	},
	"Expired": {
		"Expiré",
		"Abgelaufen",
	},
	"Expires": {
		"Expire le",
		"Läuft ab",
	},
	"From": {
		"Depuis",
		"Von",
	},
	"Key %s…%s": {
		"Clé %s…%s",
		"Schlüssel %s…%s",
	},
	"Last used": {
		"Dernière utilisation",
		"Zuletzt benutzt",
	},
	"Live": {
		"Valide",
		"Gültig",
	},
	"Replaced": {
		"Remplacé",
		"Ersetzt",
	},
	"Revoked": {
		"Révoqué",
		"Widerrufen",
	},
	"The old token works for one more day. Whoever has this one can do what it can do: if it gets into wrong hands, revoke it.": {
		"L’ancien jeton fonctionne encore un jour. Quiconque possède celui-ci peut faire ce qu’il permet\u00a0: s’il tombe entre de mauvaises mains, révoquez-le.",
		"Der alte Token gilt noch einen Tag. Wer diesen hat, kann tun, was er erlaubt: Wenn er in falsche Hände gerät, widerrufen Sie ihn.",
	},
	"The token is revoked. Nothing can be done with it any more.": {
		"Le jeton est révoqué. Il ne permet plus rien.",
		"Der Token ist widerrufen. Mit ihm geht nichts mehr.",
	},
	"Whoever has this token can do what it can do. If it gets into wrong hands, revoke it.": {
		"Quiconque possède ce jeton peut faire ce qu’il permet. S’il tombe entre de mauvaises mains, révoquez-le.",
		"Wer diesen Token hat, kann tun, was er erlaubt. Wenn er in falsche Hände gerät, widerrufen Sie ihn.",
	},
	"Without a name": {
		"Sans nom",
		"Ohne Namen",
	},
	"Your new API token": {
		"Votre nouveau jeton d’API",
		"Ihr neuer API-Token",
	},
	"An administrator can give you an access for programs. Its tokens appear here.": {
		"Un administrateur peut vous donner un accès pour programmes. Ses jetons apparaîtront ici.",
		"Ein Administrator kann Ihnen einen Zugang für Programme geben. Seine Tokens erscheinen hier.",
	},
	"Make a token": {
		"Créer un jeton",
		"Einen Token erstellen",
	},
	"No program signs in for you": {
		"Aucun programme ne se connecte pour vous",
		"Kein Programm meldet sich für Sie an",
	},
	"This access has no token.": {
		"Cet accès n’a pas de jeton.",
		"Dieser Zugang hat keinen Token.",
	},
	"What programs sign in with in your name.": {
		"Ce avec quoi des programmes se connectent en votre nom.",
		"Womit sich Programme in Ihrem Namen anmelden.",
	},
	"for %s": {
		"pour %s",
		"für %s",
	},
}
