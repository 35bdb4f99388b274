//! What the user typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use super::report::Format;

/// A static site generator for annotated archives: transcripts, and notes in their margins, become an interlinked site.
#[derive(Debug, Parser)]
#[command(
    name = "postil",
    version,
    about,
    max_term_width = 100,
    after_help = "Exit codes: 0 fine, 1 the content has errors, 2 usage or the machine."
)]
pub(super) struct Arguments {
    /// The site's folder [default: this folder or the nearest one above it with a postil.yaml]
    #[arg(short, long, global = true, value_name = "FOLDER")]
    pub(super) root: Option<PathBuf>,
    /// The site's settings, relative to its folder
    #[arg(
        short,
        long,
        global = true,
        value_name = "FILE",
        default_value = "postil.yaml"
    )]
    pub(super) config: String,
    /// How remarks are printed: for people, as JSON lines, or as annotations of GitHub Actions
    #[arg(
        long,
        global = true,
        value_name = "FORMAT",
        default_value = "human",
        value_enum
    )]
    pub(super) format: Format,
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Build the site into public/
    Build(Build),
    /// Tell all that is wrong in the content and templates, without writing anything
    Check(Check),
    /// Show the site in the browser while you write; every change shows at once
    #[cfg(feature = "serve")]
    Serve(Serve),
    /// Write the archive in another format, for other programs
    Export(Export),
    /// Make the file of a new thing, with its keys explained, or write an annotation
    New(New),
    /// Mend what remarks know how to mend: misspelt keys and ids, quotes whose words were corrected, and the like
    #[command(alias = "reanchor")]
    Fix(Fix),
    /// Give a thing another id, wherever it is named; a page at its old address leads to the new one
    Rename(Rename),
    /// Tell what the archive lacks: names without notes, topics without passages, drafts, labels without a person; and how much of it has notes
    Report(Report),
    /// Bring files of others into the archive: Word, captions, text with labels, TEI, annotations, and more
    Import(Import),
    /// Tell programs in which you write what keys and ids there are, so that they complete and explain them
    Schema(Schema),
    /// Write down the addresses of paragraphs, so that they stay with their words
    Seal(Seal),
    /// Change how the site looks
    Theme(Theme),
    /// Make a small complete archive to start from
    Init(Init),
    /// Remove what earlier builds wrote to public/ and .postil/, and nothing else
    Clean(Clean),
}

/// Switches of both `build` and `check`.
#[derive(Clone, Debug, Args)]
pub(super) struct Content {
    /// The address at which the site is published, in place of `base_url` in postil.yaml
    #[arg(short = 'u', long, value_name = "URL")]
    pub(super) base_url: Option<String>,
    /// Include drafts
    #[arg(long)]
    pub(super) drafts: bool,
    /// Show an annotation whose quote is not found on the nearest paragraph, marked as drifted, instead of failing
    #[arg(long)]
    pub(super) lenient: bool,
    /// Treat warnings as errors
    #[arg(long)]
    pub(super) strict: bool,
    /// Show people every remark in full, not only the first hundred of each kind; other formats give all in any case
    #[arg(long)]
    pub(super) all: bool,
}

#[derive(Debug, Args)]
pub(super) struct Build {
    #[command(flatten)]
    pub(super) content: Content,
    /// Where the site is written [default: public in the site's folder]
    #[arg(short, long, value_name = "FOLDER")]
    pub(super) output_dir: Option<PathBuf>,
    /// Replace files in the output folder that postil did not write, where a page belongs
    #[arg(short, long)]
    pub(super) force: bool,
    /// Make everything anew and keep nothing for the next build in .postil/
    #[arg(long)]
    pub(super) no_cache: bool,
    /// Say of each page that was made why it was
    #[arg(long)]
    pub(super) explain: bool,
    /// Say how long each stage took
    #[arg(long)]
    pub(super) timings: bool,
}

#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    pub(super) content: Content,
}

#[cfg(feature = "serve")]
#[derive(Debug, Args)]
pub(super) struct Serve {
    #[command(flatten)]
    pub(super) content: Content,
    /// The address to listen on; others than this machine's own let others look
    #[arg(short, long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub(super) interface: std::net::IpAddr,
    /// The port; if it is taken, one of the ten after it
    #[arg(short, long, value_name = "PORT", default_value_t = 1111)]
    pub(super) port: u16,
    /// Open the site in the browser
    #[arg(short = 'O', long)]
    pub(super) open: bool,
    /// Keep nothing for the next start in .postil/
    #[arg(long)]
    pub(super) no_cache: bool,
}

#[derive(Debug, Args)]
pub(super) struct Export {
    /// A format, as in `exports` of postil.yaml: docs/data.md has them all; or `bag`: the site and the files that it is made of, with their checksums (BagIt)
    #[arg(value_name = "FORMAT")]
    pub(super) export: String,
    /// The file to write, or the folder, where the format is many files [default: standard output]; what is there is replaced, but never a file that the site is made from or that a build wrote
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Only what is about this topic, event, person or other entry
    #[arg(long, value_name = "ID")]
    pub(super) topic: Option<String>,
    /// The address at which the site is published, in place of `base_url` in postil.yaml
    #[arg(short = 'u', long, value_name = "URL")]
    pub(super) base_url: Option<String>,
}

#[derive(Debug, Args)]
#[command(
    after_help = "postil new topic \"Genocide prevention\"\npostil new person \"Ban Ki-moon\" --id ban-ki-moon\npostil new annotation 2014-04-01-brussels --quote \"never again\" --topic genocide-prevention"
)]
pub(super) struct New {
    /// What: transcript, annotation, page, topic, event, person, place, organization, document, or a kind of the site's own
    #[arg(value_name = "KIND")]
    pub(super) kind: String,
    /// What it is called; of an annotation, the id of its transcript. On a terminal it is asked for
    #[arg(value_name = "TITLE")]
    pub(super) title: Option<String>,
    /// Its id [default: made of the title]
    #[arg(long, value_name = "ID")]
    pub(super) id: Option<String>,
    /// Of an annotation: the words that it is on; as many are quoted beside them as it takes to tell them apart
    #[arg(short, long, value_name = "WORDS")]
    pub(super) quote: Option<String>,
    /// Of an annotation: words directly before the quote
    #[arg(long, value_name = "WORDS")]
    pub(super) before: Option<String>,
    /// Of an annotation: words directly after the quote
    #[arg(long, value_name = "WORDS")]
    pub(super) after: Option<String>,
    /// Of an annotation: which of the places where the quote stands, from 1
    #[arg(long, value_name = "NUMBER")]
    pub(super) nth: Option<u32>,
    /// Of an annotation: the paragraph that it is on or in, or several: `p12`, `p12-p14`
    #[arg(long = "in", value_name = "PARAGRAPHS")]
    pub(super) within: Option<String>,
    /// Of an annotation: the note, in Markdown
    #[arg(short, long, value_name = "NOTE")]
    pub(super) note: Option<String>,
    /// Of an annotation: a topic of the passage; may be said several times
    #[arg(short, long, value_name = "ID")]
    pub(super) topic: Vec<String>,
    /// Of an annotation: another entry that the passage is about: `person:ban-ki-moon`; may be said several times
    #[arg(long, value_name = "KIND:ID")]
    pub(super) about: Vec<String>,
    /// Of an annotation: who wrote it
    #[arg(long, value_name = "EDITOR")]
    pub(super) by: Option<String>,
    /// Of an annotation: keep it out of builds without `--drafts`
    #[arg(long)]
    pub(super) draft: bool,
    /// Of an annotation: take all of it, as YAML, from standard input
    #[arg(long, conflicts_with_all = ["quote", "before", "after", "nth", "within", "note", "topic", "about", "by", "draft"])]
    pub(super) stdin: bool,
    /// Write nothing, and show what would be written
    #[arg(long)]
    pub(super) dry_run: bool,
}

#[derive(Debug, Args)]
#[command(
    after_help = "On a terminal each is shown and asked for. `postil reanchor` is the same: where the words of a transcript were corrected, it shows each note's quote as it was and as the text has it now."
)]
pub(super) struct Fix {
    /// Mend all that nobody has to look at; a quote that is only nearly there is never one of these
    #[arg(short, long)]
    pub(super) yes: bool,
    /// Write nothing, and show what would be mended
    #[arg(long)]
    pub(super) dry_run: bool,
}

#[derive(Debug, Args)]
pub(super) struct Rename {
    /// What: transcript, page, topic, event, person, place, organization, document, or a kind of the site's own
    #[arg(value_name = "KIND")]
    pub(super) kind: String,
    /// Its id
    #[arg(value_name = "OLD")]
    pub(super) old: String,
    /// The id that it gets; if another has it, the two become one
    #[arg(value_name = "NEW")]
    pub(super) new: String,
    /// Let two become one without being asked
    #[arg(short, long)]
    pub(super) yes: bool,
    /// Write nothing, and tell what would change
    #[arg(long)]
    pub(super) dry_run: bool,
}

#[derive(Debug, Args)]
pub(super) struct Report {
    /// How it is written, to standard output
    #[arg(long = "as", value_name = "HOW", default_value = "table", value_enum)]
    pub(super) how: ReportAs,
    /// Only this: `note-without-sources`, ...
    #[arg(long, value_name = "WHAT")]
    pub(super) only: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Schema {
    /// Print this schema: annotations, transcript, postil, ids, ... [default: tell which are as they should be]
    #[arg(value_name = "NAME", conflicts_with = "write")]
    pub(super) name: Option<String>,
    /// Write them into schemas/; from then on they are kept up to date
    #[arg(short, long)]
    pub(super) write: bool,
}

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum ReportAs {
    /// Lines for people
    Table,
    /// One JSON object
    Json,
    /// Rows for a spreadsheet
    Csv,
}

#[derive(Debug, Args)]
pub(super) struct Import {
    /// The files, or folders of files; what each is, is told by what is in it (docs/importing.md has all formats)
    #[arg(value_name = "FILE", required = true)]
    pub(super) files: Vec<PathBuf>,
    /// Their format, if it is not recognised
    #[arg(long, value_name = "FORMAT")]
    pub(super) from: Option<String>,
    /// Their character set, if it is not recognised: `windows-1252`, `gbk`, `utf-16le`
    #[arg(long, value_name = "NAME")]
    pub(super) charset: Option<String>,
    /// What becomes of tracked changes of a Word or OpenDocument file
    #[arg(long, value_name = "HOW", default_value = "accept", value_enum)]
    pub(super) changes: ChangesOf,
    /// The language of the words, if the files do not say: `fr`
    #[arg(long, value_name = "LANGUAGE")]
    pub(super) language: Option<String>,
    /// The id of the transcript [default: made of the file's name]
    #[arg(long, value_name = "ID")]
    pub(super) id: Option<String>,
    /// A file of answers: who is meant by which label, as `speakers` of a transcript has it, and which places, titles and dates are right; it is read if it is there, and the answers are written to it
    #[arg(long, value_name = "FILE")]
    pub(super) map: Option<PathBuf>,
    /// Take what is proposed without being asked, and tell it; what is doubtful is left open
    #[arg(short, long)]
    pub(super) yes: bool,
    /// Write nothing, and tell what would be written
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Bring what was imported before up to date: what was corrected here since then stays, and what changed on both sides is told
    #[arg(long, conflicts_with = "force")]
    pub(super) update: bool,
    /// Replace files of the archive that say something else
    #[arg(short, long)]
    pub(super) force: bool,
    /// Tell all that was left out, not only the first of each file
    #[arg(long)]
    pub(super) all: bool,
}

/// What becomes of tracked changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum ChangesOf {
    /// The text as it reads with all of them
    Accept,
    /// The text as it read before
    Reject,
}

#[derive(Debug, Args)]
pub(super) struct Seal {
    /// The transcripts, by their ids [default: all that are no drafts]
    #[arg(value_name = "TRANSCRIPT")]
    pub(super) transcripts: Vec<String>,
    /// Write nothing, and fail if something is not sealed as it stands
    #[arg(long, conflicts_with_all = ["forget", "yes"])]
    pub(super) check: bool,
    /// Keep no words that are no longer in a text, neither those of now nor those of before
    #[arg(long)]
    pub(super) forget: bool,
    /// Seal without being asked; a transcript that may be another text must be named for that
    #[arg(short, long)]
    pub(super) yes: bool,
}

#[derive(Debug, Args)]
pub(super) struct Theme {
    #[command(subcommand)]
    pub(super) command: ThemeCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum ThemeCommand {
    /// Write templates of the built-in theme that the site uses into templates/ and its style sheet into static/, to be changed there; without a name, list them
    Eject(Eject),
}

#[derive(Debug, Args)]
pub(super) struct Eject {
    /// What to write: `entry.html` or `entry`, `static/postil.css`
    #[arg(value_name = "TEMPLATE")]
    pub(super) templates: Vec<String>,
    /// Write all; without `--force`, files that are there already stay as they are
    #[arg(long, conflicts_with = "templates")]
    pub(super) all: bool,
    /// Write over files that are there already
    #[arg(short, long)]
    pub(super) force: bool,
}

#[derive(Debug, Args)]
pub(super) struct Init {
    /// The folder to make
    #[arg(value_name = "FOLDER", default_value = ".")]
    pub(super) folder: PathBuf,
    /// Write into a folder that is not empty; files that are there already stay as they are
    #[arg(short, long)]
    pub(super) force: bool,
}

#[derive(Debug, Args)]
pub(super) struct Clean {
    /// The output folder [default: public in the site's folder]
    #[arg(short, long, value_name = "FOLDER")]
    pub(super) output_dir: Option<PathBuf>,
}
