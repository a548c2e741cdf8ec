package pagecache

import (
	"strings"
	"testing"
)

func TestEscape(t *testing.T) {
	for name, want := range map[string]string{
		"plain name": "plain name", "größe": "größe", "a\x1b[2J\n": `a\x1b[2J\n`, "\xff\xfe": `\xff\xfe`, `a\nb`: `a\\nb`, "\u202egpj": `\u202egpj`, "\ufffd": "\ufffd",
	} {
		if got := Escape(name); got != want {
			t.Errorf("%q: %s, want %s", name, got, want)
		}
	}
}

// Lines of a podman container's mountinfo, with an NFS volume whose name has a space, and with proc
// hidden below a tmpfs.
const mountinfo = `640 590 0:64 / / rw,relatime - overlay overlay rw,lowerdir=/l,upperdir=/u,workdir=/w
641 640 0:67 / /proc rw,nosuid,nodev,noexec,relatime - proc proc rw
650 640 0:70 / /dev/shm rw,nosuid shared:9 - tmpfs shm rw,size=64000k
651 640 0:71 / /my\040volume rw - nfs4 server:/export rw
652 640 0:72 / /home rw - fuse.sshfs host:/ rw
653 641 0:73 / /proc/acpi ro - tmpfs tmpfs ro
654 640 0:74 / /both rw - proc proc rw
655 640 0:75 / /both rw - tmpfs tmpfs rw
`

func TestPlacesThatAreNotLookedAt(t *testing.T) {
	mounts, err := parseMounts(mountinfo)
	if err != nil || len(mounts) != 8 {
		t.Fatalf("%d mounts, %v", len(mounts), err)
	}
	skipped := func(network bool) string {
		var all []string
		for _, path := range []string{"/", "/proc", "/dev/shm", "/my volume", "/home", "/both"} {
			if m, skip := placesOf(mounts, network).skip[path]; skip {
				all = append(all, path+": "+m.Type)
			}
		}
		return strings.Join(all, ", ")
	}
	if got, want := skipped(false), "/proc: proc, /my volume: nfs4, /home: fuse.sshfs"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got, want := skipped(true), "/proc: proc"; got != want {
		t.Errorf("with the network: %s, want %s", got, want)
	}
	if _, err := parseMounts("1 2 3\n"); err == nil || !strings.Contains(err.Error(), `"1 2 3"`) {
		t.Errorf("%v, want the line that is wrong", err)
	}
}

func TestTreeSumsUpFolders(t *testing.T) {
	root := Tree([]File{
		{Path: "/data/deep/only/a", Cached: 50, Size: 60},
		{Path: "/data/deep/only/b", Cached: 30, Size: 30},
		{Path: "/etc/c", Cached: 10, Size: 10},
		{Path: "/data/gone", Cached: 5, Size: 5, Deleted: true},
		{Path: "/etc/c", Cached: 1, Size: 1, Root: "process 7"},
	})
	var text []string
	shown := root.Largest(7)
	var print func(*Node, string)
	print = func(n *Node, indent string) {
		if shown[n] {
			text = append(text, indent+n.Name)
		}
		for _, c := range n.Below {
			print(c, indent+" ")
		}
	}
	print(root, "")
	want := "/| data/deep/only|  a|  b| etc|  c| " + noName
	if got := strings.Join(text, "|"); got != want || root.Cached != 96 || root.Files != 5 {
		t.Errorf("%s, %d bytes of %d files, want %s, 96 bytes of 5", got, root.Cached, root.Files, want)
	}
}
