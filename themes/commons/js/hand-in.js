// What handing in needs, loaded while people answer: links, codes and files.
export { drawCode } from "./ask/code.js";
export { written } from "./ask/file.js";
export { handInLink, whole } from "./ask/link.js";
