// Builds everything the browser loads into youthvoice/static/dist: one style sheet, one script, the font, the icons.
// Every file name carries a hash of its content, so it may be cached for a year; manifest.json maps the plain names.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const SOURCE = dirname(fileURLToPath(import.meta.url));
const TARGET = join(SOURCE, "..", "dist");
const MODULES = findUp("node_modules");
const { build } = await tool("esbuild");
const { compile } = await tool("sass");
const FONT = "@fontsource-variable/figtree/files/figtree-latin-wght-normal.woff2";
const TEXT = new Set([".css", ".js", ".svg", ".json"]);

/** The nearest folder of this name above the source; the build cannot start without it. */
function findUp(name) {
  for (let here = SOURCE; here !== dirname(here); here = dirname(here)) {
    if (existsSync(join(here, name))) return join(here, name);
  }
  return stop(`no folder ${name}`);
}

/** A package of node_modules, imported. */
async function tool(name) {
  return import(name).catch((error) => stop(error.message));
}

function stop(reason) {
  console.error(`The front end cannot be built: ${reason}. Run "npm ci" first.`);
  process.exit(1);
}

/** name.ext -> name-HASH.ext, ten hex digits of the content's SHA-256. */
function hashedName(name, content) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 10);
  const extension = extname(name);
  return `${basename(name, extension)}-${hash}${extension}`;
}

/** Lets the style sheet import .scss: Pico is cut down to the parts that are used before it is compiled. */
const sassPlugin = {
  name: "sass",
  setup(bundler) {
    bundler.onLoad({ filter: /\.scss$/ }, ({ path }) => {
      const { css } = compile(path, { loadPaths: [MODULES], quietDeps: true });
      return { contents: css, loader: "css" };
    });
  },
};

/** Bundles one entry and returns its output files as [{name, content}]. */
async function bundle(entry, extra = {}) {
  const result = await build({
    entryPoints: [join(SOURCE, entry)],
    outdir: TARGET,
    bundle: true,
    minify: true,
    write: false,
    legalComments: "none",
    entryNames: "[name]-[hash]",
    assetNames: "[name]-[hash]",
    logLevel: "silent",
    ...extra,
  });
  if (result.warnings.length > 0) throw new Error(result.warnings.map(describe).join("\n"));
  return result.outputFiles.map((file) => ({ name: basename(file.path), content: Buffer.from(file.contents) }));
}

function describe({ text, location }) {
  return location ? `${location.file}:${location.line}: ${text}` : text;
}

/** The style sheet and the font files it names. */
function buildStyles() {
  return bundle("css/app.css", {
    loader: { ".woff2": "file" },
    plugins: [sassPlugin],
    target: ["chrome109", "firefox115", "safari15.4"],
  });
}

/** The script of every page, and those that only some pages load. */
async function buildScripts() {
  const made = ["js/app.js", "js/ballot.js", "js/day.js", "js/passkeys.js", "js/push.js", "js/service-worker.js", "js/vote.js"].map((entry) => bundle(entry, { format: "iife", target: ["es2022"] }));
  return (await Promise.all(made)).flat();
}

/** One lucide icon as a <symbol>: colour and stroke come from the style sheet. */
async function symbol(id, icon) {
  const path = join(MODULES, "lucide-static", "icons", `${icon}.svg`);
  if (!existsSync(path)) throw new Error(`icons.json: lucide has no icon "${icon}" (wanted as "${id}").`);
  return asSymbol(id, await readFile(path, "utf8"), "0 0 24 24");
}

function asSymbol(id, svg, viewBox) {
  const inner = svg.replace(/<!--.*?-->/gs, "").replace(/^\s*<svg[^>]*>|<\/svg>\s*$/g, "");
  return `<symbol id="${id}" viewBox="${viewBox}">${inner.replace(/\s*\n\s*/g, "").replaceAll(" />", "/>")}</symbol>`;
}

/** All icons in one file, fetched once and cached; pages refer to it with <use>. */
async function buildSprite() {
  const { icons, aliases } = JSON.parse(await readFile(join(SOURCE, "icons.json"), "utf8"));
  const wanted = [...icons.map((icon) => [icon, icon]), ...Object.entries(aliases)];
  const symbols = await Promise.all(wanted.map(([id, icon]) => symbol(id, icon)));
  symbols.push(asSymbol("mark", await readFile(join(SOURCE, "mark.svg"), "utf8"), "0 0 32 32"));
  const content = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`);
  return [{ name: hashedName("icons.svg", content), content }];
}

async function buildFavicon() {
  const content = await readFile(join(SOURCE, "favicon.svg"));
  return [{ name: hashedName("favicon.svg", content), content }];
}

/** Plain name -> hashed name, for the template function asset(). */
function manifestOf(files) {
  const plain = (name) => (name.startsWith(basename(FONT, ".woff2")) ? "font.woff2" : name.replace(/-[0-9A-Za-z]{8,10}(\.\w+)$/, "$1"));
  const manifest = Object.fromEntries(files.map(({ name }) => [plain(name), name]).sort());
  for (const name of ["app.css", "app.js", "ballot.js", "day.js", "passkeys.js", "push.js", "service-worker.js", "vote.js", "icons.svg", "favicon.svg", "font.woff2"]) {
    if (!manifest[name]) throw new Error(`The build made no ${name}.`);
  }
  return { name: "manifest.json", content: Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`) };
}

/** Writes a file, and its gzip and brotli twins when it is text; returns the gzip size in bytes. */
async function write({ name, content }) {
  const path = join(TARGET, name);
  await writeFile(path, content);
  if (!TEXT.has(extname(name))) return content.length;
  const gzip = gzipSync(content, { level: 9 });
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
  await Promise.all([writeFile(`${path}.gz`, gzip), writeFile(`${path}.br`, brotliCompressSync(content, { params }))]);
  return gzip.length;
}

async function main() {
  const started = performance.now();
  const files = (await Promise.all([buildStyles(), buildScripts(), buildSprite(), buildFavicon()])).flat();
  files.push(manifestOf(files));
  // Nothing is removed until everything has been built, so a failed build leaves the last good one in place.
  await rm(TARGET, { recursive: true, force: true });
  await mkdir(TARGET, { recursive: true });
  for (const file of files) {
    const wire = await write(file);
    console.log(`${file.name.padEnd(46)} ${String(file.content.length).padStart(7)} B  ${String(wire).padStart(6)} B on the wire`);
  }
  console.log(`Built ${files.length} files in ${Math.round(performance.now() - started)} ms.`);
}

try {
  await main();
} catch (error) {
  console.error(error.errors ? error.errors.map(describe).join("\n") : error.message);
  process.exitCode = 1;
}
