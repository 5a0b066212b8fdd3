//go:build browser

package browsertest

import (
	"bytes"
	"compress/flate"
	"encoding/json"
	"hash/fnv"
	"strings"
	"testing"
)

// packedLink writes a value as docs/team-answers.md describes it: so the format
// is held by a second writer.
func packedLink(t *testing.T, value any) string {
	t.Helper()
	data, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return packedBytes(t, data)
}

func packedBytes(t *testing.T, data []byte) string {
	t.Helper()
	var deflated bytes.Buffer
	w, err := flate.NewWriter(&deflated, flate.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	w.Write(data)
	w.Close()
	if deflated.Len()%2 == 1 {
		deflated.WriteByte(0)
	}
	sum := fnv.New32a()
	sum.Write(deflated.Bytes())
	n := sum.Sum32()
	all := append([]byte{byte(n >> 24), byte(n >> 16), byte(n ^ n>>8)}, deflated.Bytes()...)

	const letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$-./:"
	var out strings.Builder
	out.WriteByte('1')
	for i := 0; i < len(all); i += 2 {
		n, digits := int(all[i]), 2
		if i+1 < len(all) {
			n, digits = n<<8|int(all[i+1]), 3
		}
		for range digits {
			out.WriteByte(letters[n%len(letters)])
			n /= len(letters)
		}
	}
	return out.String()
}

// What is no answer of this round is refused in words, quickly, and nothing of
// it gets into the page.
func TestHostileHandInsAreRefused(t *testing.T) {
	h := serve(t, the(t, teamSite))
	b := openFillable(t, h.address)
	link := b.ask(week, "")
	_, good := answers(t, h.address, link, person{"Asha", "", []string{"yes", "no", "yes", "yes"}, nil})
	round := eval[string](b, `JSON.parse(Object.entries(localStorage).find(([key]) => key.startsWith("team "))[1]).rounds[0][0][1]`)
	handIn := func(change func(all []any)) string {
		all := []any{"checklists/week/", round, "abcdefgh", 1, "Mallory", "", "1121", []any{}, []any{}}
		change(all)
		return "#a=" + packedLink(t, all)
	}
	deep := strings.Repeat("[", 30000) + strings.Repeat("]", 30000)
	later := "#a=2" + handIn(func([]any) {})[4:]
	for _, test := range []struct{ name, link, want string }{
		{"no link", "Hello, here I am", "not a link"},
		{"empty", "#a=", "not a link"},
		{"one letter", "#a=1", "damaged"},
		{"cut short", good[:len(good)-1], "damaged"},
		{"a letter changed", strings.Replace(good, "#a=1", "#a=10", 1), "damaged"},
		{"a later version", later, "later version"},
		{"huge", "#a=1" + strings.Repeat("ABC", 2_000_000), "too long"},
		{"a bomb", "#a=" + packedBytes(t, bytes.Repeat([]byte{'['}, 5_000_000)), "damaged"},
		{"nested", "#a=" + packedBytes(t, []byte(deep)), "damaged"},
		{"null", "#a=" + packedBytes(t, []byte("null")), "damaged"},
		{"an object", "#a=" + packedBytes(t, []byte(`{"length":9,"__proto__":[]}`)), "damaged"},
		{"no JSON", "#a=" + packedBytes(t, []byte(`alert(1)`)), "damaged"},
		{"no UTF-8", "#a=" + packedBytes(t, []byte{'"', 0xff, '"'}), "damaged"},
		{"too few parts", handIn(func(all []any) {})[:3] + packedLink(t, []any{"checklists/week/", round}), "damaged"},
		{"a number for a name", handIn(func(all []any) { all[4] = 7 }), "damaged"},
		{"a list for a role", handIn(func(all []any) { all[5] = []any{[]any{}} }), "damaged"},
		{"a name without end", handIn(func(all []any) { all[4] = strings.Repeat("x", 5000) }), "damaged"},
		{"a person that is a path", handIn(func(all []any) { all[2] = "../../etc" }), "damaged"},
		{"an edition before the first", handIn(func(all []any) { all[3] = -1 }), "damaged"},
		{"an edition that is none", handIn(func(all []any) { all[3] = 1e300 }), "damaged"},
		{"marks that are none", handIn(func(all []any) { all[6] = "<b>1" }), "damaged"},
		{"marks without end", handIn(func(all []any) { all[6] = strings.Repeat("1", 4000) }), "damaged"},
		{"words to nothing", handIn(func(all []any) { all[7] = []any{[]any{99, "x"}} }), "damaged"},
		{"words that are none", handIn(func(all []any) { all[7] = []any{[]any{0, map[string]any{"toString": 1}}} }), "damaged"},
		{"words nested", handIn(func(all []any) { all[7] = []any{[]any{[]any{0}, "x"}} }), "damaged"},
		{"others that are none", handIn(func(all []any) { all[8] = []any{[]any{"x", "yes", ""}} }), "damaged"},
		{"another round", handIn(func(all []any) { all[1] = "zzzzzzzz" }), "not gathered on this device"},
		{"another page", handIn(func(all []any) { all[0] = "checklists/other/" }), "not gathered on this device"},
		{"a page there is not", handIn(func(all []any) { all[0] = "https://evil.example/" }), "no page https://evil.example"},
		{"a round that is none", "#r=" + packedLink(t, []any{[]any{"checklists/week/", round, "2026-11-01", "", ""}, []any{1}, []any{}, []any{}}), "damaged"},
		{"a question of another site", "#q=" + packedLink(t, []any{"secret/", "abcdefgh", "2026-11-01", "", ""}), "no page secret"},
	} {
		t.Run(test.name, func(t *testing.T) {
			eval[bool](b, `(document.querySelector("[data-notice] button")?.click(), true)`)
			b.paste(test.link)
			b.said(test.want)
			b.gathered("Nobody")
		})
	}

	t.Log("how long a hostile link takes")
	long, bomb := "1"+strings.Repeat("ABC", 2_000_000), packedBytes(t, bytes.Repeat([]byte{'['}, 5_000_000))
	for _, payload := range []string{long, bomb, packedBytes(t, []byte(deep))} {
		link := "#a=" + payload
		ms := eval[float64](b, `(async (link) => {
			const field = document.querySelector("[data-team-pasted]"), button = document.querySelector("[data-team-paste] button");
			const times = [];
			for (let i = 0; i < 5; i++) {
				field.value = link;
				await new Promise((next) => setTimeout(next)); // the browser's own work with a long text
				const start = performance.now();
				button.click();
				await Promise.resolve();
				times.push(performance.now() - start);
			}
			return Math.min(...times);
		})(%s)`, link)
		t.Logf("a link of %d letters: %.1f ms", len(link), ms)
		if ms > 250 { // 50 on a quiet machine
			t.Errorf("a link of %d letters takes %.0f ms", len(link), ms)
		}
	}

	t.Log("scripts in names and words are text")
	const evil = `<img src=x onerror=alert(1)>`
	b.paste(handIn(func(all []any) {
		all[4], all[5], all[7] = evil, evil, []any{[]any{0, evil}, []any{4, evil}}
		all[8] = []any{[]any{evil + " and what else there is", "1", evil}}
	}))
	b.gathered("1 person")
	for _, step := range []string{"gather", "compare", "discuss", "keep"} {
		b.step(step)
		if n := eval[int](b, `document.querySelectorAll("main img").length`); n > 0 {
			t.Errorf("%s: a name brought a picture into the page", step)
		}
	}
	b.step("compare")
	if text := eval[string](b, `document.querySelector("[data-pane=compare]").innerText`); strings.Count(text, evil) < 3 {
		t.Errorf("the words are not shown as they are: %s", text)
	}

	t.Log("a page that is opened with such a link")
	elsewhere := packedLink(t, []any{"../admin/", "abcdefgh", "2026-11-01", "", ""})
	for _, address := range []string{teamPage + "#a=1ABC", teamPage + "#of=javascript:alert(1)", teamPage + "#of=//evil.example/", "ask/#q=1ABC", "ask/#q=" + elsewhere} {
		fresh := open(t, h.address)
		fresh.visit(address)
		fresh.wait(`document.querySelector("[role=alert]:not([hidden])")?.textContent.length > 20`)
		if now := eval[string](fresh, `location.hash`); strings.HasPrefix(now, "#a") || strings.HasPrefix(now, "#q") {
			t.Errorf("%s stays in the address as %s", address, now)
		}
	}
}
