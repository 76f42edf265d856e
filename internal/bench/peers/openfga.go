package main

import (
	"context"
	"slices"

	openfgav1 "github.com/openfga/api/proto/openfga/v1"
	"github.com/openfga/language/pkg/go/transformer"
	"github.com/openfga/openfga/pkg/server"
	"github.com/openfga/openfga/pkg/storage/memory"
)

const openFGAModel = `
model
  schema 1.1
type user
type group
  relations
    define member: [user]
type company
  relations
    define viewer: [group#member]
`

// openFGAWrites is how many tuples it takes in one call.
const openFGAWrites = 100

// newOpenFGA starts its server over its store in memory, and calls it in this
// process: no network is in what is measured.
func newOpenFGA(ctx context.Context, s *sight) (oracle, error) {
	srv, err := server.NewServerWithOpts(server.WithDatastore(memory.New()))
	if err != nil {
		return nil, err
	}
	store, err := srv.CreateStore(ctx, &openfgav1.CreateStoreRequest{Name: "bench"})
	if err != nil {
		return nil, err
	}
	model, err := transformer.TransformDSLToProto(openFGAModel)
	if err != nil {
		return nil, err
	}
	written, err := srv.WriteAuthorizationModel(ctx, &openfgav1.WriteAuthorizationModelRequest{
		StoreId: store.GetId(), SchemaVersion: model.GetSchemaVersion(), TypeDefinitions: model.GetTypeDefinitions(),
	})
	if err != nil {
		return nil, err
	}
	for part := range slices.Chunk(s.tuples(), openFGAWrites) {
		if _, err := srv.Write(ctx, &openfgav1.WriteRequest{
			StoreId: store.GetId(), AuthorizationModelId: written.GetAuthorizationModelId(),
			Writes: &openfgav1.WriteRequestWrites{TupleKeys: part},
		}); err != nil {
			return nil, err
		}
	}
	return func(ctx context.Context, user, company string) (bool, error) {
		got, err := srv.Check(ctx, &openfgav1.CheckRequest{
			StoreId: store.GetId(), AuthorizationModelId: written.GetAuthorizationModelId(),
			TupleKey: &openfgav1.CheckRequestTupleKey{User: "user:" + user, Relation: "viewer", Object: "company:" + company},
		})
		return got.GetAllowed(), err
	}, nil
}

// tuples says the same in OpenFGA's way.
func (s *sight) tuples() (all []*openfgav1.TupleKey) {
	for group, companies := range s.Groups {
		for _, company := range companies {
			all = append(all, &openfgav1.TupleKey{User: "group:" + group + "#member", Relation: "viewer", Object: "company:" + company})
		}
	}
	for user, group := range s.Users {
		all = append(all, &openfgav1.TupleKey{User: "user:" + user, Relation: "member", Object: "group:" + group})
	}
	return all
}
