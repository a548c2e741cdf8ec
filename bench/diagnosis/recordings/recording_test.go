package recordings

import (
	"bytes"
	"math"
	"testing"

	"github.com/memledger/memledger/pkg/memory"
)

// What no class holds is charges taken in advance, 64 pages a processor, and the delay between two
// files; the machine that recorded had two.
const slack = 2*64*4096 + 1<<20

func TestBooksOfEveryPointBalance(t *testing.T) {
	all, err := All()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) == 0 {
		t.Fatal("no recordings")
	}
	for _, r := range all {
		if r.Kernel == "" || r.Program == "" || r.Date == "" || r.Runtime == "" || r.Cgroup == 0 || r.Factor <= 0 {
			t.Errorf("%s: lacks its provenance: %+v", r.Name, r)
		}
		off := 0
		for i := range r.Seconds {
			l, err := memory.Attribute(r.At(i))
			if err != nil {
				t.Fatalf("%s, point %d: %v", r.Name, i, err)
			}
			var sum float64
			for _, a := range l.Amounts {
				sum += a.Bytes
			}
			if sum != l.Usage {
				t.Fatalf("%s, point %d: Σ classes = %.0f, want usage %.0f", r.Name, i, sum, l.Usage)
			}
			if math.Abs(l.Unattributed) > slack {
				off++
			}
		}
		// Usage and memory.stat are two files: memory that moves fast may move between them.
		if off > len(r.Seconds)/20 {
			t.Errorf("%s: more than %d bytes stand in no class at %d of %d points", r.Name, slack, off, len(r.Seconds))
		}
	}
}

func TestWrittenIsRead(t *testing.T) {
	r := Recording{Name: "x", Cgroup: 1}
	for i, usage := range []float64{100, 200, 300} {
		s := memory.Snapshot{}
		s.Put(memory.Usage, usage)
		s.Put(memory.Anon, 50)
		if i > 0 {
			s.Put(memory.File, usage/2)
		}
		r.Add(float64(i), s)
	}
	var file bytes.Buffer
	if err := r.Write(&file); err != nil {
		t.Fatal(err)
	}
	back, err := Parse(&file)
	if err != nil {
		t.Fatal(err)
	}
	if v, ok := back.At(2).Get(memory.File); !ok || v != 150 {
		t.Errorf("file at the end is %v, %v, want 150", v, ok)
	}
	if _, ok := back.At(0).Get(memory.File); ok {
		t.Error("file was not told at first: absent is not zero")
	}
	if v, _ := back.At(1).Get(memory.Anon); v != 50 {
		t.Errorf("anon, which never moved, is %v, want 50", v)
	}
}

func TestBadRecordingIsNamed(t *testing.T) {
	if _, err := Parse(bytes.NewReader([]byte("no gzip"))); err == nil {
		t.Error("no gzip was read")
	}
}
