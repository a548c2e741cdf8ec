package deploy

import (
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
)

// stages parses the Dockerfile as BuildKit does, instructions and their flags included.
func stages(t *testing.T) []instructions.Stage {
	t.Helper()
	parsed, err := parser.Parse(strings.NewReader(read(t, "Dockerfile")))
	if err != nil {
		t.Fatal(err)
	}
	if len(parsed.Warnings) > 0 {
		t.Errorf("warnings %+v", parsed.Warnings)
	}
	all, _, err := instructions.Parse(parsed.AST, nil)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestDockerfile(t *testing.T) {
	all := stages(t)
	if len(all) != 2 || !strings.HasPrefix(all[1].BaseName, "gcr.io/distroless/static") {
		t.Fatalf("%d stages, the last from %s", len(all), all[len(all)-1].BaseName)
	}
	if all[0].Platform != "$BUILDPLATFORM" {
		t.Errorf("builds on %q: arm64 would be emulated", all[0].Platform)
	}
	var user, command, entry string
	for _, c := range all[1].Commands {
		switch c := c.(type) {
		case *instructions.UserCommand:
			user = c.User
		case *instructions.EntrypointCommand:
			entry = strings.Join(c.CmdLine, " ")
		case *instructions.CmdCommand:
			command = strings.Join(c.CmdLine, " ")
		}
	}
	if user != "65532:65532" || entry != "/usr/local/bin/memledger" || command != "exporter" {
		t.Errorf("user %q, entry point %q, command %q", user, entry, command)
	}
}

// copied are the folders that the first stage takes from the repository.
func copied(t *testing.T) []string {
	t.Helper()
	var names []string
	for _, c := range stages(t)[0].Commands {
		if c, ok := c.(*instructions.CopyCommand); ok {
			names = append(names, c.SourcePaths...)
		}
	}
	return names
}

// What is built needs no folder that is not copied, and nothing copied is ignored.
func TestDockerfileCopiesWhatIsBuilt(t *testing.T) {
	folders := copied(t)
	ignore := strings.Fields(read(t, "Dockerfile.dockerignore"))
	for _, f := range folders {
		if !slices.Contains(ignore, "!"+f) {
			t.Errorf("%s is copied, and Dockerfile.dockerignore leaves it out", f)
		}
	}
	for _, arch := range []string{"amd64", "arm64"} {
		list := exec.Command("go", "list", "-deps", "-f", "{{if .Module}}{{if .Module.Main}}{{.Dir}}{{end}}{{end}}", "./cmd/memledger")
		list.Dir = repository
		list.Env = append(list.Environ(), "CGO_ENABLED=0", "GOOS=linux", "GOARCH="+arch)
		out, err := list.Output()
		if err != nil {
			t.Fatal(err)
		}
		root, err := filepath.Abs(repository)
		if err != nil {
			t.Fatal(err)
		}
		for _, dir := range strings.Fields(string(out)) {
			name, err := filepath.Rel(root, dir)
			if first, _, _ := strings.Cut(name, "/"); err != nil || !slices.Contains(folders, first) {
				t.Errorf("%s: %s is built and not copied: %v", arch, name, folders)
			}
		}
	}
}
