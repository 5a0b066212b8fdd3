// language.js is made by each build: it hands on the module of the site's language.
export { isCommon, stem, wordOf } from "./english.js";
