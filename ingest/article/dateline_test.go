package article

import (
	"testing"
	"time"
)

func TestDateline(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"TALLINN, March 14, 2025 (Baltic Courier) — Two ministers met.", "2025-03-14"},
		{"Ministers meet\n\nTALLINN, 14 March 2025 - Two ministers met.", "2025-03-14"},
		{"Ministers meet\n\nTALLINN, March 14 2025 - Two ministers met.", "2025-03-14"},
		{"Tallinn, March 14, 2025 (Newswire) - Two ministers met.", "2025-03-14"},
		{"Port Vila, 14 March 2025 – Two ministers met.", "2025-03-14"},
		{"Ministers meet\n\n2025-03-14\n\nTwo ministers met.", "2025-03-14"},
		{"Otto Kestner, March 14, 1825, Tartu", ""},
		{"Ministers meet\n\nFriday, March 14, 2025\n\nTwo ministers met.", "2025-03-14"},
		{"Ministers meet\n\nMarch 14, 2025\n\nTwo ministers met.", "2025-03-14"},
		{"Ministers meet\n\nLast updated: Sept. 4, 2025 at 9:30 GMT\n\nTwo ministers met.", "2025-09-04"},
		{"Ministers meet\n\nTwo ministers talk at the Baltic Summit in Tallinn, Estonia March 14, 2025.\n\nTwo ministers met on Friday.", "2025-03-14"},
		{"Ministers meet\n\nTwo ministers talk in Tallinn, Estonia, Friday, March 14, 2025. (Photo: Baltic Courier)\n\nThey met.", "2025-03-14"},
		{"A life\n\nOtto Kestner was born in Tartu on March 14, 1825.\n\nHe taught there.", ""},
		{"A life\n\nOtto Kestner was born in Tartu on March 14, 1825. He taught there.", ""},
		{"A treaty\n\nThe treaty, signed in Tartu March 14, 1825, is still in force.", ""},
		{"Ministers meet\n\nTwo ministers met in Tallinn in March.", ""},
	} {
		got := ""
		if date := datelineDate(c.text); !date.IsZero() {
			got = date.Format(time.DateOnly)
		}
		if got != c.want {
			t.Errorf("%q is dated %q, want %q", c.text, got, c.want)
		}
	}
}

func TestAddressDate(t *testing.T) {
	for address, want := range map[string]string{
		"https://news.example/world/2025/03/14/two-ministers.html": "2025-03-14",
		"texts/2025-03-14-ministers.txt":                           "2025-03-14",
		"texts/ministers_2025_03_14.txt":                           "2025-03-14",
		"texts/2025-03-14":                                         "2025-03-14",
		"texts/2025-33-14.txt":                                     "",
		"texts/12025-03-141.txt":                                   "",
		"texts/000_20171111.txt":                                   "",
	} {
		got := ""
		if date := addressDate(address); !date.IsZero() {
			got = date.Format(time.DateOnly)
		}
		if got != want {
			t.Errorf("%q is dated %q, want %q", address, got, want)
		}
	}
}
