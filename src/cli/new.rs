//! `new`: a file of a new thing, or an annotation more.

use std::io::Read;

use anyhow::{Context, Result, bail};

use super::{
    CONTENT,
    args::{Arguments, New},
    ask,
    report::one_line,
    run::{report, say, site, write},
};
use crate::pipeline::{
    ParagraphId,
    edit::{Edit, NewAnnotation, NewThing, Picked, new_annotation, new_thing},
};

/// The kind that is no thing of its own.
const ANNOTATION: &str = "annotation";

pub(super) fn new(arguments: &Arguments, new: &New) -> Result<u8> {
    let opened = site(arguments)?.open()?;
    let is_annotation = new.kind == ANNOTATION;
    let title = match &new.title {
        Some(title) => title.clone(),
        None if is_annotation => asked("On which transcript (its id)?")?,
        None => asked(&format!("What is the {} called?", one_line(&new.kind)))?,
    };
    let edit = match is_annotation {
        true => new_annotation(&opened, &annotation(new, title)?)?,
        false => {
            refuse_words_of_annotations(new)?;
            let thing = NewThing {
                kind: new.kind.clone(),
                title,
                id: new.id.clone(),
            };
            new_thing(&opened, &thing)?
        }
    };
    report(arguments.format, false, (&edit.broken, &edit.sources));
    if edit.broken.has_errors() {
        say("nothing was written: see above");
        return Ok(CONTENT);
    }
    finish(&edit, new.dry_run)
}

fn finish(edit: &Edit, dry_run: bool) -> Result<u8> {
    if dry_run {
        for file in &edit.files {
            write(
                &mut std::io::stdout(),
                file.new.as_deref().unwrap_or_default(),
            );
        }
        say("nothing was written: it was a dry run");
        return Ok(0);
    }
    edit.write()?;
    for file in &edit.files {
        say(&format!("wrote {}", one_line(&file.path)));
    }
    Ok(0)
}

fn annotation(new: &New, transcript: String) -> Result<NewAnnotation> {
    if new.id.is_some() {
        bail!("an annotation that has an id is written with `--stdin`: `id: ...`");
    }
    let yaml = match new.stdin {
        true => {
            let mut text = String::new();
            let read = std::io::stdin().lock().read_to_string(&mut text);
            read.context("cannot read standard input as UTF-8")?;
            Some(text)
        }
        false => None,
    };
    let mut quote = new.quote.clone();
    if yaml.is_none() && quote.is_none() && new.within.is_none() {
        let asked = asked_if_watched("On which words? (Enter: on the whole transcript)")?;
        quote = asked.filter(|words| !words.is_empty());
    }
    let mut note = new.note.clone();
    if yaml.is_none() && note.is_none() && new.topic.is_empty() && new.about.is_empty() {
        note = asked_if_watched("Which note?")?.filter(|words| !words.is_empty());
    }
    let mut names: Vec<(String, String)> = Vec::new();
    names.extend(new.topic.iter().map(|id| ("topic".to_owned(), id.clone())));
    for about in &new.about {
        match about.split_once(':') {
            Some((kind, id)) => names.push((kind.trim().to_owned(), id.trim().to_owned())),
            None => {
                bail!("`--about {about}` says no kind: write `person:{about}`, or another kind")
            }
        }
    }
    Ok(NewAnnotation {
        transcript,
        on: Picked {
            quote,
            before: new.before.clone(),
            after: new.after.clone(),
            nth: new.nth,
            within: new.within.as_deref().map(paragraphs).transpose()?,
        },
        note,
        names,
        by: new.by.clone(),
        draft: new.draft,
        yaml,
    })
}

/// `p12`, or `p12-p14`.
fn paragraphs(written: &str) -> Result<(ParagraphId, ParagraphId)> {
    let (first, last) = written.split_once('-').unwrap_or((written, written));
    let read = |id: &str| id.trim().parse::<ParagraphId>().ok();
    match read(first).zip(read(last)) {
        Some(paragraphs) => Ok(paragraphs),
        None => bail!("`--in {written}` names no paragraph: write `--in p12` or `--in p12-p14`"),
    }
}

fn refuse_words_of_annotations(new: &New) -> Result<()> {
    let given = [
        ("--quote", new.quote.is_some()),
        ("--before", new.before.is_some()),
        ("--after", new.after.is_some()),
        ("--nth", new.nth.is_some()),
        ("--in", new.within.is_some()),
        ("--note", new.note.is_some()),
        ("--topic", !new.topic.is_empty()),
        ("--about", !new.about.is_empty()),
        ("--by", new.by.is_some()),
        ("--draft", new.draft),
        ("--stdin", new.stdin),
    ];
    match given.iter().find(|(_, is_given)| *is_given) {
        Some((option, _)) => {
            bail!("`{option}` is of annotations: `postil new annotation TRANSCRIPT {option} ...`")
        }
        None => Ok(()),
    }
}

fn asked(question: &str) -> Result<String> {
    match asked_if_watched(question)? {
        Some(answer) if !answer.is_empty() => Ok(answer),
        _ => bail!("{question} Say it on the command line: `postil new KIND TITLE`"),
    }
}

/// What somebody at a terminal answers; nothing, if nobody is there.
fn asked_if_watched(question: &str) -> Result<Option<String>> {
    match ask::is_watched() {
        true => ask::line(question).map(Some),
        false => Ok(None),
    }
}
