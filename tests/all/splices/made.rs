//! Files of YAML that are made up: in all styles, with comments.

use super::oracle;

/// A file of YAML made up from a number.
pub(super) struct Made {
    pub(super) dice: u64,
    pub(super) text: String,
    pub(super) ending: &'static str,
}

pub(super) const WORDS: &[&str] = &[
    "one",
    "two words",
    "Ban Ki-moon",
    "é 王 مرحبا",
    "don't",
    "p5-p7",
    "a#b",
    "x:y",
    "https://x.org/a?b#c",
    "1931~",
    "true",
    "12:30",
    "null thing",
];

/// Words that are hard to write.
pub(super) const NASTY: &[&str] = &[
    "plain",
    "",
    " blanks ",
    "a: b",
    "a #b",
    "# c",
    "- x",
    "[[id|words]]",
    "{a",
    "\"",
    "it's",
    "two\nlines",
    "two\n\nlines\n",
    "end\n\n",
    " lead\nx",
    "true",
    "~",
    "1e3",
    "💧 é",
    "\u{202e}bidi\u{202c}",
    "nb\u{a0}sp\u{a0}",
    "\u{feff}",
    "\u{2028}",
    "a\tb",
    "\t",
    "'",
    "\\",
    "%",
    "@a",
    "`b",
    "!x",
    "&y",
    "*z",
    "? q",
    ": r",
    "a\r\nb",
    "---",
    "...",
    "<<",
    "x,",
    "| y",
    "> z",
    "long words that go on and on and on and on and on and on and on and on and on and on and on and on",
];

impl Made {
    pub(super) fn new(dice: u64) -> Self {
        let mut made = Self {
            dice: dice | 1,
            text: String::new(),
            ending: "\n",
        };
        if made.one_in(2) {
            made.ending = "\r\n";
        }
        if made.one_in(6) {
            made.text.push('\u{feff}');
        }
        made.comments(0);
        made.map(0, 0);
        if made.one_in(3) {
            while made.text.ends_with(['\n', '\r']) {
                made.text.pop();
            }
            // Whether a block there ends with a line feed is read differently by different readers.
            let ended = made.text.clone() + made.ending;
            if oracle(&ended) != oracle(&made.text) {
                made.text = ended;
            }
        }
        made
    }

    pub(super) fn roll(&mut self, sides: usize) -> usize {
        // Marsaglia's xorshift.
        self.dice ^= self.dice << 13;
        self.dice ^= self.dice >> 7;
        self.dice ^= self.dice << 17;
        usize::try_from(self.dice >> 11).expect("64 bits") % sides
    }

    pub(super) fn one_in(&mut self, sides: usize) -> bool {
        self.roll(sides) == 0
    }

    pub(super) fn pick(&mut self, of: &[&'static str]) -> &'static str {
        of[self.roll(of.len())]
    }

    pub(super) fn line(&mut self, indent: usize, words: &str) {
        self.text.push_str(&" ".repeat(indent));
        self.text.push_str(words);
        self.text.push_str(self.ending);
    }

    pub(super) fn comments(&mut self, indent: usize) {
        if self.one_in(5) {
            self.line(0, "");
        }
        if self.one_in(4) {
            self.line(indent, "# a comment: [with] \"signs\" - and #more");
        }
    }

    pub(super) fn end_line(&mut self) {
        if self.one_in(4) {
            let comment = self.pick(&[" # why", "  # because: x", " #"]);
            self.text.push_str(comment);
        }
        self.text.push_str(self.ending);
    }

    pub(super) fn map(&mut self, indent: usize, depth: usize) {
        let count = 1 + self.roll(4);
        self.fields(indent, depth, count, false);
    }

    /// Fields; the first stands on the line that was begun, if `begun`.
    pub(super) fn fields(&mut self, indent: usize, depth: usize, count: usize, begun: bool) {
        let first = self.roll(5);
        for i in 0..count {
            if i > 0 || !begun {
                self.comments(indent);
                self.text.push_str(&" ".repeat(indent));
            }
            let key = [
                "id",
                "quote",
                "\"a key\"",
                "Mr. X",
                "topics",
                "'it''s'",
                "note",
                "z",
            ][(first + i) % 8];
            self.text.push_str(key);
            self.text.push(':');
            self.value(indent, depth, true);
        }
    }

    pub(super) fn value(&mut self, indent: usize, depth: usize, of_key: bool) {
        let kinds = if depth > 2 { 7 } else { 10 };
        match self.roll(kinds) {
            0 | 1 => {
                let words = self.pick(WORDS);
                self.text.push_str(&format!(" {words}"));
                self.end_line();
            }
            2 => {
                let quoted = self.pick(&[
                    " 'it''s # no'",
                    " \"a: \\\"b\\\" # c\"",
                    " ''",
                    " 'x'",
                    " \"\\u00e9\"",
                ]);
                self.text.push_str(quoted);
                self.end_line();
            }
            3 => self.block(indent),
            4 => {
                let nothing = self.pick(&["", " null", " ~", ""]);
                self.text.push_str(nothing);
                self.end_line();
            }
            5 | 6 => {
                self.text.push(' ');
                self.flow(0);
                self.end_line();
            }
            7 | 8 => {
                if of_key {
                    self.end_line();
                    let deeper = if self.one_in(3) { 0 } else { 2 };
                    self.list(indent + deeper, depth + 1, false);
                } else {
                    self.text.push(' ');
                    self.list(indent + 2, depth + 1, true);
                }
            }
            _ => {
                let count = 1 + self.roll(3);
                if of_key {
                    self.end_line();
                    self.fields(indent + 2, depth + 1, count, false);
                } else {
                    self.text.push(' ');
                    self.fields(indent + 2, depth + 1, count, true);
                }
            }
        }
    }

    pub(super) fn block(&mut self, indent: usize) {
        let sign = self.pick(&["|", "|-", "|+", ">", ">-", "|2", "|2-"]);
        self.text.push_str(&format!(" {sign}"));
        self.end_line();
        let deep = if sign.contains('2') || self.one_in(2) {
            2
        } else {
            4
        };
        for _ in 0..1 + self.roll(3) {
            let words = self.pick(&["words: and", "# no comment", "- no item", "more  "]);
            self.line(indent + deep, words);
            if self.one_in(5) {
                self.line(0, "");
                self.line(indent + deep, "last");
            }
        }
        if self.one_in(4) {
            self.line(0, "");
        }
    }

    pub(super) fn flow(&mut self, depth: usize) {
        let list = self.one_in(2);
        self.text.push(if list { '[' } else { '{' });
        let count = self.roll(4);
        for i in 0..count {
            if i > 0 {
                let comma = self.pick(&[", ", ", ", ",", " , "]);
                self.text.push_str(comma);
                if self.one_in(8) {
                    self.text
                        .push_str(&format!(" # inside{}      ", self.ending));
                }
            }
            if !list {
                self.text.push_str(&format!("k{i}: "));
            }
            if depth < 2 && self.one_in(5) {
                self.flow(depth + 1);
            } else {
                let words = self.pick(&["a", "b c", "'q, r'", "\"s\"", "1931"]);
                self.text.push_str(words);
            }
        }
        if count > 0 && self.one_in(8) {
            self.text.push_str(", ");
        }
        self.text.push(if list { ']' } else { '}' });
    }

    /// A list; its first item stands on the line that was begun, if `begun`.
    pub(super) fn list(&mut self, indent: usize, depth: usize, begun: bool) {
        for i in 0..1 + self.roll(3) {
            if i > 0 || !begun {
                self.comments(indent);
                self.text.push_str(&" ".repeat(indent));
            }
            self.text.push('-');
            self.value(indent, depth, false);
        }
    }
}
