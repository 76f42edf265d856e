package ratings

import (
	"gatehouse/internal/actor"
	"gatehouse/internal/portfolio"
)

// sharing says who sees a folder, and what of it the caller may do.
type sharing struct {
	GroupCanEditContents   bool         `json:"group_can_edit_contents"`
	GroupCanEditProperties bool         `json:"group_can_edit_properties"`
	IsShared               bool         `json:"is_shared"`
	SharedWith             []sharedWith `json:"shared_with"`
	SharedWithAllUsers     bool         `json:"shared_with_all_users"`
	UserCanEditContents    bool         `json:"user_can_edit_contents"`
	UserCanShare           bool         `json:"user_can_share"`
}

type sharedWith struct {
	CanEditContents   bool   `json:"can_edit_folder_contents"`
	CanEditProperties bool   `json:"can_edit_folder_properties"`
	Email             string `json:"email"`
}

func toSharing(f *portfolio.Folder, by actor.Actor) sharing {
	s := f.Sharing
	return sharing{
		GroupCanEditContents: s.GroupEditsContents, GroupCanEditProperties: s.GroupEditsProperties,
		IsShared: s.IsShared, SharedWithAllUsers: s.WithAll,
		SharedWith: wires(s.With, func(u *portfolio.Share) sharedWith {
			return sharedWith{u.EditsContents, u.EditsProperties, u.Email}
		}),
		UserCanEditContents: f.ContentsEditableBy(by), UserCanShare: f.ShareableBy(by),
	}
}

// sharingBody is what may be said about it; what is absent or null stays.
type sharingBody struct {
	GroupCanEditContents   *bool         `json:"group_can_edit_contents"`
	GroupCanEditProperties *bool         `json:"group_can_edit_properties"`
	IsShared               *bool         `json:"is_shared"`
	SharedWith             *[]sharedWith `json:"shared_with"`
	SharedWithAllUsers     *bool         `json:"shared_with_all_users"`
}

func (in *sharingBody) change() *portfolio.SharingChange {
	if in == nil {
		return nil
	}
	ch := &portfolio.SharingChange{
		IsShared: in.IsShared, WithAll: in.SharedWithAllUsers,
		GroupEditsContents: in.GroupCanEditContents, GroupEditsProperties: in.GroupCanEditProperties,
	}
	if in.SharedWith != nil {
		with := wires(*in.SharedWith, func(s *sharedWith) portfolio.Share {
			return portfolio.Share{Email: s.Email, EditsContents: s.CanEditContents, EditsProperties: s.CanEditProperties}
		})
		ch.With = &with
	}
	return ch
}
