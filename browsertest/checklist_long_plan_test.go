//go:build browser

package browsertest

import (
	"fmt"
	"strings"
	"testing"
)

// planned opens a checklist on which so many actions have been agreed, and
// gives what a sheet must show of each: what is to be done, who does it, by
// when and from which statement, in the order in which they fall due.
func planned(t *testing.T, n int) (b *tab, rows [][]string) {
	t.Helper()
	var statements []string
	for i := range n {
		statements = append(statements, fmt.Sprintf("Statement number %02d is true of all of us, on each day of the week.", i+1))
	}
	s := meetingWith(t, map[string]string{"checklists/week.md": weekChecklist("", statements)})
	b = openFillable(t, serve(t, s).address)
	b.visit(week)
	fields := map[string]string{"team": "Night shift", "date": "2026-08-20"}
	for i, text := range statements {
		id := b.id(text)
		row := []string{fmt.Sprintf("Do thing %02d", i+1), fmt.Sprintf("Worker %02d", i+1), fmt.Sprintf("2027-%02d-%02d", 1+i/28, 1+i%28)}
		if i%5 == 3 {
			row[0] += ", and tell the families of it before the week is over"
		}
		for j, part := range []string{"-action", "-who", "-when"} {
			fields[id+part] = row[j]
		}
		rows = append(rows, []string{row[0], row[1], fmt.Sprintf("%d %s 2027", 1+i%28, []string{"January", "February"}[i/28]), fmt.Sprintf("From statement %d: %s", i+1, text)})
	}
	b.fill(fields)
	return b, rows
}

// A plan of any length prints well: the heading stands on every sheet, above
// the first action; each action is whole on one of them, and they are in order.
func TestPlanOfAnyLengthPrints(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ actions, most int }{{1, 1}, {13, 1}, {18, 1}, {50, 4}} {
		t.Run(fmt.Sprint(test.actions), func(t *testing.T) {
			b, rows := planned(t, test.actions)
			for _, p := range papers {
				sheets := b.printed("plan", p)
				if len(sheets) > test.most {
					t.Errorf("%s: %d actions take %d sheets, want %d at most", p.name, test.actions, len(sheets), test.most)
				}
				next := 0
				for i, s := range sheets {
					s.edgeFaults(i+1, len(sheets), p, func(format string, args ...any) { t.Errorf(p.name+": "+format, args...) })
					if heading := squeezed("Our week, Night shift, 20 August 2026") + "DoneBywhenActionWho"; strings.Count(s.text, heading) != 1 {
						t.Errorf("%s: sheet %d of %d lacks its heading: %.300s", p.name, i+1, len(sheets), s.text)
					}
					at := strings.Index(s.text, "DoneBywhen")
					for ; next < len(rows); next++ {
						first := strings.Index(s.text, squeezed(rows[next][0]))
						if first < 0 {
							break // it is on the next sheet
						}
						if first < at {
							t.Errorf("%s: sheet %d shows action %d out of order", p.name, i+1, next+1)
						}
						at = first
						for _, want := range rows[next] {
							if !strings.Contains(s.text, squeezed(want)) {
								t.Errorf("%s: action %d is parted: sheet %d does not show %q", p.name, next+1, i+1, want)
							}
						}
					}
				}
				if next != len(rows) {
					t.Errorf("%s: action %d of %d is on no sheet whole", p.name, next+1, len(rows))
				}
			}
		})
	}
}
