package entity

// A Catalogue is the user's own list of entities.
type Catalogue struct{}
