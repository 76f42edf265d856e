package main

import (
	"context"

	"github.com/casbin/casbin/v3"
	"github.com/casbin/casbin/v3/model"
)

// casbinModel is casbin's own for roles: who is in a group sees what it sees.
const casbinModel = `
[request_definition]
r = sub, obj, act

[policy_definition]
p = sub, obj, act

[role_definition]
g = _, _

[policy_effect]
e = some(where (p.eft == allow))

[matchers]
m = r.obj == p.obj && r.act == p.act && g(r.sub, p.sub)
`

func newCasbin(_ context.Context, s *sight) (oracle, error) {
	m, err := model.NewModelFromString(casbinModel)
	if err != nil {
		return nil, err
	}
	e, err := casbin.NewEnforcer(m)
	if err != nil {
		return nil, err
	}
	var policies, groups [][]string
	for group, companies := range s.Groups {
		for _, company := range companies {
			policies = append(policies, []string{group, company, "see"})
		}
	}
	for user, group := range s.Users {
		groups = append(groups, []string{user, group})
	}
	if _, err := e.AddPolicies(policies); err != nil {
		return nil, err
	}
	if _, err := e.AddGroupingPolicies(groups); err != nil {
		return nil, err
	}
	return func(_ context.Context, user, company string) (bool, error) { return e.Enforce(user, company, "see") }, nil
}
