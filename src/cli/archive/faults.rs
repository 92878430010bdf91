//! Faults of this tool that were met while pages were compared: the run goes on without
//! what failed, and says so.

use std::sync::Mutex;

use faircopy::archive::summary::Problem;
use faircopy::guard::guarded;

/// What failed so far.
#[derive(Default)]
pub(super) struct Faults(Mutex<Vec<Problem>>);

impl Faults {
    /// Do `work` on a page or a repeat; `None`, and a note of it, when the tool panics.
    pub(super) fn bear<T>(
        &self,
        place: impl FnOnce() -> String,
        doing: &str,
        work: impl FnOnce() -> T,
    ) -> Option<T> {
        let note = |said: String| {
            let problem = Problem { place: place(), cause: faulty(doing, &said) };
            self.0.lock().unwrap_or_else(|broken| broken.into_inner()).push(problem);
        };
        guarded(work).map_err(note).ok()
    }

    /// What failed, in an order that does not depend on the threads.
    pub(super) fn told(self) -> Vec<Problem> {
        let mut problems = self.0.into_inner().unwrap_or_else(|broken| broken.into_inner());
        problems.sort_by(|a, b| (&a.place, &a.cause).cmp(&(&b.place, &b.cause)));
        problems
    }
}

/// What is said of a page that the tool is at fault with.
pub(super) fn faulty(doing: &str, said: &str) -> String {
    format!("faircopy failed at {doing}; please report this with the page: {said}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_failed_is_told_and_the_rest_is_done() {
        let faults = Faults::default();
        let work = |page: usize| if page == 2 { panic!("no such line") } else { page };
        let done: Vec<usize> = (1..4)
            .filter_map(|page| faults.bear(|| format!("p{page}"), "comparing it", || work(page)))
            .collect();
        assert_eq!(done, [1, 3]);
        let told = faults.told();
        assert_eq!((told.len(), told[0].place.as_str()), (1, "p2"));
        assert!(told[0].cause.contains("no such line"));
    }
}
