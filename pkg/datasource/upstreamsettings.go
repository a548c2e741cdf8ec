package datasource

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/memledger/memledger/pkg/join"
	"github.com/memledger/memledger/pkg/memory"
)

// tenantHeader is how Mimir, Cortex and their siblings are told whose series are meant.
const tenantHeader = "X-Scope-OrgID"

// longestTenant and tenantID are Mimir's own limits.
const longestTenant = 150

var tenantID = regexp.MustCompile(`^[a-zA-Z0-9!\-_.*'()]+$`)

// scaleOut is what servers of many Prometheus want to be told.
type scaleOut struct {
	Tenant              string `json:"tenant"`
	PartialResponse     *bool  `json:"partialResponse"`
	Dedup               *bool  `json:"dedup"`
	MaxSourceResolution string `json:"maxSourceResolution"`
}

var sourceResolutions = []string{"0s", "5m", "1h", "auto"}

// header adds the tenant.
func (s scaleOut) header(h http.Header) (http.Header, error) {
	tenant := strings.TrimSpace(s.Tenant)
	if tenant == "" {
		return h, nil
	}
	for _, one := range strings.Split(tenant, "|") {
		if !tenantID.MatchString(one) || one == "." || one == ".." || len(one) > longestTenant {
			return h, fmt.Errorf("tenant %q: want letters, digits and !-_.*'(), %d at most, several joined by |", tenant, longestTenant)
		}
	}
	if h.Get(tenantHeader) != "" {
		return h, fmt.Errorf("tenant %q: a custom header %s is set too: want one of the two", tenant, tenantHeader)
	}
	h = h.Clone()
	if h == nil {
		h = http.Header{}
	}
	h.Set(tenantHeader, tenant)
	return h, nil
}

// parameters adds what Thanos reads.
func (s scaleOut) parameters(to url.Values) error {
	for name, v := range map[string]*bool{"partial_response": s.PartialResponse, "dedup": s.Dedup} {
		if v != nil {
			to.Set(name, strconv.FormatBool(*v))
		}
	}
	if s.MaxSourceResolution == "" {
		return nil
	}
	if !slices.Contains(sourceResolutions, s.MaxSourceResolution) {
		return fmt.Errorf("maxSourceResolution %q: want one of %s", s.MaxSourceResolution, list(sourceResolutions))
	}
	to.Set("max_source_resolution", s.MaxSourceResolution)
	return nil
}

// joining is how the settings change what the join does by itself.
type joining struct {
	Precedence map[string][]memory.DialectID `json:"precedence"`
	Bindings   []join.Binding                `json:"bindings"`
}

// precedence checks the order that the settings name.
func (j joining) precedence() (map[memory.Side][]memory.DialectID, error) {
	order := map[memory.Side][]memory.DialectID{}
	for name, ids := range j.Precedence {
		side := memory.Side(name)
		if side != memory.CgroupSide && side != memory.GoSide {
			return nil, fmt.Errorf("precedence %q: want %s or %s", name, memory.CgroupSide, memory.GoSide)
		}
		for _, id := range ids {
			if d, ok := memory.DialectByID(id); !ok || d.Side != side {
				return nil, fmt.Errorf("precedence of %s: %q is no exporter of that side: want one of %s", side, id, list(dialectIDs(side)))
			}
		}
		if len(ids) > 0 {
			order[side] = ids
		}
	}
	return order, nil
}

func dialectIDs(side memory.Side) (ids []string) {
	for _, d := range join.Precedence(side, nil) {
		ids = append(ids, string(d.ID))
	}
	return ids
}
