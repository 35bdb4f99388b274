//! Files that are all in their addresses, since a site has no file more for them.

use percent_encoding::utf8_percent_encode;

use super::citing::ENCODED;
use crate::view::DataFileView;

/// A file: its words, and its type, its name and the ending of that.
pub(super) fn file(words: &str, (media_type, name, ending): (&str, &str, &str)) -> DataFileView {
    DataFileView {
        href: format!("data:{media_type},{}", utf8_percent_encode(words, ENCODED)),
        file: format!("{name}.{ending}"),
    }
}

/// A table as comma-separated values (RFC 4180), `name` being what the file is called without its ending.
pub(super) fn csv(
    name: &str,
    head: &[String],
    rows: impl IntoIterator<Item = Vec<String>>,
) -> DataFileView {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    writer.write_record(head).expect("memory does not fail");
    for row in rows {
        let row = row.into_iter().map(harmless);
        writer.write_record(row).expect("memory does not fail");
    }
    let bytes = writer.into_inner().expect("memory does not fail");
    let words = String::from_utf8_lossy(&bytes);
    file(&words, ("text/csv;charset=utf-8", name, "csv"))
}

/// What spreadsheets would take for a formula is words; a number is a number, and a date a date.
fn harmless(value: String) -> String {
    let is_harmless = value.parse::<f64>().is_ok() || is_date(&value);
    match value.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_harmless {
        true => format!("'{value}"),
        false => value,
    }
}

/// Whether it has no other signs than a date of machines (EDTF) that begins with its sign has: `-0043-03-15`, `-01XX~/-0043`. Nothing is called or referred to with these.
fn is_date(value: &str) -> bool {
    let signed = value.strip_prefix(['-', '+']);
    signed.is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_digit())
            && rest
                .chars()
                .all(|c| c.is_ascii_digit() || "-X~?%/.".contains(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_words_and_a_number_below_nought_is_one() {
        let head = ["a".to_owned(), "b".to_owned()];
        let file = csv("places", &head, [vec!["=1".to_owned(), "-1.95".to_owned()]]);
        assert_eq!(
            file.href,
            "data:text/csv;charset=utf-8,a,b%0D%0A%27=1,-1.95%0D%0A"
        );
        assert_eq!(file.file, "places.csv");
    }

    #[test]
    fn dates_before_our_era_stand_as_they_are() {
        for date in [
            "-0043-03-15",
            "-0043?",
            "-01XX~/-0043",
            "-0043/..",
            "-0099%",
        ] {
            assert_eq!(harmless(date.to_owned()), date);
        }
        for formula in [
            "-A1", "-X", "+1+A1", "-1*2", "-", "=0043", "@1", "-1(2)", "-1,2",
        ] {
            assert_eq!(harmless(formula.to_owned()), format!("'{formula}"));
        }
    }
}
