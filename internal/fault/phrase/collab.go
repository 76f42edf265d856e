package phrase

// collaboration is about access requests and messages.
var collaboration = area{
	"%s %d of %d rows were read, and %d of them are done. Import the same file with the import_id %s to go on.": {
		"%s %d lignes sur %d ont été lues, dont %d sont traitées. Pour continuer, importez le même fichier avec l’import_id %s.",
		"%s %d von %d Zeilen wurden gelesen, und %d davon sind erledigt. Um fortzufahren, importieren Sie dieselbe Datei mit der import_id %s.",
	},
	"A request that is %s cannot be resolved.": {
		"Une demande au statut «\u00a0%s\u00a0» ne peut pas être clôturée.",
		"Eine Anfrage mit dem Status „%s“ kann nicht abgeschlossen werden.",
	},
	"A request that is %s cannot be sent again.": {
		"Une demande au statut «\u00a0%s\u00a0» ne peut pas être renvoyée.",
		"Eine Anfrage mit dem Status „%s“ kann nicht erneut gesendet werden.",
	},
	"Accept the terms to go on.": {
		"Acceptez les conditions pour continuer.",
		"Stimmen Sie den Bedingungen zu, um fortzufahren.",
	},
	"Active": {
		"Active",
		"Aktiv",
	},
	"Approved and Rejected are for registrations that await approval; this request does not.": {
		"Approved et Rejected ne concernent que les inscriptions en attente d’approbation\u00a0; cette demande n’en attend pas.",
		"Approved und Rejected sind für Registrierungen, die auf Genehmigung warten; diese Anfrage wartet auf keine.",
	},
	"Choose at least one request.": {
		"Choisissez au moins une demande.",
		"Wählen Sie mindestens eine Anfrage.",
	},
	"Choose at most %d requests at once.": {
		"Choisissez au plus %d demandes à la fois.",
		"Wählen Sie höchstens %d Anfragen auf einmal.",
	},
	"Declined": {
		"Refusée",
		"Abgelehnt",
	},
	"Email belongs to a public email provider": {
		"Cette adresse e-mail appartient à un fournisseur public",
		"Diese E-Mail-Adresse gehört zu einem öffentlichen Anbieter",
	},
	"Email is unrelated to this company": {
		"Cette adresse e-mail n’a aucun lien avec cette entreprise",
		"Diese E-Mail-Adresse gehört nicht zu diesem Unternehmen",
	},
	"Ensure this field has no more than %d characters.": {
		"Ce champ ne doit pas dépasser %d caractères.",
		"Dieses Feld darf höchstens %d Zeichen haben.",
	},
	"Ensure this field has no more than 5,000 characters.": {
		"Ce champ ne doit pas dépasser 5\u00a0000 caractères.",
		"Dieses Feld darf höchstens 5.000 Zeichen haben.",
	},
	"Inactive": {
		"Inactive",
		"Inaktiv",
	},
	"Item %d of %d: %s": {
		"Élément %d sur %d\u00a0: %s",
		"Eintrag %d von %d: %s",
	},
	"Messages are written while an invitation is open or its access runs; this request is %s.": {
		"On écrit des messages tant qu’une invitation est ouverte ou que son accès dure\u00a0; le statut de cette demande est «\u00a0%s\u00a0».",
		"Nachrichten lassen sich schreiben, solange eine Einladung offen ist oder ihr Zugang läuft; der Status dieser Anfrage ist „%s“.",
	},
	"Never": {
		"Sans réponse",
		"Unbeantwortet",
	},
	"Only who wrote a message may change it.": {
		"Seul l’auteur d’un message peut le modifier.",
		"Nur wer eine Nachricht geschrieben hat, darf sie ändern.",
	},
	"Pending": {
		"En attente",
		"Ausstehend",
	},
	"Rejected": {
		"Rejetée",
		"Zurückgewiesen",
	},
	"Resolved": {
		"Clôturée",
		"Abgeschlossen",
	},
	"Say in a few words why.": {
		"Dites pourquoi en quelques mots.",
		"Sagen Sie in wenigen Worten, warum.",
	},
	"Somebody else has changed these notes since you read them.": {
		"Quelqu’un d’autre a modifié ces notes depuis votre lecture.",
		"Jemand anderes hat diese Notizen geändert, seit Sie sie gelesen haben.",
	},
	"The file has more than %d rows: send it in parts.": {
		"Le fichier compte plus de %d lignes\u00a0: envoyez-le en plusieurs parties.",
		"Die Datei hat mehr als %d Zeilen: Senden Sie sie in Teilen.",
	},
	"The file has none of the columns %s in its first line.": {
		"La première ligne du fichier ne contient aucune des colonnes %s.",
		"Die erste Zeile der Datei enthält keine der Spalten %s.",
	},
	"This field is required: the company has no preferred contact.": {
		"Ce champ est obligatoire\u00a0: l’entreprise n’a pas de contact privilégié.",
		"Dieses Feld ist erforderlich: Das Unternehmen hat keinen bevorzugten Kontakt.",
	},
	"This field may not be blank.": {
		"Ce champ ne peut pas être vide.",
		"Dieses Feld darf nicht leer sein.",
	},
	"This invitation has been sent %d times, which is the most.": {
		"Cette invitation a été envoyée %d fois, ce qui est le maximum.",
		"Diese Einladung wurde %d Mal gesendet; öfter geht es nicht.",
	},
	"This invitation is no longer open.": {
		"Cette invitation n’est plus ouverte.",
		"Diese Einladung ist nicht mehr offen.",
	},
	"This invitation was sent within the last day. Try again tomorrow.": {
		"Cette invitation a été envoyée il y a moins d’un jour. Veuillez réessayer demain.",
		"Diese Einladung wurde innerhalb des letzten Tages gesendet. Bitte versuchen Sie es morgen erneut.",
	},
	"This person has an open request at this company already.": {
		"Cette personne a déjà une demande ouverte auprès de cette entreprise.",
		"Diese Person hat bei diesem Unternehmen bereits eine offene Anfrage.",
	},
	"This person wants no more requests from you.": {
		"Cette personne ne souhaite plus recevoir de demandes de votre part.",
		"Diese Person möchte keine Anfragen mehr von Ihnen erhalten.",
	},
	"This person was invited before.": {
		"Cette personne a déjà été invitée.",
		"Diese Person wurde schon einmal eingeladen.",
	},
	"This person was invited before; the request is %s.": {
		"Cette personne a déjà été invitée\u00a0; le statut de la demande est «\u00a0%s\u00a0».",
		"Diese Person wurde schon einmal eingeladen; der Status der Anfrage ist „%s“.",
	},
	"This registration awaits approval; there is no invitation to send again.": {
		"Cette inscription attend d’être approuvée\u00a0; il n’y a pas d’invitation à renvoyer.",
		"Diese Registrierung wartet auf Genehmigung; es gibt keine Einladung, die erneut gesendet werden könnte.",
	},
	"This request gives no access that could be revoked.": {
		"Cette demande ne donne aucun accès qui puisse être révoqué.",
		"Diese Anfrage gewährt keinen Zugang, der entzogen werden könnte.",
	},
	"This request has had %d messages, which is the most.": {
		"Cette demande a reçu %d messages, ce qui est le maximum.",
		"Zu dieser Anfrage gibt es %d Nachrichten; mehr sind nicht möglich.",
	},
	"Your organisation has sent its %d invitation mails of today.": {
		"Votre organisation a déjà envoyé ses %d e-mails d’invitation du jour.",
		"Ihre Organisation hat ihre %d Einladungs-E-Mails für heute bereits gesendet.",
	},
	"can only be chosen when a registration is approved": {
		"ne peut être choisi que lors de l’approbation d’une inscription",
		"kann nur gewählt werden, wenn eine Registrierung genehmigt wird",
	},
	"ccs and third_parties must be at most 10 together": {
		"ccs et third_parties ne doivent pas dépasser 10 éléments au total",
		"ccs und third_parties dürfen zusammen höchstens 10 Einträge haben",
	},
	"has an unknown risk vector": {
		"contient un vecteur de risque inconnu",
		"enthält einen unbekannten Risikovektor",
	},
	"has one that is not a finding of this company": {
		"contient un élément qui n’est pas un constat de cette entreprise",
		"enthält einen Eintrag, der kein Befund dieses Unternehmens ist",
	},
	"is not a place in this list": {
		"n’est pas un emplacement de cette liste",
		"ist keine Stelle in dieser Liste",
	},
	"is nothing that can be done to requests": {
		"n’est pas une opération possible sur des demandes",
		"ist nichts, was sich mit Anfragen tun lässt",
	},
	"must be 1 to 100 letters, digits and . _ : -": {
		"doit compter de 1 à 100 lettres, chiffres et . _\u00a0: -",
		"muss aus 1 bis 100 Buchstaben, Ziffern und . _ : - bestehen",
	},
	"must be at most 10": {
		"ne doit pas dépasser 10 éléments",
		"darf höchstens 10 Einträge haben",
	},
	"must be at most 100": {
		"ne doit pas compter plus de 100 éléments",
		"darf nicht mehr als 100 Einträge haben",
	},
	"must be at the recipient's or your own domain": {
		"doit appartenir au domaine du destinataire ou au vôtre",
		"muss zur Domain des Empfängers oder zu Ihrer eigenen gehören",
	},
	"must be email addresses": {
		"doit contenir des adresses e-mail",
		"muss aus E-Mail-Adressen bestehen",
	},
	"must be one of Approved, Rejected, Resolved": {
		"doit être Approved, Rejected ou Resolved",
		"muss Approved, Rejected oder Resolved sein",
	},
	"must be one of informational, remediation, validation, other": {
		"doit être informational, remediation, validation ou other",
		"muss informational, remediation, validation oder other sein",
	},
	"must be one of open, in_progress, fixed, accepted_risk, not_applicable": {
		"doit être open, in_progress, fixed, accepted_risk ou not_applicable",
		"muss open, in_progress, fixed, accepted_risk oder not_applicable sein",
	},
	"must be sender or server": {
		"doit être sender ou server",
		"muss sender oder server sein",
	},
	"must be set: a guid, a domain or a name": {
		"doit être renseigné\u00a0: un GUID, un domaine ou un nom",
		"muss angegeben werden: eine GUID, eine Domain oder ein Name",
	},
	"must be written as Name <address>, with a semicolon between them": {
		"doit s’écrire sous la forme Nom <adresse>, séparée par des points-virgules",
		"muss als Name <Adresse> geschrieben sein, mit einem Semikolon dazwischen",
	},
	"must have an email address each": {
		"doivent avoir chacun une adresse e-mail",
		"müssen jeweils eine E-Mail-Adresse haben",
	},
	"self_requested comes only through a registration form": {
		"self_requested n’est possible que par un formulaire d’inscription",
		"self_requested entsteht nur durch ein Registrierungsformular",
	},
	"the registered address is unrelated to this company": {
		"l’adresse inscrite n’a aucun lien avec cette entreprise",
		"die registrierte Adresse gehört nicht zu diesem Unternehmen",
	},
	"“%s” is empty.": {
		"«\u00a0%s\u00a0» est vide.",
		"„%s“ ist leer.",
	},
	"“%s” is larger than %d MB.": {
		"«\u00a0%s\u00a0» dépasse %d Mo.",
		"„%s“ ist größer als %d MB.",
	},
	"“%s” is not what its name says.": {
		"«\u00a0%s\u00a0» n’est pas ce que dit son nom.",
		"„%s“ ist nicht, was der Name sagt.",
	},
	"“%s” is of a kind that is not taken. These are: %s.": {
		"«\u00a0%s\u00a0» est d’un type qui n’est pas accepté. Sont acceptés\u00a0: %s.",
		"„%s“ ist von einer Art, die nicht angenommen wird. Angenommen werden: %s.",
	},
}
