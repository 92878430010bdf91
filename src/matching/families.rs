//! Families: which passages are printings of one text, as pairs of them are found.

/// Disjoint sets over passages.
pub(super) struct Sets {
    parent: Vec<usize>,
}

impl Sets {
    /// So many passages, each by itself.
    pub(super) fn new(len: usize) -> Sets {
        Sets { parent: (0..len).collect() }
    }

    fn root(&mut self, mut of: usize) -> usize {
        while self.parent[of] != of {
            self.parent[of] = self.parent[self.parent[of]];
            of = self.parent[of];
        }
        of
    }

    /// The root of a set is its earliest member, so families come in page order.
    pub(super) fn unite(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.parent[a.max(b)] = a.min(b);
    }

    /// The sets of two passages and more, in page order.
    pub(super) fn families(&mut self) -> Vec<Vec<usize>> {
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); self.parent.len()];
        for of in 0..self.parent.len() {
            let root = self.root(of);
            members[root].push(of);
        }
        members.retain(|m| m.len() > 1);
        members
    }
}
