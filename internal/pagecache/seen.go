package pagecache

// Request says whose files are looked at, and how far.
type Request struct {
	Proc string // where procfs is mounted
	PIDs []int  // the processes whose files are meant
	// Belongs says whether a process is still one of them; the error says why not. A process's number
	// may be another's by the time it is looked at.
	Belongs func(pid int) error
	Folders []string // only below these, as the processes see them; none = everything
	Network bool     // file systems that may wait for another machine, too
	Most    int      // files to look at; 0 = all
}

// Seen is what is cached of the files of some processes.
type Seen struct {
	Files    []File // with cached pages, the largest part first
	Examined int    // files that the kernel was asked about, the empty ones among them
	Unknown  []Unknown
	Skipped  []Mount // file systems that were not looked at
	// Stopped says why the look ended early; "" = it did not.
	Stopped string
	// SharesRoot is set where a process has the machine's own root: its open and mapped files were looked
	// at, and folders only where they were asked for.
	SharesRoot bool
}

// File is a file some of which is cached.
type File struct {
	Path    string // as the processes see it, any bytes; of a deleted file the one that it had
	Cached  int64  // bytes of its pages in the page cache
	Size    int64  // bytes; less than Cached where the last page is not full, more where it is sparse or partly cached
	Deleted bool   // has no name any more, and is still open or mapped
	// Shared is set for tmpfs and for shared memory without a file: the kernel counts it in the page
	// cache, and only swap can take it.
	Shared bool
	Root   string // which root Path is in, where the processes have several; "" = the first one's
}

// Unknown is what could not be told, for one reason.
type Unknown struct {
	Reason string // such as "permission denied"
	// Count is how many files, folders or processes; Size how many bytes the files have, which is the most
	// that may be cached of them, but for what is sparse.
	Count    int
	Size     int64
	Examples []string
}

// Totals returns how many bytes are cached in all, and how many of those are shared memory.
func (s *Seen) Totals() (cached, shared int64) {
	for i := range s.Files {
		cached += s.Files[i].Cached
		if s.Files[i].Shared {
			shared += s.Files[i].Cached
		}
	}
	return cached, shared
}

const maxExamples = 3

// fail notes that something could not be told; what it was called, and how many bytes it has.
func (s *Seen) fail(reason, what string, size int64) {
	for i := range s.Unknown {
		if u := &s.Unknown[i]; u.Reason == reason {
			u.Count++
			u.Size += size
			if len(u.Examples) < maxExamples {
				u.Examples = append(u.Examples, what)
			}
			return
		}
	}
	s.Unknown = append(s.Unknown, Unknown{Reason: reason, Count: 1, Size: size, Examples: []string{what}})
}
