//! Times as people say them.

/// Seconds of `1 hour, 2 minutes and 3 seconds`, `12 minutes 31 seconds`, `5 seconds`; nothing, if there is another word.
pub fn spoken_time(text: &str) -> Option<f64> {
    if text.len() > 60 {
        return None;
    }
    let words = text.split([' ', ',', '\t']);
    let words = words.filter(|word| !word.is_empty() && *word != "and");
    let words: Vec<&str> = words.collect();
    let (pairs, rest) = words.as_chunks::<2>();
    if pairs.is_empty() || !rest.is_empty() {
        return None;
    }
    let (mut seconds, mut least) = (0.0, f64::INFINITY);
    for [number, unit] in pairs {
        let worth = match unit.to_lowercase().trim_end_matches('.') {
            "hour" | "hours" => 3600.0,
            "minute" | "minutes" | "min" | "mins" => 60.0,
            "second" | "seconds" | "sec" | "secs" => 1.0,
            _ => return None,
        };
        let plain = number.len() <= 4 && number.bytes().all(|b| b.is_ascii_digit());
        let number: f64 = plain.then(|| number.parse().ok())??;
        if worth >= least {
            return None;
        }
        least = worth;
        seconds += number * worth;
    }
    Some(seconds)
}

#[cfg(test)]
mod tests {
    use super::spoken_time;

    #[test]
    fn spoken_times_are_read_and_other_words_are_none() {
        for (text, seconds) in [
            ("1 hour, 2 minutes and 3 seconds", Some(3723.0)),
            ("12 minutes 31 seconds", Some(751.0)),
            ("0 minutes 5 seconds", Some(5.0)),
            ("5 seconds", Some(5.0)),
            ("5 seconds later", None),
            ("5 seconds 12 minutes", None),
            ("five seconds", None),
            ("minutes", None),
            ("", None),
        ] {
            assert_eq!(spoken_time(text), seconds, "{text}");
        }
    }
}
