package phrases

// frame is what stands around every page.
var frame = area{}
