package phrase

// shared is what several packages say.
var shared = area{
	"%q is not one of %s": {
		"%q ne figure pas parmi %s",
		"%q ist keines von %s",
	},
	"cannot be changed": {
		"ne peut pas être modifié",
		"kann nicht geändert werden",
	},
	"Enter a valid email address.": {
		"Saisissez une adresse e-mail valide.",
		"Geben Sie eine gültige E-Mail-Adresse ein.",
	},
	"has characters that are not text": {
		"contient des caractères qui ne sont pas du texte",
		"enthält Zeichen, die kein Text sind",
	},
	"is not a valid guid": {
		"n’est pas un GUID valide",
		"ist keine gültige GUID",
	},
	"is too long": {
		"est trop long",
		"ist zu lang",
	},
	"must be between %d and %d": {
		"doit être compris entre %d et %d",
		"muss zwischen %d und %d liegen",
	},
	"must be between 1 and 365": {
		"doit être compris entre 1 et 365",
		"muss zwischen 1 und 365 liegen",
	},
	"must be no more than 200": {
		"ne doit pas dépasser 200",
		"darf höchstens 200 sein",
	},
	"must be one of %s": {
		"doit être l’un de %s",
		"muss eines von %s sein",
	},
	"must be set": {
		"doit être renseigné",
		"muss angegeben werden",
	},
	"must be the id of a customer": {
		"doit être l’identifiant d’un client",
		"muss die Kennung eines Kunden sein",
	},
	"must have no more than %d characters": {
		"ne doit pas dépasser %d caractères",
		"darf höchstens %d Zeichen haben",
	},
	"must not be empty": {
		"ne doit pas être vide",
		"darf nicht leer sein",
	},
	"Not found.": {
		"Introuvable.",
		"Nicht gefunden.",
	},
	"There is no such access group.": {
		"Ce groupe d’accès n’existe pas.",
		"Diese Zugriffsgruppe gibt es nicht.",
	},
	"There is no such company.": {
		"Cette entreprise n’existe pas.",
		"Dieses Unternehmen gibt es nicht.",
	},
	"There is no such identity provider here.": {
		"Ce fournisseur d’identité n’existe pas ici.",
		"Diesen Identitätsanbieter gibt es hier nicht.",
	},
	"This field is required.": {
		"Ce champ est obligatoire.",
		"Dieses Feld ist erforderlich.",
	},
	"This is not an e-mail address.": {
		"Ce n’est pas une adresse e-mail.",
		"Das ist keine E-Mail-Adresse.",
	},
	"You do not sign in with a password here.": {
		"Vous ne vous connectez pas ici avec un mot de passe.",
		"Sie melden sich hier nicht mit einem Passwort an.",
	},
}
