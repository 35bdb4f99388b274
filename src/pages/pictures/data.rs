//! Tables as files that are all in their addresses, since a site has no file more for them.

use percent_encoding::utf8_percent_encode;

use crate::{pages::citing::RESERVED, view::DataFileView};

/// A table as comma-separated values (RFC 4180), `name` being what the file is called without its ending.
pub(in crate::pages) fn csv<'r>(
    name: &str,
    head: &[String],
    rows: impl IntoIterator<Item = Vec<String>> + 'r,
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
    DataFileView {
        href: format!(
            "data:text/csv;charset=utf-8,{}",
            utf8_percent_encode(&words, RESERVED)
        ),
        file: format!("{name}.csv"),
    }
}

/// What spreadsheets would take for a formula is words; a number is one.
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
    fn a_table_is_a_file_that_is_all_in_its_address() {
        let head = ["Year".to_owned(), "a, b".to_owned()];
        let rows = [
            vec!["=1".to_owned(), "\"é\"".to_owned()],
            vec!["-1.95".to_owned(), "-a".to_owned()],
        ];
        let file = csv("t", &head, rows);
        assert_eq!(file.file, "t.csv");
        assert_eq!(
            file.href,
            "data:text/csv;charset=utf-8,Year,%22a,%20b%22%0D%0A%27%3D1,%22%22%22%C3%A9%22%22%22%0D%0A-1.95,%27-a%0D%0A"
        );
    }
}
