package phrases

// threshold is what the pages say that one meets once, whichever they are, and the public form.
var threshold = area{
	"At least %d characters, whichever you like. A few words in a row are easy to remember and hard to guess.": {
		"Au moins %d caractères, ceux que vous voulez. Quelques mots à la suite sont faciles à retenir et difficiles à deviner.",
		"Mindestens %d beliebige Zeichen. Einige Wörter hintereinander sind leicht zu merken und schwer zu erraten.",
	},
	"Code from the mail": {
		"Code reçu par e-mail",
		"Code aus der E-Mail",
	},
	"New password": {
		"Nouveau mot de passe",
		"Neues Passwort",
	},
	"Six digits. They stand in the mail that brought you here.": {
		"Six chiffres. Ils figurent dans l’e-mail qui vous a amené ici.",
		"Sechs Ziffern. Sie stehen in der E-Mail, die Sie hierher gebracht hat.",
	},
	"A word at the gate.": {
		"Un mot à l’entrée.",
		"Ein Wort am Tor.",
	},
	"Click once to confirm. Only then does your registration exist.": {
		"Cliquez une fois pour confirmer. Votre inscription n’existe qu’ensuite.",
		"Klicken Sie einmal, um zu bestätigen. Erst dann besteht Ihre Registrierung.",
	},
	"Company website": {
		"Site web de l’entreprise",
		"Website des Unternehmens",
	},
	"I agree that %s keeps what I enter here to decide on my registration and to write to me about it.": {
		"J’accepte que %s conserve ce que je saisis ici pour décider de mon inscription et m’écrire à ce sujet.",
		"Ich bin einverstanden, dass %s meine Angaben speichert, um über meine Registrierung zu entscheiden und mir dazu zu schreiben.",
	},
	"If the address you gave can be written to, a mail is on its way to it.": {
		"Si l’adresse indiquée est joignable, un e-mail lui a été envoyé.",
		"Wenn die angegebene Adresse erreichbar ist, ist eine E-Mail dorthin unterwegs.",
	},
	"Nothing came after ten minutes? Look where your mail program puts unwanted mail, then fill in the form again.": {
		"Rien reçu après dix minutes\u00a0? Regardez dans les courriers indésirables, puis remplissez de nouveau le formulaire.",
		"Nach zehn Minuten nichts angekommen? Sehen Sie im Ordner für unerwünschte E-Mails nach und füllen Sie das Formular dann noch einmal aus.",
	},
	"Open the mail that asks you to confirm your registration.": {
		"Ouvrez l’e-mail qui vous demande de confirmer votre inscription.",
		"Öffnen Sie die E-Mail, die Sie bittet, Ihre Registrierung zu bestätigen.",
	},
	"Say who you are and what you come for. Somebody will look at it.": {
		"Dites qui vous êtes et ce qui vous amène. Quelqu’un s’en occupera.",
		"Sagen Sie, wer Sie sind und was Sie herführt. Jemand wird es sich ansehen.",
	},
	"Work e-mail": {
		"E-mail professionnel",
		"Geschäftliche E-Mail",
	},
	"Your name": {
		"Votre nom",
		"Ihr Name",
	},
	"Company": {
		"Entreprise",
		"Unternehmen",
	},
	"Phone": {
		"Téléphone",
		"Telefon",
	},
	"Message": {
		"Message",
		"Nachricht",
	},
	"Leave this empty": {
		"Laissez ce champ vide",
		"Lassen Sie dieses Feld leer",
	},
	"Next, a mail asks you to confirm your address. Nobody at %s sees what you wrote before you have done so.": {
		"Un e-mail vous demandera ensuite de confirmer votre adresse. Personne chez %s ne voit ce que vous avez écrit avant que vous ne l’ayez fait.",
		"Als Nächstes bittet Sie eine E-Mail, Ihre Adresse zu bestätigen. Niemand bei %s sieht vorher, was Sie geschrieben haben.",
	},
	"Register": {
		"S’inscrire",
		"Registrieren",
	},
	"Registration": {
		"Inscription",
		"Registrierung",
	},
	"Make a passkey": {
		"Créer une clé d’accès",
		"Einen Passkey erstellen",
	},
	"Passkey": {
		"Clé d’accès",
		"Passkey",
	},
	"Sign in with a passkey": {
		"Se connecter avec une clé d’accès",
		"Mit einem Passkey anmelden",
	},
	"Your fingerprint, face or PIN on this device, or a security key. With a passkey you can also sign in without your password.": {
		"Votre empreinte, votre visage ou votre code sur cet appareil, ou une clé de sécurité. Avec une clé d’accès, vous pouvez aussi vous connecter sans mot de passe.",
		"Ihr Fingerabdruck, Gesicht oder Ihre PIN auf diesem Gerät oder ein Sicherheitsschlüssel. Mit einem Passkey können Sie sich auch ohne Passwort anmelden.",
	},
	"This form is closed": {
		"Ce formulaire est fermé",
		"Dieses Formular ist geschlossen",
	},
	"If you would like to register, ask whoever gave you the address of this page.": {
		"Si vous souhaitez vous inscrire, adressez-vous à la personne qui vous a donné l’adresse de cette page.",
		"Wenn Sie sich registrieren möchten, wenden Sie sich an die Person, von der Sie die Adresse dieser Seite haben.",
	},
	"%s took registrations here until %s.": {
		"%s a reçu des inscriptions ici jusqu’au %s.",
		"%s hat hier bis %s Registrierungen entgegengenommen.",
	},
	"%s has had as many registrations here as it can take.": {
		"%s a reçu ici autant d’inscriptions qu’il était possible.",
		"%s hat hier so viele Registrierungen erhalten, wie möglich waren.",
	},
	"Please choose": {
		"Veuillez choisir",
		"Bitte wählen",
	},
	"This is a preview: nothing can be sent from here.": {
		"Ceci est un aperçu\u00a0: rien ne peut être envoyé d’ici.",
		"Dies ist eine Vorschau: Von hier kann nichts gesendet werden.",
	},
}
