package corpus

import (
	"github.com/memledger/memledger/bench/diagnosis/sim"
	"github.com/memledger/memledger/pkg/memory"
)

// nights is long enough for a nightly job to have run several times.
var nights = [2]float64{80, 300}

// with adds files to an ordinary container.
func with(f func(*Draw) sim.FileSet) func(*Draw) *sim.Container {
	return func(d *Draw) *sim.Container {
		c := d.Container()
		c.Files = append(c.Files, f(d))
		return c
	}
}

func nightly(d *Draw, size float64) sim.FileSet {
	return sim.FileSet{Size: size, Every: sim.Day, At: d.Between(0, 24), For: d.Between(0.2, 2) * sim.Hour, Dirty: d.Between(0, 0.5)}
}

var cacheFamilies = []Family{
	{Name: "nightly tar of a volume", Half: Tuning, Level: memory.CausePageCache, Trend: memory.CauseNone, Lived: nights,
		Make: with(func(d *Draw) sim.FileSet { return nightly(d, d.Share(0.3, 2)) })},
	{Name: "hot files read again and again", Half: Tuning, Level: memory.CausePageCache, Trend: memory.CauseNone, Lived: nights,
		Make: with(func(d *Draw) sim.FileSet {
			return sim.FileSet{Size: d.Share(0.3, 0.7), Hot: true, Fill: d.Log(0.05, 4) * sim.Hour}
		})},
	{Name: "rotated logs", Half: Report, Level: memory.CausePageCache, Trend: memory.CauseNone, Lived: nights,
		Make: with(func(d *Draw) sim.FileSet { return d.log(d.Share(0.3, 0.7)) })},
	{Name: "build cache that fills the limit", Half: Report, Level: memory.CausePageCache, Trend: memory.CauseNone, Lived: nights,
		Make: with(func(d *Draw) sim.FileSet {
			return sim.FileSet{Size: d.Share(1.2, 6), Every: d.Between(2, 7) * sim.Hour, At: 1, For: d.Between(0.3, 1.5) * sim.Hour, Dirty: 0.4}
		})},
	{Name: "archives kept until the limit", Half: Report, Level: memory.CausePageCache, Trend: memory.CauseNone, Lived: [2]float64{150, 300},
		Make: with(func(d *Draw) sim.FileSet {
			f := nightly(d, d.Share(0.5, 0.9))
			f.Grows = d.Share(0.2, 0.4)
			return f
		})},
	{Name: "bolt database mapped whole", Half: Tuning, Level: memory.CauseMappedFiles, Trend: memory.CauseNone, Lived: nights, Source: "gh:etcd-io/bbolt#541",
		Make: with(func(d *Draw) sim.FileSet {
			return sim.FileSet{Size: d.Share(0.35, 0.75), Hot: true, Mapped: true, Fill: d.Log(0.1, 6) * sim.Hour}
		})},
	{Name: "index headers mapped by each query", Half: Report, Level: memory.CauseMappedFiles, Trend: memory.CauseNone, Lived: nights, Source: "gh:grafana/mimir#2466",
		Make: with(func(d *Draw) sim.FileSet {
			return sim.FileSet{Size: d.Share(0.4, 0.8), Every: d.Between(0.5, 3) * sim.Hour, At: 0, For: d.Between(0.2, 0.5) * sim.Hour, Mapped: true}
		})},
	{Name: "log that is never rotated", Half: Tuning, Trend: memory.CausePageCache, Lived: [2]float64{72, 160},
		Make: with(func(d *Draw) sim.FileSet {
			return sim.FileSet{Rate: d.Share(0.03, 0.08) / sim.Day, Dirty: 1}
		})},
	{Name: "snapshots kept, one an hour", Half: Tuning, Trend: memory.CausePageCache, Lived: [2]float64{72, 130},
		Make: with(func(d *Draw) sim.FileSet {
			return sim.FileSet{Size: d.Share(0.01, 0.03), Grows: d.Share(0.02, 0.05) / 24, Every: sim.Hour, For: 0.1 * sim.Hour, Dirty: 0.5}
		})},
	{Name: "dumps kept, three a day", Half: Tuning, Trend: memory.CausePageCache, Lived: [2]float64{72, 130},
		Make: with(func(d *Draw) sim.FileSet {
			return sim.FileSet{Size: d.Share(0.01, 0.04), Grows: d.Share(0.02, 0.05) / 3, Every: 8 * sim.Hour, For: d.Between(0.2, 1) * sim.Hour, Dirty: 0.5}
		})},
	{Name: "archive written all day", Half: Report, Trend: memory.CausePageCache, Lived: [2]float64{72, 130},
		Make: with(func(d *Draw) sim.FileSet {
			return sim.FileSet{Size: d.Share(0.02, 0.05), Grows: d.Share(0.02, 0.04) / 4, Every: 6 * sim.Hour, For: 0.5 * sim.Hour, Dirty: 1}
		})},
}
