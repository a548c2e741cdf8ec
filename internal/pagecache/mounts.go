package pagecache

import (
	"fmt"
	"strconv"
	"strings"
)

// Mount is a file system at the place where the processes see it.
type Mount struct {
	Path string
	Type string // as in /proc/filesystems
	Kind string // why it was not looked at: one of the kinds below
	id   int
}

// The kinds of file systems that are not looked at. Network ones may wait for a machine that does not
// answer; those of the kernel have no pages of files.
const (
	kernel  = "of the kernel"
	Network = "network"
)

// kinds is the table of file systems that are not looked at, by type. FUSE may ask any program, and
// stands among those of the network; podman's own overlay is a container's root.
var kinds = map[string]string{
	"proc": kernel, "sysfs": kernel, "cgroup": kernel, "cgroup2": kernel, "devpts": kernel, "mqueue": kernel,
	"debugfs": kernel, "tracefs": kernel, "securityfs": kernel, "bpf": kernel, "pstore": kernel, "efivarfs": kernel,
	"configfs": kernel, "fusectl": kernel, "binfmt_misc": kernel, "nsfs": kernel, "rpc_pipefs": kernel, "selinuxfs": kernel,
	"smackfs": kernel, "hugetlbfs": kernel, "resctrl": kernel, "nfsd": kernel,
	"autofs": Network, "nfs": Network, "nfs4": Network, "cifs": Network, "smb3": Network, "ceph": Network, "9p": Network,
	"afs": Network, "coda": Network, "lustre": Network, "gfs2": Network, "ocfs2": Network, "glusterfs": Network,
	"fuse": Network, "fuseblk": Network,
}

// local are FUSE's own that ask no other machine.
var local = map[string]bool{"fuse.fuse-overlayfs": true}

// kindOf is why a file system is not looked at; "" = it is.
func kindOf(fsType string) string {
	if kind, ok := kinds[fsType]; ok {
		return kind
	}
	if strings.HasPrefix(fsType, "fuse.") && !local[fsType] {
		return Network
	}
	return ""
}

// parseMounts parses /proc/PID/mountinfo. Source: proc_pid_mountinfo(5).
func parseMounts(text string) ([]Mount, error) {
	var all []Mount
	for line := range strings.Lines(text) {
		before, after, ok := strings.Cut(line, " - ")
		at, what := strings.Fields(before), strings.Fields(after)
		var id int
		var err error
		if ok && len(at) >= 6 && len(what) >= 1 {
			id, err = strconv.Atoi(at[0])
		}
		if !ok || len(at) < 6 || len(what) < 1 || err != nil {
			return nil, fmt.Errorf("parse mountinfo %q: want \"id parent major:minor root point options … - type source …\"", strings.TrimSpace(line))
		}
		all = append(all, Mount{Path: unescapeMount(at[4]), Type: what[0], Kind: kindOf(what[0]), id: id})
	}
	return all, nil
}

// unescapeMount undoes what the kernel does to spaces, tabs, line ends and backslashes (fs/proc_namespace.c).
func unescapeMount(s string) string {
	return strings.NewReplacer(`\040`, " ", `\011`, "\t", `\012`, "\n", `\134`, `\`, `\043`, "#").Replace(s)
}

// places are the mounts of one process by path: the one mounted last hides those before it.
type places struct {
	skip map[string]Mount
	byID map[int]Mount
}

func placesOf(mounts []Mount, network bool) places {
	p := places{skip: map[string]Mount{}, byID: map[int]Mount{}}
	for _, m := range mounts {
		if network && m.Kind == Network {
			m.Kind = ""
		}
		p.byID[m.id] = m
		delete(p.skip, m.Path)
		if m.Kind != "" {
			p.skip[m.Path] = m
		}
	}
	return p
}
