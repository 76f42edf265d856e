package user_test

import (
	"testing"

	"gatehouse/internal/api"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/api/user"
)

func conventions() (*apitest.Matrix, map[string]api.Route) {
	table := make(map[string]api.Route)
	for _, r := range (&user.API{}).Table() {
		table[r.Method+" "+user.Prefix+r.Path] = r
	}
	return &apitest.Matrix{Rows: rows(), Shape: wrongShape}, table
}

func TestTags(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		m, _ := conventions()
		m.Tags(t, s)
	})
}

func TestConditions(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		m, _ := conventions()
		m.Conditions(t, s)
	})
}

func TestRepeats(t *testing.T) {
	each(t, func(t *testing.T, s *apitest.Server) {
		m, table := conventions()
		m.Repeats(t, s, table)
	})
}
