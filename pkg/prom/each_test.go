package prom

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

// visited lists the series of an answer as they came, with their points.
func visited(t *testing.T, c *Client, step time.Duration) ([]string, Warnings, error) {
	t.Helper()
	var all []string
	w, err := c.Each(t.Context(), Query{Text: "up", From: time.Unix(0, 0), To: time.Unix(60, 0), Step: step}, func(s *Series) {
		text := s.Name + "{"
		for _, l := range s.Labels.Pairs {
			text += fmt.Sprintf("%s=%q ", l.Name, l.Value)
		}
		text = strings.TrimSuffix(text, " ") + "}"
		for _, p := range s.Points {
			text += fmt.Sprintf(" %d:%v", p.Timestamp, float64(p.Value))
		}
		all = append(all, text)
	})
	return all, w, err
}

func answering(t *testing.T, body string) *Client {
	t.Helper()
	return client(t, serve(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(body)) }), Options{})
}

func TestEach(t *testing.T) {
	for name, c := range map[string]struct {
		step   time.Duration
		result string // of the data
		want   []string
	}{
		"vector": {0, `"resultType":"vector","result":[
			{"metric":{"__name__":"up","job":"a"},"value":[1700000000.123,"1"]},
			{"metric":{"__name__":"up","job":"b","empty":""},"value":[1700000000,"NaN"]},
			{"metric":{},"value":[1700000000,"+Inf"]}]`,
			[]string{`up{job="a"} 1700000000123:1`, `up{job="b"} 1700000000000:NaN`, `{} 1700000000000:+Inf`}},
		"labels in any order and place": {0, `"result":[
			{"value":[1,"1"],"metric":{"job":"a","__name__":"up","zone":"z","instance":"i"}},
			{"value":[1,"2"],"metric":{"__name__":"down","instance":"i","job":"a","zone":"z"}}],"resultType":"vector"`,
			[]string{`up{instance="i" job="a" zone="z"} 1000:1`, `down{instance="i" job="a" zone="z"} 1000:2`}},
		"escapes and dots": {0, `"resultType":"vector","result":[
			{"metric":{"__name__":"a\"b","k8s.pod":"x\\y\u00e9\"","quote":"\""},"value":[1,"1e3"]}]`,
			[]string{`a"b{k8s.pod="x\\yé\"" quote="\""} 1000:1000`}},
		"matrix with histograms": {time.Second, `"resultType":"matrix","result":[
			{"metric":{"__name__":"up"},"values":[[1,"2"],[2.5,"3"]],"histograms":[[1,{"count":"1","sum":"1"}]]},
			{"metric":{"__name__":"only"},"histograms":[[1,{"count":"1","sum":"1"}]]}]`,
			[]string{`up{} 1000:2 2500:3`}},
		"nothing": {0, `"resultType":"vector","result":[]`, nil},
	} {
		t.Run(name, func(t *testing.T) {
			got, w, err := visited(t, answering(t, `{"status":"success","warnings":["slow"],"data":{`+c.result+`},"infos":["counter?"]}`+"\n"), c.step)
			if err != nil || !slices.Equal(got, c.want) || !slices.Equal(w, Warnings{"slow", "counter?"}) {
				t.Errorf("got %q, warnings %q, %v, want %q and both warnings", got, w, err, c.want)
			}
		})
	}
}

// TestEachSharesLabels: what is found out of a set of labels holds for all series that have it.
func TestEachSharesLabels(t *testing.T) {
	c := answering(t, `{"status":"success","data":{"resultType":"vector","result":[
		{"metric":{"__name__":"a","job":"x"},"value":[1,"1"]},{"metric":{"__name__":"a","job":"y"},"value":[1,"1"]},
		{"metric":{"__name__":"b","job":"x"},"value":[1,"1"]}]}}`)
	var sets []*LabelSet
	if _, err := c.Each(t.Context(), Query{Text: "up", To: time.Unix(1, 0)}, func(s *Series) { sets = append(sets, s.Labels) }); err != nil {
		t.Fatal(err)
	}
	if len(sets) != 3 || sets[0] == sets[1] || sets[0] != sets[2] {
		t.Errorf("label sets %v, want the first and the last to be one", sets)
	}
}

// TestEachFails holds each failure against that of the same answer when it is read whole.
func TestEachFails(t *testing.T) {
	for name, body := range map[string]string{
		"matrix":      `{"status":"success","data":{"resultType":"matrix","result":[]}}`,
		"scalar":      `{"status":"success","data":{"resultType":"scalar","result":[1,"1"]}}`,
		"cut":         vectorJSON[:len(vectorJSON)/2],
		"two answers": vectorJSON + vectorJSON,
		"no number":   `{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1,"x"]}]}}`,
		"no point":    `{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":1}]}}`,
		"no labels":   `{"status":"success","data":{"resultType":"vector","result":[{"metric":{"a":1},"value":[1,"1"]}]}}`,
	} {
		t.Run(name, func(t *testing.T) {
			c := answering(t, body)
			_, _, err := visited(t, c, 0)
			_, _, whole := c.Instant(t.Context(), "up", time.Unix(60, 0))
			if err == nil || whole == nil || kindOfError(err) != kindOfError(whole) || !strings.Contains(err.Error(), "instant query at http://127.0.0.1") {
				t.Errorf("got %v, want an error such as %v", err, whole)
			}
		})
	}
}

func TestEachBoundsTheAnswer(t *testing.T) {
	u := serve(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(vectorJSON)) })
	_, _, err := visited(t, client(t, u, Options{MaxResponseBytes: int64(len(vectorJSON)) - 1}), 0)
	wantKind(t, err, KindTooLarge, true)
	if got, _, err := visited(t, client(t, u, Options{MaxResponseBytes: int64(len(vectorJSON))}), 0); err != nil || len(got) != 1 {
		t.Errorf("an answer of just that size: %q, %v", got, err)
	}
}

// TestEachLosesTheServer: a connection that breaks within the answer is the network's failure.
func TestEachLosesTheServer(t *testing.T) {
	u := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "1000")
		_, _ = w.Write([]byte(vectorJSON[:80]))
	})
	_, _, err := visited(t, client(t, u, Options{}), 0)
	wantKind(t, err, KindUnreachable, true)
}
