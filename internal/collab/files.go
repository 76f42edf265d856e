package collab

import (
	"context"
	"slices"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/audit"
	"gatehouse/internal/blob"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// Files is the collection of what recipients show of findings, and of their answers
// to those. What is in a file is kept by Blobs, in the sender's customer.
type Files struct {
	DB       *db.DB
	Now      func() time.Time // db.Now but in tests
	Requests *Requests
	Blobs    *blob.Store
}

// List returns the files of a request, or of one of its findings, in the order in
// which they came.
func (fs *Files) List(ctx context.Context, by actor.Actor, side Side, guid, finding string) ([]File, error) {
	if err := side.need(by, actor.RequestsR); err != nil {
		return nil, err
	}
	t, err := fs.Requests.reach(ctx, fs.DB, by, side, guid)
	if err != nil {
		return nil, err
	}
	if finding != "" {
		if err := t.has(ctx, fs.DB, finding); err != nil {
			return nil, err
		}
	}
	var w db.Where
	w.And(`customer_id = ?`, t.customerID)
	w.And(`request_guid = ?`, t.guid)
	w.AndIf(finding != "", `finding_id = ?`, finding)
	return db.All(ctx, fs.DB, (*File).fields, `select `+fileColumns+` from request_files`+w.String()+` order by created_at, guid`, w.Args()...)
}

// has refuses a finding that the request does not share.
func (t *thread) has(ctx context.Context, c db.Conn, finding string) error {
	_, err := db.Value[int64](ctx, c, `
		select position from request_findings where customer_id = $1 and request_guid = $2 and finding_id = $3`, t.customerID, t.guid, finding)
	return notFound(err)
}

// One returns a file of a request, of which finding "" asks nothing.
func (fs *Files) One(ctx context.Context, by actor.Actor, side Side, guid, finding, file string) (File, error) {
	if err := side.need(by, actor.RequestsR); err != nil {
		return File{}, err
	}
	t, err := fs.Requests.reach(ctx, fs.DB, by, side, guid)
	if err != nil {
		return File{}, err
	}
	return t.file(ctx, fs.DB, finding, file)
}

func (t *thread) file(ctx context.Context, c db.Conn, finding, file string) (File, error) {
	f, err := db.One(ctx, c, (*File).fields, `
		select `+fileColumns+` from request_files where customer_id = $1 and request_guid = $2 and guid = $3`, t.customerID, t.guid, file)
	if err == nil && finding != "" && f.FindingID != finding {
		return File{}, errNotFound
	}
	return f, notFound(err)
}

// Body returns what is in a file that its caller got from [Files.One].
func (fs *Files) Body(ctx context.Context, f *File) ([]byte, error) {
	return fs.Blobs.Read(ctx, f.CustomerID, f.Hash)
}

// Add hands in a file for a finding, as long as the recipient's access runs.
func (fs *Files) Add(ctx context.Context, by actor.Actor, guid, finding string, d FileDraft) (f File, err error) {
	made, err := fs.Answer(ctx, by, guid, []FindingAnswer{{ID: finding, Files: []FileDraft{d}}})
	if err != nil {
		return f, err
	}
	return made[0], nil
}

// Remove takes back a file of the actor's own, as long as its access runs.
func (fs *Files) Remove(ctx context.Context, by actor.Actor, guid, finding, file string) error {
	return fs.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		t, err := fs.Requests.reach(ctx, tx, by, Requestee, guid)
		if err != nil {
			return err
		}
		f, err := t.file(ctx, tx, finding, file)
		if err != nil {
			return err
		}
		if !f.IsMine(Requestee, by) {
			return fault.New(fault.Forbidden, "Only who handed in a file may take it back.")
		}
		if err := t.spend(ctx, tx, fs.Now(), -f.Size); err != nil {
			return err
		}
		n, err := tx.Exec(ctx, `delete from request_files where customer_id = $1 and request_guid = $2 and guid = $3`, t.customerID, t.guid, f.GUID)
		if err != nil {
			return err
		}
		if n == 0 {
			return errNotFound
		}
		if _, err := tx.Exec(ctx, `
			update request_findings set files = files - 1, version = version + 1
			where customer_id = $1 and request_guid = $2 and finding_id = $3`, t.customerID, t.guid, f.FindingID); err != nil {
			return err
		}
		t.note(ctx, tx, "request_file.delete", f.GUID, map[string]any{"request": t.guid, "finding": f.FindingID, "name": f.Name})
		return fs.Blobs.Release(ctx, tx, t.customerID, f.Hash)
	})
}

// note records what the recipient's side did, on both sides.
func (t *thread) note(ctx context.Context, tx *db.Tx, action, subject string, details map[string]any) {
	for _, customer := range slices.Compact([]int64{t.customerID, t.by.CustomerID}) {
		audit.Record(ctx, tx, t.by, customer, audit.Event{Action: action, Subject: subject, Details: details})
		audit.Touch(ctx, tx, customer, audit.Requests)
	}
}

// spend counts bytes for the request and its customer, if the access runs and
// there is room; it holds the request until tx ends.
func (t *thread) spend(ctx context.Context, tx *db.Tx, now time.Time, bytes int64) error {
	n, err := tx.Exec(ctx, `
		update access_requests as r set file_bytes = file_bytes + $4
		where r.customer_id = $1 and r.guid = $2 and `+talking+` and (cast($4 as bigint) < 0 or r.file_bytes + $4 <= $5)`,
		t.customerID, t.guid, now, bytes, maxFileBytes)
	if err != nil {
		return err
	}
	if n == 0 {
		return t.noRoom(ctx, tx, now)
	}
	if _, err := tx.Exec(ctx, `insert into file_budgets (customer_id, bytes) values ($1, 0) on conflict do nothing`, t.customerID); err != nil {
		return err
	}
	n, err = tx.Exec(ctx, `
		update file_budgets set bytes = bytes + $2 where customer_id = $1 and (cast($2 as bigint) < 0 or bytes + $2 <= $3)`, t.customerID, bytes, maxCustomerBytes)
	if err == nil && n == 0 {
		return fault.New(fault.Exhausted, "Whoever asked has no room left for files. Tell them by a message.")
	}
	return err
}

// errEnded refuses what a recipient does after its access has ended.
var errEnded = fault.New(fault.Conflict, "The access to this request has ended: its findings are only read now.")

// noRoom says that the access has ended, if that is why, or else what is full.
func (t *thread) noRoom(ctx context.Context, c db.Conn, now time.Time) error {
	runs, err := db.Value[int64](ctx, c, `
		select count(*) from access_requests r where r.customer_id = $1 and r.guid = $2 and `+talking, t.customerID, t.guid, now)
	if err != nil {
		return err
	}
	if runs == 0 {
		return errEnded
	}
	return fault.New(fault.Exhausted, "This request may hold files of %d MB in all. Take one back, or send a smaller one.", maxFileBytes>>20)
}

// attach keeps the row of a file whose body is kept.
func (fs *Files) attach(ctx context.Context, tx *db.Tx, t *thread, f File, b blob.Blob) error {
	if err := t.spend(ctx, tx, f.CreatedAt, f.Size); err != nil {
		return err
	}
	n, err := tx.Exec(ctx, `
		update request_findings set files = files + 1, version = version + 1
		where customer_id = $1 and request_guid = $2 and finding_id = $3 and files < $4`, t.customerID, t.guid, f.FindingID, MaxFiles)
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.Exhausted, tooManyFiles, MaxFiles)
	}
	if err := fs.Blobs.Use(ctx, tx, b); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		insert into request_files (`+fileColumns+`) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
		f.CustomerID, f.RequestGUID, f.GUID, f.FindingID, f.Name, f.Type, f.Size, f.Hash, f.AuthorGUID, f.AuthorName, f.CreatedAt)
	if err == nil {
		t.note(ctx, tx, "request_file.create", f.GUID, map[string]any{
			"request": t.guid, "finding": f.FindingID, "name": f.Name, "size": f.Size, "sha256": f.Hash,
		})
	}
	return err
}

// nameOf is what the sender calls the user on the recipient's side.
func (t *thread) nameOf(ctx context.Context, c db.Conn) (string, error) {
	name, err := db.Value[string](ctx, c, `
		select formal_name from access_requests where customer_id = $1 and guid = $2 and recipient_guid = $3
		union all
		select formal_name from request_colleagues where customer_id = $1 and request_guid = $2 and user_guid = $3`,
		t.customerID, t.guid, t.by.UserGUID)
	return name, notFound(err)
}
