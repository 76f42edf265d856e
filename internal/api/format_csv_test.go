package api_test

import (
	"encoding/csv"
	"encoding/json"
	"math/rand/v2"
	"net/http/httptest"
	"strings"
	"testing"

	"gatehouse/internal/api"
)

// odd is a document with all that a value can be.
type odd struct {
	Text   string  `json:"text"`
	Maybe  *string `json:"maybe"`
	Number int64   `json:"number"`
	Flag   bool    `json:"flag"`
	Other  []odd   `json:"other"` // which no column shows
	In     struct {
		Text string `json:"text"`
		Rank *int64 `json:"rank"`
	} `json:"in"`
	By *struct {
		Name string `json:"name"`
	} `json:"by"`
	List []named `json:"list"`
	Gone string  `json:"gone,omitempty"`
}

type named struct {
	Name string `json:"name"`
	Note string `json:"note"`
}

func names(all []named) string {
	var b []string
	for _, n := range all {
		b = append(b, n.Name+"/"+n.Note)
	}
	return strings.Join(b, ", ")
}

var oddColumns = []api.Column[odd]{
	{Name: "in.rank", Cell: func(o *odd) any { return o.In.Rank }},
	{Name: "text", Cell: func(o *odd) any { return o.Text }},
	{Name: "maybe", Cell: func(o *odd) any { return o.Maybe }},
	{Name: "number", Cell: func(o *odd) any { return o.Number }},
	{Name: "flag", Cell: func(o *odd) any { return o.Flag }},
	{Name: "in.text", Cell: func(o *odd) any { return o.In.Text }},
	{Name: "by.name", Cell: func(o *odd) any {
		if o.By == nil {
			return ""
		}
		return o.By.Name
	}},
	{Name: "list", Cell: func(o *odd) any { return names(o.List) }, FromJSON: api.Joined(func(v [][]byte) string { return string(v[0]) + "/" + string(v[1]) }, "name", "note")},
	{Name: "gone", Cell: func(o *odd) any { return o.Gone }},
}

// What a column is found by its name in is what decoding the document finds, whatever
// is in it, and what is written is what encoding/csv writes.
func TestCSVByName(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	signs := []rune("=+-@|'\",; \t\r\n\\az{}[]:é<&\u2028\u00a0😀")
	text := func() string {
		if random.IntN(20) == 0 {
			return `\.`
		}
		var b strings.Builder
		for range random.IntN(8) {
			b.WriteRune(signs[random.IntN(len(signs))])
		}
		return b.String()
	}
	for range 3000 {
		var documents [][]byte
		for range 1 + random.IntN(3) {
			o := odd{
				Text: text(), Number: random.Int64() - 1<<62, Flag: random.IntN(2) == 0, Gone: text(),
				Other: []odd{{Text: text(), List: []named{{Name: `"}],{`}}}},
			}
			o.In.Text = text()
			if random.IntN(2) == 0 {
				o.Maybe, o.In.Rank = new(text()), new(random.Int64())
				o.By = &struct {
					Name string `json:"name"`
				}{text()}
			}
			for range random.IntN(3) {
				o.List = append(o.List, named{text(), text()})
			}
			document, err := json.Marshal(o)
			if err != nil {
				t.Fatal(err)
			}
			if random.IntN(3) == 0 {
				document = sorted(t, document)
			}
			documents = append(documents, document)
		}
		byName, decoded := csvOf(t, documents, true), csvOf(t, documents, false)
		if byName != decoded {
			t.Fatalf("%s\nby name %q\ndecoded %q", documents, byName, decoded)
		}
		if want := asEncodingCSV(t, byName, len(documents)+1); byName != want {
			t.Fatalf("got %q, encoding/csv writes %q", byName, want)
		}
	}
}

// sorted returns a document with its names in another order, and "gone" among them.
func sorted(t *testing.T, document []byte) []byte {
	t.Helper()
	var all map[string]json.RawMessage
	err := json.Unmarshal(document, &all)
	if err == nil {
		document, err = json.Marshal(all)
	}
	if err != nil {
		t.Fatal(err)
	}
	return document
}

func csvOf(t *testing.T, documents [][]byte, byName bool) string {
	t.Helper()
	s := api.Sheet[odd]{Name: "odd", Columns: oddColumns, ByName: byName, Each: func(yield func([]byte) error) error {
		for _, d := range documents {
			if err := yield(d); err != nil {
				return err
			}
		}
		return nil
	}, Row: func(document []byte) (*odd, error) {
		if byName {
			t.Fatalf("%s was decoded", document)
		}
		o := new(odd)
		return o, json.Unmarshal(document, o)
	}}
	w := httptest.NewRecorder()
	if err := s.Write(w, api.FormatCSV); err != nil {
		t.Fatal(err)
	}
	return w.Body.String()
}

// asEncodingCSV reads a text and writes it again. The reader takes the two signs of
// a line's end for one, so they are hidden from it.
func asEncodingCSV(t *testing.T, text string, rows int) string {
	t.Helper()
	const hidden = "\ue000"
	all, err := csv.NewReader(strings.NewReader(strings.ReplaceAll(text, "\r", hidden))).ReadAll()
	if err != nil || len(all) != rows {
		t.Fatalf("%q: %d rows, want %d: %v", text, len(all), rows, err)
	}
	var b strings.Builder
	c := csv.NewWriter(&b)
	for _, row := range all {
		for i := range row {
			row[i] = strings.ReplaceAll(row[i], hidden, "\r")
		}
		if err := c.Write(row); err != nil {
			t.Fatal(err)
		}
	}
	c.Flush()
	return b.String()
}
