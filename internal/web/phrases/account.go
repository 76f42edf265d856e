package phrases

// account is the pages of one's own account.
var account = area{}
