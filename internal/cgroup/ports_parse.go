package cgroup

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"net/netip"
	"strconv"
	"strings"
)

// Columns of /proc/net/tcp and tcp6. Source: Linux Documentation/networking/proc_net_tcp.rst.
const (
	tcpLocal = 1
	tcpState = 3
	tcpInode = 9
)

// tcpListen is TCP_LISTEN of include/net/tcp_states.h, as printed.
const tcpListen = "0A"

// parseTCP parses one line: the socket's inode, its local address, and whether it listens.
func parseTCP(line string) (inode uint64, l Listener, listens, ok bool) {
	fields := strings.Fields(line)
	if len(fields) <= tcpInode {
		return 0, l, false, false
	}
	if fields[tcpState] != tcpListen {
		return 0, l, false, true
	}
	address, port, _ := strings.Cut(fields[tcpLocal], ":")
	number, err := strconv.ParseUint(port, 16, 16)
	if err != nil {
		return 0, l, false, false
	}
	if l.Address, ok = parseAddress(address); !ok {
		return 0, l, false, false
	}
	inode, err = strconv.ParseUint(fields[tcpInode], 10, 64)
	l.Port = uint16(number)
	return inode, l, true, err == nil
}

// parseAddress parses an address as the kernel prints it: words of 32 bits in network order, each
// printed as a number of the machine's own order. An IPv4 address in IPv6 is given as IPv4.
func parseAddress(text string) (netip.Addr, bool) {
	b, err := hex.DecodeString(text)
	if err != nil || len(b)%4 != 0 {
		return netip.Addr{}, false
	}
	for i := 0; i < len(b); i += 4 {
		binary.NativeEndian.PutUint32(b[i:], binary.BigEndian.Uint32(b[i:]))
	}
	a, ok := netip.AddrFromSlice(b)
	return a.Unmap(), ok
}

// parseSocket returns the inode of "socket:[inode]", what /proc/PID/fd/N links to for a socket.
func parseSocket(link []byte) (uint64, bool) {
	number, ok := bytes.CutPrefix(link, []byte("socket:["))
	if !ok {
		return 0, false
	}
	number, ok = bytes.CutSuffix(number, []byte("]"))
	inode, isUint := parseUint(number)
	return inode, ok && isUint
}
