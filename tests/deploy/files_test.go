package deploy

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
)

// repository is where the module of the product lies.
const repository = "../.."

// read returns a file of deploy/.
func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(repository, "deploy", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// files are all of deploy/, and the page that explains them, by name.
func files(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := fs.WalkDir(os.DirFS(filepath.Join(repository, "deploy")), ".", func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			all[name] = read(t, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	all["../docs/exporter.md"] = read(t, "../docs/exporter.md")
	return all
}

// program finds a program on the PATH, or skips the test by its name.
func program(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("%s: no %s on the PATH", t.Name(), name)
	}
	return path
}

func TestMain(m *testing.M) {
	code := m.Run()
	dir, _ := builtIn()
	_ = os.RemoveAll(dir)
	os.Exit(code)
}

// builtIn builds the program at first use and returns the folder that it is in.
var builtIn = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "memledger-deploy-")
	if err != nil {
		return "", err
	}
	build := exec.Command("go", "build", "-o", dir, "./cmd/memledger")
	build.Dir = repository
	if out, err := build.CombinedOutput(); err != nil {
		return dir, fmt.Errorf("build of ./cmd/memledger: %w\n%s", err, out)
	}
	return dir, nil
})

func memledger(t *testing.T) string {
	t.Helper()
	dir, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, "memledger")
}

var (
	flagName = regexp.MustCompile(`--(?:path|state|cgroup|collector|web|log)\.[a-z0-9.-]*[a-z0-9]`)
	// portOrUser is any number of as many digits.
	portOrUser = regexp.MustCompile(`\b[1-9]\d{3,4}\b`)
)

// Every flag that a file or the page names exists, and every port is the exporter's.
func TestFlagsAndPorts(t *testing.T) {
	out, err := exec.Command(memledger(t), "exporter", "--help").Output()
	if err != nil {
		t.Fatal(err)
	}
	help := strings.ReplaceAll(string(out), "--[no-]", "--") // so it prints a switch
	known := map[string]bool{}
	for _, f := range flagName.FindAllString(help, -1) {
		known[f] = true
	}
	if !known["--path.rootfs"] || !strings.Contains(help, "--web.listen-address=:9435") {
		t.Fatalf("flags %v of: %s", known, help)
	}
	used := 0
	for name, text := range files(t) {
		for _, f := range flagName.FindAllString(text, -1) {
			if used++; !known[f] {
				t.Errorf("%s: memledger exporter has no flag %s", name, f)
			}
		}
		for _, port := range portOrUser.FindAllString(text, -1) {
			if port != "9435" && port != "65532" && !strings.HasPrefix(name, "../docs/") {
				t.Errorf("%s: port %s, want 9435", name, port)
			}
		}
	}
	if used < 10 {
		t.Errorf("%d flags: not all were found", used)
	}
}

// starts runs the program with the arguments of a file: they parse, and are those of a machine that is
// not there.
func starts(t *testing.T, arguments []string) {
	t.Helper()
	var exit *exec.ExitError
	arguments = append(arguments, "--path.cgroup=/none")
	out, err := exec.Command(memledger(t), arguments...).CombinedOutput()
	if !errors.As(err, &exit) || !strings.Contains(string(out), "exporter: no memory controller under /none") {
		t.Errorf("memledger %s: %v: %s", strings.Join(arguments, " "), err, out)
	}
}
