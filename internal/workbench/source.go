package workbench

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
)

// Instance is a data source as the SDK knows one.
type Instance interface {
	backend.QueryDataHandler
	backend.CheckHealthHandler
	backend.CallResourceHandler
}

// Source is the one data source, and the settings it was made of.
type Source struct {
	Instance
	Settings backend.DataSourceInstanceSettings
}

// health answers as Grafana does when a data source is tested.
func (s Source) health(w http.ResponseWriter, r *http.Request) {
	if !known(w, r) {
		return
	}
	result, err := s.CheckHealth(r.Context(), &backend.CheckHealthRequest{PluginContext: s.pluginContext()})
	if err != nil {
		fail(w, http.StatusInternalServerError, err)
		return
	}
	answer := struct {
		Status  string          `json:"status"`
		Message string          `json:"message"`
		Details json.RawMessage `json:"details,omitempty"`
	}{result.Status.String(), result.Message, result.JSONDetails}
	status := http.StatusOK
	if result.Status != backend.HealthStatusOk {
		status = http.StatusBadRequest
	}
	write(w, status, answer)
}

// resource passes a call on to the data source.
func (s Source) resource(w http.ResponseWriter, r *http.Request) {
	if !known(w, r) {
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		fail(w, http.StatusRequestEntityTooLarge, err)
		return
	}
	path := r.PathValue("path")
	url := path
	if r.URL.RawQuery != "" {
		url += "?" + r.URL.RawQuery
	}
	call := &backend.CallResourceRequest{
		PluginContext: s.pluginContext(), Path: path, Method: r.Method, URL: url, Headers: r.Header, Body: body,
	}
	sent := false
	err = s.CallResource(r.Context(), call, backend.CallResourceResponseSenderFunc(func(part *backend.CallResourceResponse) error {
		if !sent {
			sent = true
			for name, values := range part.Headers {
				w.Header()[name] = values
			}
			w.WriteHeader(part.Status)
		}
		_, err := w.Write(part.Body)
		return err
	}))
	if err != nil && !sent {
		fail(w, http.StatusInternalServerError, err)
	}
}

// known checks that the call is for the one data source there is.
func known(w http.ResponseWriter, r *http.Request) bool {
	if uid := r.PathValue("uid"); uid != UID {
		fail(w, http.StatusNotFound, fmt.Errorf("data source %q: want %q, the only one", uid, UID))
		return false
	}
	return true
}

// fail answers an error as Grafana's API does.
func fail(w http.ResponseWriter, status int, err error) {
	write(w, status, map[string]string{"message": err.Error()})
}

func write(w http.ResponseWriter, status int, answer any) {
	body, err := json.Marshal(answer)
	if err != nil {
		status, body = http.StatusInternalServerError, []byte(`{"message":"the answer cannot be written as JSON"}`)
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(body)
}
