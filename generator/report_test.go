package generator

import (
	"testing"

	"github.com/open-stewardship/steward/generator/diag"
)

// What is wrong with the machine is reported though there is no site.
func TestReportWithoutASite(t *testing.T) {
	report := (&Result{Findings: []diag.Finding{{Severity: diag.Error}}}).Report()
	if report.Errors != 1 || report.Own != 0 {
		t.Errorf("%d errors in %d pages, want 1 in 0", report.Errors, report.Own)
	}
}
