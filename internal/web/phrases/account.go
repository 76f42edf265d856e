package phrases

// account is the pages of one's own account.
var account = area{
	"Name": {
		"Nom",
		"Name",
	},
	"%s and %s": {
		"%s et %s",
		"%s und %s",
	},
	"Act through another profile": {
		"Agir par un autre profil",
		"Über ein anderes Profil handeln",
	},
	"All your other sessions have ended.": {
		"Toutes vos autres sessions ont pris fin.",
		"Alle Ihre anderen Sitzungen sind beendet.",
	},
	"At the identity provider of %s": {
		"Auprès du fournisseur d’identité de %s",
		"Beim Identitätsanbieter von %s",
	},
	"Here, to %s": {
		"Ici, à %s",
		"Hier, bei %s",
	},
	"Organisation": {
		"Organisation",
		"Organisation",
	},
	"The profile %s": {
		"Le profil %s",
		"Das Profil %s",
	},
	"The session has ended.": {
		"La session a pris fin.",
		"Die Sitzung ist beendet.",
	},
	"You act through": {
		"Vous agissez par",
		"Sie handeln über",
	},
	"You sign in": {
		"Vous vous connectez",
		"Sie melden sich an",
	},
	"Last sign-in": {
		"Dernière connexion",
		"Letzte Anmeldung",
	},
	"authenticator app": {
		"application d’authentification",
		"Authenticator-App",
	},
	"passkey": {
		"clé d’accès",
		"Passkey",
	},
	"recovery code": {
		"code de secours",
		"Wiederherstellungscode",
	},
	", signed in": {
		", connexion le",
		", angemeldet am",
	},
	"Account": {
		"Compte",
		"Konto",
	},
	"Do you not know one of them? End it, then change your password.": {
		"L’une d’elles vous est inconnue\u00a0? Mettez-y fin, puis changez votre mot de passe.",
		"Eine davon kennen Sie nicht? Beenden Sie sie und ändern Sie dann Ihr Passwort.",
	},
	"End all others": {
		"Mettre fin à toutes les autres",
		"Alle anderen beenden",
	},
	"End all, and sign out here": {
		"Mettre fin à toutes et se déconnecter ici",
		"Alle beenden und hier abmelden",
	},
	"End sessions": {
		"Mettre fin aux sessions",
		"Sitzungen beenden",
	},
	"End": {
		"Y mettre fin",
		"Beenden",
	},
	"It counts at once. API tokens work on. You may be asked first to prove that it is you.": {
		"L’effet est immédiat. Les jetons d’API continuent de fonctionner. Il se peut que l’on vous demande d’abord de prouver que c’est bien vous.",
		"Es gilt sofort. API-Tokens gelten weiter. Vielleicht werden Sie zuerst gebeten, nachzuweisen, dass Sie es sind.",
	},
	"Last seen": {
		"Vue pour la dernière fois le",
		"Zuletzt gesehen am",
	},
	"This session": {
		"Cette session",
		"Diese Sitzung",
	},
	"Where you are signed in": {
		"Où vous êtes connecté",
		"Wo Sie angemeldet sind",
	},
	"You": {
		"Vous",
		"Sie",
	},
	"Your account": {
		"Votre compte",
		"Ihr Konto",
	},
	"from %s": {
		"depuis %s",
		"von %s",
	},
	"the session of %s from %s": {
		"à la session de %s depuis %s",
		"die Sitzung von %s von %s",
	},
	"A new password": {
		"Un nouveau mot de passe",
		"Ein neues Passwort",
	},
	"Change password": {
		"Changer le mot de passe",
		"Passwort ändern",
	},
	"You stay signed in here and are signed out everywhere else. API tokens work on. You get a mail about it.": {
		"Vous restez connecté ici et êtes déconnecté partout ailleurs. Les jetons d’API continuent de fonctionner. Vous recevrez un e-mail à ce sujet.",
		"Sie bleiben hier angemeldet und werden überall sonst abgemeldet. API-Tokens gelten weiter. Sie erhalten eine E-Mail dazu.",
	},
	"Your password is changed. You were signed out everywhere but here.": {
		"Votre mot de passe a été changé. Vous avez été déconnecté partout sauf ici.",
		"Ihr Passwort wurde geändert. Sie wurden überall außer hier abgemeldet.",
	},
	"Present password": {
		"Mot de passe actuel",
		"Bisheriges Passwort",
	},
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
	"It is removed, and your other sessions have ended.": {
		"Il est retiré, et vos autres sessions ont pris fin.",
		"Er ist entfernt, und Ihre anderen Sitzungen sind beendet.",
	},
	"It is set up, and will be asked for when you sign in.": {
		"Il est configuré et sera demandé à la connexion.",
		"Er ist eingerichtet und wird beim Anmelden verlangt.",
	},
	"Name of the app": {
		"Nom de l’application",
		"Name der App",
	},
	"%d of ten are left.": {
		"Il en reste %d sur dix.",
		"%d von zehn sind übrig.",
	},
	"%d of ten is left.": {
		"Il en reste %d sur dix.",
		"%d von zehn ist übrig.",
	},
	", last used": {
		", utilisé pour la dernière fois le",
		", zuletzt benutzt am",
	},
	", never used": {
		", jamais utilisé",
		", nie benutzt",
	},
	", since": {
		", depuis le",
		", seit",
	},
	"API tokens": {
		"Jetons d’API",
		"API-Tokens",
	},
	"An app on your telephone that shows a new code every half minute.": {
		"Une application sur votre téléphone qui affiche un nouveau code toutes les trente secondes.",
		"Eine App auf Ihrem Telefon, die jede halbe Minute einen neuen Code anzeigt.",
	},
	"Authenticator app": {
		"Application d’authentification",
		"Authenticator-App",
	},
	"Change your password": {
		"Changer votre mot de passe",
		"Passwort ändern",
	},
	"Each stands in once for a factor that you have lost.": {
		"Chacun remplace une fois un facteur que vous avez perdu.",
		"Jeder ersetzt einmal einen verlorenen Faktor.",
	},
	"How you sign in to %s as %s": {
		"Comment vous vous connectez à %s en tant que %s",
		"Wie Sie sich bei %s als %s anmelden",
	},
	"Make new codes": {
		"Créer de nouveaux codes",
		"Neue Codes erstellen",
	},
	"None is left.": {
		"Il n’en reste aucun.",
		"Keiner ist übrig.",
	},
	"Recovery codes": {
		"Codes de secours",
		"Wiederherstellungscodes",
	},
	"Remove": {
		"Retirer",
		"Entfernen",
	},
	"Second factors": {
		"Seconds facteurs",
		"Zweite Faktoren",
	},
	"Security": {
		"Sécurité",
		"Sicherheit",
	},
	"Set up an app": {
		"Configurer une application",
		"Eine App einrichten",
	},
	"The old ones no longer work then.": {
		"Les anciens ne fonctionnent alors plus.",
		"Die alten gelten dann nicht mehr.",
	},
	"You have none. With one, a stolen password opens nothing.": {
		"Vous n’en avez aucun. Avec un second facteur, un mot de passe volé n’ouvre rien.",
		"Sie haben keinen. Mit einem öffnet ein gestohlenes Passwort nichts.",
	},
	"Your organisation requires one.": {
		"Votre organisation en exige un.",
		"Ihre Organisation verlangt einen.",
	},
	"A profile": {
		"Un profil",
		"Ein Profil",
	},
	"Your own access": {
		"Votre propre accès",
		"Ihr eigener Zugang",
	},
	"Act as": {
		"Agir en tant que",
		"Handeln als",
	},
	"There is no other way in which you may act. An administrator can give you a profile.": {
		"Vous ne pouvez agir d’aucune autre façon. Un administrateur peut vous donner un profil.",
		"Sie können auf keine andere Weise handeln. Ein Administrator kann Ihnen ein Profil geben.",
	},
	"You act here now": {
		"Vous agissez ici maintenant",
		"Hier handeln Sie jetzt",
	},
	"You stay signed in. What you do is recorded under the access that you choose.": {
		"Vous restez connecté. Ce que vous faites est consigné sous l’accès que vous choisissez.",
		"Sie bleiben angemeldet. Was Sie tun, wird unter dem gewählten Zugang aufgezeichnet.",
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
	"Revoke": {
		"Révoquer",
		"Widerrufen",
	},
	"Rotate": {
		"Remplacer",
		"Ersetzen",
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
