// Package score asks for verdicts on the corpus and counts: what was right, what was wrong and how sure,
// which alarms were false, and how long before the kill the true ones came, beside the rules that
// people use today.
package score
