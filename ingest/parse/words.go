package parse

import (
	_ "embed" // the table
	"strings"
)

// wordsTSV is words.tsv: comments, and lines with a class and its words.
//
//go:embed words.tsv
var wordsTSV string

// classes are the classes of words.tsv.
var classes = parseClasses(wordsTSV)

// The classes, as the table describes them.
var (
	saying           = classes["saying"]
	claiming         = classes["claiming"]
	commenting       = classes["commenting"]
	judging          = classes["judging"]
	happening        = classes["happening"]
	remaining        = classes["remaining"]
	promising        = classes["promising"]
	reportingNouns   = classes["reportingNouns"]
	smallVerbs       = classes["smallVerbs"]
	rareVerbs        = classes["rareVerbs"]
	positions        = classes["positions"]
	naming           = classes["naming"]
	money            = classes["money"]
	voting           = classes["voting"]
	reporting        = classes["reporting"]
	units            = classes["units"]
	within           = classes["within"]
	away             = classes["away"]
	days             = classes["days"]
	participleMarks  = classes["participleMarks"]
	timeMarks        = classes["timeMarks"]
	currencyPrefixes = classes["currencyPrefixes"]
	stages           = classes["stages"]
	changing         = classes["changing"]
	since            = classes["since"]
	ofVerbs          = classes["ofVerbs"]
	comings          = classes["comings"]
	personal         = classes["personal"]
	appointing       = classes["appointing"]
	fractions        = classes["fractions"]
	pastOnly         = classes["pastOnly"]
	rating           = classes["rating"]
	granting         = classes["granting"]
	conjunctive      = classes["conjunctive"]
	securities       = classes["securities"]
	holding          = classes["holding"]
	comparatives     = classes["comparatives"]
	activities       = classes["activities"]
	speaking         = classes["speaking"]
	adverbialMarks   = classes["adverbialMarks"]
	shortMonths      = classes["shortMonths"]
	neverVerbs       = classes["neverVerbs"]
	bounds           = classes["bounds"]
	overs            = classes["overs"]
	posting          = classes["posting"]
	penal            = classes["penal"]
	movers           = classes["movers"]
	telling          = classes["telling"]
	harm             = classes["harm"]
	goingOn          = classes["goingOn"]
	perceiving       = classes["perceiving"]
	having           = classes["having"]
	causing          = classes["causing"]
	conditions       = classes["conditions"]
	mishaps          = classes["mishaps"]
	fields           = classes["fields"]
	bodies           = classes["bodies"]
	unchanging       = classes["unchanging"]
	thinking         = classes["thinking"]
	demanding        = classes["demanding"]
	disputing        = classes["disputing"]
	singularPronouns = classes["singularPronouns"]
	gerundNouns      = classes["gerundNouns"]
	askedNouns       = classes["askedNouns"]
	bringing         = classes["bringing"]
	unaided          = classes["unaided"]
	over             = classes["over"]
	states           = classes["states"]
	taking           = classes["taking"]
	thingVerbs       = classes["thingVerbs"]
	partsOfDay       = classes["partsOfDay"]
	outlooks         = classes["outlooks"]
	headlineVerbs    = classes["headlineVerbs"]
	pastTimes        = classes["pastTimes"]
	laying           = classes["laying"]
	meeting          = classes["meeting"]
	fluctuating      = classes["fluctuating"]
	meetings         = classes["meetings"]
	leading          = classes["leading"]
	winning          = classes["winning"]
	triumphs         = classes["triumphs"]
	objectless       = classes["objectless"]
	quotes           = classes["quotes"]
	beating          = classes["beating"]
	harmed           = classes["harmed"]
	presumed         = classes["presumed"]
	lost             = classes["lost"]
	describing       = classes["describing"]
	recounting       = classes["recounting"]
	sensing          = classes["sensing"]
	leaving          = classes["leaving"]
	meetingEvents    = classes["meetingEvents"]
	held             = classes["held"]
	outcomes         = classes["outcomes"]
	ending           = classes["ending"]
	reaching         = classes["reaching"]
	several          = classes["several"]
	settlements      = classes["settlements"]
	ranks            = classes["ranks"]
	champions        = classes["champions"]
	dashes           = classes["dashes"]
	spans            = classes["spans"]
	phraseWords      = classes["phraseWords"]
	behindScore      = classes["behindScore"]
	seeding          = classes["seeding"]
	paying           = classes["paying"]
	extents          = classes["extents"]
	striking         = classes["striking"]

	participlePrepositions = classes["participlePrepositions"]
)

// particles are the verbs that make one with each particle.
var particles = map[string]map[string]bool{
	"down": classes["withDown"], "off": classes["withOff"], "out": classes["withOut"], "up": classes["withUp"], "over": classes["withOver"],
}

func parseClasses(tsv string) map[string]map[string]bool {
	classes := make(map[string]map[string]bool)
	for line := range strings.Lines(tsv) {
		name, words, found := strings.Cut(strings.TrimSpace(line), "\t")
		if !found || strings.HasPrefix(line, "#") {
			continue
		}
		classes[name] = make(map[string]bool)
		for word := range strings.FieldsSeq(words) {
			classes[name][word] = true
		}
	}
	return classes
}
