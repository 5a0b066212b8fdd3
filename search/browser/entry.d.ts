// entry.js is made by each build: the entry of its shards, in base 64.
declare const entry: string;
export default entry;
