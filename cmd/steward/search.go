package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/open-stewardship/steward/generator"
	"github.com/open-stewardship/steward/search"
)

// searchCommand searches, unless its first word is export.
type searchCommand struct {
	Query  queryCommand  `cmd:"" default:"withargs" help:"Search a finished site; put -- before the word export, to look for it."`
	Export exportCommand `cmd:"" help:"Write the pages for a search cluster."`
}

type queryCommand struct {
	Index string   `default:"public/search/index.bleve" placeholder:"DIR" help:"The index of a finished site (public/search/index.bleve)."`
	N     int      `short:"n" default:"10" help:"How many pages to show (10)."`
	JSON  bool     `help:"Print each query's result as a line of JSON."`
	Query []string `arg:"" optional:"" help:"What to look for; put -- before a word that starts with a hyphen. Without it, each line of standard input is a query."`
}

// Run answers one query, or one a line of standard input.
func (c *queryCommand) Run(t terminal) error {
	if c.N < 1 {
		return &generator.UsageError{Message: "-n wants a number from 1", Hint: "steward search -n 10 \"team meeting\""}
	}
	index, err := search.Open(c.Index)
	if err != nil {
		return err
	}
	defer index.Close()
	if len(c.Query) > 0 {
		return c.answer(index, t, strings.Join(c.Query, " "))
	}
	lines := bufio.NewScanner(t.in)
	for lines.Scan() {
		if err := c.answer(index, t, lines.Text()); err != nil {
			return err
		}
	}
	return lines.Err()
}

func (c *queryCommand) answer(index *search.Index, t terminal, query string) error {
	result, err := index.Search(search.Query{Text: query, Limit: c.N})
	if err != nil {
		return err
	}
	if c.JSON {
		encoder := json.NewEncoder(t.out)
		encoder.SetEscapeHTML(false)
		return encoder.Encode(result)
	}
	if len(result.Hits) == 0 {
		t.say("nothing was found for %q", query)
		return nil
	}
	for _, hit := range result.Hits {
		fmt.Fprintf(t.out, "%s\n  %s", hit.Title, hit.URL)
		if hit.Anchor != "" {
			fmt.Fprintf(t.out, "#%s", hit.Anchor)
		}
		fmt.Fprintf(t.out, "\n  %s\n", hit.Excerpt)
	}
	t.say("%s", counted(result.Total, "page", "pages"))
	return nil
}
