package graph

import (
	"crypto/sha256"
	"encoding/base32"
	"strings"
)

// NewArticleID makes the id of an article from where it stands, or from its
// text when it has no address.
func NewArticleID(address, text string) ArticleID {
	if address != "" {
		return ArticleID("a" + digest("address", address))
	}
	return ArticleID("a" + digest("text", text))
}

// digest is 80 bits of a hash over the fields, in lower-case base 32.
func digest(fields ...string) string {
	h := sha256.New()
	for _, s := range fields {
		h.Write([]byte(s))
		h.Write([]byte{0})
	}
	sum := h.Sum(nil)
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:10]))
}
