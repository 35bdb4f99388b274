//! The table of phrases, in English: a line for each, `name(arguments) = "words"`, or `"for one" | "for others"` where the number `n` matters.
//!
//! A comment says what translators cannot see: where a phrase stands, and what becomes of it.

use super::{Category, Entry, Said, Words};

phrases! {
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

    // Signs before what they belong to.
    draft_sign() = "Draft.";
    draft_page() = "This page is not published: only a build with drafts shows it.";
    draft_transcript() = "This transcript is not published: only a build with drafts shows it.";
    draft_note() = "This note is not published: only a build with drafts shows it.";
    please_note() = "Please note:"; // a warning follows

    // Speakers.
    probable() = "probable"; // in brackets behind a name
    possible() = "possible";
    as_printed() = "As the source prints it"; // when the pointer rests on a label
    spoke_in(language) = "spoke in {language}"; // through an interpreter

    // What kind of talk a transcript is: its `form`.
    form_interview() = "Interview";
    form_oral_history() = "Oral history";
    form_conversation() = "Conversation";
    form_testimony() = "Testimony";
    form_hearing() = "Hearing";
    form_trial() = "Trial";
    form_deposition() = "Deposition";
    form_inquest() = "Inquest";
    form_press_conference() = "Press conference";
    form_press_briefing() = "Press briefing";
    form_speech() = "Speech";
    form_address() = "Address";
    form_lecture() = "Lecture";
    form_sermon() = "Sermon";
    form_talk() = "Talk";
    form_remarks() = "Remarks";
    form_statement() = "Statement";
    form_message() = "Message";
    form_eulogy() = "Eulogy";
    form_debate() = "Debate";
    form_panel() = "Panel discussion";
    form_meeting() = "Meeting";

    // Facts about a transcript or an entry: headings of a line each.
    fact_date() = "Date";
    fact_place() = "Place";
    fact_event() = "Event";
    fact_speaking() = "Speaking";
    fact_present() = "Present";
    fact_topics() = "Topics";
    fact_about() = "About";
    fact_record() = "Record";
    fact_source() = "Source";
    fact_recording() = "Recording";
    fact_rights() = "Rights";
    fact_languages() = "In other languages";
    original() = "original"; // behind the name of the transcript whose translations the others are
    fact_symbol() = "Symbol";
    fact_address() = "Address";
    fact_born() = "Born";
    fact_died() = "Died";
    fact_part_of() = "Part of";
    fact_taking_part() = "Taking part";
    fact_position() = "Position";
    fact_broader() = "Broader";
    fact_narrower() = "Narrower";
    fact_related() = "Related";
    fact_also() = "Also"; // other names
    fact_notes() = "Notes"; // who wrote the notes
    fact_lines() = "Lines"; // a key to the lines under annotated words; the next three are in it
    kind_remark() = "Remark";
    kind_correction() = "Correction";
    kind_entry() = "Entry";
    by(name) = "by {name}"; // who wrote the notes, and so the next two
    unless_signed() = "where not signed otherwise";
    all_about(things) = "all on {things}"; // links
    fact_elsewhere() = "Elsewhere"; // the same thing on other sites
    archived_copy() = "archived copy";
    seen(date) = "seen {date}"; // when the source was looked at
    record_verbatim() = "verbatim"; // what kind of record a transcript is, and so the next four
    record_edited() = "edited for reading";
    record_summary() = "a summary, not the words themselves";
    record_machine() = "made by a program, not checked";
    record_machine_checked() = "made by a program, checked by a person";
    latitude_north(degrees) = "{degrees}° N";
    latitude_south(degrees) = "{degrees}° S";
    longitude_east(degrees) = "{degrees}° E";
    longitude_west(degrees) = "{degrees}° W";
    coordinates(latitude, longitude) = "{latitude}, {longitude}";

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

    // Dates: what they are made of. Where a language has another form of a month's or season's name behind a day or a preposition, it is its form `of`.
    january() = "January";
    february() = "February";
    march() = "March";
    april() = "April";
    may() = "May";
    june() = "June";
    july() = "July";
    august() = "August";
    september() = "September";
    october() = "October";
    november() = "November";
    december() = "December";
    spring() = "spring";
    summer() = "summer";
    autumn() = "autumn";
    winter() = "winter";
    northern_spring() = "northern spring"; // of the northern hemisphere
    northern_summer() = "northern summer";
    northern_autumn() = "northern autumn";
    northern_winter() = "northern winter";
    southern_spring() = "southern spring"; // of the southern hemisphere
    southern_summer() = "southern summer";
    southern_autumn() = "southern autumn";
    southern_winter() = "southern winter";
    first_quarter() = "first quarter"; // of a year
    second_quarter() = "second quarter";
    third_quarter() = "third quarter";
    fourth_quarter() = "fourth quarter";
    first_third() = "first third"; // of a year: four months
    second_third() = "second third";
    last_third() = "last third";
    first_half() = "first half"; // of a year
    second_half() = "second half";
    year(year) = "{year}";
    year_early(year) = "AD {year}"; // before the year 1000
    year_before_christ(year) = "{year} BC";
    year_heading(year) = "{year}"; // above what is of a year
    day(n) = "{n}"; // of a month: the form for one is for the first
    date_month(month, year) = "{month} {year}";
    date_season(season, year) = "{season} {year}";
    date_part(part, year) = "{part} of {year}"; // a quarter, a third or a half
    date_day(day, month) = "{day} {month}";
    date_full(day, month, year) = "{day} {month} {year}";
    date_days(first, last, month, year) = "{first} to {last} {month} {year}";
    date_time(date, time) = "{date}, {time}";

    // Dates: what is said of them. A date is put in as it stands alone, behind a preposition (date_from, date_until) with the form `of` of its month.
    decade(year) = "the {year}s"; // by its first year
    decade_heading(year) = "{year}s";
    years_between(first, last) = "between {first} and {last}";
    days_between(first, last) = "between {first} and {last}";
    months_between(first, last) = "between {first} and {last}";
    date_in_years(date, years) = "{date} in {years}"; // "December in the 1990s"
    year_unknown() = "year unknown";
    date_of_unknown_year(date) = "{date}, year unknown";
    month_unknown(year) = "{year}, month unknown";
    month_and_day_unknown(year) = "{year}, month and day unknown";
    day_of_unknown_month(year, day) = "{year}, day {day} of an unknown month";
    day_unknown(month) = "{month}, day unknown";
    year_estimated(year, first, last) = "about {year} (between {first} and {last})";
    date_about(date) = "about {date}"; // a month or a year; the next of a day
    day_about(date) = "about {date}";
    date_uncertain(date) = "{date} (uncertain)";
    years_span(first, last) = "{first} to {last}"; // bare years
    dates_span(first, last) = "{first} to {last}"; // dates with their years
    span_in_year(first, last, year) = "{first} to {last} {year}"; // "7 April to July 1994"
    date_from(date) = "from {date}"; // a month or a year; the next a day
    day_from(date) = "from {date}";
    end_unknown(date) = "{date}, end unknown"; // "from 2011, end unknown"
    date_until(date) = "until {date}"; // a month or a year; the next a day
    day_until(date) = "until {date}";
    beginning_unknown(date) = "{date}, beginning unknown";
    date_or_earlier(date) = "{date} or earlier";
    date_or_later(date) = "{date} or later";
}
