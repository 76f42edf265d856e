package phrases

// account is what the page of one's own account says, and the ways to act.
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
	"Revoke": {
		"Révoquer",
		"Widerrufen",
	},
	"Rotate": {
		"Remplacer",
		"Ersetzen",
	},
}
