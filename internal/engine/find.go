package engine

import (
	"debug/buildinfo"
	"fmt"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
)

// packaged is where distributions install: a PATH may have another version before it.
const packaged = "/usr/bin"

// find returns the first program of the engine's version: from its variable, the PATH, or a package.
func (e Engine) find(getenv func(string) string) (string, error) {
	var others string
	for _, file := range e.candidates(getenv) {
		file, err := exec.LookPath(file) // tells whether it can be run
		if err != nil {
			continue
		}
		if e.major == 0 {
			return file, nil
		}
		major := majorOf(file)
		if major == e.major {
			return file, nil
		}
		others += fmt.Sprintf("; %s is of version %d", file, major)
	}
	return "", fmt.Errorf("%s: no %s of it in $%s, on the PATH or in %s%s", e.Name, e.program, e.env, packaged, others)
}

func (e Engine) candidates(getenv func(string) string) (all []string) {
	if named := getenv(e.env); named != "" {
		all = append(all, named)
	}
	for _, dir := range filepath.SplitList(getenv("PATH")) {
		if filepath.IsAbs(dir) {
			all = append(all, filepath.Join(dir, e.program))
		}
	}
	return append(all, filepath.Join(packaged, e.program))
}

var (
	printed = regexp.MustCompile(`, version (\d+)\.`)
	module  = regexp.MustCompile(`^v0\.(\d+)\.`)
)

// majorOf tells the major version of a Prometheus; 0: not known. One that was installed as a Go
// module prints none, but its binary says which: v0.55.0 of the module is 2.55.0, v0.316.0 is 3.16.0.
func majorOf(file string) int {
	text, _ := exec.Command(file, "--version").CombinedOutput()
	if m := printed.FindSubmatch(text); m != nil {
		major, _ := strconv.Atoi(string(m[1]))
		return major
	}
	info, err := buildinfo.ReadFile(file)
	if err != nil {
		return 0
	}
	return majorOfModule(info.Main.Version)
}

func majorOfModule(version string) int {
	m := module.FindStringSubmatch(version)
	if m == nil {
		return 0
	}
	if minor, _ := strconv.Atoi(m[1]); minor >= 300 {
		return minor / 100
	}
	return 2
}
