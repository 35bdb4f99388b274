//! The command line: the only code that prints, and that knows clap.
//!
//! Exit codes: 0 fine, 1 the content has errors (or warnings, with `--strict`), 2 usage or the machine.

mod args;
mod ask;
mod export;
mod fix;
mod import;
mod init;
mod lacks;
mod new;
mod progress;
mod rename;
pub mod report;
mod run;
mod schema;
mod seal;
#[cfg(feature = "serve")]
mod serve;
mod sizes;
mod theme;

use std::process::ExitCode;

use clap::Parser;

use self::args::{Arguments, Command, ThemeCommand};

/// Content has errors.
const CONTENT: u8 = 1;
/// The command line or the machine is in the way.
const MACHINE: u8 = 2;

/// Reads the command line, does what it says, and gives the exit code.
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are no errors; clap prints each to its stream.
            let code = if error.use_stderr() { MACHINE } else { 0 };
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    let done = match &arguments.command {
        Command::Build(build) => run::build(&arguments, build),
        Command::Check(check) => run::check(&arguments, check),
        #[cfg(feature = "serve")]
        Command::Serve(serve) => serve::serve(&arguments, serve),
        Command::Export(export) => export::export(&arguments, export),
        Command::Import(import) => import::import(&arguments, import),
        Command::New(new) => new::new(&arguments, new),
        Command::Rename(rename) => rename::rename(&arguments, rename),
        Command::Fix(fix) => fix::fix(&arguments, fix),
        Command::Report(report) => lacks::report(&arguments, report),
        Command::Schema(schema) => schema::schema(&arguments, schema),
        Command::Seal(seal) => seal::seal(&arguments, seal),
        Command::Theme(theme) => match &theme.command {
            ThemeCommand::Eject(eject) => theme::eject(&arguments, eject),
        },
        Command::Init(init) => init::init(init),
        Command::Clean(clean) => run::clean(&arguments, clean),
    };
    match done {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            report::print_error(&format!("{error:#}"));
            ExitCode::from(MACHINE)
        }
    }
}
