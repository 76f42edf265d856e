package phrases

// webhooks is what the pages about webhooks say.
var webhooks = area{
	"Webhook switched off": {
		"Webhook désactivé",
		"Webhook ausgeschaltet",
	},
	"Webhooks": {
		"Webhooks",
		"Webhooks",
	},
}
