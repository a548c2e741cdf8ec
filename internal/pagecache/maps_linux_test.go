package pagecache

import "testing"

func TestParseMap(t *testing.T) {
	type mapped struct{ at, inode, path string }
	for line, want := range map[string]mapped{
		"00400000-00452000 r-xp 00000000 08:02 173521      /usr/bin/dbus-daemon\n":           {"400000-452000", "173521", "/usr/bin/dbus-daemon"},
		"7f2c4a000000-7f2c4a021000 rw-s 00000000 00:01 2059 /dev/zero (deleted)\n":           {"7f2c4a000000-7f2c4a021000", "2059", "/dev/zero (deleted)"},
		"7f2c4a000000-7f2c4a021000 r--p 00000000 fe:00 12   /a  b\\012c\n":                   {"7f2c4a000000-7f2c4a021000", "12", "/a  b\nc"},
		"7ffd1c5f2000-7ffd1c613000 rw-p 00000000 00:00 0                          [stack]\n": {},
		"7f2c4a000000-7f2c4a021000 rw-p 00000000 00:00 0 \n":                                 {},
	} {
		at, inode, path, ok := parseMap(line)
		if got := (mapped{at, inode, path}); ok != (want.path != "") || (ok && got != want) {
			t.Errorf("%q: %+v, %v, want %+v", line, got, ok, want)
		}
	}
}
