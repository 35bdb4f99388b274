//! The places of a map for programs that draw maps.

use serde_json::{Value, json};

use crate::{archive::Coordinates, pages::data_file, view::DataFileView};

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

/// Places for programs that draw maps: GeoJSON (RFC 7946), which has longitudes before latitudes.
pub(super) fn of(name: &str, places: &[Placed<'_>]) -> DataFileView {
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
    data_file::file(&all.to_string(), ("application/geo+json", name, "geojson"))
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let file = of("places", &[place]);
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
