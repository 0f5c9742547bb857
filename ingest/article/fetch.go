package article

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"syscall"
	"time"
)

// userAgent tells sites who asks, as polite robots do.
const userAgent = "factgraph/1.0 (reads single pages on a person's request)"

// ErrPrivate is returned for addresses of the local network.
var ErrPrivate = errors.New("a private or loopback address; --allow-private reads it all the same")

// newClient makes a client with time limits that, unless private addresses are
// allowed, refuses to connect to the local network. The check is made on the
// address that is connected to, after name resolution and at every redirect,
// so that no name can smuggle one in.
func newClient(allowPrivate bool) *http.Client {
	dialer := &net.Dialer{Timeout: 10 * time.Second}
	if !allowPrivate {
		dialer.Control = func(_, address string, _ syscall.RawConn) error {
			host, err := netip.ParseAddrPort(address)
			if err != nil {
				return err
			}
			if ip := host.Addr().Unmap(); !ip.IsGlobalUnicast() || ip.IsPrivate() {
				return ErrPrivate
			}
			return nil
		}
	}
	return &http.Client{
		Timeout: 60 * time.Second,
		Transport: &http.Transport{
			Proxy:                 http.ProxyFromEnvironment,
			DialContext:           dialer.DialContext,
			TLSHandshakeTimeout:   10 * time.Second,
			ResponseHeaderTimeout: 20 * time.Second,
		},
		CheckRedirect: func(request *http.Request, via []*http.Request) error {
			if len(via) >= 10 {
				return errors.New("stopped after 10 redirects")
			}
			return nil
		},
	}
}

// address reads a web page or feed.
func (r *reader) address(address string) bool {
	request, err := http.NewRequestWithContext(r.ctx, http.MethodGet, address, nil)
	if err != nil {
		return r.fail(address, err)
	}
	request.Header.Set("User-Agent", userAgent)
	request.Header.Set("Accept", "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,text/plain,application/pdf;q=0.9,*/*;q=0.5")
	request.Header.Set("Accept-Language", "en")
	response, err := r.HTTP.Do(request)
	if err != nil {
		return r.fail(address, fmt.Errorf("fetching: %w", err))
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return r.fail(address, fmt.Errorf("the server answered %s", response.Status))
	}
	in := newInput(response.Request.URL.String(), contextReader{r.ctx, response.Body})
	in.hint, in.date = response.Header.Get("Content-Type"), ""
	return r.input(in)
}
