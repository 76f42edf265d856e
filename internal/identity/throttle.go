package identity

import (
	"context"
	"errors"
	"time"

	"gatehouse/internal/db"
	"gatehouse/internal/fault"
)

// brake slows down who guesses. After some refusals the next try has to wait,
// twice as long each time; one refusal is forgotten in a while.
type brake struct {
	name    string
	free    int64 // refusals that cost no time
	doubles int64 // from a second to most
	most    time.Duration
	per     time.Duration // one refusal is forgotten
}

// A guess has to pass three brakes. The first is strict and holds up nobody but
// those who share network and account with who guesses; the two others hold up
// strangers to an account, for a minute at most, so that many networks together
// get no further. See [Browser] for who is no stranger.
var (
	onPair    = brake{"pair", 5, 10, 15 * time.Minute, 30 * time.Minute}
	onAccount = brake{"account", 20, 6, time.Minute, 5 * time.Minute}
	onNetwork = brake{"network", 100, 6, time.Minute, time.Minute}
)

// try is one guess at a password: the brakes that it has to pass.
type try struct {
	at      time.Time
	presses []press
}

type press struct {
	brake brake
	key   string
}

// tryOf returns the brakes for who signs in as an address. The address is the
// one that was typed: whether anybody has it makes no difference.
func (ss *Sessions) tryOf(from Browser, email string, now time.Time) try {
	if id, ok := ss.marked(from.Mark, email, now); ok {
		return newTry(now, press{onPair, email + " in " + id})
	}
	return tryFrom(from.IP, email, now)
}

// tryFrom is tryOf for a browser that is nobody's.
func tryFrom(ip, email string, now time.Time) try {
	network := networkOf(ip)
	return newTry(now, press{onPair, email + " from " + network}, press{onAccount, email}, press{onNetwork, wide(network)})
}

func newTry(now time.Time, presses ...press) try {
	for i, p := range presses {
		presses[i].key = p.brake.name + " " + hashOf(p.key)
	}
	return try{now, presses}
}

// begin takes the try before the password is compared, as if it were refused
// already: of many at the same moment no more get through than one after the
// other would. It is TooMany, and has written nothing, if the time has not come.
func (t try) begin(ctx context.Context, d *db.DB) error {
	if err := t.look(ctx, d); err != nil {
		return err
	}
	return d.Tx(ctx, func(tx *db.Tx) error {
		for _, p := range t.presses {
			taken, err := p.take(ctx, tx, t.at)
			if err != nil {
				return err
			}
			if !taken {
				return orElse(t.look(ctx, tx), errBusy)
			}
		}
		return nil
	})
}

// errBusy is of a try that another one just overtook.
var errBusy = fault.Wait(fault.TooMany, time.Second, "Too many tries at the same time. Try again.")

// look returns TooMany while a brake is on.
func (t try) look(ctx context.Context, c db.Conn) error {
	var wait time.Duration
	for _, p := range t.presses {
		left, err := p.left(ctx, c, t.at)
		if err != nil {
			return err
		}
		wait = max(wait, left)
	}
	if wait > 0 {
		return fault.Wait(fault.TooMany, wait, "Too many tries that failed. Try again in %s.", sayWait(wait))
	}
	return nil
}

// left is how long a try still has to wait.
func (p press) left(ctx context.Context, c db.Conn, now time.Time) (time.Duration, error) {
	ready, err := db.Value[int64](ctx, c, `select tried_at + `+p.brake.wait()+` from sign_in_tries where key = $1 and tried_at <= $2`,
		p.key, now.Add(p.brake.most).UnixMicro())
	if errors.Is(err, db.ErrNone) {
		return 0, nil
	}
	return time.UnixMicro(ready).Sub(now), err
}

// take counts a try, unless it comes too early: one statement decides between
// many at the same moment. A try in the future was made before the clock was set
// back.
func (p press) take(ctx context.Context, tx *db.Tx, now time.Time) (bool, error) {
	b := p.brake
	n, err := tx.Exec(ctx, `
		insert into sign_in_tries (key, tries, period, tried_at, void_at) values ($1, 1, $2, $3, $4)
		on conflict (key) do update set
			tries = case
				when sign_in_tries.tries <= $2 - sign_in_tries.period then 1
				when sign_in_tries.tries - ($2 - sign_in_tries.period) >= $5 then $5
				else sign_in_tries.tries - ($2 - sign_in_tries.period) + 1 end,
			period = $2, tried_at = $3, void_at = $4
		where sign_in_tries.tried_at + `+b.wait()+` <= $3 or sign_in_tries.tried_at > $6`,
		p.key, now.UnixMicro()/b.per.Microseconds(), now.UnixMicro(), now.Add(time.Duration(b.hardest()+1)*b.per), b.hardest(),
		now.Add(b.most).UnixMicro())
	return n == 1, err
}

// undo gives a try back that was no guess. The count of network or browser and
// account begins anew; of what others share it takes away its own alone.
func (t try) undo(ctx context.Context, d *db.DB) error {
	return d.Tx(ctx, func(tx *db.Tx) error {
		for _, p := range t.presses {
			_, err := tx.Exec(ctx, `
				update sign_in_tries set tries = case when $3 then 0 when tries > 0 then tries - 1 else 0 end,
					tried_at = case when tried_at = $2 then 0 else tried_at end
				where key = $1`, p.key, t.at.UnixMicro(), p.brake == onPair)
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// hardest is the number of refusals after which waits grow no longer.
func (b brake) hardest() int64 { return b.free + b.doubles }

// wait is how many microseconds after the last try the next one may come, in SQL.
func (b brake) wait() string {
	free, hardest := itoa(b.free), itoa(b.hardest())
	return `(case when sign_in_tries.tries < ` + free + ` then 0
		when sign_in_tries.tries >= ` + hardest + ` then ` + itoa(b.most.Microseconds()) + `
		else cast(1000000 as bigint) << cast(sign_in_tries.tries - ` + free + ` as integer) end)`
}

// sayWait writes how long somebody has to wait, never less than it is, in the
// units of every language.
func sayWait(d time.Duration) string {
	if n := int64((d + time.Second - 1) / time.Second); n <= 90 {
		return itoa(n) + " s"
	}
	return itoa(int64((d+time.Minute-1)/time.Minute)) + " min"
}

// forgetTries removes what is forgotten by now.
func forgetTries(ctx context.Context, d *db.DB, now time.Time) error {
	_, err := d.Exec(ctx, `delete from sign_in_tries where void_at <= $1`, now)
	return err
}
