//! oTranscribe (`.otr`): JSON that holds the HTML that somebody typed, with times that lead to the recording.

mod html;

use serde_json::Value;

use self::html::{Line, Part};
use super::{
    Account, Asked, BroughtTranscript, Claim, ImportFile, Imported, Importer, Place, Report, Side,
    Unreadable,
    cues::{clock, glue, labelled, recording},
    guess::Guess,
};
use crate::{
    archive::Header,
    writer::{Paragraph, Said},
};

/// oTranscribe.
#[derive(Clone, Copy, Debug)]
pub struct Otr;

impl Importer for Otr {
    fn name(&self) -> &'static str {
        "otr"
    }

    fn title(&self) -> &'static str {
        "oTranscribe"
    }

    fn claims(&self, file: &ImportFile) -> Claim {
        let text = file.text();
        let is_map = text.trim_start().starts_with('{');
        match is_map
            && text.contains("\"text\"")
            && (text.contains("\"media-time\"") || text.contains("data-timestamp"))
        {
            true => Claim::Sure,
            false => Claim::No,
        }
    }

    fn read(&self, file: &ImportFile, asked: &Asked) -> Result<Imported, Unreadable> {
        let decoded = file.decoded()?;
        let value: Value = serde_json::from_str(&decoded.text).map_err(|error| {
            Unreadable::at(
                Place::line(error.line().max(1)),
                format!("the JSON is broken: {error}"),
            )
            .help("export the file from oTranscribe again")
        })?;
        let typed = value["text"]
            .as_str()
            .ok_or_else(|| Unreadable::new("the file has no `text`"))?;
        let mut account = Account::default();
        account.printed(Side::Speech, &html::printed(typed));
        let (lines, looks) = html::lines(typed);
        if looks > 0 {
            let what = format!("{looks} tags for bold, italic and underlined words are not kept");
            account.remark(Report::new("looks", Place::default(), what, ""));
        }
        let mut header = Header {
            title: file.stem().to_owned(),
            language: asked.language.clone(),
            ..Header::default()
        };
        recording::name(
            &mut header,
            value["media"].as_str().unwrap_or_default(),
            None,
            &mut account,
        );
        let paragraphs = lines
            .iter()
            .map(|line| paragraph(line, &mut account))
            .collect();
        let said = Said {
            blocks: labelled(
                paragraphs,
                &mut header.speakers,
                &asked.as_words,
                &mut account,
            ),
            footnotes: Vec::new(),
        };
        if said.blocks.is_empty() {
            return Err(Unreadable::new("the file has no words"));
        }
        let guessed = Guess::labels(header.speakers.iter());
        Ok(Imported {
            transcripts: vec![BroughtTranscript {
                key: file.stem().to_owned(),
                header,
                said,
                notes: Vec::new(),
                guessed,
            }],
            account,
            ..Imported::default()
        })
    }
}

/// A line with its times, before the words that they stand before.
fn paragraph(line: &Line, account: &mut Account) -> Paragraph {
    let mut paragraph = Paragraph::default();
    let mut times = Vec::new();
    let mut blank = false;
    for part in line {
        match part {
            Part::Time { said, seconds } => {
                account.elsewhere(Side::Speech, said);
                blank = true;
                times.extend(clock::usable(*seconds));
                if clock::usable(*seconds).is_none() {
                    let what = format!("`{}` is no time, and is left out", said.trim());
                    account.remark(Report::new("times", Place::default(), what, ""));
                }
            }
            Part::Words(words) => {
                let kept = glue::squeezed(words);
                blank |= words.starts_with(char::is_whitespace);
                if kept.is_empty() {
                    continue;
                }
                if blank && !paragraph.text.is_empty() {
                    paragraph.push(" ");
                }
                for time in times.drain(..) {
                    paragraph.push_time(time);
                }
                paragraph.push(&kept);
                blank = words.ends_with(char::is_whitespace);
            }
        }
    }
    for time in times {
        paragraph.push_time(time);
    }
    paragraph
}

#[cfg(test)]
mod tests;
