//go:build slow

package markdown

// shapes is how many random shapes are tried.
const shapes = 600
