//! Passages on other pages, the page of an entry, signs between words.

phrases! {
    @behind transcript;

    // Passages on other pages.
    passage_address(number) = "Address of this passage, paragraph {number}"; // for screen readers
    read_on(place) = "Read on at {place}"; // for screen readers: leads to the transcript
    question_at(place) = "The question, {place}"; // for screen readers
    to_question(place) = "To the question of {place}:"; // before an answer that is not the first
    order() = "Order"; // before the next three, of which one is chosen
    by_date() = "By date";
    by_speaker() = "By speaker";
    by_topic() = "By topic";
    back_to_dates() = "Back to the order of dates";
    who_speaks() = "Who speaks";
    label_only() = "a label that may stand for several people"; // behind the label of a speaker and a number
    passages_a_year() = "Passages a year";
    question() = "Question"; // in the place of an unknown speaker's name
    asks(name) = "{name}:"; // a question follows
    nobody() = "Nobody in particular"; // in the place of a speaker, over what nobody is said to have spoken

    // The page of an entry.
    nothing_written() = "Nothing is written here yet: this page was made from a name that notes use.";
    evidence() = "On what evidence"; // the sources of an event
    sources() = "Sources";
    parts() = "Parts"; // of an event
    no_transcript_of_event() = "The archive holds no transcript of this event.";
    speaks_in() = "Speaks in";
    notes_concerning(name) = "Notes concerning {name}";
    notes_on(notes, paragraphs) = "{notes}, on {paragraphs}"; // "6 notes, on 4 paragraphs"
    paragraphs_in(paragraphs, transcripts) = "{paragraphs} {transcripts}"; // "8 paragraphs in 1 transcript"
    of_them_with_notes(n) = "{n} of them with notes, which are shown"; // behind that
    in_narrower() = "In narrower topics";
    passages_on(passages, topic) = "{passages} on {topic}"; // "4 passages on Milling"
    narrower_have(n) = "narrower topics: {n}"; // behind numbers of passages
    on_this_page() = "On this page"; // for screen readers
    entry_passages() = "Passages";
    no_passage(kind) = "No passage refers to this {kind:lower} yet."; // the title of a kind, which languages with genders may leave out
    no_passage_but_narrower(kind, n) = "No passage refers to this {kind:lower} yet; its narrower topics have {n}.";
    what_says(name) = "What {name} says";
    named_without_note() = "Named without a note";
    named_meaning() = "Sentences where the name stands and no note refers to it.";
    occurs_with() = "Occurs with";
    linked_from() = "Linked from";
    linked_to(title) = "Linked to {title}";
    other_events() = "Other events"; // for screen readers

    // Signs between words and numbers.
    comma() = ", "; // between the parts of a line: "verbatim, 12 paragraphs", "Jane Roe, Brussels, 1 April 2014"
    list_comma() = ", "; // between things of a kind: names, topics, paragraphs
    full_stop() = "."; // behind a line that is a sentence
    in_brackets(words) = "({words})"; // behind a name: its doubt, an office
    number(n) = "{n}"; // a number alone
}
