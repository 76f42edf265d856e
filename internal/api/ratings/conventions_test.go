package ratings_test

import (
	"testing"

	"gatehouse/internal/api"
	"gatehouse/internal/api/apitest"
	"gatehouse/internal/api/ratings"
)

func conventions() (*apitest.Matrix, map[string]api.Route) {
	table := make(map[string]api.Route)
	for version, routes := range (&ratings.API{}).Table() {
		for _, r := range routes {
			table[r.Method+" /ratings/"+version+r.Path] = r
		}
	}
	return &apitest.Matrix{Rows: matrixRows(), Shape: wrongShape}, table
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
