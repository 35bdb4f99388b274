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

/// What spreadsheets would take for a formula is words; a number is a number.
fn harmless(value: String) -> String {
    let is_number = value.parse::<f64>().is_ok();
    match value.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number {
        true => format!("'{value}"),
        false => value,
    }
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
            "data:text/csv;charset=utf-8,a,b%0D%0A%27%3D1,-1.95%0D%0A"
        );
        assert_eq!(file.file, "places.csv");
    }
}
