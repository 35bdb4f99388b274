//! Pictures made of an archive's numbers, the tables behind them, and the pages of years.

phrases! {
    @behind entry;

    // Pictures made of numbers. Each has a name and a description for those who do not see it, and the same numbers as a table.
    figures() = "The figures"; // over a table that is folded behind a picture
    take_csv() = "CSV"; // a link behind a table: its numbers as a file of comma-separated values
    column_year() = "Year"; // over a column of years, in a table and its file
    years_from_to(passages, first, last) = "{passages} from {first} to {last}."; // describes bars, one for each year; "12 passages from 1998 to 2022."
    most_in_year(passages, year) = "Most in {year}: {passages}."; // behind that
    years_a_bar(n) = "A bar for {n} year." | "A bar for {n} years."; // behind that
    doubtful_years(passages) = "Hollow, since the date or the speaker is doubtful: {passages}."; // behind that
    column_doubtful() = "Of these with a doubtful date or speaker"; // over a column of numbers
    column_paragraphs() = "Paragraphs"; // over such a column
    spoken_a_year() = "Paragraphs spoken a year"; // the name of such bars, as passages_a_year
    no_bar(passages) = "{passages} without a bar: their year is not known."; // behind that, and below the bars

    // A transcript at a glance: a strip down which its text runs.
    strip() = "The text at a glance"; // a heading
    strip_of(paragraphs) = "{paragraphs} from top to bottom, each as long as its words."; // describes the strip, with the next three
    strip_shares() = "The wider a block is, the more of its row is whose it is."; // where there are so many paragraphs that several share a block
    strip_speakers(names) = "Lanes of speakers: {names}."; // in their order
    strip_topics(names) = "Lanes of notes: {names}.";
    strip_other_notes() = "other notes"; // in the place of a topic: notes on other topics, or on none

    // Topics by topics, on the index of topics.
    together_topics() = "Which topics occur together"; // a heading
    grid_of(n, all) = "{n} of {all} topics that occur with others: those that do so most." | "{n} of {all} topics that occur with others: those that do so most."; // describes the picture, with the next two
    grid_dots() = "The larger a dot is, the more notes are on both.";
    grid_most(one, other, notes) = "Most often: {one} with {other}, {notes}.";

    // The page of a year.
    all_of_year(year) = "All of {year}"; // a link to it, behind the numbers of an entry
    other_years() = "Other years"; // for screen readers
}
