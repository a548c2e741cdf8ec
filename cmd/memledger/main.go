// Command memledger reads and exposes the memory of control groups: which bytes a container is
// charged for, and which of them are Go's. Each subcommand is a file here and a row of commands.
package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kingpin/v2"
	"github.com/prometheus/common/promslog"
	promslogflag "github.com/prometheus/common/promslog/flag"
	"github.com/prometheus/common/version"

	"github.com/memledger/memledger/internal/report"
)

// environment is what a subcommand gets besides its flags.
type environment struct {
	out    io.Writer // what was asked for; all else goes to the logger
	logger *slog.Logger
}

type run func(context.Context, environment) error

// command is one subcommand: flags declares them and returns what runs once they are parsed.
type command struct {
	name, help string
	flags      func(*kingpin.CmdClause) run
}

var commands = []command{
	{"exporter", "Expose the memory of every cgroup to Prometheus.", exporterFlags},
	{"report", "Print where the bytes of one container are, and what each tool prints of them.", reportFlags},
	{"files", "Print which files fill the page cache of one container.", filesFlags},
	{"capture", "Write one cgroup's memory files and Go metrics of one moment to a folder.", captureFlags},
	{"rules", "Print alert rules: for Prometheus alone, or for Grafana with the plugin.", rulesFlags},
	{workbenchName, "Serve one page on loopback: the panel and the query editor, without a Grafana.", workbenchFlags},
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := execute(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	if err != nil {
		// What others wrote stands in it: names of containers, and a server's words.
		fmt.Fprintln(os.Stderr, "memledger:", report.PrintableLines(err.Error()))
		os.Exit(1)
	}
}

// execute runs the subcommand that the arguments name. Help and version go to out and are no error.
func execute(ctx context.Context, args []string, out, errOut io.Writer) error {
	if len(args) > 0 && args[0] == workbenchName {
		return startWorkbench(ctx, args[1:], out, errOut)
	}
	app := kingpin.New("memledger", "Where does each byte of this container go, and which of them are Go's?")
	finished := false
	app.UsageWriter(until{out, &finished}).ErrorWriter(errOut).Terminate(func(int) { finished = true })
	app.HelpFlag.Short('h')
	app.Version(version.Print("memledger"))
	app.VersionFlag.NoEnvar()
	logs := &promslog.Config{Writer: errOut}
	promslogflag.AddFlags(app, logs)
	runs := map[string]run{}
	for _, c := range commands {
		runs[c.name] = c.flags(app.Command(c.name, c.help))
	}
	name, err := app.Parse(args)
	if finished {
		return nil
	}
	if err != nil {
		return fmt.Errorf("%w, try --help", err)
	}
	return runs[name](ctx, environment{out: out, logger: promslog.New(logs)})
}

// until writes until something is finished. kingpin ends the process after help and version; where
// it may not, it goes on to say that a command is missing.
type until struct {
	io.Writer
	finished *bool
}

func (u until) Write(b []byte) (int, error) {
	if *u.finished {
		return len(b), nil
	}
	return u.Writer.Write(b)
}
