package phrase

// collaboration is about access requests, forms, registrations and messages.
var collaboration = area{
	"is not from a page of this list": {
		"ne vient pas d’une page de cette liste",
		"stammt nicht von einer Seite dieser Liste",
	},
	"There is no such mail.": {
		"Ce message n’existe pas.",
		"Diese E-Mail gibt es nicht.",
	},
	"An invitation is sent again from its request, with a new link.": {
		"Une invitation se renvoie depuis sa demande, avec un nouveau lien.",
		"Eine Einladung wird von ihrer Anfrage aus erneut gesendet, mit einem neuen Link.",
	},
	"What this mail said has been erased.": {
		"Le contenu de ce message a été effacé.",
		"Was in dieser E-Mail stand, wurde gelöscht.",
	},
	"This mail waits to be sent already.": {
		"Ce message attend déjà d’être envoyé.",
		"Diese E-Mail wartet bereits auf den Versand.",
	},
	"A test is sent from the page of its wording.": {
		"Un essai s’envoie depuis la page de son texte.",
		"Ein Test wird von der Seite seines Textes gesendet.",
	},
	"The link in this mail no longer works. Whoever needs one asks for a new one.": {
		"Le lien de ce message ne fonctionne plus. Qui en a besoin en demande un nouveau.",
		"Der Link in dieser E-Mail gilt nicht mehr. Wer einen braucht, fordert einen neuen an.",
	},
	"A mail server is configured: links and codes stand in the mails alone.": {
		"Un serveur de messagerie est configuré\u00a0: les liens et les codes ne figurent que dans les messages.",
		"Ein Mailserver ist eingerichtet: Links und Codes stehen nur in den E-Mails.",
	},
	"This mail carries no link.": {
		"Ce message ne contient aucun lien.",
		"Diese E-Mail enthält keinen Link.",
	},
	"Whom this mail went to is hidden until they accept, and its link would tell.": {
		"Le destinataire de ce message reste masqué jusqu’à son acceptation, et le lien le révélerait.",
		"Wer diese E-Mail bekommen hat, bleibt bis zur Annahme verborgen, und ihr Link würde es verraten.",
	},
	"This mail has been sent again %d times today.": {
		"Ce message a été renvoyé %d fois aujourd’hui.",
		"Diese E-Mail wurde heute %d-mal erneut gesendet.",
	},
	"You have sent yourself %d tests in this hour.": {
		"Vous vous êtes envoyé %d essais dans cette heure.",
		"Sie haben sich in dieser Stunde %d Tests gesendet.",
	},
	"There is no such mail, or not in this language.": {
		"Ce message n’existe pas, ou pas dans cette langue.",
		"Diese E-Mail gibt es nicht, oder nicht in dieser Sprache.",
	},
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
	"No more invitations are sent for this organisation today. Try again tomorrow.": {
		"Aucune autre invitation n’est envoyée aujourd’hui pour cette organisation. Réessayez demain.",
		"Für diese Organisation werden heute keine Einladungen mehr verschickt. Versuchen Sie es morgen wieder.",
	},
	"Say what your colleague is called.": {
		"Indiquez le nom de votre collègue.",
		"Geben Sie den Namen der Person an.",
	},
	"Enter the address without the plus sign and what follows it.": {
		"Saisissez l’adresse sans le signe plus et ce qui le suit.",
		"Geben Sie die Adresse ohne das Pluszeichen und das, was darauf folgt, ein.",
	},
	"This invitation has been passed on twice, which is the most.": {
		"Cette invitation a été transmise deux fois, ce qui est le maximum.",
		"Diese Einladung wurde zweimal weitergegeben; öfter geht es nicht.",
	},
	"This invitation cannot be passed on.": {
		"Cette invitation ne peut pas être transmise.",
		"Diese Einladung kann nicht weitergegeben werden.",
	},
	"This invitation cannot be passed on to this address.": {
		"Cette invitation ne peut pas être transmise à cette adresse.",
		"Diese Einladung kann nicht an diese Adresse weitergegeben werden.",
	},
	"This is the address that the invitation came to.": {
		"C’est l’adresse à laquelle l’invitation est arrivée.",
		"An diese Adresse ging die Einladung.",
	},
	"Your colleague needs an address at %s.": {
		"Votre collègue doit avoir une adresse chez %s.",
		"Die Person braucht eine Adresse bei %s.",
	},
	"Too many addresses were tried. Try again tomorrow.": {
		"Trop d’adresses ont été essayées. Réessayez demain.",
		"Es wurden zu viele Adressen versucht. Versuchen Sie es morgen wieder.",
	},
	"Active": {
		"Active",
		"Aktiv",
	},
	"Approved and Rejected are for registrations that await approval; this request does not.": {
		"Approved et Rejected ne concernent que les inscriptions en attente d’approbation\u00a0; cette demande n’en attend pas.",
		"Approved und Rejected sind für Registrierungen, die auf Genehmigung warten; diese Anfrage wartet auf keine.",
	},
	"can only be chosen when a registration is approved": {
		"ne peut être choisi que lors de l’approbation d’une inscription",
		"kann nur gewählt werden, wenn eine Registrierung genehmigt wird",
	},
	"ccs and third_parties must be at most 10 together": {
		"ccs et third_parties ne doivent pas dépasser 10 éléments au total",
		"ccs und third_parties dürfen zusammen höchstens 10 Einträge haben",
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
	"Ensure this field has no more than 60 characters.": {
		"Ce champ ne doit pas dépasser 60 caractères.",
		"Dieses Feld darf höchstens 60 Zeichen haben.",
	},
	"has an unknown risk vector": {
		"contient un vecteur de risque inconnu",
		"enthält einen unbekannten Risikovektor",
	},
	"has one that is not a finding of this company": {
		"contient un élément qui n’est pas un constat de cette entreprise",
		"enthält einen Eintrag, der kein Befund dieses Unternehmens ist",
	},
	"Inactive": {
		"Inactive",
		"Inaktiv",
	},
	"is not a place in this list": {
		"n’est pas un emplacement de cette liste",
		"ist keine Stelle in dieser Liste",
	},
	"is nothing that can be done to requests": {
		"n’est pas une opération possible sur des demandes",
		"ist nichts, was sich mit Anfragen tun lässt",
	},
	"Item %d of %d: %s": {
		"Élément %d sur %d\u00a0: %s",
		"Eintrag %d von %d: %s",
	},
	"Messages are written while an invitation is open or its access runs; this request is %s.": {
		"On écrit des messages tant qu’une invitation est ouverte ou que son accès dure\u00a0; le statut de cette demande est «\u00a0%s\u00a0».",
		"Nachrichten lassen sich schreiben, solange eine Einladung offen ist oder ihr Zugang läuft; der Status dieser Anfrage ist „%s“.",
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
	"self_requested comes only through a registration form": {
		"self_requested n’est possible que par un formulaire d’inscription",
		"self_requested entsteht nur durch ein Registrierungsformular",
	},
	"Somebody else has changed these notes since you read them.": {
		"Quelqu’un d’autre a modifié ces notes depuis votre lecture.",
		"Jemand anderes hat diese Notizen geändert, seit Sie sie gelesen haben.",
	},
	"The access to this request has ended: its findings are only read now.": {
		"L’accès lié à cette demande a pris fin\u00a0: ses constats ne peuvent plus être que consultés.",
		"Der Zugang zu dieser Anfrage ist beendet: Ihre Befunde lassen sich nur noch lesen.",
	},
	"The file has more than %d rows: send it in parts.": {
		"Le fichier compte plus de %d lignes\u00a0: envoyez-le en plusieurs parties.",
		"Die Datei hat mehr als %d Zeilen: Senden Sie sie in Teilen.",
	},
	"The file has none of the columns %s in its first line.": {
		"La première ligne du fichier ne contient aucune des colonnes %s.",
		"Die erste Zeile der Datei enthält keine der Spalten %s.",
	},
	"the registered address is unrelated to this company": {
		"l’adresse inscrite n’a aucun lien avec cette entreprise",
		"die registrierte Adresse gehört nicht zu diesem Unternehmen",
	},
	"There is no such view.": {
		"Cette vue n’existe pas.",
		"Diese Ansicht gibt es nicht.",
	},
	"These filters are too long to be kept.": {
		"Ces filtres sont trop longs pour être enregistrés.",
		"Diese Filter sind zu lang, um gespeichert zu werden.",
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
	"This view is shared, and you may not share: end the sharing first, or save a view of your own.": {
		"Cette vue est partagée, et vous n’avez pas le droit de partager\u00a0: mettez d’abord fin au partage, ou enregistrez votre propre vue.",
		"Diese Ansicht ist geteilt, und Sie dürfen nicht teilen: Beenden Sie zuerst das Teilen, oder speichern Sie eine eigene Ansicht.",
	},
	"You have %d views, which is the most: delete one first.": {
		"Vous avez %d vues, ce qui est le maximum\u00a0: supprimez-en d’abord une.",
		"Sie haben %d Ansichten, mehr sind nicht möglich: Löschen Sie zuerst eine.",
	},
	"You have a view of this name already.": {
		"Vous avez déjà une vue de ce nom.",
		"Sie haben bereits eine Ansicht mit diesem Namen.",
	},
	"Your organisation has sent its %d invitation mails of today.": {
		"Votre organisation a déjà envoyé ses %d e-mails d’invitation du jour.",
		"Ihre Organisation hat ihre %d Einladungs-E-Mails für heute bereits gesendet.",
	},
	"Email belongs to a public email provider": {
		"Cette adresse e-mail appartient à un fournisseur public",
		"Diese E-Mail-Adresse gehört zu einem öffentlichen Anbieter",
	},
	"Your access to this request has ended already.": {
		"Votre accès à cette demande a déjà pris fin.",
		"Ihr Zugang zu dieser Anfrage ist bereits beendet.",
	},
	"Only who accepted the invitation can end its access.": {
		"Seule la personne qui a accepté l’invitation peut mettre fin à son accès.",
		"Nur wer die Einladung angenommen hat, kann ihren Zugang beenden.",
	},
	"Ensure this field has no more than 1,000 characters.": {
		"Ce champ ne doit pas dépasser 1\u00a0000 caractères.",
		"Dieses Feld darf höchstens 1.000 Zeichen haben.",
	},
	"Nothing was said about any of the findings.": {
		"Rien n’a été dit sur aucun des constats.",
		"Zu keinem der Befunde wurde etwas gesagt.",
	},
	"Files of %d MB may be sent at once.": {
		"On peut envoyer %d Mo de fichiers à la fois.",
		"Es können Dateien von %d MB auf einmal gesendet werden.",
	},
	"would make the access run for more than %d days from today": {
		"l’accès durerait plus de %d jours à partir d’aujourd’hui",
		"damit liefe der Zugang länger als %d Tage ab heute",
	},
	"Nobody waits for more time here: it has been answered already.": {
		"Personne n’attend plus de temps ici\u00a0: la réponse a déjà été donnée.",
		"Hier wartet niemand mehr auf Zeit: Die Antwort wurde bereits gegeben.",
	},
	"This request has been asked for more time %d times, which is the most.": {
		"Plus de temps a déjà été demandé %d fois pour cette demande, ce qui est le maximum.",
		"Für diese Anfrage wurde bereits %d-mal um mehr Zeit gebeten; mehr ist nicht möglich.",
	},
	"Only who handed in a file may take it back.": {
		"Seule la personne qui a remis un fichier peut le reprendre.",
		"Nur wer eine Datei abgegeben hat, kann sie zurücknehmen.",
	},
	"You have sent files of %d MB today, which is the most. Try again tomorrow.": {
		"Vous avez envoyé %d Mo de fichiers aujourd’hui, ce qui est le maximum. Réessayez demain.",
		"Sie haben heute Dateien von %d MB gesendet; mehr geht nicht an einem Tag. Versuchen Sie es morgen wieder.",
	},
	"This request may hold files of %d MB in all. Take one back, or send a smaller one.": {
		"Cette demande peut contenir %d Mo de fichiers en tout. Reprenez-en un, ou envoyez-en un plus petit.",
		"Diese Anfrage fasst Dateien von insgesamt %d MB. Nehmen Sie eine zurück, oder senden Sie eine kleinere.",
	},
	"Whoever asked has no room left for files. Tell them by a message.": {
		"L’organisation qui a fait la demande n’a plus de place pour des fichiers. Dites-le-lui par un message.",
		"Wer gefragt hat, hat keinen Platz mehr für Dateien. Sagen Sie es mit einer Nachricht.",
	},
	"“%s” is empty.": {
		"«\u00a0%s\u00a0» est vide.",
		"„%s“ ist leer.",
	},
	"“%s” is larger than %d MB.": {
		"«\u00a0%s\u00a0» dépasse %d Mo.",
		"„%s“ ist größer als %d MB.",
	},
	"You have asked already. An answer is on its way to you by mail.": {
		"Vous l’avez déjà demandé. La réponse vous parviendra par message.",
		"Sie haben bereits darum gebeten. Die Antwort kommt per E-Mail.",
	},
	"“%s” is of a kind that is not taken. These are: %s.": {
		"«\u00a0%s\u00a0» est d’un type qui n’est pas accepté. Sont acceptés\u00a0: %s.",
		"„%s“ ist von einer Art, die nicht angenommen wird. Angenommen werden: %s.",
	},
	"“%s” is not what its name says.": {
		"«\u00a0%s\u00a0» n’est pas ce que dit son nom.",
		"„%s“ ist nicht, was der Name sagt.",
	},
	"Somebody else has said something about this finding meanwhile. Look at it, then save again.": {
		"Quelqu’un d’autre s’est exprimé entre-temps sur ce constat. Regardez, puis enregistrez de nouveau.",
		"Jemand anderes hat inzwischen etwas zu diesem Befund gesagt. Sehen Sie es an, dann speichern Sie noch einmal.",
	},
	"More time can be asked for while the access runs and %d days after it ended by itself.": {
		"On peut demander plus de temps pendant la durée de l’accès et %d jours après sa fin normale.",
		"Um mehr Zeit kann gebeten werden, solange der Zugang läuft und %d Tage, nachdem er von selbst geendet hat.",
	},
	"More time cannot be given: this request is %s, or its access ended more than %d days ago.": {
		"Plus de temps ne peut pas être accordé\u00a0: cette demande est %s, ou son accès a pris fin il y a plus de %d jours.",
		"Mehr Zeit kann nicht gegeben werden: Diese Anfrage ist %s, oder ihr Zugang hat vor mehr als %d Tagen geendet.",
	},
	"A finding takes %d files at most.": {
		"Un constat reçoit %d fichiers au plus.",
		"Ein Befund nimmt höchstens %d Dateien auf.",
	},
	"Your address is at a provider for everybody, so it does not say who your colleagues are.": {
		"Votre adresse est chez un fournisseur ouvert à tous\u00a0: elle ne dit pas qui sont vos collègues.",
		"Ihre Adresse ist bei einem Anbieter für alle und sagt daher nicht, wer Ihre Kollegen sind.",
	},
	"Colleagues are invited with the address by which you were invited yourself.": {
		"On invite des collègues avec l’adresse par laquelle on a été invité soi-même.",
		"Kollegen lädt man mit der Adresse ein, mit der man selbst eingeladen wurde.",
	},
	"There is no such colleague.": {
		"Ce collègue n’existe pas.",
		"Diesen Kollegen gibt es nicht.",
	},
	"This is whom the request was sent to.": {
		"C’est la personne à qui la demande a été envoyée.",
		"An diese Person ging die Anfrage.",
	},
	"Somebody with this address is among the colleagues already.": {
		"Quelqu’un avec cette adresse fait déjà partie des collègues.",
		"Jemand mit dieser Adresse ist schon unter den Kollegen.",
	},
	"A request has at most %d colleagues. Remove one first.": {
		"Une demande a au plus %d collègues. Retirez-en d’abord un.",
		"Eine Anfrage hat höchstens %d Kollegen. Entfernen Sie zuerst jemanden.",
	},
	"Only who invited a colleague, and who the request was sent to, may remove it.": {
		"Seuls la personne qui a invité un collègue et le destinataire de la demande peuvent le retirer.",
		"Nur wer einen Kollegen eingeladen hat und wer die Anfrage erhielt, darf ihn entfernen.",
	},
	"The access to this request has ended: nobody can be added any more.": {
		"L’accès à cette demande a pris fin\u00a0: plus personne ne peut être ajouté.",
		"Der Zugang zu dieser Anfrage ist beendet: Niemand kann mehr hinzugefügt werden.",
	},
	"You have invited %d colleagues today, which is the most.": {
		"Vous avez invité %d collègues aujourd’hui, c’est le maximum.",
		"Sie haben heute %d Kollegen eingeladen, mehr geht nicht.",
	},
	"must be an address at %s, as your own is": {
		"doit être une adresse chez %s, comme la vôtre",
		"muss eine Adresse bei %s sein, wie Ihre eigene",
	},
	"An administrator of your organisation removes your user.": {
		"C’est un administrateur de votre organisation qui supprime votre utilisateur.",
		"Ein Administrator Ihrer Organisation entfernt Ihren Benutzer.",
	},
	"This is not your address.": {
		"Ce n’est pas votre adresse.",
		"Das ist nicht Ihre Adresse.",
	},
}
