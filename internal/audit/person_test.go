package audit

import "testing"

func TestPersonIn(t *testing.T) {
	p := Person{Addresses: []string{"ann@b.example"}, Names: []string{"Ann Lee", "email", "A & B"}}
	for body, want := range map[string]struct{ address, named bool }{
		`{"email":"ann@b.example"}`:                        {true, true},
		`{"why":"Ask <ann@b.example>, or ANN@B.EXAMPLE."}`: {true, true},
		`{"email":"joann@b.example"}`:                      {false, false},
		`{"email":"jo.ann@b.example"}`:                     {false, false},
		`{"email":"ann@b.example.com"}`:                    {false, false},
		`{"email":"x@c.example","name":"Bea"}`:             {false, false},
		`{"name":{"to":"ann lee"}}`:                        {false, true},
		`{"name":"A \u0026 B"}`:                            {false, true},
		`{"name":"Ann Leeson"}`:                            {false, false},
		`[{"list":["x","ann@b.example"]}]`:                 {true, true},
		`{"email":null,"days":3}`:                          {false, false},
	} {
		if got := p.In(body); got != want.address {
			t.Errorf("%s: address %t", body, got)
		}
		if got := p.In(body, ""); got != want.named {
			t.Errorf("%s: named %t", body, got)
		}
		if got := p.In(body, "list", "InviterName"); got != want.address {
			t.Errorf("%s: named elsewhere %t", body, got)
		}
	}
	for text, want := range map[string]bool{"Ann Lee has accepted": true, "By Joann Lee": false, "Ann Lee.": true, "Ann Lees": false} {
		if got := p.NameIn(text); got != want {
			t.Errorf("%s: %t", text, got)
		}
	}
}
