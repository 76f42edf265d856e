package phrases

// names is what statuses, reasons and risk vectors are called.
var names = area{
	"Active": {
		"Active",
		"Aktiv",
	},
	"Declined": {
		"Refusée",
		"Abgelehnt",
	},
	"Inactive": {
		"Inactive",
		"Inaktiv",
	},
	"Never": {
		"Sans réponse",
		"Unbeantwortet",
	},
	"Pending approval": {
		"À approuver",
		"Zu genehmigen",
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
	"For information": {
		"Pour information",
		"Zur Information",
	},
	"Other": {
		"Autre",
		"Sonstiges",
	},
	"Registered": {
		"Inscription",
		"Registriert",
	},
	"Remediation": {
		"Remédiation",
		"Behebung",
	},
	"Validation": {
		"Validation",
		"Überprüfung",
	},
	"Preferred contact": {
		"Contact privilégié",
		"Bevorzugter Kontakt",
	},
	"Application security": {
		"Sécurité des applications",
		"Anwendungssicherheit",
	},
	"Botnet infections": {
		"Infections par botnet",
		"Botnet-Infektionen",
	},
	"DKIM": {
		"DKIM",
		"DKIM",
	},
	"DMARC": {
		"DMARC",
		"DMARC",
	},
	"DNSSEC": {
		"DNSSEC",
		"DNSSEC",
	},
	"SPF": {
		"SPF",
		"SPF",
	},
	"Data breaches": {
		"Fuites de données",
		"Datenlecks",
	},
	"Desktop software": {
		"Logiciels de bureau",
		"Desktop-Software",
	},
	"File sharing": {
		"Partage de fichiers",
		"Filesharing",
	},
	"Insecure systems": {
		"Systèmes non sécurisés",
		"Unsichere Systeme",
	},
	"Malware servers": {
		"Serveurs de logiciels malveillants",
		"Malware-Server",
	},
	"Mobile application security": {
		"Sécurité des applications mobiles",
		"Sicherheit mobiler Anwendungen",
	},
	"Mobile software": {
		"Logiciels mobiles",
		"Mobile Software",
	},
	"Open ports": {
		"Ports ouverts",
		"Offene Ports",
	},
	"Patching cadence": {
		"Rythme des correctifs",
		"Patch-Rhythmus",
	},
	"Potentially exploited": {
		"Potentiellement compromis",
		"Möglicherweise kompromittiert",
	},
	"SSL certificates": {
		"Certificats SSL",
		"SSL-Zertifikate",
	},
	"SSL configurations": {
		"Configurations SSL",
		"SSL-Konfigurationen",
	},
	"Server software": {
		"Logiciels serveur",
		"Server-Software",
	},
	"Spam propagation": {
		"Propagation de spam",
		"Spam-Verbreitung",
	},
	"Unsolicited communication": {
		"Communications non sollicitées",
		"Unerwünschte Kommunikation",
	},
	"Web app security": {
		"Sécurité des applications web",
		"Sicherheit von Webanwendungen",
	},
}
