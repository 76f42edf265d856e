// Tour takes the pictures of docs/tour.md from a demo; with "mails", those of docs/mails.md.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"gatehouse/internal/tour"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	run, args := tour.Run, os.Args[1:]
	if len(args) > 0 && args[0] == "mails" {
		run, args = tour.Mails, args[1:]
	}
	if err := run(ctx, args, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
