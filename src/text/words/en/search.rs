//! Search: its page, the dialog, the checker of quotations, and what is told where a hit stands.

phrases! {
    @behind map;

    // Whoever opens a page for searching, and where from.
    search() = "Search"; // the navigation, a heading, a button
    search_what() = "Search the transcripts and notes"; // for screen readers: what is typed into the field
    search_in_transcript() = "Search in this transcript"; // links, as the next two
    search_said(name) = "Search what {name} says";
    search_within(name) = "Search within “{name}”";
    search_phrase() = "“words in quotation marks” stand together"; // how to ask, in a row, as the next four. What is typed is the same in all languages, but for the words
    search_without() = "-word: without it";
    search_beginning() = "wor*: words that begin so";
    search_or() = "one OR other, one NEAR other";
    search_by_field(colon) = "speaker{colon}name"; // `colon` is the sign as it is typed

    // Without a script.
    search_needs_script() = "Searching needs JavaScript, which is off in this browser. Everything else here works without it.";
    search_has_no_script() = "These pages have no scripts, and so no search of their own.";
    search_instead() = "Topics, people and events are the archive’s index, made by hand: each lists every passage. On any page your browser finds words by itself (Ctrl or ⌘ F).";
    search_go_by() = "Go by"; // links to indexes follow

    // What is found.
    search_busy() = "Searching…";
    search_results(n) = "{n} result" | "{n} results";
    search_at_most(results) = "At most {results}: whether the words of a phrase stand together is seen when it is shown.";
    search_cut(words) = "Only a part of “{words}” was looked at: it asks for too much.";
    search_only(name) = "Only: {name}"; // what the results are narrowed down to
    search_with_narrower(name) = "{name} with its narrower topics"; // in the place of the name of a topic, there
    search_take_away(name) = "Take away: {name}"; // for screen readers: undoes that
    search_nearest_first() = "Nearest first"; // an order, as "By date"
    search_from_to(first, last) = "Results {first} to {last}";
    search_page_of_results() = "Pages of results"; // for screen readers
    search_next(n) = "The next one" | "The next {n}";
    search_previous() = "Those before";
    search_after() = "Those after"; // the same where nobody knows yet how many
    search_apart(first, last) = "Of {first} to {last} none has the words together."; // numbers of results that were looked at for a phrase
    search_nothing(query) = "“{query}” was not found, neither in the transcripts nor in the notes.";
    search_nothing_so() = "Nothing is left of it with all of these conditions.";
    search_close(words) = "Close to it: {words}"; // links
    search_occurs(words) = "Each alone is found: {words}"; // links with numbers
    search_failed() = "The index of the search could not be read.";
    search_unread() = "The page with these words could not be read here: the link leads to it.";
    search_entries() = "Entries";

    // Narrowing down.
    search_narrow() = "Narrow down";
    search_speaker() = "Speaker"; // a heading, as the next four: numbers of results by it
    search_year() = "Year";
    search_form() = "Form"; // interview, speech, ...
    search_kind() = "Kind of result"; // passages, notes, entries
    search_author() = "Author of the note";

    // A query through the years.
    search_years(query) = "“{query}” through the years";
    search_count() = "Results"; // over a column of numbers
    search_figures() = "The figures"; // opens the table of a chart
    search_figures_file() = "These figures (CSV)"; // a file to take along

    // Taking what was found along.
    search_take() = "Take these along"; // a heading; links to files follow
    search_table() = "Table (CSV)";
    search_taking(number, all) = "Reading: {number} of {all}";
    search_taken(n) = "Taken along: {n} result" | "Taken along: {n} results";
    search_taken_some(number, all) = "Taken along: the first {number} of {all}. Narrow down to take the others.";
    search_cited(n) = "Taken along: {n} transcript" | "Taken along: {n} transcripts";
    search_cited_some(n) = "Taken along: {n} transcript, those of the first results. Narrow down to take the others." | "Taken along: {n} transcripts, those of the first results. Narrow down to take the others.";

    // The checker of quotations.
    check_quotation() = "Check a quotation";
    check_meaning() = "Paste words ascribed to somebody in this archive. You see where they stand, or the nearest words that do.";
    check_field() = "The quotation"; // for screen readers
    check() = "Check"; // a button
    check_busy() = "Comparing…";
    check_exact() = "Word for word in this archive.";
    check_omitted() = "Word for word in this archive, with the omissions that the quotation marks.";
    check_apart() = "Its parts stand in this transcript, but apart from each other, or said by several people."; // of a quotation with omissions
    check_folded() = "Kinds of quotation marks, of dashes and of blank space are not told apart.";
    check_altered() = "In this archive, but not word for word.";
    check_signs() = "The words are in this archive; signs or capitals differ.";
    check_nowhere() = "Not in this archive.";
    check_not_compared() = "Not found in the passages that were compared."; // where more passages may have the words than were looked at
    check_some() = "Not every passage was compared."; // after an answer
    check_nearest() = "The nearest passage:";
    check_nothing_near() = "No passage is near to it.";
    check_key(away, added) = "{away} stands in the record and not in the quotation; {added} in the quotation and not in the record."; // {away} and {added} are the next two, struck out and underlined
    check_away() = "Struck out"; // also for screen readers, before such words
    check_added() = "Underlined"; // as the last
    check_speakers() = "Several people say these words."; // a quotation that runs from one speaker's words into another's
    check_short() = "Paste at least three words.";
    check_long(n) = "Only the first {n} word was compared." | "Only the first {n} words were compared.";

    // On the page where a hit stands.
    hit_bar() = "Hits"; // for screen readers
    hit_of(number, all) = "Hit {number} of {all} in this text";
    hit_none() = "In this text the words are not marked."; // they stand in a note, or in the text as it was
    hit_next() = "Next hit";
    hit_previous() = "Previous hit";
    hit_next_result() = "Next result";
    hit_previous_result() = "Previous result";
    hit_back() = "Back to the results";
    search_all() = "All results"; // of the dialog: leads to the page
}
