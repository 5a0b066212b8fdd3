package main

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"runtime/pprof"
	"runtime/trace"
)

// profileFlags write where a build's time and memory go, for go tool pprof and
// go tool trace.
type profileFlags struct {
	CPUProfile string `name:"cpuprofile" placeholder:"FILE" help:"Write a profile of the processor's time, for go tool pprof."`
	MemProfile string `name:"memprofile" placeholder:"FILE" help:"Write a profile of the memory in use at the end, for go tool pprof."`
	Trace      string `name:"trace" placeholder:"FILE" help:"Write an execution trace, for go tool trace."`
}

// start starts what is asked for. The function it returns ends it and writes
// the files.
func (f profileFlags) start() (stop func() error, err error) {
	var stops []func() error
	stop = func() error {
		var errs []error
		for _, end := range stops {
			errs = append(errs, end())
		}
		return errors.Join(errs...)
	}
	begin := func(name string, start func(*os.File) error, end func(*os.File) error) {
		if name == "" || err != nil {
			return
		}
		var file *os.File
		if file, err = os.Create(name); err != nil {
			return
		}
		if err = start(file); err != nil {
			err = fmt.Errorf("profiling into %s: %w", name, errors.Join(err, file.Close()))
			return
		}
		stops = append(stops, func() error { return errors.Join(end(file), file.Close()) })
	}
	begin(f.CPUProfile, func(file *os.File) error { return pprof.StartCPUProfile(file) },
		func(*os.File) error { pprof.StopCPUProfile(); return nil })
	begin(f.Trace, func(file *os.File) error { return trace.Start(file) },
		func(*os.File) error { trace.Stop(); return nil })
	begin(f.MemProfile, func(*os.File) error { return nil },
		func(file *os.File) error { runtime.GC(); return pprof.WriteHeapProfile(file) })
	if err != nil {
		return nil, errors.Join(err, stop())
	}
	return stop, nil
}
