package portfolio

import (
	"context"

	"gatehouse/internal/actor"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// Undos takes back what somebody did in the last day. What has to be known for
// it is kept here, where nobody else finds it and no browser can change it.
type Undos struct {
	Uploads  *tenant.Uploads
	Folders  *Folders
	Tiers    *Tiers
	Contacts *Contacts
}

// Undo is what can be taken back: one of its fields is set.
type Undo struct {
	Placed  *Placed     `json:"placed,omitempty"`
	Moved   *FolderMove `json:"moved,omitempty"`
	Contact *Contact    `json:"contact,omitempty"` // that was deleted
	Folder  *GoneFolder `json:"folder,omitempty"`
	Tier    *GoneTier   `json:"tier,omitempty"`
}

// FolderMove is which companies were put into a folder, and which taken out.
type FolderMove struct {
	Folder  string   `json:"folder"`
	Added   []string `json:"added"`
	Removed []string `json:"removed"`
}

const undoKind = "undo"

// Keep remembers what was done and returns the guid by which it is undone; "" if
// it is too much to remember.
func (us *Undos) Keep(ctx context.Context, by actor.Actor, u Undo) (guid string, err error) {
	body, err := pack(u, nil)
	if err != nil {
		return "", err
	}
	guid, err = us.Uploads.Keep(ctx, by, undoKind, "", body)
	if fault.Is(err, fault.TooLarge) {
		return "", nil
	}
	return guid, err
}

// Do undoes what [Undos.Keep] remembers. Rights and sight are those of now; what
// somebody else has changed since stays, or is a Conflict.
func (us *Undos) Do(ctx context.Context, by actor.Actor, guid string) error {
	if err := by.Need(actor.PortfolioRW); err != nil {
		return err
	}
	kept, err := us.Uploads.One(ctx, by, undoKind, guid)
	if err != nil {
		return err
	}
	var u Undo
	if _, err := unpack(kept.Body, &u); err != nil {
		return err
	}
	if err := us.do(ctx, by, &u); err != nil {
		return err
	}
	return us.Uploads.Drop(ctx, by, kept.GUID)
}

func (us *Undos) do(ctx context.Context, by actor.Actor, u *Undo) error {
	switch {
	case u.Placed != nil:
		_, err := us.Tiers.PutBack(ctx, by, *u.Placed)
		return err
	case u.Moved != nil:
		_, err := us.Folders.Move(ctx, by, u.Moved.Folder, Members{Add: u.Moved.Removed, Remove: u.Moved.Added})
		return err
	case u.Contact != nil:
		return us.Contacts.Restore(ctx, by, u.Contact)
	case u.Folder != nil:
		return us.Folders.Restore(ctx, by, u.Folder)
	case u.Tier != nil:
		return us.Tiers.Restore(ctx, by, u.Tier)
	}
	return fault.New(fault.NotFound, "There is nothing to undo.")
}

// draft is what makes a contact like c.
func (c *Contact) draft() ContactDraft {
	relation := c.Relation()
	return ContactDraft{
		CompanyGUID: c.CompanyGUID, Email: &c.Email, FormalName: &c.FormalName, FriendlyName: &c.FriendlyName, Nickname: &c.Nickname,
		Phone: &c.Phone, Role: &c.Role, PlatformID: &c.PlatformID, Source: &c.Source, Relation: &relation, IsActive: &c.IsActive,
	}
}
