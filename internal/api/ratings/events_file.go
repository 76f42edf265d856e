package ratings

import (
	"bufio"
	"context"
	"encoding/json"
	"io"

	"gatehouse/internal/actor"
	"gatehouse/internal/api"
	"gatehouse/internal/audit"
)

// WriteEvents writes every event that f leaves to w, newest first, as the API
// answers them: in a format of [api.Format] that is text, or as OCSF. What an error
// cuts off is not told apart from the whole: the caller says so.
func WriteEvents(ctx context.Context, w io.Writer, events *audit.Events, by actor.Actor, f audit.Filter, format string) error {
	if format != ocsfFormat {
		sheet := eventSheet()
		sheet.Each = everyEvent(ctx, events, by, f)
		return sheet.WriteText(w, api.Format(format))
	}
	out := bufio.NewWriterSize(w, 64<<10)
	enc := json.NewEncoder(out)
	err := events.Each(ctx, by, f, func(e *audit.Recorded) error { return enc.Encode(toOCSF(e, by.CustomerGUID)) })
	if err != nil {
		return err
	}
	return out.Flush()
}

func eventSheet() *api.Sheet[event] {
	return &api.Sheet[event]{Name: "events", Columns: eventColumns, Row: fromJSON[event]}
}

// everyEvent yields the JSON of every event that f leaves.
func everyEvent(ctx context.Context, events *audit.Events, by actor.Actor, f audit.Filter) func(func([]byte) error) error {
	return func(yield func([]byte) error) error {
		return events.Each(ctx, by, f, func(e *audit.Recorded) error {
			text, err := json.Marshal(toEvent(e))
			if err != nil {
				return err
			}
			return yield(text)
		})
	}
}
