package portfolio

import (
	"context"
	"strings"
)

// into is a folder that companies with a subscription are put into. One that is
// new is made for the first of them: where nothing is put, nothing is left.
type into struct {
	called string // guid or name; "" is no folder
	guid   string // "" until it is made
}

// folder finds the folder that is called so. It makes nothing yet: there may be
// nothing to put into it.
func (s spending) folder(ctx context.Context, called string) (*into, error) {
	if called == "" {
		return &into{}, nil
	}
	guid, err := folderCalled(ctx, s.tx, s.by, strings.ToLower(called))
	return &into{called: called, guid: guid}, err
}

// put puts a company into a folder. It is false if it was in it, and where there
// is no folder.
func (s spending) put(ctx context.Context, company string, f *into) (bool, error) {
	if f.called == "" {
		return false, nil
	}
	if err := s.ready(ctx, f); err != nil {
		return false, err
	}
	put, err := putIntoFolder(ctx, s.tx, s.by.CustomerID, f.guid, []string{company}, s.now)
	if err != nil || len(put) == 0 {
		return false, err
	}
	recordMove(ctx, s.tx, s.by, "folder.companies", f.guid, Moved{Added: put})
	return true, updateFolder(ctx, s.tx, s.by.CustomerID, f.guid, FolderChange{})
}

// ready makes a folder that is not there, or keeps it from being deleted before
// the transaction ends.
func (s spending) ready(ctx context.Context, f *into) (err error) {
	if f.guid == "" { // it may have been made since, under the same name
		if f.guid, err = folderCalled(ctx, s.tx, s.by, strings.ToLower(f.called)); err != nil {
			return err
		}
	}
	if f.guid != "" {
		return holdFolder(ctx, s.tx, s.by.CustomerID, f.guid)
	}
	f.guid, err = insertFolder(ctx, s.tx, s.by, FolderDraft{Name: f.called}, s.now)
	return made("folder", f.called, err)
}
