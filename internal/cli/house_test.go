package cli

import (
	"log/slog"
	"reflect"
	"slices"
	"testing"
)

// Every part of the server is given what it calls. One that is missing would be
// met by whoever opens its page first.
func TestHouseIsComplete(t *testing.T) {
	store := &Store{Data: t.TempDir(), PublicURL: "https://gate.example"}
	parts, err := start(t.Context(), store)
	if err != nil {
		t.Fatal(err)
	}
	defer parts.close()
	h, err := build(parts, store, &Service{UserCalls: 600, RatingsCalls: 20, ShortTokens: 10}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []any{h.pages, h.ratings, h.user, h.oauth, h.provisioning, h.idps, h.sessions, h.requests} {
		v := reflect.ValueOf(part).Elem()
		for i := range v.NumField() {
			field := v.Type().Field(i)
			mayLack := slices.Contains([]reflect.Kind{reflect.Pointer, reflect.Func, reflect.Interface}, field.Type.Kind())
			if mayLack && field.IsExported() && v.Field(i).IsNil() {
				t.Errorf("%s has no %s", v.Type(), field.Name)
			}
		}
	}
}
