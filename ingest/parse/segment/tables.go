package segment

import (
	_ "embed"
	"strings"
)

// The tables of the tokenizer. Their entries are lower case, unless said
// otherwise, with the typewriter apostrophe.

// set makes a set of blank-separated words.
func set(words string) map[string]bool {
	members := make(map[string]bool)
	for word := range strings.FieldsSeq(words) {
		members[word] = true
	}
	return members
}

// cliticTokens are cut off the end of a word, and may stand alone in text that
// was tokenized before. "n't" is cut before its n.
var cliticTokens = set(`n't 's 'm 're 've 'll 'd`)

// elided begin with an apostrophe that belongs to the word.
var elided = set(`'em 'til 'till 'cause 'cos 'bout 'tis 'twas 'round 'n 'n' 'nuff`)

// contracted are words of two written as one: where the second one begins.
var contracted = map[string]int{
	"cannot": 3, "gonna": 3, "gotta": 3, "wanna": 3, "gimme": 3, "lemme": 3,
	"dont": 2, "doesnt": 4, "didnt": 3, "cant": 2, "wont": 2, "isnt": 2, "arent": 3, "wasnt": 3, "werent": 4,
	"wouldnt": 5, "couldnt": 5, "shouldnt": 6, "hasnt": 3, "havent": 4, "hadnt": 3, "aint": 2,
	"outta": 3, "im": 1, "ive": 1, "youre": 3, "youve": 3, "youll": 3, "theyre": 4, "theyve": 4, "theyll": 4, "weve": 2,
	"elses": 4, "arnt": 2, "thats": 4, "theres": 5, "whats": 4, "hes": 2, "shes": 3,
}

// prefixes stay with what follows their hyphen ("non-profit", "co-founder"),
// where other compounds are cut into their parts ("long", "-", "term").
var prefixes = set(`non anti pro e re co pre post mid ex multi over semi sub socio psycho arch counter intra
	inter un micro mini neo cross ultra`)

// capitalPrefixes stay with a capitalized word too ("anti-American").
var capitalPrefixes = set(`non anti pro pre post mid ex sub`)

// exclaimed are names that end in an exclamation mark.
var exclaimed = set(`yahoo! jeopardy!`)

// moneys are cut off the amount that touches them: "US$5", "Rs1000".
var moneys = set(`$ us$ u$ c$ a$ ca$ au$ nz$ hk$ s$ r$ nt$ rs rs. usd eur gbp rm`)

// suffixes stay with what stands before their hyphen.
var suffixes = set(`esque wise`)

// syllables are those of romanized Chinese and Korean given names, which keep
// their hyphen ("Jae-in", "Wai-ching").
var syllables = set(`bin bo chan chang chen cheng cheol chi chiang chih ching chol chong chul chun chung dae dong eun
	feng fu fung geun goo gyu gyun hae han hao he hee ho hoon hsing hua hui hun hwa hwan hwi hye hyeon hyo hyuk hyun il in
	ja jae jeong jhy ji jia jian jie jin jing jo jong joo joon ju jun jung ka kai kang keun keung ki kim kin kit ko kuan kuang
	kun kuo kwan kwang kwok kwon kyo kyu kyun kyung lai lam lei leung li lian liang lin ling lok lung man mei mi min ming mo
	mok mong moon myung nak nam ok pei pik ping po pyo rae rak ri rim ro rok rui ryong sang se seo seok seon seong seung shan
	shin shu sik sil sin siu so sok soo sook suk sun sung tae tai tak tat ting tong tsang tung un ung wai wan wei wen wing
	wok won woo wook wu xing xiao yan yang yee ying yip yiu yo yon yong yoo yoon you young yu yuan yue yuen yuk yul yun yung
	zhen zhi zhong`)

// units are cut off the number that they touch: "5pm", "$5bn", "40km". Here
// case counts.
var units = set(`am pm AM PM a.m. p.m. a.m p.m A.M. P.M. k K m M b B bn mn tn mm cm km kg mg g lb lbs oz ft in yd sq hr hrs
	h min mins sec secs mph kph kmh km/h yr yrs year years mo wk wks day days p ml l GB MB KB TB GHz MHz kHz Hz MW GW kW kWh
	V W x px dpi ppm mbps Mbps million billion trillion MMBtu`)

// emoticons as they are written; they may not touch a letter after them.
var emoticons = []string{
	":'(", ":-)", ":-(", ";-)", ":-D", ":-P", ":-p", ":-/", ":-|", "^_^", "^^", "-_-", "o_O", "O_o", ">:(", "=)", "=(", "=D",
	":))", ":)", ":(", ";)", ":D", ":P", ":p", ":O", ":o", ":]", ":[", ":/", ":|", ";D", ";P", "<3", "</3", "(:", "(;",
}

// domains are the last parts of names of hosts.
var domains = set(`com org net edu gov mil int info biz eu uk us ca au de fr it es nl ru cn jp in br ch se no fi dk pl ie nz za
	io tv me co ly be at il kr tr mx ar ir ua gr`)

// wordDomains are domains that are English words too: a name must have two dots
// to end in one of them.
var wordDomains = set(`it in us at be me co no to so tv es il is ch fi br de se`)

// extensions are the last parts of names of files.
var extensions = set(`doc docx xls xlsx ppt pptx pdf txt htm html php asp aspx jsp xml csv zip exe jpg jpeg png gif mp3 mp4 avi
	mov url gz tar dll sys json`)

// slashed words keep their slash; so do single letters ("l/c").
var slashed = set(`w/o w/out w/in s/he km/h`)

// starters begin a sentence when they are capitalized after an abbreviation that
// is no title and no initial ("in the U.S. The").
var starters = set(`the a an this that these those he she it they we you i but and or in on at as if when while after
	before however its his her their our my there here nobody some many most all no not so then what who how why where both
	each another meanwhile also although because since for from with by to under during now yet still`)

// introducing are abbreviations that no sentence ends with.
var introducing = set(`e.g. i.e. eg. ie. cf. vs. v. viz. approx. ca. c. esp. incl. a.k.a. no. nos. pp.`)

// lettered are words that a single letter follows as their name, so that its
// full stop ends a sentence ("plan B."). Other letters are initials.
var lettered = set(`plan vitamin grade type category group class hepatitis point option section part step phase appendix
	figure level team division league channel model exhibit schedule tier title zone letter an a the and or influenza`)

// speaking are verbs that follow a quotation within its sentence.
var speaking = set(`said says say asked asks told tells wrote writes added adds replied replies answered cried shouted
	wondered insisted warned declared explained noted quipped exclaimed recalled argued joked demanded responded tweeted`)

//go:embed abbreviations.tsv
var abbreviationsTSV string

// abbreviations maps a word ending in a full stop to its class: title, suffix,
// company, month, day, time, place, latin, unit, reference, region or name.
var abbreviations = readAbbreviations(abbreviationsTSV)

func readAbbreviations(tsv string) map[string]string {
	table := make(map[string]string)
	for line := range strings.Lines(tsv) {
		abbreviation, class, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		table[abbreviation] = class
	}
	return table
}

// words are abbreviations that are ordinary words too. At the end of a
// paragraph, or before a capital, their full stop ends a sentence.
var words = set(`No. no. Sat. Sun. Mar. May. Mass. Miss. Ill. Ore. Wash. Art. art. Me. La. Pa. Col. Fig. fig. in. ft. Mo. Id.
	Ok. Hi. Del. Cal. Pt. Is. As. Or. Ed. ed. Ex. ex. Sec. sec. Min. min. Max. max. Mon. Wed. Fri. Tech. tech. gal. Gal. est.
	med. add. info. Info. Vol. Para. para. pop. rep. res. sq. bar. mob. Mob. fax. Fax. ill. conf. net. app. apt. chap. div.`)
