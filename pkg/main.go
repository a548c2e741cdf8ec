// The backend of the Memledger data source: Grafana starts it and asks it over gRPC.
package main

import (
	"os"

	"github.com/grafana/grafana-plugin-sdk-go/backend/datasource"
	"github.com/grafana/grafana-plugin-sdk-go/backend/log"

	memledger "github.com/memledger/memledger/pkg/datasource"
)

func main() {
	if err := datasource.Manage(memledger.PluginID, memledger.NewDatasource, datasource.ManageOpts{}); err != nil {
		log.DefaultLogger.Error(err.Error())
		os.Exit(1)
	}
}
