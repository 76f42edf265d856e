package phrases

// outboxBulk is what changing many requests at once says.
var outboxBulk = area{
	"%d access has ended": {
		"%d accès a pris fin",
		"%d Zugang ist beendet",
	},
	"%d accesses have ended": {
		"%d accès ont pris fin",
		"%d Zugänge sind beendet",
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
	"%d request is resolved": {
		"%d demande est clôturée",
		"%d Anfrage ist abgeschlossen",
	},
	"%d request stays as it was: below is why.": {
		"%d demande reste telle quelle\u00a0: la raison est ci-dessous.",
		"%d Anfrage bleibt, wie sie war: Unten steht, warum.",
	},
	"%d requests are resolved": {
		"%d demandes sont clôturées",
		"%d Anfragen sind abgeschlossen",
	},
	"%d requests stay as they were: below is why.": {
		"%d demandes restent telles quelles\u00a0: la raison est ci-dessous.",
		"%d Anfragen bleiben, wie sie waren: Unten steht, warum.",
	},
	"All that match: %s": {
		"Toutes celles qui correspondent\u00a0: %s",
		"Alle Treffer: %s",
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
	"Back to the list": {
		"Retour à la liste",
		"Zurück zur Liste",
	},
	"Cancel": {
		"Annuler",
		"Abbrechen",
	},
	"Done": {
		"Fait",
		"Erledigt",
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
	"Go on with the rest": {
		"Continuer avec les autres",
		"Mit den übrigen weitermachen",
	},
	"It is kept in the record of events, for each of them.": {
		"C’est conservé dans le journal des événements, pour chacun d’eux.",
		"Es wird im Ereignisprotokoll aufbewahrt, für jeden von ihnen.",
	},
	"Links of open invitations end. Accesses that were given run on. This cannot be taken back.": {
		"Les liens des invitations ouvertes prennent fin. Les accès accordés se poursuivent. Cela ne peut pas être annulé.",
		"Links offener Einladungen enden. Gewährte Zugänge laufen weiter. Das lässt sich nicht zurücknehmen.",
	},
	"More requests match than can be done at once: these are the first %d. After that you go on with the rest.": {
		"Plus de demandes correspondent qu’il n’est possible d’en traiter à la fois\u00a0: voici les %d premières. Vous continuez ensuite avec les autres.",
		"Es gibt mehr Treffer, als auf einmal möglich sind: Dies sind die ersten %d. Danach geht es mit den übrigen weiter.",
	},
	"More requests match than can be done at once: these are the next %d. After that you go on with the rest.": {
		"Plus de demandes correspondent qu’il n’est possible d’en traiter à la fois\u00a0: voici les %d suivantes. Vous continuez ensuite avec les autres.",
		"Es gibt mehr Treffer, als auf einmal möglich sind: Dies sind die nächsten %d. Danach geht es mit den übrigen weiter.",
	},
	"More requests match.": {
		"D’autres demandes correspondent.",
		"Es gibt weitere Treffer.",
	},
	"No more requests match.": {
		"Aucune autre demande ne correspond.",
		"Es gibt keine weiteren Treffer.",
	},
	"Not done, because the request …": {
		"Non fait, car la demande…",
		"Nicht ausgeführt, weil die Anfrage …",
	},
	"Nothing can be done": {
		"Rien ne peut être fait",
		"Es lässt sich nichts tun",
	},
	"Nothing is chosen.": {
		"Rien n’est choisi.",
		"Es ist nichts ausgewählt.",
	},
	"Nothing was done": {
		"Rien n’a été fait",
		"Es wurde nichts getan",
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
	"Revoke %d access?": {
		"Révoquer %d accès\u00a0?",
		"%d Zugang entziehen?",
	},
	"Revoke %d accesses?": {
		"Révoquer %d accès\u00a0?",
		"%d Zugänge entziehen?",
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
	"Show them": {
		"Les afficher",
		"Anzeigen",
	},
	"Stays as it is, because the request …": {
		"Reste telle quelle, car la demande…",
		"Bleibt, wie sie ist, weil die Anfrage …",
	},
	"The first %d of all that match": {
		"Les %d premières de celles qui correspondent",
		"Die ersten %d aller Treffer",
	},
	"These accesses end at once. This cannot be taken back.": {
		"Ces accès prennent fin immédiatement. Cela ne peut pas être annulé.",
		"Diese Zugänge enden sofort. Das lässt sich nicht zurücknehmen.",
	},
	"Tick the requests in the list, or choose all that match.": {
		"Cochez les demandes dans la liste, ou choisissez toutes celles qui correspondent.",
		"Haken Sie die Anfragen in der Liste an oder wählen Sie alle Treffer.",
	},
	"Unknown": {
		"Inconnue",
		"Unbekannt",
	},
	"What this does": {
		"Ce que cela fait",
		"Was geschieht",
	},
	"Your organisation may send %d more mail with invitations today: what is beyond that is not done, and told.": {
		"Votre organisation peut encore envoyer %d e-mail d’invitation aujourd’hui\u00a0: ce qui dépasse n’est pas fait, et vous est signalé.",
		"Ihre Organisation darf heute noch %d Einladungs-E-Mail senden: Was darüber hinausgeht, geschieht nicht und wird Ihnen gemeldet.",
	},
	"Your organisation may send %d more mails with invitations today: what is beyond that is not done, and told.": {
		"Votre organisation peut encore envoyer %d e-mails d’invitation aujourd’hui\u00a0: ce qui dépasse n’est pas fait, et vous est signalé.",
		"Ihre Organisation darf heute noch %d Einladungs-E-Mails senden: Was darüber hinausgeht, geschieht nicht und wird Ihnen gemeldet.",
	},
	"failed; nothing of it was done": {
		"a échoué\u00a0; rien n’a été fait",
		"fehlgeschlagen ist; nichts davon wurde ausgeführt",
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
}
