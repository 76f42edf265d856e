package phrases

// invite is what inviting one company says.
var invite = area{
	"Invite": {
		"Inviter",
		"Einladen",
	},
	"One company": {
		"Une entreprise",
		"Ein Unternehmen",
	},
	"Many companies": {
		"Plusieurs entreprises",
		"Viele Unternehmen",
	},
	"Its name, a domain of it or its guid, in full: you may not list the portfolio.": {
		"Son nom, l’un de ses domaines ou son GUID, en entier\u00a0: vous ne pouvez pas afficher le portefeuille.",
		"Name, eine Domain oder die GUID, vollständig: Sie dürfen das Portfolio nicht auflisten.",
	},
	"An invitation can go there.": {
		"Une invitation peut y être envoyée.",
		"Eine Einladung kann dorthin gesendet werden.",
	},
	"Invite %s": {
		"Inviter %s",
		"%s einladen",
	},
	"Copies of the introduction to": {
		"Copies de la présentation à",
		"Kopien der Einführung an",
	},
	"Third parties": {
		"Tiers",
		"Dritte",
	},
	"At a domain of the company: %s": {
		"Sur un domaine de l’entreprise\u00a0: %s",
		"Bei einer Domain des Unternehmens: %s",
	},
	"none is known": {
		"aucun n’est connu",
		"keine ist bekannt",
	},
	"Both mails quote it.": {
		"Les deux e-mails le citent.",
		"Beide E-Mails zitieren sie.",
	},
	"Addresses with commas between them, at the recipient’s or your own domain. They get no link.": {
		"Adresses séparées par des virgules, sur le domaine du destinataire ou le vôtre. Elles ne reçoivent pas de lien.",
		"Adressen mit Kommas dazwischen, bei der Domain des Empfängers oder Ihrer eigenen. Sie erhalten keinen Link.",
	},
	"One in a line: Name <address>. They get the introduction, too.": {
		"Un par ligne\u00a0: Nom <adresse>. Ils reçoivent aussi la présentation.",
		"Je Zeile einer: Name <Adresse>. Auch sie erhalten die Einführung.",
	},
	"Risk vectors": {
		"Vecteurs de risque",
		"Risikovektoren",
	},
	"Findings": {
		"Constats",
		"Befunde",
	},
	"The preferred contact": {
		"Le contact privilégié",
		"Der bevorzugte Kontakt",
	},
	"Name and address stay hidden until the invitation is accepted.": {
		"Le nom et l’adresse restent masqués jusqu’à l’acceptation de l’invitation.",
		"Name und Adresse bleiben verborgen, bis die Einladung angenommen ist.",
	},
	"Somebody else": {
		"Quelqu’un d’autre",
		"Jemand anderes",
	},
	"Backup": {
		"Suppléant",
		"Vertretung",
	},
	"%d of %d mails with invitations are left today.": {
		"Il reste aujourd’hui %d e-mails d’invitation sur %d.",
		"Heute sind noch %d von %d E-Mails mit Einladungen übrig.",
	},
	"Look at the invitation to %s": {
		"Vérifier l’invitation de %s",
		"Einladung an %s prüfen",
	},
	"The introduction as a mail program shows it": {
		"La présentation telle qu’une messagerie l’affiche",
		"Die Einführung, wie ein Mailprogramm sie zeigt",
	},
	"Invitation": {
		"Invitation",
		"Einladung",
	},
	"The invitation as a mail program shows it": {
		"L’invitation telle qu’une messagerie l’affiche",
		"Die Einladung, wie ein Mailprogramm sie zeigt",
	},
	"open for %d day": {
		"ouverte pendant %d jour",
		"%d Tag lang offen",
	},
	"open for %d days": {
		"ouverte pendant %d jours",
		"%d Tage lang offen",
	},
	"The invitation is on its way.": {
		"L’invitation est en route.",
		"Die Einladung ist unterwegs.",
	},
	"Ask somebody at a company to look at its security with you.": {
		"Demandez à quelqu’un d’une entreprise d’examiner sa sécurité avec vous.",
		"Bitten Sie jemanden in einem Unternehmen, mit Ihnen dessen Sicherheit anzusehen.",
	},
	"Inviting is not among your rights": {
		"Vous n’avez pas le droit d’inviter",
		"Einladen gehört nicht zu Ihren Rechten",
	},
	"Whoever looks after users in your organisation can give it to you. Until then you can read what others have sent, as far as you may.": {
		"La personne qui gère les utilisateurs de votre organisation peut vous l’accorder. D’ici là, vous pouvez lire ce que d’autres ont envoyé, dans la limite de vos droits.",
		"Wer in Ihrer Organisation die Benutzer betreut, kann es Ihnen geben. Bis dahin können Sie lesen, was andere gesendet haben, soweit Sie es dürfen.",
	},
	"A part of its name or domain": {
		"Une partie de son nom ou de son domaine",
		"Ein Teil von Name oder Domain",
	},
	"Find": {
		"Rechercher",
		"Suchen",
	},
	"Companies with “%s”": {
		"Entreprises contenant «\u00a0%s\u00a0»",
		"Unternehmen mit „%s“",
	},
	"They have a contact, and no open request": {
		"Elles ont un contact et aucune demande ouverte",
		"Sie haben einen Kontakt und keine offene Anfrage",
	},
	"Companies of your portfolio": {
		"Entreprises de votre portefeuille",
		"Unternehmen Ihres Portfolios",
	},
	"Has a contact": {
		"A un contact",
		"Hat einen Kontakt",
	},
	"There are more: look for a part of the name.": {
		"Il y en a d’autres\u00a0: recherchez une partie du nom.",
		"Es gibt mehr: Suchen Sie nach einem Teil des Namens.",
	},
	"None that you see has “%s” in its name or its primary domain.": {
		"Aucune de celles que vous voyez n’a «\u00a0%s\u00a0» dans son nom ou son domaine principal.",
		"Keines, das Sie sehen, hat „%s“ im Namen oder in der Hauptdomain.",
	},
	"Show all": {
		"Tout afficher",
		"Alle zeigen",
	},
	"There are no companies yet": {
		"Il n’y a pas encore d’entreprises",
		"Es gibt noch keine Unternehmen",
	},
	"Whom you invite works for a company of the portfolio. Bring the companies in first.": {
		"La personne que vous invitez travaille pour une entreprise du portefeuille. Commencez par y ajouter les entreprises.",
		"Wen Sie einladen, der arbeitet für ein Unternehmen im Portfolio. Nehmen Sie zuerst die Unternehmen auf.",
	},
	"Another company": {
		"Une autre entreprise",
		"Anderes Unternehmen",
	},
	"An introduction goes to everybody, and a link with a code to the recipient alone.": {
		"Une présentation est envoyée à tous, et un lien avec un code au seul destinataire.",
		"Eine Einführung geht an alle, ein Link mit einem Code nur an den Empfänger.",
	},
	"Who is invited": {
		"Qui est invité",
		"Wer eingeladen wird",
	},
	"What for": {
		"Pourquoi",
		"Wozu",
	},
	"Context: risk vectors and findings": {
		"Contexte\u00a0: vecteurs de risque et constats",
		"Zusammenhang: Risikovektoren und Befunde",
	},
	"Findings to share, at most 10": {
		"Constats à partager, 10 au plus",
		"Zu teilende Befunde, höchstens 10",
	},
	"There are no findings about this company to share.": {
		"Il n’y a pas de constats à partager sur cette entreprise.",
		"Über dieses Unternehmen gibt es keine Befunde zu teilen.",
	},
	"Copies, notes and phone": {
		"Copies, notes et téléphone",
		"Kopien, Notizen und Telefon",
	},
	"Preview": {
		"Aperçu",
		"Vorschau",
	},
	"Send without a preview": {
		"Envoyer sans aperçu",
		"Ohne Vorschau senden",
	},
	"Nothing has been sent yet. Link and code are made when it is.": {
		"Rien n’est encore envoyé. Le lien et le code sont créés à l’envoi.",
		"Noch ist nichts gesendet. Link und Code entstehen beim Senden.",
	},
	"Send it": {
		"Envoyer",
		"Senden",
	},
	"There are too few mails left today for this invitation.": {
		"Il ne reste pas assez d’e-mails aujourd’hui pour cette invitation.",
		"Für diese Einladung sind heute nicht genug E-Mails übrig.",
	},
	"To %s": {
		"À %s",
		"An %s",
	},
	"As text": {
		"En texte",
		"Als Text",
	},
	"Send %d mail": {
		"Envoyer %d e-mail",
		"%d E-Mail senden",
	},
	"Send %d mails": {
		"Envoyer %d e-mails",
		"%d E-Mails senden",
	},
	"Ways to invite": {
		"Façons d’inviter",
		"Wege einzuladen",
	},
}
