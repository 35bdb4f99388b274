//! A transcript's page and its notes.

phrases! {
    @behind speech;

    // The page of a transcript.
    about_record() = "About this record"; // opens the facts
    show() = "Show"; // what is shown: the next three
    show_text() = "Text";
    show_both() = "Text and notes";
    show_notes() = "Notes";
    show_beside() = "Beside the text"; // before names of languages, of which one is chosen: whose words stand beside the text, too
    show_alone() = "no other language"; // the first of these: no other language
    choose_notes() = "Choose notes"; // opens what can be put away
    notes_by() = "By"; // before names of editors
    notes_of_kind() = "On"; // before kinds of notes: "Topic", "Person"
    carried_notes() = "Carried over from other languages"; // notes on the words of other languages, which can be put away
    others() = "Others"; // in the place of a name
    says_same(places) = "Says the same as {places}."; // below words in another language: "Says the same as ¶¶ 3–4."
    says_alone() = "Nothing says this in the other language."; // above a paragraph of another language that nothing on the page corresponds to
    menu() = "Menu"; // opens the navigation on a small screen
    // For screen readers, as the next.
    notes_on_paragraph(number) = "Notes on paragraph {number}";
    notes_on_whole() = "Notes on the whole transcript";
    close() = "Close"; // a note
    contents() = "Contents";
    paragraph_sign(id) = "¶ {id}";
    paragraphs_sign(first, last) = "¶¶ {first}–{last}";
    paragraph_changed_on(date) = "Changed since it was cited: on {date}."; // where an old address of a paragraph leads, as the next seven
    paragraph_changed() = "Changed since it was cited.";
    paragraph_joined(part, whole, date) = "{part} was joined with {whole} on {date}."; // "¶ 14 was joined with ¶ 12 on 3 May 2027."
    paragraph_part_of(part, whole) = "{part} is now a part of {whole}.";
    paragraph_read() = "It read:"; // the words that the paragraph had follow
    paragraph_reads() = "It reads:"; // the paragraph follows
    paragraph_whole_reads(whole) = "{whole} reads:"; // the same, of a paragraph with which the one that was cited was joined
    paragraph_words_gone() = "How it read is not kept.";
    paragraph_removed(paragraph, date) = "{paragraph} was removed on {date}."; // "¶ 13 was removed on 3 May 2027."
    paragraph_gone(paragraph) = "{paragraph} is no longer there.";
    gone_paragraphs() = "Paragraphs that are no longer there"; // a heading; such lines follow
    place_in(title, place) = "{title}, {place}"; // "Interview on the river, ¶ 4"
    in_recording(time) = "{time} in the recording"; // for screen readers
    damaged_sign() = "This sign is damaged in the source";
    unclear_words() = "Not clear in the source"; // when the pointer rests on words that are not sure (`[Brussels?]`, `[inaudible]`), and before them for screen readers
    source_footnotes() = "Footnotes of the source";
    source_footnote(n) = "Footnote {n} of the source"; // for screen readers, and so the next
    back_to_footnote(n) = "Back to footnote {n}";
    how_to_cite() = "How to cite";
    cited_title(title) = "“{title}”";
    cited_as() = "transcript"; // in a citation: what it is
    cited_paragraph(number) = "¶ {number}"; // at the end of a citation, with the next
    cited_number() = "number";
    report_error() = "Report an error";
    cite_styles() = "In other styles, and for programs"; // what folds away Chicago, MLA, APA, BibTeX, ...
    copy_link() = "Copy link"; // what a paragraph's number offers, as the next, and "Report an error"
    copy_citation() = "Copy citation";
    copied() = "Copied";
    mentioned() = "Mentioned";
    other_transcripts() = "Other transcripts"; // for screen readers
    before() = "Before";
    after() = "After";
    before_at_event() = "Before, at the same event";
    after_at_event() = "After, at the same event";

    // Notes.
    note(number) = "Note {number}";
    carried_over(title) = "Carried over from {title}."; // a note on the words of a transcript in another language
    on_whole() = "On the whole transcript"; // the title of a note
    whole_transcript() = "the whole transcript"; // where a passage stands
    note_at(place) = "Note on {place}"; // behind the title of a transcript, as the next
    note_on_whole() = "Note on the whole";
    drifted() = "Drifted: the words that this note quotes are no longer found; it stands on the nearest paragraph.";
    probably_so() = "Probably so.";
    possibly_so() = "Possibly so.";
    read() = "Read:"; // another reading of the source follows
    disputes(note) = "Disputes {note}.";
    disputed_by(notes) = "Disputed by {notes}.";
    see(places) = "See {places}.";
    by_program() = "(made by a program)";
    by_program_unchecked() = "(made by a program, not checked)";
    checked_by(name) = "checked by {name}";
    back_to_reference(number) = "Back to reference {number}"; // for screen readers: from a footnote in a note or page
    table() = "Table"; // for screen readers
}
