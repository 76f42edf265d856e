package phrases

// registrations is the pages on which registrations are decided.
var registrations = area{}
