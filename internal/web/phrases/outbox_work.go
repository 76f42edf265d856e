package phrases

// outboxWork is what one does in the outbox: filters, columns, views, many at once,
// and the notes of a request.
var outboxWork = area{
	"%d access has ended": {
		"%d accès a pris fin",
		"%d Zugang ist beendet",
	},
	"%d accesses have ended": {
		"%d accès ont pris fin",
		"%d Zugänge sind beendet",
	},
	"%d here, of %s": {
		"%d ici, sur %s",
		"%d hier, von %s",
	},
	"%d invitation is on its way again": {
		"%d invitation est de nouveau en route",
		"%d Einladung ist wieder unterwegs",
	},
	"%d invitations are on their way again": {
		"%d invitations sont de nouveau en route",
		"%d Einladungen sind wieder unterwegs",
	},
	"%d mail goes out.": {
		"%d e-mail part.",
		"%d E-Mail geht hinaus.",
	},
	"%d mails go out.": {
		"%d e-mails partent.",
		"%d E-Mails gehen hinaus.",
	},
	"%d more": {
		"%d de plus",
		"%d weitere",
	},
	"%d of them are registrations that nobody has decided: these people are told nothing.": {
		"%d d’entre elles sont des inscriptions que personne n’a décidées\u00a0: ces personnes n’en sont pas informées.",
		"%d davon sind Registrierungen, über die niemand entschieden hat: Diese Personen erfahren nichts.",
	},
	"%d of them is a registration that nobody has decided: the person is told nothing.": {
		"%d d’entre elles est une inscription que personne n’a décidée\u00a0: la personne n’en est pas informée.",
		"%d davon ist eine Registrierung, über die niemand entschieden hat: Die Person erfährt nichts.",
	},
	"%d registration is approved": {
		"%d inscription est approuvée",
		"%d Registrierung ist genehmigt",
	},
	"%d registration is rejected": {
		"%d inscription est rejetée",
		"%d Registrierung ist zurückgewiesen",
	},
	"%d registrations are approved": {
		"%d inscriptions sont approuvées",
		"%d Registrierungen sind genehmigt",
	},
	"%d registrations are rejected": {
		"%d inscriptions sont rejetées",
		"%d Registrierungen sind zurückgewiesen",
	},
	"%d request": {
		"%d demande",
		"%d Anfrage",
	},
	"%d request is resolved": {
		"%d demande est clôturée",
		"%d Anfrage ist abgeschlossen",
	},
	"%d request stays as it was: below is why.": {
		"%d demande reste telle quelle\u00a0: la raison est ci-dessous.",
		"%d Anfrage bleibt, wie sie war: Unten steht, warum.",
	},
	"%d requests": {
		"%d demandes",
		"%d Anfragen",
	},
	"%d requests are resolved": {
		"%d demandes sont clôturées",
		"%d Anfragen sind abgeschlossen",
	},
	"%d requests stay as they were: below is why.": {
		"%d demandes restent telles quelles\u00a0: la raison est ci-dessous.",
		"%d Anfragen bleiben, wie sie waren: Unten steht, warum.",
	},
	"%d row": {
		"%d ligne",
		"%d Zeile",
	},
	"%d rows": {
		"%d lignes",
		"%d Zeilen",
	},
	"%s approved the registration": {
		"%s a approuvé l’inscription",
		"%s hat die Registrierung genehmigt",
	},
	"%s changed the notes": {
		"%s a modifié les notes",
		"%s hat die Notizen geändert",
	},
	"%s extended the access": {
		"%s a prolongé l’accès",
		"%s hat den Zugang verlängert",
	},
	"%s opened the invitation": {
		"%s a ouvert l’invitation",
		"%s hat die Einladung geöffnet",
	},
	"%s rejected the registration": {
		"%s a rejeté l’inscription",
		"%s hat die Registrierung zurückgewiesen",
	},
	"%s revoked the access": {
		"%s a révoqué l’accès",
		"%s hat den Zugang entzogen",
	},
	"%s sent the invitation again": {
		"%s a renvoyé l’invitation",
		"%s hat die Einladung erneut gesendet",
	},
	"%s ticked": {
		"%s cochées",
		"%s angehakt",
	},
	", in this order, with every column.": {
		", dans cet ordre, avec toutes les colonnes.",
		", in dieser Reihenfolge, mit allen Spalten.",
	},
	"1 ticked": {
		"1 cochée",
		"1 angehakt",
	},
	"A view keeps filters, order and columns. Who opens one that is shared sees in it what they may see.": {
		"Une vue conserve les filtres, l’ordre et les colonnes. Qui ouvre une vue partagée y voit ce qui lui est permis de voir.",
		"Eine Ansicht enthält Filter, Reihenfolge und Spalten. Wer eine geteilte öffnet, sieht darin, was er sehen darf.",
	},
	"Accepted": {
		"Acceptée le",
		"Angenommen",
	},
	"Access group": {
		"Groupe d’accès",
		"Zugriffsgruppe",
	},
	"Access group of the sender": {
		"Groupe d’accès de l’expéditeur",
		"Zugriffsgruppe des Absenders",
	},
	"Access requests": {
		"Demandes d’accès",
		"Zugangsanfragen",
	},
	"All that match: %s": {
		"Toutes celles qui correspondent\u00a0: %s",
		"Alle Treffer: %s",
	},
	"Answer by": {
		"Réponse avant le",
		"Antwort bis",
	},
	"Any folder": {
		"Tous les dossiers",
		"Jeder Ordner",
	},
	"Any group": {
		"Tous les groupes",
		"Jede Gruppe",
	},
	"Any risk vector": {
		"Tous les vecteurs de risque",
		"Jeder Risikovektor",
	},
	"Any status": {
		"Tous les statuts",
		"Jeder Status",
	},
	"Any tier": {
		"Tous les niveaux",
		"Jede Stufe",
	},
	"Anybody": {
		"N’importe qui",
		"Beliebig",
	},
	"Approve": {
		"Approuver",
		"Genehmigen",
	},
	"Approve %d registration?": {
		"Approuver %d inscription\u00a0?",
		"%d Registrierung genehmigen?",
	},
	"Approve %d registrations?": {
		"Approuver %d inscriptions\u00a0?",
		"%d Registrierungen genehmigen?",
	},
	"Approved by itself: an earlier invitation to the same person had ended": {
		"Approuvée d’elle-même\u00a0: une invitation antérieure de la même personne avait pris fin",
		"Von selbst genehmigt: Eine frühere Einladung derselben Person war abgelaufen",
	},
	"As somebody else has left them": {
		"Telles que quelqu’un d’autre les a laissées",
		"Wie jemand anderes sie hinterlassen hat",
	},
	"Back to the list": {
		"Retour à la liste",
		"Zurück zur Liste",
	},
	"Before that": {
		"Avant cela",
		"Davor",
	},
	"Cancel": {
		"Annuler",
		"Abbrechen",
	},
	"Columns": {
		"Colonnes",
		"Spalten",
	},
	"Columns beside the recipient": {
		"Colonnes à côté du destinataire",
		"Spalten neben dem Empfänger",
	},
	"Company, A to Z": {
		"Entreprise, de A à Z",
		"Unternehmen, A bis Z",
	},
	"Company, Z to A": {
		"Entreprise, de Z à A",
		"Unternehmen, Z bis A",
	},
	"Created before": {
		"Créée avant le",
		"Erstellt vor",
	},
	"Created on or after": {
		"Créée à partir du",
		"Erstellt ab",
	},
	"Created, newest first": {
		"Création, la plus récente d’abord",
		"Erstellt, die neueste zuerst",
	},
	"Created, oldest first": {
		"Création, la plus ancienne d’abord",
		"Erstellt, die älteste zuerst",
	},
	"Days of access": {
		"Jours d’accès",
		"Tage Zugang",
	},
	"Do something to several requests": {
		"Agir sur plusieurs demandes",
		"Mehrere Anfragen bearbeiten",
	},
	"Done": {
		"Fait",
		"Erledigt",
	},
	"E-mail, A to Z": {
		"E-mail, de A à Z",
		"E-Mail, A bis Z",
	},
	"E-mail, Z to A": {
		"E-mail, de Z à A",
		"E-Mail, Z bis A",
	},
	"Each becomes an invitation to the company that stands beside it, in your name.": {
		"Chacune devient une invitation à l’entreprise indiquée à côté, en votre nom.",
		"Jede wird zu einer Einladung des Unternehmens, das daneben steht, in Ihrem Namen.",
	},
	"Each person gets a new link and fourteen more days. The old links end.": {
		"Chaque personne reçoit un nouveau lien et quatorze jours de plus. Les anciens liens prennent fin.",
		"Jede Person erhält einen neuen Link und vierzehn weitere Tage. Die alten Links enden.",
	},
	"Each person gets a polite mail. This cannot be taken back.": {
		"Chaque personne reçoit un e-mail courtois. Cela ne peut pas être annulé.",
		"Jede Person erhält eine höfliche E-Mail. Das lässt sich nicht zurücknehmen.",
	},
	"Edit": {
		"Modifier",
		"Bearbeiten",
	},
	"Empty.": {
		"Vides.",
		"Leer.",
	},
	"Everything": {
		"Tout",
		"Alles",
	},
	"Export": {
		"Exporter",
		"Exportieren",
	},
	"Findings": {
		"Constats",
		"Befunde",
	},
	"First page": {
		"Première page",
		"Erste Seite",
	},
	"Folder": {
		"Dossier",
		"Ordner",
	},
	"Gatehouse": {
		"Gatehouse",
		"Gatehouse",
	},
	"Invite": {
		"Inviter",
		"Einladen",
	},
	"Invite somebody, or publish a registration form and wait for who comes.": {
		"Invitez quelqu’un, ou publiez un formulaire d’inscription et attendez de voir qui vient.",
		"Laden Sie jemanden ein oder veröffentlichen Sie ein Registrierungsformular und warten Sie, wer kommt.",
	},
	"It is kept in the record of events, for each of them.": {
		"C’est conservé dans le journal des événements, pour chacun d’eux.",
		"Es wird im Ereignisprotokoll aufbewahrt, für jeden von ihnen.",
	},
	"Links of open invitations end. Accesses that were given run on. This cannot be taken back.": {
		"Les liens des invitations ouvertes prennent fin. Les accès accordés se poursuivent. Cela ne peut pas être annulé.",
		"Links offener Einladungen enden. Gewährte Zugänge laufen weiter. Das lässt sich nicht zurücknehmen.",
	},
	"Mail": {
		"E-mail envoyé",
		"Versand",
	},
	"Me": {
		"Moi",
		"Ich",
	},
	"More filters": {
		"Autres filtres",
		"Weitere Filter",
	},
	"More requests match than can be done at once: these are the first %d. Do it again for the rest.": {
		"Plus de demandes correspondent qu’il n’est possible d’en traiter à la fois\u00a0: voici les %d premières. Recommencez pour les autres.",
		"Es gibt mehr Treffer, als auf einmal möglich sind: Dies sind die ersten %d. Wiederholen Sie es für die übrigen.",
	},
	"More views": {
		"Autres vues",
		"Weitere Ansichten",
	},
	"My views": {
		"Mes vues",
		"Meine Ansichten",
	},
	"Next page": {
		"Page suivante",
		"Nächste Seite",
	},
	"Nobody": {
		"Personne",
		"Niemand",
	},
	"Not done, because the request …": {
		"Non fait, car la demande…",
		"Nicht ausgeführt, weil die Anfrage …",
	},
	"Not sent by": {
		"Non envoyée par",
		"Nicht gesendet von",
	},
	"Nothing can be done": {
		"Rien ne peut être fait",
		"Es lässt sich nichts tun",
	},
	"Nothing is chosen.": {
		"Rien n’est choisi.",
		"Es ist nichts ausgewählt.",
	},
	"Nothing is written down yet. Only your organisation sees notes.": {
		"Rien n’est encore noté. Seule votre organisation voit les notes.",
		"Noch ist nichts notiert. Nur Ihre Organisation sieht Notizen.",
	},
	"Nothing that you see is called “%s”.": {
		"Rien de ce que vous voyez ne s’appelle «\u00a0%s\u00a0».",
		"Nichts, was Sie sehen, heißt „%s“.",
	},
	"Nothing was done": {
		"Rien n’a été fait",
		"Es wurde nichts getan",
	},
	"On a page": {
		"Par page",
		"Pro Seite",
	},
	"Open: pending or active": {
		"Ouvertes\u00a0: en attente ou actives",
		"Offen: ausstehend oder aktiv",
	},
	"Order": {
		"Ordre",
		"Reihenfolge",
	},
	"Part of its name or domain": {
		"Partie du nom ou du domaine",
		"Teil des Namens oder der Domain",
	},
	"Rating": {
		"Note",
		"Rating",
	},
	"Registration forms": {
		"Formulaires d’inscription",
		"Registrierungsformulare",
	},
	"Reject": {
		"Rejeter",
		"Zurückweisen",
	},
	"Reject %d registration?": {
		"Rejeter %d inscription\u00a0?",
		"%d Registrierung zurückweisen?",
	},
	"Reject %d registrations?": {
		"Rejeter %d inscriptions\u00a0?",
		"%d Registrierungen zurückweisen?",
	},
	"Remove the filter %s": {
		"Retirer le filtre %s",
		"Filter %s entfernen",
	},
	"Resolve": {
		"Clôturer",
		"Abschließen",
	},
	"Resolve %d request?": {
		"Clôturer %d demande\u00a0?",
		"%d Anfrage abschließen?",
	},
	"Resolve %d requests?": {
		"Clôturer %d demandes\u00a0?",
		"%d Anfragen abschließen?",
	},
	"Resolved on": {
		"Clôturée le",
		"Abgeschlossen am",
	},
	"Revoke %d access?": {
		"Révoquer %d accès\u00a0?",
		"%d Zugang entziehen?",
	},
	"Revoke %d accesses?": {
		"Révoquer %d accès\u00a0?",
		"%d Zugänge entziehen?",
	},
	"Risk vector": {
		"Vecteur de risque",
		"Risikovektor",
	},
	"Risk vectors": {
		"Vecteurs de risque",
		"Risikovektoren",
	},
	"Save a view": {
		"Enregistrer une vue",
		"Eine Ansicht speichern",
	},
	"Save as a view": {
		"Enregistrer comme vue",
		"Als Ansicht speichern",
	},
	"Save the notes": {
		"Enregistrer les notes",
		"Notizen speichern",
	},
	"Saved views": {
		"Vues enregistrées",
		"Gespeicherte Ansichten",
	},
	"Search": {
		"Recherche",
		"Suche",
	},
	"Send %d invitation again?": {
		"Renvoyer %d invitation\u00a0?",
		"%d Einladung erneut senden?",
	},
	"Send %d invitations again?": {
		"Renvoyer %d invitations\u00a0?",
		"%d Einladungen erneut senden?",
	},
	"Send again": {
		"Renvoyer",
		"Erneut senden",
	},
	"Send the first invitation": {
		"Envoyer la première invitation",
		"Die erste Einladung senden",
	},
	"Sent": {
		"Envoyée le",
		"Gesendet",
	},
	"Sent by, e-mail address": {
		"Envoyée par, adresse e-mail",
		"Gesendet von, E-Mail-Adresse",
	},
	"Sent, newest first": {
		"Envoi, le plus récent d’abord",
		"Gesendet, die neueste zuerst",
	},
	"Sent, oldest first": {
		"Envoi, le plus ancien d’abord",
		"Gesendet, die älteste zuerst",
	},
	"Share it with everybody in my organisation": {
		"La partager avec toute mon organisation",
		"Mit allen in meiner Organisation teilen",
	},
	"Shared by others": {
		"Partagées par d’autres",
		"Von anderen geteilt",
	},
	"Show them": {
		"Les afficher",
		"Anzeigen",
	},
	"Show these": {
		"Afficher celles-ci",
		"Diese anzeigen",
	},
	"Sort by %s, ascending": {
		"Trier par %s, ordre croissant",
		"Nach %s sortieren, aufsteigend",
	},
	"Sort by %s, descending": {
		"Trier par %s, ordre décroissant",
		"Nach %s sortieren, absteigend",
	},
	"Status, A to Z": {
		"Statut, de A à Z",
		"Status, A bis Z",
	},
	"Status, Z to A": {
		"Statut, de Z à A",
		"Status, Z bis A",
	},
	"Stays as it is, because the request …": {
		"Reste telle quelle, car la demande…",
		"Bleibt, wie sie ist, weil die Anfrage …",
	},
	"The first %d of all that match": {
		"Les %d premières de celles qui correspondent",
		"Die ersten %d aller Treffer",
	},
	"The notes are saved.": {
		"Les notes sont enregistrées.",
		"Die Notizen sind gespeichert.",
	},
	"The ticked requests": {
		"Les demandes cochées",
		"Die angehakten Anfragen",
	},
	"The view is back.": {
		"La vue est rétablie.",
		"Die Ansicht ist wieder da.",
	},
	"The view is deleted.": {
		"La vue est supprimée.",
		"Die Ansicht ist gelöscht.",
	},
	"The view is saved.": {
		"La vue est enregistrée.",
		"Die Ansicht ist gespeichert.",
	},
	"These accesses end at once. This cannot be taken back.": {
		"Ces accès prennent fin immédiatement. Cela ne peut pas être annulé.",
		"Diese Zugänge enden sofort. Das lässt sich nicht zurücknehmen.",
	},
	"Tick %s": {
		"Cocher %s",
		"%s anhaken",
	},
	"Tick all on this page": {
		"Cocher toutes celles de cette page",
		"Alle auf dieser Seite anhaken",
	},
	"Tick the requests in the list, or choose all that match.": {
		"Cochez les demandes dans la liste, ou choisissez toutes celles qui correspondent.",
		"Haken Sie die Anfragen in der Liste an oder wählen Sie alle Treffer.",
	},
	"Ticked": {
		"Cochée",
		"Angehakt",
	},
	"Tier": {
		"Niveau",
		"Stufe",
	},
	"Times sent": {
		"Envois",
		"Sendungen",
	},
	"To which requests": {
		"Sur quelles demandes",
		"Für welche Anfragen",
	},
	"Undo": {
		"Annuler la suppression",
		"Rückgängig",
	},
	"Undo the change": {
		"Annuler la modification",
		"Änderung rückgängig machen",
	},
	"Unknown": {
		"Inconnue",
		"Unbekannt",
	},
	"Update “%s”": {
		"Mettre à jour «\u00a0%s\u00a0»",
		"„%s“ aktualisieren",
	},
	"Views": {
		"Vues",
		"Ansichten",
	},
	"What this does": {
		"Ce que cela fait",
		"Was geschieht",
	},
	"What you wrote is below. Take over what you need: to save puts it in place of theirs.": {
		"Ce que vous avez écrit est ci-dessous. Reprenez ce qu’il vous faut\u00a0: l’enregistrement remplace leurs notes par les vôtres.",
		"Was Sie geschrieben haben, steht unten. Übernehmen Sie, was Sie brauchen: Speichern ersetzt deren Notizen durch Ihre.",
	},
	"Without filters: open the outbox, choose some, and come back with “Save as a view”.": {
		"Sans filtres\u00a0: ouvrez la boîte d’envoi, choisissez-en, puis revenez avec «\u00a0Enregistrer comme vue\u00a0».",
		"Ohne Filter: Öffnen Sie den Postausgang, wählen Sie welche und kommen Sie mit „Als Ansicht speichern“ zurück.",
	},
	"Write notes": {
		"Écrire des notes",
		"Notizen schreiben",
	},
	"A preview comes first.": {
		"Un aperçu vient d’abord.",
		"Zuerst kommt eine Vorschau.",
	},
	"Your organisation may send %d more mail with invitations today: what is beyond that is not done, and told.": {
		"Votre organisation peut encore envoyer %d e-mail d’invitation aujourd’hui\u00a0: ce qui dépasse n’est pas fait, et vous est signalé.",
		"Ihre Organisation darf heute noch %d Einladungs-E-Mail senden: Was darüber hinausgeht, geschieht nicht und wird Ihnen gemeldet.",
	},
	"Your organisation may send %d more mails with invitations today: what is beyond that is not done, and told.": {
		"Votre organisation peut encore envoyer %d e-mails d’invitation aujourd’hui\u00a0: ce qui dépasse n’est pas fait, et vous est signalé.",
		"Ihre Organisation darf heute noch %d Einladungs-E-Mails senden: Was darüber hinausgeht, geschieht nicht und wird Ihnen gemeldet.",
	},
	"a company": {
		"une entreprise",
		"ein Unternehmen",
	},
	"a folder": {
		"un dossier",
		"ein Ordner",
	},
	"a tier": {
		"un niveau",
		"eine Stufe",
	},
	"accepted": {
		"acceptée le",
		"angenommen",
	},
	"access until": {
		"accès jusqu’au",
		"Zugang bis",
	},
	"answer by": {
		"réponse avant le",
		"Antwort bis",
	},
	"created": {
		"créée le",
		"erstellt",
	},
	"days of access": {
		"jours d’accès",
		"Tage Zugang",
	},
	"failed; nothing of it was done": {
		"a échoué\u00a0; rien n’a été fait",
		"fehlgeschlagen ist; nichts davon wurde ausgeführt",
	},
	"findings": {
		"constats",
		"Befunde",
	},
	"gives no access now": {
		"ne donne aucun accès actuellement",
		"derzeit keinen Zugang gibt",
	},
	"goes to somebody who wants no more requests from you": {
		"s’adresse à quelqu’un qui ne veut plus de demandes de votre part",
		"an jemanden geht, der keine Anfragen mehr von Ihnen möchte",
	},
	"goes to somebody with an open request at this company": {
		"s’adresse à quelqu’un qui a une demande ouverte dans cette entreprise",
		"an jemanden geht, der bei diesem Unternehmen eine offene Anfrage hat",
	},
	"has been answered or closed": {
		"a reçu une réponse ou est clôturée",
		"beantwortet oder abgeschlossen ist",
	},
	"has been sent as often as may be": {
		"a été envoyée aussi souvent que permis",
		"so oft gesendet wurde, wie es erlaubt ist",
	},
	"is beyond today’s invitation mails": {
		"dépasse les e-mails d’invitation d’aujourd’hui",
		"über die heutigen Einladungs-E-Mails hinausgeht",
	},
	"is closed already": {
		"est déjà clôturée",
		"bereits abgeschlossen ist",
	},
	"is no registration that waits for approval": {
		"n’est pas une inscription qui attend une approbation",
		"keine Registrierung ist, die auf Genehmigung wartet",
	},
	"is not there any more, or not yours to see": {
		"n’existe plus, ou ne vous est pas visible",
		"nicht mehr da oder für Sie nicht sichtbar ist",
	},
	"last sign-in": {
		"dernière connexion",
		"letzte Anmeldung",
	},
	"mail": {
		"e-mail",
		"Versand",
	},
	"more than %d requests": {
		"plus de %d demandes",
		"mehr als %d Anfragen",
	},
	"on its way": {
		"en route",
		"unterwegs",
	},
	"rating": {
		"note",
		"Rating",
	},
	"refused": {
		"refusé",
		"abgewiesen",
	},
	"resolved": {
		"clôturée le",
		"abgeschlossen am",
	},
	"shared by %s": {
		"partagée par %s",
		"geteilt von %s",
	},
	"somebody": {
		"quelqu’un",
		"jemand",
	},
	"times sent": {
		"envois",
		"Sendungen",
	},
	"waits for approval, there is no invitation yet": {
		"attend une approbation, il n’y a pas encore d’invitation",
		"auf Genehmigung wartet und noch keine Einladung hat",
	},
	"was not tried after that": {
		"n’a pas été tentée ensuite",
		"danach nicht mehr versucht wurde",
	},
	"was sent within the last day": {
		"a été envoyée au cours des dernières 24 heures",
		"innerhalb der letzten 24 Stunden gesendet wurde",
	},
	"← Outbox": {
		"← Boîte d’envoi",
		"← Postausgang",
	},
	"In the list": {
		"Dans la liste",
		"In der Liste",
	},
	"On a request of that list": {
		"Sur une demande de cette liste",
		"Auf einer Anfrage dieser Liste",
	},
}
