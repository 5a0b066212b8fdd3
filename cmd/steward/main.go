// Command steward makes a site of a folder of Markdown: pages to browse and
// search, templates to copy, checklists to print.
//
// This package is the command line: flags, messages and exit codes. It is the
// only one that prints. Messages go to standard error and results to standard
// output.
//
// Messages start with a small letter and have no full stop, as in the commands
// people have used before. A fault of the content is shown with its file, line
// and column, and what to type instead on the line beneath.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"

	"github.com/open-stewardship/steward/generator"
)

// Exit codes.
const (
	exitFine    = 0
	exitContent = 1 // the content has errors
	exitFailure = 2 // wrong usage, or a failure of the machine
)

// terminal is where a command reads and writes.
type terminal struct {
	in       io.Reader
	out, err io.Writer
}

// say writes a message for people.
func (t terminal) say(format string, args ...any) { fmt.Fprintf(t.err, format+"\n", args...) }

// commands is the command line.
type commands struct {
	C string `short:"C" name:"directory" placeholder:"DIR" help:"Run as if started in DIR."`

	Build     buildCommand     `cmd:"" help:"Build the site."`
	Serve     serveCommand     `cmd:"" help:"Show the site in a browser while you write."`
	Check     checkCommand     `cmd:"" help:"Look for mistakes in the content."`
	New       newCommand       `cmd:"" help:"Start a new page."`
	FromIssue fromIssueCommand `cmd:"" help:"Write the page that a GitHub issue form proposes."`
	Import    importCommand    `cmd:"" help:"Make pages of Word documents."`
	Search    searchCommand    `cmd:"" help:"Search a finished site."`
	Version   versionCommand   `cmd:"" help:"Print the version."`
}

// errContent says that findings were shown which make the command fail.
var errContent = errors.New("the content has errors")

func main() {
	os.Exit(run(os.Args[1:], terminal{os.Stdin, os.Stdout, os.Stderr}))
}

func run(args []string, t terminal) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()

	var cli commands
	exit := -1
	parser, err := kong.New(&cli,
		kong.Name("steward"),
		kong.Description("Makes a site of a folder of Markdown: pages to search, templates to copy, checklists to print."),
		kong.Writers(t.out, t.err),
		kong.Exit(func(code int) { exit = code }), // after --help
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(t),
	)
	if err != nil {
		t.say("steward: %v", err)
		return exitFailure
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	command, err := parser.Parse(args)
	if exit >= 0 {
		return exit
	}
	if err != nil {
		t.say("steward: %v\n    steward --help lists the commands and their options", err)
		return exitFailure
	}
	if cli.C != "" {
		if err := os.Chdir(cli.C); err != nil {
			t.say("steward: cannot go to the folder %s: %v", cli.C, errors.Unwrap(err))
			return exitFailure
		}
	}
	return t.exitCode(command.Run())
}

// exitCode shows an error and gives the exit code for it.
func (t terminal) exitCode(err error) int {
	usage := (*generator.UsageError)(nil)
	switch {
	case err == nil:
		return exitFine
	case errors.Is(err, errContent):
		return exitContent
	case errors.As(err, &usage):
		t.say("steward: %s\n    %s", usage.Message, usage.Hint)
	case errors.Is(err, context.Canceled):
		t.say("steward: stopped")
	default:
		t.say("steward: %v", err)
	}
	return exitFailure
}
