package deploy

import (
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"github.com/compose-spec/compose-go/v2/loader"
	"github.com/compose-spec/compose-go/v2/types"
)

// composeFiles are used alone, or the second on top of the first.
var composeFiles = [][]string{{"compose.yaml"}, {"compose.yaml", "compose.listening-ports.yaml"}}

func TestComposeWithDocker(t *testing.T) {
	docker := program(t, "docker")
	if err := exec.Command(docker, "compose", "version").Run(); err != nil {
		t.Skipf("%s: this docker has no compose", t.Name())
	}
	for _, names := range composeFiles {
		arguments := []string{"compose"}
		for _, name := range names {
			arguments = append(arguments, "--file", filepath.Join(repository, "deploy", name))
		}
		if out, err := exec.Command(docker, append(arguments, "config", "--quiet")...).CombinedOutput(); err != nil {
			t.Errorf("docker compose config of %v: %v\n%s", names, err, out)
		}
	}
}

// The loader of the Compose specification checks against its schema and merges the files.
func TestCompose(t *testing.T) {
	for i, names := range composeFiles {
		details := types.ConfigDetails{WorkingDir: filepath.Join(repository, "deploy")}
		for _, name := range names {
			details.ConfigFiles = append(details.ConfigFiles, types.ConfigFile{Filename: name, Content: []byte(read(t, name))})
		}
		project, err := loader.LoadWithContext(t.Context(), details, func(o *loader.Options) { o.SetProjectName("memledger", true) })
		if err != nil {
			t.Fatalf("%v: %v", names, err)
		}
		exporter := project.Services["memledger-exporter"]
		starts(t, exporter.Command)
		if !exporter.ReadOnly || !slices.Equal(exporter.CapDrop, []string{"ALL"}) || exporter.Cgroup != "host" {
			t.Errorf("%v: read-only %v, capabilities dropped %v, cgroup %q", names, exporter.ReadOnly, exporter.CapDrop, exporter.Cgroup)
		}
		for _, v := range exporter.Volumes {
			if !v.ReadOnly || v.Target != "/host"+v.Source {
				t.Errorf("%v: volume %+v, want read-only, at its own path under /host", names, v)
			}
		}
		if withPorts := i > 0; slices.Contains(exporter.Command, "--collector.listening-ports") != withPorts || (exporter.Pid == "host") != withPorts {
			t.Errorf("%v: command %v, pid %q", names, exporter.Command, exporter.Pid)
		}
	}
}
