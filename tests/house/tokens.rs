//! A source text as its tokens, without comments and without what only tests have; and the parameters of its functions.
//!
//! It knows as much of Rust as the house's figures need: words, `::`, `->`, brackets. Strings and characters are one sign each.

/// A word or a sign, and the line where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub text: String,
    pub line: usize,
}

/// A function: its name, its line, and the type of each parameter as its tokens (`self` too, which has none).
#[derive(Debug, PartialEq, Eq)]
pub struct Function {
    pub name: String,
    pub line: usize,
    pub parameters: Vec<Vec<String>>,
}

pub fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<char> = text.chars().collect();
    let (mut found, mut at, mut line) = (Vec::new(), 0, 1);
    while at < chars.len() {
        let end = end_of_token(&chars, at);
        let piece: String = chars[at..end].iter().collect();
        let is_comment = piece.starts_with("//") || piece.starts_with("/*");
        if !is_comment && !piece.starts_with(char::is_whitespace) {
            let is_literal = piece.contains('"') || (piece.len() > 1 && piece.ends_with('\''));
            let text = if is_literal {
                "\"".to_owned()
            } else {
                piece.clone()
            };
            found.push(Token { text, line });
        }
        line += piece.matches('\n').count();
        at = end;
    }
    found
}

fn end_of_token(chars: &[char], at: usize) -> usize {
    let next = |i: usize| chars.get(at + i).copied().unwrap_or('\0');
    let until = |from: usize, stop: &dyn Fn(char) -> bool| {
        (from..chars.len())
            .find(|&i| stop(chars[i]))
            .unwrap_or(chars.len())
    };
    match (chars[at], next(1)) {
        ('/', '/') => until(at, &|c| c == '\n'),
        ('/', '*') => end_of_comment(chars, at),
        ('"', _) => end_of_string(chars, at + 1),
        ('\'', '\\') => until(at + 3, &|c| c == '\'') + 1,
        ('\'', _) if next(2) == '\'' => at + 3,
        ('\'', _) => until(at + 1, &|c| !is_word(c)),
        (':', ':') | ('-', '>') | ('=', '>') => at + 2,
        (c, _) if is_word(c) => {
            let end = until(at, &|c| !is_word(c));
            let word: String = chars[at..end].iter().collect();
            let hashes = until(end, &|c| c != '#') - end;
            let quoted = chars.get(end + hashes) == Some(&'"');
            match word.as_str() {
                "b" | "c" if quoted && hashes == 0 => end_of_string(chars, end + 1),
                "r" | "br" | "cr" if quoted => end_of_raw_string(chars, end + hashes + 1, hashes),
                _ => end,
            }
        }
        _ => at + 1,
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn end_of_comment(chars: &[char], start: usize) -> usize {
    let (mut depth, mut at) = (0, start);
    while at + 1 < chars.len() {
        match (chars[at], chars[at + 1]) {
            ('/', '*') => depth += 1,
            ('*', '/') => depth -= 1,
            _ => {
                at += 1;
                continue;
            }
        }
        at += 2;
        if depth == 0 {
            return at;
        }
    }
    chars.len()
}

fn end_of_string(chars: &[char], start: usize) -> usize {
    let mut at = start;
    while at < chars.len() {
        match chars[at] {
            '\\' => at += 2,
            '"' => return at + 1,
            _ => at += 1,
        }
    }
    chars.len()
}

/// The end with its hashes is one token with the quote, so that what comes next begins a new one.
fn end_of_raw_string(chars: &[char], start: usize, hashes: usize) -> usize {
    let closes = |i: usize| {
        chars[i] == '"'
            && chars[i + 1..]
                .iter()
                .take(hashes)
                .filter(|&&c| c == '#')
                .count()
                == hashes
    };
    (start..chars.len())
        .find(|&i| closes(i))
        .map_or(chars.len(), |i| i + 1 + hashes)
}

/// The tokens without the items that `#[cfg(test)]` or `#[test]` stands before.
pub fn without_tests(tokens: Vec<Token>) -> Vec<Token> {
    let mut kept = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        if is(&tokens, at, "#") && is(&tokens, at + 1, "[") {
            let end = closing(&tokens, at + 1) + 1;
            let words = &tokens[at + 2..end - 1];
            let has = |word: &str| words.iter().any(|t| t.text == word);
            let cfg = words.first().is_some_and(|t| t.text == "cfg");
            if has("test") && !has("not") && (cfg || words.len() == 1) {
                at = end_of_item(&tokens, end);
                continue;
            }
        }
        kept.push(tokens[at].clone());
        at += 1;
    }
    kept
}

fn end_of_item(tokens: &[Token], start: usize) -> usize {
    let mut at = start;
    let mut is_use = false;
    while at < tokens.len() {
        match tokens[at].text.as_str() {
            ";" => return at + 1,
            "{" if !is_use => return closing(tokens, at) + 1,
            "(" | "[" | "{" => at = closing(tokens, at),
            "use" => is_use = true,
            _ => {}
        }
        at += 1;
    }
    at
}

pub fn is(tokens: &[Token], at: usize, text: &str) -> bool {
    tokens.get(at).is_some_and(|t| t.text == text)
}

/// Where the bracket that opens at `open` closes.
fn closing(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0;
    for (i, token) in tokens.iter().enumerate().skip(open) {
        match token.text.as_str() {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return i;
        }
    }
    tokens.len() - 1
}

/// Every function that has a name, in a trait too.
pub fn functions(tokens: &[Token]) -> Vec<Function> {
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        // Of a type (`fn(u32) -> bool`) no one has to remember an order.
        if !is(tokens, at, "fn") || is(tokens, at + 1, "(") || at + 2 >= tokens.len() {
            continue;
        }
        let open = match is(tokens, at + 2, "<") {
            true => end_of_generics(tokens, at + 2),
            false => at + 2,
        };
        if is(tokens, open, "(") {
            found.push(Function {
                name: tokens[at + 1].text.clone(),
                line: tokens[at].line,
                parameters: parameters(&tokens[open + 1..closing(tokens, open)]),
            });
        }
    }
    found
}

fn end_of_generics(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0;
    for (i, token) in tokens.iter().enumerate().skip(open) {
        match token.text.as_str() {
            "<" => depth += 1,
            ">" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return i + 1;
        }
    }
    tokens.len()
}

fn parameters(tokens: &[Token]) -> Vec<Vec<String>> {
    let (mut depth, mut all, mut current) = (0, Vec::new(), Vec::new());
    for token in tokens {
        match token.text.as_str() {
            "(" | "[" | "{" | "<" => depth += 1,
            ")" | "]" | "}" | ">" => depth -= 1,
            "," if depth == 0 => {
                all.push(std::mem::take(&mut current));
                continue;
            }
            _ => {}
        }
        current.push(token.text.clone());
    }
    all.push(current);
    all.retain(|words| !words.is_empty());
    all.into_iter()
        .map(|words| match words.iter().position(|w| w == ":") {
            Some(colon) => words[colon + 1..].to_vec(),
            None => Vec::new(),
        })
        .collect()
}

#[test]
fn comments_strings_and_tests_are_no_code() {
    let text = "use a; // crate::no\n/* use /* b */ */ \"fn x(\" r#\"fn \"y\"(\"# 'f' '\\'' b\"fn\"\n#[cfg(test)]\nmod tests { use c; }\nfn z<'f>() {}";
    let found = without_tests(tokens(text));
    let words: Vec<&str> = found.iter().map(|t| t.text.as_str()).collect();
    assert_eq!(
        words.join(" "),
        "use a ; \" \" \" \" \" fn z < 'f > ( ) { }"
    );
    assert_eq!(found.last().map(|t| t.line), Some(5));
}

#[test]
fn parameters_are_counted_as_they_are_written() {
    let text = "fn many<F: Fn(u8, u8) -> u8>(&mut self, a: u32, b: Map<K, V>, (c, d): (u8, u8), e: fn(u8) -> F,) {}";
    let found = functions(&tokens(text));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].parameters.len(), 5);
    assert_eq!(found[0].parameters[0], Vec::<String>::new());
    assert_eq!(found[0].parameters[1], ["u32"]);
    assert_eq!(found[0].parameters[2].join(""), "Map<K,V>");
}
