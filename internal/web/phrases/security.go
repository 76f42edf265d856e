package phrases

// security is what the page of passwords, factors and sessions says.
var security = area{
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
}
