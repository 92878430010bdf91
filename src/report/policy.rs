//! A policy written out whole, with what each line is about.

use crate::decide::policy::{Policy, can_rule};
use crate::reason::{Reason, Tier};

use super::explain::phrase;
use super::safe::visible;

/// What stands above a policy.
const HEAD: &str = "\
# What `faircopy clean --policy FILE` does with each change.
#
#   level    made if its tier is sure enough for --level, else shown (the default)
#   apply    made
#   suggest  shown, not made
#   off      neither made nor shown
#
# Beside each reason: its usual tier, and what it is.

";

/// The policy as TOML that reads back as the same policy.
pub fn toml(policy: &Policy, level: Tier) -> String {
    let mut out = HEAD.to_string();
    let patterns: Vec<String> = policy.ignored().map(quoted).collect();
    out += "# Text that no change touches: regular expressions.\n";
    out += &format!("ignore = [{}]\n\n", patterns.join(", "));
    out += &format!("[reasons] # at --level {}\n", level.code());
    let reasons: Vec<Reason> = Reason::ALL.iter().copied().filter(|r| can_rule(*r)).collect();
    let keys: Vec<String> = reasons
        .iter()
        .map(|r| format!("\"{}\" = \"{}\"", r.code(), policy.rule(*r).code()))
        .collect();
    let width = keys.iter().map(String::len).max().unwrap_or(0);
    for (reason, key) in reasons.iter().zip(&keys) {
        out += &format!("{key:width$}  # {:7}  {}\n", reason.tier().code(), phrase(*reason));
    }
    out += "\n# Words that no change touches, each as `\"word\" = \"word\"`.\n[words]\n";
    for word in policy.words() {
        out += &format!("{0} = {0}\n", quoted(word));
    }
    out
}

/// A TOML string; JSON's escapes are TOML's too.
fn quoted(text: &str) -> String {
    let json = serde_json::Value::from(text).to_string();
    let escape = |c: char| match visible(&c.to_string()).chars().eq([c]) {
        true => c.to_string(),
        false => format!("\\u{:04x}", c as u32),
    };
    json.chars().map(escape).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decide::policy::{Rule, read};

    #[test]
    fn what_is_written_reads_back() {
        let given = "ignore = ['\\d+ \"x\"']\n[reasons]\n\"repeat.fold\" = \"suggest\"\n\
                     [words]\n\"a\\u202eb\" = \"a\\u202eb\"\n";
        let policy = read(given).unwrap();
        let written = toml(&policy, Tier::Witness);
        assert!(!written.contains('\u{202e}'));
        let again = read(&written).unwrap();
        assert_eq!(toml(&again, Tier::Witness), written);
        assert_eq!(again.rule(Reason::RepeatFold), Rule::Suggest);
        assert_eq!(again.words(), ["a\u{202e}b"]);
        assert_eq!(again.ignored().collect::<Vec<_>>(), ["\\d+ \"x\""]);
    }
}
