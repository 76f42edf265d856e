package phrases

// outbox is the outbox.
var outbox = area{}
