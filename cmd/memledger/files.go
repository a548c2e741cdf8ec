package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"time"

	"github.com/alecthomas/kingpin/v2"

	"github.com/memledger/memledger/internal/cgroup"
	"github.com/memledger/memledger/internal/pagecache"
	"github.com/memledger/memledger/internal/report"
	"github.com/memledger/memledger/pkg/memory"
)

// filesOptions are the flags of files.
type filesOptions struct {
	host    *hostFlags
	query   cgroup.Query
	folders []string
	network bool
	most    int
	top     int
	json    bool
	timeout time.Duration
}

func filesFlags(c *kingpin.CmdClause) run {
	o := &filesOptions{host: addHostFlags(c)}
	addQueryFlags(c, &o.query)
	c.Flag("path", "Only below this folder, as the container sees it; repeatable.").PlaceHolder("DIR").StringsVar(&o.folders)
	c.Flag("network", "Look at network and FUSE file systems too; one whose server does not answer may hold the command up.").BoolVar(&o.network)
	c.Flag("max-files", "Most files to look at; 0 = all.").Default("1000000").IntVar(&o.most)
	c.Flag("top", "Rows to print, and files in the JSON.").Default("30").IntVar(&o.top)
	c.Flag("json", "Print JSON; values are bytes.").BoolVar(&o.json)
	c.Flag("timeout", "Longest time to take; what was found by then is printed.").Default("60s").DurationVar(&o.timeout)
	return o.run
}

func (o *filesOptions) run(ctx context.Context, env environment) error {
	if err := o.check(); err != nil {
		return fmt.Errorf("files: %w", err)
	}
	ctx, cancel := context.WithTimeout(ctx, o.timeout)
	defer cancel()
	f, err := o.look(ctx)
	if err != nil {
		return fmt.Errorf("files: %w", err)
	}
	if o.json {
		return writeJSON(env.out, f)
	}
	style := report.Plain
	if columns, is := terminal(env.out); is {
		style.Width = columns
	}
	return f.Text(env.out, style)
}

func (o *filesOptions) check() error {
	if o.top < 1 {
		return fmt.Errorf("--top %d: want 1 or more", o.top)
	}
	if o.most < 0 {
		return fmt.Errorf("--max-files %d: want 0 or more", o.most)
	}
	return one(o.query)
}

func (o *filesOptions) look(ctx context.Context) (*report.Files, error) {
	fs, ids, err := o.host.open()
	if err != nil {
		return nil, err
	}
	group, identity, err := fs.Find(ctx, ids, o.query)
	if errors.Is(err, context.DeadlineExceeded) {
		return nil, fmt.Errorf("--timeout %s: time was up before %s was found: want a longer one", o.timeout, o.query)
	}
	if err != nil {
		return nil, err
	}
	pids, err := fs.PIDs(group.Path)
	if err != nil {
		return nil, err
	}
	if len(pids) == 0 {
		return nil, fmt.Errorf("%s: no process of cgroup %q is seen here: its files are reached through one that runs, in the host's PID namespace", o.query, group.Path)
	}
	seen, err := pagecache.Look(ctx, pagecache.Request{
		Proc: fs.Proc, PIDs: pids, Belongs: within(fs, group.Path), Folders: o.folders, Network: o.network, Most: o.most,
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", o.query, err)
	}
	s := group.Snapshot()
	who := report.FilesSubject{
		Container: identity.Container, Cgroup: group.Path, CgroupVersion: group.Version, Time: time.Now(), Top: o.top,
		Charged: known(s, memory.File), ChargedShared: known(s, memory.Shmem),
	}
	for _, e := range group.Errs {
		who.Notices = append(who.Notices, e.Error())
	}
	return report.NewFiles(who, seen), nil
}

// within says whether a process is still in a cgroup or below it.
func within(fs *cgroup.FS, group string) func(int) error {
	return func(pid int) error {
		at, err := fs.OfPID(pid)
		if err != nil {
			return err
		}
		if at != group && !strings.HasPrefix(at, path.Clean(group+"/")+"/") && group != "/" {
			return errors.New("is in another cgroup by now")
		}
		return nil
	}
}

func known(s memory.Snapshot, id memory.CounterID) *float64 {
	v, ok := s.Get(id)
	if !ok {
		return nil
	}
	return &v
}

func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(v)
}
