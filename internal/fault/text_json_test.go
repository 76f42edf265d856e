package fault_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"testing"

	"gatehouse/internal/fault"
)

// A text that was kept is told as it would have been when it was made.
func TestKeptTexts(t *testing.T) {
	inner := fault.Text{Format: "this is %d too many", Args: []any{int64(3)}}
	for _, tt := range []struct {
		name       string
		text, want fault.Text
	}{
		{"nothing", fault.Text{}, fault.Text{}},
		{"no arguments", fault.Text{Format: "must be set"}, fault.Text{Format: "must be set"}},
		{
			"data",
			fault.Text{Format: "%q, %v", Args: []any{"<&>\u2028", errors.New("broken")}},
			fault.Text{Format: "%q, %v", Args: []any{"<&>\u2028", "broken"}},
		},
		{"numbers", fault.Text{Format: "%d %d", Args: []any{7, int64(-1 << 60)}}, fault.Text{Format: "%d %d", Args: []any{int64(7), int64(-1 << 60)}}},
		{
			"word and text",
			fault.Text{Format: "%s %s", Args: []any{fault.Word("Active"), inner}},
			fault.Text{Format: "%s %s", Args: []any{fault.Word("Active"), inner}},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			kept, err := json.Marshal(tt.text)
			if err != nil {
				t.Fatal(err)
			}
			var got fault.Text
			if err := json.Unmarshal(kept, &got); err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got, tt.want) || got.String() != tt.text.String() {
				t.Errorf("%s became %#v, want %#v", kept, got, tt.want)
			}
		})
	}
}
