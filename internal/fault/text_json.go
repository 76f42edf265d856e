package fault

import (
	"encoding/json"
	"fmt"
	"reflect"
)

// written is a text as it is kept to be told later, when the reader's language
// is known.
type written struct {
	Format string       `json:"format"`
	Args   []writtenArg `json:"args,omitempty"`
}

// writtenArg has one of its fields.
type writtenArg struct {
	Data   *string `json:"data,omitempty"`
	Number *int64  `json:"number,omitempty"`
	Word   *Word   `json:"word,omitempty"`
	Text   *Text   `json:"text,omitempty"`
}

// MarshalJSON keeps the format and what stands in it. What is neither a number, a
// word nor a text is kept as the data that it prints.
func (t Text) MarshalJSON() ([]byte, error) {
	w := written{Format: t.Format}
	for _, a := range t.Args {
		var kept writtenArg
		switch a := a.(type) {
		case Word:
			kept.Word = &a
		case Text:
			kept.Text = &a
		default:
			if v := reflect.ValueOf(a); v.IsValid() && v.CanInt() {
				n := v.Int()
				kept.Number = &n
				break
			}
			s := fmt.Sprint(a)
			kept.Data = &s
		}
		w.Args = append(w.Args, kept)
	}
	return json.Marshal(w)
}

// UnmarshalJSON reads what MarshalJSON kept.
func (t *Text) UnmarshalJSON(b []byte) error {
	var w written
	if err := json.Unmarshal(b, &w); err != nil {
		return err
	}
	*t = Text{Format: w.Format}
	for _, a := range w.Args {
		switch {
		case a.Number != nil:
			t.Args = append(t.Args, *a.Number)
		case a.Word != nil:
			t.Args = append(t.Args, *a.Word)
		case a.Text != nil:
			t.Args = append(t.Args, *a.Text)
		case a.Data != nil:
			t.Args = append(t.Args, *a.Data)
		}
	}
	return nil
}
