//! The map of places, and the timeline as a picture.

phrases! {
    @behind pictures;

    // The map of places. It has a name and a description for those who do not see it, and the same places as a table.
    map_of(names) = "Map: {names}"; // the name of the picture: what it is a map of, "Places"
    map_around(name) = "Where it is: {name}"; // the name of a small map on the page of a place
    map_shows(n, all) = "On the map: {n} of {all}. A larger mark has more passages."; // describes it
    map_place_is(name, position) = "{name}, {position}, with the coasts around it."; // describes the small map
    picture_mark(name, says) = "{name}: {says}"; // a mark: "Brussels: 4 passages", "The fall of Srebrenica: July 1995"
    map_together(name, n) = "{name} and {n} more"; // a mark of several places: the first of them
    map_groups() = "Close together on the map"; // over lists of places that share a mark
    map_without(n) = "Without a position, {n}:"; // before a list of places
    column_latitude() = "Latitude"; // over a column of numbers in a file, as the next
    column_longitude() = "Longitude";
    first_rows(n, all) = "The first {n} of {all}."; // behind a table, or a file of one, that does not have everything
    take_geojson() = "GeoJSON"; // a link behind a table: the same for programs that draw maps
    map_data() = "Outline of the land: Natural Earth, public domain. Equal Earth projection."; // below the map

    // The timeline as a picture.
    in_a_picture() = "The timeline as a picture"; // its name
    time_from_to(n, first, last) = "{n} entry, {first} to {last}." | "{n} entries, {first} to {last}."; // describes it
    time_steps(n) = "A step of the line is a year; years without an entry take no room." | "A step of the line is {n} years; those without an entry take no room."; // behind that
    time_many(n) = "{n} more entry here" | "{n} more entries here"; // a mark that is a number
    time_numbers(n) = "Entries that stand in numbers, since there is no room for a mark each: {n}."; // below the picture
    sign_doubt() = "hollow: the date is doubtful, or about so"; // explains a sign, as those of how a date is known
    sign_many() = "a number: so many more"; // the same
    column_edtf() = "Date (EDTF)"; // over a column of dates as machines read them, in a file
}
