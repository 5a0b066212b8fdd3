// Package preview serves a site while it is being written.
//
// In come the options of a build and an address to listen at; out go pages,
// made when a browser asks for them, and over an event stream the news that
// there is a new edition or that something is wrong with it. Each change of a
// file leads to a new edition of the whole site: the package does not know what
// depends on what, nor how a page is made. It writes nothing but the search
// index, which it keeps in a hidden folder beside the output folder while it
// runs.
//
//	watch.go      files change      -> state.touch
//	poll.go       the same, by looking, for what no event tells
//	make.go       state.touch       -> an edition, put into the state
//	state.go      what is shown now, and waiting for what is newer
//	index.go      an edition        -> a search index, in the background
//	handler.go    a request         -> a file of what is shown now
//	events.go     the state         -> the browser, which reloads or shows faults
package preview

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/open-stewardship/steward/generator"
)

// Options say what to serve and where.
type Options struct {
	Generator generator.Options
	// Addr is the host and port to listen at; "" means 127.0.0.1:1313. Without
	// a host only this computer can ask for pages.
	Addr string
	// Listening is called once, with the address of the home page, when it can
	// be asked for. It may be nil.
	Listening func(url string)
	// Changed is called after each change with what came of it and the time that
	// took. It may be nil.
	Changed func(result *generator.Result, took time.Duration)
	// Failed is called with the reason each time the search index could not be
	// made; another attempt follows at the next change. Until then searches are
	// answered from the index before, or with the reason. It may be nil.
	Failed func(err error)
	// Limited is called once if the system lets fewer folders be watched than
	// there are. Changes are found all the same, within a second or two. It may
	// be nil.
	Limited func(limit *generator.UsageError)
}

// Serve makes editions of a site as its files change, and serves them until ctx
// ends; then it returns nil. What is wrong with the content is shown in the
// browser. The error is for a first edition that cannot be made at all, for an
// address that cannot be listened at.
func Serve(ctx context.Context, options Options) (err error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	options.Generator.Live = true

	at, err := listen(options.Addr)
	if err != nil {
		return err
	}
	defer at.Close()
	files, err := watch(options.Generator.Content, options.Generator.Out)
	if err != nil {
		return err
	}
	defer files.Close()
	files.limited = options.Limited

	shows := newState(rand.Text())
	var finder *index
	if !options.Generator.NoSearch {
		finder, err = newIndex(options.Generator.Out, at.Addr().String(), func(err error) {
			if options.Failed != nil {
				options.Failed(err)
			}
		})
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, finder.Close()) }()
	}
	web := newServer(ctx, newHandler(shows, finder, allowedHosts(options.Addr, at.Addr())), patienceWithClients)
	maker := maker{generator: generator.New(options.Generator), content: options.Generator.Content, shows: shows, changed: options.Changed,
		before: files.note,
		first: func(base string) {
			if options.Listening != nil {
				options.Listening(address(options.Addr, at.Addr(), base))
			}
		}}

	var tasks group
	tasks.start(stop, func() error { return files.run(ctx, shows.touch) })
	tasks.start(stop, func() error { return maker.run(ctx) })
	if finder != nil {
		tasks.start(stop, func() error { return finder.run(ctx, shows) })
	}
	tasks.start(stop, func() error { return serve(ctx, web, at) })
	return tasks.wait()
}

// timeouts are how long a client may take to ask, to take its answer, and to
// ask again. Without them each that stops half way would be kept for ever.
type timeouts struct{ header, ask, answer, idle time.Duration }

// patienceWithClients leaves a phone five minutes for a film.
var patienceWithClients = timeouts{header: 10 * time.Second, ask: 30 * time.Second, answer: 5 * time.Minute, idle: 2 * time.Minute}

func newServer(ctx context.Context, handler http.Handler, patience timeouts) *http.Server {
	return &http.Server{
		Handler:           handler,
		BaseContext:       func(net.Listener) context.Context { return ctx },
		ReadHeaderTimeout: patience.header,
		ReadTimeout:       patience.ask,
		WriteTimeout:      patience.answer,
		IdleTimeout:       patience.idle,
		MaxHeaderBytes:    512 << 10, // a query of 100 KB takes 300 where each byte is written %20
		ErrorLog:          log.New(io.Discard, "", 0),
	}
}

// grace is how long requests under way may take when the server ends.
const grace = 2 * time.Second

// serve answers requests until ctx ends. Event streams end with it.
func serve(ctx context.Context, web *http.Server, at net.Listener) error {
	ended := make(chan error, 1)
	go func() { ended <- web.Serve(at) }()
	select {
	case err := <-ended:
		return fmt.Errorf("serving: %w", err)
	case <-ctx.Done():
	}
	wait, stop := context.WithTimeout(context.Background(), grace)
	defer stop()
	if web.Shutdown(wait) != nil {
		web.Close()
	}
	<-ended
	return nil
}

// A group runs tasks side by side; when one of them ends, all are to end.
type group struct {
	wg   sync.WaitGroup
	mu   sync.Mutex
	errs []error
}

func (g *group) start(stop func(), task func() error) {
	g.wg.Go(func() {
		defer stop()
		if err := task(); err != nil {
			g.mu.Lock()
			g.errs = append(g.errs, err)
			g.mu.Unlock()
		}
	})
}

// wait gives the first error of the tasks, when all have ended.
func (g *group) wait() error {
	g.wg.Wait()
	if len(g.errs) > 0 {
		return g.errs[0]
	}
	return nil
}
