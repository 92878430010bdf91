//! Killed, stopped, out of room: nothing done is lost, and the end is the same.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::press::pages;
use crate::run::{Room, assert_same};

fn put_pages(room: &Room, count: usize) {
    let (leaves, _) = pages(count, 3);
    let half = leaves.len() / 2;
    for (name, leaves) in [("a.jsonl", &leaves[..half]), ("b.jsonl", &leaves[half..])] {
        let mut records: String = leaves.iter().map(|leaf| leaf.json() + "\n").collect();
        records.push_str("{\"id\": \"no text\"}\n");
        room.put(name, records);
    }
}

/// Kill a run after ever longer times, going on each time, until it comes to its end.
#[test]
fn killed_at_any_moment_it_goes_on_to_the_same_end() {
    let room = Room::new();
    put_pages(&room, 120);
    // With every stage there is.
    let format = if cfg!(feature = "parquet") { "parquet" } else { "jsonl" };
    let whole = ["archive", "a.jsonl", "b.jsonl", "--across", "fold", "--format", format, "-q"];
    let whole = [&whole[..], &["-o"]].concat();
    let began = Instant::now();
    let output = room.faircopy(&[&whole[..], &["straight"]].concat());
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    // A part of what the whole takes, whatever the machine.
    let part = (began.elapsed().as_millis() as u64 / 10).max(1);
    let mut rng = fastrand::Rng::with_seed(5);
    let mut killed = 0;
    for round in 0.. {
        let mut child = room
            .command(&[&whole[..], &["killed", "--resume"]].concat())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let deadline = Duration::from_millis(part + rng.u64(..2 * part + part * round));
        let mut waited = Duration::ZERO;
        let ended = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break Some(status);
            }
            if waited >= deadline {
                break None;
            }
            sleep(Duration::from_millis(1));
            waited += Duration::from_millis(1);
        };
        match ended {
            Some(status) => {
                // Where the last kill came after the end, there is nothing to go on with.
                let ended = killed > 0 && status.code() == Some(0);
                assert!(ended || status.code() == Some(2), "{status}");
                break;
            }
            None => {
                child.kill().unwrap(); // SIGKILL
                child.wait().unwrap();
                killed += 1;
            }
        }
    }
    assert!(killed > 2, "killed {killed} times");
    assert_same(&room.path("straight"), &room.path("killed"));
}

/// Folding that was under way leaves what it folds as it was.
#[test]
fn killed_while_it_folds_it_goes_on() {
    let room = Room::new();
    put_pages(&room, 40);
    let whole = ["archive", "a.jsonl", "b.jsonl", "--across", "fold", "-q", "-o"];
    room.faircopy(&[&whole[..], &["straight"]].concat());
    let mut child = room.command(&[&whole[..], &["killed"]].concat()).spawn().unwrap();
    while !room.path("killed/.work/folded.jsonl.zst").exists() {
        assert!(child.try_wait().unwrap().is_none(), "it ended too soon");
        std::thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    room.faircopy(&[&whole[..], &["killed", "--resume"]].concat());
    assert_same(&room.path("straight"), &room.path("killed"));
}

/// What stands in the work folder at the moment between two stages is enough.
#[test]
fn ctrl_c_stops_at_once_and_says_how_to_go_on() {
    let room = Room::new();
    put_pages(&room, 120);
    let args = ["archive", "a.jsonl", "b.jsonl", "-o", "out"];
    let child = room.command(&args).stderr(Stdio::piped()).spawn().unwrap();
    while !room.path("out/.work/manifest.jsonl").exists() {
        sleep(Duration::from_millis(5));
    }
    Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    let began = Instant::now();
    let output = child.wait_with_output().unwrap();
    assert!(began.elapsed() < Duration::from_secs(1));
    assert_eq!(output.status.code(), Some(130));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--resume"));
    let refused = room.faircopy(&args);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("begun here and not finished"));
    let other = room.faircopy(&["archive", "a.jsonl", "-o", "out", "--resume"]);
    assert!(String::from_utf8_lossy(&other.stderr).contains("other inputs or settings"));
    assert_eq!(room.faircopy(&[&args[..], &["--resume"]].concat()).status.code(), Some(2));
    assert!(room.path("out/summary.json").exists() && !room.path("out/.work").exists());
}

/// Needs the right to mount; where there is none it says so and passes.
#[test]
fn a_full_disk_is_told_and_the_run_goes_on_with_more_room() {
    let room = Room::new();
    put_pages(&room, 120);
    let disk = room.path("disk");
    fs::create_dir(&disk).unwrap();
    if !mount(&disk, "size=300k") {
        eprintln!("not checked: no right to mount a small disk here");
        return;
    }
    let args = ["archive", "a.jsonl", "b.jsonl", "-q", "-o", "disk/out"];
    let full = room.faircopy(&args);
    let said = String::from_utf8_lossy(&full.stderr).into_owned();
    let grown = mount(&disk, "remount,size=64m");
    let rest = room.faircopy(&[&args[..], &["--resume"]].concat());
    let straight = room.faircopy(&["archive", "a.jsonl", "b.jsonl", "-q", "-o", "straight"]);
    fs::create_dir(room.path("copy")).unwrap();
    for entry in fs::read_dir(disk.join("out")).unwrap().flatten() {
        if entry.path().is_file() {
            fs::copy(entry.path(), room.path("copy").join(entry.file_name())).unwrap();
        }
    }
    Command::new("umount").arg(&disk).status().unwrap();
    assert_eq!(full.status.code(), Some(2));
    assert!(said.contains("cannot be written") && said.contains("--resume"), "{said}");
    assert!(grown);
    assert_eq!(rest.status.code(), straight.status.code());
    assert_same(&room.path("straight"), &room.path("copy"));
}

fn mount(disk: &Path, options: &str) -> bool {
    let mut mount = Command::new("mount");
    mount.args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(disk).stderr(Stdio::null());
    mount.status().is_ok_and(|status| status.success())
}
