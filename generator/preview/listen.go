package preview

import (
	"cmp"
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"
	"syscall"

	"github.com/open-stewardship/steward/generator"
)

const (
	defaultAddr = "127.0.0.1:1313"
	defaultHost = "127.0.0.1"
)

// listen listens at an address. Without a host that is this computer alone,
// and not every network it is in.
func listen(addr string) (net.Listener, error) {
	addr = cmp.Or(addr, defaultAddr)
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, &generator.UsageError{Message: fmt.Sprintf("%q is not an address to serve at", addr),
			Hint: "write a host and a port, such as --addr " + defaultAddr}
	}
	at, err := net.Listen("tcp", net.JoinHostPort(cmp.Or(host, defaultHost), port))
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, &generator.UsageError{Message: fmt.Sprintf("the address %s is in use", addr),
			Hint: "stop the program that uses it, or choose another port, such as --addr 127.0.0.1:1414"}
	case err != nil:
		return nil, &generator.UsageError{Message: fmt.Sprintf("cannot serve at %s: %v", addr, cause(err)),
			Hint: "choose another address, such as --addr " + defaultAddr}
	}
	return at, nil
}

// cause strips an error of the network of the operation and address that the
// message around it already names.
func cause(err error) error {
	if op := (*net.OpError)(nil); errors.As(err, &op) {
		return op.Err
	}
	return err
}

// address is what to type into a browser for the site at a base path.
func address(addr string, at net.Addr, base string) string {
	host, _, _ := net.SplitHostPort(addr)
	bound, port, _ := net.SplitHostPort(at.String())
	if ip := net.ParseIP(bound); ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(cmp.Or(host, bound), port) + base
}

// hosts are the names under which a browser may ask for the site; nil if any
// will do. A page from elsewhere can have its own name lead to 127.0.0.1 (DNS
// rebinding) and would then read what is meant for this computer alone, but
// its requests carry that name.
type hosts map[string]bool

// allowedHosts gives the names for a server that listens at an address. One
// that other computers can reach anyway answers to every name.
func allowedHosts(addr string, at net.Addr) hosts {
	bound, _, _ := net.SplitHostPort(at.String())
	if ip := net.ParseIP(bound); ip == nil || !ip.IsLoopback() {
		return nil
	}
	given, _, _ := net.SplitHostPort(addr)
	return hosts{"localhost": true, strings.ToLower(given): true}
}

// allow tells whether a request for a host may be answered. An IP address of
// this computer needs no name that could lead astray.
func (h hosts) allow(host string) bool {
	if h == nil {
		return true
	}
	if name, port, err := net.SplitHostPort(host); err == nil {
		if _, err := strconv.ParseUint(port, 10, 16); err != nil {
			return false
		}
		host = name
	}
	host = strings.TrimSuffix(strings.ToLower(strings.Trim(host, "[]")), ".")
	if ip := net.ParseIP(host); ip != nil && ip.IsLoopback() {
		return true
	}
	return host != "" && h[host]
}
