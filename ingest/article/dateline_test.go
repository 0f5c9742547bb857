package article

import (
	"testing"
	"time"
)

func TestDateline(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"TALLINN, March 14, 2025 (Baltic Courier) — Two ministers met.", "2025-03-14"},
		{"Ministers meet\n\nTALLINN, 14 March 2025 - Two ministers met.", "2025-03-14"},
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
