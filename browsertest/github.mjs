// Answers what GitHub would make of things, by libraries that know: reads a
// request as JSON from standard input and writes the answer as JSON.
//
//   {"workflows": {name: text}}  ->  {name: [error]}
//   {"annotations": [{severity, message, properties}]}  ->  [line]
import { error, notice, warning } from "@actions/core";
import { createRequire } from "node:module";
import { text } from "node:stream/consumers";

const { validateWorkflow } = createRequire(import.meta.url)("@action-validator/core");
const request = JSON.parse(await text(process.stdin));
console.warn = () => {}; // it says each time that it does not look at globs

/** Runs a function and gives the lines it writes to standard output. */
function written(run) {
  const lines = [], { write } = process.stdout;
  process.stdout.write = chunk => lines.push(String(chunk).replace(/\r?\n$/, "")) > 0;
  try {
    run();
  } finally {
    process.stdout.write = write;
  }
  return lines;
}

let answer;
if (request.workflows) {
  answer = Object.fromEntries(Object.entries(request.workflows).map(([name, source]) => [name, validateWorkflow(source).errors]));
} else {
  const commands = { error, warning, notice };
  answer = request.annotations.flatMap(a => written(() => commands[a.severity](a.message, a.properties)));
}
process.stdout.write(JSON.stringify(answer));
