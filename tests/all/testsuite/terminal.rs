//! Runs of the binary on a terminal of its own (a pseudo-terminal), at which something is typed.

use std::{
    fs::{File, OpenOptions},
    io::{Read, Write},
    os::unix::ffi::OsStrExt,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use rustix::{
    io::{FdFlags, fcntl_setfd},
    pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt},
};

use super::Site;

/// What Ctrl-D types: at the beginning of a line, the end of all input.
pub const END: &str = "\u{4}";

/// A run that asks more than is answered is ended then, and the test fails.
const PATIENCE: Duration = Duration::from_secs(60);

/// What is said on a terminal at which this is typed (lines with their ends), and the exit code.
pub fn typed(site: &Site, arguments: &[&str], answers: &str) -> (String, i32) {
    typed_with(site, arguments, answers, &[])
}

/// The same with environment variables.
pub fn typed_with(
    site: &Site,
    arguments: &[&str],
    answers: &str,
    environment: &[(&str, &str)],
) -> (String, i32) {
    let (mut own, mut child) = started(site, arguments, environment);
    own.write_all(answers.as_bytes()).expect("it is typed");
    let mut screen = own.try_clone().expect("the terminal");
    let reader = thread::spawn(move || {
        let mut said = Vec::new();
        let mut piece = [0; 4096];
        // What is read once nobody has the other end is all there is, and then an error.
        while let Ok(count @ 1..) = screen.read(&mut piece) {
            said.extend_from_slice(&piece[..count]);
        }
        String::from_utf8_lossy(&said).into_owned()
    });
    let code = ended(&mut child);
    let said = reader.join().expect("the screen is read");
    assert!(!said.contains("panicked"), "{said}");
    match code {
        Some(code) => (said, code),
        None => panic!("it asks for more than was typed: {said}"),
    }
}

/// The exit code of a run whose terminal is closed once these words stand on it.
pub fn left(site: &Site, arguments: &[&str], answers: &str, words: &str) -> i32 {
    let (mut own, mut child) = started(site, arguments, &[]);
    own.write_all(answers.as_bytes()).expect("it is typed");
    let mut said = Vec::new();
    let mut piece = [0; 4096];
    while !String::from_utf8_lossy(&said).contains(words) {
        match own.read(&mut piece) {
            Ok(count @ 1..) => said.extend_from_slice(&piece[..count]),
            _ => panic!("it never asked: {}", String::from_utf8_lossy(&said)),
        }
    }
    drop(own);
    ended(&mut child).expect("it ends when its terminal is gone")
}

fn started(site: &Site, arguments: &[&str], environment: &[(&str, &str)]) -> (File, Child) {
    let flags = OpenptFlags::RDWR | OpenptFlags::NOCTTY;
    // What another test starts at this moment must not keep the terminal open.
    #[cfg(target_os = "linux")]
    let flags = flags | OpenptFlags::CLOEXEC;
    let own = openpt(flags).expect("a terminal");
    fcntl_setfd(&own, FdFlags::CLOEXEC).expect("a terminal");
    grantpt(&own).expect("a terminal");
    unlockpt(&own).expect("a terminal");
    let name = ptsname(&own, Vec::new()).expect("its name");
    let name = std::ffi::OsStr::from_bytes(name.to_bytes()).to_owned();
    let end = || -> Stdio {
        let file = OpenOptions::new().read(true).write(true).open(&name);
        file.expect("its other end").into()
    };
    let child = Command::new(env!("CARGO_BIN_EXE_postil"))
        .args(arguments)
        .current_dir(site.path(""))
        .env("NO_COLOR", "1")
        .env_remove("CLICOLOR_FORCE")
        .envs(environment.iter().copied())
        .stdin(end())
        .stdout(Stdio::null())
        .stderr(end())
        .spawn()
        .expect("the binary runs");
    (File::from(own), child)
}

/// Its exit code, once it ends; none if it had to be ended.
fn ended(child: &mut Child) -> Option<i32> {
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        if let Some(status) = child.try_wait().expect("it can be waited for") {
            return Some(status.code().expect("it was not killed"));
        }
        thread::sleep(Duration::from_millis(10));
    }
    child.kill().expect("it can be ended");
    child.wait().expect("it ends");
    None
}
