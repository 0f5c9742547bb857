package fact

// nouns writes the facts that the nouns of a sentence carry.
func (x *extractor) nouns(s *sentence) {}
