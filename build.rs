//! Names this build of postil after what it was made from, so that what another build kept is never taken for its own.

use std::{env, fs, path::Path};

fn main() {
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo sets it");
    let mut files = Vec::new();
    for part in ["src", "themes", "Cargo.lock", "Cargo.toml", "build.rs"] {
        println!("cargo::rerun-if-changed={part}");
        gather(&Path::new(&root).join(part), &mut files);
    }
    files.sort();
    // FNV-1a, 64 bits: enough to tell builds apart, and no dependency.
    let mut digest: u64 = 0xcbf2_9ce4_8422_2325;
    for file in files {
        let name = file.strip_prefix(&root).expect("below the root");
        let bytes = fs::read(&file).expect("it was just listed");
        for byte in name.to_string_lossy().bytes().chain([0]).chain(bytes) {
            digest = (digest ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    // Features change what pages become, too.
    let mut features: Vec<String> = env::vars()
        .map(|(name, _)| name)
        .filter(|name| name.starts_with("CARGO_FEATURE_"))
        .collect();
    features.sort();
    for byte in features.concat().bytes() {
        digest = (digest ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    println!("cargo::rustc-env=POSTIL_BUILD={digest:016x}");
}

fn gather(path: &Path, files: &mut Vec<std::path::PathBuf>) {
    if path.is_dir() {
        for entry in fs::read_dir(path).expect("a folder of the sources") {
            gather(&entry.expect("an entry").path(), files);
        }
    } else if path.is_file() {
        files.push(path.to_owned());
    }
}
