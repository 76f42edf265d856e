package collab

import (
	"cmp"
	"context"
	"errors"

	"gatehouse/internal/audit"
	"gatehouse/internal/db"
	"gatehouse/internal/fault"
	"gatehouse/internal/portfolio"
	"gatehouse/internal/tenant"
)

// invitee is whom a row invites.
type invitee struct{ company, email string }

// stageRun takes rows within one transaction. It keeps what it learns to
// itself, because the transaction may be run again.
type stageRun struct {
	*importing
	tx       *db.Tx
	customer tenant.Customer
	done     map[string]doneRow
	people   map[invitee]bool
}

func (run *stageRun) take(ctx context.Context, rows []inviteRow) (told []ImportRow, err error) {
	if run.customer, err = tenant.Read(ctx, run.tx, run.by.CustomerID); err != nil {
		return nil, err
	}
	if run.done, err = run.remembered(ctx, rows); err != nil {
		return nil, err
	}
	refs := make([]portfolio.Reference, 0, len(rows))
	for i := range rows {
		if rows[i].err == nil {
			refs = append(refs, rows[i].company)
		}
	}
	found, err := portfolio.Find(ctx, run.tx, run.by, refs)
	if err != nil {
		return nil, err
	}
	told = make([]ImportRow, len(rows))
	for i := range rows {
		r := &rows[i]
		told[i] = ImportRow{Line: r.line, Company: r.named(), Email: worthRepeating(r.draft.Email)}
		if r.err == nil {
			r.draft.CompanyGUID, r.err = found[0].GUID, found[0].Err
			told[i].CompanyGUID, told[i].CompanyName = found[0].GUID, found[0].Name
			found = found[1:]
		}
		if err := run.decide(ctx, r, &told[i]); err != nil {
			return nil, err
		}
	}
	return told, nil
}

// decide takes a row, leaves it alone or refuses it. An error is about the
// transaction, not about the row.
func (run *stageRun) decide(ctx context.Context, r *inviteRow, row *ImportRow) error {
	if done, ok := run.done[r.key]; ok {
		row.before(done)
		return nil
	}
	err := r.err
	if err == nil {
		err = run.one(ctx, r, row)
	}
	if err == nil || errors.Is(err, errOpen) { // the second is for the stage
		return err
	}
	switch f := fault.Of(err); f.Kind {
	case fault.Invalid, fault.NotFound, fault.Conflict:
		row.Result, row.Message, row.Fault, row.GUID = RowRefused, &f.Detail, f, nil
		return nil
	default:
		return err
	}
}

// before says what an earlier run did. A request that was there already is not
// named if the row left its address to a contact, as [ImportRow.show] has it.
func (row *ImportRow) before(done doneRow) {
	row.Result, row.DoneBefore = done.result, true
	if done.result == Invited || row.Email != "" {
		row.GUID = &done.requestGUID
	}
}

// one does what the policy says about a row that can be read.
func (run *stageRun) one(ctx context.Context, r *inviteRow, row *ImportRow) error {
	draft := r.draft
	fresh, around, err := run.rs.compose(ctx, run.tx, run.by, &run.customer, &draft)
	if err != nil {
		return err
	}
	who := invitee{fresh.CompanyGUID, fresh.EmailLower}
	if run.importing.people[who] || run.people[who] {
		return run.leave(row, &fresh, nil)
	}
	old, err := run.newest(ctx, who)
	if err != nil {
		return err
	}
	again := run.opts.Existing == ResendExisting && old != nil && old.Can(Resending, run.rs.Now())
	switch {
	case again && run.opts.DryRun:
		row.Result, row.Mails = WouldResend, old.mails()
		row.show(old, &fresh)
	case again:
		return run.resend(ctx, r, row, old, &fresh)
	case old != nil && (old.isOpen() || run.opts.Existing != InviteExisting):
		return run.leaveUnlessDone(ctx, r, row, &fresh, old)
	case run.opts.DryRun:
		row.Result, row.Mails = WouldInvite, fresh.mails()
	default:
		return run.invite(ctx, r, row, &fresh, &around)
	}
	run.people[who] = true
	return nil
}

// newest returns the request of a person at a company that counts: the open one
// if there is one, else the last; nil if there is none.
func (run *stageRun) newest(ctx context.Context, who invitee) (*Request, error) {
	r, err := db.One(ctx, run.tx, (*Request).fields, `
		select `+columns+` from access_requests r
		where r.customer_id = $1 and r.email_lower = $2 and r.company_guid = $3
		order by case when r.status in ('Pending', 'Active') then 0 else 1 end, r.created_at desc, r.guid desc
		limit 1`, run.by.CustomerID, who.email, who.company)
	if errors.Is(err, db.ErrNone) {
		return nil, nil //nolint:nilnil // nobody was invited
	}
	return &r, err
}

func (r *Request) isOpen() bool { return r.Status == Pending || r.Status == Active }

// leaveUnlessDone looks again first: another run of the same import may have
// done this very row since.
func (run *stageRun) leaveUnlessDone(ctx context.Context, r *inviteRow, row *ImportRow, fresh, old *Request) error {
	done, err := run.remembered(ctx, []inviteRow{*r})
	if err != nil {
		return err
	}
	if first, ok := done[r.key]; ok {
		row.before(first)
		return nil
	}
	return run.leave(row, fresh, old)
}

// leave says why a row is left alone, or refused where the policy wants that.
// old is nil if an earlier row of a dry run is about the same person.
func (run *stageRun) leave(row *ImportRow, fresh, old *Request) error {
	why, result := errOpen, AlreadyOpen
	if old != nil && !old.isOpen() {
		result = InvitedBefore
		why = fault.New(fault.Conflict, "This person was invited before; the request is %s.", old.Status.word())
	}
	if run.opts.Existing == FailExisting {
		return fault.New(fault.Conflict, "%s", fault.Of(why).Text("")) // a refusal of the row, not a race
	}
	if old != nil && run.opts.Existing == ResendExisting {
		why = old.obstruct(cmp.Or(old.obstacle(Resending, run.rs.Now()), SentToday))
	}
	if fresh.EmailHidden {
		why = errOpen // more would say who the contact is
		if result == InvitedBefore {
			why = errBefore
		}
	}
	f := fault.Of(why)
	row.Result, row.Message, row.Fault = result, &f.Detail, f
	if old != nil {
		row.show(old, fresh)
	}
	return nil
}

var errBefore = fault.New(fault.Conflict, "This person was invited before.")

// show names the request, unless that would tell the sender the address of a
// contact that is hidden.
func (row *ImportRow) show(old, fresh *Request) {
	if !fresh.EmailHidden {
		row.GUID = &old.GUID
	}
}

func (run *stageRun) invite(ctx context.Context, r *inviteRow, row *ImportRow, fresh *Request, around *around) error {
	if mine, err := run.claim(ctx, r, row, doneRow{key: r.key, result: Invited, requestGUID: fresh.GUID}); err != nil || !mine {
		return err
	}
	if _, err := run.rs.invite(ctx, run.tx, run.by, &run.customer, *fresh, around, r.draft.FindingIDs); err != nil {
		return err
	}
	if err := run.tx.Settle(ctx); err != nil { // it is about this row
		return err
	}
	row.Result, row.GUID, row.Mails = Invited, &fresh.GUID, fresh.mails()
	return nil
}

func (run *stageRun) resend(ctx context.Context, r *inviteRow, row *ImportRow, old, fresh *Request) error {
	if mine, err := run.claim(ctx, r, row, doneRow{key: r.key, result: Resent, requestGUID: old.GUID}); err != nil || !mine {
		return err
	}
	if err := run.rs.sendAgain(ctx, run.tx, run.by, &run.customer, old); err != nil {
		if fault.Is(err, fault.Conflict) {
			return errOpen // somebody was faster: look again
		}
		return err
	}
	audit.Touch(ctx, run.tx, run.by.CustomerID, audit.Requests)
	if _, err := run.rs.render(ctx, run.tx, run.by.CustomerID, old.GUID); err != nil {
		return err
	}
	row.Result, row.Mails = Resent, old.mails()
	row.show(old, fresh)
	return nil
}
