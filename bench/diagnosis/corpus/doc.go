// Package corpus is the histories that a verdict is judged by, with the truth attached: families of
// containers from physical models, the cases that people reported, and recordings of real cgroups.
//
// Families come in two halves. Thresholds may be tuned on the one; the scoreboard reports the other.
// What can be known through an exporter is declared in knowable.go, from what the counters mean and
// not from what any program makes of them.
package corpus
