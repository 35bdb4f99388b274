//! What is said of a record and of who speaks in it: signs, speakers, forms, facts.

phrases! {
    @behind lists;

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
    fact_held_by() = "Held by"; // a committee, a court
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
}
