package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"syscall"

	"github.com/alecthomas/kingpin/v2"
)

const workbenchName = "workbench"

// workbenchFlags lists the subcommand in the help; its flags are the other program's.
func workbenchFlags(*kingpin.CmdClause) run {
	return func(ctx context.Context, env environment) error { return startWorkbench(ctx, nil, env.out, os.Stderr) }
}

// startWorkbench runs the program memledger-workbench, which lies beside this one, and ends with it.
func startWorkbench(ctx context.Context, args []string, out, errOut io.Writer) error {
	self, err := os.Executable()
	if err != nil {
		return fmt.Errorf("workbench: %w", err)
	}
	program := filepath.Join(filepath.Dir(self), "memledger-workbench")
	if runtime.GOOS == "windows" {
		program += ".exe"
	}
	if _, err := os.Stat(program); err != nil {
		return fmt.Errorf("workbench: %w: want it beside %s (npm run build:cli builds both)", err, filepath.Base(self))
	}
	c := exec.CommandContext(ctx, program, args...)
	c.Stdout, c.Stderr = out, errOut
	c.Cancel = func() error { return c.Process.Signal(syscall.SIGTERM) }
	err = c.Run()
	if ctx.Err() != nil && errors.Is(err, ctx.Err()) {
		return nil
	}
	if _, failed := errors.AsType[*exec.ExitError](err); failed {
		return errors.New("workbench ended with an error, see above")
	}
	return err
}
