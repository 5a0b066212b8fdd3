// Package importer makes Markdown of a Word document.
//
// In comes a .docx file as bytes; out come the text of a page, its title, what
// was left out and, of a document that this site made, the page it was made
// from with what was changed in Word since. The package writes nothing to disk.
//
// The work is done by ES modules in browser/, which the page /give/ runs in a
// browser. Here the same modules run in goja, a JavaScript engine written in
// Go: one program, whichever way a document comes in. Only unpacking differs:
// a browser has its own, here it is archive/zip.
//
// A document may come from a stranger. Parts that are too large, XML that
// defines entities and elements nested without end are refused, with the reason
// in words; nothing outside the file is read, no macro runs, and a document that
// takes too long is given up.
//
// The way through: word.js, inline.js and styles.js read the parts into blocks;
// letters.js, shape.js, table.js and blanks.js find what their author meant;
// text.js, units.js and page.js write Markdown; origin.js, merge.js and
// compare.js bring changes back into the page a document was made from.
package importer
