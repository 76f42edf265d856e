//go:build cluster

package e2e

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

func cores() int { return runtime.NumCPU() }

// scenarios does to the cluster what may happen to one, seven things in all of the
// time, and waits for it to be whole again.
func (r *rig) scenarios(t *testing.T, long time.Duration) {
	t.Helper()
	each := long / 7
	r.during(t, each, "nothing", func() func() { return func() {} })
	r.during(t, each, "the leader of the database is killed, and comes back after the failover", func() func() {
		was := r.leader()
		if err := was.crash(); err != nil {
			t.Fatal(err)
		}
		return func() {
			r.until(t, 2*time.Minute, "another server leads", func() bool { now := r.leader(); return now != nil && now != was })
			was.start(t)
		}
	})
	r.during(t, each, "switchover: another server is asked to lead", func() func() {
		was, next := r.leader(), r.with("sync_standby")
		body := strings.NewReader(fmt.Sprintf(`{"leader":%q,"candidate":%q}`, was.name, next.name))
		if err := askPatroni("POST", "http://"+was.rest+"/switchover", body, nil); err != nil {
			t.Errorf("switchover: %v", err)
		}
		return func() {}
	})
	r.during(t, each, "a node of Gatehouse is killed, and comes back", func() func() {
		r.nodes[1].kill()
		return func() { r.serve(t, 1) }
	})
	r.during(t, each, "the network between a node and every database is gone, for half of the time", func() func() {
		for _, w := range r.wires[0] {
			w.Die()
		}
		return func() {
			for _, w := range r.wires[0] {
				w.Mend()
			}
			r.until(t, time.Minute, "the node is ready", func() bool { return ready(r.nodes[0].fixed) })
		}
	})
	r.during(t, each, "the disk of the replica in step is full, for half of the time", func() func() {
		replica := r.with("sync_standby")
		if !replica.mounted {
			r.table = append(r.table, "| the disk of the replica is full | left out: no disk of its own could be mounted | | | |")
			return func() {}
		}
		file := fill(t, filepath.Dir(replica.data))
		return func() {
			if err := os.Remove(file); err != nil {
				t.Error(err)
			}
			r.revive(t, replica)
		}
	})
	what := "each node is replaced by itself, one after the other"
	if r.older != "" {
		what = "each node is replaced by one of the next version, one after the other"
	}
	r.during(t, each, what, func() func() {
		for i, s := range r.nodes {
			s.stop(t)
			s.program = r.front.program
			r.serve(t, i)
			r.until(t, time.Minute, "HAProxy uses the node", func() bool { return ready(s.fixed) })
			<-time.After(2 * time.Second) // HAProxy has looked, too
		}
		return func() {}
	})
}

// during does something to the cluster, undoes it after half of the time, waits
// until everything is well, and notes what the writers saw.
func (r *rig) during(t *testing.T, long time.Duration, what string, begin func() (undo func())) {
	t.Helper()
	if t.Failed() {
		return
	}
	r.whole(t)
	answered, cut := r.ledger.begin()
	begun := time.Now()
	undo := begin()
	<-time.After(long/2 - time.Since(begun))
	undone := time.Now()
	undo()
	r.whole(t)
	back := time.Since(undone)
	<-time.After(long - time.Since(begun))
	gap, nowAnswered, nowCut := r.ledger.gap()
	line := fmt.Sprintf("| %s | %.1f s | %d | %d | %.0f s |", what, gap.Seconds(), nowAnswered-answered, nowCut-cut, back.Seconds())
	t.Log(line)
	r.table = append(r.table, line)
	if nowAnswered == answered {
		t.Errorf("no write was answered at all: %s", what)
	}
}

// fill writes to a disk until it is full, and returns the file.
func fill(t *testing.T, dir string) string {
	t.Helper()
	file := filepath.Join(dir, "fill")
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for block := make([]byte, 1<<20); ; {
		if _, err := f.Write(block); errors.Is(err, syscall.ENOSPC) {
			if len(block) == 1 {
				return file
			}
			block = block[:len(block)/2] // to the last byte
		} else if err != nil {
			t.Fatal(err)
		}
	}
}

// revive starts a server again that has ended with its disk full.
func (r *rig) revive(t *testing.T, s *server) {
	t.Helper()
	if s.cmd.ProcessState == nil && syscall.Kill(s.cmd.Process.Pid, 0) == nil {
		return // Patroni lives, and starts PostgreSQL by itself
	}
	s.start(t)
}
