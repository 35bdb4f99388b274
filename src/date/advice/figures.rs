//! Dates in figures alone: `01/04/2014`, `2014-4-1`, `1994-95`, `1990s`, `199?`.

/// Why figures can be read in two ways, if so.
pub(super) fn ambiguous(plain: &str) -> Option<String> {
    if let Some(numbers) = numbers(plain, &['/', '-'])
        && let [first, second, year] = numbers[..]
        && first.len() <= 2
        && year.len() == 4
        && first != second
    {
        let (first, second): (u8, u8) = (first.parse().ok()?, second.parse().ok()?);
        if (1..=12).contains(&first) && (1..=12).contains(&second) {
            return Some(format!(
                "`{plain}` can be read in two ways: write `{year}-{second:02}-{first:02}` or `{year}-{first:02}-{second:02}`"
            ));
        }
    }
    if let Some(numbers) = numbers(plain, &['/'])
        && let [year, end] = numbers[..]
        && (year.len(), end.len()) == (4, 2)
        && end > &year[2..]
        && end <= "12"
    {
        let century = &year[..2];
        return Some(format!(
            "`{plain}` can be read in two ways: write `{year}-{end}` or `{year}/{century}{end}`"
        ));
    }
    let century = plain
        .strip_prefix("the ")
        .unwrap_or(plain)
        .strip_suffix("00s")?;
    (century.len() == 2 && century.bytes().all(|b| b.is_ascii_digit())).then(|| {
        format!("`{plain}` can be ten years or a hundred: write `{century}0X` or `{century}XX`")
    })
}

/// EDTF for figures, not yet checked.
pub(super) fn rewrite(plain: &str) -> Option<String> {
    let is_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    match plain.len() {
        8 if is_digits(plain) => {
            return Some(format!("{}-{}-{}", &plain[..4], &plain[4..6], &plain[6..]));
        }
        3 if is_digits(plain) => return Some(format!("0{plain}")),
        _ => {}
    }
    decade(plain)
        .or_else(|| open_digits(plain))
        .or_else(|| separated(plain))
}

/// `1990s`, `the 1990's`.
fn decade(plain: &str) -> Option<String> {
    let text = plain
        .strip_prefix("the ")
        .unwrap_or(plain)
        .strip_suffix('s')?;
    let text = text.strip_suffix(['\'', '’']).unwrap_or(text);
    let tens = text
        .strip_suffix('0')
        .filter(|tens| tens.len() == 3 && !tens.ends_with('0'))?;
    Some(format!("{tens}X"))
}

/// `199?`, `19--`, `19??`: digits that are not known.
fn open_digits(plain: &str) -> Option<String> {
    let known = plain.trim_end_matches(['?', '-', '_', '*']);
    let is_year = plain.len() == 4 && (2..=3).contains(&known.len());
    is_year.then(|| format!("{known:X<4}"))
}

/// Two or three numbers with `-`, `/` or `.` between them.
fn separated(plain: &str) -> Option<String> {
    let numbers = numbers(plain, &['/', '-', '.'])?;
    match numbers[..] {
        [year, month, day] if year.len() == 4 => ymd(year, month, day),
        [first, second, year] if year.len() == 4 => {
            let day_first =
                plain.contains('.') || first.parse::<u8>().ok()? > 12 || first == second;
            if day_first {
                ymd(year, second, first)
            } else {
                ymd(year, first, second)
            }
        }
        [year, end] if year.len() == 4 && end.len() <= 2 => {
            let is_later = end.len() == 2 && end > &year[2..];
            Some(if is_later {
                format!("{year}/{}{end}", &year[..2])
            } else {
                format!("{year}-{:02}", end.parse::<u8>().ok()?)
            })
        }
        [month, year] if year.len() == 4 && month.len() <= 2 => {
            Some(format!("{year}-{:02}", month.parse::<u8>().ok()?))
        }
        [first, last] if first.len() == 4 && last.len() == 4 => Some(format!("{first}/{last}")),
        _ => None,
    }
}

/// Two digits each; a month that can only be a day changes places with it.
fn ymd(year: &str, month: &str, day: &str) -> Option<String> {
    let (mut month, mut day): (u8, u8) = (month.parse().ok()?, day.parse().ok()?);
    if month > 12 && day <= 12 {
        (month, day) = (day, month);
    }
    Some(format!("{year}-{month:02}-{day:02}"))
}

/// The numbers of a text that has nothing else, but for one kind of separator.
fn numbers<'t>(plain: &'t str, separators: &[char]) -> Option<Vec<&'t str>> {
    let separator = separators.iter().find(|&&c| plain.contains(c))?;
    let parts: Vec<&str> = plain.split(*separator).map(str::trim).collect();
    let is_number =
        |part: &&str| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    parts.iter().all(is_number).then_some(parts)
}

/// `9:30`, `10:30:15`, `9:30 pm`, `10:30 utc`, `10:30+0200`, as EDTF.
pub(super) fn time(plain: &str) -> Option<String> {
    let end = plain
        .find(|c: char| c != ':' && !c.is_ascii_digit())
        .unwrap_or(plain.len());
    let (clock, rest) = plain.split_at(end);
    let (hour, minutes) = clock.split_once(':')?;
    let hour: u8 = hour.parse().ok()?;
    let (hour, zone) = match rest.trim().trim_end_matches('.').replace('.', "").as_str() {
        "" | "h" | "hrs" => (hour, String::new()),
        "am" => (hour % 12, String::new()),
        "pm" => (hour % 12 + 12, String::new()),
        "z" | "utc" | "gmt" => (hour, "Z".to_owned()),
        zone => (hour, shift(zone)?),
    };
    Some(format!("{hour:02}:{minutes}{zone}"))
}

/// `+0200`, `+2:00`, `+2` as `+02:00`.
fn shift(zone: &str) -> Option<String> {
    let zone = zone.strip_prefix("utc").unwrap_or(zone);
    let sign = zone.chars().next().filter(|&c| c == '+' || c == '-')?;
    let digits = &zone[1..];
    let (hours, minutes) = match digits.split_once(':') {
        Some(parts) => parts,
        None if digits.len() == 4 && digits.is_ascii() => digits.split_at(2),
        None => (digits, "00"),
    };
    let (hours, minutes): (u8, u8) = (hours.parse().ok()?, minutes.parse().ok()?);
    Some(format!("{sign}{hours:02}:{minutes:02}"))
}
