// Package conllu reads and writes CoNLL-U, the ten-column format of Universal
// Dependencies (universaldependencies.org/format.html), as documents.
//
// What a document has no place for is not kept: empty nodes and the relations
// to them, and MISC but for SpaceAfter=No.
package conllu

import "factgraph/ingest/document"

// A Document is one "# newdoc" of a file, or a whole file that has none.
type Document struct {
	document.Document // Article, Title, Date, Text and Sentences are filled

	// Genre is the kind of text, "news" or "weblog"; empty when the file does
	// not tell.
	Genre string

	// Notes has one element for each sentence.
	Notes []Note
}

// A Note is what the comment lines say of a sentence.
type Note struct {
	ID      string // "# sent_id"
	Speaker string // "# speaker"
}
