package report

import (
	"fmt"

	"github.com/memledger/memledger/internal/pagecache"
)

// near is what the two numbers may differ by without a reason: the kernel keeps up to 64 pages per
// processor uncounted (mm/memcontrol.c MEMCG_CHARGE_BATCH), and files change while they are looked at.
const near = 0.02

// summary compares what was found with what the cgroup is charged for. A page is charged to the
// cgroup that touched it first, so the two are not the same thing even where they agree.
func (f *Files) summary() string {
	found := iec(float64(f.Found))
	if f.FoundShared > 0 {
		found += " (" + iec(float64(f.FoundShared)) + " of it shared memory)"
	}
	if f.Charged == nil {
		return "Found " + found + " cached of this container's files; what its cgroup is charged for is not told."
	}
	charged, more := *f.Charged, float64(f.Found)-*f.Charged
	switch {
	case more > near*charged:
		return fmt.Sprintf("Found %s cached of this container's files; its cgroup is charged for %s of page cache: at least %s was touched first by another cgroup, which is charged for it.", found, iec(charged), iec(more))
	case -more > near*charged:
		return fmt.Sprintf("Found %s of the %s of page cache that this container's cgroup is charged for.", found, iec(charged))
	}
	return fmt.Sprintf("Found %s cached of this container's files; its cgroup is charged for %s of page cache.", found, iec(charged))
}

// caveat is true of every answer.
const caveat = "A page is charged to the cgroup that touched it first: files that others use too may be charged elsewhere, and no file tells whom its pages are charged to."

// notice says what the answer leaves out.
func (f *Files) notice(seen *pagecache.Seen) {
	if seen.Stopped != "" {
		f.Notices = append(f.Notices, "not all was looked at: "+seen.Stopped+" (--timeout, --max-files)")
	}
	if seen.SharesRoot {
		f.Notices = append(f.Notices, "its processes have the machine's own root: files that they have open or mapped were looked at, and folders where --path names them")
	}
	if f.Charged != nil && float64(f.Found) < (1-near)*(*f.Charged) {
		f.Notices = append(f.Notices, "the rest may lie in files that are not reachable here (another container's, a volume's that is no longer mounted, an image's under a changed copy), in those below that could not be told, or in the file system's own blocks")
	}
	f.Notices = append(f.Notices, caveat)
}
