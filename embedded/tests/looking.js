// What is wrong with the page as it is shown now, in sentences; nothing where all is well.
(() => {
  const wrong = [];
  const find = (selector) => [...document.querySelectorAll(selector)];
  const say = (what, element) => wrong.push(`${what}: ${element.outerHTML.slice(0, 140)}`);
  const words = (element) => (element.textContent || "").trim();
  const hidden = (element) => !element.checkVisibility() || element.closest(".hidden, .skip");

  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) wrong.push(`scrolls sideways: ${root.scrollWidth} in ${root.clientWidth}`);
  for (const element of find("*")) {
    const scrolls = getComputedStyle(element).overflowX === "auto" && element.scrollWidth > element.clientWidth;
    if (scrolls && element.tabIndex < 0) say("scrolls, but not by keyboard", element);
  }

  if (!root.lang) wrong.push("no language");
  if (find("main").length !== 1 || find("h1").length !== 1) wrong.push("not one main part with one heading");
  let before = 0;
  for (const heading of find("h1, h2, h3, h4, h5, h6")) {
    const level = Number(heading.tagName[1]);
    if (level > before + 1) say("heading leaves a level out", heading);
    if (!words(heading)) say("empty heading", heading);
    before = level;
  }

  const ids = find("[id]").map((element) => element.id);
  for (const id of new Set(ids.filter((id, place) => ids.indexOf(id) !== place))) wrong.push(`two of one id: ${id}`);
  for (const attribute of ["aria-labelledby", "aria-describedby", "for"]) {
    for (const element of find(`[${attribute}]`)) {
      if (!document.getElementById(element.getAttribute(attribute))) say("named by nothing", element);
    }
  }
  for (const link of find('a[href^="#"]')) {
    if (!document.getElementById(link.getAttribute("href").slice(1))) say("leads nowhere", link);
  }

  const named = (element) =>
    element.getAttribute("aria-label") ||
    (element.labels && element.labels.length && words(element.labels[0])) ||
    words(element);
  for (const element of find("a[href], button, summary, select, input:not([type=hidden])")) {
    if (!named(element)) say("has no name", element);
  }
  for (const element of find("button, select, summary, input:not([type=hidden])")) {
    if (!hidden(element) && element.getBoundingClientRect().height < 24) say("too small to hit", element);
  }
  for (const image of find("img:not([alt]), svg:not([aria-hidden]):not([role=img][aria-label])")) say("says nothing", image);
  const regions = find("[role=region]").map((region) => region.getAttribute("aria-label") || region.getAttribute("aria-labelledby"));
  for (const name of new Set(regions.filter((name, place) => regions.indexOf(name) !== place))) wrong.push(`two regions of one name: ${name}`);

  for (const table of find("table")) if (!table.caption || !words(table.caption)) say("table without caption", table);
  for (const header of find("th")) {
    if (!["col", "row", "rowgroup"].includes(header.scope)) say("header of nothing", header);
  }
  for (const list of find("ul, ol")) {
    for (const child of list.children) if (child.tagName !== "LI") say("in a list, but no item", child);
  }

  // Contrast by WCAG 2: 4.5 to 1, for large letters 3 to 1.
  const parts = (colour) => {
    const [red, green, blue, opacity = 1] = colour.match(/[\d.]+/g).map(Number);
    return [red, green, blue, opacity];
  };
  const over = ([r, g, b, a], [x, y, z]) => [r * a + x * (1 - a), g * a + y * (1 - a), b * a + z * (1 - a)];
  const ground = (element) => {
    if (!element) return [255, 255, 255];
    const own = parts(getComputedStyle(element).backgroundColor);
    return own[3] === 1 ? own.slice(0, 3) : over(own, ground(element.parentElement));
  };
  const linear = (part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
  const light = (colour) => {
    const [red, green, blue] = colour.map(linear);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  for (const element of find("body *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!own || hidden(element)) continue;
    const style = getComputedStyle(element);
    const back = ground(element);
    const front = over(parts(element.tagName === "text" ? style.fill : style.color), back);
    const [bright, dark] = [light(front), light(back)].sort((a, b) => b - a);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const ratio = (bright + 0.05) / (dark + 0.05);
    if (ratio < (large ? 3 : 4.5)) say(`contrast of only ${ratio.toFixed(2)}`, element);
  }
  return wrong;
})()
