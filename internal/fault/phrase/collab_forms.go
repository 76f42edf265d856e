package phrase

// forms is about registration forms, and who fills them in.
var forms = area{
	"%q is no domain": {
		"%q n’est pas un domaine",
		"%q ist keine Domain",
	},
	"A choice has from 1 to %d options.": {
		"Un choix comporte de 1 à %d options.",
		"Eine Auswahl hat 1 bis %d Optionen.",
	},
	"A field keeps its kind. Make another field, and remove this one.": {
		"Un champ garde son type. Créez un autre champ et retirez celui-ci.",
		"Ein Feld behält seine Art. Legen Sie ein anderes Feld an und entfernen Sie dieses.",
	},
	"A form belongs to the user who makes it.": {
		"Un formulaire appartient à l’utilisateur qui le crée.",
		"Ein Formular gehört dem Benutzer, der es erstellt.",
	},
	"A form has at most %d fields of its own.": {
		"Un formulaire a au plus %d champs qui lui sont propres.",
		"Ein Formular hat höchstens %d eigene Felder.",
	},
	"A form names at most %d domains.": {
		"Un formulaire cite au plus %d domaines.",
		"Ein Formular nennt höchstens %d Domains.",
	},
	"A logo may be %d pixels wide and high.": {
		"Un logo ne peut pas dépasser %d pixels de large et de haut.",
		"Ein Logo darf höchstens %d Pixel breit und hoch sein.",
	},
	"A logo may have %d kB.": {
		"Un logo ne peut pas dépasser %d\u00a0ko.",
		"Ein Logo darf höchstens %d kB haben.",
	},
	"are of a choice alone": {
		"n’existent que pour un choix",
		"gibt es nur bei einer Auswahl",
	},
	"Ensure this field has no more than 255 characters.": {
		"Ce champ ne doit pas dépasser 255 caractères.",
		"Dieses Feld darf höchstens 255 Zeichen haben.",
	},
	"is there twice": {
		"figure deux fois",
		"kommt zweimal vor",
	},
	"must be a picture: PNG, JPEG or WebP": {
		"doit être une image\u00a0: PNG, JPEG ou WebP",
		"muss ein Bild sein: PNG, JPEG oder WebP",
	},
	"must be auto, en, fr or de": {
		"doit être auto, en, fr ou de",
		"muss auto, en, fr oder de sein",
	},
	"must be between 1 and %d": {
		"doit être compris entre 1 et %d",
		"muss zwischen 1 und %d liegen",
	},
	"must be between the years 2000 and 9999": {
		"doit se situer entre les années 2000 et 9999",
		"muss zwischen den Jahren 2000 und 9999 liegen",
	},
	"must be insurance or tprm": {
		"doit être insurance ou tprm",
		"muss insurance oder tprm sein",
	},
	"must be of %s": {
		"doit faire partie de %s",
		"muss aus %s stammen",
	},
	"must be one line": {
		"doit tenir sur une seule ligne",
		"muss aus einer einzigen Zeile bestehen",
	},
	"must be small letters, digits and _, beginning with a letter, at most %d": {
		"doit se composer de minuscules, de chiffres et de _, commencer par une lettre et compter au plus %d caractères",
		"muss aus Kleinbuchstaben, Ziffern und _ bestehen, mit einem Buchstaben beginnen und darf höchstens %d Zeichen haben",
	},
	"must be text, long_text, choice or checkbox": {
		"doit être text, long_text, choice ou checkbox",
		"muss text, long_text, choice oder checkbox sein",
	},
	"must differ from each other": {
		"doivent être différentes les unes des autres",
		"müssen sich voneinander unterscheiden",
	},
	"Please accept the terms to go on.": {
		"Veuillez accepter les conditions pour continuer.",
		"Bitte stimmen Sie den Bedingungen zu, um fortzufahren.",
	},
	"Please check this box to go on.": {
		"Veuillez cocher cette case pour continuer.",
		"Bitte setzen Sie hier ein Häkchen, um fortzufahren.",
	},
	"Please choose one of the options.": {
		"Veuillez choisir l’une des options.",
		"Bitte wählen Sie eine der Optionen.",
	},
	"Please enter the name of your company.": {
		"Veuillez saisir le nom de votre entreprise.",
		"Bitte geben Sie den Namen Ihres Unternehmens ein.",
	},
	"Please enter the website of your company.": {
		"Veuillez saisir le site web de votre entreprise.",
		"Bitte geben Sie die Website Ihres Unternehmens ein.",
	},
	"Please enter your name.": {
		"Veuillez saisir votre nom.",
		"Bitte geben Sie Ihren Namen ein.",
	},
	"Please enter your work e-mail address.": {
		"Veuillez saisir votre adresse e-mail professionnelle.",
		"Bitte geben Sie Ihre geschäftliche E-Mail-Adresse ein.",
	},
	"Please fill this in.": {
		"Veuillez remplir ce champ.",
		"Bitte füllen Sie dieses Feld aus.",
	},
	"Please use the e-mail address that you have at your company.": {
		"Veuillez utiliser l’adresse e-mail que vous avez dans votre entreprise.",
		"Bitte verwenden Sie die E-Mail-Adresse, die Sie bei Ihrem Unternehmen haben.",
	},
	"There is no such picture.": {
		"Cette image n’existe pas.",
		"Dieses Bild gibt es nicht.",
	},
	"This form does not exist, or it is closed.": {
		"Ce formulaire n’existe pas, ou il est fermé.",
		"Dieses Formular gibt es nicht, oder es ist geschlossen.",
	},
	"This form has ended.": {
		"Ce formulaire n’est plus ouvert.",
		"Dieses Formular ist abgelaufen.",
	},
	"This form has had as many registrations as it takes.": {
		"Ce formulaire a déjà reçu toutes les inscriptions qu’il accepte.",
		"Dieses Formular hat schon so viele Registrierungen, wie es annimmt.",
	},
	"This form takes no registrations from this address. Please use the one that you have at your company, or ask who gave you the form.": {
		"Ce formulaire n’accepte pas d’inscription depuis cette adresse. Veuillez utiliser celle que vous avez dans votre entreprise, ou vous adresser à la personne qui vous a transmis le formulaire.",
		"Dieses Formular nimmt keine Registrierungen von dieser Adresse an. Bitte verwenden Sie die Adresse, die Sie bei Ihrem Unternehmen haben, oder wenden Sie sich an die Person, von der Sie das Formular haben.",
	},
	"This is longer than the field can hold.": {
		"Ce texte est trop long pour ce champ.",
		"Dieser Text ist zu lang für das Feld.",
	},
	"This is not the address of a website.": {
		"Ce n’est pas l’adresse d’un site web.",
		"Das ist keine Adresse einer Website.",
	},
	"This registration is no longer here. Please fill in the form again.": {
		"Cette inscription n’existe plus. Veuillez remplir à nouveau le formulaire.",
		"Diese Registrierung gibt es nicht mehr. Bitte füllen Sie das Formular noch einmal aus.",
	},
	"Too many forms have been sent from your network. Please try again later.": {
		"Trop de formulaires ont été envoyés depuis votre réseau. Veuillez réessayer plus tard.",
		"Aus Ihrem Netz wurden zu viele Formulare gesendet. Bitte versuchen Sie es später erneut.",
	},
}
