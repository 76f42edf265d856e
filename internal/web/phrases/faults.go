package phrases

// faults is what can go wrong.
var faults = area{}
