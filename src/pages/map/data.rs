//! The places of a map as files that are all in their addresses, since a site has no file more for them.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use crate::{archive::Coordinates, view::DataFileView};

/// All but what stands for itself in an address (RFC 3986, section 2.3, and the commas and colons of section 3.3).
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b',')
    .remove(b':')
    .remove(b'/');

/// A place as such files have it.
#[derive(Clone, Debug)]
pub(super) struct Placed<'e> {
    /// Its id.
    pub(super) id: &'e str,
    /// Its name.
    pub(super) name: &'e str,
    /// Where it is.
    pub(super) at: Coordinates,
    /// How many passages refer to it.
    pub(super) count: usize,
}

/// A table as comma-separated values (RFC 4180), `name` being what the file is called without its ending.
pub(in crate::pages) fn csv(
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

/// Places for programs that draw maps: GeoJSON (RFC 7946), which has longitudes before latitudes.
pub(super) fn geojson(name: &str, places: &[Placed<'_>]) -> DataFileView {
    let features: Vec<Value> = places
        .iter()
        .map(|place| {
            json!({
                "type": "Feature",
                "id": place.id,
                "geometry": {"type": "Point", "coordinates": [place.at.longitude, place.at.latitude]},
                "properties": {"name": place.name, "passages": place.count},
            })
        })
        .collect();
    let all = json!({"type": "FeatureCollection", "features": features});
    file(&all.to_string(), ("application/geo+json", name, "geojson"))
}

fn file(words: &str, (media_type, name, ending): (&str, &str, &str)) -> DataFileView {
    DataFileView {
        href: format!("data:{media_type},{}", utf8_percent_encode(words, RESERVED)),
        file: format!("{name}.{ending}"),
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

    #[test]
    fn longitudes_come_first_in_geojson() {
        let at = Coordinates {
            latitude: -1.95,
            longitude: 30.06,
        };
        let place = Placed {
            id: "kigali",
            name: "Kigali",
            at,
            count: 2,
        };
        let file = geojson("places", &[place]);
        let words = file.href.split_once(',').expect("a comma").1;
        let words = percent_encoding::percent_decode_str(words).decode_utf8_lossy();
        let read: Value = serde_json::from_str(&words).expect("JSON");
        let feature = &read["features"][0];
        assert_eq!(feature["geometry"]["coordinates"], json!([30.06, -1.95]));
        assert_eq!(
            feature["properties"],
            json!({"name": "Kigali", "passages": 2})
        );
    }
}
