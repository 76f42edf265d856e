package ratings_test

import (
	"gatehouse/internal/actor"
	"gatehouse/internal/api/apitest"
)

// groupMoveRows are the routes of what is moved between groups, and of what that
// would do.
func groupMoveRows() []apitest.Row {
	const all = "/access-groups"
	r, rw := needs(actor.GroupsR), needs(actor.GroupsRW)
	return []apitest.Row{
		{
			Route: "POST " + all + "/what-if", Need: r, Reads: true, Make: aGroup, Hidden: unseenGroup, Refs: "guid company", Status: 200,
			Body: `{"groups":[{"guid":"$guid","add":["$company"]}]}`,
			Fields: "groups.0.guid:string? groups.0.all_companies:bool? groups.0.is_default:bool? groups.0.delete:bool? groups.0.add:strings? " +
				"groups.0.remove:strings? groups:objects",
		},
		{
			Route: "POST " + all + "/companies/move", Need: rw, Roles: governors, Make: aGroup, Hidden: unseenGroup, Refs: "guid company", Status: 200,
			Body: `{"companies":["$company"],"to":"$guid"}`, Fields: "companies:strings from:string? to:string",
		},
		{
			Route: "POST " + all + "/quotas/move", Need: rw, Make: aGroup, Refs: "guid", Status: 200,
			Body:   `{"subscription_type":"countries","to":"$guid","count":1}`,
			Fields: "subscription_type:string from:string? to:string count:int dry_run:bool?",
		},
	}
}
