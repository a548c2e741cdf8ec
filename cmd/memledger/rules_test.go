package main

import (
	"bytes"
	"context"
	"strings"
	"testing"
)

// What a format does not take would otherwise print rules of more containers than were asked for.
func TestRulesRefuseWhatTheyCannotSay(t *testing.T) {
	for _, c := range []struct {
		args []string
		err  string
	}{
		{[]string{"--format=grafana", `--selector=namespace="shop"`}, "rules: --selector: want it with --format prometheus only; --filter KEY=VALUE chooses containers here"},
		{[]string{"--format=grafana", `--go-selector=a="b"`}, "rules: --go-selector: want it with --format prometheus only"},
		{[]string{"--format=grafana", "--dialect=memledger"}, "rules: --dialect: want it with --format prometheus only"},
		{[]string{"--format=grafana", "--go-dialect=client_golang"}, "rules: --go-dialect: want"},
		{[]string{"--format=grafana", "--go-container=job"}, "rules: --go-container: want"},
		{[]string{"--pace=demo"}, "rules: --pace: want it with --format grafana only"},
		{[]string{"--datasource=memledger"}, "rules: --datasource: want it with --format grafana only"},
		{[]string{"--folder=x"}, "rules: --folder: want it with --format grafana only"},
		{[]string{"--filter=namespace=shop"}, "rules: --filter: want it with --format grafana only; --selector chooses series here"},
		{[]string{"--format=grafana", "--filter=job=shop"}, "rules: --filter job=shop: want one of [cluster node namespace pod container]"},
		{[]string{"--format=grafana", "--filter=pod="}, "rules: --filter pod=: want"},
		{[]string{"--selector={a="}, `rules: selector "{a=": want matchers of PromQL`},
		{[]string{"--go-container=a b"}, `rules: go-container "a b": want the name of a label`},
	} {
		var out bytes.Buffer
		if err := execute(context.Background(), append([]string{"rules"}, c.args...), &out, &out); err == nil || !strings.Contains(err.Error(), c.err) || out.Len() > 0 {
			t.Errorf("%v: %v and %d bytes, want %q", c.args, err, out.Len(), c.err)
		}
	}
}

func TestRulesTakeTheirOwnFlags(t *testing.T) {
	for want, args := range map[string][]string{
		`zone="a"`:                          {`--selector=zone='a'`, "--dialect=cadvisor", "--go-container=job", "--for=1m"},
		`key: pod, operator: =, value: a`:   {"--format=grafana", "--filter=pod=a", "--folder=F", "--datasource=d", "--pace=demo", "--for=1m"},
		`container?datasource=a%26b%7B%7B"`: {"--format=grafana", "--datasource=a&b{{"},
	} {
		var out bytes.Buffer
		if err := execute(context.Background(), append([]string{"rules"}, args...), &out, &out); err != nil || !strings.Contains(strings.ReplaceAll(out.String(), "{{ with", `"`), want) {
			t.Errorf("%v: %v, want %s", args, err, want)
		}
	}
}
