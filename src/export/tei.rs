//! A transcript as TEI P5: what is known of it. Its words are written by `tei_speech`, its notes by `tei_notes`.

use std::io::Result;

use super::{
    Exporter, File, Given, Scope,
    facts::language,
    place::address,
    plain::{beside_each, transcript_of},
    tei_notes,
    tei_parts::{Tale, licence, words},
    tei_speech::{self, Cast},
    xml::{Xml, attributed, document, element, empty, text},
};
use crate::{
    reader::{Relation, Thing, Whole},
    source::diag::Diagnostic,
};

/// `transcripts/ID.tei.xml`: speech as the Guidelines have it in chapter 8 (`u`, `seg`), notes apart from it in `standOff`, so that it does not matter how
/// they overlap.
#[derive(Debug)]
pub(super) struct Tei;

impl Exporter for Tei {
    fn name(&self) -> &'static str {
        "tei"
    }

    fn scope(&self) -> Scope {
        Scope::Transcripts
    }

    fn files(&self, whole: Whole<'_>) -> Vec<File> {
        beside_each(whole, "tei.xml", "application/tei+xml", |_| true)
    }

    fn make(
        &self,
        file: &File,
        given: &Given<'_>,
    ) -> std::result::Result<Vec<u8>, Box<Diagnostic>> {
        let t = transcript_of(self, file);
        let full = given.reader.full(t);
        let path = file.route.href("", given.reader.config().urls);
        let tale = Tale {
            given,
            head: given.reader.head(t),
            full: &full,
            file: path.rsplit('/').next().unwrap_or_default().to_owned(),
        };
        Ok(document(|xml| tale.write(xml)))
    }
}

impl Tale<'_, '_> {
    fn write(&self, xml: &mut Xml) -> Result<()> {
        let cast = Cast::of(self);
        let language = language(self.given, self.head);
        let root = [
            ("xmlns", "http://www.tei-c.org/ns/1.0"),
            ("xml:lang", language.as_str()),
        ];
        attributed(xml, "TEI", &root, |xml| {
            element(xml, "teiHeader", |xml| {
                element(xml, "fileDesc", |xml| self.file_description(xml))?;
                element(xml, "encodingDesc", |xml| {
                    text(
                        xml,
                        "p",
                        "Made by postil. Each u is a turn, each seg a paragraph with the id that it has on the page; notes stand in standOff, and point at paragraphs, and by string-range at the words that they quote. What the source prints in brackets is supplied, vocal, kinesic, incident, unclear or gap.",
                    )
                })?;
                element(xml, "profileDesc", |xml| {
                    self.profile(xml, &cast, &language)
                })
            })?;
            tei_notes::write(self, xml)?;
            element(xml, "text", |xml| {
                element(xml, "body", |xml| tei_speech::write(self, &cast, xml))
            })
        })
    }

    fn file_description(&self, xml: &mut Xml) -> Result<()> {
        let (header, config) = (self.head.header(), self.given.reader.config());
        element(xml, "titleStmt", |xml| {
            text(xml, "title", &header.title)?;
            for author in &self.head.links().authors {
                text(xml, "author", self.given.reader.author(author))?;
            }
            for credit in &header.credits {
                element(xml, "respStmt", |xml| {
                    text(xml, "resp", &credit.role)?;
                    text(xml, "name", &credit.name)
                })?;
            }
            Ok(())
        })?;
        element(xml, "publicationStmt", |xml| {
            text(xml, "publisher", &config.title)?;
            attributed(xml, "idno", &[("type", "postil")], |xml| {
                words(xml, self.head.id())
            })?;
            attributed(xml, "availability", &[], |xml| {
                match &header.rights {
                    Some(rights) => licence(xml, rights, "The transcript")?,
                    None => text(xml, "p", "Rights in the transcript: not stated.")?,
                }
                match &config.rights {
                    Some(rights) => licence(xml, rights, "The notes"),
                    None => Ok(()),
                }
            })?;
            let thing = Thing::Transcript(self.head.index());
            let page = address(self.given, thing);
            empty(xml, "ptr", &[("target", &page)])
        })?;
        element(xml, "sourceDesc", |xml| self.source(xml))
    }

    fn source(&self, xml: &mut Xml) -> Result<()> {
        let header = self.head.header();
        element(xml, "bibl", |xml| {
            let source = header.source.clone().unwrap_or_default();
            text(xml, "title", source.title.as_ref().unwrap_or(&header.title))?;
            if let Some(identifier) = &source.identifier {
                text(xml, "idno", identifier)?;
            }
            for url in [&source.url, &source.archived].into_iter().flatten() {
                empty(xml, "ptr", &[("target", url)])?;
            }
            if let Some(date) = &header.date {
                self.date(xml, date.value.edtf(), date.value.iso())?;
            }
            Ok(())
        })?;
        let Some(media) = &header.media else {
            return Ok(());
        };
        element(xml, "recordingStmt", |xml| {
            element(xml, "recording", |xml| {
                element(xml, "p", |xml| {
                    attributed(xml, "ref", &[("target", &media.url)], |xml| {
                        words(xml, &media.url)
                    })?;
                    match &media.rights {
                        Some(rights) => words(xml, &format!(" Rights in the recording: {rights}")),
                        None => Ok(()),
                    }
                })
            })
        })
    }

    /// A date in EDTF, and as XML has it if it is one day, month or year.
    fn date(&self, xml: &mut Xml, edtf: &str, iso: Option<String>) -> Result<()> {
        match &iso {
            // XML's own dates are no times of the day.
            Some(iso) if !iso.contains('T') => {
                attributed(xml, "date", &[("when", iso)], |xml| words(xml, edtf))
            }
            Some(_) | None => text(xml, "date", edtf),
        }
    }

    fn profile(&self, xml: &mut Xml, cast: &Cast, language: &str) -> Result<()> {
        let header = self.head.header();
        for (n, abstract_of) in [("warning", &header.warning), ("summary", &header.summary)] {
            if let Some(words) = abstract_of {
                attributed(xml, "abstract", &[("n", n)], |xml| text(xml, "p", words))?;
            }
        }
        element(xml, "langUsage", |xml| {
            attributed(xml, "language", &[("ident", language)], |xml| {
                words(xml, language)
            })
        })?;
        element(xml, "settingDesc", |xml| {
            element(xml, "setting", |xml| {
                for (relation, name) in [
                    (Relation::TranscriptPlace, "placeName"),
                    (Relation::TranscriptEvent, "activity"),
                ] {
                    for &entry in self.head.links().named.of(relation) {
                        let thing = Thing::Entry(entry);
                        let page = address(self.given, thing);
                        let title = self.given.reader.name(thing);
                        match name {
                            "activity" => element(xml, name, |xml| {
                                attributed(xml, "ref", &[("target", &page)], |xml| {
                                    words(xml, title)
                                })
                            })?,
                            _ => attributed(xml, name, &[("ref", &page)], |xml| words(xml, title))?,
                        }
                    }
                }
                match &header.date {
                    Some(date) => self.date(xml, date.value.edtf(), date.value.iso()),
                    None => Ok(()),
                }
            })
        })?;
        cast.write(self, xml)?;
        let about = self.head.links().named.of(Relation::About);
        if about.is_empty() && header.form.is_none() {
            return Ok(());
        }
        element(xml, "textClass", |xml| {
            element(xml, "keywords", |xml| {
                if let Some(form) = &header.form {
                    attributed(xml, "term", &[("type", "form")], |xml| words(xml, form))?;
                }
                for &entry in about {
                    let page = address(self.given, Thing::Entry(entry));
                    let title = self.given.reader.name(Thing::Entry(entry));
                    attributed(xml, "term", &[("ref", &page)], |xml| words(xml, title))?;
                }
                Ok(())
            })
        })
    }
}
