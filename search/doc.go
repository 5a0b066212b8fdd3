// Package search finds pages. Documents go in; out come a bleve index in a
// folder, for Go programs, and static files, for the browser. Both are queried
// by the same rules and give the same pages in the same order.
//
// The package knows nothing of Markdown, sites, themes or files of content,
// and it imports no other package of Steward.
//
//	Build    build.go: collect.go (analysis) -> invert.go -> store.go (bleve) and publish.go (static files)
//	Search   index.go: parse.go -> bleve.go, evaluate.go -> narrow.go -> excerpt.go
//	Export   export.go -> export_elastic.go, export_solr.go
//	browser/ the same in JavaScript: query.js -> evaluate.js -> rank.js, bound.js -> narrow.js -> excerpt.js, by client.js
//
// # Words
//
// Text is cut into words by wordPattern. The language's filters of bleve make
// a word in lower case of each, and of the word a term: in English Porter's
// stemmer, in Dutch Snowball's, in other languages none. Common words (bleve's
// stop words) are searched for in titles only, and only by queries that have no
// other words. All words with the same term are a group.
//
// # Ranking
//
// The impact of a term t on a page d is BM25F (Zaragoza, Craswell, Taylor,
// Saria and Robertson, "Microsoft Cambridge at TREC-13", 2004; Robertson and
// Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009):
//
//	tf(t,d)     = sum over fields f of  w_f * n_f(t,d) / (1 - b_f + b_f * len_f(d) / mean_f)
//	impact(t,d) = round(32 * tf / (k1 + tf)), at least 1,  k1 = 1.4
//	idf(t)      = log2((N + 1) / (N_t + 1/2)) in 64ths, rounded down
//
// with the weights w of title 4, headings, tags and description 2, body 1, and
// b of 0.4, 0.75 for the body. n_f counts t in a field, len_f its words, in the
// body at least 3/4 of mean_f, which is over the pages that have the field; N is
// all pages, N_t those with t. The idf is that of Robertson and Spärck Jones as
// Lucene has it, ln(1 + (N - N_t + 1/2) / (N_t + 1/2)), which is the same but
// for the base.
//
// Impacts are quantised to 32 levels, which rank as well as finer ones (Anh, de
// Kretser and Moffat, "Vector-space ranking with effective early termination",
// 2001) and take least room; all after that is sums of whole numbers, so that
// Go and JavaScript cannot differ. A query's
// words are joined by "or". Each different term is a slot, and a page scores
//
//	base(q,d)  = sum over slots of  times in q * most of its alternatives
//	boost(q,d) = 1 + c*c / (title's words * slots) + (c / slots)^4
//	score(q,d) = base * boost, + 100,000,000 if every slot of at most four matched
//
// where an alternative of a slot is
//
//	the term itself                            idf * impact
//	a term with a word that begins so          1/2 idf * impact        last word, unfinished
//	such a word w in the title                 idf(w) * 25             last word, unfinished
//	each of at most 5 nearest words            idf * impact            no hit otherwise
//	a synonym, all its words on the page       13/16 idf * impact      in place of its run of slots
//
// and c is how many slots the title has: one for the word as typed (or begun),
// 3/4 for a synonym, 1/4 for another word of the same stem. If the last word is
// itself in the index, words that begin with it weigh at most 3/4 of it. The
// boost is a page's title covered by the query and the query by the title,
// squared so that it means little to long questions. Ties go by URL.
//
// A word is unfinished if the query ends with its last letter; with other words
// before it, it needs three letters. Words of five letters or more that have no
// hit are corrected by one edit, from eight letters by two, the first letter
// kept; of the words that are fewest edits away the most common count.
//
// The weights are round numbers on a plateau: title weights from 3 to 5, k1
// from 1 to 1.8 and b of the body from 0.65 to 0.8 move nDCG@10 on Cranfield,
// CACM and MED by less than 0.01.
//
// # The bleve index
//
// It has the searched fields with frequencies and norms, from which impacts are
// computed again when a query is run; the words of titles; kind, topics and
// audiences; and each page's text, stored. What no page tells, such as the
// lexicon and mean lengths, is kept under the internal key "steward". The
// mapping uses only what bleve registers. rankedQuery is the query.
//
// # The static files
//
// Every file is raw deflate followed by its CRC-32, and named by the first five
// bytes of a SHA-256 in base 32; files that mostly change together share the
// hash and are numbered. They may be cached for ever. Numbers are unsigned
// LEB128, rising numbers are written as differences, strings with their length
// in UTF-8, and a string "after" another as the number of UTF-16 code units
// they share and the rest. Pages are numbered by URL.
//
//	entry     in client.js, base 64: pages; postings of a term in its shard at most; first
//	          word of each shard, hash of each 32; first letter and hash of each word list;
//	          hash of the facets; sizes and hashes of the groups of fragments
//	shard     a run of groups: terms, words, how many pages have each; of each group the
//	          postings, or the best of them; names of the files with the rest and with
//	          places; words of groups that lie elsewhere; entries for prefixes that span
//	          shards, with the best pages and words; synonyms
//	tier      more postings of a term, 2000 and then 6000 to a file, in the order of what
//	          they give a query of one word; the shard says the most that each can give
//	places    where terms stand in their pages, for phrases: one file a shard, and one for
//	          each term that has tiers
//	words     words of four letters or more by first letter, for corrections; absent where
//	          there is one shard
//	facets    the pages of each kind, topic and audience
//	fragment  a page's address, title, kind, section, description and some of its passages,
//	          as JSON. A page has one for about 3000 bytes of text, at most 24
//
// Postings are columns: page; impact and fragments; words in the title if the
// term is there; which words of the group these are. A column, if it is long,
// is deflated with a Huffman code of its own.
//
// Groups are in the order of their folded terms, and a shard is found by that
// order. An index whose shards would be small is one shard. Otherwise a shard's
// size and the entry's are balanced, so that both grow with the square root of
// the index. Up to some ten thousand pages a term's postings all lie in its
// shard: most searches need three requests one after the other, client, shards,
// fragments. In larger sites shards hold the best, and the browser reads tiers
// only until what is not read cannot change the hits asked for.
//
// The fragment shown of a page is the one that has something for most slots, the
// first of them. The browser sees it by the postings that it has read, Go by the
// text; where tiers were not read they may rarely show another passage.
//
// Places are read by phrases alone. They are about ten bits for each word that
// is not common, a seventh of all static files. Go keeps no places; it analyses
// the stored text of the pages that have all of a phrase's words.
package search
