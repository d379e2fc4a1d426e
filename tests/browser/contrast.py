"""Text that looks the same on the same ground is looked at once: axe's contrast rule takes longer than all its others together.

Whether axe finds fault with a text follows from how the text is painted (colour, size, weight, shadow ...), from what is painted
behind it (its ancestors, and whatever else lies under or over it) and from nothing else. So each text gets a number for all of
these. A text whose number axe has passed on a page before, or further up on the same page, is not measured again: the heads and
feet of pages, the rows of a table. Only what passed is remembered; what fails is told on every page, and what axe cannot
tell is tried anew. Other colours are another number: in dark, everything is new.
"""

ONCE_FOR_EACH_LOOK = """(() => {
  const passed = new Set();
  window.passedLooks = passed;
  const TEXT = ["color", "webkitTextFillColor", "webkitTextStrokeColor", "webkitTextStrokeWidth", "fontSize", "fontWeight",
    "textShadow"];
  const GROUND = ["backgroundColor", "backgroundImage", "backgroundClip", "opacity", "filter", "mixBlendMode"];
  const PICTURES = "img, svg, canvas, video, picture, object, embed, iframe, meter, progress";
  const BARE = "rgba(0, 0, 0, 0);none;border-box;1;none;normal";
  let grounds = null, painted = null, looks = null;

  const groundOf = (one) => {
    let ground = grounds.get(one);
    if (ground === undefined) {
      const style = getComputedStyle(one);
      ground = GROUND.map((name) => style[name]).join(";");
      grounds.set(one, ground);
    }
    return ground;
  };
  const paints = (one) => {
    if (one.matches(PICTURES)) return true;
    const style = getComputedStyle(one);
    return style.backgroundColor !== "rgba(0, 0, 0, 0)" || style.backgroundImage !== "none";
  };
  const hash = (text) => {  // cyrb53
    let high = 0xdeadbeef, low = 0x41c6ce57;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      high = Math.imul(high ^ code, 2654435761);
      low = Math.imul(low ^ code, 1597334677);
    }
    high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
    low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
    return 4294967296 * (2097151 & low) + (high >>> 0);
  };
  const lookOf = (one) => {
    if (!looks.has(one)) looks.set(one, hash(lookIn(one)));
    return looks.get(one);
  };
  const lookIn = (one) => {
    const style = getComputedStyle(one), look = TEXT.map((name) => style[name]), near = new Set();
    for (let under = one; under; under = under.parentElement) {
      if (groundOf(under) !== BARE) look.push(groundOf(under));
    }
    const box = one.getBoundingClientRect();
    for (const {other, edge} of painted) {
      const meets = edge.left < box.right && edge.right > box.left && edge.top < box.bottom && edge.bottom > box.top;
      if (meets && !other.contains(one)) near.add(`${other.matches(PICTURES)} ${groundOf(other)}`);
    }
    return [...look, "and", ...[...near].sort()].join("|");
  };

  // Styles are other ones in other colours, or in another window: each time axe runs they are read anew.
  window.readAnew = (known) => {
    known.forEach((look) => passed.add(look));
    grounds = new Map();
    looks = new Map();
    painted = [...document.body.querySelectorAll("*")].filter(paints)
      .map((other) => ({other, edge: other.getBoundingClientRect()}));
  };

  const rule = axe._audit.rules.find(({id}) => id === "color-contrast"), {matches} = rule;
  const hasText = (one) => [...one.childNodes].some((part) => part.nodeType === 3 && part.nodeValue.trim());
  rule.matches = function (one, ...more) {
    if (!one.matches("input, select, textarea") && !hasText(one)) return false;  // As axe says, but sooner.
    return !passed.has(lookOf(one)) && matches.call(this, one, ...more);
  };
  const check = axe._audit.checks["color-contrast"], {evaluate} = check;
  check.evaluate = function (one, ...more) {
    const look = lookOf(one), tell = this.data;
    if (passed.has(look)) return true;
    let told = {};
    this.data = (what) => { told = what; return tell.call(this, what); };
    const verdict = evaluate.call(this, one, ...more);
    if (verdict === true && told.fgColor && told.bgColor) passed.add(look);
    return verdict;
  };
})();"""
