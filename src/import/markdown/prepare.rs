//! What Markdown has and transcripts have not.
//!
//! Comments and shortcodes are taken out and reported. Other headings, code and quotes are written as a transcript can have them: their words stay.
//! Lists, tables and HTML stay as they are typed.

use super::left_out;
use crate::{
    import::{Account, Place, Report, entities},
    load::speech::comments,
};

/// Signs that mean something in Markdown, where an entity stands for one that does not.
const SIGNS: &str = "*_`[]<#\\";

/// A text without what transcripts have not: its lines, each with its number in the file.
pub(super) struct Prepared {
    pub(super) lines: Vec<(usize, String)>,
}

/// Prepares the words of a file, below `above` other lines.
pub(super) fn prepare(words: &str, above: usize, account: &mut Account) -> Prepared {
    let mut without = Without {
        kept: String::with_capacity(words.len()),
        line: above + 1,
        gap: false,
    };
    let (all, open) = comments(words, 0..words.len());
    let mut at = 0;
    for comment in all.into_iter().chain(open.map(|open| open..words.len())) {
        without.keep(&words[at..comment.start], account);
        without.take(
            &words[comment.clone()],
            "comments",
            "a comment of HTML",
            account,
        );
        at = comment.end;
    }
    without.keep(&words[at..], account);
    let decoded = entities::decoded(&without.kept, SIGNS);
    let mut lines = Lines::default();
    for (line, number) in decoded.split('\n').zip(above + 1..) {
        lines.line(line, number, account);
    }
    Prepared { lines: lines.all }
}

struct Without {
    kept: String,
    line: usize,
    /// Whether something was just left out: words on both sides of it stay two.
    gap: bool,
}

impl Without {
    /// Keeps words, but for shortcodes in them: `{{< childpages >}}`, `{{% notice %}}`.
    fn keep(&mut self, words: &str, account: &mut Account) {
        let mut rest = words;
        // What closes none of them is looked for once.
        let (mut angles, mut percents) = (true, true);
        while let Some(at) = rest.find("{{") {
            let end = match rest.get(at + 2..at + 3) {
                Some("<") if angles => {
                    let end = rest[at..].find(">}}");
                    angles = end.is_some();
                    end
                }
                Some("%") if percents => {
                    let end = rest[at..].find("%}}");
                    percents = end.is_some();
                    end
                }
                Some(_) | None => None,
            };
            let until = end.map_or(at + 2, |end| at + end + 3);
            self.push(&rest[..if end.is_some() { at } else { until }]);
            if end.is_some() {
                self.take(
                    &rest[at..until],
                    "shortcodes",
                    "a shortcode of another program",
                    account,
                );
            }
            rest = &rest[until..];
        }
        self.push(rest);
    }

    fn push(&mut self, words: &str) {
        if words.is_empty() {
            return;
        }
        let gap = std::mem::take(&mut self.gap);
        let glued =
            self.kept.ends_with(char::is_alphanumeric) && words.starts_with(char::is_alphanumeric);
        if gap && glued {
            self.kept.push(' ');
        }
        self.kept.push_str(words);
        self.line += words.matches('\n').count();
    }

    /// Leaves words out, and keeps the ends of their lines.
    fn take(&mut self, words: &str, unit: &'static str, what: &str, account: &mut Account) {
        left_out(
            account,
            unit,
            (self.line, &entities::decoded(words, "")),
            what,
        );
        self.gap = true;
        let ends = words.matches('\n').count();
        self.kept.extend(std::iter::repeat_n('\n', ends));
        self.line += ends;
    }
}

/// Writes lines as a transcript can have them.
#[derive(Default)]
struct Lines {
    all: Vec<(usize, String)>,
    /// What closes the code that is open.
    fence: Option<String>,
}

impl Lines {
    fn line(&mut self, line: &str, number: usize, account: &mut Account) {
        let bare = line.trim();
        let remark = |account: &mut Account, what: &str| {
            account.remark(Report::new("signs", Place::line(number), what, bare));
        };
        if let Some(fence) = &self.fence {
            // Behind what closes it nothing stands.
            let rest = bare.strip_prefix(fence.as_str());
            match rest.is_some_and(|rest| rest.trim_matches(['`', '~']).is_empty()) {
                true => self.fence = None,
                // A line of code is a paragraph of it.
                false if !bare.is_empty() => self.push(number, &code(bare)),
                false => {}
            }
            self.push(number, "");
            return;
        }
        if let Some(sign) = bare.chars().next().filter(|c| matches!(c, '`' | '~')) {
            let signs = bare.len() - bare.trim_start_matches(sign).len();
            let named = &bare[signs..];
            if signs >= 3 && !named.contains(sign) {
                remark(account, "lines of code are written as paragraphs");
                self.fence = Some(bare[..signs].to_owned());
                if !named.trim().is_empty() {
                    let words = (number, named.trim());
                    left_out(
                        account,
                        "languages of code",
                        words,
                        "the language of some code",
                    );
                }
                self.push(number, "");
                return;
            }
        }
        let is_rule = |sign: char| bare.len() >= 3 && bare.chars().all(|c| c == sign || c == ' ');
        let below = !self.last().is_empty();
        if below
            && (bare.starts_with("==") && is_rule('=') || bare.starts_with("--") && is_rule('-'))
        {
            self.heading(if bare.starts_with('=') { "# " } else { "## " });
            self.push(number, "");
        } else if is_rule('-') || is_rule('*') || is_rule('_') {
            remark(account, "a rule is not written");
            self.push(number, "");
        } else if bare.starts_with('>') {
            let words = bare.trim_start_matches(['>', ' ']);
            if self.last().is_empty() {
                remark(account, "a block quote is written as a paragraph");
            }
            self.push(number, words);
        } else if bare.starts_with("[^") && bare.ends_with("]:") {
            // A footnote without words is none.
            self.push(number, &format!("\\{bare}"));
        } else if bare.starts_with('#') {
            self.heading_line(bare, number, account);
        } else {
            self.push(number, line.strip_suffix('\\').unwrap_or(line));
        }
    }

    /// A heading has words alone.
    fn heading_line(&mut self, bare: &str, number: usize, account: &mut Account) {
        let mut plain = String::with_capacity(bare.len());
        let mut rest = bare;
        while let Some(middle) = rest.find("](") {
            let Some(end) = rest[middle..].find(')').map(|end| middle + end) else {
                break;
            };
            let open = rest[..middle].rfind('[');
            let image = open.is_some_and(|open| rest[..open].ends_with('!'));
            let (Some(open), false) = (open, image) else {
                plain.push_str(&rest[..middle + 2]);
                rest = &rest[middle + 2..];
                continue;
            };
            let what = "the address of a link in a heading";
            let address = (number, &rest[middle + 2..end]);
            left_out(account, "links in headings", address, what);
            plain.push_str(&rest[..open]);
            // Words that only the signs of the link part stay apart.
            if plain.ends_with(char::is_alphanumeric) {
                plain.push(' ');
            }
            plain.push_str(&rest[open + 1..middle]);
            rest = &rest[end + 1..];
            if rest.starts_with(char::is_alphanumeric) {
                plain.push(' ');
            }
        }
        plain.push_str(rest);
        // Behind an address a word begins.
        let parts: Vec<&str> = plain.split_inclusive('>').collect();
        let plain = parts.join("\u{20}").replace("> \u{20}", "> ");
        // The sign of a footnote in it is shown as it is typed: a heading has none.
        let plain = whole_words(&plain).replace("[^", "\\[^");
        self.push(number, &plain);
    }

    /// Makes the line before this one a heading.
    fn heading(&mut self, signs: &str) {
        if let Some((_, last)) = self.all.last_mut() {
            *last = format!("{signs}{}", last.trim_start_matches(['#', ' ']));
        }
    }

    fn last(&self) -> &str {
        self.all.last().map_or("", |(_, line)| line.trim())
    }

    fn push(&mut self, number: usize, line: &str) {
        self.all.push((number, line.to_owned()));
    }
}

/// A heading in which signs within a word stay as they are typed: nothing tells how far the word goes.
fn whole_words(heading: &str) -> String {
    let is_sign = |c: char| matches!(c, '*' | '_' | '`' | '<');
    let mut kept = String::with_capacity(heading.len());
    let mut rest = heading;
    while let Some(at) = rest.find(is_sign) {
        let run = rest[at..].len() - rest[at..].trim_start_matches(is_sign).len();
        let before = rest[..at].ends_with(char::is_alphanumeric);
        let after = rest[at + run..].starts_with(char::is_alphanumeric);
        kept.push_str(&rest[..at]);
        for sign in rest[at..at + run].chars() {
            if before && after {
                kept.push('\\');
            }
            kept.push(sign);
        }
        rest = &rest[at + run..];
    }
    kept.push_str(rest);
    kept
}

/// A line of code, as code.
fn code(line: &str) -> String {
    match line.contains('`') {
        true => line.to_owned(),
        false => format!("`{line}`"),
    }
}
