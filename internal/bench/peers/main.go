// Peers are other programs that Gatehouse is measured beside, each through its own
// public module. They stand in a module of their own, so that nobody who builds
// Gatehouse needs what they need. The bench builds and starts this program:
//
//	peers fill DIR < records    makes PocketBase's data of records, one JSON object a line; prints a token
//	peers pocketbase DIR ADDR   serves them
//	peers openfga FILE SPAN     asks who sees what, of what FILE says
//	peers casbin FILE SPAN      the same
package main

import (
	"context"
	"fmt"
	"os"
)

func main() {
	if err := run(context.Background(), os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "peers:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	switch {
	case len(args) == 2 && args[0] == "fill":
		return fillPocketBase(args[1], os.Stdin, os.Stdout)
	case len(args) == 3 && args[0] == "pocketbase":
		return servePocketBase(args[1], args[2])
	case len(args) == 3 && args[0] == "openfga":
		return ask(ctx, args[1], args[2], newOpenFGA)
	case len(args) == 3 && args[0] == "casbin":
		return ask(ctx, args[1], args[2], newCasbin)
	default:
		return fmt.Errorf("there is no way to do %q", args)
	}
}
