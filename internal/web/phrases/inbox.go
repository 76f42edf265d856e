package phrases

// inbox is what recipients see.
var inbox = area{}
