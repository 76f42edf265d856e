package collab

import (
	"context"
	"errors"
	"time"

	"gatehouse/internal/actor"
	"gatehouse/internal/blob"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/tenant"
)

// FindingAnswer is what a recipient says of a finding, and shows.
type FindingAnswer struct {
	ID      string
	Version int64 // of the finding that was read; 0 asks for none
	RemediationChange
	Files []FileDraft

	Number string // ends the names of its fields in what is wrong: "-2"
}

// answer is a FindingAnswer on its way.
type answer struct {
	*FindingAnswer
	kinds []string // of its files
	blobs []blob.Blob
}

func (a *answer) says() bool { return a.Status != nil || a.Comment != nil }

// check tidies an answer and notes in p what is wrong with it.
func (a *answer) check(p fault.Problems) {
	if a.says() {
		p.TakeFor(a.Number, a.RemediationChange.check())
	}
	p.Require(len(a.Files) <= MaxFiles, "file"+a.Number, tooManyFiles, MaxFiles)
	for i := range a.Files {
		kind, err := a.Files[i].check()
		p.TakeFor(a.Number, err)
		a.kinds = append(a.kinds, kind)
	}
}

// MaxAtOnce bounds the files of one sending, in bytes.
const MaxAtOnce = 20 << 20

// filesADay is how many bytes of files a person may send in a day; a small file
// counts as leastCharged, since its rows take room, too.
var filesADay = tenant.Budget{Name: "files of", Most: 200 << 20, Per: 24 * time.Hour}

const leastCharged = 64 << 10

const tooManyFiles = "A finding takes %d files at most."

// errNothingSaid refuses answers that say nothing.
var errNothingSaid = fault.New(fault.Invalid, "Nothing was said about any of the findings.")

// saidMeanwhile refuses what is said of a finding of which somebody else has said
// something since it was read.
const saidMeanwhile = "Somebody else has said something about this finding meanwhile. Look at it, then save again."

// Answer notes what the recipient says of findings, with what it shows, all of it or
// nothing, as long as its access runs. It returns the files that are kept.
//
// Bodies are kept before the transaction that names them: what it refuses is swept
// away.
func (fs *Files) Answer(ctx context.Context, by actor.Actor, guid string, said []FindingAnswer) (made []File, err error) {
	answers := make([]answer, len(said))
	p, bytes := fault.Problems{}, 0
	for i := range said {
		answers[i].FindingAnswer = &said[i]
		answers[i].check(p)
		for _, f := range said[i].Files {
			bytes += len(f.Body)
		}
	}
	if err := p.Err(); err != nil {
		return nil, err
	}
	if len(said) == 0 {
		return nil, errNothingSaid
	}
	if bytes > MaxAtOnce {
		return nil, fault.New(fault.TooLarge, "Files of %d MB may be sent at once.", MaxAtOnce>>20)
	}
	if bytes > 0 {
		if err := fs.keep(ctx, by, guid, answers, int64(bytes)); err != nil {
			return nil, err
		}
	}
	err = fs.DB.Tx(ctx, func(tx *db.Tx) error {
		made = nil
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		t, err := fs.Requests.reach(ctx, tx, by, Requestee, guid)
		if err != nil {
			return err
		}
		for i := range answers {
			files, err := fs.answer(ctx, tx, &t, &answers[i])
			if err != nil {
				return err
			}
			made = append(made, files...)
		}
		return nil
	})
	return made, err
}

// keep keeps the bodies of files, if it looks as if they may be handed in.
func (fs *Files) keep(ctx context.Context, by actor.Actor, guid string, answers []answer, bytes int64) error {
	t, err := fs.Requests.reach(ctx, fs.DB, by, Requestee, guid)
	if err != nil {
		return err
	}
	room, err := db.Value[int64](ctx, fs.DB, `
		select $4 - r.file_bytes from access_requests r where r.customer_id = $1 and r.guid = $2 and `+talking,
		t.customerID, t.guid, fs.Now(), maxFileBytes)
	if errors.Is(err, db.ErrNone) {
		return errEnded
	}
	if err != nil {
		return err
	}
	if room < bytes {
		return t.noRoom(ctx, fs.DB, fs.Now())
	}
	for i := range answers {
		if err := t.has(ctx, fs.DB, answers[i].ID); err != nil {
			return err
		}
	}
	if err := fs.charge(ctx, by, answers); err != nil {
		return err
	}
	for i := range answers {
		a := &answers[i]
		for _, f := range a.Files {
			b, err := fs.Blobs.Put(ctx, t.customerID, f.Body)
			if err != nil {
				return err
			}
			a.blobs = append(a.blobs, b)
		}
	}
	return nil
}

// charge counts what a person sends in a day, whatever becomes of it: what was
// refused or taken back stays on the disk for a day.
func (fs *Files) charge(ctx context.Context, by actor.Actor, answers []answer) error {
	var bytes int64
	for i := range answers {
		for _, f := range answers[i].Files {
			bytes += int64(max(len(f.Body), leastCharged))
		}
	}
	ctx = tenant.Step(ctx, "charge")
	err := fs.DB.Tx(ctx, func(tx *db.Tx) error {
		if err := tenant.Check(ctx, tx, by); err != nil {
			return err
		}
		wait, free, err := filesADay.Take(ctx, tx, fs.Now(), by.UserGUID, bytes)
		if err != nil || free {
			return err
		}
		return fault.Wait(fault.TooMany, wait, "You have sent files of %d MB today, which is the most. Try again tomorrow.", int(filesADay.Most>>20))
	})
	if errors.Is(err, tenant.ErrClaimed) { // the same call has paid before, and failed then
		return nil
	}
	return err
}

// answer writes what is said of one finding.
func (fs *Files) answer(ctx context.Context, tx *db.Tx, t *thread, a *answer) (made []File, err error) {
	if a.says() {
		err := fs.Requests.remediate(ctx, tx, t, a.ID, a.Version, a.RemediationChange)
		if errors.Is(err, errStaleFinding) {
			return nil, fault.Field("comment"+a.Number, saidMeanwhile)
		}
		if err != nil {
			return nil, err
		}
	} else if err := t.has(ctx, tx, a.ID); err != nil {
		return nil, err
	}
	if len(a.Files) == 0 {
		return nil, nil
	}
	name, err := t.nameOf(ctx, tx)
	if err != nil {
		return nil, err
	}
	for i, draft := range a.Files {
		f := File{
			CustomerID: t.customerID, RequestGUID: t.guid, GUID: tx.NewID(fs.Now()), FindingID: a.ID, Name: draft.Name, Type: a.kinds[i],
			Size: int64(len(draft.Body)), Hash: a.blobs[i].Hash, AuthorGUID: t.by.UserGUID, AuthorName: name, CreatedAt: fs.Now(),
		}
		if err := fs.attach(ctx, tx, t, f, a.blobs[i]); err != nil {
			return nil, err
		}
		made = append(made, f)
	}
	return made, nil
}
