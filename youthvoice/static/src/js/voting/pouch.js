// Where a phone keeps its papers, so that a ballot can be changed until the contest closes: localStorage, one entry for each
// contest and voter. Without storage, on a shared device or without a voter, a paper lives as long as the page.

const PREFIX = "paper.";

/** A place for one paper: { get(), put(paper), use(), drop() }. `closes` is when it may be forgotten (ISO 8601 text). */
export function openPouch({ contest, voter, closes, shared }) {
  const name = `${PREFIX}${contest}.${voter}`;
  const isKept = shared === undefined && Boolean(voter);
  let held = isKept ? read(name)?.paper : undefined;
  return {
    // Another window may have got the paper meanwhile.
    get: () => (isKept ? (read(name)?.paper ?? held) : held),
    put(paper) {
      held = paper;
      if (isKept) write(name, { paper, closes });
    },
    /** Notes that its ballot is in the box. A paper that was forgotten meanwhile stays forgotten. */
    use() {
      const entry = isKept && read(name);
      if (entry) write(name, { ...entry, used: true });
    },
    /** For a paper that turned out to be nobody's. */
    drop() {
      held = undefined;
      if (isKept) remove(name);
    },
  };
}

/** Takes away the papers of contests that are over. */
export function forgetOld(now = Date.now()) {
  for (const name of names()) {
    const closes = Date.parse(read(name)?.closes ?? "");
    if (closes < now) remove(name);
  }
}

/** Says whether any paper lies on this device. */
export function hasPapers() {
  return names().length > 0;
}

/** Says whether one of them could still be voted with, and was not. */
export function hasUnused(now = Date.now()) {
  return names().map(read).some((entry) => entry && !entry.used && !(Date.parse(entry.closes) < now));
}

/** Takes every paper off this device; the ballots that lie in the box stay there. */
export function forgetAll() {
  names().forEach(remove);
}

function names() {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(PREFIX));
  } catch {
    return [];
  }
}

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

function write(name, value) {
  try {
    localStorage.setItem(name, JSON.stringify(value));
  } catch {
    // Full or switched off: the paper is still held by the page.
  }
}

function remove(name) {
  try {
    localStorage.removeItem(name);
  } catch {
    // Then there is nothing to take away.
  }
}
