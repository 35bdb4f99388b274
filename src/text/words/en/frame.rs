//! What stands on every page, numbers of things, and what kinds are called.

phrases! {
    @first;

    // The frame of every page.
    skip() = "To the text";
    site() = "Site"; // for screen readers: the navigation
    crumbs() = "Where you are"; // for screen readers: the way here from the home page
    timeline() = "Timeline";
    page_not_found() = "Page not found";
    not_found() = "There is no page at this address. It may have been mistyped, or the page may never have been here: addresses of this archive do not change.";
    to_home() = "To the home page";
    moved() = "This page has moved";
    now_at(page) = "It is now at {page}."; // a link
    correct_or_object() = "Correct or object"; // at the foot of every page: leads to whom one writes
    no_contact() = "This archive gives no address for corrections and objections."; // at the foot of every page, if it is so
    official_source(source) = "The official source of these words is {source}."; // behind that, on the page of a transcript
    sources_are_named() = "The official source of a transcript is named on its page."; // behind that, on other pages

    // Numbers of things, in lists and behind headings.
    notes(n) = "{n} note" | "{n} notes";
    paragraphs(n) = "{n} paragraph" | "{n} paragraphs";
    passages(n) = "{n} passage" | "{n} passages";
    narrower_passages(n) = "{n} narrower"; // behind a number of passages: how many the narrower topics have
    in_transcripts(n) = "in {n} transcript" | "in {n} transcripts"; // behind a number, as the next
    with_notes(n) = "with {n} note" | "with {n} notes";
    so_many(number, transcripts, notes) = "{number} {transcripts}, {notes}"; // "4 in 1 transcript, with 9 notes"
    more(n) = "{n} more"; // opens what is folded
    and_more(n) = "and {n} more";
    all(n) = "all {n}"; // leads to the whole list

    // What kinds of entries are called, if the site does not say: one under its slug, several under its folder.
    topic() = "Topic";
    topics() = "Topics";
    event() = "Event";
    events() = "Events";
    person() = "Person";
    people() = "People";
    place() = "Place";
    places() = "Places";
    organization() = "Organization";
    organizations() = "Organizations";
    document() = "Document";
    documents() = "Documents";
    transcript() = "Transcript";
    transcripts() = "Transcripts";
}
