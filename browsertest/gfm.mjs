// Renders documents with micromark, a second implementation of CommonMark and
// of GitHub's extensions: a JSON list of texts in, a JSON list of HTML out.
import { readFileSync } from "node:fs";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";

const documents = JSON.parse(readFileSync(0, "utf8"));
const options = { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] };
process.stdout.write(JSON.stringify(documents.map((/** @type {string} */ text) => micromark(text, options))));
