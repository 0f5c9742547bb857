package iri

import "strings"

// IsNameStart tells whether r can begin a prefix (PN_CHARS_BASE).
func IsNameStart(r rune) bool {
	switch {
	case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z':
		return true
	case r < 0xC0:
		return false
	}
	return r <= 0xD6 || r >= 0xD8 && r <= 0xF6 || r >= 0xF8 && r <= 0x2FF ||
		r >= 0x370 && r <= 0x37D || r >= 0x37F && r <= 0x1FFF ||
		r >= 0x200C && r <= 0x200D || r >= 0x2070 && r <= 0x218F ||
		r >= 0x2C00 && r <= 0x2FEF || r >= 0x3001 && r <= 0xD7FF ||
		r >= 0xF900 && r <= 0xFDCF || r >= 0xFDF0 && r <= 0xFFFD ||
		r >= 0x10000 && r <= 0xEFFFF
}

// IsName tells whether r can stand within a name (PN_CHARS).
func IsName(r rune) bool {
	return IsNameStart(r) || r == '_' || r == '-' || r >= '0' && r <= '9' ||
		r == 0xB7 || r >= 0x300 && r <= 0x36F || r >= 0x203F && r <= 0x2040
}

// IsLocalEscape tells whether the character may follow a backslash in the
// local part of a prefixed name.
func IsLocalEscape(c byte) bool { return strings.IndexByte("_~.-!$&'()*+,;=/?#@%", c) >= 0 }

// IsReferenceByte tells whether a byte may stand in an IRI between < and >.
// Bytes of multi-byte characters may.
func IsReferenceByte(c byte) bool {
	switch c {
	case '<', '>', '"', '{', '}', '|', '^', '`', '\\':
		return false
	}
	return c > 0x20
}
