// Package themes holds the themes Steward brings along and lays a site's own
// files over them.
//
// In comes the name of a theme and, if the site has one, the folder of its own
// theme files. Out goes one file system that shows the site's file wherever it
// has one and the theme's everywhere else, and a list of the files that replace
// nothing. The package knows nothing of pages, templates or bundles: it hands
// out files.
//
// A theme has these folders:
//
//	layouts/        html/template files, known by their path below layouts/
//	layouts/parts/  what several layouts share
//	css/  js/       each file is a bundle of its own; sub-folders hold what they import
//	icons/          SVG of 24 by 24, drawn with currentColor
//	images/         pictures
package themes
