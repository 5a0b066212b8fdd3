package main

import (
	"fmt"
	"runtime/debug"
)

type versionCommand struct{}

// Run prints the version that was built in.
func (*versionCommand) Run(t terminal) error {
	version, revision, toolchain := "(devel)", "", ""
	if info, ok := debug.ReadBuildInfo(); ok {
		toolchain = info.GoVersion
		if info.Main.Version != "" {
			version = info.Main.Version
		}
		for _, setting := range info.Settings {
			if setting.Key == "vcs.revision" && version == "(devel)" {
				revision = " " + setting.Value
			}
		}
	}
	_, err := fmt.Fprintf(t.out, "steward %s%s %s\n", version, revision, toolchain)
	return err
}
