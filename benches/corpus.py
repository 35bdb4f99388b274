#!/usr/bin/env python3
"""Deterministic corpus of annotated transcripts, emitted once per tool.

usage: corpus.py --n 1000 --out DIR [--tools postil,hugo] [--seed 7]

DIR/postil    transcripts + standoff annotation files (nothing pre-joined)
DIR/hugo      the same corpus for Hugo: highlights already inlined as HTML, note links already resolved to (url, title),
              and a per-term index into the annotations, because Hugo has no standoff annotations. All of that is work
              that Hugo is SPARED.
Python standard library only. Same arguments -> same bytes.
"""
import argparse, bisect, datetime, hashlib, itertools, json, os, random, shutil, sys

HERE = os.path.dirname(os.path.abspath(__file__))
PEERS = ("hugo",)
TAX = ("topics", "events", "people", "places")
FUNCTION_WORDS = """the of and to in that is a we for it this on be with are as have our not but by you will which
at an from they their has all what there or who been also can more these so if no would about one very when do was
must were I than up should how other into some only its now because us out many any them new most those such said
think first may between over my after even under make still where well while could both through did say then just
before two your his he she her need take like against see here own way work going same each know within time people
world year country question today issue""".split()
KINDS = ("press conference", "speech", "interview", "oral history")
MONTHS = ("January February March April May June July August September October November December").split()


def make_words(rng, n):
    """n pronounceable, distinct lower-case words, short ones first (frequent words are short)."""
    on = "b c d f g h l m n p r s t v w br cr dr fr gr pl pr st str tr sh ch th sp cl".split()
    nu = "a e i o u a e i o ea ou ai io ie".split()
    co = ["", "", "", "n", "r", "s", "t", "l", "m", "nt", "nd", "st", "ck", "ng", "rd", "ss"]
    end = ["", "", "ed", "ing", "er", "ly", "tion", "al", "ment", "ity", "ous", "s", "s"]
    seen, out = set(FUNCTION_WORDS), []
    while len(out) < n:
        k = 1 + min(2, int(rng.expovariate(0.9)))
        w = "".join(rng.choice(on) + rng.choice(nu) + rng.choice(co) for _ in range(k)) + rng.choice(end)
        if 3 <= len(w) <= 14 and w not in seen:
            seen.add(w)
            out.append(w)
    out.sort(key=lambda w: len(w) + rng.uniform(-4, 4))
    return out


class Zipf:
    """Zipf-Mandelbrot sampler over range(n): weight 1/(k+q)**s."""
    def __init__(self, n, s=1.0, q=2.7):
        self.cum = list(itertools.accumulate(1.0 / (k + 1 + q) ** s for k in range(n)))
    def one(self, rng):
        return bisect.bisect(self.cum, rng.random() * self.cum[-1])
    def many(self, rng, k):
        cum, top, r = self.cum, self.cum[-1], rng.random
        return [bisect.bisect(cum, r() * top) for _ in range(k)]


def q(s):
    return json.dumps(s, ensure_ascii=False)


def longdate(d):
    return f"{d.day} {MONTHS[d.month - 1]} {d.year}"


class Corpus:
    def __init__(self, n, seed):
        self.n, self.seed = n, seed
        rng = random.Random(f"{seed}/vocabulary")
        self.words = FUNCTION_WORDS + make_words(rng, 5000)
        self.zw = Zipf(len(self.words), s=1.03, q=2.7)
        rare = self.words[600:]
        cap = lambda: rng.choice(rare).capitalize()
        used = set()
        def fresh(make):
            while True:
                t = make()
                i = t.lower().replace(" ", "-")
                if i not in used:
                    used.add(i)
                    return i, t
        def body(lo, hi):
            return self.sentences(rng, rng.randint(lo, hi))
        T, E = 40 + n // 50, max(5, n // 5)
        P, L = max(20, n // 10), max(10, n // 50)
        self.terms = {t: [] for t in TAX}
        for tax, count, make in (
            ("topics", T, lambda: cap() + " " + rng.choice(rare)),
            ("events", E, lambda: cap() + " " + rng.choice(("conference", "summit", "crisis", "visit", "session")) + " " + str(rng.randint(1946, 2026))),
            ("people", P, lambda: cap() + " " + cap()),
            ("places", L, cap),
        ):
            for _ in range(count):
                i, t = fresh(make)
                rec = {"id": i, "title": t, "aliases": [cap() + " " + rng.choice(rare)], "body": body(20, 50)}
                if tax == "events":
                    rec["date"] = self.rand_date(rng)
                self.terms[tax].append(rec)
        self.title = {tax: {r["id"]: r["title"] for r in rs} for tax, rs in self.terms.items()}
        self.zt = {tax: Zipf(len(rs), 1.0, 5 if tax != "events" else 20) for tax, rs in self.terms.items()}
        self.annotators = [cap() + " " + cap() for _ in range(8)]

    def rand_date(self, rng):
        return datetime.date(1946, 1, 2) + datetime.timedelta(days=rng.randrange(29520))  # .. Oct 2026

    def sentences(self, rng, nwords, question=False):
        w, out, left = self.words, [], nwords
        while left > 0:
            k = min(left, rng.randint(7, 24))
            if left - k < 5:
                k = left
            ws = [w[i] for i in self.zw.many(rng, k)]
            ws[0] = ws[0][0].upper() + ws[0][1:]
            if k > 9:
                ws[rng.randint(3, k - 4)] += ","
            out.append(" ".join(ws) + ("?" if question and left == k else "."))
            left -= k
        return " ".join(out)

    def note(self, rng):
        ws = self.sentences(rng, rng.randint(20, 60)).split(" ")
        i = rng.randint(1, len(ws) - 8)
        ws[i] = f"**{ws[i].strip('.,?')}**"
        if rng.random() < 0.5:
            ws[i + 2] = f"*{ws[i + 2].strip('.,?')}*"
        if rng.random() < 0.3:
            ws[i + 4] = f"[{ws[i + 4].strip('.,?')}](https://example.org/doc/{rng.randint(1, 9999)})"
        return " ".join(ws)

    def transcript(self, k):
        rng = random.Random(f"{self.seed}/t/{k}")
        pick = lambda tax: self.terms[tax][self.zt[tax].one(rng)]["id"]
        kind, date = rng.choice(KINDS), self.rand_date(rng)
        place, event = pick("places"), rng.choice(self.terms["events"])["id"]
        leaders = [r["id"] for r in self.terms["people"][:9]]
        speakers = {"SG": leaders[min(8, (date.year - 1946) // 9)], "MODERATOR": pick("people"), "Q": None}
        paras = []  # (label or None, text)
        for turn in range(20):
            label = "MODERATOR" if turn in (0, 19) else ("Q" if turn % 2 else "SG")
            if label == "SG":
                sizes = [rng.randint(60, 110) for _ in range(2 if rng.random() < 0.55 else 1)]
            else:
                sizes = [rng.randint(25, 60)]
            for j, size in enumerate(sizes):
                paras.append((label if j == 0 else None, self.sentences(rng, size, label == "Q")))
        full = "\n".join(p for _, p in paras)
        anns, taken = [], {}
        for a in range(15):
            for _ in range(40):
                pi = rng.randrange(len(paras))
                toks = paras[pi][1].split(" ")
                ln = rng.randint(3, min(12, len(toks)))
                st = rng.randint(0, len(toks) - ln)
                quote = " ".join(toks[st:st + ln]).rstrip(".,?")
                off = len(" ".join(toks[:st])) + (1 if st else 0)
                span = (off, off + len(quote))
                if full.find(quote, full.find(quote) + 1) < 0 and all(span[1] <= s or e <= span[0] for s, e, _ in taken.get(pi, ())):
                    break
            else:
                continue
            topics = [pick("topics")]
            if rng.random() < 0.5:
                t2 = pick("topics")
                if t2 not in topics:
                    topics.append(t2)
            rec = {"id": f"a{k:05d}-{a + 1:02d}", "quote": quote, "topics": topics,
                   "events": [pick("events")] if rng.random() < 0.4 else [],
                   "people": [pick("people")] if rng.random() < 0.3 else [],
                   "places": [pick("places")] if rng.random() < 0.2 else [],
                   "note": self.note(rng), "by": rng.choice(self.annotators),
                   "date": datetime.date(2024, 1, 1) + datetime.timedelta(days=rng.randrange(1000)),
                   "at": (pi, off)}
            taken.setdefault(pi, []).append((span[0], span[1], rec["id"]))
            anns.append(rec)
        anns.sort(key=lambda r: r["at"])
        slug = f"{kind.replace(' ', '-')}-{place}-{k:05d}"
        title = f"{kind.capitalize()}, {self.title['places'][place]}, {longdate(date)}"
        own = {"topics": [], "events": [event], "people": [p for p in dict.fromkeys(speakers.values()) if p], "places": [place]}
        terms = {t: list(dict.fromkeys(own[t] + [x for r in anns for x in r[t]])) for t in TAX}
        idx = {t: {x: [i for i, r in enumerate(anns) if x in r[t]] for x in terms[t]} for t in TAX}
        return {"slug": slug, "title": title, "date": date, "place": place, "event": event, "kind": kind,
                "speakers": speakers, "paras": paras, "taken": taken, "anns": anns, "terms": terms, "idx": idx}


# ---------------------------------------------------------------- emitters
def put(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="\n") as f:
        f.write(text)


def marked_body(t):
    """Markdown with each quote already wrapped in <mark>; labels already linked to the person page."""
    out = []
    for i, (label, text) in enumerate(t["paras"]):
        for s, e, ident in sorted(t["taken"].get(i, ()), reverse=True):
            text = f'{text[:s]}<mark id="q-{ident}"><a href="#n-{ident}">{text[s:e]}</a></mark>{text[e:]}'
        if label:
            who = t["speakers"].get(label)
            tag = f'<a href="/people/{who}/">{label}:</a>' if who else f"{label}:"
            text = f'<b class="sp">{tag}</b> {text}'
        out.append(text)
    return "\n\n".join(out) + "\n"


def links(c, r):
    return [(f"/{tax}/{x}/", c.title[tax][x]) for tax in TAX for x in r[tax]]


class Postil:
    def begin(self, root, c):
        self.root = root
        put(f"{root}/postil.yaml", 'title: "Archive"\nbase_url: "https://archive.example/"\nlanguage: en\npage_size: 0\n')
        for tax in TAX:
            for r in c.terms[tax]:
                d = f"date: {r['date']}\n" if "date" in r else ""
                al = "".join(f"  - {q(a)}\n" for a in r["aliases"])
                put(f"{root}/content/{tax}/{r['id']}.md", f"---\ntitle: {q(r['title'])}\n{d}aliases:\n{al}---\n\n{r['body']}\n")

    def add(self, c, t):
        sp = "".join(f"  {k}: {v or '{name: Question}'}\n" for k, v in t["speakers"].items())
        body = "\n\n".join((f"{l}: " if l else "") + x for l, x in t["paras"])
        put(f"{self.root}/content/transcripts/{t['slug']}.md",
            f"---\ntitle: {q(t['title'])}\ndate: {t['date']}\nplace: {t['place']}\nevent: {t['event']}\nform: {t['kind']}\n"
            f"speakers:\n{sp}source: {{title: Record, url: https://example.org/records/{t['slug']}}}\n---\n\n{body}\n")
        o = ["annotations:\n"]
        for r in t["anns"]:
            o.append(f"  - id: {r['id']}\n    quote: {q(r['quote'])}\n")
            for tax in TAX:
                if r[tax]:
                    o.append(f"    {tax}: [{', '.join(r[tax])}]\n")
            o.append(f"    note: |\n      {r['note']}\n    by: {q(r['by'])}\n    written: {r['date']}\n")
        put(f"{self.root}/content/annotations/{t['slug']}.yaml", "".join(o))

    def end(self, c):
        pass


def toml_terms(t):
    return "".join(f"{tax} = [{', '.join(q(x) for x in t['terms'][tax])}]\n" for tax in TAX)


def toml_data(c, t, prefix):
    o = [f"kind = {q(t['kind'])}\n"
         f"place = {{u = {q('/places/' + t['place'] + '/')}, t = {q(c.title['places'][t['place']])}}}\n"
         f"event = {{u = {q('/events/' + t['event'] + '/')}, t = {q(c.title['events'][t['event']])}}}\n\n[{prefix}idx]\n"]
    for tax in TAX:
        o.append(f"{tax} = {{" + ", ".join(f"{q(x)} = {v}" for x, v in t["idx"][tax].items()) + "}\n")
    for r in t["anns"]:
        ls = ", ".join(f"{{u = {q(u)}, t = {q(n)}}}" for u, n in links(c, r))
        o.append(f"\n[[{prefix}annotations]]\nid = {q(r['id'])}\nquote = {q(r['quote'])}\nby = {q(r['by'])}\n"
                 f"date = {q(str(r['date']))}\nlinks = [{ls}]\nnote = {q(r['note'])}\n")
    return "".join(o)


def term_front(r, extra=""):
    d = f"date: {r['date']}\n" if "date" in r else ""
    return f"---\ntitle: {q(r['title'])}\n{d}{extra}---\n\n{r['body']}\n"


class Hugo:
    """TOML front matter: Hugo 0.168 parses it in about half the CPU time of the same data as YAML."""
    def begin(self, root, c):
        self.root = root
        put(f"{root}/content/transcripts/_index.md", "---\ntitle: Transcripts\n---\n")
        for tax in TAX:
            put(f"{root}/content/{tax}/_index.md", f"---\ntitle: {tax.capitalize()}\n---\n")
            for r in c.terms[tax]:
                put(f"{root}/content/{tax}/{r['id']}/_index.md", term_front(r))
    def add(self, c, t):
        put(f"{self.root}/content/transcripts/{t['slug']}.md",
            f"+++\ntitle = {q(t['title'])}\ndate = {t['date']}\n" + toml_terms(t) + toml_data(c, t, "") + "+++\n\n" + marked_body(t))
    def end(self, c):
        pass


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--n", type=int, required=True)
    ap.add_argument("--out", required=True)
    ap.add_argument("--tools", default="postil," + ",".join(PEERS))
    ap.add_argument("--seed", type=int, default=7)
    a = ap.parse_args()
    c = Corpus(a.n, a.seed)
    ems = []
    for tool in a.tools.split(","):
        root = os.path.join(a.out, tool)
        shutil.rmtree(root, ignore_errors=True)
        if tool in PEERS:
            shutil.copytree(os.path.join(HERE, "peers", tool), root)
            put(os.path.join(root, "static", "style.css"), open(os.path.join(HERE, "peers", "style.css"), encoding="utf-8").read())
        e = {"postil": Postil, "hugo": Hugo}[tool]()
        e.begin(root, c)
        ems.append(e)
    first, words, anns, pairs, h = None, 0, 0, 0, hashlib.sha256()
    for k in range(1, a.n + 1):
        t = c.transcript(k)
        first = first or t
        words += sum(len(x.split()) for _, x in t["paras"])
        anns += len(t["anns"])
        pairs += sum(len(v) for v in t["terms"].values())
        h.update(repr((t["slug"], t["paras"], t["anns"])).encode())
        for e in ems:
            e.add(c, t)
    for e in ems:
        e.end(c)
    counts = {tax: len(c.terms[tax]) for tax in TAX}
    pages = a.n + sum(counts.values()) + 6
    json.dump({"n": a.n, "seed": a.seed, "terms": counts, "pages": pages, "words": words, "annotations": anns,
               "term_transcript_pairs": pairs, "sha256": h.hexdigest(),
               "edit": {"slug": first["slug"], "text": first["paras"][-1][1],
                        "quote": first["anns"][0]["quote"], "topic": first["anns"][0]["topics"][0],
                        "note": first["anns"][0]["note"]}},
              open(os.path.join(a.out, "facts.json"), "w"), indent=1)
    print(open(os.path.join(a.out, "facts.json")).read())


if __name__ == "__main__":
    main()
