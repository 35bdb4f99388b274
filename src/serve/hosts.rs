//! By which names a request may call us. Pure, once the machine's name is known.

use std::net::IpAddr;

/// The names under which this server may be called.
///
/// A page elsewhere can point its own name at our address and then read what we serve ("DNS rebinding"). Its requests
/// still carry its name, and are refused.
#[derive(Debug, Clone)]
pub(crate) struct Hosts {
    interface: IpAddr,
    /// The machine's names, in lower case; empty if the server is bound to this machine alone.
    names: Vec<String>,
}

impl Hosts {
    /// The names for a server bound to this address.
    pub(crate) fn reached_at(interface: IpAddr) -> Hosts {
        let names = match interface.is_loopback() {
            true => Vec::new(),
            false => machine_name()
                .map(|name| names_of(&name))
                .unwrap_or_default(),
        };
        Hosts { interface, names }
    }

    /// Whether a `Host` header, port included, is one of ours.
    pub(crate) fn admit(&self, header: &str) -> bool {
        let Some(host) = without_port(header) else {
            return false;
        };
        let host = host.strip_suffix('.').unwrap_or(host).to_ascii_lowercase();
        if let Some(address) = literal(&host) {
            // An address in the header is no name that could have been pointed at us.
            return address.is_loopback()
                || address == self.interface
                || !self.interface.is_loopback();
        }
        host == "localhost" || self.names.contains(&host)
    }
}

fn literal(host: &str) -> Option<IpAddr> {
    let bare = match host.strip_prefix('[') {
        Some(rest) => rest.strip_suffix(']').filter(|inner| inner.contains(':'))?,
        None => host,
    };
    bare.parse()
        .ok()
        .map(|address: IpAddr| address.to_canonical())
}

/// Cuts off the port; `None` when what looks like a port is none.
fn without_port(header: &str) -> Option<&str> {
    let after_bracket = header.rfind(']').map_or(0, |bracket| bracket + 1);
    let (host, port) = match header[after_bracket..].find(':') {
        Some(colon) => header.split_at(after_bracket + colon),
        None => (header, ":"),
    };
    port[1..]
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then_some(host)
}

/// A machine `desk.lan` is also called `desk`, and `desk.local` by the name service of local networks.
fn names_of(machine: &str) -> Vec<String> {
    let full = machine.trim().trim_end_matches('.').to_ascii_lowercase();
    let short = full.split('.').next().unwrap_or_default().to_owned();
    if short.is_empty() {
        return Vec::new();
    }
    let local = format!("{short}.local");
    vec![full, short, local]
}

/// The machine's name. The standard library cannot ask for it, so the kernel's file or the command must do.
fn machine_name() -> Option<String> {
    if let Ok(name) = std::fs::read_to_string("/proc/sys/kernel/hostname") {
        return Some(name);
    }
    let output = std::process::Command::new("hostname").output().ok()?;
    String::from_utf8(output.stdout).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn host_of_a_server_on_this_machine_is_a_name_of_this_machine() {
        let hosts = Hosts::reached_at("127.0.0.1".parse().unwrap());
        for host in [
            "localhost",
            "localhost:4000",
            "LOCALHOST.",
            "127.0.0.1:1",
            "127.9.8.7",
            "[::1]",
            "[::1]:80",
            "[::ffff:127.0.0.1]",
        ] {
            assert!(hosts.admit(host), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "192.168.0.5",
            "[fe80::1]",
            "[127.0.0.1]",
            "localhost:x",
            "localhost:1:2",
            "[::1",
            "[::1]x",
            "evil.example:80",
            "127.0.0.1@evil.example",
            "é:[",
        ] {
            assert!(!hosts.admit(host), "{host}");
        }
    }

    #[test]
    fn host_of_a_server_on_the_network_is_an_address_or_the_machines_name() {
        let mut hosts = Hosts::reached_at("0.0.0.0".parse().unwrap());
        hosts.names = names_of("Desk.lan\n");
        for host in [
            "192.168.0.5:4000",
            "[fe80::1]:4000",
            "desk",
            "desk.lan:1",
            "desk.local",
            "localhost",
        ] {
            assert!(hosts.admit(host), "{host}");
        }
        assert!(!hosts.admit("evil.example") && !hosts.admit("desk.evil.example"));
    }
}
