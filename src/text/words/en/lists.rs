//! Lists, the parts of those that are split, the home page, cards.

phrases! {
    @behind frame;

    // Lists, and the parts of those that are split.
    undated() = "Undated"; // a heading, or in the place of a date
    no_month_known(year) = "{year}, no month known";
    no_day_known(month) = "{month}, no day known";
    below(topic) = "Below {topic}"; // a part of an index of topics
    pages() = "Pages"; // a part of a list: what comes from free pages
    part_of(list, part) = "{list}: {part}"; // the title of a page that shows a part: "Topics: S"
    own_words(part) = "own words, {part}"; // such a part of a person's page, and so the next five
    part_transcripts(part) = "transcripts, {part}";
    part_speaking(part) = "speaking, {part}";
    part_mentions(part) = "mentions, {part}";
    part_occurs_with(part) = "occurs with, {part}";
    all_parts() = "All"; // before the neighbours of a part of a list that has very many: leads to the page with all
    within_page() = "Within this page"; // for screen readers, as all until the next empty line
    parts_of_list() = "Parts of the list";
    parts_of_timeline() = "Parts of the timeline";
    parts_of_transcripts() = "Parts of the list of transcripts";
    parts_of_spoken() = "Parts of the list of transcripts with this speaker";
    parts_of_passages() = "Passages by date";
    parts_of_said() = "Own words by date";
    parts_of_mentions() = "Mentions by date";
    parts_of_together() = "Parts of what it occurs with";
    parts_of_links() = "Parts of what links here";

    empty_index(folder) = "Nothing yet. A file in content/{folder}/ gets a page here.";
    name() = "Name"; // over a column of names
    none() = "none"; // for screen readers: in the place of a number
    column_says() = "Says"; // over a column of numbers, as the next three that are called so
    column_says_meaning() = "Says: paragraphs spoken."; // below the table, as the next that are called so
    column_passages() = "Passages";
    column_passages_meaning() = "Passages: paragraphs with notes on it.";
    column_transcripts_meaning() = "Transcripts: those that belong to it as a whole.";
    column_notes() = "Notes";
    column_notes_meaning() = "Notes: those that concern the person.";
    column_named() = "Named";
    column_named_meaning() = "Named: sentences where the name stands without a note.";
    empty_timeline() = "Nothing has a date yet. Events and transcripts with a `date` stand here in order.";
    years_without(n) = "{n} year without an entry" | "{n} years without an entry"; // between two years of the timeline
    date_signs() = "How a date is known"; // over the signs of the timeline, which follow
    sign_day() = "the day is given";
    sign_span() = "from one day to another";
    sign_vague() = "the day is not given";
    sign_open() = "one end is not known";
    sign_transcript() = "a transcript of this archive";
    sign_transcript_vague() = "a transcript whose day is not given";
    one_transcript() = "transcript"; // behind a line of the timeline
    untitled() = "Untitled"; // in the feed

    // The home page.
    newest_transcripts() = "Newest transcripts";
    all_transcripts(n) = "All {n} transcripts";
    no_transcript_yet() = "No transcript yet. The first file in content/transcripts/ will stand here.";
    all_topics(n) = "All {n} topics";
    in_time() = "In time";
    whole_timeline() = "The whole timeline";
    of_events(n, all) = "{n} of {all}"; // behind a heading: how many of how many are shown
    in_this_archive() = "In this archive";
    something_wrong() = "Is something wrong?";

    // A card: a transcript in a list.
    spoken_paragraphs(n) = "{n} paragraph spoken." | "{n} paragraphs spoken.";
    draft() = "Draft";
}
