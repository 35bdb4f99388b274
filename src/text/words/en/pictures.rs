//! Pictures made of an archive's numbers, the tables behind them, and the pages of years.

phrases! {
    @behind entry;

    // Pictures made of numbers. Each has a name and a description for those who do not see it, and the same numbers as a table.
    figures() = "The figures"; // over a table that is folded behind a picture
    take_csv() = "CSV"; // a link behind a table: its numbers as a file of comma-separated values
    column_year() = "Year"; // over a column of years, in a table and its file
    years_from_to(passages, first, last) = "{passages} from {first} to {last}."; // describes bars, one for each year; "12 passages from 1998 to 2022."
    most_in_year(passages, year) = "Most in {year}: {passages}."; // behind that
    no_bar(passages) = "{passages} without a bar: their year is not known."; // behind that, and below the bars
}
