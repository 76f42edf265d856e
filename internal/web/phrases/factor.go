package phrases

// factor is what the second factor says, where it is set up and where it is asked for.
var factor = area{
	"Confirm": {
		"Confirmer",
		"Bestätigen",
	},
	"Do it another time, or another way": {
		"Plus tard, ou autrement",
		"Später oder auf andere Weise",
	},
	"Key": {
		"Clé",
		"Schlüssel",
	},
	"QR code for the authenticator app. The same key stands below as text.": {
		"Code QR pour l’application d’authentification. La même clé figure ci-dessous en texte.",
		"QR-Code für die Authenticator-App. Derselbe Schlüssel steht darunter als Text.",
	},
	"Scan the picture with the app, or type the key into it. Then enter the code that it shows.": {
		"Scannez l’image avec l’application ou saisissez-y la clé. Entrez ensuite le code qu’elle affiche.",
		"Scannen Sie das Bild mit der App oder tippen Sie den Schlüssel ein. Geben Sie dann den Code ein, den sie anzeigt.",
	},
	"Set up an authenticator app": {
		"Configurer une application d’authentification",
		"Eine Authenticator-App einrichten",
	},
	"Keep them where you keep other important papers. If you lose your second factor, each of these opens the door once.": {
		"Conservez-les avec vos autres documents importants. Si vous perdez votre second facteur, chacun d’eux ouvre la porte une fois.",
		"Bewahren Sie sie dort auf, wo Sie andere wichtige Unterlagen haben. Wenn Sie Ihren zweiten Faktor verlieren, öffnet jeder dieser Codes die Tür einmal.",
	},
	"This page is the only time that you see them. Codes that you had before no longer work.": {
		"Vous ne les verrez que sur cette page. Les codes que vous aviez auparavant ne fonctionnent plus.",
		"Nur auf dieser Seite sehen Sie sie. Frühere Codes gelten nicht mehr.",
	},
	"Your recovery codes": {
		"Vos codes de secours",
		"Ihre Wiederherstellungscodes",
	},
	"I have kept them": {
		"Je les ai conservés",
		"Ich habe sie aufbewahrt",
	},
	"I have kept them: go on": {
		"Je les ai conservés\u00a0: continuer",
		"Ich habe sie aufbewahrt: weiter",
	},
	"Name of the passkey": {
		"Nom de la clé d’accès",
		"Name des Passkeys",
	},
	"So that you know it again, such as the device it is on.": {
		"Pour la reconnaître, par exemple l’appareil sur lequel elle se trouve.",
		"Damit Sie ihn wiedererkennen, etwa das Gerät, auf dem er liegt.",
	},
	"The six digits that the app shows now.": {
		"Les six chiffres que l’application affiche maintenant.",
		"Die sechs Ziffern, die die App jetzt anzeigt.",
	},
	"%s requires one besides your password. It takes a minute, and then you are in.": {
		"%s en exige un en plus de votre mot de passe. Cela prend une minute, puis vous entrez.",
		"%s verlangt einen zusätzlich zu Ihrem Passwort. Es dauert eine Minute, dann sind Sie drin.",
	},
	"Set up a second factor": {
		"Configurer un second facteur",
		"Einen zweiten Faktor einrichten",
	},
	"Code": {
		"Code",
		"Code",
	},
	"Is it still you?": {
		"Est-ce toujours vous\u00a0?",
		"Sind Sie es noch?",
	},
	"It counts for ten minutes.": {
		"C’est valable dix minutes.",
		"Das gilt zehn Minuten lang.",
	},
	"Lost it, and the recovery codes too? An administrator of your organisation can reset your second factor.": {
		"Vous l’avez perdu, ainsi que les codes de secours\u00a0? Un administrateur de votre organisation peut réinitialiser votre second facteur.",
		"Verloren, samt den Wiederherstellungscodes? Ein Administrator Ihrer Organisation kann Ihren zweiten Faktor zurücksetzen.",
	},
	"One of the ten that you were given when you set up your passkey.": {
		"L’un des dix que vous avez reçus en configurant votre clé d’accès.",
		"Einer der zehn, die Sie beim Einrichten Ihres Passkeys erhalten haben.",
	},
	"Recovery code": {
		"Code de secours",
		"Wiederherstellungscode",
	},
	"The six digits that your authenticator app shows, or one of your recovery codes.": {
		"Les six chiffres que votre application d’authentification affiche, ou l’un de vos codes de secours.",
		"Die sechs Ziffern, die Ihre Authenticator-App anzeigt, oder einer Ihrer Wiederherstellungscodes.",
	},
	"What you are about to do changes who can get in. Show once more that it is you.": {
		"Ce que vous vous apprêtez à faire modifie qui peut entrer. Prouvez encore une fois que c’est bien vous.",
		"Was Sie vorhaben, ändert, wer hineinkommt. Zeigen Sie noch einmal, dass Sie es sind.",
	},
	"You are signing in to %s as %s.": {
		"Vous vous connectez à %s en tant que %s.",
		"Sie melden sich bei %s als %s an.",
	},
	"Your second factor": {
		"Votre second facteur",
		"Ihr zweiter Faktor",
	},
	"Continue at your identity provider": {
		"Continuer auprès de votre fournisseur d’identité",
		"Bei Ihrem Identitätsanbieter fortfahren",
	},
	"Passkeys need JavaScript.": {
		"Les clés d’accès ont besoin de JavaScript.",
		"Passkeys brauchen JavaScript.",
	},
	"Use a passkey": {
		"Utiliser une clé d’accès",
		"Einen Passkey verwenden",
	},
}
