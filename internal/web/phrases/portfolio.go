package phrases

// portfolio is companies, folders, tiers, contacts and their import.
var portfolio = area{}
