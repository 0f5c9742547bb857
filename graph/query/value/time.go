package value

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"factgraph/graph"
	"factgraph/graph/vocabulary"
)

// forms are the lexical forms of times, without years beyond four digits, which
// Go's time cannot read and nobody writes.
var forms = map[Kind]struct {
	form   *regexp.Regexp
	layout string
}{
	DateTime: {regexp.MustCompile(`^(-?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?)(Z|[+-]\d\d:\d\d)?$`), "2006-01-02T15:04:05"},
	Date:     {regexp.MustCompile(`^(-?\d{4}-\d\d-\d\d)(Z|[+-]\d\d:\d\d)?$`), "2006-01-02"},
	Time:     {regexp.MustCompile(`^(\d\d:\d\d:\d\d(?:\.\d+)?)(Z|[+-]\d\d:\d\d)?$`), "15:04:05"},
}

func readTime(s string, kind Kind) (t time.Time, zone string, ok bool) {
	m := forms[kind].form.FindStringSubmatch(s)
	if m == nil {
		return time.Time{}, "", false
	}
	text, midnight := strings.CutSuffix(strings.TrimPrefix(m[1], "-"), "T24:00:00")
	if midnight { // the end of the day is the beginning of the next
		text += "T00:00:00"
	}
	t, err := time.Parse(forms[kind].layout, text)
	if err != nil {
		return time.Time{}, "", false
	}
	if midnight {
		t = t.AddDate(0, 0, 1)
	}
	if strings.HasPrefix(m[1], "-") {
		t = t.AddDate(-2*t.Year(), 0, 0)
	}
	return t.Add(-zoneOffset(m[2])), m[2], true
}

// zoneOffset reads "+01:00"; no zone counts as UTC.
func zoneOffset(zone string) time.Duration {
	if len(zone) != 6 {
		return 0
	}
	h, _ := strconv.Atoi(zone[1:3])
	m, _ := strconv.Atoi(zone[4:])
	d := time.Duration(h)*time.Hour + time.Duration(m)*time.Minute
	if zone[0] == '-' {
		return -d
	}
	return d
}

// local is the time as the clock there shows it.
func (v Value) local() time.Time { return v.time.Add(zoneOffset(v.zone)) }

// FromTime is the xsd:dateTime of a moment.
func FromTime(t time.Time) Value {
	return Of(vocabulary.Literal(t.UTC().Format("2006-01-02T15:04:05.000Z"), xsd+"dateTime", ""))
}

// compareTimes is false when one has a time zone, the other none, and the
// answer depends on the zone.
func compareTimes(a, b Value) (int, bool) {
	const widest = 14 * time.Hour
	if (a.zone == "") != (b.zone == "") {
		if d := a.time.Sub(b.time); d > -widest && d < widest {
			return 0, false
		}
	}
	return a.time.Compare(b.time), true
}

// part is a function that takes a dateTime apart.
func part(name string, v Value) (Value, bool) {
	if v.Kind != DateTime && v.Kind != Date && v.Kind != Time {
		return Value{}, false
	}
	t := v.local()
	dated, clocked := v.Kind != Time, v.Kind != Date
	switch name {
	case "YEAR":
		return FromInt(int64(t.Year())), dated
	case "MONTH":
		return FromInt(int64(t.Month())), dated
	case "DAY":
		return FromInt(int64(t.Day())), dated
	case "HOURS":
		return FromInt(int64(t.Hour())), clocked
	case "MINUTES":
		return FromInt(int64(t.Minute())), clocked
	case "SECONDS":
		if !clocked {
			return Value{}, false
		}
		seconds := strings.TrimRight(strings.TrimRight(fmt.Sprintf("%d.%09d", t.Second(), t.Nanosecond()), "0"), ".")
		return Of(graph.LiteralObject(seconds, graph.DecimalType)), true
	case "TZ":
		return FromString(v.zone), true
	case "TIMEZONE":
		if v.zone == "" {
			return Value{}, false
		}
		return Of(graph.LiteralObject(duration(zoneOffset(v.zone)), xsd+"dayTimeDuration")), true
	}
	return Value{}, false
}

// duration is an xsd:dayTimeDuration of whole minutes.
func duration(d time.Duration) string {
	if d == 0 {
		return "PT0S"
	}
	sign := ""
	if d < 0 {
		sign, d = "-", -d
	}
	s := sign + "PT"
	if h := int(d.Hours()); h > 0 {
		s += strconv.Itoa(h) + "H"
	}
	if m := int(d.Minutes()) % 60; m > 0 {
		s += strconv.Itoa(m) + "M"
	}
	return s
}
