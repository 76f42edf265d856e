// Gatehouse lets an organisation work with people outside it.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"gatehouse/internal/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// A second signal ends the process at once, whatever it is waiting for.
	context.AfterFunc(ctx, stop)
	os.Exit(cli.Run(ctx, os.Args[1:], cli.Process{
		Environ: os.Environ(), In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
	}))
}
