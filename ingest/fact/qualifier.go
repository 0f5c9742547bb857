package fact

// qualifiers turns the obliques that are no object into qualifiers of the
// clause's facts.
func (x *extractor) qualifiers(c *clause) {}
