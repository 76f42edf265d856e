package phrases

// wording is what the pages say on which mails are reworded.
var wording = area{
	"A test is on its way to you.": {
		"Un essai est en route vers vous.",
		"Ein Test ist zu Ihnen unterwegs.",
	},
	"Back to the original": {
		"Revenir à l’original",
		"Zurück zum Original",
	},
	"Below the mail: a farewell, a signature. Empty, there is none.": {
		"Au bas du message\u00a0: une formule de politesse, une signature. Vide, il n’y en a pas.",
		"Unter der E-Mail: ein Gruß, eine Unterschrift. Leer gibt es keinen.",
	},
	"Closing": {
		"Conclusion",
		"Schluss",
	},
	"Each is replaced by what the mail is about. Where a mail does not know it, the original of that part stands.": {
		"Chacun est remplacé par ce dont parle le message. Si un message ne le connaît pas, l’original de cette partie est employé.",
		"Jedes wird durch das ersetzt, worum es in der E-Mail geht. Wo eine E-Mail es nicht kennt, steht das Original dieses Teils.",
	},
	"Every mail has an original in three languages. Subject, opening and closing can be yours; facts, link, code and until when always stay.": {
		"Chaque message a un original en trois langues. L’objet, l’ouverture et la conclusion peuvent être les vôtres\u00a0; les faits, le lien, le code et l’échéance restent toujours.",
		"Jede E-Mail hat ein Original in drei Sprachen. Betreff, Einleitung und Schluss können die Ihren sein; Tatsachen, Link, Code und Frist bleiben immer.",
	},
	"Greeting and introduction. An empty line begins a new paragraph.": {
		"Salutation et introduction. Une ligne vide commence un nouveau paragraphe.",
		"Anrede und Einführung. Eine leere Zeile beginnt einen neuen Absatz.",
	},
	"Here stands what always stays: the facts, the link, the code and until when.": {
		"Ici figure ce qui reste toujours\u00a0: les faits, le lien, le code et l’échéance.",
		"Hier steht, was immer bleibt: Tatsachen, Link, Code und Frist.",
	},
	"How it looks": {
		"Aperçu",
		"So sieht sie aus",
	},
	"It goes to your own address, as it is saved, and says that it is a test.": {
		"Il part à votre propre adresse, tel qu’enregistré, et dit que c’est un essai.",
		"Er geht an Ihre eigene Adresse, so wie er gespeichert ist, und sagt, dass er ein Test ist.",
	},
	"Languages": {
		"Langues",
		"Sprachen",
	},
	"Let the original stand again": {
		"Rétablir l’original",
		"Das Original wieder gelten lassen",
	},
	"Opening": {
		"Ouverture",
		"Einleitung",
	},
	"Saved. Mails that are sent from now on say it so.": {
		"Enregistré. Les messages envoyés désormais le disent ainsi.",
		"Gespeichert. E-Mails, die von jetzt an gesendet werden, sagen es so.",
	},
	"Send a test to me": {
		"M’envoyer un essai",
		"Mir einen Test senden",
	},
	"Send a test to yourself": {
		"S’envoyer un essai",
		"Sich einen Test senden",
	},
	"The original stands again.": {
		"L’original est rétabli.",
		"Das Original gilt wieder.",
	},
	"The original": {
		"L’original",
		"Das Original",
	},
	"The subject of this mail says what has happened, and stays.": {
		"L’objet de ce message dit ce qui s’est passé, et reste.",
		"Der Betreff dieser E-Mail sagt, was geschehen ist, und bleibt.",
	},
	"This is how it would look. It is not saved yet.": {
		"Voici comment il se présenterait. Il n’est pas encore enregistré.",
		"So würde sie aussehen. Gespeichert ist noch nichts.",
	},
	"What you can name": {
		"Ce que vous pouvez nommer",
		"Was Sie nennen können",
	},
	"Wording: %s": {
		"Texte\u00a0: %s",
		"Text: %s",
	},
	"Words": {
		"Texte",
		"Text",
	},
	"Your wording": {
		"Votre texte",
		"Ihr Text",
	},
	"Yours": {
		"Le vôtre",
		"Ihrer",
	},
}
