package generator

import (
	"fmt"

	"github.com/open-stewardship/steward/generator/assets"
	"github.com/open-stewardship/steward/generator/importer"
)

// NewImporter makes an importer of Word documents.
func NewImporter() (*importer.Importer, error) {
	script, err := assets.Script(importer.Modules(), importer.Entry, "steward")
	if err != nil {
		return nil, fmt.Errorf("bundling the importer: %w", err)
	}
	return importer.New(script)
}
