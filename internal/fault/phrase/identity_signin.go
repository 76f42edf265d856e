package phrase

// signIns is about passwords, second factors and sessions.
var signIns = area{
	"A second factor has to be set up.": {
		"Un second facteur doit être configuré.",
		"Ein zweiter Faktor muss eingerichtet werden.",
	},
	"You sign in here at your identity provider. Do that first, then come back to the invitation.": {
		"Ici, vous vous connectez auprès de votre fournisseur d’identité. Faites-le d’abord, puis revenez à l’invitation.",
		"Sie melden sich hier bei Ihrem Identitätsanbieter an. Tun Sie das zuerst und kommen Sie dann zur Einladung zurück.",
	},
	"Another administrator has to reset your second factor.": {
		"Un autre administrateur doit réinitialiser votre second facteur.",
		"Ein anderer Administrator muss Ihren zweiten Faktor zurücksetzen.",
	},
	"Browsers make no passkeys for this address: it needs a name and https.": {
		"Les navigateurs ne créent pas de clé d’accès pour cette adresse\u00a0: il lui faut un nom et https.",
		"Browser erstellen für diese Adresse keine Passkeys: Sie braucht einen Namen und https.",
	},
	"enter the six digits that the app shows": {
		"saisissez les six chiffres affichés par l’application",
		"geben Sie die sechs Ziffern ein, die die App zeigt",
	},
	"enter the six digits that your app shows, or one of your recovery codes": {
		"saisissez les six chiffres affichés par votre application, ou l’un de vos codes de secours",
		"geben Sie die sechs Ziffern aus Ihrer App oder einen Ihrer Wiederherstellungscodes ein",
	},
	"is hardly more than your name, your address, your organisation or this program. Choose another": {
		"n’est guère plus que votre nom, votre adresse, votre organisation ou ce programme. Choisissez-en un autre",
		"ist kaum mehr als Ihr Name, Ihre Adresse, Ihre Organisation oder dieses Programm. Wählen Sie ein anderes",
	},
	"is known to everybody: it came out in a breach, or is a common word with a little around it. Choose another": {
		"est connu de tous\u00a0: il a été divulgué lors d’une fuite, ou c’est un mot courant légèrement modifié. Choisissez-en un autre",
		"ist allen bekannt: Es stand in einem Datenleck oder ist ein gängiges Wort mit etwas darum herum. Wählen Sie ein anderes",
	},
	"must have at least %d characters": {
		"doit compter au moins %d caractères",
		"muss mindestens %d Zeichen haben",
	},
	"must have at most %d bytes": {
		"doit compter au plus %d octets",
		"darf höchstens %d Bytes haben",
	},
	"New passwords were asked for too often from your network. Try again in %s.": {
		"Votre réseau a demandé trop souvent de nouveaux mots de passe. Réessayez dans %s.",
		"Aus Ihrem Netz wurden zu oft neue Passwörter angefordert. Versuchen Sie es in %s erneut.",
	},
	"No authenticator app is being set up: begin again.": {
		"Aucune application d’authentification n’est en cours de configuration\u00a0: recommencez.",
		"Es wird gerade keine Authenticator-App eingerichtet: Beginnen Sie von vorn.",
	},
	"That took too long: try again.": {
		"Cela a pris trop de temps\u00a0: réessayez.",
		"Das hat zu lange gedauert: Versuchen Sie es erneut.",
	},
	"There were too many wrong tries. Wait, then try again.": {
		"Il y a eu trop d’essais incorrects. Patientez, puis réessayez.",
		"Es gab zu viele falsche Versuche. Warten Sie, und versuchen Sie es dann erneut.",
	},
	"this code is wrong, or was used before": {
		"ce code est incorrect ou a déjà été utilisé",
		"dieser Code ist falsch oder wurde schon benutzt",
	},
	"This is none of the ways in which you may act now.": {
		"Ce n’est pas l’un des accès par lesquels vous pouvez agir actuellement.",
		"Das ist keiner der Zugänge, durch die Sie jetzt handeln können.",
	},
	"this is not what the app should show now: is the clock of the device right?": {
		"ce n’est pas ce que l’application devrait afficher maintenant\u00a0: l’horloge de l’appareil est-elle à l’heure\u00a0?",
		"das sollte die App jetzt nicht zeigen: Geht die Uhr des Geräts richtig?",
	},
	"this is not your password": {
		"ce n’est pas votre mot de passe",
		"das ist nicht Ihr Passwort",
	},
	"This is not your present password.": {
		"Ce n’est pas votre mot de passe actuel.",
		"Das ist nicht Ihr jetziges Passwort.",
	},
	"This is the password that you have.": {
		"C’est le mot de passe que vous avez déjà.",
		"Das ist das Passwort, das Sie schon haben.",
	},
	"This passkey is enrolled already.": {
		"Cette clé d’accès est déjà enregistrée.",
		"Dieser Passkey ist bereits eingerichtet.",
	},
	"This passkey opens nothing here.": {
		"Cette clé d’accès n’ouvre rien ici.",
		"Dieser Passkey öffnet hier nichts.",
	},
	"This passkey seems to be a copy, and was refused. Sign in another way, remove it, and set up a new one.": {
		"Cette clé d’accès semble être une copie et a été refusée. Connectez-vous autrement, retirez-la et configurez-en une nouvelle.",
		"Dieser Passkey scheint eine Kopie zu sein und wurde abgelehnt. Melden Sie sich auf andere Weise an, entfernen Sie ihn und richten Sie einen neuen ein.",
	},
	"This user does not sign in with a password: it has no ui_connection.": {
		"Cet utilisateur ne se connecte pas avec un mot de passe\u00a0: il n’a pas de ui_connection.",
		"Dieser Benutzer meldet sich nicht mit einem Passwort an: Er hat keine ui_connection.",
	},
	"This user got %d such mails within a day.": {
		"Cet utilisateur a reçu %d e-mails de ce type en une journée.",
		"Dieser Benutzer hat innerhalb eines Tages %d solche E-Mails erhalten.",
	},
	"This user has set a password already.": {
		"Cet utilisateur a déjà défini un mot de passe.",
		"Dieser Benutzer hat bereits ein Passwort festgelegt.",
	},
	"This user is deactivated.": {
		"Cet utilisateur est désactivé.",
		"Dieser Benutzer ist deaktiviert.",
	},
	"Too many tries at the same time. Try again.": {
		"Trop d’essais en même temps. Réessayez.",
		"Zu viele Versuche zur selben Zeit. Versuchen Sie es erneut.",
	},
	"Too many tries that failed. Try again in %s.": {
		"Trop de tentatives ont échoué. Réessayez dans %s.",
		"Zu viele Versuche sind fehlgeschlagen. Versuchen Sie es in %s erneut.",
	},
	"Too many wrong codes: sign in again.": {
		"Trop de codes incorrects\u00a0: reconnectez-vous.",
		"Zu viele falsche Codes: Melden Sie sich erneut an.",
	},
	"You have as many of these as there can be: remove one first.": {
		"Vous en avez déjà le nombre maximal\u00a0: retirez-en d’abord un.",
		"Sie haben davon so viele, wie es geben kann: Entfernen Sie zuerst einen.",
	},
	"You have no passkey here.": {
		"Vous n’avez pas de clé d’accès ici.",
		"Sie haben hier keinen Passkey.",
	},
	"Your organisation requires a second factor: set up another one first.": {
		"Votre organisation exige un second facteur\u00a0: configurez-en d’abord un autre.",
		"Ihre Organisation verlangt einen zweiten Faktor: Richten Sie zuerst einen anderen ein.",
	},
	"Your second factor is needed.": {
		"Votre second facteur est nécessaire.",
		"Ihr zweiter Faktor wird benötigt.",
	},
	"Your sign-in has just changed. Try again.": {
		"Votre connexion vient d’être modifiée. Veuillez réessayer.",
		"Ihre Anmeldung wurde gerade geändert. Bitte versuchen Sie es erneut.",
	},
}
