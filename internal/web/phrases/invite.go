package phrases

// invite is the pages on which companies are invited.
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
	"From a CSV file": {
		"Depuis un fichier CSV",
		"Aus einer CSV-Datei",
	},
	"Its name, a domain of it or its guid, in full: you may not list the portfolio.": {
		"Son nom, l’un de ses domaines ou son GUID, en entier\u00a0: vous ne pouvez pas afficher le portefeuille.",
		"Name, eine Domain oder die GUID, vollständig: Sie dürfen das Portfolio nicht auflisten.",
	},
	"Look at it": {
		"Consulter",
		"Ansehen",
	},
	"An invitation can go there.": {
		"Une invitation peut y être envoyée.",
		"Eine Einladung kann dorthin gesendet werden.",
	},
	"Invite from a CSV file": {
		"Inviter depuis un fichier CSV",
		"Aus einer CSV-Datei einladen",
	},
	"CSV file": {
		"Fichier CSV",
		"CSV-Datei",
	},
	"UTF-8, at most %d rows and %d MiB. Nothing is sent before you have seen what would be.": {
		"UTF-8, au plus %d lignes et %d Mio. Rien n’est envoyé avant que vous ayez vu ce qui le serait.",
		"UTF-8, höchstens %d Zeilen und %d MiB. Nichts wird gesendet, bevor Sie gesehen haben, was gesendet würde.",
	},
	"a guid, a domain or the name of a company of the portfolio": {
		"un GUID, un domaine ou le nom d’une entreprise du portefeuille",
		"eine GUID, eine Domain oder der Name eines Unternehmens im Portfolio",
	},
	"without it: the preferred contact": {
		"en son absence\u00a0: le contact privilégié",
		"ohne sie: der bevorzugte Kontakt",
	},
	"the same": {
		"de même",
		"ebenso",
	},
	"both mails quote it": {
		"cité dans les deux e-mails",
		"steht in beiden E-Mails",
	},
	"days of access, 1 to 365": {
		"jours d’accès, de 1 à 365",
		"Tage Zugang, 1 bis 365",
	},
	"addresses, separated by blanks": {
		"adresses, séparées par des espaces",
		"Adressen, durch Leerzeichen getrennt",
	},
	"Name <address>, separated by semicolons": {
		"Nom <adresse>, séparés par des points-virgules",
		"Name <Adresse>, durch Semikolons getrennt",
	},
	"slugs, separated by blanks": {
		"identifiants, séparés par des espaces",
		"Kürzel, durch Leerzeichen getrennt",
	},
	"findings, at most 10": {
		"constats, 10 au plus",
		"Befunde, höchstens 10",
	},
	"for your organisation alone": {
		"pour votre organisation seulement",
		"nur für Ihre Organisation",
	},
	"Invite %s": {
		"Inviter %s",
		"%s einladen",
	},
	"Days of access after acceptance": {
		"Jours d’accès après acceptation",
		"Tage Zugang nach der Annahme",
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
	"Invite many companies": {
		"Inviter plusieurs entreprises",
		"Viele Unternehmen einladen",
	},
	"Name or domain": {
		"Nom ou domaine",
		"Name oder Domain",
	},
	"The same to all; both mails quote it.": {
		"Le même pour tous\u00a0; les deux e-mails le citent.",
		"Für alle gleich; beide E-Mails zitieren sie.",
	},
	"No contact": {
		"Aucun contact",
		"Kein Kontakt",
	},
	"Contact": {
		"Contact",
		"Kontakt",
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
	"Invited": {
		"Invité",
		"Eingeladen",
	},
	"Sent again": {
		"Renvoyée",
		"Erneut gesendet",
	},
	"To be invited": {
		"À inviter",
		"Einzuladen",
	},
	"To be sent again": {
		"À renvoyer",
		"Erneut zu senden",
	},
	"Invited already": {
		"Déjà invité",
		"Schon eingeladen",
	},
	"Invited before": {
		"Invité auparavant",
		"Früher eingeladen",
	},
	"Cannot be sent": {
		"Ne peut pas être envoyée",
		"Nicht zu senden",
	},
	"Look at the invitations": {
		"Vérifier les invitations",
		"Einladungen prüfen",
	},
	"On the way": {
		"En route",
		"Unterwegs",
	},
	"Waits for tomorrow": {
		"Attend demain",
		"Wartet bis morgen",
	},
	"There are too few mails left today for this row.": {
		"Il ne reste pas assez d’e-mails aujourd’hui pour cette ligne.",
		"Für diese Zeile sind heute nicht genug E-Mails übrig.",
	},
	"Leave them alone": {
		"Ne rien changer",
		"Nichts ändern",
	},
	"Send again what may be sent again": {
		"Renvoyer ce qui peut l’être",
		"Erneut senden, was erneut gesendet werden darf",
	},
	"Invite again whose request has ended": {
		"Réinviter les personnes dont la demande est terminée",
		"Erneut einladen, wessen Anfrage beendet ist",
	},
	"Count them as mistakes": {
		"Les compter comme des erreurs",
		"Als Fehler zählen",
	},
	"%d invitation is on its way.": {
		"%d invitation est en route.",
		"%d Einladung ist unterwegs.",
	},
	"%d invitations are on their way.": {
		"%d invitations sont en route.",
		"%d Einladungen sind unterwegs.",
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
	"No company matches": {
		"Aucune entreprise ne correspond",
		"Kein Unternehmen passt",
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
	"Go to the portfolio": {
		"Aller au portefeuille",
		"Zum Portfolio",
	},
	"A row for each person, as a spreadsheet saves it. An export of the outbox will do, with other people in it.": {
		"Une ligne par personne, telle qu’un tableur l’enregistre. Une exportation de la boîte d’envoi convient, avec d’autres personnes.",
		"Eine Zeile je Person, wie eine Tabellenkalkulation sie speichert. Ein Export des Postausgangs genügt, mit anderen Personen darin.",
	},
	"Download a sample": {
		"Télécharger un exemple",
		"Beispiel herunterladen",
	},
	"Columns": {
		"Colonnes",
		"Spalten",
	},
	"In any order; the first line names them. One that names the company has to be there.": {
		"Dans n’importe quel ordre\u00a0; la première ligne les nomme. Il en faut une qui nomme l’entreprise.",
		"In beliebiger Reihenfolge; die erste Zeile nennt sie. Eine, die das Unternehmen nennt, muss dabei sein.",
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
	"Choose the companies, look at whom each suggests, and see what would be sent before it is.": {
		"Choisissez les entreprises, vérifiez qui chacune propose et voyez ce qui serait envoyé avant l’envoi.",
		"Wählen Sie die Unternehmen, prüfen Sie, wen jedes vorschlägt, und sehen Sie vor dem Senden, was gesendet würde.",
	},
	"You may not list the portfolio": {
		"Vous ne pouvez pas afficher le portefeuille",
		"Sie dürfen das Portfolio nicht auflisten",
	},
	"A CSV file can name the companies that you know.": {
		"Un fichier CSV peut nommer les entreprises que vous connaissez.",
		"Eine CSV-Datei kann die Unternehmen nennen, die Sie kennen.",
	},
	"Companies": {
		"Entreprises",
		"Unternehmen",
	},
	"Folder": {
		"Dossier",
		"Ordner",
	},
	"Any folder": {
		"Tous les dossiers",
		"Jeder Ordner",
	},
	"Tier": {
		"Niveau",
		"Stufe",
	},
	"Any tier": {
		"Tous les niveaux",
		"Jede Stufe",
	},
	"With a preferred contact": {
		"Avec un contact privilégié",
		"Mit bevorzugtem Kontakt",
	},
	"Without an open request": {
		"Sans demande ouverte",
		"Ohne offene Anfrage",
	},
	"Choose": {
		"Choisir",
		"Auswählen",
	},
	"The same for all": {
		"Identique pour tous",
		"Für alle gleich",
	},
	"Whom to invite at each company": {
		"Qui inviter dans chaque entreprise",
		"Wen Sie in jedem Unternehmen einladen",
	},
	"Known": {
		"Connu",
		"Bekannt",
	},
	"Name at %s": {
		"Nom chez %s",
		"Name bei %s",
	},
	"E-mail at %s": {
		"E-mail chez %s",
		"E-Mail bei %s",
	},
	"Open request": {
		"Demande ouverte",
		"Offene Anfrage",
	},
	"See what would be sent": {
		"Voir ce qui serait envoyé",
		"Ansehen, was gesendet würde",
	},
	"There are more than %d: narrow the choice for the others.": {
		"Il y en a plus de %d\u00a0: affinez le choix pour les autres.",
		"Es gibt mehr als %d: Grenzen Sie die Auswahl für die übrigen ein.",
	},
	"None that you see has all of these properties. Take one away.": {
		"Aucune de celles que vous voyez n’a toutes ces propriétés. Retirez-en une.",
		"Keines, das Sie sehen, hat alle diese Eigenschaften. Nehmen Sie eine weg.",
	},
	"Which companies?": {
		"Quelles entreprises\u00a0?",
		"Welche Unternehmen?",
	},
	"Choose a folder, a tier or a part of the names above, or tick companies in the portfolio.": {
		"Choisissez ci-dessus un dossier, un niveau ou une partie des noms, ou cochez des entreprises dans le portefeuille.",
		"Wählen Sie oben einen Ordner, eine Stufe oder einen Teil der Namen, oder haken Sie Unternehmen im Portfolio an.",
	},
	"%d company is ticked.": {
		"%d entreprise est cochée.",
		"%d Unternehmen ist angehakt.",
	},
	"%d companies are ticked.": {
		"%d entreprises sont cochées.",
		"%d Unternehmen sind angehakt.",
	},
	"Change it": {
		"Modifier",
		"Ändern",
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
	"Another file": {
		"Un autre fichier",
		"Andere Datei",
	},
	"Nothing has been sent yet.": {
		"Rien n’est encore envoyé.",
		"Noch ist nichts gesendet.",
	},
	"Send them": {
		"Les envoyer",
		"Alle senden",
	},
	"There are too few mails left today for all rows. The others can be sent tomorrow, from this page.": {
		"Il ne reste pas assez d’e-mails aujourd’hui pour toutes les lignes. Les autres pourront être envoyées demain, depuis cette page.",
		"Für alle Zeilen sind heute nicht genug E-Mails übrig. Die anderen können morgen von dieser Seite aus gesendet werden.",
	},
	"There is nothing left to send.": {
		"Il n’y a plus rien à envoyer.",
		"Es ist nichts mehr zu senden.",
	},
	"Look again with other rules": {
		"Vérifier à nouveau avec d’autres règles",
		"Mit anderen Regeln noch einmal prüfen",
	},
	"People who were invited before": {
		"Personnes déjà invitées auparavant",
		"Personen, die schon eingeladen wurden",
	},
	"All or nothing: one row that cannot be sent stops all": {
		"Tout ou rien\u00a0: une ligne qui ne peut être envoyée arrête tout",
		"Alles oder nichts: Eine Zeile, die nicht gesendet werden kann, hält alles an",
	},
	"Look again": {
		"Vérifier à nouveau",
		"Noch einmal prüfen",
	},
	"Go to the outbox": {
		"Aller à la boîte d’envoi",
		"Zum Postausgang",
	},
	"These columns are not read:": {
		"Ces colonnes ne sont pas lues\u00a0:",
		"Diese Spalten werden nicht gelesen:",
	},
	"What becomes of each row": {
		"Ce que devient chaque ligne",
		"Was aus jeder Zeile wird",
	},
	"Line": {
		"Ligne",
		"Zeile",
	},
	"What happens": {
		"Ce qui se passe",
		"Was geschieht",
	},
	"line": {
		"ligne",
		"Zeile",
	},
	"%d row is left to send.": {
		"%d ligne reste à envoyer.",
		"%d Zeile ist noch zu senden.",
	},
	"%d rows are left to send.": {
		"%d lignes restent à envoyer.",
		"%d Zeilen sind noch zu senden.",
	},
	"Send %d invitation": {
		"Envoyer %d invitation",
		"%d Einladung senden",
	},
	"Send %d invitations": {
		"Envoyer %d invitations",
		"%d Einladungen senden",
	},
	"This is %d mail.": {
		"Cela fait %d e-mail.",
		"Das ist %d E-Mail.",
	},
	"These are %d mails.": {
		"Cela fait %d e-mails.",
		"Das sind %d E-Mails.",
	},
	"Ways to invite": {
		"Façons d’inviter",
		"Wege einzuladen",
	},
}
