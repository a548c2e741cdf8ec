package cgroup

import (
	"encoding/json"
	"os"
	"path/filepath"
	"time"
)

// podmanStore is one containers.json as last read.
type podmanStore struct {
	modified time.Time
	size     int64
	byID     map[string]Identity
}

// podmanContainer is a row of containers.json (containers/storage containers.go); metadata is JSON
// of its own (containers/podman libpod/storage.go RuntimeContainerMetadata).
type podmanContainer struct {
	ID       string   `json:"id"`
	Names    []string `json:"names"`
	Metadata string   `json:"metadata"`
}

// fromPodman looks a container up in containers/storage, which podman and CRI-O share.
func fromPodman(s *Identities, known Identity) (Identity, bool) {
	if known.ContainerID == "" {
		return Identity{}, false
	}
	for _, dir := range s.state.Podman {
		for _, file := range []string{"containers.json", "volatile-containers.json"} {
			for _, name := range glob(dir, filepath.Join("*-containers", file)) {
				if id, ok := s.podman(name)[known.ContainerID]; ok {
					return id, true
				}
			}
		}
	}
	return Identity{}, false
}

// podman returns the containers of one store, read again only when the file changed.
func (s *Identities) podman(name string) map[string]Identity {
	info, err := os.Stat(name)
	if err != nil {
		return nil
	}
	old := s.store[name]
	if old != nil && old.modified.Equal(info.ModTime()) && old.size == info.Size() {
		return old.byID
	}
	var rows []podmanContainer
	if err := decodeFile(name, &rows); err != nil {
		return nil
	}
	byID := make(map[string]Identity, len(rows))
	for _, r := range rows {
		byID[r.ID] = r.identity()
	}
	s.store[name] = &podmanStore{modified: info.ModTime(), size: info.Size(), byID: byID}
	return byID
}

func (c podmanContainer) identity() Identity {
	var metadata struct {
		Name  string `json:"name"`
		Image string `json:"image-name"`
	}
	// Metadata that is not JSON names nothing; the row itself still does.
	_ = json.Unmarshal([]byte(c.Metadata), &metadata)
	name := metadata.Name
	if len(c.Names) > 0 {
		name = c.Names[0]
	}
	id := kubernetesName(name)
	if id.Pod == "" {
		id = Identity{Container: name, Runtime: "podman"}
	} else {
		id.Runtime = "cri-o"
	}
	id.Image = metadata.Image
	return id
}
