//! What helps to read on: what a link leads to, and the keys of notes.

phrases! {
    @behind search;

    preview() = "Preview"; // for screen readers: what is shown of the page that a link leads to, while one rests on it
    keys() = "Keys"; // opens what keys do, on pages with notes
    next_note() = "Next note"; // what a key does, as the next two
    previous_note() = "Previous note";
    these_keys() = "These keys"; // what a key opens: this list
    keys_are_on() = "Move by single keys"; // a box to be ticked
    no_next_note() = "No note follows";
    no_previous_note() = "No note before";
    previews_are_on() = "Show previews of links"; // a box to be ticked, at the foot of a page
    passages_away(away, all) = "Put away with their notes: {away} of {all} passages."; // numbers; above a list of passages, of which a reader put away all notes on some
}
