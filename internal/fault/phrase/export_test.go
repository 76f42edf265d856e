package phrase

import (
	"maps"
	"slices"
)

// Areas are the English formats by the file that they stand in.
func Areas() map[string][]string {
	all := make(map[string][]string)
	for name, area := range areas() {
		all[name] = slices.Sorted(maps.Keys(area))
	}
	return all
}
